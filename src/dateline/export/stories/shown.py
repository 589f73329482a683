"""The telling of an event as plain text and as HTML, what a file holds in sentences, and what every telling loses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from dateline.export.book import Book
from dateline.export.cells import Loss
from dateline.export.stories.telling import UNWRITABLE, Line, source, tell, writable
from dateline.ledger.canon.records import CanonicalEvent
from dateline.model.report import Report


def as_text(event: CanonicalEvent, book: Book) -> str:
    """Return the telling as plain text: a line each, with its words in quotation marks and who printed them."""
    told = (_plain(line, book) for line in tell(event, book))
    return "\n".join(writable(line) for line in (*told, *(f"source: {one}" for one in _sources(event))))


def _plain(line: Line, book: Book) -> str:
    words = "; ".join(f"“{words}” ({name})" for words, name in _quoted(line, book))
    return f"{line.label}: {line.value}{f' | {words}' if words else ''}"


def _sources(event: CanonicalEvent) -> Iterator[str]:
    for member in event.members:
        report = member.report
        yield " ".join(part for part in (source(report), report.title, report.url, f"[{report.id}]") if part)


def as_html(event: CanonicalEvent, book: Book) -> str:
    """Return the telling as HTML; every character of a report is escaped, only web addresses become links."""
    lines = []
    for line in tell(event, book):
        words = "; ".join(f"<q>{escape(words)}</q> ({escape(name)})" for words, name in _quoted(line, book))
        said = f"<b>{escape(line.label)}</b> {escape(line.value)}"
        lines.append(f"<p>{said}{f'<br><small>{words}</small>' if words else ''}</p>")
    sources = "".join(f"<li>{_linked(member.report)}</li>" for member in event.members)
    return writable("".join(lines) + f"<p><b>sources</b></p><ul>{sources}</ul>")


def _linked(report: Report) -> str:
    told = " · ".join(part for part in (source(report), report.title) if part)
    if not (report.url or "").startswith(("http://", "https://")):
        return escape(f"{told} {report.url or ''}".strip())
    return f'<a href="{escape(report.url or "")}">{escape(told)}</a>'


def _quoted(line: Line, book: Book) -> list[tuple[str, str]]:
    """Return the quotations of a line, blanks made plain, each once a report, and the names of their reports."""
    out = dict.fromkeys((" ".join(words.exact.split()), words.report_id) for words in line.evidence)
    reports = book.reports
    return [(words, (r.outlet or r.id) if (r := reports.get(key)) else key) for words, key in out]


def about(book: Book) -> list[str]:
    """Return what a file holds, in sentences: which events, under which policy, and the running totals."""
    size = f"{len(book.events)} events of {len(book.reports)} reports ({book.asked})"
    said = f"{size}; numbers under the policy {book.policy}."
    known = [f"As known on {book.as_of}."] if book.as_of else []
    totals = [f"Running total: {reckoning.why}." for reckoning in book.tallies]
    caution = "What reports say, read by a program that makes mistakes: check the words before you rely on a value."
    return [writable(text) for text in (said, *known, caution, *totals)]


def unwritten(book: Book, events: Iterable[CanonicalEvent]) -> list[Loss]:
    """Return what every telling loses: where its quotations stand, and characters that are not text."""
    out = [
        Loss("", "positions", f"quotations of {len(book.events)} events", "the words are kept, not where they stand")
    ]
    for event in events:
        odd = [c for m in event.members for c in m.record.claims if any(UNWRITABLE.search(e.exact) for e in c.evidence)]
        if odd:
            out.append(
                Loss(
                    event.id, "characters", repr(odd[0].evidence[0].exact), "control characters are U+FFFD", tuple(odd)
                )
            )
    return out
