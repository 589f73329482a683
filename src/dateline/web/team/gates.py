"""What each address asks of a user: the one table of roles. An address that is not in it is closed.

The application does not start while an address lacks an entry, or an entry an address.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from fastapi import FastAPI
from starlette.routing import compile_path

from dateline.web.team.store.limits import ACTS, ADDITIONS, EXPORTS, Limit
from dateline.web.who import Role

ANYONE: Final = None
"""Also who is not logged in."""
GET, POST = "GET", "POST"


@dataclass(frozen=True, slots=True)
class Gate:
    """What is asked of who comes to an address.

    Attributes:
        least: the least role; None = anyone.
        what: what the audit log calls it; empty = it is not logged.
        limit: how often one user may.
        is_own: also open to a user who must change their password first.
    """

    least: Role | None
    what: str = ""
    limit: Limit | None = None
    is_own: bool = False


LOOK, CODE, ADMIN = Gate(Role.READER), Gate(Role.CODER), Gate(Role.ADMIN)
GATES: Final[dict[tuple[str, str], Gate]] = {
    (GET, "/"): LOOK,
    (GET, "/outlines.tsv"): LOOK,
    (GET, "/event/{name}"): LOOK,
    (GET, "/reports"): LOOK,
    (GET, "/report/{name:path}"): LOOK,
    (GET, "/chain/{name}"): LOOK,
    (GET, "/reviewers"): LOOK,
    (GET, "/api/openapi.json"): LOOK,
    (GET, "/api/events"): LOOK,
    (GET, "/api/events/{id:path}"): LOOK,
    (GET, "/api/overview"): LOOK,
    (GET, "/api/reports"): LOOK,
    (GET, "/api/reports/{id:path}"): LOOK,
    (GET, "/api/chain/{id:path}"): LOOK,
    (GET, "/api/history"): LOOK,
    (GET, "/api/export/{name}"): Gate(Role.READER, "export", EXPORTS),
    (GET, "/review"): CODE,
    (GET, "/api/queue"): CODE,
    (GET, "/api/stood"): CODE,
    (POST, "/api/judgements"): Gate(Role.CODER, "judgement", ACTS),
    (POST, "/api/splits"): Gate(Role.CODER, "judgement", ACTS),
    (POST, "/api/decisions"): Gate(Role.CODER, "decision", ACTS),
    (POST, "/api/settlements"): Gate(Role.CODER, "settled", ACTS),
    (POST, "/api/undo"): Gate(Role.CODER, "taken back", ACTS),
    (GET, "/add"): Gate(Role.EDITOR),
    (POST, "/api/reports"): Gate(Role.EDITOR, "reports added", ADDITIONS),
    (GET, "/login"): Gate(ANYONE),
    (POST, "/login"): Gate(ANYONE),
    (POST, "/logout"): Gate(Role.READER, is_own=True),
    (GET, "/account"): Gate(Role.READER, is_own=True),
    (POST, "/account/password"): Gate(Role.READER, limit=ADDITIONS, is_own=True),
    (GET, "/protected"): CODE,
    (POST, "/protected/add"): Gate(Role.CODER, limit=ACTS),
    (POST, "/protected/release"): Gate(Role.EDITOR, limit=ACTS),
    (GET, "/team"): ADMIN,
    (POST, "/team/add"): Gate(Role.ADMIN, limit=ACTS),
    (POST, "/team/role"): Gate(Role.ADMIN, limit=ACTS),
    (POST, "/team/remove"): Gate(Role.ADMIN, limit=ACTS),
    (POST, "/team/password"): Gate(Role.ADMIN, limit=ACTS),
    (GET, "/audit"): Gate(Role.ADMIN, "audit log read"),
    (GET, "/static/{path:path}"): Gate(ANYONE),
}
"""Method and path of every address. Changes of users and logins write to the log themselves, in one transaction."""
SHUT: Final = Gate(Role.READER)
"""Of a path that leads nowhere: only who is logged in is told so."""
_PATTERNS: Final = [(method, path, compile_path(path)[0], gate) for (method, path), gate in GATES.items()]


def gate_of(method: str, path: str) -> tuple[str, Gate]:
    """Return the entry for a request and its path as the table writes it; an empty path where none is for it."""
    wanted = GET if method == "HEAD" else method
    found = ((held, gate) for of, held, pattern, gate in _PATTERNS if of == wanted and pattern.match(path))
    return next(found, ("", SHUT))


def check(app: FastAPI) -> None:
    """Refuse an application in which an address has no gate, a gate no address, or another one's gate.

    Raises:
        RuntimeError: naming them; this is a fault of Dateline.
    """
    found = set(addresses(app))
    wrong = sorted(found ^ GATES.keys())
    # What a request for it would be let through by: an entry further up may match the same path.
    wrong += sorted(one for one in found & GATES.keys() if gate_of(one[0], sample(one[1]))[0] != one[1])
    if wrong:
        told = ", ".join(" ".join(one) for one in wrong)
        raise RuntimeError(f"no role is laid down for: {told} (dateline.web.team.gates)")


def addresses(app: FastAPI) -> Iterator[tuple[str, str]]:
    """Yield method and path of every address of an application."""
    for route in app.routes:
        # Newer versions of FastAPI keep an included router as one route.
        inside = getattr(route, "effective_route_contexts", None)
        for one in inside() if inside is not None else (route,):
            held: Any = getattr(one, "starlette_route", None) or one
            methods = getattr(held, "methods", None)
            if methods is None:  # a folder of files; or something that has no gate, and is refused
                yield GET, f"{held.path}/{{path:path}}"
            else:
                yield from ((method, held.path) for method in sorted(methods - {"HEAD"}))


def sample(path: str) -> str:
    """Return a path that a request could have: "/event/{name}" gives "/event/x".

    >>> sample("/report/{name:path}"), sample("/event/{name}")
    ('/report/x/y', '/event/x')
    """
    return re.sub(r"\{\w+\}", "x", re.sub(r"\{\w+:path\}", "x/y", path))
