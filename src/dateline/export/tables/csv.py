"""CSV: UTF-8, a header, LF line ends, an empty cell where nothing is said, texts that no spreadsheet runs."""

from __future__ import annotations

from pathlib import Path

from dateline.export.book import Book
from dateline.export.cells import Written, write_csv
from dateline.export.formats import Options
from dateline.export.tables.sheets import Table, write_tables


def write(book: Book, path: Path, options: Options) -> Written:
    """Write one table to a file, or all of them into a folder.

    Raises:
        ExportError: if there is no such table.
    """

    def write_one(table: Table, file: Path) -> int:
        rows = list(table.rows(book))
        write_csv(file, [column.name for column in table.columns], rows)
        return len(rows)

    return write_tables(book, path, options, ".csv", write_one)
