"""Sums over canonical events: by bins of time, by lane, by place. The database adds up; no event is loaded."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from heapq import nsmallest
from typing import Any

from sqlalchemy import Connection, Date, Select, and_, case, cast, func

from dateline.ledger.store.databases import Row, rows
from dateline.ledger.store.schema.tables import CANONICAL, TRAIT
from dateline.ledger.together.tallies import DONE

Asking = Callable[..., Select[Any]]
"""Begins a query for columns of the events that are asked for."""
GRAINS = (("day", 92), ("week", 732), ("month", 12_000), ("year", 4_000_000))
"""A grain of time, and up to how many days it draws: about a hundred bins, years excepted."""
LANES = ("actor", "country")
HARMS = ("killed", "wounded")
LAST_DAY = "9999"
NAMED = 20
"""Events named of each place."""
SPOT = tuple(CANONICAL.c[name] for name in ("place", "country", "latitude", "longitude", "place_precision"))
"""What makes two events be at one place."""


@dataclass(frozen=True, slots=True)
class Lane:
    """The events of one actor or country; the name is empty for those without one.

    Attributes:
        count: of its events, also those without a day.
        bins: `start`, `count`, `killed_low`, `killed_best`, `killed_high`; by start.
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


def toll(db: Connection, asking: Asking, grain: str) -> list[Row]:
    """Return those killed and wounded by bin of the first day; what was only planned, foiled or denied adds nothing."""
    start = _start(db, grain)
    query = asking(start, *(total for harm in HARMS for total in _totals(harm)))
    # Days are looked at here: asked for those with a day, SQLite takes its index and looks every row up by itself.
    found = rows(db, query.group_by("start").order_by("start"))
    return _begun((row for row in found if row["start"] is not None), grain)


def lanes(db: Connection, asking: Asking, by: str, grain: str) -> list[Lane]:
    """Return bins by lane; an event with two actors stands in two lanes."""
    name = func.coalesce(TRAIT.c.name, "").label("lane")
    query = _laned(asking(name, _start(db, grain), func.count().label("count"), *_totals("killed")), by)
    counts, bins = dict[str, int](), dict[str, list[Row]]()
    for row in rows(db, query.group_by("lane", "start").order_by("lane", "start")):
        lane = row.pop("lane")
        counts[lane] = counts.get(lane, 0) + row["count"]
        if row["start"] is not None:
            bins.setdefault(lane, []).extend(_begun([row], grain))
    found = [Lane(lane, count, bins.get(lane, [])) for lane, count in counts.items()]
    return sorted(found, key=lambda lane: (not lane.name, -lane.count, lane.name))


def laned(db: Connection, asking: Asking, by: str) -> list[Row]:
    """Return events with a day, in the order of days, each with the name of its lane."""
    c = CANONICAL.c
    name = func.coalesce(TRAIT.c.name, "").label("lane")
    query = _laned(asking(name, c.id, c.kind, c.earliest, c.latest, c.killed_best, c.disputed), by)
    return list(rows(db, query.where(c.earliest.is_not(None)).order_by(c.earliest, c.id)))


def places(db: Connection, asking: Asking, most: int) -> tuple[int, list[Row]]:
    """Return how many places there are, and those with most events, the greatest first.

    Returns:
        `place`, `country`, `latitude`, `longitude`, `place_precision`, `count`, `killed_best`, `told_place` (JSON),
        and `events`: the first ids, `NAMED` at most.
    """
    c = CANONICAL.c
    best = case((c.status.in_(DONE), func.coalesce(c.killed_best, c.killed_low, c.killed_high)))
    # One pass is faster than to group and to rank by five columns in the database.
    query = asking(*SPOT, c.earliest, c.id, best, c.told_place).where(c.place.is_not(None))
    found = dict[tuple[Any, ...], Row]()
    for row in db.execute(query):
        at_spot, (day, id_, killed, told) = tuple(row[: len(SPOT)]), row[len(SPOT) :]
        at = found.setdefault(at_spot, {"count": 0, "killed_best": None, "told_place": told, "events": []})
        at["count"] += 1
        if killed is not None:
            at["killed_best"] = (at["killed_best"] or 0) + killed
        at["events"].append((day or LAST_DAY, id_))
    order = sorted(found, key=lambda spot: (-found[spot]["count"], str(spot)))
    names = [column.name for column in SPOT]
    for spot in order[:most]:
        found[spot]["events"] = [id_ for _, id_ in nsmallest(NAMED, found[spot]["events"])]
    return len(order), [dict(zip(names, spot, strict=True)) | found[spot] for spot in order[:most]]


def _laned(query: Select[Any], by: str) -> Select[Any]:
    at = and_(TRAIT.c.canonical_id == CANONICAL.c.id, TRAIT.c.trait == by)
    return query.outerjoin_from(CANONICAL, TRAIT, at)


def _totals(harm: str) -> list[Any]:
    """Sums of what happened: the highest is open where one of them is, and all are where nobody gives a number."""
    low, best, high = (CANONICAL.c[f"{harm}_{bound}"] for bound in ("low", "best", "high"))
    known = and_(CANONICAL.c.status.in_(DONE), func.coalesce(best, low, high).is_not(None))
    is_open = func.sum(case((and_(known, high.is_(None)), 1), else_=0))
    return [
        func.sum(case((known, func.coalesce(low, 0)))).label(f"{harm}_low"),
        func.sum(case((known, func.coalesce(best, low, high)))).label(f"{harm}_best"),
        case((is_open == 0, func.sum(case((known, high))))).label(f"{harm}_high"),
    ]


def _start(db: Connection, grain: str) -> Any:
    """The first day of the bin, or its beginning ("2020-03")."""
    day = CANONICAL.c.earliest
    if grain == "week" and db.dialect.name == "sqlite":
        return func.date(day, "-6 days", "weekday 1").label("start")
    if grain == "week":
        return func.to_char(func.date_trunc("week", cast(day, Date)), "YYYY-MM-DD").label("start")
    return func.substr(day, 1, {"day": 10, "month": 7, "year": 4}[grain]).label("start")


def _begun(found: Any, grain: str) -> list[Row]:
    """Write the first day of each bin in full, and make whole numbers of what PostgreSQL adds up as decimals."""
    rest = {"month": "-01", "year": "-01-01"}.get(grain, "")
    out = []
    for row in found:
        start = row["start"] + rest
        row |= {k: int(v) for k, v in row.items() if v is not None and k.startswith(HARMS)}
        out.append(row | {"start": start, "end": end_of(start, grain)})
    return out
