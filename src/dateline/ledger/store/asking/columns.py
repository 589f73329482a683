"""The canonical events of a ledger as columns in memory: what filters look at, and what sums are made of.

A database adds up a hundred thousand events in seconds, columns do it in milliseconds, the same for both databases.
About 300 bytes an event; whoever asks often keeps them until somebody writes (`kept`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import repeat
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import ColumnElement, Connection, Select, Text, cast, func, select

from dateline.ledger.merge.matching import without_cycles
from dateline.ledger.merge.telling.names import fold_name
from dateline.ledger.store.asking.asked import Area
from dateline.ledger.store.databases import snapshot
from dateline.ledger.store.schema.tables import CANONICAL, FEATURE, MEMBER, REPORT, TRAIT
from dateline.ledger.together.tallies import DONE
from dateline.model.where import PlacePrecision

Numbers = NDArray[np.int64]
Mask = NDArray[np.bool_]
NONE: Final = -1
"""Stands for a number, a day or a place that nobody gives."""
HARMS = ("killed", "wounded")
BOUNDS = ("low", "best", "high")
TOLLS = tuple(f"{harm}_{bound}" for harm in HARMS for bound in BOUNDS)
TRAITS = ("actor", "country", "outlet", "responsibility")
"""Traits that are counted; others are only looked up."""
SPOT = ("place", "country", "latitude", "longitude", "place_precision")
"""Columns that make two events be at one place."""
Spot = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Named:
    """What events have none, one or several of.

    Attributes:
        names: each name once.
        codes, rows: for each pair of a name and an event that has it, the number of the name and of the event.
    """

    names: Sequence[str]
    codes: Numbers
    rows: Numbers

    def having(self, wanted: Iterable[str], total: int) -> Mask:
        """Return which of all events have one of these names."""
        asked = set(wanted)
        is_wanted = np.fromiter((name in asked for name in self.names), np.bool_, len(self.names))
        out = np.zeros(total, np.bool_)
        out[self.rows[is_wanted[self.codes]]] = True
        return out


@dataclass(frozen=True, slots=True)
class Columns:
    """All canonical events, in the order of their ids. Days are ordinals (`date.toordinal`).

    Attributes:
        at: the number of each event, by id.
        done: whether it happened; what was planned, foiled or denied harmed nobody.
        land: the country, as a number in `lands`; spot: the place, as one in `spots`.
        firsts: for each spot, the first event there.
        named: "kind" and "status", and each of `TRAITS`.
        more: what is read once somebody asks for it; kept and thrown away with the rest.
    """

    ids: Sequence[str]
    at: dict[str, int]
    first: Numbers
    last: Numbers
    reports: Numbers
    tolls: dict[str, Numbers]
    done: Mask
    disputed: Mask
    land: Numbers
    lands: Sequence[str]
    spot: Numbers
    spots: Sequence[Spot]
    firsts: Numbers
    named: dict[str, Named]
    more: dict[str, Any] = field(default_factory=dict)

    def rows_of(self, ids: Iterable[str]) -> Mask:
        """Return which events these are, as far as they are here."""
        out = np.zeros(len(self.ids), np.bool_)
        out[[self.at[id_] for id_ in ids if id_ in self.at]] = True
        return out

    def within(self, area: Area) -> Mask:
        """Return which events have their point in an area; the middle of a country is no point of an event."""
        points = (spot[2:] for spot in self.spots)
        inside = [
            lat is not None and lon is not None and precision != PlacePrecision.COUNTRY and area.holds(lat, lon)
            for lat, lon, precision in points
        ]
        # The last one is of events without a place, whose number is `NONE`.
        found: Mask = np.array([*inside, False])[self.spot]
        return found


def load(db: Connection) -> Columns:
    """Read the columns, all of one moment."""
    c = CANONICAL.c
    tolls = (func.coalesce(c[name], NONE) for name in TOLLS)
    given = select(c.id, c.kind, c.status, c.earliest, c.latest, c.reports, c.disputed, *tolls)
    with snapshot(db):
        every = fetched(db, given.add_columns(*(c[name] for name in SPOT)).order_by(c.id))
        ids, kind, status, earliest, latest, reports, disputed = every[:7]
        at: dict[str, int] = dict(zip(ids, range(len(ids)), strict=True))
        traits = {trait: _trait(db, trait, at) for trait in TRAITS}
    places = list(zip(*every[7 + len(TOLLS) :], strict=True))
    spots, spot = _coded([place if place[0] is not None else None for place in places])
    lands, land = _coded(every[8 + len(TOLLS)])
    one = {"kind": _single(kind), "status": _single(status)}
    return Columns(
        ids, at, _days(earliest), _days(latest), np.array(reports, np.int64),
        {name: np.array(every[7 + n], np.int64) for n, name in enumerate(TOLLS)},
        one["status"].having(DONE, len(ids)),
        np.fromiter(map(bool, disputed), np.bool_, len(ids)),
        land, lands, spot, spots, _first(spot), one | traits,
    )  # fmt: skip


def fetched(db: Connection, query: Select[Any]) -> list[Sequence[Any]]:
    """Return the columns that a query finds, straight from the driver: rows as objects would cost as much again."""
    result = db.execute(query)
    width = len(result.keys())
    driver: Any = result.cursor
    with without_cycles():
        found = driver.fetchall()
        columns: list[Sequence[Any]] = list(zip(*found, strict=True)) or [()] * width
    result.close()
    return columns


def spelled(db: Connection, columns: Columns, part: str, traits: Iterable[str]) -> Mask:
    """Return which events have a name with this part, in any spelling, among some traits."""
    out, folded = np.zeros(len(columns.ids), np.bool_), fold_name(part)
    for trait in traits if folded else ():
        key = f"names of {trait}"
        if key not in columns.more:
            columns.more[key] = _trait(db, trait, columns.at)
        named: Named = columns.more[key]
        out |= named.having((name for name in named.names if folded in name), len(out))
    return out


@dataclass(frozen=True, slots=True)
class Told:
    """Which reports tell which events.

    Attributes:
        reports: the numbers of all reports that tell one (`report.number`), sorted.
        which, rows: for each pair of a report and an event that it tells, its place in `reports`, and the event.
    """

    reports: Numbers
    which: Numbers
    rows: Numbers

    def by(self, reports: Numbers, total: int) -> Mask:
        """Return which of all events one of these reports tells."""
        out = np.zeros(total, np.bool_)
        out[self.rows[among(self.reports, reports)[self.which]]] = True
        return out


def told_of(db: Connection, columns: Columns) -> Told:
    """Return which reports tell which events; it is read when it is asked for first."""
    if "told" not in columns.more:
        columns.more["told"] = _told(db, columns)
    found: Told = columns.more["told"]
    return found


def _told(db: Connection, columns: Columns) -> Told:
    numbers = select(REPORT.c.number, MEMBER.c.canonical_id).select_from(MEMBER)
    joined = numbers.join(FEATURE, FEATURE.c.event_id == MEMBER.c.event_id)
    told, homes = fetched(db, joined.join(REPORT, REPORT.c.id == FEATURE.c.report_id))
    rows = np.fromiter(map(columns.at.get, homes, repeat(NONE)), np.int64, len(homes))
    is_here = rows != NONE
    reports, which = np.unique(np.array(told, np.int64)[is_here], return_inverse=True)
    return Told(reports, which, rows[is_here])


def among(numbers_: Numbers, wanted: Numbers) -> Mask:
    """Return which of some sorted numbers are wanted."""
    out = np.zeros(len(numbers_) + 1, np.bool_)
    at = np.searchsorted(numbers_, wanted)
    out[at[np.append(numbers_, NONE)[at] == wanted]] = True
    found: Mask = out[:-1]
    return found


@dataclass(frozen=True, slots=True)
class Titles:
    """Every report by what it is called.

    Attributes:
        order: the numbers of the reports (`report.number`), the latest first.
        by_number: the places of `order`, those with the least numbers first.
        names: title, outlet, address, id and day of each, in small letters.
    """

    order: Numbers
    by_number: Numbers
    names: Sequence[str]

    def having(self, word: str, found: Numbers) -> Mask:
        """Return which have a word in their names, or are among those that were found by it."""
        small = word.lower()
        out = np.fromiter((small in name for name in self.names), np.bool_, len(self.names))
        out[self.by_number[among(self.order[self.by_number], found)]] = True
        return out


def titles(db: Connection, query: Select[Any]) -> Titles:
    """Read what reports are called.

    Args:
        query: gives number and name of each, in order.
    """
    told, names = fetched(db, query)
    order = np.array(told, np.int64)
    return Titles(order, np.argsort(order), [name.lower() for name in names])


def numbers(db: Connection, found: Select[Any]) -> Numbers:
    """Return the whole numbers that a query finds, in its order. One text is much quicker to fetch than many rows."""
    asked = found.subquery()
    (column,) = asked.c
    text = db.execute(select(_joined(db, cast(column, Text)))).scalar()
    return np.fromstring(text, np.int64, sep=",") if text else np.zeros(0, np.int64)


def _joined(db: Connection, column: ColumnElement[Any]) -> ColumnElement[Any]:
    together = func.string_agg if db.dialect.name == "postgresql" else func.group_concat
    return together(column, ",")


def _trait(db: Connection, trait: str, at: dict[str, int]) -> Named:
    """One row a name is much quicker to fetch than one a pair. Ids have no comma in them."""
    query = select(TRAIT.c.name, _joined(db, TRAIT.c.canonical_id)).where(TRAIT.c.trait == trait)
    names, codes, rows = list[str](), [np.zeros(0, np.int64)], [np.zeros(0, np.int64)]
    for name, joined in db.execute(query.group_by(TRAIT.c.name).order_by(TRAIT.c.name)):
        held = np.fromiter(map(at.get, joined.split(","), repeat(NONE)), np.int64)
        rows.append(held[held != NONE])
        codes.append(np.full(len(rows[-1]), len(names), np.int64))
        names.append(name)
    return Named(names, np.concatenate(codes), np.concatenate(rows))


def _single(values: Sequence[str]) -> Named:
    names, codes = _coded(values)
    return Named(names, codes, np.arange(len(codes)))


def _coded(values: Sequence[Any]) -> tuple[list[Any], Numbers]:
    """Number what there is, in the order in which it comes."""
    names = [one for one in dict.fromkeys(values) if one is not None]
    number = {name: code for code, name in enumerate(names)} | {None: NONE}
    return names, np.fromiter(map(number.__getitem__, values), np.int64, len(values))


def _days(values: Sequence[str | None]) -> Numbers:
    ordinals = {day: NONE if day is None else date.fromisoformat(day).toordinal() for day in set(values)}
    return np.fromiter(map(ordinals.__getitem__, values), np.int64, len(values))


def _first(spot: Numbers) -> Numbers:
    """The first event at each spot."""
    number, where = np.unique(spot, return_index=True)
    found: Numbers = where[number != NONE]
    return found
