"""An event told to a reader: a headline, then what is known line by line, each with its words and who printed them.

Timelines, calendars and map balloons hold text; they all tell an event in these lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from dateline.export.book import Book
from dateline.export.words import TIED, days, number
from dateline.ledger.canon.records import CanonicalEvent, Chosen, Losses, Suspect
from dateline.model.claim import STATEMENT, Responsibility
from dateline.model.estimate import Estimate
from dateline.model.event import EventStatus
from dateline.model.report import Evidence, Report
from dateline.model.when import Precision, When
from dateline.model.where import Place, PlacePrecision
from dateline.places.gazetteer import countries

UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
"""Characters that XML 1.0 or iCalendar forbid, or that no UTF-8 can hold."""
TOLLS = ("killed", "wounded", "missing", "captured")
NO_DAY = date(1970, 1, 1)
"""Where a format must have a day and no report has one: the first day of Unix time, which nobody takes for real."""


@dataclass(frozen=True, slots=True)
class Line:
    """Something known of an event: "killed", "3", and the quotations that say it."""

    label: str
    value: str
    evidence: tuple[Evidence, ...] = ()


def writable(text: str) -> str:
    """Return a text with U+FFFD for each character that XML, iCalendar or UTF-8 cannot hold.

    >>> writable("a\\x00b"), writable("a\\tb")
    ('a\\ufffdb', 'a\\tb')
    """
    return UNWRITABLE.sub("\ufffd", text)


def last_day(book: Book) -> date:
    """Return the day of the last report, which a file is dated by: the clock would make every export another file."""
    return max((r.published for r in book.reports.values() if r.published), default=book.as_of or NO_DAY)


def country_name(code: str | None) -> str:
    """Return the English name of a country; the code itself where it is in no list, nothing without one."""
    return countries()[code].name if code in countries() else code or ""


def day_words(when: When) -> str:
    """Return days with how precisely they are said: "2020-03-11", "2020-03 (month)", "2020-03-12–2020-03-13 (days)"."""
    said = days(when)
    return said if not said or is_day(when) else f"{said} ({when.precision})"


def is_day(when: When) -> bool:
    """Whether the words give one day and no more."""
    return when.precision is Precision.DAY and when.earliest == when.latest


def dated(event: CanonicalEvent) -> When | None:
    """Return the days of an event, or None where no report places it."""
    return event.when.value if event.when is not None and event.when.value.placed else None


def place_words(place: Place) -> str:
    """Return a place with what its coordinate stands for: "Camp Taji, Baghdad, Iraq (site)"."""
    land = country_name(place.country)
    names = dict.fromkeys((place.name, *place.within, *([land] if land else [])))
    known = "in no gazetteer" if place.precision is PlacePrecision.UNKNOWN else str(place.precision)
    return f"{', '.join(names)} ({known})"


def headline(event: CanonicalEvent) -> str:
    """Return an event in a line: "Shelling, Camp Taji: 3 killed, 14+ wounded"."""
    kind = event.kind.replace("_", " ").capitalize()
    kind += "" if event.status is EventStatus.HAPPENED else f" ({event.status})"
    where = f", {event.where.value.name}" if event.where is not None else ""
    told = [(harm, getattr(event, harm)) for harm in TOLLS]
    tolls = ", ".join(f"{number(chosen.value)} {harm}" for harm, chosen in told if chosen is not None)
    return " ".join(f"{kind}{where}{f': {tolls}' if tolls else ''}".split())


def suspect_words(one: Suspect) -> str:
    """Return an actor with how it is tied to the event, and by whom."""
    if one.responsibility is Responsibility.STATED:
        return one.name
    return f"{one.name} ({one.responsibility}{' by ' + ', '.join(one.by) if one.by else ''})"


def source(report: Report) -> str:
    """Return who printed a report, and when: "Lentovar Wire, 2020-03-12"; its id where nobody is named."""
    return ", ".join(str(part) for part in (report.outlet or report.id, report.published) if part)


def tell(event: CanonicalEvent, book: Book) -> Iterable[Line]:
    """Return all that is known of an event, in the order a reader asks: when, where, whom, by whom, what else is said.

    No line stands twice.
    """
    return dict.fromkeys((*_told(event), *_said(event), *_disputed(event), *_chain(event, book)))


def _told(event: CanonicalEvent) -> Iterator[Line]:
    if (when := dated(event)) is not None and event.when is not None:
        yield Line("when", day_words(when), event.when.evidence)
    if event.where is not None:
        yield Line("where", place_words(event.where.value), event.where.evidence)
    yield from _harmed(event)
    for suspect in event.perpetrators:
        yield Line("perpetrator", suspect_words(suspect), suspect.evidence)
    for target in event.targets:
        yield Line("target", target.name, target.evidence)
    for arms in event.weapons:
        count = f"{number(arms.count.value)} {arms.name}" if arms.count is not None else arms.name
        yield Line("weapon", f"{count}, {arms.scope}" if arms.scope else count, arms.evidence)


def _harmed(event: CanonicalEvent) -> Iterator[Line]:
    for harm in TOLLS:
        chosen: Chosen[Estimate] | None = getattr(event, harm)
        if chosen is not None:
            yield Line(harm, _toll(chosen), chosen.evidence)
    for loss in event.losses:
        yield Line(f"{_people(loss)} {loss.harm}", number(loss.count.value), loss.count.evidence)
    for person in event.people:
        yield Line("named", f"{person.name}, {person.fate}" if person.fate else person.name, person.evidence)


def _people(loss: Losses) -> str:
    """Return who was harmed, with the name of a country where the record has its code: "United States military"."""
    code, _, rest = loss.people.partition(" ")
    return f"{country_name(code)} {rest}".strip() if code == loss.nationality else loss.people


def _disputed(event: CanonicalEvent) -> Iterator[Line]:
    for dissent in event.dissent:
        said = "reports disagree" if dissent.conflict else "told differently"
        values = "; ".join(f"{v.value}{f' ({_names(v.speakers)})' if v.speakers else ''}" for v in dissent.voices)
        words = tuple(words for voice in dissent.voices for words in voice.evidence)
        yield Line(f"{said}: {dissent.slot}", f"{values}: {dissent.why}", words)


def _chain(event: CanonicalEvent, book: Book) -> Iterator[Line]:
    known = {one.id: one for one in book.events}
    for tied in event.links:
        earlier = f"“{headline(known[tied.to])}”" if tied.to in known else f"event {tied.to}"
        yield Line("chain", f"{TIED[tied.relation]} {earlier}", tied.evidence)


def _toll(chosen: Chosen[Estimate]) -> str:
    return f"{number(chosen.value)}: {chosen.why}" if chosen.why else number(chosen.value)


def _said(event: CanonicalEvent) -> Iterator[Line]:
    """Yield what is said without a value: "no comment", "nobody has claimed it"."""
    for member in event.members:
        for claim in member.record.claims:
            if claim.slot is STATEMENT:
                speaker = claim.attribution.speaker or "the report"
                yield Line("said", f"{speaker} {claim.attribution.stance.replace('_', ' ')}", claim.evidence)


def _names(names: Iterable[str]) -> str:
    return ", ".join(names)
