"""Rows on their way: many at a time, in the words of the driver, compiled once a table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any, TypeVar

from sqlalchemy import Connection, Dialect, Table

Row = dict[str, Any]
V = TypeVar("V")
PART = 500
"""Values named in one query; SQLite takes 32,766, older ones 999."""
KEPT = 64
"""Statements kept compiled: those of a few ledgers open at once."""


def in_parts(values: Sequence[V], size: int = PART) -> Iterator[Sequence[V]]:
    """Yield values in parts small enough for one query."""
    for start in range(0, len(values), size):
        yield values[start : start + size]


def insert(connection: Connection, table: Table, found: Sequence[Row], on_conflict: str = "") -> None:
    """Add rows to a table; a column that a row leaves out is empty.

    Args:
        on_conflict: what follows ON CONFLICT where a row of that key is there ("DO NOTHING").
    """
    if found:
        columns, sql = _statement(connection.dialect, table)
        sent = [tuple([row.get(column) for column in columns]) for row in found]
        connection.exec_driver_sql(f"{sql} ON CONFLICT {on_conflict}" if on_conflict else sql, sent)


@lru_cache(KEPT)
def _statement(dialect: Dialect, table: Table) -> tuple[tuple[str, ...], str]:
    """Return the columns of a table in their order, and the statement that inserts one row of them."""
    compiled = table.insert().compile(dialect=dialect)
    return tuple(compiled.positiontup or ()), str(compiled)
