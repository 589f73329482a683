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
from dateline.fetch.guard import Guard, resolve

NAME: Final = "http://news.example.org/"
PUBLIC: Final = "8.8.8.8"
"""What every name that this machine does not know leads to here, so that only the guard can refuse it."""
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
    with _site() as (server, port), _watched((OURS, port)) as elsewhere:
        for how, address in tried:
            server.away = address
            if _is_fetched(how, address, port):
                let_through.append(address)
    figure = f"{len(tried)} addresses asked for, resolved or redirected to: {len(let_through)} fetched"
    return Outcome(f"{figure}, {len(elsewhere)} connected to", not let_through and not elsewhere)


def _is_fetched(how: str, address: str, port: int) -> bool:
    guard = {
        "asked": Guard(resolve=_resolved),
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


def _resolved(host: str, port: int) -> list[str]:
    """Resolve a name as this machine does; without a network, and for names that are made up, to a public address."""
    try:
        return resolve(host, port)
    except OSError:
        return [PUBLIC]


@contextmanager
def _watched(ours: tuple[str, int]) -> Iterator[list[tuple[str, int]]]:
    """Note where else sockets are connected to, by whatever code, and let none of them through."""
    connected: list[tuple[str, int]] = []
    is_on = [True]

    def watch(event: str, arguments: tuple[Any, ...]) -> None:
        is_far = event == "socket.connect" and arguments[0].family != getattr(socket, "AF_UNIX", None)
        if is_on[0] and is_far and tuple(arguments[1][:2]) != ours:
            connected.append(tuple(arguments[1][:2]))
            raise ConnectionRefusedError("no connection elsewhere in this test")

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
