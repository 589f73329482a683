"""A report as published, cut at the edges of everything that is quoted, repaired or doubted, and not otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from markupsafe import Markup

from dateline.export.html.cited import esc
from dateline.ledger.canon import Decision
from dateline.model.claim import STATEMENT, Claim
from dateline.model.extraction import Extraction
from dateline.model.report import Evidence, Report, Span
from dateline.web.pages.seen.spoken import in_short

ENDS = re.compile(
    r"(?<![A-Z]\.[A-Z])(?<!\b[A-Z])(?<!\b[A-Z][a-z])(?<!\b[A-Z][a-z]{2})[.!?…][\"'”’»)\]]*\s+(?![a-z])|\n"
)
"""Where a sentence may end. It only decides how much of the text around a quotation is shaded."""


@dataclass(frozen=True, slots=True)
class Use:
    """What rests on a quotation: in words, the event (of the report; empty = none), and whether it is a value."""

    what: str
    event: str
    is_value: bool
    words: Evidence


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the text.

    Attributes:
        html: its characters, written so that a browser shows just these.
        start: where it begins, in code points, if a quotation begins there; else None.
        title: what rests on it; empty = it is not quoted.
        said: it is only quoted as a statement, no value rests on it.
        on: it is what the address of the page asks to see.
        near: it stands in the sentence of that.
        becomes: what it was read as, at the end of a repaired stretch; None elsewhere.
        repaired, doubt: it was repaired; it was not understood, and why.
    """

    html: Markup
    start: int | None
    title: str
    said: bool
    on: bool
    near: bool
    repaired: bool
    becomes: str | None
    doubt: str


def uses(extraction: Extraction, decisions: Sequence[Decision] = ()) -> list[Use]:
    """Return every quotation of a report with what rests on it, in the order of the text.

    Args:
        decisions: of those, the words that they point to in this report are quoted too.
    """
    kinds = {event.id: event.kind.replace("_", " ") for event in extraction.events}
    found = [
        Use(kinds[event.id], event.id, True, words)
        for event in extraction.events
        for words in (event.trigger, *event.mentions)
    ]
    found += [use for claim in extraction.claims for use in _of_claim(claim, kinds)]
    for link in extraction.links:
        found += [Use(f"tie: {link.relation.replace('_', ' ')}", link.source, True, words) for words in link.evidence]
    for tally in extraction.tallies:
        found += [Use("running total", "", True, words) for words in tally.evidence]
    for one in decisions:
        what = f"{one.said}, decided by {one.by}"
        found += [Use(what, one.event, True, w) for w in one.words if w.report_id == extraction.report.id]
    return sorted(found, key=lambda use: use.words.span)


def _of_claim(claim: Claim[Any], kinds: Mapping[str, str]) -> Iterator[Use]:
    who = f", {claim.attribution.speaker} {claim.attribution.stance}" if claim.attribution.speaker else ""
    what = f"{kinds.get(claim.event, 'event')}, {claim.slot.name}: {in_short(claim.value)}{who.replace('_', ' ')}"
    for words in claim.evidence:
        yield Use(what, claim.event, claim.slot is not STATEMENT, words)


def pieces(report: Report, used: Sequence[Use], extraction: Extraction | None, on: Sequence[Span]) -> list[Piece]:
    """Return the text of a report in pieces; joined, they are the text, every code point of it.

    Args:
        used: what is quoted (`uses`), in the order of the text.
        extraction: whose repairs and problems are shown; None for a review note.
        on: what to show above all.
    """
    edits = extraction.edits if extraction else ()
    doubts = [p for p in extraction.problems if p.span] if extraction else []
    near = [_sentence(report.text, span) for span in on]
    spans = [*(use.words.span for use in used), *(e.span for e in edits), *(p.span for p in doubts if p.span)]
    edges = {at for span in [*spans, *on, *near] for at in (span.start, span.end)} | {0, len(report.text)}
    starts = {span.start for span in [*(use.words.span for use in used), *on]}
    ahead, held, out = list(reversed(used)), list[Use](), list[Piece]()
    for start, end in pairwise(sorted(edges)):
        while ahead and ahead[-1].words.span.start <= start:
            held.append(ahead.pop())
        held = [use for use in held if use.words.span.end > start]
        here = Span(start, end)
        repair = next((e for e in edits if e.span.touches(here)), None)
        out.append(
            Piece(
                Markup(esc(report.text[start:end])),
                start if start in starts else None,
                "; ".join(dict.fromkeys(use.what for use in held)),
                not any(use.is_value for use in held),
                any(span.touches(here) for span in on),
                any(span.touches(here) for span in near),
                repair is not None,
                visible(repair.becomes) if repair is not None and repair.span.end == end else None,
                "; ".join(dict.fromkeys(p.what for p in doubts if p.span and p.span.touches(here))),
            )
        )
    return out


def visible(text: str) -> str:
    """Return a stretch as it can be seen: space that stands alone is written out.

    >>> visible(" \\n"), visible(" - ")
    ('␣↵', ' - ')
    """
    if text and not text.strip():
        return "".join({"\n": "↵", "\r": "␍", "\t": "⇥"}.get(one, "␣") for one in text)
    return text or "nothing"


def _sentence(text: str, words: Span) -> Span:
    """Return the sentence around some words."""
    before = [found.end() for found in ENDS.finditer(text, max(0, words.start - 1000), words.start)]
    after = ENDS.search(text, words.end - 1)
    end = after.end() if after else len(text)
    start = before[-1] if before else max(0, words.start - 1000)
    trimmed = text[start:end].rstrip()
    return Span(min(start, words.start), max(start + len(trimmed), words.end))
