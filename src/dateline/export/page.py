"""Readings as one HTML page that needs nothing else: events, and every value marked in its report.

No script, no font, no picture comes from elsewhere; a report can hold anything, so every character of it is escaped
and the page forbids itself to load or run anything (Content-Security-Policy).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from importlib.resources import files

from dateline.ledger.records import EventRecord, Told
from dateline.ledger.view import fold
from dateline.model.estimate import Estimate
from dateline.model.extraction import Extraction
from dateline.model.report import Evidence, Report

POLICY = "default-src 'none'; style-src 'unsafe-inline'"
_HEAD = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width"><title>{title}</title><style>
{style}</style></head><body><h1>{title}</h1>
"""
_COLUMNS = ("date", "kind", "place", "killed", "wounded", "perpetrators", "weapons", "who says it")


def page(extractions: Iterable[Extraction], title: str) -> str:
    """Return the page: for each report its events as a table, every value with its words, and the report marked.

    Args:
        title: heading of the page; escaped.
    """
    style = files("dateline.export").joinpath("page.css").read_text("utf-8")
    head = _HEAD.format(policy=escape(POLICY), title=escape(title), style=style)
    return head + "\n".join(map(_report, extractions)) + "\n</body></html>\n"


def _report(extraction: Extraction) -> str:
    report, records = extraction.report, fold(extraction)
    parts = (report.published and report.published.isoformat(), report.outlet, report.title)
    about = " · ".join(escape(str(part)) for part in parts if part)
    table = _table(records) if records else "<p>No event was read.</p>"
    details = "\n".join(map(_details, records))
    return (
        f"<section><h2>{escape(report.id)}</h2><p>{about}</p>\n{table}\n{details}\n"
        f'<details open><summary>The report</summary><div class="report">{_marked(report, records)}</div></details>'
        "</section>"
    )


def _table(records: Iterable[EventRecord]) -> str:
    head = "".join(f"<th>{name}</th>" for name in _COLUMNS)
    rows = "".join(f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in _cells(r))}</tr>" for r in records)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"


def _cells(record: EventRecord) -> Iterator[str]:
    when = record.when
    yield " – ".join(dict.fromkeys((str(when.earliest), str(when.latest)))) if when and when.value.placed else ""
    yield record.kind.replace("_", " ") + ("" if record.status == "happened" else f" ({record.status})")
    yield record.where.name if record.where else ""
    yield _number(record.killed)
    yield _number(record.wounded)
    yield "; ".join(f"{p.name} ({p.responsibility}{_by(p.by)})" for p in record.perpetrators)
    yield "; ".join(w.name for w in record.weapons)
    yield "; ".join(dict.fromkeys(c.attribution.speaker or "the report" for c in record.claims))


def _by(names: tuple[str, ...]) -> str:
    return " by " + ", ".join(names) if names else ""


def _number(told: Told[Estimate] | None) -> str:
    if told is None:
        return ""
    low, high = told.low or 0, told.high
    return f"{low} or more" if high is None else str(high) if low == high else f"{low} to {high}"


def _details(record: EventRecord) -> str:
    lines = "".join(
        f"<tr><td>{escape(c.slot.name)}</td><td>{_quoted(c.evidence)}</td>"
        f"<td>{escape(c.attribution.speaker or 'the report')} {escape(c.attribution.stance.replace('_', ' '))}</td>"
        f"<td><code>{escape(c.evidence[0].rule)}</code></td></tr>"
        for c in record.claims
    )
    told = f"{record.kind.replace('_', ' ')}: {_quoted((record.trigger, *record.mentions))}"
    return f"<details><summary>{told}</summary><table>{lines}</table></details>"


def _quoted(evidence: Iterable[Evidence]) -> str:
    return " … ".join(f"<q>{escape(words.exact)}</q>" for words in evidence)


def _marked(report: Report, records: Iterable[EventRecord]) -> str:
    """The report's text with every quoted stretch marked; hovering tells which values rest on it."""
    values: dict[tuple[int, int], list[str]] = {}
    for name, words in _every_quotation(records):
        values.setdefault((words.span.start, words.span.end), []).append(name)
    edges = sorted({at for span in values for at in span} | {0, len(report.text)})
    spans = sorted(values.items())
    pieces = []
    for start, end in zip(edges, edges[1:], strict=False):
        over = dict.fromkeys(n for (first, last), names in spans if first <= start and end <= last for n in names)
        inside = escape(report.text[start:end])
        pieces.append(f'<mark title="{escape(", ".join(over))}">{inside}</mark>' if over else inside)
    return "".join(pieces)


def _every_quotation(records: Iterable[EventRecord]) -> Iterator[tuple[str, Evidence]]:
    for record in records:
        kind = record.kind.replace("_", " ")
        for words in (record.trigger, *record.mentions):
            yield kind, words
        for claim in record.claims:
            for words in claim.evidence:
                yield f"{kind}: {claim.slot.name}", words
