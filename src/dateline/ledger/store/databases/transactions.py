"""Transactions. The connection itself commits at once, so that reading never holds a lock that nobody asked for."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress

from sqlalchemy import Connection

from dateline.errors import LedgerError
from dateline.ledger.store.schema import APPLICATION

WRITES = "dateline writes"
"""The mark of a connection within a transaction."""


@contextmanager
def transaction(connection: Connection) -> Iterator[Connection]:
    """Write all or nothing, one writer at a time; when this is left without an error, it is on the disk.

    Within another one it is part of that one: who looks before they write hold both in one transaction, and nobody
    writes in between, in whatever process.

    Raises:
        LedgerError: if another writer does not end, the disk is full, or the rows break a promise of the tables.
    """
    if connection.info.get(WRITES):
        yield connection
        return
    is_file = connection.dialect.name == "sqlite"
    with _within(connection, "BEGIN IMMEDIATE" if is_file else "BEGIN"):
        if not is_file:
            # As in a file: two writers of one report would else both find it missing.
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({APPLICATION}, hashtext(current_schema()))")
        connection.info[WRITES] = True
        try:
            yield connection
        finally:
            if not connection.invalidated:
                connection.info[WRITES] = False


@contextmanager
def snapshot(connection: Connection) -> Iterator[Connection]:
    """Read what the ledger holds now, whatever others add in the meantime."""
    is_file = connection.dialect.name == "sqlite"
    with _within(connection, "BEGIN" if is_file else "BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY"):
        yield connection


@contextmanager
def _within(connection: Connection, begin: str) -> Iterator[None]:
    is_done = False
    try:
        connection.exec_driver_sql(begin)
        yield
        connection.exec_driver_sql("COMMIT")
        is_done = True
    finally:
        if connection.invalidated:
            # Ctrl-C within a statement has closed the link to the server, and what was under way with it.
            connection.rollback()
        elif not is_done:
            # SQLite has rolled back by itself where the disk was full.
            with suppress(LedgerError):
                connection.exec_driver_sql("ROLLBACK")
