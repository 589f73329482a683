"""Users on the command line and on the page, in both databases; nothing of them is in the ledger."""

from __future__ import annotations

import io
import json
import os
import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from dateline.cli import app as line
from dateline.errors import DatelineError, LedgerError, TeamError
from dateline.ledger import Ledger
from dateline.web.team.store import audit, users
from dateline.web.team.store.opened import Team
from dateline.web.who import Role


def run(*words, given=""):
    return CliRunner().invoke(line.app, [str(word) for word in words], input=given)


def add(made, name, role, them):
    return run("users", "add", made, name, "--role", role, "--password-stdin", given=them.PASSWORD + "\n")


def test_users_are_kept_on_the_command_line(made_in_either, them):
    made = made_in_either
    with Ledger.open(made, create=False) as ledger:
        before = ledger.digest()
    assert add(made, "Ada  Quist", "admin", them).exit_code == 0
    assert add(made, "Ann Ode", "coder", them).exit_code == 0
    assert run("users", "role", made, "ann ode", "editor").exit_code == 0
    given = ["users", "password", made, "Ann Ode", "--password-stdin", "--temporary"]
    assert run(*given, given="another long password\n").exit_code == 0
    rows = [json.loads(one) for one in run("users", "list", made, "--json").stdout.splitlines()]
    assert [(one["name"], one["role"], one["temporary"]) for one in rows] == [
        ("Ada Quist", "admin", False), ("Ann Ode", "editor", True),
    ]  # fmt: skip
    assert run("users", "remove", made, "Ann Ode").exit_code == 0
    assert "Ann Ode  removed" in run("users", "list", made).stdout
    told = run("audit", made)
    said = ("user added: Ann Ode, coder", "role changed: Ann Ode, coder to editor", "password changed", "user removed")
    assert told.exit_code == 0 and all(one in told.stdout for one in said)
    assert "command line" in told.stdout and them.PASSWORD not in told.stdout
    only = [json.loads(one) for one in run("audit", made, "--what", "user removed", "--json").stdout.splitlines()]
    assert [one["about"] for one in only] == ["Ann Ode"]
    with Ledger.open(made, create=False) as ledger:
        assert ledger.digest() == before and ledger.verify() == []


def test_no_copy_of_a_ledger_carries_users(made_in_either, tmp_path, them):
    add(made_in_either, "Ada Quist", "admin", them)
    copies = [tmp_path / "copy.db", tmp_path / "copy.jsonl"]
    with Ledger.open(made_in_either, create=False) as ledger:
        ledger.save(copies[1])
        with Ledger.open(copies[0]) as copy:
            ledger.copy_to(copy)
    for path in (*copies, *([Path(made_in_either)] if "://" not in made_in_either else [])):
        assert b"argon2" not in path.read_bytes() and b"Ada Quist" not in path.read_bytes()
    with pytest.raises(TeamError, match="has no users yet"), Team(str(copies[0])).opened():
        pass


def test_the_file_of_users_is_its_owners_and_no_ledger(made, them):
    add(made, "Ada Quist", "admin", them)
    path = Path(made + ".team")
    assert os.name != "posix" or path.stat().st_mode & 0o077 == 0
    with pytest.raises(LedgerError, match="no ledger of Dateline"):
        Ledger.open(path, create=False)
    path.write_bytes(Path(made).read_bytes())
    with pytest.raises(TeamError, match="holds no users"), Team(made).opened():
        pass


def test_users_of_a_later_form_are_refused(made_in_either, them):
    add(made_in_either, "Ada Quist", "admin", them)
    with Team(made_in_either).opened() as db:
        db.exec_driver_sql("UPDATE dateline_team_form SET form = 2")
    with pytest.raises(TeamError, match="form 2, this version of Dateline reads form 1"), Team(made_in_either).opened():
        pass


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("add", "Ada Quist", "--role", "admin"), "is there already"),
        (("add", "ADA QUIST"), "is there already"), (("add", "New", "--role", "king"), "'king' is no role"),
        (("add", "a/b"), "is no name of a user"), (("add", " "), "is no name of a user"),
        (("add", "x" * 61), "is no name of a user"), (("role", "Ada Quist", "reader"), "is the only admin"),
        (("remove", "Ada Quist"), "is the only admin"), (("remove", "Nobody"), "there is no user 'Nobody'"),
        (("password", "Nobody"), "there is no user 'Nobody'"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_told(made, them, words, told):
    add(made, "Ada Quist", "admin", them)
    what, *rest = words
    more = ["--password-stdin"] if what in ("add", "password") else []
    answer = run("users", what, made, *rest, *more, given=them.PASSWORD + "\n")
    assert answer.exit_code and isinstance(answer.exception, DatelineError)
    assert told in str(answer.exception)


def test_a_name_is_never_given_twice(made, them):
    add(made, "Ada Quist", "admin", them)
    add(made, "Ann Ode", "coder", them)
    run("users", "remove", made, "Ann Ode")
    answer = add(made, "ANN ode", "coder", them)
    assert "was removed on" in str(answer.exception) and "another name" in str(answer.exception)


def test_a_weak_password_and_no_terminal_are_told(made, them):
    assert "12 to 1,000 characters" in str(add(made, "Ada", "admin", type(them)(PASSWORD="short")).exception)
    assert "--password-stdin" in str(run("users", "add", made, "Ada").exception)
    assert "has no users yet" in str(run("users", "list", made).exception)
    assert "has no users yet" in str(run("audit", made).exception)
    assert "there is no ledger" in str(add(made + "x", "Ada", "admin", them).exception)


def test_the_password_is_asked_for_twice(made, them, monkeypatch):
    from dateline.cli.team import users as asking

    typed = iter([them.PASSWORD, "something else", them.PASSWORD, them.PASSWORD])
    terminal = io.StringIO()
    terminal.isatty = lambda: True
    monkeypatch.setattr(asking.sys, "stdin", terminal)
    monkeypatch.setattr(asking.getpass, "getpass", lambda prompt: next(typed))
    with pytest.raises(TeamError, match="not the same twice"):
        asking.add_user(made, "Ada Quist", "admin", False, False)
    asking.add_user(made, "Ada Quist", "admin", False, False)
    with Team(made).opened() as db:
        assert users.named(db, "Ada Quist").role is Role.ADMIN


def test_an_admin_keeps_users_on_the_page(visit, team):
    admin = visit(Role.ADMIN)
    admin.goes_to("/team")
    page = admin.sends("/team/add", name="Neu Müller", role="coder").text
    first = re.search(r'id="secret">([a-z0-9-]+)<', page)[1]
    assert len(first) == 19 and "first password" in page
    assert visit().log_in("Neu Müller", first).status_code == 303
    assert "is there already" in admin.sends("/team/add", name="neu müller", role="coder").text
    assert "is editor now" in admin.sends("/team/role", name="Neu Müller", role="editor").text
    second = re.search(r'id="secret">([a-z0-9-]+)<', admin.sends("/team/password", name="Neu Müller").text)[1]
    assert visit().log_in("Neu Müller", first).status_code == 401
    assert second not in admin.goes_to("/team").text, "it is shown once"
    assert "is removed" in admin.sends("/team/remove", name="Neu Müller").text
    assert visit().log_in("Neu Müller", second).status_code == 401
    refused = admin.sends("/team/remove", name="Ada Quist")
    assert refused.status_code == 400 and "is the only admin" in refused.text
    with team.opened() as db:
        rows = audit.entries(db, who="Ada Quist", most=5)
    assert [one.what for one in rows] == ["user removed", "password changed", "role changed", "user added", "login"]
    assert all(secret not in str(rows) for secret in (first, second))
