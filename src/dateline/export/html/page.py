"""Readings as one HTML page that needs nothing else: events, and every value a click away from its words.

No script, no font, no picture comes from elsewhere; a report can hold anything, so every character of it is escaped
and the page forbids itself to load or run anything (Content-Security-Policy).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape
from importlib.resources import files

from dateline.export.words import day, in_words, number, party
from dateline.ledger.records import EventRecord
from dateline.ledger.view import fold
from dateline.model.claim import STATEMENT
from dateline.model.extraction import Extraction
from dateline.model.report import Evidence, Report

POLICY = "default-src 'none'; style-src 'unsafe-inline'"
_HEAD = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width"><title>{title}</title><style>
{style}</style></head><body><h1>{title}</h1>
<p>{count}. Each value leads to the words that say it; what is empty, the report does not say. This is what was
reported, read by a program that makes mistakes: check the words before you rely on a value.</p>
"""
_COLUMNS = ("date", "kind", "place", "killed", "wounded", "perpetrators", "weapons", "who says it")


def page(extractions: Iterable[Extraction], title: str) -> str:
    """Return the page: for each report its events as a table, every value with its words, and the report marked.

    Args:
        title: heading of the page; escaped.
    """
    folded = [(extraction, fold(extraction)) for extraction in extractions]
    count = f"{len(folded)} reports, {sum(len(records) for _, records in folded)} events"
    style = files("dateline.export.html").joinpath("page.css").read_text("utf-8")
    head = _HEAD.format(policy=escape(POLICY), title=escape(title), style=style, count=count)
    sections = (_Section(f"r{n}", one.report, records).html() for n, (one, records) in enumerate(folded, 1))
    return head + "\n".join(sections) + "\n</body></html>\n"


@dataclass(frozen=True, slots=True)
class _Section:
    """One report on the page; `mark` begins the names of the places in its text."""

    mark: str
    report: Report
    records: tuple[EventRecord, ...]

    def html(self) -> str:
        parts = (self.report.published, self.report.outlet, self.report.title)
        about = " · ".join(escape(str(part)) for part in parts if part)
        table = self._table() if self.records else "<p>No event was read.</p>"
        details = "\n".join(map(self._details, self.records))
        return (
            f"<section><h2>{escape(self.report.id)}</h2><p>{about}</p>\n{table}\n{details}\n"
            f'<details open><summary>The report</summary><div class="report">{self._marked()}</div></details></section>'
        )

    def _table(self) -> str:
        head = "".join(f"<th>{name}</th>" for name in _COLUMNS)
        rows = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in self._cells(r))}</tr>" for r in self.records)
        return f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"

    def _cells(self, record: EventRecord) -> Iterator[str]:
        kind = record.kind.replace("_", " ") + ("" if record.status == "happened" else f" ({record.status})")
        yield self._linked(day(record.when), record.when.evidence if record.when else ())
        yield self._linked(kind, (record.trigger,))
        yield self._linked(record.where.name, record.where.evidence) if record.where else ""
        for toll in (record.killed, record.wounded):
            yield self._linked(number(toll), toll.evidence) if toll else ""
        yield "; ".join(self._linked(party(p), p.evidence) for p in record.perpetrators)
        yield "; ".join(self._linked(w.name, w.evidence) for w in record.weapons)
        yield escape("; ".join(dict.fromkeys(c.attribution.speaker or "the report" for c in record.claims)))

    def _linked(self, value: str, evidence: tuple[Evidence, ...]) -> str:
        if not value or not evidence:
            return escape(value)
        words = escape(" … ".join(f"“{one.exact}”" for one in evidence))
        return f'<a href="#{self.mark}-{evidence[0].span.start}" title="{words}">{escape(value)}</a>'

    def _details(self, record: EventRecord) -> str:
        lines = "".join(
            f"<tr><td>{escape(c.slot.name)}</td><td>{self._linked(in_words(c.value), c.evidence)}</td>"
            f"<td>{_quoted(c.evidence)}</td>"
            f"<td>{escape(c.attribution.speaker or 'the report')} {escape(c.attribution.stance.replace('_', ' '))}</td>"
            f"<td><code>{escape(c.evidence[0].rule)}</code></td></tr>"
            for c in record.claims
        )
        told = f"{record.kind.replace('_', ' ')}: {_quoted((record.trigger, *record.mentions))}"
        head = "".join(f"<th>{name}</th>" for name in ("about", "value", "words", "who says it", "rule"))
        return f"<details><summary>{told}</summary><table><tr>{head}</tr>{lines}</table></details>"

    def _marked(self) -> str:
        """The report's text with every quoted stretch marked; hovering tells which values rest on it."""
        text = self.report.text
        values: dict[tuple[int, int], list[tuple[str, bool]]] = {}
        for name, is_value, words in _every_quotation(self.records):
            values.setdefault((words.span.start, words.span.end), []).append((name, is_value))
        edges = sorted({at for span in values for at in span} | {0, len(text)})
        spans, starts = sorted(values.items()), {start for start, _ in values}
        pieces = []
        for start, end in zip(edges, edges[1:], strict=False):
            over = dict.fromkeys(n for (first, last), names in spans if first <= start and end <= last for n in names)
            inside = escape(text[start:end])
            name = f' id="{self.mark}-{start}"' if start in starts else ""
            said = "" if any(is_value for _, is_value in over) else ' class="said"'
            told = escape(", ".join(dict.fromkeys(n for n, _ in over)))
            pieces.append(f'<mark{name}{said} title="{told}">{inside}</mark>' if over else inside)
        return "".join(pieces)


def _quoted(evidence: Iterable[Evidence]) -> str:
    return " … ".join(f"<q>{escape(words.exact)}</q>" for words in evidence)


def _every_quotation(records: Iterable[EventRecord]) -> Iterator[tuple[str, bool, Evidence]]:
    """Yield what rests on a quotation, whether that is a value and not only a sentence said, and the quotation."""
    for record in records:
        kind = record.kind.replace("_", " ")
        for words in (record.trigger, *record.mentions):
            yield kind, True, words
        for claim in record.claims:
            for words in claim.evidence:
                yield f"{kind}: {claim.slot.name}", claim.slot is not STATEMENT, words
