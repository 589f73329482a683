"""The options of `dateline read` for many machines, and `dateline gather`. The work itself is loaded when it runs."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

ShardName = Annotated[
    str | None,
    typer.Option(
        "--shard", metavar="I/N", help="Read only the I-th of N shards, for a batch queue; needs --out (docs/scale.md)."
    ),
]
Out = Annotated[
    Path | None, typer.Option("--out", metavar="DIR", help="Where the results of --shard or --on wait for: gather.")
]
On = Annotated[
    str | None, typer.Option("--on", metavar="dask", help="Read on a Dask cluster; needs --out, and `dateline[scale]`.")
]
Scheduler = Annotated[
    str, typer.Option("--scheduler", metavar="ADDRESS", help="The scheduler of --on dask; else workers started here.")
]


def register(app: typer.Typer) -> None:
    """Add the command that gathers."""
    app.command()(gather)


def gather(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The folder of: read --shard, or read --on dask.")],
    ledger: Annotated[str, typer.Option(metavar="LEDGER", help="A file or database (postgresql://...).")],
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No summary; what is missing is told.")] = False,
) -> None:
    """Put the shards of a folder that are done into a ledger, and say which are missing. Exit code 1 if any is.

    The ledger is the one that reading everything in one process gives. Doing it again adds nothing.
    """
    from dateline.cli.queue.gathering import gather_shards

    raise typer.Exit(gather_shards(folder, ledger, quiet))
