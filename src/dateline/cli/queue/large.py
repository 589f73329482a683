"""`dateline read` on many machines: which way the user asked for, and whether the options go together."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import typer

from dateline.cli import STOPPED
from dateline.cli.queue.cluster import read_on_dask
from dateline.cli.queue.reading import read_share
from dateline.cli.read import Options
from dateline.cli.terminal.table import notes
from dateline.errors import SourceError
from dateline.scale.shards.folder import Folder
from dateline.scale.shards.plan import Share


@dataclass(frozen=True, slots=True)
class Large:
    """How the user wants many reports read: a shard of a batch queue, or on a cluster."""

    shard: str | None
    out: Path | None
    on: str | None
    scheduler: str


def read_large(paths: list[str], options: Options, large: Large) -> int:
    """Read a shard, or everything on a cluster, into a folder; return the exit code."""
    out = _checked(paths, options, large)
    try:
        if large.shard is not None:
            return read_share(paths, options, Share.parse(large.shard), Folder(out))
        return read_on_dask(paths, options, large.scheduler, Folder(out))
    except KeyboardInterrupt:
        notes().print("stopped; the same command goes on from the shards that are done", soft_wrap=True)
        return STOPPED


def _checked(paths: list[str], options: Options, large: Large) -> Path:
    """Return the folder for the results.

    Raises:
        BadParameter: if the options do not go together.
        SourceError: if the results would be read as reports.
    """
    if (large.shard is None) == (large.on is None):
        raise typer.BadParameter("give either --shard I/N or --on dask", param_hint="--out")
    if large.on not in (None, "dask"):
        raise typer.BadParameter(f"{large.on!r} is not dask", param_hint="--on")
    if large.scheduler and large.on is None:
        raise typer.BadParameter("it goes with --on dask", param_hint="--scheduler")
    if large.out is None:
        raise typer.BadParameter("--shard and --on need a folder for the results: --out DIR", param_hint="--out")
    if options.as_json or (options.ledger and large.shard is not None) or (options.keep and large.shard is not None):
        what = "a shard is written into --out alone; put all of them into a ledger with: dateline gather DIR --ledger L"
        raise typer.BadParameter(what, param_hint="--ledger, --json, --keep")
    inside = [path for path in paths if path != "-" and large.out.resolve().is_relative_to(Path(path).resolve())]
    if inside:
        what = "the folder of the results lies within what is read"
        raise SourceError(what, str(large.out), f"give one outside of {inside[0]}")
    return large.out
