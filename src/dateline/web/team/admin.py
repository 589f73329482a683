"""What is kept for the team: users and their roles, the audit log, and protected names."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Form, Query, Request
from sqlalchemy import Connection
from starlette.responses import RedirectResponse, Response

from dateline.errors import DatelineError, TeamError
from dateline.web.shown import shown
from dateline.web.team.account import by, team_of
from dateline.web.team.names import kept
from dateline.web.team.store import audit, users
from dateline.web.who import Role

router = APIRouter(include_in_schema=False)
Name = Annotated[str, Form(max_length=200)]
Words = Annotated[str, Form(max_length=1000)]
RoleName = Annotated[str, Form(max_length=20)]
PER = 100
"""Rows of the log on one page."""


@router.get("/team")
def team(request: Request) -> Response:
    """Show the users."""
    return _users(request)


@router.post("/team/add")
def add(request: Request, name: Name = "", role: RoleName = "") -> Response:
    """Add a user with a password for their first login, which is shown once."""
    given = _first_password()
    return _changed(
        request,
        lambda db: users.add(db, name, users.role_named(role), given, by(request), temporary=True).name,
        "is added. Their password for the first login:",
        given,
    )


@router.post("/team/role")
def change_role(request: Request, name: Name = "", role: RoleName = "") -> Response:
    """Give a user another role."""

    def change(db: Connection) -> str:
        users.change_role(db, name, users.role_named(role), by(request))
        return name

    return _changed(request, change, f"is {role} now.")


@router.post("/team/remove")
def remove(request: Request, name: Name = "") -> Response:
    """Take a user's password and sessions away."""

    def change(db: Connection) -> str:
        users.remove(db, name, by(request))
        return name

    return _changed(request, change, "is removed, and logged out everywhere.")


@router.post("/team/password")
def new_password(request: Request, name: Name = "") -> Response:
    """Give a user who forgot theirs a password for the next login, which is shown once."""
    given = _first_password()

    def change(db: Connection) -> str:
        users.change_password(db, name, given, by(request), temporary=True)
        return name

    return _changed(request, change, "is logged out everywhere. Their password for the next login:", given)


@router.get("/audit")
def log(
    request: Request,
    who: Annotated[str, Query(max_length=200)] = "",
    what: Annotated[str, Query(max_length=100)] = "",
    before: Annotated[int | None, Query(ge=1, le=2**31 - 1)] = None,
) -> Response:
    """Show the audit log, the last row first."""
    with team_of(request).opened() as db:
        rows = audit.entries(db, who, what, before, PER + 1)
        kinds, names = audit.kinds(db), [user.name for user in users.listed(db)]
    more = rows[PER - 1].number if len(rows) > PER else None
    asked = {"of": who, "what": what, "before": before}
    log_ = {"rows": rows[:PER], "kinds": kinds, "names": names, "more": more}
    return shown(request, "team/audit.html", "/audit", 200, **asked, **log_)


@router.get("/protected")
def protected(request: Request) -> Response:
    """Show which names are protected."""
    return _protected(request)


@router.post("/protected/add")
def protect(request: Request, name: Words = "", why: Words = "") -> Response:
    """Hide a name from readers."""
    try:
        with team_of(request).writing() as db:
            kept.protect(db, name, why, by(request))
    except DatelineError as error:
        if "text/html" not in request.headers.get("accept", ""):
            raise
        return _protected(request, f"{error.what}: {error.advice}", 400)
    return RedirectResponse("/protected", 303)


@router.post("/protected/release")
def release(request: Request, number: Annotated[int, Form(ge=1, le=10**6)]) -> Response:
    """Show a name to readers again."""
    try:
        with team_of(request).writing() as db:
            kept.release(db, number, by(request))
    except DatelineError as error:
        return _protected(request, f"{error.what}: {error.advice}", 400)
    return RedirectResponse("/protected", 303)


def _changed(request: Request, change: Callable[[Connection], str], said: str, secret: str = "") -> Response:
    """Change something and show the users, with what came of it."""
    try:
        with team_of(request).writing() as db:
            name = change(db)
    except TeamError as error:
        advice = f" ({error.advice})" if error.advice else ""
        return _users(request, wrong=f"{error.what}{advice}", status=400)
    return _users(request, name=name, said=said, secret=secret)


def _users(
    request: Request, name: str = "", said: str = "", secret: str = "", wrong: str = "", status: int = 200
) -> Response:
    with team_of(request).opened() as db:
        found = users.listed(db)
    told = {"users": found, "roles": list(Role), "name": name, "said": said, "secret": secret, "wrong": wrong}
    return shown(request, "team/users.html", "/team", status, **told)


def _first_password() -> str:
    """A password that is easily read out: 80 random bits in groups of four."""
    letters = "abcdefghjkmnpqrstuvwxyz23456789"
    drawn = "".join(secrets.choice(letters) for _ in range(16))
    return "-".join(drawn[n : n + 4] for n in range(0, 16, 4))


def _protected(request: Request, wrong: str = "", status: int = 200) -> Response:
    with team_of(request).opened() as db:
        rows = kept.every(db)
    return shown(request, "team/protected.html", "/protected", status, rows=rows, wrong=wrong, editor=Role.EDITOR)
