"""The options of the commands that prove, keep and protect a ledger; each loads what it needs when it runs."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dateline.cli.many.commands import By, LedgerName

Why = Annotated[str, typer.Option(metavar="WORDS", help="The reason, kept in the seal.")]


def register(app: typer.Typer) -> None:
    """Add the commands to the command line."""
    for command in (verify, key, seal, backup, restore, migrate, protect, selftest):
        app.command()(command)


def verify(
    ledger: LedgerName,
    seen: Annotated[
        str, typer.Option("--head", metavar="HASH", help="A seal that was kept elsewhere: an older copy lacks it.")
    ] = "",
    signer: Annotated[
        str, typer.Option(metavar="KEY", help="The public key, or its short form, that must have signed the seals.")
    ] = "",
) -> None:
    """Check a ledger: every quotation cut again, every value hashed again, every seal. Exit code 1 if not."""
    from dateline.cli.proof.sealing import verify_ledger

    raise typer.Exit(verify_ledger(ledger, seen, signer))


def key(
    file: Annotated[
        Path | None, typer.Argument(metavar="[FILE]", help="Where to keep it; else its usual place.")
    ] = None,
) -> None:
    """Make the key that signs seals, or print the public half of the one that is there."""
    from dateline.cli.proof.sealing import make_key

    make_key(file)


def seal(ledger: LedgerName, why: Why = "", by: By = "") -> None:
    """Seal what was added: one signed line over all of it, chained to the seal before. Keep what it prints elsewhere.

    `read --ledger` does so at its end where there is a key (dateline key).
    """
    from dateline.cli.proof.sealing import seal_ledger

    seal_ledger(ledger, why, by)


def backup(
    ledger: LedgerName,
    target: Annotated[str, typer.Argument(metavar="FILE", help="A new file; it gets its name when it is checked.")],
) -> None:
    """Copy a whole ledger to a new file, also while it is written, and check every value of the copy."""
    from dateline.cli.proof.keeping import backup_ledger

    backup_ledger(ledger, target)


def restore(
    source: Annotated[str, typer.Argument(metavar="BACKUP", help="What `backup` wrote.")],
    ledger: Annotated[str, typer.Argument(metavar="LEDGER", help="A new file, or an empty database.")],
) -> None:
    """Make a ledger of a backup, which is checked first."""
    from dateline.cli.proof.keeping import restore_ledger

    restore_ledger(source, ledger)


def migrate(ledger: LedgerName) -> None:
    """Bring an older ledger to the form of this version, after a backup beside it. Other commands make no backup."""
    from dateline.cli.proof.keeping import migrate_ledger

    migrate_ledger(ledger)


def protect(
    ledger: LedgerName,
    names: Annotated[list[str], typer.Argument(metavar="NAME...", help="Every spelling: 'Ana Sol', 'Ms Sol', Sol.")],
    why: Why = "",
    by: By = "",
) -> None:
    """Take a name out of a ledger for good: texts, quotations, values, judgements; blocks stand in its place.

    The seals still hold, and a new one says that something was taken out, by whom and why. Reports that are read later
    are not changed: give the same names to `read --protect FILE`. Backups and exports keep the name: make them again.
    """
    from dateline.cli.proof.protecting import protect_names

    protect_names(ledger, names, why, by)


def selftest(
    names: Annotated[list[str] | None, typer.Argument(metavar="[NAME]...", help="D1, I3, ...; else all.")] = None,
    listed: Annotated[bool, typer.Option("--list", help="Print the promises and their doses, and leave.")] = False,
    dose: Annotated[str, typer.Option(metavar="pr|release", help="How often each is tried.")] = "pr",
    size: Annotated[int | None, typer.Option(metavar="N", min=1, help="Try each so often instead.")] = None,
    seed: Annotated[int, typer.Option(metavar="N", help="The same seed tries the same things.")] = 1,
    database: Annotated[str, typer.Option(metavar="ADDRESS", help="An empty PostgreSQL database, for D8.")] = "",
    write: Annotated[Path | None, typer.Option(metavar="FILE", help="Write the figures into this table.")] = None,
) -> None:
    """Try what Dateline promises on this machine, and print a figure for each. Exit code 1 if a promise is broken."""
    from dateline.cli.proof.selftests import list_promises, run_selftests

    if listed:
        list_promises()
        return
    raise typer.Exit(run_selftests(names or [], dose, seed, size, database, write))
