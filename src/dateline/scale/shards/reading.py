"""Reads one shard: the reports of a job or a part of a stream, in processes that may die of a report."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from itertools import islice

from dateline.errors import SourceError
from dateline.ledger.codec import check_storable
from dateline.model.extraction import Problem, Refused
from dateline.model.report import Report
from dateline.scale import AHEAD
from dateline.scale.shards.folder import Done, Folder, marker, packed
from dateline.scale.shards.lines import Result
from dateline.scale.shards.plan import Item, code, digest_of, reports_of
from dateline.scale.workers import died_of, read_chunks


def read_shard(
    folder: Folder,
    name: str,
    items: Sequence[Item],
    workers: int = 1,
    note: Callable[[int, int], None] | None = None,
    again: bool = False,
) -> tuple[Done, bool]:
    """Read a shard and put it in its place, or leave it alone if it stands there already.

    Args:
        note: told after each input how many were read and how many refused.
        again: read it also if it stands there already.

    Returns:
        Its marker, and whether it was there before.

    Raises:
        DatelineError: if nothing can be read at all, or the folder takes no more.
    """
    who, inputs = code(), digest_of(items)
    held = folder.done(name)
    if held is not None and not again and folder.is_done(name, who, inputs):
        return held, True
    results: list[Result] = []
    refused = 0
    for result in read_items(items, workers):
        results.append(result)
        refused += isinstance(result, Refused)
        if note is not None:
            note(len(results) - refused, refused)
    content, done = sealed(who, inputs, results, items)
    folder.write(name, content, done)
    return done, False


def sealed(who: str, inputs: str, results: Sequence[Result], items: Sequence[Item]) -> tuple[bytes, Done]:
    """Return the results of a shard as the content of its file, with the marker of it."""
    content = packed(results)
    return content, marker(who, inputs, content, results, quarantined(items, results))


def read_items(items: Sequence[Item], workers: int) -> Iterator[Result]:
    """Read inputs in so many processes and yield what became of each, in the order given."""
    with closing(read_chunks(((None, some) for some in together(reports_of(items), AHEAD)), workers)) as chunks:
        yield from merged(items, (result for _, results in chunks for result in results))


def merged(items: Sequence[Item], read: Iterator[Result]) -> Iterator[Result]:
    """Yield what became of each input: the refused ones, and between them what was read of the reports."""
    for what, doubts in items:
        yield what if isinstance(what, Refused) else _with_doubts(next(read), doubts)


def quarantined(items: Sequence[Item], results: Sequence[Result]) -> list[Refused]:
    """Return the reports that ended the process that read them."""
    given = [what for what, _ in items]
    return [
        result
        for what, result in zip(given, results, strict=True)
        if isinstance(what, Report) and isinstance(result, Refused) and died_of(result)
    ]


def together(reports: Sequence[Report], most: int) -> Iterator[list[Report]]:
    """Yield reports that are read together, so many at a time."""
    queue = iter(reports)
    while some := list(islice(queue, most)):
        yield some


def _with_doubts(read: Result, doubts: tuple[Problem, ...]) -> Result:
    if isinstance(read, Refused):
        return read
    try:
        check_storable(read.report)
    except SourceError as error:  # as a ledger would refuse it
        return Refused(error.where, f"{error.what} ({error.advice})")
    return replace(read, problems=(*doubts, *read.problems))
