"""Every address of the application, times every role and nobody: what is open, and what is not."""

from __future__ import annotations

import pytest
from fastapi import APIRouter

from dateline.web.held import Held
from dateline.web.team import app as served
from dateline.web.team import gates
from dateline.web.team.gates import GATES, Gate, addresses, check, gate_of, sample
from dateline.web.team.guard import TeamGuard
from dateline.web.who import Role

# Written here once more, so that nobody opens an address without changing a test.
OPEN = {
    None: {"GET /login", "POST /login", "GET /static/{path:path}"},
    Role.READER: {
        "GET /", "GET /outlines.tsv", "GET /event/{name}", "GET /reports", "GET /report/{name:path}",
        "GET /chain/{name}", "GET /reviewers", "GET /api/openapi.json", "GET /api/events", "GET /api/events/{id:path}",
        "GET /api/overview", "GET /api/reports", "GET /api/reports/{id:path}", "GET /api/chain/{id:path}",
        "GET /api/history", "GET /api/export/{name}", "POST /logout", "GET /account", "POST /account/password",
    },
    Role.CODER: {
        "GET /review", "GET /api/queue", "GET /api/stood", "POST /api/judgements", "POST /api/splits",
        "POST /api/decisions", "POST /api/settlements",
        "POST /api/undo", "GET /protected", "POST /protected/add",
    },
    Role.EDITOR: {"GET /add", "POST /api/reports", "POST /protected/release"},
    Role.ADMIN: {
        "GET /team", "POST /team/add", "POST /team/role", "POST /team/remove", "POST /team/password", "GET /audit",
    },
}  # fmt: skip
LEAST = {address: role for role, found in OPEN.items() for address in found}


def asked(visitor, address):
    """Ask for an address as a page of the server does, with nothing in it."""
    method, path = address.split(" ")
    return visitor.request(method, sample(path), headers={"x-dateline": visitor.csrf})


def is_shut(answer):
    if 'action="/login"' in answer.text:
        return False
    return answer.status_code in (401, 403) or answer.headers.get("location", "").startswith("/login?")


def in_order(visitor):
    """Every address of the application itself; logging out comes last."""
    found = {" ".join(one) for one in addresses(visitor.app)}
    return sorted(found, key=lambda one: ("/logout" in one, one))


@pytest.mark.parametrize("role", Role, ids=str)
def test_every_address_times_every_role(visit, role):
    visitor = visit(role)
    found = in_order(visitor)
    assert set(found) == set(LEAST)
    wrong = [one for one in found if is_shut(asked(visitor, one)) != (LEAST[one] is not None and role < LEAST[one])]
    assert wrong == []


def test_every_address_without_a_login(visit):
    visitor = visit()
    for address in in_order(visitor):
        is_form = address == "POST /login"
        assert is_shut(asked(visitor, address)) == (LEAST[address] is not None or is_form), address
    page = visitor.get("/event/x?policy=acled", headers={"accept": "text/html"})
    assert (page.status_code, page.headers["location"]) == (303, "/login?next=%2Fevent%2Fx%3Fpolicy%3Dacled")


@pytest.mark.parametrize("role", Role, ids=str)
def test_what_changes_something_needs_the_word_of_the_session(visit, role):
    visitor, other = visit(role), visit(Role.ADMIN)
    assert visitor.csrf != other.csrf
    for address in in_order(visitor):
        method, path = address.split(" ")
        if method == "POST":
            for headers in ({}, {"x-dateline": "1"}, {"x-dateline": other.csrf}):
                answer = visitor.post(sample(path), headers=headers, data={"csrf": "" if headers else other.csrf})
                assert answer.status_code == 403, address
            elsewhere = {"x-dateline": visitor.csrf, "origin": "https://evil.example"}
            assert visitor.post(sample(path), headers=elsewhere).status_code == 403, address


def test_an_address_without_an_entry_stops_the_start(team, monkeypatch, them):
    router = APIRouter()
    router.add_api_route("/api/secrets", lambda: {})
    monkeypatch.setattr(served.admin, "router", router)
    guard = TeamGuard(team, frozenset({them.HOST}))
    with pytest.raises(RuntimeError, match="GET /api/secrets") as told:
        served.team_app(Held(team.ledger, "nobody"), guard)
    assert "POST /team/add" in str(told.value), "an entry without an address stops it too"


def test_an_entry_that_another_one_hides_stops_the_start(visit, monkeypatch):
    app = visit().app
    check(app)
    hidden = [*gates._PATTERNS]
    hidden.insert(0, ("POST", "/api/{name}", gates.compile_path("/api/{name}")[0], Gate(None)))
    monkeypatch.setattr(gates, "_PATTERNS", hidden)
    with pytest.raises(RuntimeError, match="POST /api/decisions"):
        check(app)


def test_what_leads_nowhere_is_shut_too(visit):
    assert visit().get("/nowhere").status_code == 401
    assert visit().request("DELETE", "/api/reports").status_code == 401
    assert visit(Role.READER).get("/nowhere").status_code == 404
    assert gate_of("HEAD", "/audit") == ("/audit", GATES["GET", "/audit"])
    assert visit(Role.CODER).head("/audit").status_code == 403


def test_a_role_counts_from_the_next_request(team, visit, them):
    from dateline.web.team.store import users

    coder = visit(Role.CODER)
    assert coder.get("/review").status_code == 200
    with team.writing() as db:
        users.change_role(db, them.NAMES[Role.CODER], Role.READER, users.By("Ada", "x", team.now))
    assert coder.get("/review").status_code == 403
    with team.writing() as db:
        users.remove(db, them.NAMES[Role.CODER], users.By("Ada", "x", team.now))
    assert coder.get("/api/events").status_code == 401
