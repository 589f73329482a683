"""Rows and counts of the events that are asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cached_property, reduce
from typing import TypeVar

import numpy as np
from sqlalchemy import Connection, func, select

from dateline.errors import LedgerError
from dateline.ledger.store import derived
from dateline.ledger.store.asking import sums, ties
from dateline.ledger.store.asking.asked import Asked, Listed, at_place, called, in_land, in_order, with_words
from dateline.ledger.store.asking.columns import NONE, Columns, Mask, Numbers, load, numbers, spelled, titles, told_of
from dateline.ledger.store.asking.kept import Kept
from dateline.ledger.store.databases import Row, in_parts, rows
from dateline.ledger.store.schema.tables import CANONICAL, EVENT, REPORT
from dateline.ledger.store.schema.views import CURRENT
from dateline.ledger.store.waiting import waiting

V = TypeVar("V")
WORDED = 16
"""Words for which is kept which events have them, a byte an event."""
LAST_DAY = "9999"
"""Behind every day: where events without one stand."""
SORTS = ("date", "killed", "wounded", "reports", "kind", "country")
"""What rows can be sorted by; with a minus before it, the greatest first."""
FACETS = ("kind", "status", "actor", "country", "outlet", "responsibility")
"""What events are counted by."""
FILTERS = (*FACETS, "place")
"""Filters that take several values."""


class Answers:
    """What a ledger answers about the events that are asked for.

    Args:
        fold: writes the rows of canonical events that changed; called before rows or sums are asked for.
        kept: what the process keeps of this ledger.
    """

    def __init__(self, db: Connection, asked: Asked, fold: Callable[[], None], kept: Kept | None = None) -> None:
        self._db, self._asked, self._fold, self._kept = db, asked, fold, kept

    @cached_property
    def _columns(self) -> Columns:
        return self._held("columns", lambda: load(self._db), self._fold)

    def _held(self, name: str, make: Callable[[], V], ready: Callable[[], object]) -> V:
        if self._kept is not None:
            return self._kept.held(name, make, ready)
        ready()
        return make()

    @cached_property
    def _filters(self) -> dict[str, Mask]:
        """The events that pass each filter that says something."""
        passing = dict(_passing(self._db, self._columns, self._asked))
        if q := self._asked.q.strip():
            passing["q"] = _worded(self._db, self._columns, q)
        return passing

    @cached_property
    def _those(self) -> Mask:
        """The events that pass them all."""
        return self._but("")

    def total(self) -> int:
        """Return how many events there are."""
        return int(np.count_nonzero(self._those))

    def ids(self) -> list[str]:
        """Return the id of every event."""
        return [self._columns.ids[row] for row in np.flatnonzero(self._those).tolist()]

    def listed(self, sort: str, page: int, per: int) -> Listed:
        """Return a page of rows (the columns of `canonical`), the first being 1.

        Args:
            sort: one of `SORTS`; events without such a value come last, of equal ones the first by id.

        Raises:
            LedgerError: if rows are not sorted so.
        """
        if sort.removeprefix("-") not in SORTS:
            raise LedgerError(
                f"events are not sorted by {sort!r}", "sort", f"take one of: {', '.join(SORTS)}; or -{SORTS[0]}"
            )
        order = sums.ordered(self._columns, self._those, sort)[(page - 1) * per : page * per]
        return Listed(self.total(), self._rows([self._columns.ids[row] for row in order.tolist()]))

    def facets(self) -> dict[str, dict[str, int]]:
        """Return how many events have each kind, status, actor, country, outlet and responsibility, most first."""
        return {name: sums.counts(self._columns, self._those, name) for name in FACETS}

    def beside(self) -> dict[str, dict[str, int]]:
        """Return for each filter that has values how many events have each, were it not there: what else to choose."""
        chosen = (name for name in FILTERS if getattr(self._asked, name))
        return {name: sums.counts(self._columns, self._but(name), name) for name in chosen}

    def span(self) -> tuple[str | None, str | None]:
        """Return the first and the last day that one of the events may have been on."""
        return sums.span(self._columns, self._those)

    def toll(self, grain: str) -> list[Row]:
        """Return those killed and wounded in each bin of time that has an event, the earliest first."""
        return sums.toll(self._columns, self._those, grain)

    def lanes(self, by: str, grain: str, most: int) -> tuple[int, list[sums.Lane]]:
        """Return how many actors or countries there are, and the bins of time of those with most events."""
        return sums.lanes(self._columns, self._those, by, grain, most)

    def laned(self, by: str) -> list[Row]:
        """Return every event with a day, once in each of its lanes; for few events."""
        found = sums.in_lanes(self._columns, self._those, by)
        known = {row["id"]: row for row in self._rows(list(dict.fromkeys(id_ for id_, _ in found)))}
        laned = [known[id_] | {"lane": lane} for id_, lane in found if id_ in known]
        return sorted(laned, key=lambda row: (row["earliest"], row["id"]))

    def places(self, most: int) -> tuple[int, list[Row]]:
        """Return how many places there are, and those with most events (`sums.places`), with `told_place` (JSON)."""
        count, found = sums.places(self._columns, self._those, most)
        told = dict[str, str]()
        for some in in_parts([row["first"] for row in found]):
            query = select(CANONICAL.c.id, CANONICAL.c.told_place).where(CANONICAL.c.id.in_(some))
            told |= {row[0]: row[1] for row in self._db.execute(query)}
        return count, [row | {"told_place": told.get(row["first"])} for row in found]

    def links(self) -> list[ties.Ends]:
        """Return what these events follow or answer, where both ends are among them; for few events."""
        ids = self.ids()
        return [ends for ends in ties.links_of(self._db, ids) if {ends.later, ends.earlier} <= set(ids)]

    def reports(self, page: int, per: int) -> Listed:
        """Return a page of reports with their metadata and the number of their events, the latest first.

        Of what was asked for, words alone count: a report has each in its text, or in part in its title, outlet,
        address, id or day.
        """
        order = self._found() if self._asked.q.split() else self._held("reports", self._in_order, bool)
        asked = order[(page - 1) * per : page * per].tolist()
        query = select(CURRENT, REPORT.c.number).join(REPORT, REPORT.c.id == CURRENT.c.report_id)
        known = {row["number"]: row for row in rows(self._db, query.where(REPORT.c.number.in_(asked)))}
        here = [known[number] for number in asked if number in known]
        told = select(EVENT.c.reading_id, func.count().label("n")).where(
            EVENT.c.reading_id.in_([row["id"] for row in here])
        )
        events = {row["reading_id"]: row["n"] for row in rows(self._db, told.group_by(EVENT.c.reading_id))}
        return Listed(len(order), [row | {"id": row["report_id"], "events": events.get(row["id"], 0)} for row in here])

    def _in_order(self) -> Numbers:
        return numbers(self._db, in_order())

    def _found(self) -> Numbers:
        """The numbers of the reports with all the words, the latest first."""

        def make() -> Numbers:
            known = self._held("titles", lambda: titles(self._db, called()), bool)
            words = dict.fromkeys(self._asked.q.split())
            masks = (known.having(word, numbers(self._db, with_words(self._db, word))) for word in words)
            found: Numbers = known.order[reduce(np.logical_and, masks)]
            return found

        return make() if self._kept is None else self._kept.answer(("found", self._asked.q), make)

    def waiting(self, same: float, weak: float, first: int, most: int) -> tuple[int, list[Row]]:
        """Return how much wants a person, and a part of it (`store.waiting`)."""
        self._folded()
        return waiting(self._db, same, weak, first, most)

    def homes(self, events: Iterable[str]) -> dict[str, str]:
        """Return the canonical event of each of these events of reports."""
        return derived.canonical_of(self._db, events)

    def chain(self, start: str, most: int = ties.MOST) -> tuple[list[Row], ties.Chained]:
        """Return the rows of the events that links connect with one, the earliest first, and these links in words.

        Args:
            most: if there are more, the nearest are taken.
        """
        self._folded()
        found = ties.chain(self._db, start, most)
        listed = sorted(self._rows(list(found.ids)), key=lambda row: (row["earliest"] or LAST_DAY, row["id"]))
        return listed, found

    def _folded(self) -> None:
        """Bring the rows up to date, if anybody has written since that was done last."""
        self._held("folded", bool, self._fold)

    def _rows(self, ids: list[str]) -> list[Row]:
        """The rows of these events, in their order, as far as nobody has taken them away in the meantime."""
        parts = (select(CANONICAL).where(CANONICAL.c.id.in_(some)) for some in in_parts(ids))
        known = {row["id"]: row for query in parts for row in rows(self._db, query)}
        return [known[id_] for id_ in ids if id_ in known]

    def _but(self, name: str) -> Mask:
        """The events that pass every filter but one."""
        passed = (mask for other, mask in self._filters.items() if other != name)
        return reduce(np.logical_and, passed, np.ones(len(self._columns.ids), np.bool_))


def _worded(db: Connection, columns: Columns, q: str) -> Mask:
    """Which events have a report with these words, or a name with them: the list asks, and the sums after it."""
    kept = columns.more.setdefault("worded", {})
    found: Mask | None = kept.get(q)
    if found is None:
        named = spelled(db, columns, q, ("spelling", "place"))
        found = named | told_of(db, columns).by(numbers(db, with_words(db, q)), len(named))
        if len(kept) >= WORDED:
            kept.clear()  # other questions may be asked meanwhile: what is answered is never looked up again
        kept[q] = found
    return found


def _passing(db: Connection, columns: Columns, asked: Asked) -> Iterator[tuple[str, Mask]]:
    total = len(columns.ids)
    for name in ("kind", "status", "responsibility", "outlet"):
        if values := getattr(asked, name):
            yield name, columns.named[name].having(values, total)
    if asked.place:
        yield "place", columns.rows_of(at_place(db, asked.place))
    if asked.country:
        yield "country", columns.rows_of(id_ for name in asked.country for id_ in in_land(db, name))
    if asked.actor:
        yield "actor", reduce(np.logical_or, (_acts(db, columns, name) for name in asked.actor))
    if asked.first is not None:
        yield "first", columns.last >= asked.first.toordinal()
    if asked.last is not None:
        yield "last", (columns.first <= asked.last.toordinal()) & (columns.first != NONE)
    if asked.unresolved:
        yield "unresolved", columns.disputed
    if asked.area is not None:
        yield "area", columns.within(asked.area)


def _acts(db: Connection, columns: Columns, name: str) -> Mask:
    """The events of an actor as counts by actor name it; any other text is a part of a name."""
    actors = columns.named["actor"]
    if name in actors.names:
        return actors.having([name], len(columns.ids))
    return spelled(db, columns, name, ["spelling"])
