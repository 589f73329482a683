"""Running totals held against the events of a ledger: "19 before Wednesday" and this event's two are 21.

A tally counts what a ledger may not hold; differences are stated and nothing is forced to fit.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from dateline.ledger.canon.dissent import in_words
from dateline.ledger.canon.fold import policy_named
from dateline.ledger.canon.records import CanonicalEvent
from dateline.ledger.canon.slots.harm.tolls import TOLD, of_nation
from dateline.ledger.canon.voices import Sides, nation_of
from dateline.ledger.merge.telling.names import fold_name
from dateline.model.estimate import Estimate
from dateline.model.event import EventStatus
from dateline.model.extraction import Extraction
from dateline.model.link import Tally
from dateline.model.report import Report

DONE = {EventStatus.HAPPENED, EventStatus.ONGOING, EventStatus.ALLEGED}


@dataclass(frozen=True, slots=True)
class Reckoning:
    """A tally, what the ledger adds to it since, and what a later tally of the same people says.

    Attributes:
        until: up to when the tally counts: its own as-of, else the day of publication; None where neither is known.
        added: events since then with people of the same nation harmed, with their number.
        sum: the tally with what was added; None where nothing was.
        later: the next tally of the same people, from another report.
        why: the reckoning in words.
    """

    tally: Tally
    report: Report
    until: date | None
    added: tuple[tuple[str, Estimate], ...]
    sum: Estimate | None
    later: Estimate | None
    why: str


def reckon(extractions: Iterable[Extraction], events: Sequence[CanonicalEvent]) -> list[Reckoning]:
    """Hold every tally of some reports against their events.

    Args:
        events: canonical events, by day.

    Returns:
        One reckoning a tally, by the day it counts up to.
    """
    told = [(tally, e.report) for e in extractions for tally in e.tallies]
    told.sort(key=lambda t: (str(_until(*t) or "9999"), t[1].id, t[0].evidence[0].span))
    return [_reckoned(tally, report, told, events) for tally, report in told]


def _reckoned(
    tally: Tally, report: Report, told: Sequence[tuple[Tally, Report]], events: Sequence[CanonicalEvent]
) -> Reckoning:
    until = _until(tally, report)
    nation = nation_of(tally.group or "")
    after = next(
        ((t, r) for t, r in told if r.id != report.id and _same_people(t, tally) and _later(_until(t, r), until)),
        None,
    )
    stop = _until(*after) if after is not None else None
    added = [
        (event.id, number)
        for event in events
        if nation is not None and until is not None and _between(event, until, stop, tally.as_of is not None)
        for number in [_harmed(event, tally, nation)]
        if number is not None
    ]
    total = tally.estimate
    for _, number in added:
        total = total.plus(number)
    later = after[0].estimate if after is not None else None
    return Reckoning(
        tally, report, until, tuple(added), total if added else None, later, _why(tally, added, total, later, nation)
    )


def _until(tally: Tally, report: Report) -> date | None:
    if tally.as_of is not None and tally.as_of.latest is not None:
        return tally.as_of.latest
    return report.published


def _later(one: date | None, other: date | None) -> bool:
    return one is not None and other is not None and one > other


def _between(event: CanonicalEvent, after: date, until: date | None, is_before: bool) -> bool:
    """Whether an event lies after a tally; "before Wednesday" leaves Wednesday out, a day of publication does not."""
    when = event.when
    if event.status not in DONE or when is None or when.value.earliest is None:
        return False
    first = when.value.earliest
    return (after <= first if is_before else after < first) and (until is None or first <= until)


def _harmed(event: CanonicalEvent, tally: Tally, nation: str) -> Estimate | None:
    """How many people of a nation came to the tally's harm in an event, as far as reports tell the nation."""
    sides, choose = Sides.of(event.members), policy_named(event.policy).choose
    found = of_nation(event.members, tally.harm, nation, sides, choose)
    return found if found is not None and found.low else None


def _same_people(a: Tally, b: Tally) -> bool:
    if a.harm is not b.harm:
        return False
    one, other = nation_of(a.group or ""), nation_of(b.group or "")
    return one == other if one or other else fold_name(a.group or "") == fold_name(b.group or "")


def _why(
    tally: Tally, added: Sequence[tuple[str, Estimate]], total: Estimate, later: Estimate | None, nation: str | None
) -> str:
    said = f"{in_words(tally.estimate)} {tally.group or 'people'} {TOLD[tally.harm]}"
    said += f" since {tally.since}" if tally.since else ""
    if nation is None:
        return f"{said}; the ledger does not tell which events count towards it"
    if not added:
        out = f"{said}; the ledger holds no event after it that adds to it"
    else:
        more = " and ".join(in_words(number) for _, number in added)
        out = f"{said}, and {more} in {len(added)} later event{'s' * (len(added) > 1)}: {in_words(total)}"
    if later is None:
        return out
    same = (later.low, later.high) == (total.low, total.high)
    return f"{out}; a later report says {in_words(later)}" + ("" if same else ", which differs")
