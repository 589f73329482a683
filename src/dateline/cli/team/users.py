"""`dateline users`: who may open a ledger on a team server."""

from __future__ import annotations

import getpass
import sys
from importlib.util import find_spec

import msgspec
from rich.text import Text

from dateline.cli.terminal import printable
from dateline.cli.terminal.table import console, notes
from dateline.errors import DatelineError, TeamError
from dateline.ledger import Ledger

SHELL = "command line"
"""Where changes come from in the audit log."""
NEEDED = ("fastapi", "jinja2", "uvicorn", "multipart", "argon2")
"""Modules of the extra `web`."""


def check_extra() -> None:
    """Refuse to go on without what a team server needs.

    Raises:
        DatelineError: naming what is not installed.
    """
    missing = [name for name in NEEDED if find_spec(name) is None]
    if missing:
        what = f"a team server needs what is not installed: {', '.join(missing)}"
        raise DatelineError(what, "", 'install it with: pip install "dateline[web]"')


def add_user(ledger: str, name: str, role: str, from_input: bool, temporary: bool) -> None:
    """Add a user; the first one makes the place where users are kept."""
    check_extra()
    from dateline.web.team.store import users
    from dateline.web.team.store.opened import Team

    with Ledger.open(ledger, create=False):
        pass
    wanted, team, given = users.role_named(role), Team(ledger), _password(name, from_input)
    with team.writing(create=True) as db:
        user = users.add(db, name, wanted, given, users.By(getpass.getuser(), SHELL, team.now), temporary)
    notes().print(printable(f"{user.name} is added as {user.role.word}; kept in {team.where}"), soft_wrap=True)


def list_users(ledger: str, as_json: bool) -> None:
    """Print the users by name."""
    check_extra()
    from dateline.web.team.store import users
    from dateline.web.team.store.opened import Team

    with Team(ledger).opened() as db:
        found = users.listed(db)
    for user in found:
        if as_json:
            row: dict[str, object] = {"name": user.name, "role": user.role.word, "temporary": bool(user.temporary)}
            row |= {"added": user.added, "added_by": user.added_by, "seen": user.seen, "removed": user.removed}
            sys.stdout.buffer.write(msgspec.json.encode(row) + b"\n")
        else:
            how = f"removed {user.removed[:10]}" if user.removed else user.role.word
            seen = f"last login {user.seen[:16].replace('T', ' ')}" if user.seen else "never logged in"
            console().print(Text(printable(f"{user.name}  {how}  {seen}  added {user.added[:10]} by {user.added_by}")))


def change_role(ledger: str, name: str, role: str) -> None:
    """Give a user another role."""
    check_extra()
    from dateline.web.team.store import users
    from dateline.web.team.store.opened import Team

    wanted, team = users.role_named(role), Team(ledger)
    with team.writing() as db:
        users.change_role(db, name, wanted, users.By(getpass.getuser(), SHELL, team.now))
    notes().print(printable(f"{name} is {role} now"), soft_wrap=True)


def remove_user(ledger: str, name: str) -> None:
    """Remove a user and end their sessions."""
    check_extra()
    from dateline.web.team.store import users
    from dateline.web.team.store.opened import Team

    team = Team(ledger)
    with team.writing() as db:
        users.remove(db, name, users.By(getpass.getuser(), SHELL, team.now))
    notes().print(printable(f"{name} is removed, and logged out everywhere"), soft_wrap=True)


def change_password(ledger: str, name: str, from_input: bool, temporary: bool) -> None:
    """Give a user another password and end their sessions."""
    check_extra()
    from dateline.web.team.store import users
    from dateline.web.team.store.opened import Team

    team = Team(ledger)
    with team.opened() as db:
        if users.named(db, name) is None:
            raise TeamError(f"there is no user {name!r}", ledger, f"list them with: dateline users list {ledger}")
    given = _password(name, from_input)
    with team.writing() as db:
        users.change_password(db, name, given, users.By(getpass.getuser(), SHELL, team.now), temporary)
    notes().print(printable(f"{name} has another password, and is logged out everywhere"), soft_wrap=True)


def _password(name: str, from_input: bool) -> str:
    """Return the password that is typed twice, or stands on the first line of standard input.

    Raises:
        TeamError: if it is too easily found, was not typed the same twice, or there is no terminal.
    """
    from dateline.web.team import passwords

    if from_input:
        given = sys.stdin.readline().rstrip("\r\n")
    elif sys.stdin.isatty():
        given = getpass.getpass(f"Password for {name}: ")
        passwords.check(given, name)
        if getpass.getpass("Again: ") != given:
            raise TeamError("that was not the same twice", "", "try again")
    else:
        raise TeamError("there is no terminal to ask for the password on", "", "give it with: --password-stdin")
    passwords.check(given, name)
    return given
