"""`dateline read --shard I/N --out DIR`: one job of a batch queue reads its share of the reports into a folder."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import typer
from rich.markup import escape

from dateline.cli import REFUSED, STOPPED
from dateline.cli.read import Options, given_by
from dateline.cli.terminal import printable
from dateline.cli.terminal.progress import Progress
from dateline.cli.terminal.table import notes
from dateline.errors import SourceError
from dateline.scale.shards.folder import Done, Folder
from dateline.scale.shards.plan import Item, Share
from dateline.scale.shards.reading import read_shard


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
            return _read_share(paths, options, Share.parse(large.shard), Folder(out))
        from dateline.cli.queue.cluster import read_on_dask

        return read_on_dask(paths, options, large.scheduler, Folder(out))
    except KeyboardInterrupt:
        notes().print("stopped; the same command goes on from the shards that are done", soft_wrap=True)
        return STOPPED


def items(paths: list[str], options: Options) -> Iterator[Item]:
    """Yield every input with what was doubtful about it."""
    for given in given_by(paths, options):
        yield given.what, given.doubts


def tell_done(done: Done, name: str, was_there: bool, quiet: bool) -> None:
    """Say what became of a shard."""
    said = notes()
    for where, why in done.quarantined:
        said.print(f"[red]quarantined[/] {escape(printable(where))}: {escape(printable(why))}", soft_wrap=True)
    if not quiet:
        there = " (done before, with the same reports and the same rules)" if was_there else ""
        account = f"given {done.read + done.refused} = read {done.read} + refused {done.refused}"
        said.print(f"shard {name}: {account}{there}", soft_wrap=True)


def _read_share(paths: list[str], options: Options, share: Share, folder: Folder) -> int:
    own = [item for item in items(paths, options) if share.holds(item[0])]
    with Progress([], notes(), options.quiet, total=len(own)) as progress:
        done, was_there = read_shard(folder, share.name, own, options.workers, progress.note, options.again)
    tell_done(done, share.name, was_there, options.quiet)
    return REFUSED if done.refused else 0


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
