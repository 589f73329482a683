"""Who may ask: only this machine's own browser, with the token that `dateline serve` printed.

A page on the internet can make a browser send requests to this machine. The list of hosts stops a name that was
pointed here (DNS rebinding), the token and the header stop requests that a foreign page makes, and the policy of
content stops what a report's text might try.
"""

from __future__ import annotations

import secrets
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response

Next = Callable[[Request], Awaitable[Response]]
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; "
    "connect-src 'self'; worker-src 'self' blob:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}
COOKIE = "dateline"
HEADER = "x-dateline"
"""Sent by the pages' own scripts; a form on a foreign page cannot set it."""
SAFE = {"GET", "HEAD", "OPTIONS"}


@dataclass(frozen=True, slots=True)
class Guard:
    """Lets requests through.

    Attributes:
        hosts: what the Host header may be, without the port.
        token: the one-time word in the address that `dateline serve` prints; it becomes a cookie of the session.
    """

    hosts: frozenset[str] = frozenset({"127.0.0.1", "localhost", "[::1]"})
    token: str = field(default_factory=lambda: secrets.token_urlsafe(24))
    session: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    spent: set[str] = field(default_factory=set)

    async def __call__(self, request: Request, call_next: Next) -> Response:
        """Refuse a request, or answer it with the headers that guard the page."""
        answer = self._refused(request) or await call_next(request)
        for name, value in HEADERS.items():
            answer.headers.setdefault(name, value)
        if not request.url.path.startswith("/static/"):
            answer.headers.setdefault("Cache-Control", "no-store")
        return answer

    def _refused(self, request: Request) -> Response | None:
        host = request.headers.get("host", "").rpartition(":")[0] or request.headers.get("host", "")
        if host not in self.hosts and request.headers.get("host", "") not in self.hosts:
            return PlainTextResponse("this address is not served here", 421)
        given = request.query_params.get("token", "")
        if given and given not in self.spent and secrets.compare_digest(given, self.token):
            self.spent.add(given)
            answer = RedirectResponse(request.url.path, 303)
            answer.set_cookie(COOKIE, self.session, httponly=True, samesite="strict")
            return answer
        if not secrets.compare_digest(request.cookies.get(COOKIE, ""), self.session):
            return PlainTextResponse("open the address that `dateline serve` printed: it holds the key", 401)
        if request.method not in SAFE and request.headers.get(HEADER) != "1":
            return PlainTextResponse("this request does not come from the page", 403)
        return None
