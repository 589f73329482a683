"""The same shards through Dask: one process parses and writes, workers anywhere read, and any of them may die.

The reports of a part travel to a worker and its results travel back, so no folder need be shared. A worker reads in a
process beside it, as everywhere: a report that kills costs itself. A worker that dies has its part read by another; a
part that its workers die of is given up with the reason, and the next run tries it again.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Generator, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from itertools import islice
from multiprocessing import current_process
from typing import TYPE_CHECKING, Any

from dateline.errors import DatelineError
from dateline.scale import AHEAD
from dateline.scale.shards.folder import Done, Folder, Stuck
from dateline.scale.shards.lines import Result
from dateline.scale.shards.plan import Item, code, digest_of, how, part_name, reports_of
from dateline.scale.shards.reading import merged, sealed, together
from dateline.scale.workers import Reader

if TYPE_CHECKING:
    from distributed import Client, Future

PART = 64
"""Reports of one part: about ten seconds of reading, so that what a death costs is small and handing out is cheap."""
UNDER_WAY = 3
"""Parts under way for each worker: one is read, one waits for it, one comes."""
LACKS = "reading on Dask needs more packages"
ADVICE = "pip install 'dateline[scale]'"


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a stream, as it travels to a worker."""

    name: str
    items: Sequence[Item]
    code: str
    inputs: str
    how: dict[str, str]


@dataclass(frozen=True, slots=True)
class Came:
    """What became of a part: its marker if it is done, and whether it was before; else why it was given up."""

    name: str
    done: Done | None
    was_there: bool = False
    why: str = ""


def check_installed() -> None:
    """Say how to install what is missing.

    Raises:
        DatelineError: if Dask is not installed.
    """
    if find_spec("distributed") is None:
        raise DatelineError(LACKS, "--on dask", ADVICE)


def connected(scheduler: str, workers: int) -> Client:
    """Return a client of a scheduler, or of so many workers started on this machine, one thread each.

    Raises:
        DatelineError: if Dask is not installed, or the scheduler does not answer.
    """
    check_installed()
    from distributed import Client, LocalCluster

    if not scheduler:
        # The reading process beside each worker is limited by itself (guard/limits).
        cluster = LocalCluster(  # type: ignore[no-untyped-call]
            n_workers=workers, threads_per_worker=1, dashboard_address=None, memory_limit=0, silence_logs=50
        )
        return Client(cluster)  # type: ignore[no-untyped-call]
    try:
        return Client(scheduler)  # type: ignore[no-untyped-call]
    except (OSError, ValueError) as error:
        what = "the scheduler does not answer"
        raise DatelineError(what, scheduler, "start one with: dask scheduler, and workers with: dask worker") from error


def read_parts(
    client: Client,
    items: Iterable[Item],
    folder: Folder,
    *,
    again: bool = False,
    size: int = PART,
    read: Callable[[Part], tuple[bytes, Done]] | None = None,
) -> Generator[Came]:
    """Read a stream of inputs in parts on a cluster, into a folder; yield what became of each part, as it comes.

    Parts that stand there already, of the same inputs and by the same code, are not read again.

    Args:
        size: reports of a part.
        read: what a worker does with a part; `read_part` if nothing is given.

    Raises:
        DatelineError: if a worker cannot read at all, or has another version.
    """
    who = code()
    flight = _Flight(client, folder, read or read_part)
    folder.begin()
    queue, number = iter(items), 0
    while some := list(islice(queue, size)):
        part = Part(part_name(number), some, who, digest_of(some), how())
        number += 1
        if not again and folder.is_done(part.name, part.code, part.inputs):
            yield Came(part.name, folder.done(part.name), was_there=True)
            continue
        flight.send(part)
        while flight.is_full():
            yield flight.land()
    while flight.under_way:
        yield flight.land()
    folder.end(number)


class _Flight:
    """The parts that are under way to workers and back."""

    def __init__(self, client: Client, folder: Folder, read: Callable[[Part], tuple[bytes, Done]]) -> None:
        self._client, self._folder, self._read = client, folder, read
        self.under_way: dict[Future[Any], Part] = {}

    def is_full(self) -> bool:
        workers = len(self._client.scheduler_info(n_workers=-1)["workers"])
        return len(self.under_way) >= UNDER_WAY * max(1, workers)

    def send(self, part: Part) -> None:
        # A key of its own for each time: a part of an earlier run may still be known to the scheduler.
        future = self._client.submit(self._read, part, pure=False)
        self.under_way[future] = part

    def land(self) -> Came:
        """Wait for a part and write what came of it."""
        from distributed import KilledWorker, wait

        done, _ = wait(list(self.under_way), return_when="FIRST_COMPLETED")  # type: ignore[no-untyped-call]
        future = next(iter(done))
        part = self.under_way.pop(future)
        error = future.exception()
        if isinstance(error, KilledWorker):
            why = f"{error.allowed_failures + 1} workers died of it, the last at {error.last_worker.address}"
            self._folder.quarantine(part.name, Stuck(part.code, part.inputs, why))
            return Came(part.name, None, why=why)
        if error is not None:
            raise error
        content, marker = future.result()
        self._folder.write(part.name, content, marker)
        return Came(part.name, marker)


def read_part(part: Part) -> tuple[bytes, Done]:
    """Read a part in a process beside this one: what a worker does. Return its file's content and its marker.

    Raises:
        DatelineError: if this worker's version is another one, or nothing can be read at all.
    """
    os.environ.update(part.how)
    own = code()
    if own != part.code:
        what = f"a worker reads with {own}, and not with {part.code}"
        raise DatelineError(what, "", "install the same version of Dateline on every machine")
    reader = _reader(tuple(part.how.values()))
    read = (result for some in together(reports_of(part.items), AHEAD) for result in reader.read(some))
    results: list[Result] = list(merged(part.items, read))
    return sealed(part.code, part.inputs, results, part.items)


@cache
def _reader(_: tuple[str, ...]) -> Reader:
    """The reading process of this worker for one way of reading, started with its first part."""
    if current_process().daemon:
        current_process().daemon = False  # Dask's workers are daemons, which may not start a process otherwise
    return Reader()
