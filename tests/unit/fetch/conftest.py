"""A server of our own, and a fetcher that may reach it: the one place where an address inside is let through."""

import gzip
import threading
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from dateline.fetch.get import Fetcher, Manners
from dateline.fetch.guard import Guard

ARTICLE = b"""<html><head><title>Rockets</title>
<meta property="article:published_time" content="2021-05-04"></head><body>
<article><p>Two rockets hit the depot north of Lentovar on Monday evening, the army said in a long statement.</p>
<p>Nobody was hurt, a spokesman said, although a store house burnt down and several trucks were damaged.</p></article>
</body></html>"""


class Site(BaseHTTPRequestHandler):
    """Answers from a table of paths, and notes what it was asked."""

    protocol_version = "HTTP/1.1"

    def do_GET(self):
        self.server.asked.append((self.path, dict(self.headers)))
        status, headers, body = self.server.pages.get(self.path, (404, {}, b"nothing here"))
        if self.headers.get("If-None-Match") and self.headers["If-None-Match"] == headers.get("ETag"):
            status, body = 304, b""
        self.send_response(status)
        for key, value in ({"Content-Length": str(len(body))} | headers).items():
            if value is not None:
                self.send_header(key, value)
        self.end_headers()
        if headers.get("Transfer-Encoding") == "chunked":
            for at in range(0, len(body), 50):
                piece = body[at : at + 50]
                self.wfile.write(b"%x\r\n" % len(piece) + piece + b"\r\n")
            body = b"0\r\n\r\n"
        self.wfile.write(body)

    def log_message(self, *_):
        pass


@pytest.fixture
def site():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    server.asked, server.base = [], f"http://127.0.0.1:{server.server_port}"
    server.pages = {
        "/robots.txt": (200, {}, b"User-agent: *\nDisallow: /private/\nCrawl-delay: 7\n"),
        "/1": (200, {"Content-Type": "text/html; charset=utf-8", "ETag": '"v1"'}, ARTICLE),
        "/packed": (200, {"Content-Type": "text/html", "Content-Encoding": "gzip"}, gzip.compress(ARTICLE)),
        "/pieces": (
            200,
            {"Content-Type": "text/html", "Transfer-Encoding": "chunked", "Content-Length": None},
            ARTICLE.replace(b"Two", b"Six"),
        ),
        "/moved": (302, {"Location": "/1"}, b""),
        "/round": (302, {"Location": "/round"}, b""),
        "/private/1": (200, {}, ARTICLE),
    }
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def guard():
    return Guard(allowed=frozenset(("127.0.0.1",)))


@pytest.fixture
def slept():
    return []


@pytest.fixture
def fetcher(guard, slept):
    manners = Manners("dateline/test", lambda: datetime(2021, 5, 5, tzinfo=UTC), 3.0, sleep=slept.append)
    with Fetcher(manners, guard) as made:
        yield made
