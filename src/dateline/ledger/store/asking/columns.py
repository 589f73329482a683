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
        told: for each spot, the place as JSON.
        named: "kind" and "status", and each of `TRAITS`.
        more: which reports tell them, once somebody asked for it; kept and thrown away with the rest.
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
    told: Sequence[str]
    named: dict[str, Named]
    more: dict[str, Told] = field(default_factory=dict)

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
    given = select(c.id, c.kind, c.status, c.earliest, c.latest, c.reports, c.disputed, c.told_place, *tolls)
    with snapshot(db):
        found = db.execute(given.add_columns(*(c[name] for name in SPOT)).order_by(c.id)).all()
        every = list(zip(*found, strict=True)) or [()] * (8 + len(TOLLS) + len(SPOT))
        ids, kind, status, earliest, latest, reports, disputed, told = every[:8]
        at: dict[str, int] = dict(zip(ids, range(len(ids)), strict=True))
        traits = {trait: _trait(db, trait, at) for trait in TRAITS}
    places = list(zip(*every[8 + len(TOLLS) :], strict=True))
    spots, spot = _coded([place if place[0] is not None else None for place in places])
    lands, land = _coded(every[9 + len(TOLLS)])
    one = {"kind": _single(kind), "status": _single(status)}
    return Columns(
        ids, at, _days(earliest), _days(latest), np.array(reports, np.int64),
        {name: np.array(every[8 + n], np.int64) for n, name in enumerate(TOLLS)},
        one["status"].having(DONE, len(ids)),
        np.fromiter(map(bool, disputed), np.bool_, len(ids)),
        land, lands, spot, spots, _first(told, spot, len(spots)), one | traits,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Told:
    """Which reports tell which events: for each pair the number of the report (`report.number`), and of the event."""

    reports: Numbers
    rows: Numbers

    def by(self, reports: Numbers, total: int) -> Mask:
        """Return which of all events one of these reports tells."""
        out = np.zeros(total, np.bool_)
        out[self.rows[np.isin(self.reports, reports)]] = True
        return out


def told_of(db: Connection, columns: Columns) -> Told:
    """Return which reports tell which events; it is read when it is asked for first."""
    if "told" not in columns.more:
        columns.more["told"] = _told(db, columns)
    return columns.more["told"]


def _told(db: Connection, columns: Columns) -> Told:
    numbers = select(REPORT.c.number, MEMBER.c.canonical_id).select_from(MEMBER)
    joined = numbers.join(FEATURE, FEATURE.c.event_id == MEMBER.c.event_id)
    found = db.execute(joined.join(REPORT, REPORT.c.id == FEATURE.c.report_id)).all()
    reports, homes = zip(*found, strict=True) if found else ((), ())
    rows = np.fromiter(map(columns.at.get, homes, repeat(NONE)), np.int64, len(homes))
    is_here = rows != NONE
    return Told(np.array(reports, np.int64)[is_here], rows[is_here])


def numbers(db: Connection, found: Select[Any]) -> Numbers:
    """Return the whole numbers that a query finds, in its order. One text is much quicker to fetch than many rows."""
    asked = found.subquery()
    (column,) = asked.c
    text = db.execute(select(_joined(db, cast(column, Text)))).scalar()
    return np.fromiter(map(int, text.split(",")), np.int64) if text else np.zeros(0, np.int64)


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


def _first(told: Sequence[str], spot: Numbers, spots: int) -> list[str]:
    """The place as the first event there has it."""
    number, where = np.unique(spot, return_index=True)
    out = [""] * spots
    for one, row in zip(number.tolist(), where.tolist(), strict=True):
        if one != NONE:
            out[one] = told[row]
    return out
