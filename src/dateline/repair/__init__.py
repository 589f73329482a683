"""Report to repaired text: edits in published offsets, and the zones of a report. Never a digit, never a name.

Three passes, each in the text that the one before gives: characters and line ends; zones, stops and stray capitals;
then text all in capitals.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import accumulate

from dateline.model.page import Edit, Repaired, Zone
from dateline.model.report import Report, Span
from dateline.repair.characters import characters
from dateline.repair.lines import line_ends
from dateline.repair.slips import rank_stops, stray_capitals, stray_nouns, stray_pronouns
from dateline.repair.truecase import truecase
from dateline.repair.zones import breaks, find_zones

__all__ = ["repair"]


def repair(report: Report) -> Repaired:
    """Repair a report for reading.

    Args:
        report: the report as published.

    Returns:
        Its repaired text, the edits in published offsets, and its zones other than plain body.
    """
    clean = Repaired.of(report, _apart(characters(report.text) + line_ends(report.text)))
    text = clean.text
    found = find_zones(text, report.title)
    slips = _apart(
        [*breaks(text, found), *rank_stops(text), *stray_pronouns(text), *stray_capitals(text), *stray_nouns(text)]
    )
    readable = Repaired.of(report, _composed(clean, slips))
    zones = _moved(found, slips)
    capitals = tuple(truecase(readable.text))
    return Repaired.of(report, _composed(readable, capitals) if capitals else readable.edits, zones)


def _apart(edits: Iterable[Edit]) -> tuple[Edit, ...]:
    """Return the edits in text order; of two that overlap, the one that begins (else was found) first stays."""
    kept: list[Edit] = []
    for edit in sorted(edits, key=lambda e: e.span.start):
        if not kept or edit.span.start >= kept[-1].span.end:
            kept.append(edit)
    return tuple(kept)


def _composed(first: Repaired, later: tuple[Edit, ...]) -> tuple[Edit, ...]:
    """Return two passes as one list of edits of the published text; `later` is in characters that the first gave.

    A letter-for-letter edit is cut where earlier ones stand in it, which take its letters; any other swallows those
    that it touches.
    """
    written = list(first.edits)
    added: list[Edit] = []
    taken: list[Span] = []
    for edit in later:
        start, end = edit.span.start, edit.span.end
        if len(edit.becomes) == end - start:
            for a, b in _between(first, start, end):
                added.append(replace(edit, span=first.source(a, b), becomes=edit.becomes[a - start : b - start]))
            for i in range(bisect_left(first.starts, start), bisect_left(first.starts, end)):
                begin, stop = first.starts[i] - start, first.starts[i] - start + len(written[i].becomes)
                if stop <= end - start:
                    written[i] = replace(written[i], becomes=edit.becomes[begin:stop])
        else:
            taken.append(first.source(start, end))
            added.append(replace(edit, span=taken[-1]))
    kept = [e for e in written if not _touches_any(e.span, taken)]
    return _apart([*added, *kept])


def _touches_any(span: Span, taken: list[Span]) -> bool:
    index = bisect_left(taken, span.end, key=lambda t: t.start) - 1
    return index >= 0 and taken[index].touches(span)


def _between(first: Repaired, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the stretches of `[start, end)` that no edit of the first pass wrote."""
    at = start
    for i in range(max(0, bisect_left(first.starts, start) - 1), len(first.edits)):
        begin = first.starts[i]
        if begin >= end:
            break
        if begin > at:
            yield at, begin
        at = max(at, begin + len(first.edits[i].becomes))
    if at < end:
        yield at, end


def _moved(zones: tuple[Zone, ...], later: tuple[Edit, ...]) -> tuple[Zone, ...]:
    """Return the zones in characters of the text after the later pass."""
    ends = [e.span.end for e in later]
    shifts = [0, *accumulate(len(e.becomes) - (e.span.end - e.span.start) for e in later)]

    def moved(position: int) -> int:
        return position + shifts[bisect_right(ends, position)]

    return tuple(replace(z, start=moved(z.start), end=moved(z.end)) for z in zones)
