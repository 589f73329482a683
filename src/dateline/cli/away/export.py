"""`dateline export`: a ledger in the format of another tool."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from rich.table import Table

from dateline.cli.many.opened import opened
from dateline.cli.terminal.table import console, notes
from dateline.errors import ExportError
from dateline.export.book import book
from dateline.export.formats import FORMATS, Options, export
from dateline.ledger.canon import DEFAULT
from dateline.ledger.together import Wanted

OWN_POLICY = {"acled": "acled", "ucdp": "ucdp"}
"""Formats whose codebook says how one number is chosen."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What the user asks of an export; empty = the usual."""

    wanted: Wanted
    as_of: date | None = None
    policy: str = ""
    table: str = "events"
    inter: str = "text"
    ids: Path | None = None
    title: str = ""


def export_ledger(name: str, format_: str, out: Path, asked: Asked) -> None:
    """Write the file and say what it holds, and what was dropped."""
    if format_ not in FORMATS:
        list_formats()
        raise ExportError(f"there is no format {format_!r}", "", "take one of those above")
    options = Options(asked.inter, _ids(asked.ids), asked.table)
    policy = asked.policy or OWN_POLICY.get(format_, DEFAULT)
    with opened(name, asked.as_of) as (ledger, merged):
        title = asked.title or Path(ledger.path).stem
        made = book(merged, ledger.extractions(), asked.wanted, policy, asked.as_of, title)
    written = export(made, format_, out, options)
    said = notes()
    said.print(f"{out}: {written.rows} rows, {made.asked}; numbers under the policy {policy}", soft_wrap=True)
    for other in written.beside:
        said.print(f"{out.with_name(other)}", soft_wrap=True)
    if written.losses:
        kinds = ", ".join(sorted({loss.what for loss in written.losses}))
        said.print(f"the format cannot hold {len(written.losses)} values ({kinds}): listed in .why.csv", soft_wrap=True)


def list_formats() -> None:
    """Print every format, how its files usually end, and what it is for."""
    out = Table(box=None, pad_edge=False, header_style="dim")
    for column in ("format", "file", "what it is"):
        out.add_column(column, overflow="fold")
    for one in FORMATS.values():
        out.add_row(one.name, one.ending, one.doc)
    console().print(out)
    console().print("dateline export LEDGER FORMAT -o FILE; an evidence pack: dateline pack LEDGER -o FILE.zip")


def _ids(path: Path | None) -> dict[str, dict[str, str]]:
    """Read a map file: rows of column, name, id."""
    if path is None:
        return {}
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
    except (OSError, UnicodeDecodeError) as error:
        raise ExportError(f"the map file cannot be read: {error}", str(path), "give a CSV file in UTF-8") from error
    if any({"column", "name", "id"} - set(row) for row in rows) or not rows:
        raise ExportError("the map file has no rows of column, name, id", str(path), "begin it with: column,name,id")
    out: dict[str, dict[str, str]] = {}
    for row in rows:
        out.setdefault(row["column"], {})[row["name"]] = row["id"]
    return out
