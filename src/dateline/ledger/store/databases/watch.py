"""Tells whether anybody has written to a ledger since it was looked at last, in this process or any other.

Asked of the database itself, so that no writer can forget to say so.
"""

from __future__ import annotations

from threading import Lock
from typing import Any

from sqlalchemy import Connection

from dateline.errors import LedgerError
from dateline.ledger.store.databases import connect, is_address, postgresql, sqlite

Seen = tuple[int, Any, Any]
"""Which connection saw it, in which file, and what the database says of its writes: equal only if nobody wrote."""


class Watch:
    """Looks at one ledger, through a connection of its own that never writes."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._database = postgresql if is_address(path) else sqlite
        self._lock = Lock()
        self._db: Connection | None = None
        self._opened, self._file = 0, None

    def seen(self) -> Seen:
        """Return what can be compared: whatever is asked of the ledger afterwards is as new as this, or newer.

        Raises:
            LedgerError: if the ledger is gone.
        """
        with self._lock:
            file = self._database.identity(self._path)
            if self._db is None or file != self._file:
                self._open(file)
            try:
                return self._looked()
            except LedgerError:
                # The server was started anew, or ended our connection.
                self._open(file)
                return self._looked()

    def close(self) -> None:
        """Close the connection; it is opened again if somebody looks."""
        with self._lock:
            if self._db is not None:
                self._db.close()
            self._db = None

    def _open(self, file: Any) -> None:
        if self._db is not None:
            self._db.close()
        self._db = None
        self._db = connect(self._path, create=False)
        self._opened, self._file = self._opened + 1, file

    def _looked(self) -> Seen:
        if self._db is None:
            raise LedgerError("the ledger is closed", self._path, OPEN)
        return self._opened, self._file, self._database.writes(self._db)


OPEN = "open it again"
