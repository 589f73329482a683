"""A ledger's events as one HTML page to read, print and send: it needs no script, no network and no other file.

A report can hold anything, so every character of it is escaped, and the page forbids itself to load or run anything.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from importlib.resources import files
from pathlib import Path

from dateline.export.book import Book
from dateline.export.cells import Written
from dateline.export.formats import Options
from dateline.export.html import chain, events, marked, summary
from dateline.export.html.cited import Cites, esc, many
from dateline.export.html.drawn.map import map_
from dateline.export.html.drawn.timeline import timeline
from dateline.export.html.drawn.tolls import tolls

POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
"""What the page may load (its own style) and run (nothing). Source: W3C Content Security Policy 3."""
REPORTS_OPEN = 8
"""A page of more reports shows them folded."""
TITLES = {
    "summary": "Summary", "timeline": "Timeline", "map": "Map", "tolls": "Killed over time",
    "chains": "What followed what", "events": "Events", "tallies": "Running totals", "reports": "Reports",
}  # fmt: skip
_HEAD = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark"><title>{title}</title><style>
{style}</style></head><body>
"""


def write(book: Book, path: Path, options: Options) -> Written:
    """Write the page.

    Returns:
        One row an event. Nothing is dropped: every account, quotation, link and tally stands on the page.
    """
    path.write_bytes(page(book).encode("utf-8", "xmlcharrefreplace"))
    return Written(len(book.events))


def page(book: Book) -> str:
    """Return the page of a book."""
    return "".join(_parts(book))


def _parts(book: Book) -> Iterator[str]:
    cites = Cites.of(book.reports.values(), book.events)
    style = files("dateline.export.html").joinpath("report.css").read_text("utf-8")
    sections = {
        "timeline": timeline(book.events),
        "map": map_(book.events),
        "tolls": tolls(book.events),
        "chains": chain.chains_html(book.events, cites),
        "events": _events(book, cites),
        "tallies": _tallies(book, cites),
        "reports": _reports(book, cites),
    }
    yield _HEAD.format(policy=escape(POLICY), title=esc(book.title), style=style)
    yield summary.head(book)
    kept = ["summary", *(name for name, content in sections.items() if content)]
    contents = "".join(f'<li><a href="#{name}">{TITLES[name]}</a></li>' for name in kept)
    yield f'<nav aria-label="Contents"><ul>{contents}</ul></nav><main>'
    yield summary.summary(book, cites)
    for name, content in sections.items():
        if content:
            yield f'\n<section id="{name}"><h2>{TITLES[name]}</h2>{content}</section>'
    yield "</main>\n</body></html>\n"


def _events(book: Book, cites: Cites) -> str:
    is_open = len(book.events) <= events.OPEN_UP_TO
    return "\n".join(events.event_html(event, cites, is_open) for event in book.events)


def _tallies(book: Book, cites: Cites) -> str:
    """Totals that reports give: they are no events and are added to none."""
    rows = "".join(
        f"<li>{cites.link(one.why, one.tally.evidence)}: {cites.said(one.tally.evidence)}</li>" for one in book.tallies
    )
    return (
        f'<p class="note">Totals over a time, as reports give them; they are added to no event.</p><ul>{rows}</ul>'
        if rows
        else ""
    )


def _reports(book: Book, cites: Cites) -> str:
    home = {member.record.id: event.id for event in book.events for member in event.members}
    is_open = len(book.extractions) <= REPORTS_OPEN
    told = (
        f'<p class="note">{many(len(book.extractions), "report")}, each as it was published. Marked words carry a '
        "value and lead to its event; dotted ones are something said.</p>"
    )
    return told + "\n".join(marked.report_html(one, cites, home, is_open) for one in book.extractions.values())
