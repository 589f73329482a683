"""A ledger in a PostgreSQL database, by its address: postgresql://user@host/database."""

from __future__ import annotations

from importlib.util import find_spec

from sqlalchemy import Connection, NullPool, create_engine, make_url
from sqlalchemy.engine import URL
from sqlalchemy.exc import ArgumentError

from dateline.errors import LedgerError
from dateline.ledger.store.databases.faults import AGAIN, FULL, LATER, OURS, Cause, PromiseError, told
from dateline.ledger.store.schema import MARK

SCHEMES = ("postgresql://", "postgres://")
BUSY_MS = 120_000
"""How long a writer waits for another one before it says that the ledger is locked."""
SETTINGS = (f"lock_timeout = {BUSY_MS}", "synchronous_commit = on")
CONNECT_SECONDS = 10


def connect(path: str, create: bool) -> Connection:
    """Connect to a database that exists already, without making anything in it yet.

    Raises:
        LedgerError: if the address is none, the driver is missing, or the server does not let us in.
    """
    if find_spec("psycopg") is None:
        advice = "install it with: pip install 'dateline[postgres]'"
        raise LedgerError("PostgreSQL needs its driver", shown(path), advice)
    engine = create_engine(
        _url(path),
        paramstyle="format",
        poolclass=NullPool,
        isolation_level="AUTOCOMMIT",
        connect_args={"client_encoding": "utf8", "connect_timeout": CONNECT_SECONDS},
    )
    told(engine, shown(path), cause)
    connection = engine.connect()
    if connection.exec_driver_sql("SHOW server_encoding").scalar() != "UTF8":
        connection.close()
        raise LedgerError("the database does not hold every character", shown(path), "make it with encoding UTF8")
    return connection


def shown(path: str) -> str:
    """Return the address as messages show it: without its password."""
    return _url(path).set(drivername="postgresql").render_as_string(hide_password=True)


def settle(connection: Connection) -> None:
    """Set up a connection to write safely."""
    for setting in SETTINGS:
        connection.exec_driver_sql("SET " + setting)


def form(connection: Connection, path: str) -> int | None:
    """Return the form of the tables; None if the database, or the schema that the address names, is empty.

    Raises:
        LedgerError: if it holds other tables and no ledger.
    """
    ask = "SELECT tablename FROM pg_tables WHERE schemaname = current_schema()"
    tables = {name for (name,) in connection.exec_driver_sql(ask)}
    if not tables:
        return None
    if MARK not in tables:
        advice = "give an empty database, or an empty schema: ?options=-csearch_path=my_ledger"
        raise LedgerError("this database holds other tables and no ledger of Dateline", shown(path), advice)
    return int(connection.exec_driver_sql(f"SELECT version_num FROM {MARK}").scalar() or 0)


def identity(path: str) -> None:
    """Return nothing: a server keeps its databases apart itself."""


def writes(connection: Connection) -> object:
    """Return what changes whenever anybody has written to a database of this server: which transactions are visible.

    A transaction stands in it as running, or is at or above its end, until it is seen; so none is missed.
    """
    return connection.exec_driver_sql("SELECT CAST(pg_current_snapshot() AS text)").scalar()


def cause(error: BaseException) -> Cause:
    """Say what an error of PostgreSQL means, by its class (https://www.postgresql.org/docs/current/errcodes-appendix.html)."""
    state = getattr(error, "sqlstate", None) or ""
    said = str(error).strip().splitlines()[0] if str(error).strip() else repr(error)
    if state.startswith(("22", "23")):
        return PromiseError, said, OURS
    if state.startswith("53"):
        return LedgerError, f"the database took no more: {said}", FULL
    if state == "55P03":
        return LedgerError, "the ledger is locked", LATER
    if state.startswith("XX"):
        return LedgerError, f"the database is damaged: {said}", AGAIN
    if state.startswith(("25", "42501")):
        return LedgerError, f"cannot write the ledger: {said}", "ask for the right to make and fill tables there"
    if not state or state.startswith(("08", "28", "3D", "57")):
        return LedgerError, f"cannot reach the database: {said}", "check the address, and that the server runs"
    return LedgerError, f"the database says: {said}", OURS


def _url(path: str) -> URL:
    try:
        return make_url(path.replace("postgres://", "postgresql://", 1)).set(drivername="postgresql+psycopg")
    except (ArgumentError, ValueError) as error:
        advice = "write it as postgresql://user@host/database"
        raise LedgerError("this is no address of a database", path.partition("://")[0] + "://...", advice) from error
