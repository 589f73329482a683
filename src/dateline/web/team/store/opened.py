"""Opens what a team keeps beside its ledger: a file of its own, or a schema of its own in the same database."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection, select

from dateline.errors import DatelineError, TeamError
from dateline.ledger.store.databases import is_address, postgresql, sqlite, transaction
from dateline.ledger.store.databases import shown as path_shown
from dateline.web.team.store.tables import APPLICATION, FORM, FORM_TABLE, make

ENDING = ".team"
"""What the file is called after the file of its ledger."""
SCHEMA = "_team"
"""What the schema is called after that of its ledger."""
FIRST = "add the first user with: dateline users add {} NAME --role admin"


def clock() -> datetime:
    """Return the time, UTC."""
    return datetime.now(UTC)  # noqa: TID251 - web may ask the clock


def told(now: datetime) -> str:
    """Return a time as it is kept: ISO, UTC."""
    return now.isoformat(timespec="milliseconds")


@dataclass(frozen=True, slots=True)
class Team:
    """Where the users of a ledger are kept.

    Attributes:
        ledger: a file, or postgresql://...
        clock: gives the time.
    """

    ledger: str
    clock: Callable[[], datetime] = clock

    @property
    def now(self) -> datetime:
        """The time."""
        return self.clock()

    @property
    def where(self) -> str:
        """The place as messages show it."""
        return f"{path_shown(self.ledger)} (schema ...{SCHEMA})" if is_address(self.ledger) else self.ledger + ENDING

    @contextmanager
    def opened(self, create: bool = False) -> Iterator[Connection]:
        """Open it.

        Args:
            create: make it if it is not there.

        Raises:
            TeamError: if there is none and none may be made, or it is of another form.
            LedgerError: if the database cannot be reached.
        """
        db = self._connected(create)
        try:
            yield db
        finally:
            db.close()

    @contextmanager
    def writing(self, create: bool = False) -> Iterator[Connection]:
        """Open it to write, all or nothing, one writer at a time."""
        with self.opened(create) as db, transaction(db):
            yield db

    def _connected(self, create: bool) -> Connection:
        is_server = is_address(self.ledger)
        db = self._server() if is_server else self._file(create)
        try:
            (postgresql if is_server else sqlite).settle(db)
            _take_form(db, self, create)
        except DatelineError:
            db.close()
            raise
        return db

    def _file(self, create: bool) -> Connection:
        path = Path(self.ledger + ENDING)
        if not create and not path.is_file():
            raise TeamError("this ledger has no users yet", self.ledger, FIRST.format(self.ledger))
        if create and path.parent.is_dir():
            # Nobody else on the machine reads it; SQLite gives the files beside it the same rights.
            os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
        return sqlite.connect(str(path), True)

    def _server(self) -> Connection:
        db = postgresql.connect(self.ledger, False)
        schema = f"{db.exec_driver_sql('SELECT current_schema()').scalar()}{SCHEMA}".replace('"', '""')
        db.exec_driver_sql(f'SET search_path TO "{schema}"')
        return db


def _take_form(db: Connection, team: Team, create: bool) -> None:
    form = _form(db, team)
    if form is None and create:
        if db.dialect.name == "postgresql":
            db.exec_driver_sql(f"CREATE SCHEMA IF NOT EXISTS {db.exec_driver_sql('SHOW search_path').scalar()}")
        with transaction(db):
            # Another process may have made it in the meantime.
            if _form(db, team) is None:
                make(db)
        form = FORM
    if form is None:
        raise TeamError("this ledger has no users yet", team.ledger, FIRST.format(team.ledger))
    if form != FORM:
        what = f"its users are kept in form {form}, this version of Dateline reads form {FORM}"
        raise TeamError(what, team.where, "take the version of Dateline that made it")


def _form(db: Connection, team: Team) -> int | None:
    if db.dialect.name == "sqlite":
        if not db.exec_driver_sql("SELECT count(*) FROM sqlite_schema").scalar():
            return None
        if db.exec_driver_sql("PRAGMA application_id").scalar() != APPLICATION:
            raise TeamError("this file holds no users of Dateline", team.where, "move it elsewhere")
    elif db.exec_driver_sql("SELECT to_regclass('dateline_team_form')").scalar() is None:
        return None
    return db.execute(select(FORM_TABLE.c.form)).scalar()
