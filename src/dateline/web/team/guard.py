"""Who may ask on a team server: a user who is logged in, whose role opens the address, from this server's own pages.

Every request passes here first: the name of the server, the session, the gate of the address (`gates`), the word that
forms and calls send along (against other pages on the internet), and how often one user may. What was done is in the
audit log before it is answered.
"""

from __future__ import annotations

import secrets
from collections.abc import AsyncIterator
from dataclasses import dataclass
from urllib.parse import parse_qs, quote, unquote_plus

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response

from dateline.web.guard import HEADER, HEADERS, SAFE, Next
from dateline.web.shown import shown
from dateline.web.team.gates import Gate, gate_of
from dateline.web.team.names import kept
from dateline.web.team.names.hidden import HTML, JSON, Hidden, hidden, plain
from dateline.web.team.store import audit, limits, sessions
from dateline.web.team.store.opened import Team
from dateline.web.who import Who

SECURE, PLAIN = "__Host-dateline", "dateline-team"
"""The cookie of a session, over https and without; a browser takes a __Host- cookie from this host over https only."""
LOGIN = "dateline-login"
"""The cookie of somebody who is about to log in: the form sends along what belongs to it."""
OWN = {"Referrer-Policy": "same-origin"}
"""With "no-referrer" a browser sends the forms of these very pages without saying where they come from."""
HSTS = "max-age=31536000"
FORM_LIMIT = 20_000
"""Bytes of a form of these pages."""


@dataclass(frozen=True, slots=True)
class TeamGuard:
    """Lets requests through.

    Attributes:
        hosts: under which names the server is reached, without the port.
        https_only: a proxy with TLS stands before the server, and nothing else may reach it.
    """

    team: Team
    hosts: frozenset[str]
    https_only: bool = False

    async def __call__(self, request: Request, call_next: Next) -> Response:
        """Refuse a request, or answer it with the headers that guard the page."""
        answer = self._astray(request) or await self._asked(request, call_next)
        for name, value in (HEADERS | OWN).items():
            answer.headers.setdefault(name, value)
        if request.url.scheme == "https":
            answer.headers["Strict-Transport-Security"] = HSTS
        if not request.url.path.startswith("/static/"):
            answer.headers.setdefault("Cache-Control", "no-store")
        return answer

    def _astray(self, request: Request) -> Response | None:
        """Refuse what came under another name, or past the proxy."""
        host = request.headers.get("host", "")
        if host not in self.hosts and host.rpartition(":")[0] not in self.hosts:
            return PlainTextResponse("this address is not served here", 421)
        if self.https_only and request.url.scheme != "https":
            what = "this page is served over https only; the proxy before it must send X-Forwarded-Proto"
            return PlainTextResponse(what, 403)
        return None

    async def _asked(self, request: Request, call_next: Next) -> Response:
        method, path = request.method, request.url.path
        _, gate = gate_of(method, path)
        token = request.cookies.get(cookie_name(request), "")
        who, names = await run_in_threadpool(self._who, token) if token else (None, ())
        request.state.who = who
        if gate.least is not None and who is None:
            return _log_in_first(request)
        if who is not None and gate.least is not None:
            refused = self._closed(request, gate, who)
            if refused is not None:
                await run_in_threadpool(self._log, request, who, "refused", f"{method} {path}", "role")
                return refused
        if method not in SAFE and not await self._is_ours(request, who):
            return _told(request, 403, "this request does not come from the page", "load the page again")
        if who is None or gate.least is None:
            return await call_next(request)
        if names:
            return await self._veiled(request, call_next, gate, who, hidden(names))
        return await self._counted(request, call_next, gate, who)

    async def _veiled(self, request: Request, call_next: Next, gate: Gate, who: Who, veil: Hidden) -> Response:
        """Answer with protected names hidden from who may not see them; keep in the log where the others saw them."""
        if not who.may_code:
            request.state.redactor = veil.redactor
            request.scope["query_string"] = veil.query(request.url.query).encode()
        answer = await self._counted(request, call_next, gate, who, veil)
        kind = answer.headers.get("content-type", "").partition(";")[0]
        if kind not in (HTML, JSON) or request.method == "HEAD":
            return answer
        body = await _body(answer)
        if who.may_code:
            seen = await run_in_threadpool(lambda: veil.numbers(plain(body, kind)))
            if seen and request.url.path != "/audit":
                about = f"names {', '.join(map(str, seen))}: {veil.typed(_about(request))}"
                await run_in_threadpool(self._log, request, who, "protected names seen", about, "done")
        else:
            body = await run_in_threadpool(veil.answer, body, kind)
        made = Response(body, answer.status_code)
        made.raw_headers += [one for one in answer.raw_headers if one[0] != b"content-length"]
        return made

    def _who(self, token: str) -> tuple[Who | None, tuple[tuple[int, str], ...]]:
        """Who has this token, and which names are protected."""
        now = self.team.now
        with self.team.opened() as db:
            found = sessions.found(db, token, now)
            names = kept.names(db) if found is not None else ()
        if found is None:
            return None, ()
        if found[1]:
            with self.team.writing() as db:
                sessions.note(db, found[0].session, now)
        return found[0], names

    @staticmethod
    def _closed(request: Request, gate: Gate, who: Who) -> Response | None:
        if who.is_temporary and not gate.is_own:
            if _is_page(request):
                return RedirectResponse("/account", 303)
            return _told(request, 403, "change your password first", "open /account")
        if gate.least is not None and who.role < gate.least:
            what = f"this is for a {gate.least.word}; you are a {who.role.word}"
            return _told(request, 403, what, "ask an admin")
        return None

    async def _is_ours(self, request: Request, who: Who | None) -> bool:
        """Whether a request that changes something comes from a page of this server, in this session."""
        origin = request.headers.get("origin")
        if origin is not None and origin.partition("://")[2] != request.headers.get("host", ""):
            return False
        coming = request.cookies.get(LOGIN, "")
        wanted = who.csrf if who is not None else sessions.csrf_of(coming) if coming else ""
        given = request.headers.get(HEADER)
        if given is None and request.headers.get("content-type", "").startswith("application/x-www-form-urlencoded"):
            length = request.headers.get("content-length", "")
            if length.isascii() and length.isdecimal() and int(length[:9]) <= FORM_LIMIT:
                given = parse_qs((await request.body()).decode("utf-8", "replace")).get("csrf", [""])[0]
        return bool(wanted) and secrets.compare_digest((given or "").encode(), wanted.encode())

    async def _counted(
        self, request: Request, call_next: Next, gate: Gate, who: Who, veil: Hidden | None = None
    ) -> Response:
        """Answer what is limited or logged; it is answered once it is in the log."""
        if gate.limit is not None:
            wait = await run_in_threadpool(self._wait, gate.limit, who, gate.what)
            if wait:
                about = f"{request.method} {request.url.path}"
                await run_in_threadpool(self._log, request, who, "refused", about, "too often")
                return too_often(request, wait)
        answer = await call_next(request)
        if gate.what:
            about = getattr(request.state, "did", "") or _about(request)
            about = veil.typed(about) if veil is not None else about
            outcome = "done" if answer.status_code < 400 else f"refused ({answer.status_code})"
            await run_in_threadpool(self._log, request, who, gate.what, about, outcome)
        return answer

    def _wait(self, limit: limits.Limit, who: Who, what: str) -> int:
        with self.team.writing() as db:
            return limits.tried(db, ((f"{what or 'change'} {who.name}", limit),), self.team.now)

    def _log(self, request: Request, who: Who, what: str, about: str, outcome: str) -> None:
        with self.team.writing() as db:
            audit.add(db, self.team.now, who.name, address_of(request), what, about, outcome)


def cookie_name(request: Request) -> str:
    """Return what the cookie of a session is called on this connection."""
    return SECURE if request.url.scheme == "https" else PLAIN


def address_of(request: Request) -> str:
    """Return where a request comes from."""
    return request.client.host if request.client is not None else ""


def too_often(request: Request, wait: int) -> Response:
    """Say when to come again."""
    answer = _told(request, 429, f"that was too often; come again in {waiting(wait)}", "")
    answer.headers["Retry-After"] = str(wait)
    return answer


def waiting(seconds: int) -> str:
    """Return a time to wait in words.

    >>> waiting(40), waiting(61)
    ('40 seconds', '2 minutes')
    """
    return f"{seconds} second{'s' * (seconds != 1)}" if seconds < 60 else f"{-(-seconds // 60)} minutes"


def _is_page(request: Request) -> bool:
    """Whether a browser shows the answer as a page."""
    return request.method in SAFE and "text/html" in request.headers.get("accept", "")


def _log_in_first(request: Request) -> Response:
    if _is_page(request):
        asked = request.url.path + (f"?{request.url.query}" if request.url.query else "")
        return RedirectResponse("/login" if asked == "/" else f"/login?next={quote(asked, safe='')}", 303)
    return _told(request, 401, "you are not logged in, or no longer", "log in on another tab: /login")


def _told(request: Request, status: int, what: str, advice: str) -> Response:
    if "text/html" in request.headers.get("accept", ""):
        return shown(request, "missing.html", "", status, what=what, advice=advice, back="/")
    return JSONResponse({"what": what, "where": "", "advice": advice}, status)


def _about(request: Request) -> str:
    """What was asked for, in words that a person reads."""
    return unquote_plus(request.url.path + (f"?{request.url.query}" if request.url.query else ""))


async def _body(answer: Response) -> str:
    """What is answered, whole."""
    streamed: AsyncIterator[bytes] | None = getattr(answer, "body_iterator", None)
    if streamed is None:
        return bytes(answer.body).decode()
    return b"".join([one async for one in streamed]).decode()
