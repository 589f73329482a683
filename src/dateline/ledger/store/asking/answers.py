"""Rows and counts of the events that are asked for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Column, Connection, MetaData, Select, Table, case, column, func, insert, select, table

from dateline.errors import LedgerError
from dateline.ledger.store import derived
from dateline.ledger.store.asking import sums, ties
from dateline.ledger.store.asking.asked import Asked, Condition, conditions
from dateline.ledger.store.databases import Row, rows
from dateline.ledger.store.schema.tables import CANONICAL, EVENT, READING, REPORT, TRAIT, WORDS

CHOSEN = Table("chosen", MetaData(), Column("id", WORDS, primary_key=True), prefixes=["TEMPORARY"])
"""The ids that passed the filters, worked out once and seen by this connection alone."""
CURRENT = table("current", *(column(c.name) for c in READING.c))
"""The current reading of every report (a view)."""
SORTS = ("date", "killed", "reports", "kind", "country")
"""What rows can be sorted by; with a minus before it, the greatest first."""
FACETS = ("actor", "country", "outlet", "responsibility")
"""Traits that are counted."""
MOST_NAMES = 200
"""Names counted of each facet, those of most events first."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A page of rows (the columns of `canonical`), and how many rows there are in all."""

    total: int
    rows: list[Row]


class Answers:
    """What a ledger answers about the events that are asked for."""

    def __init__(self, db: Connection, asked: Asked) -> None:
        self._db = db
        self._those: tuple[Condition, ...] = ()
        CHOSEN.drop(db, checkfirst=True)
        those = tuple(conditions(asked, db))
        if those:
            CHOSEN.create(db)
            db.execute(insert(CHOSEN).from_select(["id"], select(CANONICAL.c.id).where(*those)))
            self._those = (CANONICAL.c.id.in_(select(CHOSEN.c.id)),)

    def total(self) -> int:
        """Return how many events there are."""
        return int(self._db.execute(self._asking(func.count())).scalar_one())

    def listed(self, sort: str, page: int, per: int) -> Listed:
        """Return a page of rows, the first being 1.

        Args:
            sort: one of `SORTS`; events without such a value come last, of equal ones the first by id.

        Raises:
            LedgerError: if rows are not sorted so.
        """
        query = self._asking(CANONICAL).order_by(*_order(sort)).limit(per).offset((page - 1) * per)
        return Listed(self.total(), list(rows(self._db, query)))

    def facets(self) -> dict[str, dict[str, int]]:
        """Return how many events have each kind, status, actor, country, outlet and responsibility, most first."""
        out = {name: self._counts(CANONICAL.c[name]) for name in ("kind", "status")}
        for trait in FACETS:
            query = select(TRAIT.c.name, func.count().label("n")).where(TRAIT.c.trait == trait)
            if self._those:
                query = query.where(TRAIT.c.canonical_id.in_(select(CHOSEN.c.id)))
            out[trait] = _by_count(rows(self._db, query.group_by(TRAIT.c.name)))
        return out

    def span(self) -> tuple[str | None, str | None]:
        """Return the first and the last day that one of the events may have been on."""
        first, last = self._db.execute(self._asking(func.min(CANONICAL.c.earliest), func.max(CANONICAL.c.latest))).one()
        return first, last

    def toll(self, grain: str) -> list[Row]:
        """Return those killed and wounded in each bin of time that has an event, the earliest first."""
        return sums.toll(self._db, self._asking, grain)

    def lanes(self, by: str, grain: str) -> list[sums.Lane]:
        """Return the bins of time of each actor or country, that with most events first (`sums.lanes`)."""
        return sums.lanes(self._db, self._asking, by, grain)

    def laned(self, by: str) -> list[Row]:
        """Return every event with a day, once in each of its lanes; for few events."""
        return sums.laned(self._db, self._asking, by)

    def places(self, most: int) -> tuple[int, list[Row]]:
        """Return how many places there are, and those with most events (`sums.places`)."""
        return sums.places(self._db, self._asking, most)

    def links(self) -> list[ties.Ends]:
        """Return what these events follow or answer, where both ends are among them; for few events."""
        ids = [row["id"] for row in rows(self._db, self._asking(CANONICAL.c.id))]
        return [ends for ends in ties.links_of(self._db, ids) if {ends.later, ends.earlier} <= set(ids)]

    def reports(self, page: int, per: int) -> Listed:
        """Return a page of all reports with their metadata and the number of their events, the latest first."""
        total = int(self._db.execute(select(func.count()).select_from(REPORT)).scalar_one())
        order = CURRENT.c.published.desc().nulls_last(), CURRENT.c.report_id
        query = select(CURRENT).order_by(*order).limit(per).offset((page - 1) * per)
        found = list(rows(self._db, query))
        told = select(EVENT.c.reading_id, func.count().label("n")).where(
            EVENT.c.reading_id.in_([row["id"] for row in found])
        )
        events = {row["reading_id"]: row["n"] for row in rows(self._db, told.group_by(EVENT.c.reading_id))}
        return Listed(total, [row | {"id": row["report_id"], "events": events.get(row["id"], 0)} for row in found])

    def homes(self, events: Iterable[str]) -> dict[str, str]:
        """Return the canonical event of each of these events of reports."""
        return derived.canonical_of(self._db, events)

    def chain(self, start: str) -> tuple[list[Row], list[ties.Ends]]:
        """Return the rows of all events that links connect with one, the earliest first, and these links."""
        ids, links = ties.chain(self._db, start)
        query = select(CANONICAL).where(CANONICAL.c.id.in_(ids)).order_by(*_order("date"))
        return list(rows(self._db, query)), links

    def _asking(self, *columns: Any) -> Select[Any]:
        return select(*columns).select_from(CANONICAL).where(*self._those)

    def _counts(self, column: Column[Any]) -> dict[str, int]:
        return _by_count(rows(self._db, self._asking(column.label("name"), func.count().label("n")).group_by(column)))


def _by_count(found: Any) -> dict[str, int]:
    order = sorted(((row["name"], row["n"]) for row in found), key=lambda pair: (-pair[1], pair[0]))
    return dict(order[:MOST_NAMES])


def _order(sort: str) -> Sequence[Any]:
    c = CANONICAL.c
    known = {
        "date": c.earliest,
        "killed": func.coalesce(c.killed_best, c.killed_low, c.killed_high),
        "reports": c.reports,
        "kind": c.kind,
        "country": c.country,
    }
    name = sort.removeprefix("-")
    if name not in known:
        raise LedgerError(
            f"events are not sorted by {sort!r}", "sort", f"take one of: {', '.join(known)}; or -{SORTS[0]}"
        )
    value = known[name]
    return case((value.is_(None), 1), else_=0), value.desc() if sort.startswith("-") else value, c.id
