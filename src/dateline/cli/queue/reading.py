"""`dateline read --shard I/N --out DIR`: one job of a batch queue reads its share of the reports into a folder."""

from __future__ import annotations

from collections.abc import Iterator

from rich.markup import escape

from dateline.cli import REFUSED
from dateline.cli.read import Options, given_by
from dateline.cli.terminal import printable
from dateline.cli.terminal.progress import Progress
from dateline.cli.terminal.table import notes
from dateline.scale.shards.folder import Done, Folder
from dateline.scale.shards.plan import Item, Share
from dateline.scale.shards.reading import read_shard


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
        given = done.read + done.passed + done.refused
        account = f"given {given} = read {done.read} + passed over {done.passed} + refused {done.refused}"
        said.print(f"shard {name}: {account}{there}", soft_wrap=True)


def read_share(paths: list[str], options: Options, share: Share, folder: Folder) -> int:
    """Read one share of the reports into a folder; return the exit code."""
    own = [item for item in items(paths, options) if share.holds(item[0])]
    with Progress([], notes(), options.quiet, total=len(own)) as progress:
        done, was_there = read_shard(folder, share.name, own, options.workers, progress.note, options.again)
    tell_done(done, share.name, was_there, options.quiet)
    return REFUSED if done.refused else 0
