"""`dateline show` and `event`: what a ledger holds, for people and for programs."""

from __future__ import annotations

import re
import sys

import msgspec
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from dateline.cli.terminal import printable
from dateline.cli.terminal.context import MARKS, in_context
from dateline.cli.terminal.table import NO_EVENT, console, heading, table
from dateline.export.record import as_dict
from dateline.export.words import in_words
from dateline.ledger import Ledger, fold
from dateline.ledger.records import EventRecord
from dateline.model.claim import Claim, Factuality
from dateline.model.extraction import Extraction
from dateline.model.report import Cited, Evidence, Report

LABEL = 12
INDENT = (0, 0, 0, LABEL)
"""Lines below a label begin under the value, also where they wrap."""
MARKED = re.compile(f"{MARKS[0]}[^{MARKS[1]}]*{MARKS[1]}")


def show_events(path: str, as_json: bool) -> None:
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
                out.print(table(records, is_first, out.width))
                is_first = False
            else:
                out.print(NO_EVENT)


def show_event(path: str, name: str, as_json: bool) -> None:
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
    out.print(table([record], True, out.width))
    _print_claims(out, record, extraction)


def _print_claims(out: Console, record: EventRecord, extraction: Extraction) -> None:
    _print_words(out, "told in", record.kind.replace("_", " "), (record.trigger, *record.mentions), extraction.report)
    # One sentence somebody says is several statements, one a subject: they are shown together, their words once.
    for (slot, words, who), values in _together(record).items():
        _print_words(out, slot, "; ".join(values), words, extraction.report)
        out.print(Padding(Text(printable(who), style="dim"), INDENT))
    for link in extraction.links:
        if record.id in (link.source, link.target):
            other = link.target if link.source == record.id else link.source
            way = "of" if link.source == record.id else "by"
            _print_words(out, "link", f"{link.relation} {way} event {other[:8]}", link.evidence, extraction.report)


def _together(record: EventRecord) -> dict[tuple[str, Cited, str], list[str]]:
    """Group what is said of one slot by one speaker in the same words, in the order of the claims."""
    out: dict[tuple[str, Cited, str], list[str]] = {}
    for claim in record.claims:
        out.setdefault((claim.slot.name, claim.evidence, _who(claim)), []).append(in_words(claim.value))
    return out


def _print_words(out: Console, label: str, value: str, evidence: tuple[Evidence, ...], report: Report) -> None:
    out.print()
    head = Table.grid(expand=True)
    head.add_column(width=LABEL)
    head.add_column(ratio=1)
    head.add_row(Text(label, style="bold"), Text(printable(value)))
    out.print(head)
    for line in in_context(report, {words.span for words in evidence}):
        text = Text(line)
        text.highlight_regex(MARKED, "bold reverse")
        out.print(Padding(text, INDENT))
    places = (f"{words.span.start}-{words.span.end} {words.rule}" for words in evidence)
    out.print(Padding(Text("words " + ", ".join(places), style="dim"), INDENT))


def _who(claim: Claim[object]) -> str:
    said = claim.attribution
    parts = [f"said by {said.speaker or 'the report'}", f"stance {said.stance.replace('_', ' ')}"]
    parts += [f"certainty: {said.certainty}"] if said.certainty else []
    parts += [f"said {said.said}"] if said.said else []
    parts += [f"cue: {said.cue.exact!r}"] if said.cue else []
    parts += [f"factuality {claim.factuality}"] if claim.factuality is not Factuality.CERTAIN else []
    return ", ".join(parts)


def _print_json(value: object) -> None:
    sys.stdout.buffer.write(msgspec.json.encode(value) + b"\n")
