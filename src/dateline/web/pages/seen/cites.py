"""Quotations with the address of their place in the report as published, and other words that a page leads to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from dateline.export.html.cited import spoken
from dateline.export.html.marked import LINKABLE
from dateline.ledger.canon.decided.decision import NOTE
from dateline.ledger.canon.records import CanonicalEvent
from dateline.ledger.canon.voices import named
from dateline.model.report import Evidence, Report, Span


@dataclass(frozen=True, slots=True)
class Cite:
    """Words of one report.

    Attributes:
        words: the quotations, each exactly as published, in the order of the text.
        address: the page of the report, with these words marked.
        report: the outlet of the report, else its id.
        day: when it was published; empty = not known.
    """

    words: tuple[str, ...]
    address: str
    report: str
    day: str = ""


def called(report: Report) -> str:
    """Return what a report is called: its outlet and day, else its id."""
    return ", ".join(filter(None, name_and_day(report)))


def name_and_day(report: Report) -> tuple[str, str]:
    """Return the outlet of a report, else its id, and the day of publication, empty where not known."""
    name = "Review note" if report.id.startswith(NOTE) else named(report)
    return name, str(report.published or "")


def report_address(key: str) -> str:
    """Return the address of a report's page; an id may hold any character."""
    return f"/report/{quote(key, safe='')}"


def event_address(key: str) -> str:
    """Return the address of an event's page."""
    return f"/event/{quote(key, safe='')}"


def words_address(words: Sequence[Evidence]) -> str:
    """Return the address of the place where some words of one report stand, with all of them marked there.

    Offsets are code points, and only the server counts them: a script that counted would count an emoji twice.
    """
    spans = dict.fromkeys(one.span for one in words)
    on = ",".join(f"{span.start}-{span.end}" for span in spans)
    return f"{report_address(words[0].report_id)}?on={on}#c-{words[0].span.start}"


def spans_of(on: str, text: str) -> tuple[Span, ...]:
    """Return the stretches of a text that an address asks to mark; what is no stretch of it is left out.

    >>> spans_of("0-4,x,9-99", "Nine people.")
    (Span(start=0, end=4),)
    """
    found = []
    for part in on.split(","):
        start, _, end = part.partition("-")
        if start.isdecimal() and end.isdecimal() and len(part) < 20 and 0 <= int(start) < int(end) <= len(text):
            found.append(Span(int(start), int(end)))
    return tuple(found)


def cites(evidence: Iterable[Evidence], reports: Mapping[str, Report], only: str = "") -> tuple[Cite, ...]:
    """Return quotations report by report, those of review notes last.

    Args:
        reports: every report that they can name, by id.
        only: the id of the one report to quote; empty = all.
    """
    grouped: dict[str, list[Evidence]] = {}
    for words in evidence:
        if not only or words.report_id == only:
            grouped.setdefault(words.report_id, []).append(words)
    return tuple(
        Cite(tuple(dict.fromkeys(w.exact for w in words)), words_address(words), *name_and_day(reports[key]))
        for key, words in sorted(grouped.items(), key=lambda one: one[0].startswith(NOTE))
    )


def outside(url: str | None) -> str:
    """Return an address on the web that a page may link to; empty for anything else ("javascript:", a path)."""
    return url if url and url.startswith(LINKABLE) else ""


@dataclass(frozen=True, slots=True)
class Other:
    """Another event: what it is called, its page, and its id."""

    name: str
    address: str
    id: str


def other(event: CanonicalEvent) -> Other:
    """Return an event as a place to go to."""
    return Other(spoken(event), event_address(event.id), event.id)
