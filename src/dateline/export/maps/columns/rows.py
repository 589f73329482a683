"""The tables that stand behind a map: claims with their words, tolls, sources, links, running totals."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from dateline.export.book import Book
from dateline.export.cells import Value
from dateline.export.maps.columns.marks import quotations
from dateline.export.stories.telling import TOLLS
from dateline.export.words import in_words
from dateline.ledger.canon.records import Chosen
from dateline.model.estimate import Estimate

Row = Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Table:
    """A table without geometry: its columns with their GeoPackage types, and how its rows are made."""

    name: str
    about: str
    columns: Mapping[str, str]
    rows: Callable[[Book], Iterable[Row]]


def _claims(book: Book) -> Iterator[Row]:
    """Yield what each speaker says of each event, one quotation a row, with its place in the report's text."""
    for event in book.events:
        for member in event.members:
            for claim in member.record.claims:
                said = claim.attribution
                for words in claim.evidence:
                    yield {
                        "event": event.id,
                        "report": words.report_id,
                        "claim": claim.id,
                        "slot": claim.slot.name,
                        "value": in_words(claim.value),
                        "speaker": said.speaker,
                        "stance": said.stance,
                        "factuality": claim.factuality,
                        "start": words.span.start,
                        "end": words.span.end,
                        "words": words.exact,
                        "rule": words.rule,
                    }


def _tolls(book: Book) -> Iterator[Row]:
    """Yield every number of every event: over all sides, by side, and those set aside, each with why."""
    for event in book.events:
        for harm in TOLLS:
            chosen = getattr(event, harm)
            if chosen is not None:
                yield from _numbers(event.id, harm, None, None, chosen)
        for loss in event.losses:
            yield from _numbers(event.id, loss.harm, loss.people, loss.nationality, loss.count)


def _numbers(event: str, harm: str, people: str | None, country: str | None, chosen: Chosen[Estimate]) -> Iterator[Row]:
    said: Row = {"event": event, "fate": harm, "people": people, "country": country}
    words = quotations(chosen.evidence)
    yield {**said, **_bounds(chosen.value), "used": True, "why": chosen.why, "words": words}
    for account, why in chosen.aside:
        words = quotations(account.evidence)
        yield {**said, **_bounds(account.value), "used": False, "why": why, "words": words}


def _sources(book: Book) -> Iterator[Row]:
    told: dict[str, list[str]] = {}
    for event in book.events:
        for member in event.members:
            told.setdefault(member.report.id, []).append(event.id)
    for report in book.reports.values():
        said = {"report": report.id, "outlet": report.outlet, "title": report.title, "url": report.url}
        day = str(report.published) if report.published else None
        yield {**said, "published": day, "events": "; ".join(dict.fromkeys(told.get(report.id, ()))) or None}


def _links(book: Book) -> Iterator[Row]:
    for event in book.events:
        for tied in event.links:
            yield {
                "event": event.id,
                "relation": tied.relation,
                "earlier": tied.to,
                "words": quotations(tied.evidence),
            }


def _tallies(book: Book) -> Iterator[Row]:
    for reckoning in book.tallies:
        tally = reckoning.tally
        yield {
            "report": reckoning.report.id,
            "fate": tally.harm,
            "people": tally.group,
            "places": "; ".join(tally.places) or None,
            **_bounds(tally.estimate),
            "since": tally.since,
            "until": str(reckoning.until) if reckoning.until else None,
            "source": tally.source,
            "why": reckoning.why,
            "words": quotations(tally.evidence),
        }


def _bounds(count: Estimate) -> Row:
    return {"low": count.low, "best": count.best, "high": count.high, "hedge": count.hedge or None}


_BOUNDS = {"low": "INTEGER", "best": "INTEGER", "high": "INTEGER", "hedge": "TEXT"}


def _texts(*names: str) -> dict[str, str]:
    return dict.fromkeys(names, "TEXT")


TABLES = (
    Table(
        "claims",
        "who says what of which event, in which words",
        _texts("event", "report", "claim", "slot", "value", "speaker", "stance", "factuality")
        | {"start": "INTEGER", "end": "INTEGER", **_texts("words", "rule")},
        _claims,
    ),
    Table(
        "tolls",
        "every number of people harmed; used = 0: set aside, with the reason",
        _texts("event", "fate", "people", "country") | _BOUNDS | {"used": "BOOLEAN", **_texts("why", "words")},
        _tolls,
    ),
    Table(
        "sources",
        "the reports, and the events that they tell",
        _texts("report", "outlet", "title", "url") | {"published": "DATE", "events": "TEXT"},
        _sources,
    ),
    Table("links", "which event answered or followed which", _texts("event", "relation", "earlier", "words"), _links),
    Table(
        "tallies",
        "running totals, which are no events",
        _texts("report", "fate", "people", "places")
        | _BOUNDS
        | {"since": "TEXT", "until": "DATE", **_texts("source", "why", "words")},
        _tallies,
    ),
)
"""The attribute tables of the GeoPackage, in the order they are written."""
