"""`dateline import` of an edited export: a preview of what each cell becomes, then decisions, all or none."""

from __future__ import annotations

import sys
from pathlib import Path

from rich.table import Table
from rich.text import Text

from dateline.cli import REFUSED
from dateline.cli.many.deciding import Reviewer
from dateline.cli.many.opened import opened
from dateline.cli.terminal import printable
from dateline.cli.terminal.table import ID_SHOWN, console, notes
from dateline.export.back.edits import Changed, Edits, Signed, edits
from dateline.export.back.edits.becomes import DAYS
from dateline.export.back.edits.edited import KEYS
from dateline.export.back.tables import Sheet, read_table
from dateline.export.back.workbook import read_workbook

SHEET = "events"
EXCEL = {".xlsx", ".xlsm"}


def is_edited(path: Path) -> bool:
    """Whether a table is an export of events: a workbook, or a CSV file that names id and policy."""
    return path.suffix.casefold() in EXCEL or {*KEYS} <= {*read_table(path).columns}


def import_edits(name: str, path: Path, by: str, why: str, is_sure: bool) -> int:
    """Show what an edited table changes and, if the user agrees, keep it; return the exit code."""
    reviewer = Reviewer.of(by, why or f"edited in {path.name}")
    with opened(name) as (ledger, merged):
        found = edits(_sheet(path), merged, Signed(reviewer.by, reviewer.why, reviewer.when))
        _preview(found)
        if found.decisions and (is_sure or _agrees(len(found.decisions), reviewer.by)):
            ledger.decide(*found.decisions)
            count = len(found.decisions)
            kept = f"{count} decision{'s' * (count > 1)} kept. Take them back with: dateline undo {ledger.path}"
            notes().print(kept, soft_wrap=True)
        elif found.decisions:
            notes().print("nothing was written", soft_wrap=True)
    return REFUSED if found.refused else 0


def _sheet(path: Path) -> Sheet:
    return read_workbook(path, SHEET, DAYS) if path.suffix.casefold() in EXCEL else read_table(path)


def _preview(found: Edits) -> None:
    if found.changed:
        console().print(_table(found.changed))
    said = notes()
    for one in found.refused:
        said.print(printable(f"refused: {one.where}: {one.why}"), soft_wrap=True, markup=False)
    said.print(f"{found.rows} events in the file, {found.same} of them as in the ledger", soft_wrap=True)
    if found.left_out:
        said.print(f"{found.left_out} events of the ledger are not in the file: nothing happens to them")
    if found.unknown:
        names = printable(", ".join(found.unknown))
        said.print(f"not columns of the table of events, not looked at: {names}", soft_wrap=True, markup=False)
    if not found.decisions:
        said.print("there is nothing to decide")


def _table(changed: tuple[Changed, ...]) -> Table:
    out = Table(box=None, expand=True, pad_edge=False, header_style="dim")
    for title, width in (("line", 5), ("event", ID_SHOWN), ("column", 15)):
        out.add_column(title, width=width, overflow="fold")
    for title in ("was", "becomes"):
        out.add_column(title, ratio=1, overflow="fold")
    for one in changed:
        then = (one.becomes or "(empty)") + (" (follows)" if one.follows else "")
        cells = (str(one.line), one.event[:ID_SHOWN], one.column, one.was or "(empty)", then)
        out.add_row(*(Text(printable(cell)) for cell in cells))
    return out


def _agrees(count: int, by: str) -> bool:
    """Ask at a terminal; elsewhere nobody can answer."""
    if not is_terminal():
        notes().print("to keep it, add --yes")
        return False
    answer = input(f"Keep {count} decision{'s' * (count > 1)} by {by}? Type yes: ")
    return answer.strip().casefold() in ("y", "yes")


def is_terminal() -> bool:
    """Whether somebody is there who can answer."""
    return sys.stdin.isatty()
