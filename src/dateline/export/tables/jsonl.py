"""JSON lines: one object a row, every column in it, null where nothing is said, days as ISO text."""

from __future__ import annotations

from pathlib import Path

import msgspec

from dateline.export.book import Book
from dateline.export.cells import Written
from dateline.export.formats import Options
from dateline.export.tables.sheets import Table, write_tables


def write(book: Book, path: Path, options: Options) -> Written:
    """Write one table to a file, or all of them into a folder.

    Raises:
        ExportError: if there is no such table.
    """
    encode = msgspec.json.Encoder().encode

    def write_one(table: Table, file: Path) -> int:
        count = 0
        with file.open("wb") as out:
            for row in table.rows(book):
                out.write(encode({column.name: row.get(column.name) for column in table.columns}) + b"\n")
                count += 1
        return count

    return write_tables(book, path, options, ".jsonl", write_one)
