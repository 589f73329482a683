"""`dateline read --on dask --out DIR`: everything on a cluster, into a folder, and into a ledger if one is named."""

from __future__ import annotations

from contextlib import closing

from rich.markup import escape

from dateline.cli import REFUSED
from dateline.cli.queue.gathering import gather_shards
from dateline.cli.queue.reading import items
from dateline.cli.read import Options
from dateline.cli.terminal import printable
from dateline.cli.terminal.progress import Progress
from dateline.cli.terminal.table import notes
from dateline.scale.shards.cluster import Came, check_installed, connected, read_parts
from dateline.scale.shards.folder import Folder


def read_on_dask(paths: list[str], options: Options, scheduler: str, folder: Folder) -> int:
    """Read what the user named on a cluster; return the exit code."""
    check_installed()
    said = notes()
    parts: list[Came] = []
    read = passed = refused = 0
    with connected(scheduler, options.workers) as client, Progress(paths, said, options.quiet) as progress:
        with closing(read_parts(client, items(paths, options), folder, again=options.again)) as found:
            for came in found:
                parts.append(came)
                if came.done is None:
                    said.print(f"[red]quarantined[/] {came.name}: {escape(printable(came.why))}", soft_wrap=True)
                    continue
                read, passed = read + came.done.read, passed + came.done.passed
                refused += came.done.refused
                progress.note(read + passed, refused)
        if not scheduler and client.cluster is not None:
            client.cluster.close()
    if not options.quiet:
        before, lost = sum(came.was_there for came in parts), sum(came.done is None for came in parts)
        told = f"{len(parts)} parts, {before} of them done before and {lost} given up"
        account = f"given {read + passed + refused} = read {read} + passed over {passed} + refused {refused}"
        said.print(f"{told}: {account}", soft_wrap=True)
    if options.ledger:
        return gather_shards(folder.path, options.ledger, options.quiet)
    return REFUSED if refused or any(came.done is None for came in parts) else 0
