"""A coder's CSV file as rows, each with the number of its line: whatever separates its cells, headed or not."""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from dateline.errors import SourceError
from dateline.export.cells import plain
from dateline.sources.decode import decode

SEPARATORS = ",;\t|"
SAMPLE = 20_000
"""Characters that are looked at to find what separates the cells."""
CELL_LIMIT = 10_000_000
"""Characters of one cell: notes are long, and Python's csv gives up at 131,072."""


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a table: where it stands in the file (the first line is 1), and its cells by column."""

    number: int
    cells: Mapping[str, str]

    def get(self, column: str) -> str:
        """Return a cell without blanks around it; empty where there is no such column."""
        return self.cells.get(column, "").strip()


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table: its name, its columns in order, and its rows."""

    name: str
    columns: tuple[str, ...]
    lines: tuple[Line, ...]


def read_table(path: Path, headless: Mapping[int, tuple[str, ...]] | None = None) -> Sheet:
    """Read a CSV file.

    Args:
        headless: columns of tables that some publishers release without a header, by how many there are.

    Raises:
        SourceError: if it is no text, has no row, two columns of one name, or a row that is longer than its header.
    """
    try:
        text, _ = decode(path.read_bytes(), str(path))
    except OSError as error:
        raise SourceError(f"the table cannot be read: {error.strerror}", str(path), "give a CSV file") from error
    _refuse_json(text, path)
    csv.field_size_limit(min(CELL_LIMIT, sys.maxsize))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text[:SAMPLE]), strict=True)
    rows: list[tuple[int, list[str]]] = []
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                rows.append((reader.line_num, [str(plain(cell)) for cell in cells]))
    except csv.Error as error:
        raise SourceError(f"this is no CSV: {error}", f"{path} line {reader.line_num}", "check its quotes") from error
    if not rows:
        raise SourceError("the table is empty", str(path), "give a table with a header and rows")
    known = (headless or {}).get(len(rows[0][1]))
    if known is not None and not set(known) & set(rows[0][1]):
        columns, body = known, rows
    else:
        columns, body = tuple(name.strip() for name in rows[0][1]), rows[1:]
    return Sheet(path.name, columns, _lines(columns, body, path))


def _refuse_json(text: str, path: Path) -> None:
    """Tell whoever gives JSON lines what takes them."""
    first = text[:SAMPLE].lstrip()
    if first.startswith('{"dateline":'):
        what, advice = "this is a whole ledger, not a table", f"make a ledger of it: dateline copy {path} NEW.db"
        raise SourceError(what, str(path), advice)
    if first.startswith(("{", "[{")):
        raise SourceError("this is JSON, not a table", str(path), "give CSV or Excel; `dateline read` reads reports")


def _separator(sample: str) -> str:
    first = sample.split("\n", 1)[0]
    return max(SEPARATORS, key=first.count)


def _lines(columns: tuple[str, ...], rows: list[tuple[int, list[str]]], path: Path) -> tuple[Line, ...]:
    twice = {name for name in columns if name and columns.count(name) > 1}
    if twice:
        raise SourceError(f"two columns are called {min(twice)!r}", str(path), "give each column a name of its own")
    for number, cells in rows:
        if len(cells) > len(columns):
            what = f"the row has {len(cells)} cells under {len(columns)} columns"
            raise SourceError(what, f"{path} line {number}", "check its quotes")
    return tuple(Line(number, dict(zip(columns, cells, strict=False))) for number, cells in rows)
