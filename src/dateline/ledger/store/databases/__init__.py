"""Opens a ledger in either database, and says what went wrong in words for the user."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Protocol

from sqlalchemy import Connection, Executable

from dateline.errors import LedgerError
from dateline.ledger.store.databases import postgresql, sqlite
from dateline.ledger.store.databases.faults import PromiseError
from dateline.ledger.store.databases.sending import Row, in_parts, insert
from dateline.ledger.store.databases.transactions import snapshot, transaction
from dateline.ledger.store.schema import FIRST, FORM


class Database(Protocol):
    """What `sqlite` and `postgresql` know."""

    def connect(self, path: str, create: bool) -> Connection:
        """Open it, without making anything in it yet."""

    def shown(self, path: str) -> str:
        """Return the path or address as messages show it."""

    def settle(self, connection: Connection) -> None:
        """Set up a connection to write safely."""

    def form(self, connection: Connection, path: str) -> int | None:
        """Return the form of the tables; None if there are none."""

    def identity(self, path: str) -> object:
        """Return what tells this ledger from another one that was put in its place."""

    def writes(self, connection: Connection) -> object:
        """Return what changes whenever anybody else has written."""


def is_address(path: str) -> bool:
    """Whether this names a database on a server instead of a file."""
    return path.startswith(postgresql.SCHEMES)


def connect(path: str, create: bool) -> Connection:
    """Open the ledger at a path or an address, and make it if it is new.

    Raises:
        LedgerError: if there is none and none may be made, or it is no ledger of this form.
    """
    connection = _database(path).connect(path, create)
    try:
        _take_form(connection, path, create)
    except LedgerError:
        connection.close()
        raise
    return connection


def form_of(path: str) -> int | None:
    """Return the form of the tables of a ledger as it is, without bringing it to this one; None if it is empty."""
    database = _database(path)
    connection = database.connect(path, create=False)
    try:
        return database.form(connection, path)
    finally:
        connection.close()


def shown(path: str) -> str:
    """Return the path or address as messages show it: without its password."""
    return _database(path).shown(path)


def rows(connection: Connection, query: Executable, values: Mapping[str, object] | None = None) -> Iterator[Row]:
    """Run a query and yield its rows by the names of their columns."""
    found = connection.execute(query, values)
    names = list(map(str, found.keys()))
    for row in found:
        yield dict(zip(names, row, strict=True))


def _database(path: str) -> Database:
    return postgresql if is_address(path) else sqlite


def _take_form(connection: Connection, path: str, create: bool) -> None:
    """Make the tables in an empty database, bring an older ledger to this form, refuse what is neither."""
    database = _database(path)
    form = database.form(connection, path)
    if form is None and not create:
        raise LedgerError("there is no ledger", shown(path), "make one with: dateline read REPORTS --ledger ...")
    if form is not None and not FIRST <= form <= FORM:
        what = f"the ledger has form {form}, this version of Dateline reads form {FORM}"
        raise LedgerError(what, shown(path), "read it with the version that made it, or read the reports again")
    database.settle(connection)
    if form != FORM:
        with transaction(connection):
            # Another process may have made it in the meantime.
            if database.form(connection, path) != FORM:
                from dateline.ledger.store.schema.upgrade import upgrade

                upgrade(connection)


__all__ = [
    "PromiseError",
    "Row",
    "connect",
    "form_of",
    "in_parts",
    "insert",
    "is_address",
    "rows",
    "shown",
    "snapshot",
    "transaction",
]
