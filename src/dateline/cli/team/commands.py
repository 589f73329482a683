"""The options of `dateline users` and `dateline audit`; each loads what it needs when it runs."""

from __future__ import annotations

from typing import Annotated

import typer

from dateline.cli.many.commands import AsJson, LedgerName

app = typer.Typer(
    help="Users of a ledger that is served with: serve --team. They are kept beside the ledger, not in it.",
    no_args_is_help=True,
    rich_markup_mode=None,
)
Name = Annotated[str, typer.Argument(metavar="NAME", help="What their acts are signed with.")]
RoleName = Annotated[str, typer.Option("--role", metavar="ROLE", help="reader, coder, editor or admin.")]
FromInput = Annotated[
    bool, typer.Option("--password-stdin", help="Read the password from standard input, not from the terminal.")
]
Temporary = Annotated[bool, typer.Option("--temporary", help="They must choose their own at the next login.")]


def register(whole: typer.Typer) -> None:
    """Add the commands to the command line."""
    whole.add_typer(app, name="users")
    whole.command()(audit)


@app.command()
def add(
    ledger: LedgerName,
    name: Name,
    role: RoleName = "reader",
    from_input: FromInput = False,
    temporary: Temporary = False,
) -> None:
    """Add a user; the password is asked for.

    Example: dateline users add my.db "Ann Ode" --role admin
    """
    from dateline.cli.team.users import add_user

    add_user(ledger, name, role, from_input, temporary)


@app.command("list")
def list_(ledger: LedgerName, as_json: AsJson = False) -> None:
    """List the users, those removed too."""
    from dateline.cli.team.users import list_users

    list_users(ledger, as_json)


@app.command()
def role(ledger: LedgerName, name: Name, role: Annotated[str, typer.Argument(metavar="ROLE")]) -> None:
    """Give a user another role: reader, coder, editor or admin. It counts at once."""
    from dateline.cli.team.users import change_role

    change_role(ledger, name, role)


@app.command()
def remove(ledger: LedgerName, name: Name) -> None:
    """Remove a user and end their sessions. What they did stays, and so does the name."""
    from dateline.cli.team.users import remove_user

    remove_user(ledger, name)


@app.command()
def password(ledger: LedgerName, name: Name, from_input: FromInput = False, temporary: Temporary = False) -> None:
    """Give a user another password and end their sessions; the password is asked for."""
    from dateline.cli.team.users import change_password

    change_password(ledger, name, from_input, temporary)


def audit(
    ledger: LedgerName,
    who: Annotated[str, typer.Option(metavar="NAME", help="Only this user.")] = "",
    what: Annotated[
        str, typer.Option(metavar="WORDS", help='Only this: login, decision, export, "user added" ...')
    ] = "",
    as_json: AsJson = False,
) -> None:
    """Print the audit log of a team, the first row first, and check that no row was changed. Exit code 1 if one was."""
    from dateline.cli.team.log import show_log

    raise typer.Exit(show_log(ledger, who, what, as_json))
