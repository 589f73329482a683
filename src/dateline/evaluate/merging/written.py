"""Writes made tellings as reports and fills a ledger with them, to measure what many events cost a page.

Every value cites its words, as in a ledger of real reports. Which tellings are one event is known and not worked out
again; what merging alone looks at (blocks, ties) is left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby, islice
from pathlib import Path
from typing import Any

from dateline.evaluate.merging.made import Dice, World, made
from dateline.ledger import Ledger
from dateline.ledger.merge.clusters import canonical_id
from dateline.ledger.merge.shelf import Memory
from dateline.ledger.merge.telling import Telling
from dateline.ledger.reader import reader
from dateline.ledger.store import derived
from dateline.ledger.store.readings.write import add_readings, prepare
from dateline.ledger.store.shelf import SqlShelf, canonical_row
from dateline.ledger.together import Merged
from dateline.model.actor import Actor, ActorKind, Harm, Toll
from dateline.model.claim import PERPETRATOR, TOLL, WHEN, WHERE, Claim, Perpetrator, Responsibility, Slot
from dateline.model.estimate import Estimate
from dateline.model.event import Event
from dateline.model.extraction import Extraction
from dateline.model.link import Link, Relation
from dateline.model.report import Evidence, Report, Span, cited
from dateline.model.when import Precision, When

AT_ONCE = 1000
"""Events stored in one transaction."""
A_TELLING = 3
"""Tellings of an event on average (`made`)."""
ANSWERED = 4
"""Every so many events one is told as an answer to the event before."""
OUTLETS = 40
RULE = "made.up"


def fill(path: Path, events: int) -> list[str]:
    """Make a ledger of so many canonical events, and return their ids.

    Raises:
        LedgerError: if the file cannot be written.
    """
    world = World.of(events * A_TELLING)
    told = groupby(made(events * A_TELLING * 2, world=world), key=lambda one: one.event)
    queue = ([one.telling for one in group] for _, group in told)
    ids, before = list[str](), None
    with Ledger.open(path) as ledger:
        asked = islice(queue, events)
        while some := list(islice(asked, AT_ONCE)):
            ids += _store(ledger, list(_written(some, before)))
            before = some[-1]
    return ids


def _written(some: Sequence[list[Telling]], before: list[Telling] | None) -> Iterator[list[tuple[Telling, Extraction]]]:
    """Yield the tellings of each event with their reports."""
    for number, group in enumerate(some):
        earlier = (some[number - 1] if number else before) if number % ANSWERED == 1 else None
        yield [_report(t, earlier[0] if earlier and n == 0 else None) for n, t in enumerate(group)]


def _report(telling: Telling, earlier: Telling | None) -> tuple[Telling, Extraction]:
    place, kind = telling.places[0], telling.kind.replace("_", " ")
    outlet = f"Outlet {Dice('outlet', telling.report).below(OUTLETS)}"
    doer = next(iter(telling.doers), "").partition(":")[2]
    day = telling.days[0] if telling.days is not None else None
    said = {
        "kind": f"An {kind}",
        "place": place.name,
        "day": f"on {day}" if day else "",
        "killed": f"{telling.killed[0]} people were killed" if telling.killed else "",
        "wounded": f"{telling.wounded[0]} people were wounded" if telling.wounded else "",
        "doer": f"Group {doer} is blamed" if doer else "",
        "earlier": f"It answered the {earlier.kind.replace('_', ' ')} of the day before" if earlier else "",
    }
    said = {name: words for name, words in said.items() if words}
    text = ". ".join(said.values()) + f". {' '.join(sorted(telling.words))}."
    report = Report.of(text, id=telling.report, outlet=outlet, published=telling.published)
    quoted, at = dict[str, Evidence](), 0
    for name, words in said.items():
        quoted[name] = report.cite(Span(at, at + len(words)), RULE)
        at += len(words) + 2
    return _read(telling, report, quoted, doer)


def _read(telling: Telling, report: Report, quoted: dict[str, Evidence], doer: str) -> tuple[Telling, Extraction]:
    event = Event.of(telling.kind, quoted["kind"])
    values: dict[str, tuple[Slot[Any], Any]] = {"place": (WHERE, telling.places[0])}
    if telling.days is not None:
        first, last = telling.days
        values["day"] = (WHEN, When(first, last, Precision.DAY if first == last else Precision.DAYS, first.isoformat()))
    for name, harm, bounds in (("killed", Harm.KILLED, telling.killed), ("wounded", Harm.WOUNDED, telling.wounded)):
        if bounds is not None:
            values[name] = (TOLL, Toll(harm, Estimate.exactly(bounds[0])))
    if doer:
        values["doer"] = (PERPETRATOR, Perpetrator(Actor(f"Group {doer}", ActorKind.GROUP), Responsibility.ACCUSED))
    claims = tuple(Claim(event.id, slot, value, cited(quoted[name])) for name, (slot, value) in values.items())
    events: tuple[Event, ...] = (event,)
    links: tuple[Link, ...] = ()
    if "earlier" in quoted:
        other = Event.of(telling.kind, quoted["earlier"])
        events, links = (event, other), (Link(event.id, Relation.RESPONSE, other.id, cited(quoted["earlier"])),)
    return replace(telling, id=event.id), Extraction(report, events, claims, links)


def _store(ledger: Ledger, some: Sequence[list[tuple[Telling, Extraction]]]) -> list[str]:
    """Store events with their reports and their canonical records, as adding the reports would."""
    known = {read.report.id: read for group in some for _, read in group}
    groups, tellings, home = dict[str, list[str]](), list[Telling](), ""
    for group in some:
        before, home = home, canonical_id([telling for telling, _ in group])
        groups[home] = [telling.id for telling, _ in group]
        tellings += [telling for telling, _ in group]
        for telling, read in group:
            for other in read.events[1:]:
                tellings.append(replace(telling, id=other.id, lead=False, at=1))
                groups[before or home].append(other.id)
    shelf = Memory()
    shelf.put(tellings, {t.id: () for t in tellings})
    merged = Merged(shelf, groups, known.__getitem__, known.values)
    with ledger.transaction() as db:
        add_readings(db, [prepare(read, reader()) for read in known.values()])
        kept = SqlShelf(db)
        kept.put(tellings, {t.id: () for t in tellings})
        kept.group((), groups)
        derived.put_canonical(db, (canonical_row(merged.event(id_)) for id_ in groups))
    return list(groups)
