"""Excel: one workbook, a sheet a table, and a sheet that says what everything means.

Texts are written as texts and never run: one that begins like a formula is marked as a text that was typed with an
apostrophe, so it stays one when somebody edits the cell. The same book gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime, time
from pathlib import Path

from xlsxwriter import Workbook
from xlsxwriter.exceptions import FileCreateError
from xlsxwriter.worksheet import Worksheet

from dateline.errors import ExportError
from dateline.export.book import Book
from dateline.export.cells import RISKY, Loss, Value, Written
from dateline.export.formats import Options
from dateline.export.tables.rows.columns import Column
from dateline.export.tables.sheets import TABLES, Table, table_named

MOST_ROWS, MOST_CHARACTERS = 1_048_576, 32_767
"""What a sheet and a cell hold. Source: Microsoft, Excel specifications and limits."""
FIRST_DAY = date(1900, 3, 1)
"""Excel counts a 29 February 1900 that never was; days before are written as text."""
WIDTHS = {"text": 18, "count": 9, "degrees": 11, "day": 12, "yes": 9}
"""Columns of characters; a heading that is longer widens its column."""
WIDE = {"words": 60, "value": 40, "why": 40, "text": 60, "perpetrators": 40, "title": 40}
TYPES = {"text": "text", "count": "number", "degrees": "number", "day": "date", "yes": "yes or no"}
README = "read me"
SETTINGS = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
UNKNOWN_DAY = date(2000, 1, 1)
"""Stands in the file's properties where no report has a day, so that the same book gives the same bytes."""


class _Styles:
    """How cells look."""

    def __init__(self, workbook: Workbook) -> None:
        self.head = workbook.add_format({"bold": True, "bottom": 1, "bg_color": "#EDEDED", "valign": "top"})
        self.day = workbook.add_format({"num_format": "yyyy-mm-dd", "align": "left", "valign": "top"})
        self.degrees = workbook.add_format({"num_format": "0.0000", "valign": "top"})
        self.plain = workbook.add_format({"valign": "top"})
        self.typed = workbook.add_format({"valign": "top", "quote_prefix": True})
        self.title = workbook.add_format({"bold": True, "font_size": 14})
        self.bold = workbook.add_format({"bold": True, "valign": "top"})


def write(book: Book, path: Path, options: Options) -> Written:
    """Write a workbook with every table.

    Returns:
        What was written; texts longer than a cell holds are cut and listed.

    Raises:
        ExportError: if a table has more rows than a sheet holds, there is no table of the name in the options, or the
            file cannot be written.
    """
    table_named(options.table)
    losses: list[Loss] = []
    last = max((report.published for report in book.reports.values() if report.published), default=UNKNOWN_DAY)
    try:
        counts = _write(book, path, last, losses)
    except FileCreateError as error:
        raise ExportError(f"it cannot be written: {error}", str(path), "give another file") from error
    return Written(counts["events"], (), losses)


def _write(book: Book, path: Path, last: date, losses: list[Loss]) -> dict[str, int]:
    with Workbook(str(path), SETTINGS) as workbook:
        made = {"created": datetime.combine(last, time())}
        workbook.set_properties({"title": book.title, "comments": book.asked, "author": "Dateline", **made})
        styles = _Styles(workbook)
        about = workbook.add_worksheet(README)
        sheets = {name: workbook.add_worksheet(name) for name in TABLES}
        counts = {name: _fill(sheet, styles, TABLES[name], book, losses) for name, sheet in sheets.items()}
        _explain(about, styles, book, counts)
        sheets["events"].activate()
    return counts


def _fill(sheet: Worksheet, styles: _Styles, table: Table, book: Book, losses: list[Loss]) -> int:
    """Write one table; return the number of its rows."""
    for at, column in enumerate(table.columns):
        sheet.write_string(0, at, column.name, styles.head)
        wide = WIDE.get(column.name, WIDTHS[column.type])
        sheet.set_column(at, at, max(wide, len(column.name) + 3))
    count = 0
    for row in table.rows(book):
        count += 1
        if count >= MOST_ROWS:
            raise ExportError(f"a sheet holds {MOST_ROWS - 1} rows", table.name, "filter the events, or take parquet")
        for at, column in enumerate(table.columns):
            value = row.get(column.name)
            if isinstance(value, str) and len(value) > MOST_CHARACTERS:
                losses.append(_cut(row, table, column, value))
                value = value[:MOST_CHARACTERS]
            _put(sheet, (count, at), value, column, styles)
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, max(count, 1), len(table.columns) - 1)
    return count


def _put(sheet: Worksheet, at: tuple[int, int], value: Value, column: Column, styles: _Styles) -> None:
    if value is None or value == "":
        return
    if isinstance(value, bool):
        sheet.write_boolean(*at, value, styles.plain)
    elif not isinstance(value, str):
        sheet.write_number(*at, value, styles.degrees if column.type == "degrees" else styles.plain)
    elif column.type == "day" and date.fromisoformat(value) >= FIRST_DAY:
        sheet.write_datetime(*at, date.fromisoformat(value), styles.day)
    else:
        sheet.write_string(*at, value, styles.typed if value.startswith(RISKY) else styles.plain)


def _cut(row: Mapping[str, Value], table: Table, column: Column, value: str) -> Loss:
    event = str(row.get("event") or "")
    whose = row.get("id") or row.get("report") or event
    what = f"{column.name} of {whose} in {table.name}"
    why = f"a cell holds {MOST_CHARACTERS:,} characters (csv, jsonl and parquet hold all)"
    return Loss(event, what, f"{len(value):,} characters", why)


def _explain(sheet: Worksheet, styles: _Styles, book: Book, counts: Mapping[str, int]) -> None:
    """Write what the workbook holds, how numbers were chosen, and what every column means."""
    for at, width in enumerate((14, 20, 10, 15, 90)):
        sheet.set_column(at, at, width)
    sheet.write_string(0, 0, book.title, styles.title)
    head = _head(book)
    for line, (name, words) in enumerate(head, 1):
        sheet.write_string(line, 0, name, styles.bold)
        sheet.write_string(line, 1, words)
    below = len(head) + 2
    for at, heading in enumerate(("sheet", "column", "type", "unit", "meaning")):
        sheet.write_string(below, at, heading, styles.head)
    for line, cells in enumerate(_meanings(counts), below + 1):
        for at, words in enumerate(cells):
            sheet.write_string(line, at, words, styles.plain if cells[1] else styles.bold)
    sheet.freeze_panes(below + 1, 0)


def _head(book: Book) -> list[tuple[str, str]]:
    return [
        ("events", book.asked),
        ("policy", f"{book.policy}: how one number is chosen where reports give many"),
        ("known", f"on {book.as_of}" if book.as_of else "all reports of the ledger"),
        ("empty cells", "no report says it; nothing is filled in"),
        ("words", "every value rests on words of a report: see the sheets claims and tolls; offsets count from 0"),
        ("numbers", "low and high are what the words allow; an empty high has no upper bound"),
    ]


def _meanings(counts: Mapping[str, int]) -> Iterator[tuple[str, str, str, str, str]]:
    for table in TABLES.values():
        yield table.name, "", "", f"{counts[table.name]:,} rows", table.doc
        for column in table.columns:
            yield table.name, column.name, TYPES[column.type], column.unit, column.doc
