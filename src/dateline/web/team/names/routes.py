"""The page of protected names: coders protect them, editors release them."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request
from starlette.responses import RedirectResponse, Response

from dateline.errors import DatelineError
from dateline.web.shown import shown
from dateline.web.team.account import by, team_of
from dateline.web.team.names import kept
from dateline.web.who import Role

router = APIRouter(include_in_schema=False)
Words = Annotated[str, Form(max_length=1000)]


@router.get("/protected")
def protected(request: Request) -> Response:
    """Show which names are protected."""
    return _list(request)


@router.post("/protected/add")
def protect(request: Request, name: Words = "", why: Words = "") -> Response:
    """Hide a name from readers."""
    try:
        with team_of(request).writing() as db:
            kept.protect(db, name, why, by(request))
    except DatelineError as error:
        return _list(request, f"{error.what}: {error.advice}", 400)
    return RedirectResponse("/protected", 303)


@router.post("/protected/release")
def release(request: Request, number: Annotated[int, Form(ge=1, le=10**6)]) -> Response:
    """Show a name to readers again."""
    try:
        with team_of(request).writing() as db:
            kept.release(db, number, by(request))
    except DatelineError as error:
        return _list(request, f"{error.what}: {error.advice}", 400)
    return RedirectResponse("/protected", 303)


def _list(request: Request, wrong: str = "", status: int = 200) -> Response:
    with team_of(request).opened() as db:
        rows = kept.every(db)
    return shown(request, "team/protected.html", "/protected", status, rows=rows, wrong=wrong, editor=Role.EDITOR)
