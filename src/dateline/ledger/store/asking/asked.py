"""Which canonical events somebody asks for, and the same as conditions on the table `canonical`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from datetime import date

from sqlalchemy import ColumnElement, Connection, Select, column, exists, false, func, or_, select, table, text

from dateline.errors import LedgerError
from dateline.ledger.merge.telling.names import fold_name
from dateline.ledger.store.schema.tables import CANONICAL, EVIDENCE, FEATURE, MEMBER, REPORT, SEARCHED, TRAIT
from dateline.model.claim import Responsibility
from dateline.model.event import EventStatus, Kind

Condition = ColumnElement[bool]
LISTED = {"kind": Kind, "status": EventStatus, "responsibility": Responsibility}
"""Filters whose values are known beforehand."""
FOUND = table("report_fts", column("rowid"), column("report_fts"))
"""The word index of reports in SQLite."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Which events to take; empty = all. Of the values of one filter an event has one, and it passes every filter.

    Attributes:
        first, last: days; an event that may lie within them is taken, one without a day is not.
        actor: the name of an actor as counts by actor give it; any other text is a part of a name, in any spelling,
            of a perpetrator or of what was hit.
        country: ISO code, or the name of a country, or of a larger place that reports name.
        place: the name of the place, or of a larger one around it.
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


def conditions(asked: Asked, db: Connection) -> Iterator[Condition]:
    """Yield what the rows of `canonical` must meet."""
    yield from _columns(asked)
    traits = {"responsibility": asked.responsibility, "outlet": asked.outlet, "place": map(fold_name, asked.place)}
    for trait, values in traits.items():
        if names := list(values):
            yield _having(TRAIT.c.trait == trait, TRAIT.c.name.in_(names))
    if asked.country:
        yield or_(*map(_in_land, asked.country))
    if asked.actor:
        yield or_(*(_acts(name, db) for name in asked.actor))
    if asked.q.strip():
        yield _says(asked.q, db)


def _columns(asked: Asked) -> Iterator[Condition]:
    c = CANONICAL.c
    for held, values in ((c.kind, asked.kind), (c.status, asked.status)):
        if values:
            yield held.in_(values)
    if asked.first is not None:
        yield c.latest >= asked.first.isoformat()
    if asked.last is not None:
        yield c.earliest <= asked.last.isoformat()
    if asked.unresolved:
        yield c.disputed != ""


def _words(value: object) -> Iterable[str]:
    return (value,) if isinstance(value, str) else value if isinstance(value, tuple) else ()


def _having(*those: Condition) -> Condition:
    return CANONICAL.c.id.in_(select(TRAIT.c.canonical_id).where(*those))


def _in_land(name: str) -> Condition:
    exact = len(name) == 2 and name.isupper()
    return _having(
        TRAIT.c.trait == ("country" if exact else "land"), TRAIT.c.name == (name if exact else fold_name(name))
    )


def _acts(name: str, db: Connection) -> Condition:
    exact = TRAIT.c.trait == "actor", TRAIT.c.name == name
    if db.execute(select(exists().where(*exact))).scalar():
        return _having(*exact)
    folded = fold_name(name)
    part = _having(TRAIT.c.trait == "spelling", TRAIT.c.name.contains(folded, autoescape=True))
    return part if folded else false()


def _says(q: str, db: Connection) -> Condition:
    """All words in one report of the event; or the whole as part of a name."""
    told = select(MEMBER.c.canonical_id).join(FEATURE, FEATURE.c.event_id == MEMBER.c.event_id)
    ways: list[Condition] = [CANONICAL.c.id.in_(told.where(FEATURE.c.report_id.in_(_reports(q, db))))]
    if folded := fold_name(q):
        named = TRAIT.c.trait.in_(("spelling", "place")), TRAIT.c.name.contains(folded, autoescape=True)
        ways.append(_having(*named))
    return or_(*ways)


def _reports(q: str, db: Connection) -> Select[tuple[str]]:
    """The reports with all these words, by the word index of the database. No word is taken for a command of it."""
    if db.dialect.name == "sqlite":
        words = " ".join('"' + word.replace('"', '""') + '"' for word in q.split())
        return select(REPORT.c.id).where(
            REPORT.c.number.in_(select(FOUND.c.rowid).where(FOUND.c.report_fts.match(words)))
        )
    asked = func.plainto_tsquery(text("'simple'"), q)
    quoted = select(EVIDENCE.c.report_id).where(_vector("evidence.exact").op("@@")(asked))
    return select(REPORT.c.id).where(or_(_vector("report.text").op("@@")(asked), REPORT.c.id.in_(quoted)))


def _vector(words: str) -> ColumnElement[object]:
    """As the index has it (`schema.tables`), or PostgreSQL would read every text."""
    return func.to_tsvector(text("'simple'"), func.left(text(words), text(str(SEARCHED))))
