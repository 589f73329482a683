"""What Dateline promises, each with the test that prints its figure: `dateline selftest`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


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
    from dateline.cli.selftest.running import list_promises, run_selftests

    if listed:
        list_promises()
        return
    raise typer.Exit(run_selftests(names or [], dose, seed, size, database, write))
