"""Parquet: every column with its type, its meaning in its metadata; the policy and what was asked in the file's."""

from __future__ import annotations

from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any

from dateline.errors import ExportError
from dateline.export.book import Book
from dateline.export.cells import Written
from dateline.export.formats import Options
from dateline.export.tables.rows.columns import Column
from dateline.export.tables.sheets import Table, write_tables

TYPES = {"text": "string", "count": "int64", "degrees": "float64", "day": "date32", "yes": "bool_"}


def write(book: Book, path: Path, options: Options) -> Written:
    """Write one table to a file, or all of them into a folder.

    Raises:
        ExportError: if there is no such table, or the library that writes Parquet is not installed.
    """
    arrow, parquet = _library("pyarrow"), _library("pyarrow.parquet")
    about = {"policy": book.policy, "events": book.asked, "as_of": str(book.as_of or ""), "title": book.title}

    def write_one(table: Table, file: Path) -> int:
        rows = list(table.rows(book))
        fields = [_field(arrow, column) for column in table.columns]
        told = {f"dateline.{name}": value for name, value in about.items()} | {"dateline.table": table.name}
        values = [[_typed(row.get(column.name), column) for row in rows] for column in table.columns]
        arrays = [arrow.array(some, type=field.type) for some, field in zip(values, fields, strict=True)]
        parquet.write_table(arrow.Table.from_arrays(arrays, schema=arrow.schema(fields, told)), file)
        return len(rows)

    return write_tables(book, path, options, ".parquet", write_one)


def _field(arrow: Any, column: Column) -> Any:
    about = {"doc": column.doc} | ({"unit": column.unit} if column.unit else {})
    return arrow.field(column.name, getattr(arrow, TYPES[column.type])(), metadata=about)


def _typed(value: Any, column: Column) -> Any:
    return date.fromisoformat(value) if column.type == "day" and value is not None else value


def _library(name: str) -> Any:
    try:
        return import_module(name)
    except ImportError as error:
        advice = "install it with: pip install 'dateline[parquet]'; csv and jsonl need nothing"
        raise ExportError("Parquet needs the library pyarrow", "", advice) from error
