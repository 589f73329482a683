"""What merging costs as a ledger grows: made events in thousands and millions, then one report more.

Each size runs in a process of its own, so that its memory can be told.
"""

from __future__ import annotations

import resource
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import islice
from multiprocessing import get_context
from pathlib import Path

from dateline.evaluate.merging.made import Made, World, made
from dateline.ledger.merge.matching import settle
from dateline.ledger.merge.shelf import Memory

DAYS = 30
"""Tellings of so many days are merged at a time, however large the world is: as many lie at the seams of all."""
MORE = 25
"""Reports added one by one to the ledger at last."""


@dataclass(frozen=True, slots=True)
class Grown:
    """What it cost to merge so many tellings.

    Attributes:
        seconds: of the processor, for merging alone.
        peak_mb: memory of the process at most, the making included.
        events: canonical events that came of it.
        precision, recall: of the pairs of tellings put together.
        added: seconds that each further report took in a ledger file of that size, merging and storing; empty if none.
        touched: canonical events that each of them changed.
    """

    tellings: int
    seconds: float
    peak_mb: int
    events: int
    precision: float
    recall: float
    added: tuple[float, ...] = ()
    touched: tuple[int, ...] = ()

    @property
    def each(self) -> float:
        """Microseconds a telling."""
        return self.seconds / self.tellings * 1e6


def grown(sizes: Sequence[int], ledger: Path | None = None) -> Iterator[Grown]:
    """Merge so many made tellings, size by size; of the last size also make a ledger file and add to it.

    Args:
        ledger: a file that is not there yet; None = no ledger.
    """
    for number in sizes:
        context = get_context("spawn")
        with ProcessPoolExecutor(1, mp_context=context) as worker:
            yield worker.submit(measure, number, ledger if number == sizes[-1] else None).result()


def measure(number: int, ledger: Path | None) -> Grown:
    """Merge so many made tellings in this process."""
    shelf, truth, spent = Memory(), dict[str, int](), 0.0
    queue, batch = made(number), World.of(number).told(DAYS)
    while some := list(islice(queue, batch)):
        truth |= {one.telling.id: one.event for one in some}
        started = time.process_time()
        settle(shelf, [one.telling for one in some], {})
        spent += time.process_time() - started
    precision, recall = agreement(shelf.all_groups().values(), truth)
    added, touched = _added(shelf, number, ledger) if ledger is not None else ((), ())
    return Grown(number, spent, _peak(), len(shelf.all_groups()), precision, recall, added, touched)


def agreement(groups: Iterable[Sequence[str]], truth: dict[str, int]) -> tuple[float, float]:
    """Return precision and recall of the pairs put together, counted group by group."""
    both = said = 0
    for members in groups:
        said += _pairs(len(members))
        both += sum(_pairs(n) for n in Counter(truth[m] for m in members).values())
    told = sum(_pairs(n) for n in Counter(truth.values()).values())
    return both / said if said else 1.0, both / told if told else 1.0


def _pairs(number: int) -> int:
    return number * (number - 1) // 2


def _peak() -> int:
    """Memory at most, in megabytes: Linux counts kilobytes, macOS bytes."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak // (1024 * 1024) if sys.platform == "darwin" else peak // 1024


def _added(shelf: Memory, number: int, ledger: Path) -> tuple[tuple[float, ...], tuple[int, ...]]:
    """Store what was merged in a ledger file, and add further tellings, each in a transaction of its own."""
    from dateline.ledger import Ledger
    from dateline.ledger.store.shelf import SqlShelf, store

    further: list[Made] = list(islice(made(number + MORE, world=World.of(number)), number, None))
    seconds, touched = [], []
    with Ledger.open(ledger) as held:
        with held.transaction() as db:
            store(db, shelf)
        for one in further:
            started = time.perf_counter()
            with held.transaction() as db:
                changed = settle(SqlShelf(db), [one.telling], {})
            seconds.append(time.perf_counter() - started)
            touched.append(len(changed))
    return tuple(seconds), tuple(touched)
