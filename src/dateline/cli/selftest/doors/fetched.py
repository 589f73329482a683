"""H6: whatever a page links or a server answers, nothing inside is connected to."""

from __future__ import annotations

import socket
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Final

from dateline.cli.selftest.doors.inside import INSIDE_4, INSIDE_6, SPELLED
from dateline.cli.selftest.ground import Dose, Outcome, promise
from dateline.errors import SourceError
from dateline.fetch.get import Fetcher, Manners
from dateline.fetch.guard import Guard

NAME: Final = "http://news.example.org/"
OURS: Final = "127.0.0.1"
"""Where the server stands that sends readers away: the one address inside that this test itself lets through."""
Case = tuple[str, str]
"""How it is tried ("asked", "resolved", "sent away"), and the address."""


def _url(address: str) -> str:
    return f"http://[{address}]/" if ":" in address else f"http://{address}/"


def cases() -> list[Case]:
    """Return every case: each address asked for, behind a name, and at the end of a redirect; then odd spellings."""
    inside = [*INSIDE_4, *INSIDE_6]
    asked = [("asked", _url(address)) for address in inside if "%" not in address]
    resolved = [("resolved", address) for address in inside]
    away = [("sent away", _url(address)) for address in inside if address != OURS and "%" not in address]
    return asked + resolved + away + [("asked", one) for one in SPELLED]


@promise("H6", "a fetched address never leads inside", pr=60, release=len(cases()), of="addresses")
def never_inside(dose: Dose) -> Outcome:
    """Ask for addresses inside, for names that resolve to them and pages that redirect to them; watch the sockets."""
    every = cases()
    tried = dose.chance.sample(every, min(dose.size, len(every)))
    let_through = []
    with _watched() as connected, _site() as (server, port):
        for how, address in tried:
            server.away = address
            if _is_fetched(how, address, port):
                let_through.append(address)
    elsewhere = [where for where in connected if where != (OURS, port)]
    figure = f"{len(tried)} addresses asked for, resolved or redirected to: {len(let_through)} fetched"
    return Outcome(f"{figure}, {len(elsewhere)} connected to", not let_through and not elsewhere)


def _is_fetched(how: str, address: str, port: int) -> bool:
    guard = {
        "asked": Guard(),
        "resolved": Guard(resolve=lambda *_: [address]),
        "sent away": Guard(allowed=frozenset((OURS,))),
    }[how]
    url = {"asked": address, "resolved": NAME, "sent away": f"http://{OURS}:{port}/away"}[how]
    manners = Manners("dateline/selftest", lambda: datetime.now(UTC), 0.0, sleep=lambda _: None)
    with Fetcher(manners, guard) as fetcher:
        try:
            fetcher.get(url)
        except SourceError:
            return False
    return True


@contextmanager
def _watched() -> Iterator[list[tuple[str, int]]]:
    """Note where sockets are connected to, by whatever code."""
    connected: list[tuple[str, int]] = []
    is_on = [True]

    def watch(event: str, arguments: tuple[Any, ...]) -> None:
        if is_on[0] and event == "socket.connect" and arguments[0].family != getattr(socket, "AF_UNIX", None):
            connected.append(tuple(arguments[1][:2]))

    sys.addaudithook(watch)
    try:
        yield connected
    finally:
        is_on[0] = False


class _Server(ThreadingHTTPServer):
    away = ""


class _Away(BaseHTTPRequestHandler):
    """Sends whoever asks for "/away" to the address of the case."""

    def do_GET(self) -> None:
        is_away = self.path == "/away"
        self.send_response(302 if is_away else 404)
        if is_away and isinstance(self.server, _Server):
            self.send_header("Location", self.server.away)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def _site() -> Iterator[tuple[_Server, int]]:
    server = _Server((OURS, 0), _Away)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield server, server.server_port
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
