"""Words on a page: everything escaped, every quotation a link to its place in the report as published."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from dateline.export.words import days
from dateline.ledger.canon.records import CanonicalEvent
from dateline.ledger.canon.voices import named
from dateline.model.report import Evidence, Report


def esc(text: object) -> str:
    """Return a text that stands in HTML as it is, in an element and in a quoted attribute.

    A carriage return is written out: a browser would read it as a line feed, and a quotation would not be exact.

    >>> esc('<b> & "c"')
    '&lt;b&gt; &amp; &quot;c&quot;'
    """
    return escape(str(text)).replace("\r", "&#13;")


def kind(event: CanonicalEvent) -> str:
    """Return what an event is, and its status where it did not simply happen."""
    return event.kind.replace("_", " ") + ("" if event.status == "happened" else f" ({event.status})")


def spoken(event: CanonicalEvent) -> str:
    """Return an event in a few words: "shelling, Camp Taji, 2020-03-11"; what is not said is left out."""
    where = event.where.value.name if event.where else ""
    when = days(event.when.value) if event.when else ""
    return ", ".join(filter(None, (kind(event), where, when)))


def many(count: int, noun: str) -> str:
    """Return a number with its noun.

    >>> many(1, "report"), many(2, "report")
    ('1 report', '2 reports')
    """
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


LISTED = 60
"""Events told by name in a note; the rest are counted."""


def listed(events: Sequence[CanonicalEvent]) -> str:
    """Return events in words, each a link to it."""
    links = ", ".join(f'<a href="#e-{esc(event.id)}">{esc(spoken(event))}</a>' for event in events[:LISTED])
    return links + (f", and {len(events) - LISTED:,} more" if len(events) > LISTED else "")


def wide(content: str, label: str) -> str:
    """Return a drawing or table that a narrow screen scrolls sideways, by keyboard too."""
    return f'<div class="wide" role="region" tabindex="0" aria-label="{esc(label)}">{content}</div>'


@dataclass(frozen=True, slots=True)
class Cites:
    """Where things stand on the page.

    Attributes:
        reports: by id, in the order in which the page prints them.
        numbers: the number of each report, from 1.
        events: canonical events of the page by id.
    """

    reports: Mapping[str, Report]
    numbers: Mapping[str, int]
    events: Mapping[str, CanonicalEvent]

    @classmethod
    def of(cls, reports: Iterable[Report], events: Iterable[CanonicalEvent]) -> Cites:
        """Number the reports of a page."""
        listed = {report.id: report for report in reports}
        return cls(listed, {key: n for n, key in enumerate(listed, 1)}, {event.id: event for event in events})

    def place(self, words: Evidence) -> str:
        """Return the name of the place on the page where quoted words begin."""
        return f"r{self.numbers[words.report_id]}-{words.span.start}"

    def link(self, value: str, evidence: Iterable[Evidence]) -> str:
        """Return a value as a link to its words, which show when it is pointed at."""
        found = tuple(evidence)
        if not value or not found:
            return esc(value)
        words = esc(" … ".join(f"“{one.exact}”" for one in found))
        return f'<a class="v" href="#{self.place(found[0])}" title="{words}">{esc(value)}</a>'

    def quote(self, evidence: Iterable[Evidence]) -> str:
        """Return quotations, each exactly as it stands in its report and a link to it."""
        return " … ".join(f'<a class="q" href="#{self.place(w)}"><q>{esc(w.exact)}</q></a>' for w in evidence)

    def said(self, evidence: Iterable[Evidence]) -> str:
        """Return quotations report by report, each with the name of its report."""
        by_report: dict[str, list[Evidence]] = {}
        for words in evidence:
            by_report.setdefault(words.report_id, []).append(words)
        told = (f'{self.quote(w)} <span class="note">({self.report(key)})</span>' for key, w in by_report.items())
        return "; ".join(told)

    def report(self, key: str) -> str:
        """Return the name of a report as a link to it."""
        return f'<a href="#r{self.numbers[key]}">{esc(self.called(key))}</a>'

    def called(self, key: str) -> str:
        """Return what a report is called: its outlet and day, else its id."""
        report = self.reports[key]
        return f"{named(report)}, {report.published}" if report.published else named(report)

    def event(self, key: str) -> str:
        """Return an event in words, as a link where the page has it."""
        event = self.events.get(key)
        return (
            f'<a href="#e-{esc(key)}">{esc(spoken(event))}</a>' if event else f"an event that is not here ({esc(key)})"
        )
