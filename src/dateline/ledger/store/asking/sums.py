"""Sums over canonical events in columns: by bins of time, by lane, by place, by name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

import numpy as np

from dateline.ledger.store.asking.columns import BOUNDS, HARMS, NONE, SPOT, Columns, Mask, Numbers
from dateline.ledger.store.databases import Row

GRAINS = (("day", 92), ("week", 732), ("month", 12_000), ("year", 4_000_000))
"""A grain of time, and up to how many days it draws: about a hundred bins, years excepted."""
LANES = ("actor", "country")
UNITS = {"month": "datetime64[M]", "year": "datetime64[Y]"}
EPOCH = date(1970, 1, 1).toordinal()
MOST_NAMES = 200
"""Names counted of each facet, those of most events first."""
NAMED = 20
"""Events named of each place."""


@dataclass(frozen=True, slots=True)
class Lane:
    """The events of one actor or country; the name is empty for those without one.

    Attributes:
        count: of its events, also those without a day.
        bins: `start`, `end`, `count`, `killed_low`, `killed_best`, `killed_high`; by start.
    """

    name: str
    count: int
    bins: list[Row] = field(default_factory=list)


def grain_of(first: str | None, last: str | None) -> str:
    """Return the finest grain that draws these days in few bins.

    >>> grain_of("2020-01-01", "2020-02-01"), grain_of("2020-01-01", "2024-01-01"), grain_of(None, None)
    ('day', 'month', 'day')
    """
    days = (date.fromisoformat(last) - date.fromisoformat(first)).days if first and last else 0
    return next(grain for grain, most in GRAINS if days <= most)


def end_of(start: str, grain: str) -> str:
    """Return the last day of a bin.

    >>> end_of("2024-02-01", "month"), end_of("2024-02-26", "week"), end_of("2024-01-01", "year")
    ('2024-02-29', '2024-03-03', '2024-12-31')
    """
    day = date.fromisoformat(start)
    if grain == "year":
        return f"{start[:4]}-12-31"
    if grain == "month":
        return str(date(day.year + day.month // 12, day.month % 12 + 1, 1) - timedelta(days=1))
    return str(day + timedelta(days=6)) if grain == "week" else start


def span(columns: Columns, those: Mask) -> tuple[str | None, str | None]:
    """Return the first and the last day that one of the events may have been on."""
    first, last = (days[those & (days != NONE)] for days in (columns.first, columns.last))
    return (_day(first.min()) if len(first) else None), (_day(last.max()) if len(last) else None)


def toll(columns: Columns, those: Mask, grain: str) -> list[Row]:
    """Return those killed and wounded by bin of the first day; what was only planned, foiled or denied adds nothing."""
    rows = np.flatnonzero(those & (columns.first != NONE))
    starts, bins = np.unique(_starts(columns.first[rows], grain), return_inverse=True)
    totals = [_totals(columns, rows, bins, len(starts), harm) for harm in HARMS]
    out = [{"start": start} | {"end": end_of(start, grain)} for start in map(_day, starts.tolist())]
    return [row | {k: v for one in totals for k, v in one[n].items()} for n, row in enumerate(out)]


def lanes(columns: Columns, those: Mask, by: str, grain: str, most: int) -> tuple[int, list[Lane]]:
    """Return how many lanes there are, and those with most events; an event with two actors stands in two lanes."""
    names, codes, rows = _laned(columns, those, by)
    counts = np.bincount(codes, minlength=len(names))
    order = sorted(np.flatnonzero(counts).tolist(), key=lambda code: (not names[code], -counts[code], names[code]))
    kept = order[:most]
    number = np.full(len(names), NONE, np.int64)
    number[kept] = np.arange(len(kept))
    is_drawn = (number[codes] != NONE) & (columns.first[rows] != NONE)
    at, rows = number[codes[is_drawn]], rows[is_drawn]
    starts, bins = np.unique(_starts(columns.first[rows], grain), return_inverse=True)
    found = [Lane(names[code], int(counts[code])) for code in kept]
    cells, cell = np.unique(at * max(1, len(starts)) + bins, return_inverse=True)
    begun = [(start, end_of(start, grain)) for start in map(_day, starts.tolist())]
    totals = _totals(columns, rows, cell, len(cells), "killed")
    for place, count, row in zip(cells.tolist(), np.bincount(cell).tolist(), totals, strict=True):
        lane, bin_ = divmod(place, len(starts))
        start, end = begun[bin_]
        found[lane].bins.append({"start": start, "end": end, "count": count} | row)
    return len(order), found


def in_lanes(columns: Columns, those: Mask, by: str) -> list[tuple[str, str]]:
    """Return the ids of events with a day, each with the name of its lane, once in each of its lanes."""
    names, codes, rows = _laned(columns, those & (columns.first != NONE), by)
    return [(columns.ids[row], names[code]) for code, row in zip(codes.tolist(), rows.tolist(), strict=True)]


def places(columns: Columns, those: Mask, most: int) -> tuple[int, list[Row]]:
    """Return how many places there are, and those with most events, the greatest first.

    Returns:
        `place`, `country`, `latitude`, `longitude`, `place_precision`, `count`, `killed_best`, `first` (the id of one
        of all events there), and `events`: the first ids, `NAMED` at most.
    """
    rows = np.flatnonzero(those & (columns.spot != NONE))
    # By place, then by day with those without one last, then by id, in which order the rows are.
    day = np.where(columns.first[rows] == NONE, date.max.toordinal(), columns.first[rows])
    rows = rows[np.lexsort((day, columns.spot[rows]))]
    spot = columns.spot[rows]
    counts = np.bincount(spot, minlength=len(columns.spots))
    begins = np.concatenate(([0], np.cumsum(counts)))
    best = _coalesced(columns, "killed", rows, ("best", "low", "high"))
    known = (best != NONE) & columns.done[rows]
    said = np.bincount(spot[known], minlength=len(counts))
    killed = _added(spot[known], best[known], len(counts))
    held = np.flatnonzero(counts).tolist()
    order = sorted(held, key=lambda one: (-counts[one], str(columns.spots[one])))
    out = []
    for one in order[:most]:
        here = rows[begins[one] : begins[one] + min(NAMED, counts[one])]
        row: Row = dict(zip(SPOT, columns.spots[one], strict=True)) | {"count": int(counts[one])}
        row |= {"killed_best": killed[one] if said[one] else None, "first": columns.ids[columns.firsts[one]]}
        out.append(row | {"events": [columns.ids[n] for n in here.tolist()]})
    return len(order), out


def counts(columns: Columns, those: Mask, name: str) -> dict[str, int]:
    """Return how many events have each name, most first; of places the name alone, wherever they are."""
    if name == "place":
        found = np.bincount(columns.spot[those & (columns.spot != NONE)], minlength=len(columns.spots))
        summed = dict[str, int]()
        for spot in np.flatnonzero(found).tolist():
            place = columns.spots[spot][0]
            summed[place] = summed.get(place, 0) + int(found[spot])
        pairs = list(summed.items())
    else:
        named = columns.named[name]
        found = np.bincount(named.codes[those[named.rows]], minlength=len(named.names))
        pairs = [(named.names[code], int(found[code])) for code in np.flatnonzero(found).tolist()]
    return dict(sorted(pairs, key=lambda pair: (-pair[1], pair[0]))[:MOST_NAMES])


def ordered(columns: Columns, those: Mask, sort: str) -> Numbers:
    """Return the events in an order (`answers.SORTS`); those without such a value last, of equal ones by id."""
    rows = np.flatnonzero(those)
    by = sort.removeprefix("-")
    values = {
        "date": columns.first,
        "reports": columns.reports,
        "kind": _ranked(columns.named["kind"].names, columns.named["kind"].codes),
        "country": _ranked(columns.lands, columns.land),
    }
    value = _coalesced(columns, by, rows, ("best", "low", "high")) if by in HARMS else values[by][rows]
    way = -value if sort.startswith("-") else value
    found: Numbers = rows[np.lexsort((way, value == NONE))]
    return found


def _ranked(names: Sequence[str], codes: Numbers) -> Numbers:
    """Numbers in the order of the names."""
    rank = np.empty(len(names) + 1, np.int64)
    rank[sorted(range(len(names)), key=names.__getitem__)] = np.arange(len(names))
    rank[NONE] = NONE
    out: Numbers = rank[codes]
    return out


def _laned(columns: Columns, those: Mask, by: str) -> tuple[list[str], Numbers, Numbers]:
    """The names of the lanes, and each event once in each of its lanes, or in the one without a name."""
    named = columns.named[by]
    chosen = those[named.rows]
    alone = those.copy()
    alone[named.rows] = False
    rest = np.flatnonzero(alone)
    codes = np.concatenate((named.codes[chosen], np.full(len(rest), len(named.names), np.int64)))
    return [*named.names, ""], codes, np.concatenate((named.rows[chosen], rest))


def _totals(columns: Columns, rows: Numbers, bins: Numbers, size: int, harm: str) -> list[Row]:
    """Sums of what happened: the highest is open where one of them is, and all are where nobody gives a number."""
    best = _coalesced(columns, harm, rows, ("best", "low", "high"))
    known = columns.done[rows] & (best != NONE)
    at, best = bins[known], best[known]
    low, high = (columns.tolls[f"{harm}_{bound}"][rows[known]] for bound in ("low", "high"))
    said = np.bincount(at, minlength=size)
    is_open = np.bincount(at[high == NONE], minlength=size)
    sums = (_added(at, np.maximum(low, 0), size), _added(at, best, size), _added(at, high, size))
    out = []
    for count, open_, *found in zip(said.tolist(), is_open.tolist(), *sums, strict=True):
        low_, best_, high_ = found if count else (None, None, None)
        values = (low_, best_, None if open_ else high_)
        out.append({f"{harm}_{bound}": value for bound, value in zip(BOUNDS, values, strict=True)})
    return out


def _coalesced(columns: Columns, harm: str, rows: Numbers, bounds: Sequence[str]) -> Numbers:
    """The first of these bounds that somebody gives."""
    out = columns.tolls[f"{harm}_{bounds[-1]}"][rows]
    for bound in reversed(bounds[:-1]):
        value = columns.tolls[f"{harm}_{bound}"][rows]
        out = np.where(value != NONE, value, out)
    return out


def _added(at: Numbers, values: Numbers, size: int) -> list[int]:
    """Sums by bin, in whole numbers."""
    out = np.zeros(size, np.int64)
    np.add.at(out, at, values)
    found: list[int] = out.tolist()
    return found


def _starts(days: Numbers, grain: str) -> Numbers:
    """The first day of the bin of each day."""
    if grain == "day":
        return days
    if grain == "week":
        return days - (days + 6) % 7
    whole = (days - EPOCH).astype("datetime64[D]").astype(UNITS[grain])
    out: Numbers = whole.astype("datetime64[D]").astype(np.int64) + EPOCH
    return out


def _day(ordinal: int) -> str:
    return date.fromordinal(int(ordinal)).isoformat()
