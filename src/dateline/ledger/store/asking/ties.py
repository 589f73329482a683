"""What is near one canonical event: those that its reports tell beside it, and those that links tie to it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

import msgspec
from sqlalchemy import Connection, func, or_, select

from dateline.errors import LedgerError
from dateline.ledger.canon.records import Tied
from dateline.ledger.store import derived
from dateline.ledger.store.databases import in_parts, rows
from dateline.ledger.store.readings.rebuild import rebuild_all
from dateline.ledger.store.schema.tables import EVENT, FEATURE, MEMBER, REPORT, STATEMENT
from dateline.ledger.store.schema.views import CURRENT
from dateline.ledger.together.chains import STRONGEST, links
from dateline.model.extraction import Extraction
from dateline.model.link import Relation
from dateline.model.report import Report

LAST = "\U0010ffff"
"""Behind every id that begins with the words before it."""
SHOWN = 5
WHOLE = 2000
"""Reports that are merged whole for one page: about five seconds."""
MOST = 500
"""Events of a chain: where it has more, the nearest are taken."""


@dataclass(frozen=True, slots=True, order=True)
class Ends:
    """A canonical event that follows or answers an earlier one; of several relations the one that says most."""

    later: str
    earlier: str
    relation: Relation


def named(db: Connection, name: str) -> str | None:
    """Return the canonical event that is called so: by its id, that of a telling, or their beginning; None if none is.

    Raises:
        LedgerError: if more than one begins so.
    """
    if not name or "\0" in name:
        return None
    homes = set[str]()
    for held in (MEMBER.c.canonical_id, MEMBER.c.event_id):
        begins = held >= name, held < name + LAST
        homes |= {row["home"] for row in rows(db, select(MEMBER.c.canonical_id.label("home")).where(*begins).limit(50))}
    if len(homes) > 1 and name not in homes:
        some = ", ".join(sorted(homes)[:SHOWN])
        raise LedgerError(f"more than one event begins with {name!r}: {some}", "", "give more of the id")
    return name if name in homes else next(iter(homes), None)


def found(db: Connection, name: str) -> str:
    """Return the canonical event that is called so.

    Raises:
        LedgerError: if none or more than one is.
    """
    home = named(db, name)
    if home is None:
        raise LedgerError(f"there is no event {name!r}", "", "list the events with: dateline events")
    return home


def beside(db: Connection, ids: Iterable[str]) -> dict[str, list[str]]:
    """Return these canonical events and all that their reports tell too, each with its events."""
    members = {event for events in derived.members_of(db, ids).values() for event in events}
    told = set[str]()
    for some in in_parts(sorted(members)):
        reports = select(FEATURE.c.report_id).where(FEATURE.c.event_id.in_(some))
        told |= {
            row["event_id"] for row in rows(db, select(FEATURE.c.event_id).where(FEATURE.c.report_id.in_(reports)))
        }
    return derived.members_of(db, derived.canonical_of(db, told).values())


def around(db: Connection, home: str) -> list[str] | None:
    """Return the reports that tell a canonical event, and those with a telling that is tied to one of theirs.

    Of what stood on another day nothing is kept: it is merged from these alone, which takes seconds for thousands of
    reports. How rare a name is may then weigh otherwise than among all reports.

    Returns:
        None in a ledger of up to `WHOLE` reports: it can be merged whole.
    """
    count = select(func.count()).select_from(select(REPORT.c.id).limit(WHOLE + 1).subquery())
    if db.execute(count).scalar_one() <= WHOLE:
        return None
    here = {event for members in beside(db, [home]).values() for event in members}
    tied = {row[end] for row in derived.ties_of(db, here) for end in ("left_id", "right_id")}
    told = set[str]()
    for some in in_parts(sorted(here | tied)):
        told |= set(db.scalars(select(FEATURE.c.report_id).where(FEATURE.c.event_id.in_(some))))
    return sorted(told)


def links_of(db: Connection, ids: Iterable[str]) -> list[Ends]:
    """Return every link at either end of which one of these canonical events stands; each pair once."""
    found = dict[tuple[str, str], set[Relation]]()
    for some in in_parts(sorted(set(ids))):
        for row in _linked(db, some):
            relation = Relation(msgspec.json.decode(row["value"])["relation"])
            found.setdefault((row["later"], row["earlier"]), set()).add(relation)
    kept = ((ends, min(said, key=STRONGEST.index)) for ends, said in found.items() if ends[0] != ends[1])
    return sorted(Ends(*ends, relation) for ends, relation in kept)


@dataclass(frozen=True, slots=True)
class Chained:
    """A canonical event with those that links connect with it.

    Attributes:
        ids: the nearest of them, itself first.
        tied: what each is said to have followed or answered, among them.
        reports: those that say so.
        is_cut: there are more.
    """

    ids: tuple[str, ...]
    tied: dict[str, tuple[Tied, ...]]
    reports: dict[str, Report]
    is_cut: bool


def chain(db: Connection, start: str, most: int = MOST) -> Chained:
    """Return the canonical events that links connect with one, the nearest first, and the words of the links."""
    reached, ahead, told = dict.fromkeys([start]), [start], set[str]()
    is_cut = False
    while ahead and not is_cut:
        ends = list[tuple[str, str, str]]()
        for some in in_parts(sorted(ahead)):
            ends += [(row["later"], row["earlier"], row["report_id"]) for row in _linked(db, some)]
        told |= {report for _, _, report in ends}
        beside = {end for later, earlier, _ in ends for end in (later, earlier)} - reached.keys()
        ahead = sorted(beside)[: most - len(reached)]
        is_cut = len(ahead) < len(beside)
        reached |= dict.fromkeys(ahead)
    tied, reports = _said(db, told, reached.keys())
    return Chained(tuple(reached), tied, reports, is_cut)


def _said(
    db: Connection, told: Iterable[str], here: Collection[str]
) -> tuple[dict[str, tuple[Tied, ...]], dict[str, Report]]:
    """The ties between some canonical events in the words of these reports, which are read for it; and the reports."""
    read = list[Extraction]()
    for some in in_parts(sorted(told)):
        read += rebuild_all(db, list(rows(db, select(CURRENT).where(CURRENT.c.report_id.in_(some)))))
    home = derived.canonical_of(db, (end for one in read for link in one.links for end in (link.source, link.target)))
    home = {event: canonical for event, canonical in home.items() if canonical in here}
    return links((link for one in read for link in one.links), home), {one.report.id: one.report for one in read}


def _linked(db: Connection, some: Iterable[str]) -> Iterable[Mapping[str, str]]:
    """Links of current readings, asked for from either end: so each end has its index."""
    later, earlier, after, before = EVENT.alias(), EVENT.alias(), MEMBER.alias(), MEMBER.alias()
    query = (
        select(after.c.canonical_id.label("later"), before.c.canonical_id.label("earlier"))
        .add_columns(STATEMENT.c.value, CURRENT.c.report_id)
        .select_from(STATEMENT)
        .join(later, later.c.key == STATEMENT.c.event_key)
        .join(earlier, earlier.c.key == STATEMENT.c.target_key)
        .join(after, after.c.event_id == later.c.id)
        .join(before, before.c.event_id == earlier.c.id)
        .join(CURRENT, CURRENT.c.id == STATEMENT.c.reading_id)
        .where(STATEMENT.c.sort == "link")
    )
    # A link ties events of one reading, so it stands in a reading that tells one of these.
    told = (
        select(EVENT.c.reading_id).join(MEMBER, MEMBER.c.event_id == EVENT.c.id).where(MEMBER.c.canonical_id.in_(some))
    )
    ends = or_(after.c.canonical_id.in_(some), before.c.canonical_id.in_(some))
    return rows(db, query.where(STATEMENT.c.reading_id.in_(told), ends))
