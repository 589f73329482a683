"""The application of a team server: the local page's own, behind users and roles."""

from __future__ import annotations

from fastapi import FastAPI

from dateline.errors import TeamError
from dateline.web.app import make_app
from dateline.web.held import Held
from dateline.web.team import account, admin, gates
from dateline.web.team.guard import TeamGuard
from dateline.web.team.store import users
from dateline.web.team.store.opened import FIRST


def team_app(held: Held, guard: TeamGuard) -> FastAPI:
    """Return the application for one ledger and its team.

    Raises:
        TeamError: if nobody could log in.
        RuntimeError: if an address has no role (`gates`); this is a fault of Dateline.
    """
    app = make_app(held, guard, account.router, admin.router)
    app.state.team = guard.team
    gates.check(app)
    with guard.team.opened() as db:
        if not any(user.password for user in users.listed(db)):
            raise TeamError("nobody can log in", held.address, FIRST.format(held.address))
    return app
