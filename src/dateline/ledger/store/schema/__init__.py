"""One schema for two databases: the tables, the triggers that keep their promises, and what people look at."""

from __future__ import annotations

from typing import Final

from sqlalchemy import Connection
from sqlalchemy.schema import CreateTable

from dateline.ledger.store.schema import triggers, views
from dateline.ledger.store.schema.tables import CONTENT, DERIVED, PROOF, SINCE

FORM: Final = 6
"""The form of the tables that this version reads and writes: the last of `migrations/versions`."""
FIRST: Final = 2
"""The form that a new ledger begins with; an older one is read again."""
APPLICATION: Final = 0x44544C4E
"""PRAGMA application_id of a ledger in SQLite: "DTLN"."""
MARK: Final = "dateline_form"
"""The table that holds the form; where it is, there is a ledger."""


def make(connection: Connection) -> None:
    """Make the tables, triggers and views of the first form in an empty database."""
    _make(connection, FIRST)
    dialect = connection.dialect.name
    for statement in getattr(views, dialect)():
        connection.exec_driver_sql(statement)
    if dialect == "sqlite":
        connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION}")
    mark(connection, FIRST)


def add(connection: Connection, form: int) -> None:
    """Make the tables that came in a later form, with what keeps them, in a ledger of the form before."""
    _make(connection, form)
    mark(connection, form)


def mark(connection: Connection, form: int) -> None:
    """Write the form where versions of Dateline before form 2 look."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(f"PRAGMA user_version = {form}")


def _make(connection: Connection, form: int) -> None:
    tables = [table for table in (*CONTENT, *DERIVED, *PROOF) if SINCE.get(table.name, FIRST) == form]
    for table in tables:
        connection.execute(CreateTable(table))
        # `table.indexes` is a set: made in its order, no two files would be the same.
        for index in sorted(table.indexes, key=lambda index: str(index.name)):
            index.create(connection, checkfirst=False)
    kept = [table for table in tables if table in (*CONTENT, *PROOF)]
    for statement in getattr(triggers, connection.dialect.name)(kept):
        connection.exec_driver_sql(statement)
