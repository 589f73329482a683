"""`dateline show`, `event` and `page`: what a ledger holds, for people and for programs."""

from __future__ import annotations

import sys
from pathlib import Path

import msgspec
from rich.console import Console
from rich.text import Text

from dateline.cli.terminal.context import MARKS, in_context, in_words
from dateline.cli.terminal.table import console, heading, notes, table
from dateline.errors import ExportError
from dateline.export.record import as_dict
from dateline.ledger import Ledger, fold
from dateline.ledger.records import EventRecord
from dateline.model.claim import Claim, Factuality
from dateline.model.extraction import Extraction
from dateline.model.report import Evidence, Report

LABEL = 12


def show_events(path: Path, as_json: bool) -> None:
    """Print every event of a ledger, report by report."""
    out, is_first = console(), True
    with Ledger.open(path, create=False) as ledger:
        for extraction in ledger.extractions():
            if as_json:
                _print_json(as_dict(extraction))
                continue
            out.print(heading(extraction.report))
            records = fold(extraction)
            if records:
                out.print(table(records, is_first))
                is_first = False


def show_event(path: Path, name: str, as_json: bool) -> None:
    """Print one event with every claim made about it."""
    with Ledger.open(path, create=False) as ledger:
        record, extraction = ledger.event(name)
    if as_json:
        whole = as_dict(extraction)
        found = next(event for event in whole["events"] if event["id"] == record.id)
        about = [claim for claim in whole["claims"] if claim["event"] == record.id]
        _print_json({"report": whole["report"], "event": found, "claims": about})
        return
    out = console()
    out.print(heading(extraction.report))
    out.print(table([record], True))
    out.print()
    _print_claims(out, record, extraction)


def write_page(path: Path, out: Path) -> None:
    """Write a ledger as one HTML page."""
    from dateline.export.page import page

    with Ledger.open(path, create=False) as ledger:
        html = page(ledger.extractions(), path.name)
    try:
        out.write_text(html, encoding="utf-8", errors="xmlcharrefreplace")
    except OSError as error:
        raise ExportError(error.strerror or str(error), str(out), "name a file that can be written: --out") from error
    notes().print(f"wrote {out}")


def _print_claims(out: Console, record: EventRecord, extraction: Extraction) -> None:
    _print_words(out, "told in", record.kind.replace("_", " "), (record.trigger, *record.mentions), extraction.report)
    for claim in record.claims:
        _print_words(out, claim.slot.name, in_words(claim.value), claim.evidence, extraction.report)
        out.print(Text(" " * LABEL + _who(claim), style="dim"))
    for link in extraction.links:
        if record.id in (link.source, link.target):
            other = link.target if link.source == record.id else link.source
            way = "of" if link.source == record.id else "by"
            _print_words(out, "link", f"{link.relation} {way} event {other[:8]}", link.evidence, extraction.report)


def _print_words(out: Console, label: str, value: str, evidence: tuple[Evidence, ...], report: Report) -> None:
    out.print(Text.assemble((f"{label:<{LABEL}}", "bold"), value))
    shown: set[str] = set()
    for words in evidence:
        line = in_context(report, words.span)
        if line not in shown:
            shown.add(line)
            place = f" {words.span.start}-{words.span.end} {words.rule}"
            before, inside, after = _cut(line)
            out.print(Text.assemble(" " * LABEL, before, (inside, "bold reverse"), after, (place, "dim")))


def _cut(line: str) -> tuple[str, str, str]:
    start, end = line.index(MARKS[0]), line.rindex(MARKS[1]) + 1
    return line[:start], line[start:end], line[end:]


def _who(claim: Claim[object]) -> str:
    said = claim.attribution
    parts = [f"{said.speaker or 'the report'} {said.stance.replace('_', ' ')}"]
    parts += [f"certainty: {said.certainty}"] if said.certainty else []
    parts += [f"said {said.said}"] if said.said else []
    parts += [f"cue: {said.cue.exact!r}"] if said.cue else []
    parts += [f"factuality {claim.factuality}"] if claim.factuality is not Factuality.CERTAIN else []
    return ", ".join(parts)


def _print_json(value: object) -> None:
    sys.stdout.buffer.write(msgspec.json.encode(value) + b"\n")
