"""Logging in and out, and what a user sees of themselves."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request
from starlette.responses import RedirectResponse, Response

from dateline.errors import TeamError
from dateline.web.shown import shown
from dateline.web.team import passwords
from dateline.web.team.guard import LOGIN, address_of, cookie_name, waiting
from dateline.web.team.store import audit, limits, sessions, users
from dateline.web.team.store.opened import Team
from dateline.web.who import Who, who

router = APIRouter(include_in_schema=False)
Word = Annotated[str, Form(max_length=2000)]
WRONG = "name and password do not belong together"


def team_of(request: Request) -> Team:
    """Return where the users of the served ledger are kept."""
    found: Team = request.app.state.team
    return found


def user_of(request: Request) -> Who:
    """Return who is logged in, on an address that only they reach.

    Raises:
        TeamError: if nobody is; the gate of the address is then not what it should be.
    """
    found = who(request)
    if found is None:
        raise TeamError("you are not logged in", "", "log in: /login")
    return found


def by(request: Request) -> users.By:
    """Return who changes something, for the log."""
    return users.By(user_of(request).name, address_of(request), team_of(request).now)


@router.get("/login")
def login_page(request: Request, next: str = "/") -> Response:  # noqa: A002
    """Show the form to log in."""
    return _login_form(request, next)


@router.post("/login")
def login(request: Request, name: Word = "", password: Word = "", next: Word = "/") -> Response:  # noqa: A002
    """Log in: start a new session, and end the one that this browser had."""
    team, address = team_of(request), address_of(request)
    keys = limits.of_login(users.folded(name), address)
    with team.writing() as db:
        wait = limits.tried(db, keys, team.now)
        if wait:
            audit.add(db, team.now, name, address, "login", outcome="too often")
        user = users.named(db, name)
    if wait:
        said = f"that was tried too often; come again in {waiting(wait)}"
        answer = _login_form(request, next, name, said, 429)
        answer.headers["Retry-After"] = str(wait)
        return answer
    is_right = passwords.agrees(user.password if user is not None else None, password)
    with team.writing() as db:
        if user is None or not is_right:
            audit.add(db, team.now, name, address, "login", outcome=WRONG)
            return _login_form(request, next, name, WRONG, 401)
        limits.forgive(db, keys)
        sessions.end(db, request.cookies.get(cookie_name(request), ""))
        token = sessions.start(db, user.name, address, team.now)
        users.keep_seen(db, user, password, team.now)
        audit.add(db, team.now, user.name, address, "login")
    answer = RedirectResponse(_inside(next), 303)
    answer.delete_cookie(LOGIN, httponly=True, samesite="strict")
    _set(request, answer, cookie_name(request), token)
    return answer


@router.post("/logout")
def logout(request: Request) -> Response:
    """End the session."""
    team, user = team_of(request), user_of(request)
    with team.writing() as db:
        sessions.end(db, request.cookies.get(cookie_name(request), ""))
        audit.add(db, team.now, user.name, address_of(request), "logout")
    answer = RedirectResponse("/login", 303)
    answer.delete_cookie(cookie_name(request), secure=_is_https(request), httponly=True, samesite="strict")
    return answer


@router.get("/account")
def account(request: Request) -> Response:
    """Show who is logged in, and the form for another password."""
    return _account(request)


@router.post("/account/password")
def change_password(request: Request, old: Word = "", new: Word = "", again: Word = "") -> Response:
    """Change one's own password; every session ends, and a new one starts here."""
    team, user = team_of(request), user_of(request)
    with team.opened() as db:
        held = users.named(db, user.name)
    if new != again:
        return _account(request, "the new password was not written the same twice", 400)
    if held is None or not passwords.agrees(held.password, old):
        with team.writing() as db:
            audit.add(db, team.now, user.name, address_of(request), "password changed", outcome="the old one is wrong")
        return _account(request, "the old password is wrong", 400)
    if new == old:
        return _account(request, "the new password is the old one", 400)
    try:
        with team.writing() as db:
            users.change_password(db, user.name, new, by(request))
            token = sessions.start(db, user.name, address_of(request), team.now)
    except TeamError as error:
        return _account(request, f"{error.what}: {error.advice}", 400)
    answer = RedirectResponse("/account?done=1", 303)
    _set(request, answer, cookie_name(request), token)
    return answer


def _account(request: Request, wrong: str = "", status: int = 200) -> Response:
    team, user = team_of(request), user_of(request)
    with team.opened() as db:
        open_ = sessions.count(db, user.name, team.now)
    done = not wrong and request.query_params.get("done") == "1"
    told = {"least": passwords.LEAST, "open": open_, "wrong": wrong, "done": done}
    return shown(request, "team/account.html", "/account", status, **told)


def _login_form(request: Request, next_: str, name: str = "", wrong: str = "", status: int = 200) -> Response:
    """The form, with what proves that it comes from here; before somebody is logged in a cookie of its own does."""
    user = who(request)
    token = request.cookies.get(LOGIN, "") or sessions.new_token()
    csrf = user.csrf if user is not None else sessions.csrf_of(token)
    answer = shown(request, "team/login.html", "/login", status, name=name, wrong=wrong, next=_inside(next_), csrf=csrf)
    if user is None:
        _set(request, answer, LOGIN, token)
    return answer


def _inside(path: str) -> str:
    """Return a path of this server; anything else becomes the overview.

    >>> _inside("/event/x?policy=acled"), _inside("//evil.example"), _inside("https://evil.example")
    ('/event/x?policy=acled', '/', '/')
    """
    is_ours = path.startswith("/") and path[1:2] not in ("/", "\\") and path.isprintable()
    return path if is_ours and not path.startswith(("/login", "/logout")) else "/"


def _is_https(request: Request) -> bool:
    return request.url.scheme == "https"


def _set(request: Request, answer: Response, cookie: str, value: str) -> None:
    answer.set_cookie(cookie, value, secure=_is_https(request), httponly=True, samesite="strict", path="/")
