"""What followed what: links of all reports between canonical events, and threats held against what came later."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from dateline.ledger.canon.records import CanonicalEvent, Tied
from dateline.ledger.merge.telling.names import doer_keys
from dateline.model.claim import Responsibility
from dateline.model.event import EventStatus, Kind
from dateline.model.link import Link, Relation
from dateline.model.report import cited

STRONGEST = (Relation.RETALIATION, Relation.RESPONSE, Relation.CAUSE, Relation.FOLLOWED, Relation.PART_OF)
"""Of the relations that reports give, the one that says most stands for all."""
AHEAD = (EventStatus.PLANNED, EventStatus.THREATENED)
SOON = timedelta(days=30)
"""After so long, what happens is hardly what was threatened."""
QUIET = {Kind.THREAT, Kind.AGREEMENT, Kind.PROTEST, Kind.OTHER}
"""Kinds that carry out no threat of violence."""


@dataclass(frozen=True, slots=True)
class Foretold:
    """A threat or plan that a later event may carry out: a suggestion with its reasons, no finding."""

    threat: str
    event: str
    days: int
    why: str


def links(found: Iterable[Link], home: Mapping[str, str]) -> dict[str, tuple[Tied, ...]]:
    """Return what each canonical event is said to follow or answer.

    Args:
        found: the links of all reports.
        home: the canonical event of each report's event.

    Returns:
        By the id of the later event, its ties to earlier ones, by their id. A link inside one event is none.
    """
    grouped: dict[tuple[str, str], list[Link]] = {}
    for link in found:
        ends = home.get(link.source), home.get(link.target)
        if ends[0] is not None and ends[1] is not None and ends[0] != ends[1]:
            grouped.setdefault((ends[0], ends[1]), []).append(link)
    out: dict[str, list[Tied]] = {}
    for (later, earlier), same in sorted(grouped.items()):
        said = tuple(sorted({link.relation for link in same}, key=STRONGEST.index))
        evidence = cited(*(words for link in same for words in link.evidence))
        reports = tuple(dict.fromkeys(words.report_id for words in evidence))
        out.setdefault(later, []).append(Tied(earlier, said[0], said, reports, evidence))
    return {later: tuple(ties) for later, ties in out.items()}


def foretold(events: Sequence[CanonicalEvent]) -> list[Foretold]:
    """Return threats and plans with the later events that may carry them out: by the same actor, within a month."""
    done = [(e, _day(e)) for e in events if e.status not in AHEAD and e.kind not in QUIET]
    out = []
    for threat in (e for e in events if e.status in AHEAD):
        said, who = _day(threat), _doers(threat)
        for event, day in done:
            if said is None or day is None or not timedelta(0) <= day - said <= SOON:
                continue
            shared = sorted(who & _doers(event))
            if shared:
                days = (day - said).days
                why = f"the same actor ({shared[0].partition(':')[2]}), {days} days later"
                out.append(Foretold(threat.id, event.id, days, why))
    return out


def _doers(event: CanonicalEvent) -> set[str]:
    parties = (p for m in event.members for p in m.record.perpetrators)
    return {key for p in parties if p.responsibility is not Responsibility.DENIED for key in doer_keys(p.actor)}


def _day(event: CanonicalEvent) -> date | None:
    return event.when.value.earliest if event.when is not None else None


def chain(events: Mapping[str, CanonicalEvent], start: str) -> list[CanonicalEvent]:
    """Return every event that links connect with one, before and after it, the earliest first."""
    return _reached(events, _beside(events.values()), start)


def chains(events: Mapping[str, CanonicalEvent]) -> list[list[CanonicalEvent]]:
    """Return every chain of two events or more, each the earliest first, in the order in which `events` has them."""
    beside, seen, out = _beside(events.values()), set[str](), []
    for start in events:
        if start in beside and start not in seen:
            found = _reached(events, beside, start)
            seen |= {event.id for event in found}
            out += [found] if len(found) > 1 else []
    return out


def _beside(events: Iterable[CanonicalEvent]) -> dict[str, set[str]]:
    beside: dict[str, set[str]] = {}
    for event in events:
        for tie in event.links:
            beside.setdefault(event.id, set()).add(tie.to)
            beside.setdefault(tie.to, set()).add(event.id)
    return beside


def _reached(events: Mapping[str, CanonicalEvent], beside: Mapping[str, set[str]], start: str) -> list[CanonicalEvent]:
    reached, ahead = {start}, [start]
    while ahead:
        ahead = [e for at in ahead for e in sorted(beside.get(at, ())) if e not in reached]
        reached |= set(ahead)
    found = [events[e] for e in reached if e in events]
    return sorted(found, key=lambda e: (str(_day(e) or "9999"), e.id))
