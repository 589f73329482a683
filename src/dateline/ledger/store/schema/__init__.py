"""One schema for two databases: the tables, the triggers that keep their promises, and what people look at."""

from __future__ import annotations

from typing import Final

from sqlalchemy import Connection
from sqlalchemy.schema import CreateTable

from dateline.ledger.store.schema import triggers, views
from dateline.ledger.store.schema.tables import CONTENT, DERIVED

FORM: Final = 2
"""The form of the tables that this version reads and writes: the last of `migrations/versions`."""
APPLICATION: Final = 0x44544C4E
"""PRAGMA application_id of a ledger in SQLite: "DTLN"."""
MARK: Final = "dateline_form"
"""The table that holds the form; where it is, there is a ledger."""


def make(connection: Connection) -> None:
    """Make the tables, triggers and views of the present form in an empty database."""
    for table in (*CONTENT, *DERIVED):
        connection.execute(CreateTable(table))
        # `table.indexes` is a set: made in its order, no two files would be the same.
        for index in sorted(table.indexes, key=lambda index: str(index.name)):
            index.create(connection, checkfirst=False)
    dialect = connection.dialect.name
    for module in (triggers, views):
        for statement in getattr(module, dialect)():
            connection.exec_driver_sql(statement)
    if dialect == "sqlite":
        connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION}")
        # Versions of Dateline before form 2 look here.
        connection.exec_driver_sql(f"PRAGMA user_version = {FORM}")
