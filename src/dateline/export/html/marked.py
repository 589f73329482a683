"""Reports as published, every quoted stretch marked, and all that was read from each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from itertools import pairwise

from dateline.export.html.cited import Cites, esc, many
from dateline.export.words import in_words
from dateline.model.claim import STATEMENT
from dateline.model.extraction import Extraction
from dateline.model.report import Evidence, Report

LINKABLE = ("https://", "http://")
"""Addresses that a page may link to; anything else a report gives as its address ("javascript:") is only shown."""

Quoted = tuple[str, str, bool, Evidence]
"""What rests on a quotation, the event it belongs to, whether that is a value, and the quotation."""


def report_html(extraction: Extraction, cites: Cites, home: Mapping[str, str], is_open: bool) -> str:
    """Return a report with its marks and its claims.

    Args:
        home: the canonical event on the page, by the id of a report's event.
    """
    report, number = extraction.report, cites.numbers[extraction.report.id]
    quoted = list(_quotations(extraction))
    text = marked(report, quoted, f"r{number}", home)
    shown = " open" if is_open else ""
    title = f"<p><b><bdi>{esc(report.title)}</bdi></b></p>" if report.title else ""
    return (
        f'<details class="source" id="r{number}"{shown}><summary><b>{number}</b> {esc(cites.called(report.id))}'
        f' <span class="note">{many(len(extraction.events), "event")}, {many(len(extraction.claims), "claim")}</span>'
        f'</summary><div class="body">{title}<p class="note">{_about(report)}</p>'
        f'<div class="report" dir="auto">{text}</div>{_claims(extraction, cites)}</div></details>'
    )


def _about(report: Report) -> str:
    day = str(report.published) if report.published else "day of publication not given"
    url = report.url or ""
    linked = f'<a rel="noreferrer noopener" href="{esc(url)}">{esc(url)}</a>'
    parts = [f"id <code>{esc(report.id)}</code>", esc(report.outlet or ""), day]
    parts.append(linked if url.startswith(LINKABLE) else esc(url))
    return " · ".join(filter(None, parts))


def _claims(extraction: Extraction, cites: Cites) -> str:
    if not extraction.claims:
        return '<p class="note">No event was read from it.</p>'
    rows = "".join(
        f"<tr><td>{esc(claim.slot.name)}</td><td>{esc(in_words(claim.value))}</td><td>{cites.quote(claim.evidence)}</td>"
        f"<td>{esc(claim.attribution.speaker or 'the report')} {esc(claim.attribution.stance.replace('_', ' '))}</td>"
        f"<td><code>{esc(claim.evidence[0].rule)}</code></td></tr>"
        for claim in extraction.claims
    )
    head = "".join(f"<th>{name}</th>" for name in ("about", "value", "words", "who says it", "rule"))
    return (
        f'<details class="claims"><summary>All {len(extraction.claims)} claims read from it</summary>'
        f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></details>"
    )


def marked(report: Report, quoted: Sequence[Quoted], mark: str, home: Mapping[str, str]) -> str:
    """Return the report's text with every quoted stretch marked, told what rests on it, and led back to its event.

    Args:
        mark: begins the names of the places in the text.
    """
    text, over = report.text, sorted(quoted, key=lambda q: q[3].span)
    starts = {q[3].span.start for q in over}
    edges = sorted({at for q in over for at in (q[3].span.start, q[3].span.end)} | {0, len(text)})
    pieces, ahead, held = [], iter(over), list[Quoted]()
    following = next(ahead, None)
    for start, end in pairwise(edges):
        while following is not None and following[3].span.start <= start:
            held.append(following)
            following = next(ahead, None)
        held = [q for q in held if q[3].span.end > start]
        name = f' id="{mark}-{start}"' if start in starts else ""
        pieces.append(_piece(text[start:end], held, name, home))
    return "".join(pieces)


def _piece(text: str, held: Sequence[Quoted], name: str, home: Mapping[str, str]) -> str:
    if not held:
        return esc(text)
    told = esc(", ".join(dict.fromkeys(what for what, _, _, _ in held)))
    said = "" if any(is_value for _, _, is_value, _ in held) else ' class="said"'
    event = next((home[event] for _, event, _, _ in held if event in home), "")
    inside = f'<a href="#e-{escape(event)}">{esc(text)}</a>' if event else esc(text)
    return f'<mark{name}{said} title="{told}">{inside}</mark>'


def _quotations(extraction: Extraction) -> Iterator[Quoted]:
    kinds = {event.id: event.kind.replace("_", " ") for event in extraction.events}
    for event in extraction.events:
        for words in (event.trigger, *event.mentions):
            yield kinds[event.id], event.id, True, words
    for claim in extraction.claims:
        what = f"{kinds.get(claim.event, 'event')}: {claim.slot.name}"
        yield from _each(what, claim.event, claim.slot is not STATEMENT, claim.evidence)
    for link in extraction.links:
        yield from _each(f"link: {link.relation}", link.source, True, link.evidence)
    for tally in extraction.tallies:
        yield from _each("running total", "", True, tally.evidence)


def _each(what: str, event: str, is_value: bool, evidence: Iterable[Evidence]) -> Iterator[Quoted]:
    for words in evidence:
        yield what, event, is_value, words
