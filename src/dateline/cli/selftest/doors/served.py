"""S1 and S2: the local page is only yours, and on a team server roles hold on every address."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import Any, Final

from fastapi import FastAPI

from dateline.cli.selftest.ground import Dose, Outcome, promise, telling
from dateline.ledger import Ledger

HOST: Final = "127.0.0.1:8000"
STRANGERS: Final = (
    "evil.example", "127.0.0.1.evil.example:8000", "169.254.169.254", "localhost.evil.example", "[::2]:8000", "0.0.0.0",
    "127.0.0.1@evil.example", "",
)  # fmt: skip
"""Hosts that a page on the internet may have pointed here, so that a browser asks this machine."""
SHUT: Final = (401, 403, 421)
PASSWORD: Final = "seven grey herons by the weir"


@promise("S1", "the local page is only yours", pr=1, release=1, of="look at every address")
def only_yours(dose: Dose) -> Outcome:
    """Ask for every address under foreign names, without and with a wrong key, and from a foreign page."""
    from dateline.web.app import make_app
    from dateline.web.guard import COOKIE, HEADER, Guard
    from dateline.web.held import Held

    guard = Guard()
    app = make_app(Held(_ledger(dose), "selftest"), guard)
    key, word = f"{COOKIE}={guard.session}", {HEADER: "1"}
    tried = 0
    open_ = list[str]()
    for method, path in _addresses(app):
        strange: Iterator[Mapping[str, str]] = ({"host": host, "cookie": key} | word for host in STRANGERS)
        wrong = [{"host": HOST} | word, {"host": HOST, "cookie": f"{COOKIE}=guessed"} | word]
        foreign = [{"host": HOST, "cookie": key}] if method not in ("GET", "HEAD") else []
        for headers in (*strange, *wrong, *foreign):
            tried += 1
            if _status(app, method, path, headers) not in SHUT:
                open_.append(f"{method} {path}")
    first, second = (_status(app, "GET", f"/?token={guard.token}", {"host": HOST}) for _ in "12")
    mine = _status(app, "GET", "/", {"host": HOST, "cookie": key})
    is_kept = not open_ and (first, second, mine) == (303, 401, 200)
    figure = f"{tried} requests of strangers to {len(set(_addresses(app)))} addresses: {len(open_)} answered"
    return Outcome(f"{figure}; the key opens once ({first}, then {second}), the page is yours ({mine})", is_kept)


@promise("S2", "on a team server roles hold on every address", pr=1, release=1, of="look at every address and role")
def roles_hold(dose: Dose) -> Outcome:
    """Ask for every address of the application itself as nobody and in every role, with the word of the session."""
    from dateline.web.held import Held
    from dateline.web.team.app import team_app
    from dateline.web.team.gates import GATES, addresses
    from dateline.web.team.guard import PLAIN, TeamGuard
    from dateline.web.team.store import sessions, users
    from dateline.web.team.store.opened import Team
    from dateline.web.who import Role

    team = Team(_ledger(dose))
    by = users.By("selftest", "command line", team.now)
    tokens: dict[Role | None, str] = {None: ""}
    for one in Role:
        with team.writing(create=True) as db:
            users.add(db, f"Selftest {one.word}", one, PASSWORD, by)
            tokens[one] = sessions.start(db, f"Selftest {one.word}", "192.0.2.7", team.now)
    app = team_app(Held(team.ledger, "nobody"), TeamGuard(team, frozenset({HOST})))
    found = sorted(set(addresses(app)))
    wrong, tried = list[str](), 0
    for role, token in tokens.items():
        headers = {"host": HOST} | (
            {"cookie": f"{PLAIN}={token}", "x-dateline": sessions.csrf_of(token)} if token else {}
        )
        for method, path in sorted(found, key=lambda one: "/logout" in one[1]):
            least = GATES[method, path].least
            if least is None and role is not None and method == "POST":
                continue  # who is logged in may log in again; an empty form is no password
            # Without a session a form is refused too, as one that comes from no page of the server.
            is_shut = (least is not None and (role is None or role < least)) or (role is None and method == "POST")
            tried += 1
            if (_status(app, method, _sample(path), headers) in SHUT) != is_shut:
                wrong.append(f"{method} {path} as {role.word if role else 'nobody'}")
    covered = len({one for one in found if one in GATES})
    figure = f"{covered} of {len(found)} addresses have a role; {tried} requests: {len(wrong)} answered otherwise"
    return Outcome(figure + (f" ({wrong[0]})" if wrong else ""), covered == len(found) and not wrong)


def _ledger(dose: Dose) -> str:
    path = str(dose.folder / "served.db")
    with Ledger.open(path) as ledger:
        ledger.add(telling(1))
    return path


def _addresses(app: FastAPI) -> Iterator[tuple[str, str]]:
    from dateline.web.team.gates import addresses

    return ((method, _sample(path)) for method, path in addresses(app))


def _sample(path: str) -> str:
    from dateline.web.team.gates import sample

    return sample(path)


def _status(app: FastAPI, method: str, address: str, headers: Mapping[str, str]) -> int:
    """Ask the application as a server would, with nothing in the body; return the status."""
    path, _, query = address.partition("?")
    scope: dict[str, Any] = {
        "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": method, "scheme": "http",
        "path": path, "raw_path": path.encode(), "query_string": query.encode(), "root_path": "",
        "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
        "server": ("127.0.0.1", 8000), "client": ("192.0.2.7", 40000),
    }  # fmt: skip
    status = [500]

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Any) -> None:
        status[0] = message.get("status", status[0])

    # An address that takes no empty request may raise behind the gate; what counts is whether it was let through.
    with suppress(Exception):
        asyncio.run(app(scope, receive, send))
    return status[0]
