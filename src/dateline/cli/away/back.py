"""`dateline import` and `compare`: what people coded themselves, into a ledger or held against it."""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from dateline.cli import REFUSED
from dateline.cli.many.opened import opened
from dateline.cli.terminal import printable
from dateline.cli.terminal.table import ID_SHOWN, console, notes
from dateline.errors import SourceError
from dateline.evaluate.coders import Comparison, Difference, compare
from dateline.export.back.coded import CodedRow, coded_rows
from dateline.export.back.columns import columns_of
from dateline.export.back.tables import read_table
from dateline.export.cells import Value, write_csv
from dateline.export.record import quotation
from dateline.ledger import Ledger
from dateline.ledger.canon import CanonicalEvent
from dateline.model.extraction import Refused

SHOWN = 20
"""Differences and events shown in a terminal; --json and --csv give all."""


@dataclass(frozen=True, slots=True)
class CodedTable:
    """A coder's table as the user names it: the file, a map of its columns, and who speaks in it."""

    path: Path
    columns: tuple[str, ...] = ()
    dataset: str = ""

    def rows(self) -> tuple[list[CodedRow], list[Refused]]:
        """Read it; return its rows and those that were refused."""
        sheet = read_table(self.path)
        found = list(coded_rows(sheet, columns_of(sheet, self.columns, self.dataset)))
        rows = [one for one in found if isinstance(one, CodedRow)]
        if not rows:
            why = next((one.why for one in found if isinstance(one, Refused)), "it has no rows")
            raise SourceError(f"no row of the table could be read: {why}", str(self.path), "see what the map says")
        return rows, [one for one in found if isinstance(one, Refused)]


def import_coded(name: str, table: CodedTable) -> int:
    """Bring a coder's events into a ledger as the dataset's claims; return the exit code."""
    rows, refused = table.rows()
    with Ledger.open(name) as ledger:
        results = ledger.add_all(row.extraction for row in rows)
        refused += [one for one in results if isinstance(one, Refused)]
        ledger.refuse(*refused)
        path = ledger.path
    said = notes()
    for one in refused:
        said.print(Text(printable(f"refused {one.where}: {one.why}")), soft_wrap=True)
    new = sum(result is True for result in results)
    known = results.count(False)
    counts = f"given {len(rows) + len(refused)} = imported {new} + known before {known} + refused {len(refused)}"
    said.print(counts, soft_wrap=True)
    dataset = rows[0].extraction.report.outlet
    said.print(f"{dataset} is now one voice among the reports: dateline dissent {path}", soft_wrap=True)
    return REFUSED if refused else 0


def compare_coded(name: str, table: CodedTable, policy: str, as_json: bool, differences: Path | None) -> None:
    """Print how far a table and a ledger agree, and where they differ."""
    rows, refused = table.rows()
    with opened(name) as (ledger, _):
        found = compare(rows, tuple(ledger.extractions()), ledger.judgements(), policy, ledger.decisions())
    for one in refused:
        notes().print(Text(printable(f"refused {one.where}: {one.why}")), soft_wrap=True)
    if differences is not None:
        _write(differences, found.differences)
    if as_json:
        sys.stdout.buffer.write(msgspec.json.encode(_whole(found, rows)) + b"\n")
        return
    out = console()
    matched = len(found.matched)
    out.print(f"{len(rows)} rows: {matched} matched, {len(found.missed)} missed; {len(found.extra)} events are extra")
    out.print(_sheet(found))
    for one_ in found.differences[:SHOWN]:
        out.print(Padding(Text(printable(_line(one_))), (0, 0, 0, 2)))
        words = " … ".join(repr(words.exact) for words in one_.beside.evidence[:3])
        out.print(Padding(Text(printable(words), style="dim"), (0, 0, 0, 6)))
    _print_rest(len(found.differences), "differences")
    for row in found.missed[:SHOWN]:
        out.print(Text(printable(f"missed: line {row.number} ({row.id}): {_short(row.extraction.report.text)}")))
    for event in found.extra[:SHOWN]:
        out.print(Text(printable(f"extra: {event.id[:ID_SHOWN]} {_told(event)}")))


def _sheet(found: Comparison) -> Table:
    out = Table(box=None, header_style="dim", pad_edge=False)
    for title in ("slot", "coded", "matched", "same", "within bounds", "kappa / alpha"):
        out.add_column(title, justify="left" if title == "slot" else "right")
    for name, score in found.slots.items():
        if score.coded:
            shares = [f"{n} ({n / score.coded:.1%})" for n in (score.same, score.within)]
            coefficient = f"{score.coefficient:.3f}" if score.coefficient is not None else ""
            out.add_row(name, str(score.coded), str(score.compared), *shares, coefficient)
    return out


def _line(one: Difference) -> str:
    coded, held = one.beside.coded, one.beside.held or "nothing"
    why = f" ({one.beside.why})" if one.beside.why else ""
    return f"line {one.row.number} ({one.row.id}) {one.slot}: coded {coded}, {one.event[:ID_SHOWN]} has {held}{why}"


def _print_rest(count: int, what: str) -> None:
    if count > SHOWN:
        notes().print(f"{count - SHOWN} more {what}: --differences FILE.csv or --json gives all", soft_wrap=True)


def _short(text: str) -> str:
    return " · ".join(text.splitlines())[:160]


def _told(event: CanonicalEvent) -> str:
    from dateline.export.words import days

    when = days(event.when.value) if event.when is not None else "no date"
    where = event.where.value.name if event.where is not None else "no place"
    return f"{when} {event.kind.replace('_', ' ')} {where}"


def _write(path: Path, differences: Iterable[Difference]) -> None:
    names = ("line", "id", "event", "slot", "coded", "ledger", "within", "why", "reports", "words")
    rows: list[dict[str, Value]] = [
        {
            "line": one.row.number,
            "id": one.row.id,
            "event": one.event,
            "slot": one.slot,
            "coded": one.beside.coded,
            "ledger": one.beside.held,
            "within": one.beside.within,
            "why": one.beside.why,
            "reports": "; ".join(dict.fromkeys(words.report_id for words in one.beside.evidence)),
            "words": " … ".join(words.exact for words in one.beside.evidence),
        }
        for one in differences
    ]
    try:
        write_csv(path, names, rows)
    except (OSError, csv.Error) as error:
        raise SourceError(f"it cannot be written: {error}", str(path), "give another file") from error


def _whole(found: Comparison, rows: Sequence[CodedRow]) -> dict[str, object]:
    return {
        "rows": len(rows),
        "matched": found.matched,
        "missed": [{"line": row.number, "id": row.id} for row in found.missed],
        "extra": [event.id for event in found.extra],
        "slots": {name: msgspec.to_builtins(score) for name, score in found.slots.items()},
        "differences": [
            {
                "line": one.row.number,
                "id": one.row.id,
                "event": one.event,
                "slot": one.slot,
                "coded": one.beside.coded,
                "ledger": one.beside.held,
                "within": one.beside.within,
                "why": one.beside.why,
                "evidence": [{"report": words.report_id, **quotation(words)} for words in one.beside.evidence],
            }
            for one in found.differences
        ],
    }
