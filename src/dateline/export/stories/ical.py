"""iCalendar (RFC 5545): an all-day entry an event; one that is told by week, month or year says so in its title.

The stamp of each entry is the day of the last report, not the clock: the same ledger gives the same calendar.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from dateline.export.book import Book
from dateline.export.cells import Loss, Written
from dateline.export.stories.shown import about, as_text, unwritten
from dateline.export.stories.telling import dated, day_words, headline, is_day, last_day, place_words, writable
from dateline.ledger.canon.records import CanonicalEvent
from dateline.model.event import EventStatus
from dateline.model.when import When
from dateline.model.where import PlacePrecision

if TYPE_CHECKING:
    from dateline.export.formats import Options

LINE = 75
"""Octets of a line, without its end (RFC 5545, 3.1)."""
_ESCAPED = {"\\": "\\\\", ";": "\\;", ",": "\\,", "\r\n": "\\n", "\r": "\\n", "\n": "\\n"}
_SURE = {EventStatus.HAPPENED, EventStatus.ONGOING}
_EXACT = {PlacePrecision.SITE, PlacePrecision.PLACE}
"""Only the coordinate of a site or town is written: GEO cannot say that it stands for a province."""


def write(book: Book, path: Path, options: Options) -> Written:
    """Write a calendar of the events that have a day."""
    told = [(event, when) for event in book.events if (when := dated(event)) is not None]
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Dateline//Dateline//EN", "CALSCALE:GREGORIAN"]
    lines += [f"X-WR-CALNAME:{_escaped(book.title)}", f"X-WR-CALDESC:{_escaped(' '.join(about(book)))}"]
    for event, when in told:
        lines += _entry(event, when, book)
    lines.append("END:VCALENDAR")
    path.write_bytes(b"".join(_folded(line) for line in lines))
    return Written(len(told), losses=[*unwritten(book, [event for event, _ in told]), *_losses(book)])


def _entry(event: CanonicalEvent, when: When, book: Book) -> Iterator[str]:
    first, last = when.earliest or date.min, when.latest or date.min
    title = headline(event) if is_day(when) else f"{headline(event)} (some time in {day_words(when)})"
    yield "BEGIN:VEVENT"
    yield f"UID:{event.id}@dateline"
    yield f"DTSTAMP:{last_day(book):%Y%m%d}T000000Z"
    yield f"DTSTART;VALUE=DATE:{_day(first)}"
    if last < date.max:
        yield f"DTEND;VALUE=DATE:{_day(last + timedelta(days=1))}"
    yield f"SUMMARY:{_escaped(title)}"
    yield f"DESCRIPTION:{_escaped(as_text(event, book))}"
    if event.where is not None:
        place = event.where.value
        yield f"LOCATION:{_escaped(place_words(place))}"
        if place.lat is not None and place.precision in _EXACT:
            yield f"GEO:{place.lat:f};{place.lon:f}"
    yield f"CATEGORIES:{_escaped(event.kind.replace('_', ' '))}"
    yield f"STATUS:{'CONFIRMED' if event.status in _SURE and is_day(when) else 'TENTATIVE'}"
    yield "TRANSP:TRANSPARENT"
    url = event.lead.report.url or ""
    if url.startswith(("http://", "https://")):
        yield f"URL:{''.join(writable(url).split())}"
    yield from (f"RELATED-TO;RELTYPE=SIBLING:{tied.to}@dateline" for tied in event.links)
    yield "END:VEVENT"


def _day(day: date) -> str:
    return f"{day.year:04}{day.month:02}{day.day:02}"


def _escaped(text: str) -> str:
    """Return a text as the value of a property: no line break, comma, semicolon or backslash means anything."""
    out = writable(text).replace("\\", _ESCAPED["\\"])
    for raw, safe in list(_ESCAPED.items())[1:]:
        out = out.replace(raw, safe)
    return out


def _folded(line: str) -> bytes:
    """Return a line with its end; a long one goes on in lines that begin with a blank, no character cut in two."""
    out, room = [""], LINE
    for character in line:
        size = len(character.encode("utf-8"))
        if size > room:
            out.append("")
            room = LINE - 1
        out[-1] += character
        room -= size
    return "\r\n ".join(out).encode("utf-8") + b"\r\n"


def _losses(book: Book) -> Iterator[Loss]:
    for event in book.events:
        if dated(event) is None:
            yield Loss(event.id, "event", headline(event), "a calendar holds only events with a day")
        elif event.where is not None and event.where.value.lat is not None:
            place = event.where.value
            if place.precision not in _EXACT:
                yield Loss(event.id, "coordinate", f"{place.lat}, {place.lon}", f"GEO cannot say: {place.precision}")
