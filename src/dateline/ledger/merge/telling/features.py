"""One report's telling of an event, with what it can be held against: days, places, names, numbers.

Everything a comparison needs is taken out of the claims once, so that holding two tellings together is cheap and a
ledger can keep it (as JSON) beside the event.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache

from dateline.ledger.merge.telling.known import is_known
from dateline.ledger.merge.telling.names import (
    LEXICON,
    Name,
    doer_keys,
    fold_name,
    people_in,
    site_words,
    sounding,
    things_named,
    words_beside,
    words_in,
)
from dateline.ledger.records import EventRecord, Told
from dateline.ledger.view import DISPUTING, fold, lead
from dateline.lexicon import words
from dateline.lexicon.phrases import table
from dateline.model.actor import Harm
from dateline.model.claim import WHERE, Responsibility
from dateline.model.estimate import Estimate
from dateline.model.event import EventStatus, Kind
from dateline.model.extraction import Extraction
from dateline.model.report import Report, Span
from dateline.model.where import Place

BESIDE = 32
"""Characters before and after the words of a day in which "early" or "overnight" belongs to it."""
BOASTED = "casualties.neutralised"
"""Rule id of enemies that an army says it "neutralised"."""
NOT_DONE = {EventStatus.PLANNED, EventStatus.THREATENED, EventStatus.FOILED}
Bounds = tuple[int, int | None]
"""At least and at most; None = no upper bound."""


@dataclass(frozen=True, slots=True, order=True)
class Arms:
    """A class of weapon, with how many of it (0 = not told), and what the number counts ("fired", or nothing)."""

    family: str
    count: int
    scope: str


@dataclass(frozen=True, slots=True, order=True)
class Line:
    """So many of a group, recognisable by its nation and last word ("US", "marines"), came to a harm."""

    harm: Harm
    group: str
    number: int


@dataclass(frozen=True, slots=True)
class Telling:
    """An event as one report tells it.

    Attributes:
        id: of the event; `report` that of its report.
        at: where its first words stand in the text.
        done: it happened, or is said to have; a threat or a plan has not.
        lead: it is what the report is about, not its background.
        days: first and last day it may have been on; None where the report gives none.
        night: a day is told with words of night, so that two time zones may give two days.
        abroad: the report is written in another country than the event's, perhaps in another day.
        places: every place that is said of it.
        sites: telling words of its places and targets ("embassy", "baghdad").
        doers: who did it or is blamed, as ids, countries and sounding names; who only denies it is left out.
        stated: those of `doers` about whom there is no doubt.
        victims: named people who came to harm; `named_dead` how many of them died.
        beside: names in the sentences that tell it, word by word.
        people: persons whom the report names and who speak for no office, and `words` telling words of its beginning;
            only for the lead.
        things: names of what was hit that are no places' ("marn halcyon").
        named: names of two words and more beside it, which may be of what was hit; none of `things`.
        recalled: told without its day, as something known ("the attack on the post").
    """

    id: str
    report: str
    published: date | None
    at: int
    kind: Kind
    done: bool
    lead: bool
    days: tuple[date, date] | None
    night: bool
    abroad: bool
    places: tuple[Place, ...]
    countries: frozenset[str]
    sites: frozenset[str]
    doers: frozenset[str]
    stated: frozenset[str]
    victims: frozenset[Name]
    named_dead: int
    killed: Bounds | None
    wounded: Bounds | None
    lines: frozenset[Line]
    arms: frozenset[Arms]
    beside: frozenset[str]
    people: frozenset[str]
    words: frozenset[str]
    recalled: bool = False
    things: frozenset[str] = frozenset()
    named: frozenset[str] = frozenset()

    @property
    def order(self) -> tuple[str, str, int, str]:
        """Where it stands among all tellings: by day of publication, report and place in the text."""
        return self.published.isoformat() if self.published else "9999", self.report, self.at, self.id


def tellings(extraction: Extraction) -> tuple[Telling, ...]:
    """Return every event of a report as a telling, in the order of the report."""
    records = fold(extraction)
    if not records:
        return ()
    first = lead(records) or records[0]
    return tuple(_telling(r, extraction, r is first) for r in records)


def _telling(record: EventRecord, extraction: Extraction, is_lead: bool) -> Telling:
    report, when = extraction.report, record.when
    told_in = [w.span for w in (record.trigger, *record.mentions)]
    days = (when.earliest, when.latest) if when is not None and when.value.placed else None
    said = [c.value for c in record.claims if c.slot is WHERE and c.attribution.stance not in DISPUTING]
    places = tuple(dict.fromkeys(said))
    countries = frozenset(c for p in places for c in (p.countries or (p.country,)) if c)
    things = _things(record, places)
    blamed = [p for p in record.perpetrators if p.responsibility is not Responsibility.DENIED]
    return Telling(
        id=record.id,
        report=report.id,
        published=report.published,
        at=record.trigger.span.start,
        kind=record.kind,
        done=record.status not in NOT_DONE,
        lead=is_lead,
        days=days,
        night=when is not None and any(_is_night(report, e.span.start, e.span.end) for e in when.evidence),
        abroad=_is_abroad(extraction.dateline or "", countries),
        places=places,
        countries=countries,
        sites=frozenset(site_words([*(p.name for p in places), *(t.name for t in record.targets)])),
        doers=frozenset(key for p in blamed for key in doer_keys(p.actor)),
        stated=frozenset(k for p in blamed if p.responsibility is Responsibility.STATED for k in doer_keys(p.actor)),
        victims=frozenset(sounding(p.name) for p in record.people),
        named_dead=len({p.name for p in record.people if p.fate is Harm.KILLED}),
        killed=_bounds(record.killed),
        wounded=_bounds(record.wounded),
        lines=frozenset(_lines(record)),
        arms=frozenset(_arms(record)),
        beside=words_beside(report, told_in),
        people=people_in(report) if is_lead else frozenset(),
        words=words_in(report) if is_lead and report.published else frozenset(),
        things=things,
        named=things_named(report, told_in, is_lead) - things,
        recalled=_is_recalled(report, days, is_lead, told_in),
    )


def _is_recalled(report: Report, days: tuple[date, date] | None, is_lead: bool, told_in: list[Span]) -> bool:
    """Whether an event is no news of the report, told without any day, as something known."""
    return days is None and not (is_lead and report.published) and is_known(report, told_in)


def _things(record: EventRecord, places: tuple[Place, ...]) -> frozenset[str]:
    """Names of two words and more of what was hit, a ship's or a building's; not those of places and people."""
    known = {word for p in places for word in fold_name(p.name).split()}
    names = [t.name for t in record.targets if " " in t.name and all(w[:1].isupper() for w in t.name.split())]
    people = {fold_name(p.name) for p in record.people}
    folded = {fold_name(name) for name in names} - people
    return frozenset(name for name in folded if known.isdisjoint(name.split()))


def _bounds(told: Told[Estimate] | None) -> Bounds | None:
    """How many, as told; the enemies that an army "neutralised" are no account that others can be held against."""
    if told is None or all(c.evidence[0].rule == BOASTED for c in told.claims):
        return None
    return told.low or 0, told.high


def _lines(record: EventRecord) -> list[Line]:
    """The lines of a toll that can be recognised: from two people up, of a group that is told."""
    counted = [c for c in (*record.casualties, *record.taken) if (c.estimate.low or 0) > 1 and c.group.name]
    return [
        Line(c.harm, f"{c.group.nationality}/{c.group.name.split()[-1].casefold()}", c.estimate.low or 0)
        for c in counted
    ]


def _arms(record: EventRecord) -> list[Arms]:
    return [Arms(w.family, (w.count.low or 0) if w.count else 0, w.scope or "") for w in record.weapons]


def _is_night(report: Report, start: int, end: int) -> bool:
    around = report.text[max(0, start - BESIDE) : end + BESIDE].lower()
    return not words(LEXICON, "night", "words").isdisjoint(re.findall(r"[a-z][a-z.-]*[a-z.]", around))


@cache
def _capitals() -> dict[str, str]:
    rows = table("names/states.tsv")
    return {fold_name(name): row["iso2"] for row in rows for name in row["capitals"].split(";") if name}


def _is_abroad(dateline: str, countries: frozenset[str]) -> bool:
    home = _capitals().get(fold_name(re.split(r"[,/]", dateline)[0]))
    return home is not None and bool(countries) and home not in countries
