"""One page from the web, politely: robots.txt first, a pause between two pages of a host, caps on size and time."""

from __future__ import annotations

import ssl
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any
from urllib.parse import urljoin

import httpcore

from dateline.errors import SourceError
from dateline.fetch.guard import Guard, GuardedNetwork, Target
from dateline.fetch.robots import CLOSED, LIMIT, NOTHING_ASKED, Robots, robots
from dateline.sources.packed.unpack import GZIP, gunzipped

TOKEN = "dateline"
"""The name under which a robots.txt may speak to Dateline."""
BODY_LIMIT = 20_000_000
REDIRECTS = 5
_TIMEOUTS = {"connect": 10.0, "read": 20.0, "write": 10.0, "pool": 10.0}
_FAULTS = (httpcore.NetworkError, httpcore.TimeoutException, httpcore.ProtocolError, httpcore.UnsupportedProtocol)


@dataclass(frozen=True, slots=True)
class Manners:
    """How pages are asked for.

    Attributes:
        agent: what the server is told of who asks.
        delay: seconds between two pages of one host; what its robots.txt asks for if that is longer.
        seconds: how long one page may take in all.
        clock: tells when an answer came.
    """

    agent: str
    clock: Callable[[], datetime]
    delay: float = 5.0
    seconds: float = 60.0
    sleep: Callable[[float], None] = time.sleep
    monotonic: Callable[[], float] = time.monotonic


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server answered to one request; the body as it was sent, still packed if it was."""

    target: Target
    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes
    at: datetime
    asked: tuple[tuple[str, str], ...]

    def header(self, name: str) -> str | None:
        """Return a head line's value; the first if it stands there more than once."""
        return next((value for key, value in self.headers if key.lower() == name), None)

    @property
    def content(self) -> bytes:
        """The body unpacked.

        Raises:
            SourceError: if it holds too much or is damaged.
        """
        is_packed = (self.header("content-encoding") or "").lower() in ("gzip", "x-gzip")
        return gunzipped(self.body, self.target.url) if is_packed and self.body.startswith(GZIP) else self.body


@cache
def _context() -> ssl.SSLContext:
    """The certificates are read once: it takes as long as a page."""
    return httpcore.default_ssl_context()


class Fetcher:
    """Fetches pages one after the other; close it when done."""

    def __init__(self, manners: Manners, guard: Guard | None = None) -> None:
        self._manners, self._guard = manners, guard or Guard()
        self._pool = httpcore.ConnectionPool(
            ssl_context=_context(), network_backend=GuardedNetwork(self._guard), max_connections=4, http2=False
        )
        self._robots: dict[str, Robots] = {}
        self._next: dict[str, float] = {}

    def __enter__(self) -> Fetcher:
        return self

    def __exit__(self, *_: object) -> None:
        self._pool.close()

    def get(self, url: str, *, etag: str | None = None, modified: str | None = None) -> list[Answer]:
        """Fetch one page and what it redirects to.

        Args:
            url: the address.
            etag: the mark under which the server gave it last time.
            modified: the day of change that the server gave with it; with either it may answer 304, not changed.

        Returns:
            The answers in the order of the redirects; the last is the page, whatever its status.

        Raises:
            SourceError: if the site asks robots to stay away, the address leads inside, or there is no whole answer.
        """
        marks = (
            *((("If-None-Match", etag),) if etag else ()),
            *((("If-Modified-Since", modified),) if modified else ()),
        )
        return self._chain(url, marks, is_asked=True)

    def _chain(self, url: str, marks: tuple[tuple[str, str], ...], is_asked: bool) -> list[Answer]:
        found: list[Answer] = []
        while True:
            target = self._guard.target(url)
            if is_asked:
                self._ask(target)
            # The marks are of the first address; another page would be taken for this one.
            found.append(self._one(target, marks if not found else (), is_asked))
            to = found[-1].header("location")
            if found[-1].status not in (301, 302, 303, 307, 308) or not to:
                return found
            if len(found) > REDIRECTS:
                raise SourceError(f"more than {REDIRECTS} redirects", url[:200], "give the address that they end at")
            url = urljoin(target.url, to)

    def _ask(self, target: Target) -> None:
        if target.origin not in self._robots:
            self._robots[target.origin] = self._robots_of(target)
        asked = self._robots[target.origin]
        if asked is CLOSED:
            what = "the site's robots.txt cannot be had, which is taken for a no"
            raise SourceError(what, target.url, "try again later, or save the page yourself")
        if not asked.allows(target.path):
            raise SourceError("the site asks robots not to fetch this page", target.url, "save the page yourself")

    def _robots_of(self, target: Target) -> Robots:
        try:
            answer = self._chain(f"{target.origin}/robots.txt", (), is_asked=False)[-1]
            if answer.status >= 500 or answer.status == 429:
                return CLOSED
            if answer.status != 200:
                return NOTHING_ASKED
            return robots(answer.content[:LIMIT].decode("utf-8", "replace"), TOKEN)
        except SourceError as refused:
            if "inside" in refused.what or "has no address" in refused.what:
                raise
            return CLOSED

    def _one(self, target: Target, marks: tuple[tuple[str, str], ...], is_paced: bool) -> Answer:
        if is_paced:
            self._wait(target)
        host = target.origin.partition("://")[2]
        asked = (
            ("Host", host),
            ("User-Agent", self._manners.agent),
            ("Accept", "text/html, application/xhtml+xml, application/xml;q=0.9, */*;q=0.5"),
            ("Accept-Encoding", "gzip"),
            *marks,
        )
        url = httpcore.URL(scheme=target.scheme, host=target.host, port=target.port, target=target.path)
        ends = self._manners.monotonic() + self._manners.seconds
        try:
            with self._pool.stream("GET", url, headers=list(asked), extensions={"timeout": _TIMEOUTS}) as response:
                return self._answer(target, response, asked, ends)
        except SourceError as refused:
            raise SourceError(refused.what, target.url, refused.advice) from refused
        except _FAULTS as error:
            what = f"no answer: {type(error).__name__} {str(error)[:150]}".strip()
            raise SourceError(what, target.url, "try again later, or save the page yourself") from error

    def _answer(self, target: Target, response: Any, asked: tuple[tuple[str, str], ...], ends: float) -> Answer:
        parts: list[bytes] = []
        size = 0
        for part in response.iter_stream():
            size += len(part)
            if size > BODY_LIMIT:
                raise SourceError(f"the page is larger than {BODY_LIMIT:,} bytes", "", "save it yourself, if it is one")
            if self._manners.monotonic() > ends:
                raise SourceError(f"the page took more than {self._manners.seconds:g} seconds", "", "try again later")
            parts.append(part)
        headers = tuple((key.decode("latin-1"), value.decode("latin-1")) for key, value in response.headers)
        return Answer(target, response.status, headers, b"".join(parts), self._manners.clock(), asked)

    def _wait(self, target: Target) -> None:
        """Wait until the host may be asked again, and note when it may be the next time."""
        asked = self._robots.get(target.origin, NOTHING_ASKED)
        left = self._next.get(target.host, 0.0) - self._manners.monotonic()
        if left > 0:
            self._manners.sleep(left)
        self._next[target.host] = self._manners.monotonic() + max(self._manners.delay, asked.delay)
