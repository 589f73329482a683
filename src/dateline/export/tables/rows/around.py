"""The tables of what stands around events: links, tallies, reports."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from dateline.export.book import Book
from dateline.export.tables.rows.quoted import Cells, bounds, cited, hedged, joined
from dateline.export.words import number
from dateline.ledger.canon.records import Tied
from dateline.ledger.codec import encoded
from dateline.ledger.together import Reckoning
from dateline.model.extraction import Extraction
from dateline.model.link import Link


def links(book: Book) -> Iterator[Cells]:
    """Yield what ties an event to an earlier one, one row a report that says so."""
    home = {member.record.id: event.id for event in book.events for member in event.members}
    for event in book.events:
        for tied in event.links:
            for link in _said(book, tied):
                if home.get(link.source) == event.id and home.get(link.target, tied.to) == tied.to:
                    yield {
                        "event": event.id,
                        "relation": str(tied.relation),
                        "to": tied.to,
                        "said": str(link.relation),
                        "report": link.evidence[0].report_id,
                        "speaker": link.attribution.speaker,
                        "stance": str(link.attribution.stance),
                        **cited(link.evidence, link.attribution.cue),
                    }


def tallies(book: Book) -> Iterator[Cells]:
    """Yield running totals, which belong to no event, with what the ledger adds to them."""
    for one in book.tallies:
        tally = one.tally
        ends = (tally.as_of.earliest, tally.as_of.latest) if tally.as_of else (None, None)
        yield {
            "report": one.report.id,
            "harm": str(tally.harm),
            **hedged(tally.estimate),
            "group": tally.group,
            "places": joined(tally.places),
            "since": tally.since,
            "source": tally.source,
            "as_of_earliest": str(ends[0]) if ends[0] else None,
            "as_of_latest": str(ends[1]) if ends[1] else None,
            "until": str(one.until) if one.until else None,
            "added": _added(one),
            **bounds(one.sum, "sum"),
            **bounds(one.later, "later"),
            "why": one.why,
            **cited(tally.evidence),
        }


def reports(book: Book) -> Iterator[Cells]:
    """Yield the reports, by day of publication, those without one first, and reviewers' notes among them."""
    told = Counter(member.report.id for event in book.events for member in event.members)
    told.update(done.note.id for event in book.events for done in event.decided)
    notes = (Extraction(report) for name, report in book.reports.items() if name not in book.extractions)
    every = (*book.extractions.values(), *notes)
    found = sorted(every, key=lambda e: (str(e.report.published or ""), e.report.id))
    for extraction in found:
        report = extraction.report
        yield {
            "id": report.id,
            "published": str(report.published) if report.published else None,
            "outlet": report.outlet,
            "title": report.title,
            "url": report.url,
            "dateline": extraction.dateline,
            "contributors": joined(extraction.contributors),
            "events": told[report.id],
            "characters": len(report.text),
            "problems": encoded(extraction.problems) if extraction.problems else None,
            "repairs": encoded(extraction.edits) if extraction.edits else None,
            "text": report.text,
        }


def _said(book: Book, tied: Tied) -> Iterator[Link]:
    known = set(tied.evidence)
    for report in tied.reports:
        yield from (link for link in book.extractions[report].links if known.issuperset(link.evidence))


def _added(one: Reckoning) -> str | None:
    return joined(f"{event} ({number(estimate)})" for event, estimate in one.added)
