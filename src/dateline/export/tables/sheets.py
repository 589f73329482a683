"""Every table of a book, and how a format of tables is written: one of them to a file, or all into a folder."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from dateline.errors import ExportError
from dateline.export.book import Book
from dateline.export.cells import Value, Written
from dateline.export.formats import Options
from dateline.export.tables.rows import around, columns, events, said
from dateline.export.tables.rows.columns import Column

Rows = Iterable[Mapping[str, Value]]


@dataclass(frozen=True, slots=True)
class Table:
    """A table: what one row is, its columns in their order, and the rows of a book."""

    name: str
    doc: str
    columns: tuple[Column, ...]
    rows: Callable[[Book], Rows]


TABLES: Mapping[str, Table] = {
    one.name: one
    for one in (
        Table("events", "one row an event, as all reports tell it", columns.EVENTS, events.rows),
        Table("tellings", "one row a report's telling of an event", columns.TELLINGS, said.tellings),
        Table("claims", "one row a value that somebody says of an event", columns.CLAIMS, said.claims),
        Table("tolls", "one row an account of how many were harmed", columns.TOLLS, said.tolls),
        Table("people", "one row a person named among those harmed", columns.PEOPLE, said.people),
        Table("links", "one row a tie to an earlier event, as a report says it", columns.LINKS, around.links),
        Table("tallies", "one row a running total; it belongs to no event", columns.TALLIES, around.tallies),
        Table("dissent", "one row a value on which reports differ", columns.DISSENT, said.dissent),
        Table("reports", "one row a report: the sources", columns.SOURCES, around.reports),
    )
}
"""The tables by name, in the order in which they are shown."""
ALSO = {"sources": "reports"}
"""Other names of tables."""


def table_named(name: str) -> Table:
    """Return a table by its name.

    Raises:
        ExportError: if there is none of that name.
    """
    found = TABLES.get(ALSO.get(name, name))
    if found is None:
        raise ExportError(f"there is no table {name!r}", "", f"take one of: {', '.join(TABLES)}")
    return found


def write_tables(book: Book, path: Path, options: Options, ending: str, write: Callable[[Table, Path], int]) -> Written:
    """Write the table that is asked for to a file; to a path without an ending, or a folder, all of them.

    Args:
        ending: of the files in the folder (".csv").
        write: writes one table and returns the number of its rows.

    Returns:
        Of one table what it dropped, and of events what each cell rests on; all tables together drop nothing.

    Raises:
        ExportError: if there is no such table.
    """
    one = table_named(options.table)
    if path.suffix and not path.is_dir():
        count = write(one, path)
        alone = one.name == "events"
        return Written(count, tuple(events.coded(book)) if alone else (), events.losses(book) if alone else ())
    path.mkdir(exist_ok=True)
    counts = {name: write(table, path / f"{name}{ending}") for name, table in TABLES.items()}
    return Written(counts["events"])
