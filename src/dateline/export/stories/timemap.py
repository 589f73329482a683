"""timemap (Forensic Architecture): three files that it loads as they are, each value as its schemas want it.

FILE holds the events (EVENTS_EXT), FILE-sources the reports by id (SOURCES_EXT), FILE-associations the kinds and
actors to filter by (ASSOCIATIONS_EXT). Source: timemap, src/reducers/validate; datasheet-server.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from dateline.export.book import Book
from dateline.export.cells import Loss, Written
from dateline.export.stories.shown import as_text, unwritten
from dateline.export.stories.telling import dated, day_words, headline, is_day, place_words, writable
from dateline.ledger.canon.records import CanonicalEvent
from dateline.model.report import Report

if TYPE_CHECKING:
    from dateline.export.formats import Options

Json = dict[str, Any]
DAY = "%m/%d/%Y"
"""How timemap reads a date unless its settings say otherwise (DATE_FMT)."""


def write(book: Book, path: Path, options: Options) -> Written:
    """Write events, and beside them sources and associations. An event needs a day or a coordinate."""
    held = [event for event in book.events if dated(event) is not None or _is_placed(event)]
    _put(path, [_event(event, book) for event in held])
    told = {member.report.id: member.report for event in held for member in event.members}
    _put(path.with_stem(f"{path.stem}-sources"), {key: _source(report) for key, report in told.items()})
    _put(path.with_stem(f"{path.stem}-associations"), _associations(held))
    return Written(len(held), losses=[*unwritten(book, held), *_losses(book)])


def _event(event: CanonicalEvent, book: Book) -> Json:
    """Return an event: every value a text, empty where nobody says it; an uncertain day says so in `time_display`."""
    when, place = dated(event), event.where.value if event.where is not None else None
    first = when.earliest if when is not None else None
    precise = when is None or is_day(when)
    return {
        "id": event.id,
        "description": f"{writable(headline(event))}\n{as_text(event, book)}",
        "date": first.strftime(DAY) if first is not None else "",
        "time": "",
        "time_precision": "" if when is None else str(when.precision),
        "time_display": "" if when is None or precise else day_words(when),
        "location": writable(place_words(place)) if place is not None else "",
        "latitude": str(place.lat) if place is not None and place.lat is not None else "",
        "longitude": str(place.lon) if place is not None and place.lon is not None else "",
        "category": event.kind.replace("_", " "),
        "associations": [_key("kind", event.kind), *(_key("actor", name) for name in _actors(event))],
        "sources": list(dict.fromkeys(member.report.id for member in event.members)),
    }


def _source(report: Report) -> Json:
    return {
        "id": report.id,
        "title": writable(report.title or report.id),
        "paths": [],
        "type": "news report",
        "url": report.url or "",
        "author": writable(report.outlet or ""),
        "date": report.published.strftime(DAY) if report.published is not None else "",
    }


def _associations(events: Iterable[CanonicalEvent]) -> list[Json]:
    """Return kinds as categories and actors as filters, each once, by name."""
    kinds, actors = {event.kind for event in events}, {name for event in events for name in _actors(event)}
    told = [_association("kind", str(kind), "CATEGORY", ()) for kind in sorted(kinds)]
    return told + [_association("actor", name, "FILTER", ("Actors", name)) for name in sorted(actors)]


def _association(what: str, name: str, mode: str, paths: tuple[str, ...]) -> Json:
    title = writable(name.replace("_", " ") if what == "kind" else name)
    return {"id": _key(what, name), "title": title, "desc": "", "mode": mode, "filter_paths": list(paths)}


def _actors(event: CanonicalEvent) -> list[str]:
    return list(dict.fromkeys(one.name for one in event.perpetrators))


def _key(what: str, name: str) -> str:
    return writable(f"{what}: {name}")


def _is_placed(event: CanonicalEvent) -> bool:
    return event.where is not None and event.where.value.lat is not None


def _losses(book: Book) -> list[Loss]:
    out = []
    for event in book.events:
        if dated(event) is None and not _is_placed(event):
            out.append(Loss(event.id, "event", headline(event), "timemap wants a day or a coordinate"))
        elif dated(event) is None:
            out.append(Loss(event.id, "day", headline(event), "it is in the file, but timemap shows events with a day"))
    return out + [Loss("", "tally", reckoning.why, "timemap holds events", ()) for reckoning in book.tallies]


def _put(path: Path, value: object) -> None:
    path.write_bytes(msgspec.json.format(msgspec.json.encode(value), indent=1) + b"\n")
