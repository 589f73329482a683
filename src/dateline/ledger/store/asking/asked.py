"""Which canonical events somebody asks for, and what of it the indices of the database find."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date

from sqlalchemy import ColumnElement, Connection, Select, column, func, literal, or_, select, table, text

from dateline.errors import LedgerError
from dateline.ledger.merge.telling.names import fold_name
from dateline.ledger.store.databases import Row
from dateline.ledger.store.schema.tables import EVIDENCE, REPORT, SEARCHED, TRAIT
from dateline.ledger.store.schema.views import CURRENT
from dateline.model.claim import Responsibility
from dateline.model.event import EventStatus, Kind

LISTED = {"kind": Kind, "status": EventStatus, "responsibility": Responsibility}
"""Filters whose values are known beforehand."""
WORLD = (-180.0, -90.0, 180.0, 90.0)
"""The least and the greatest degrees, west and south first."""
FOUND = table("report_fts", column("rowid"), column("report_fts"))
"""The word index of reports in SQLite."""


@dataclass(frozen=True, slots=True)
class Area:
    """A part of the map between two meridians and two parallels, in degrees.

    Attributes:
        west, east: a west that is greater than the east: over the antimeridian.

    Raises:
        LedgerError: if it is not on the globe, or its south is north of its north.
    """

    west: float
    south: float
    east: float
    north: float

    def __post_init__(self) -> None:
        least, most = WORLD[:2] * 2, WORLD[2:] * 2
        given = (self.west, self.south, self.east, self.north)
        if not all(low <= one <= high for low, one, high in zip(least, given, most, strict=True)):
            raise LedgerError(f"{self} is not on the globe", "area", "longitudes go to 180, latitudes to 90")
        if self.south > self.north:
            raise LedgerError(f"{self} has its south in the north", "area", "give west,south,east,north")

    @classmethod
    def of(cls, words: str) -> Area:
        """Read "west,south,east,north".

        Raises:
            LedgerError: if these are no four numbers, or no part of the globe.

        >>> str(Area.of("41, 30.5, 46,34"))
        '41,30.5,46,34'
        """
        try:
            west, south, east, north = map(float, words.split(","))
        except ValueError as error:
            advice = "write west,south,east,north in degrees: 41,30.5,46,34"
            raise LedgerError(f"{words!r} is no part of the map", "area", advice) from error
        return cls(west, south, east, north)

    def __str__(self) -> str:
        return ",".join(f"{one:g}" for one in (self.west, self.south, self.east, self.north))

    def holds(self, lat: float, lon: float) -> bool:
        """Whether a point lies in it."""
        is_across = self.west > self.east
        is_beside = lon >= self.west or lon <= self.east if is_across else self.west <= lon <= self.east
        return is_beside and self.south <= lat <= self.north


@dataclass(frozen=True, slots=True)
class Asked:
    """Which events to take; empty = all. Of the values of one filter an event has one, and it passes every filter.

    Attributes:
        first, last: days; an event that may lie within them is taken, one without a day is not.
        actor: the name of an actor as counts by actor give it; any other text is a part of a name, in any spelling,
            of a perpetrator or of what was hit.
        country: ISO code, or the name of a country, or of a larger place that reports name.
        place: the name of the place, or of a larger one around it.
        area: the point of the place lies in it; a country is no point.
        unresolved: only where reports disagree.
        q: words that one of its reports has, all of them; or part of the name of an actor or place.

    Raises:
        LedgerError: if there is no such kind, status or responsibility; if the days are in the wrong order.
    """

    kind: tuple[str, ...] = ()
    first: date | None = None
    last: date | None = None
    actor: tuple[str, ...] = ()
    country: tuple[str, ...] = ()
    place: tuple[str, ...] = ()
    status: tuple[str, ...] = ()
    responsibility: tuple[str, ...] = ()
    outlet: tuple[str, ...] = ()
    unresolved: bool = False
    q: str = ""
    area: Area | None = None

    def __post_init__(self) -> None:
        for name, known in LISTED.items():
            for value in getattr(self, name):
                if value not in set(known):
                    raise LedgerError(f"nothing has {name} {value!r}", name, f"take one of: {', '.join(known)}")
        if self.first is not None and self.last is not None and self.first > self.last:
            raise LedgerError(f"{self.first} is after {self.last}", "from", "give the earlier day first")
        for one in fields(self):
            if any("\0" in word for word in _words(getattr(self, one.name))):
                raise LedgerError("a NUL character is in no report", one.name, "leave it out")


@dataclass(frozen=True, slots=True)
class Listed:
    """A page of rows, and how many rows there are in all."""

    total: int
    rows: list[Row]


def _words(value: object) -> Iterable[str]:
    return (value,) if isinstance(value, str) else value if isinstance(value, tuple) else ()


def in_land(db: Connection, name: str) -> list[str]:
    """Return the events in a country, or in a larger place that reports name; a code stands for itself."""
    exact = len(name) == 2 and name.isupper()
    return _having(db, "country" if exact else "land", [name if exact else fold_name(name)])


def at_place(db: Connection, names: Iterable[str]) -> list[str]:
    """Return the events at places of these names, or within them."""
    return _having(db, "place", list(map(fold_name, names)))


def with_words(db: Connection, q: str) -> Select[tuple[int]]:
    """Find the numbers of reports with all these words by the word index; no word is taken for a command of it."""
    if db.dialect.name == "sqlite":
        words = " ".join('"' + word.replace('"', '""') + '"' for word in q.split())
        return select(FOUND.c.rowid).where(FOUND.c.report_fts.match(words))
    asked = func.plainto_tsquery(text("'simple'"), q)
    quoted = select(EVIDENCE.c.report_id).where(_vector("evidence.exact").op("@@")(asked))
    return select(REPORT.c.number).where(or_(_vector("report.text").op("@@")(asked), REPORT.c.id.in_(quoted)))


def called() -> Select[tuple[int, str]]:
    """Find the numbers of all reports with title, outlet, address, id and day of each, the latest first."""
    c = CURRENT.c
    said: ColumnElement[str] = literal("")
    for one in (c.title, c.outlet, c.url, c.report_id, c.published):
        said = said + func.coalesce(one, "") + literal("\n")
    return in_order().add_columns(said)


def in_order() -> Select[tuple[int]]:
    """Find the numbers of all reports, the latest first."""
    c = CURRENT.c
    found = select(REPORT.c.number).join(CURRENT, c.report_id == REPORT.c.id)
    return found.order_by(c.published.desc().nulls_last(), c.report_id)


def _having(db: Connection, trait: str, names: list[str]) -> list[str]:
    return list(db.scalars(select(TRAIT.c.canonical_id).where(TRAIT.c.trait == trait, TRAIT.c.name.in_(names))))


def _vector(words: str) -> ColumnElement[object]:
    """As the index has it (`schema.tables`), or PostgreSQL would read every text."""
    return func.to_tsvector(text("'simple'"), func.left(text(words), text(str(SEARCHED))))
