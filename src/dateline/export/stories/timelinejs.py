"""TimelineJS 3 JSON (timeline.knightlab.com/docs/json-format.html): a slide an event, in rows by country.

A date that is no single day never looks like one: a month or a year has no day part, anything else is a span, and
its words say how precise it is.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from dateline.export.book import Book
from dateline.export.cells import Loss, Written
from dateline.export.stories.shown import about, as_html, unwritten
from dateline.export.stories.telling import country_name, dated, day_words, headline, is_day, writable
from dateline.ledger.canon.records import CanonicalEvent
from dateline.model.when import When

if TYPE_CHECKING:
    from dateline.export.formats import Options

Json = dict[str, Any]


def write(book: Book, path: Path, options: Options) -> Written:
    """Write a timeline: a title, then the events that have a day. Events without one cannot stand on a timeline."""
    told = [(event, when) for event in book.events if (when := dated(event)) is not None]
    said = "".join(f"<p>{escape(line)}</p>" for line in about(book))
    timeline = {
        "scale": "human",
        "title": {"text": {"headline": escape(writable(book.title)), "text": said}, "autolink": False},
        "events": [_slide(event, when, book) for event, when in told],
    }
    path.write_bytes(msgspec.json.format(msgspec.json.encode(timeline), indent=1) + b"\n")
    undated = [event for event in book.events if dated(event) is None]
    lost = [Loss(event.id, "event", headline(event), "a timeline holds only events with a day") for event in undated]
    return Written(len(told), losses=[*unwritten(book, [event for event, _ in told]), *lost])


def _slide(event: CanonicalEvent, when: When, book: Book) -> Json:
    text = {"headline": escape(writable(headline(event))), "text": as_html(event, book)}
    slide: Json = {"unique_id": event.id, **days_of(when), "text": text, "autolink": False}
    land = country_name(event.where.value.country) if event.where is not None else ""
    return slide | ({"group": land} if land else {})


def days_of(when: When) -> Json:
    """Return `start_date`, and where it is no single day `end_date` and `display_date`.

    A whole month has no day part, a whole year no month; the display says what was meant: "2020-03 (month)".
    """
    first, last = when.earliest, when.latest
    if first is None or last is None:
        return {}
    if is_day(when):
        return {"start_date": _parts(first, 3)}
    display = day_words(when)
    if (first.day, last) == (1, first.replace(day=monthrange(first.year, first.month)[1])):
        return {"start_date": _parts(first, 2), "display_date": display}
    if (first.month, first.day, last) == (1, 1, first.replace(month=12, day=31)):
        return {"start_date": _parts(first, 1), "display_date": display}
    return {"start_date": _parts(first, 3), "end_date": _parts(last, 3), "display_date": display}


def _parts(day: date, count: int) -> Json:
    """Return the first parts of a date: year, month, day."""
    return dict(list({"year": day.year, "month": day.month, "day": day.day}.items())[:count])
