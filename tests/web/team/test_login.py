"""Logging in and out: what is kept, when it ends, and how often somebody may try."""

from __future__ import annotations

import hashlib

import pytest
from sqlalchemy import select

from dateline.errors import TeamError
from dateline.web.team import passwords
from dateline.web.team.store import audit, limits, sessions, users
from dateline.web.team.store.tables import SESSION, USER
from dateline.web.who import Role


def cookie(answer, name="dateline-team"):
    return next(one for one in answer.headers.get_list("set-cookie") if one.startswith(f"{name}="))


def logged(team, what="login"):
    with team.opened() as db:
        return [(one.who, one.address, one.outcome) for one in audit.entries(db, what=what)]


def test_a_session_is_kept_as_a_hash_and_its_cookie_is_closed(visit, team, them):
    visitor = visit()
    answer = visitor.log_in("ann ode", next_="/review")
    assert (answer.status_code, answer.headers["location"]) == (303, "/review")
    set_ = cookie(answer)
    assert "HttpOnly" in set_ and "SameSite=strict" in set_ and "Secure" not in set_
    token = set_.partition("=")[2].partition(";")[0]
    assert len(token) >= 43, "256 bits"
    with team.opened() as db:
        (held,) = db.execute(select(SESSION)).all()
        kept = db.execute(select(USER.c.password)).scalars().all()
    assert held.id == hashlib.sha256(token.encode()).hexdigest() and token not in str(held)
    assert all(one.startswith("$argon2id$") and them.PASSWORD not in one for one in kept)
    assert "Ann Ode" in visitor.get("/account").text, "the name as it is kept, whatever was typed"


def test_behind_https_the_cookie_is_for_https_only(visit):
    visitor = visit(base="https://ledger.example", https_only=True)
    answer = visitor.log_in("Ann Ode")
    assert "Secure" in cookie(answer, "__Host-dateline")
    assert visitor.get("/account").status_code == 200
    assert answer.headers["strict-transport-security"].startswith("max-age=")
    past = visit(https_only=True)
    assert past.get("/login").status_code == 403 and "X-Forwarded-Proto" in past.get("/login").text


def test_a_login_changes_the_token_and_ends_the_one_before(visit):
    visitor = visit(Role.CODER)
    before = visitor.cookies["dateline-team"]
    visitor.log_in("Ann Ode")
    assert visitor.cookies["dateline-team"] != before
    old = visit()
    old.cookies.set("dateline-team", before)
    assert old.get("/account").status_code == 401


def test_a_session_ends_when_idle_and_in_any_case(visit, clock):
    visitor = visit(Role.READER)
    clock.goes(hours=1, minutes=59)
    assert visitor.get("/account").status_code == 200
    clock.goes(hours=1, minutes=59)
    assert visitor.get("/account").status_code == 200, "it was used in between"
    clock.goes(hours=2, minutes=1)
    assert visitor.get("/account").status_code == 401, "idle for too long"
    visitor.log_in("Rea Lund")
    for _ in range(11):
        clock.goes(hours=1)
        assert visitor.get("/account").status_code == 200
    clock.goes(hours=1, minutes=1)
    assert visitor.get("/account").status_code == 401, "twelve hours are over"


def test_logging_out_ends_it_on_the_server(visit, team):
    visitor = visit(Role.READER)
    token = visitor.cookies["dateline-team"]
    assert visitor.sends("/logout").headers["location"] == "/login"
    old = visit()
    old.cookies.set("dateline-team", token)
    assert old.get("/account").status_code == 401
    assert logged(team, "logout") == [("Rea Lund", "192.0.2.7", "done")]


def test_a_wrong_name_and_a_wrong_password_are_answered_alike(visit, team, monkeypatch):
    worked = []
    verify = passwords.HASHER.verify
    monkeypatch.setattr(
        passwords, "HASHER", type("Counted", (), {
            "verify": staticmethod(lambda kept, given: (worked.append(kept), verify(kept, given))[1]),
            "hash": staticmethod(passwords.HASHER.hash), "check_needs_rehash": staticmethod(lambda kept: False),
        }),
    )  # fmt: skip
    visitor = visit()
    one, other = visitor.log_in("Ann Ode", "wrong"), visitor.log_in("Nobody", "wrong")
    assert one.status_code == other.status_code == 401
    assert one.text.replace("Ann Ode", "Nobody") == other.text
    assert len(worked) == 2 and all(kept.startswith("$argon2id$") for kept in worked)
    said = "name and password do not belong together"
    assert logged(team) == [("Nobody", "192.0.2.7", said), ("Ann Ode", "192.0.2.7", said)]


def test_too_many_tries_are_refused_with_the_time_to_wait(visit, team, clock):
    visitor = visit()
    for _ in range(5):
        assert visitor.log_in("Ann Ode", "wrong").status_code == 401
    late = visitor.log_in("ANN ODE")
    assert late.status_code == 429 and late.headers["retry-after"] == "300"
    assert "come again in 5 minutes" in late.text
    assert logged(team)[0] == ("ANN ODE", "192.0.2.7", "too often")
    assert visitor.log_in("Ed Moss").status_code == 303, "other users of this address still get in"
    elsewhere = visit(address="198.51.100.4")
    assert elsewhere.log_in("Ann Ode").status_code == 303, "and the same user from elsewhere"
    clock.goes(seconds=299)
    assert visit().log_in("Ann Ode").status_code == 429
    clock.goes(seconds=2)
    assert visit().log_in("Ann Ode").status_code == 303


def tried(team, name, address):
    with team.writing() as db:
        return limits.tried(db, limits.of_login(name, address), team.now)


def test_neither_many_names_nor_many_addresses_help(team, clock):
    assert [tried(team, f"somebody {n}", "192.0.2.9") for n in range(21)] == [0] * 20 + [900]
    assert tried(team, "ann ode", "2001:db8::1") == 0
    assert [tried(team, "ed moss", f"198.51.100.{n}") for n in range(51)] == [0] * 50 + [3600]
    clock.goes(hours=1, seconds=1)
    assert tried(team, "ed moss", "198.51.100.1") == 0


def test_right_logins_from_one_address_are_no_guesses(team):
    for _ in range(25):
        assert tried(team, "ann ode", "192.0.2.9") == 0
        with team.writing() as db:
            limits.forgive(db, limits.of_login("ann ode", "192.0.2.9"))
    assert [what for what, _ in limits.of_login("ann", "2001:db8:1:2:3::4")] == [
        "login ann 2001:db8:1:2::/64", "address 2001:db8:1:2::/64", "name ann",
    ]  # fmt: skip


def test_a_login_form_from_elsewhere_is_refused(visit):
    visitor = visit()
    fields = {"name": "Ann Ode", "password": "x", "csrf": sessions.csrf_of("")}
    assert visitor.post("/login", data=fields).status_code == 403, "no cookie of the form"
    visitor.goes_to("/login")
    assert visitor.post("/login", data=fields).status_code == 403, "another one's word"


@pytest.mark.parametrize("next_", ["https://evil.example", "//evil.example", "/\\evil.example", "/login", "evil"])
def test_a_login_leads_nowhere_else(visit, next_):
    assert visit().log_in("Ann Ode", next_=next_).headers["location"] == "/"


def test_a_first_password_is_changed_before_anything_is_shown(visit, team, them):
    with team.writing() as db:
        users.add(db, "New One", Role.CODER, "a first password", users.By("Ada", "x", team.now), temporary=True)
    visitor = visit()
    visitor.log_in("New One", "a first password")
    page = visitor.get("/", headers={"accept": "text/html"})
    assert (page.status_code, page.headers["location"]) == (303, "/account")
    assert visitor.get("/api/events").status_code == 403
    token = visitor.cookies["dateline-team"]

    def change(old, new, again=None):
        return visitor.sends("/account/password", old=old, new=new, again=again or new)

    first = "a first password"
    refused = [("wrong", them.PASSWORD, None), (first, "short", None), (first, "a" * 14, None), (first, first, None)]
    for old, new, again in (*refused, (first, them.PASSWORD, "another one again")):
        answer = change(old, new, again)
        assert answer.status_code == 400 and 'role="alert"' in answer.text
    assert visitor.get("/api/events").status_code == 403
    visitor = visit()
    visitor.log_in("New One", "a first password")
    team.clock.goes(minutes=10)
    assert change("a first password", them.PASSWORD).headers["location"] == "/account?done=1"
    assert visitor.get("/api/events").status_code == 200
    before = visit()
    before.cookies.set("dateline-team", token)
    assert before.get("/account").status_code == 401, "every other session has ended"
    assert ("New One", "192.0.2.7", "done") in logged(team, "password changed")


def test_the_real_hashes_are_argon2id_of_rfc_9106(them):
    kept = them.REAL_HASHES.hash("x")
    assert kept.startswith("$argon2id$v=19$m=65536,t=3,p=4$")


@pytest.mark.parametrize("password", ["short", "a" * 40, "Ann OdeAnn Ode", "x" * 1001, "abcabcabcabc"])
def test_passwords_that_are_found_at_once_are_refused(password):
    with pytest.raises(TeamError):
        passwords.check(password, "Ann Ode")


def test_a_password_is_the_same_however_the_keyboard_sends_it():
    kept = passwords.hashed("caf\u00e9 de la gare 9")
    assert passwords.agrees(kept, "cafe\u0301 de la gare 9")
    assert not passwords.agrees(kept, "cafe de la gare 9") and not passwords.agrees(None, "the password of nobody")


def test_hostile_fields_are_answered(visit):
    visitor = visit()
    visitor.goes_to("/login")
    for name in ("\0", "😀" * 300, "<script>alert(1)</script>", "Ann\nOde", "’"):
        answer = visitor.sends("/login", name=name, password="\0")
        assert answer.status_code in (401, 429), answer.text
        assert "<script>alert" not in answer.text
