"""The tables of a team: users, their sessions, their attempts, and the log of what was done.

None of them stands in the ledger: a copy, an export and the digest of a ledger know no user. They are a file of their
own beside a SQLite ledger, and a schema of their own beside that of a PostgreSQL ledger (docs/decisions/0013).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from sqlalchemy import DOUBLE_PRECISION, REAL, Column, Connection, Index, Integer, MetaData, Table, Text
from sqlalchemy.schema import CreateTable

FORM: Final = 1
"""The form of the tables that this version reads and writes."""
APPLICATION: Final = 0x44544C54
"""PRAGMA application_id of a team's file in SQLite: "DTLT"."""
METADATA: Final = MetaData()
WORDS: Final = Text().with_variant(Text(collation="C"), "postgresql")


def _table(name: str, *parts: Any) -> Table:
    return Table(name, METADATA, *parts, sqlite_strict=True)


def _words(name: str, **options: Any) -> Column[Any]:
    return Column(name, WORDS, nullable=options.pop("nullable", False), **options)


FORM_TABLE: Final = _table("dateline_team_form", Column("form", Integer(), primary_key=True))

# Names are never given twice: acts in the ledger are signed with them. A removed user keeps the row without a password.
USER: Final = _table(
    "team_user",
    _words("name", primary_key=True),
    _words("folded", unique=True),  # without case: "ann" cannot pass for "Ann"
    Column("role", Integer(), nullable=False),
    _words("password", nullable=True),  # argon2id; none = may not log in
    Column("temporary", Integer(), nullable=False),  # 1 = to be changed at the next login
    _words("added"),  # ISO time, as all times here
    _words("added_by"),
    _words("seen", nullable=True),
    _words("removed", nullable=True),
)
SESSION: Final = _table(
    "team_session",
    _words("id", primary_key=True),  # SHA-256 of the token, which is kept nowhere
    _words("name"),
    _words("started"),
    _words("seen"),
    _words("address"),
    Index("team_session_name", "name"),
)
ATTEMPT: Final = _table(
    "team_attempt",
    Column("id", Integer(), primary_key=True),
    _words("what"),
    Column("at", REAL().with_variant(DOUBLE_PRECISION(), "postgresql"), nullable=False),  # seconds since 1970
    Index("team_attempt_what", "what", "at"),
    Index("team_attempt_at", "at"),
)
AUDIT: Final = _table(
    "team_audit",
    Column("number", Integer(), primary_key=True, autoincrement=False),  # 1, 2, 3 ... without gaps
    _words("at"),
    _words("who"),
    _words("address"),
    _words("what"),
    _words("about"),
    _words("outcome"),
    _words("digest"),  # SHA-256 of the digest before it and of this row
    Index("team_audit_who", "who", "number"),
    Index("team_audit_what", "what", "number"),
)
# What is hidden from readers. A name is released by a second row, never deleted.
PROTECTED: Final = _table(
    "team_protected",
    Column("number", Integer(), primary_key=True, autoincrement=False),
    _words("name"),
    _words("why"),
    _words("by"),
    _words("at"),
    _words("released_by", nullable=True),
    _words("released_at", nullable=True),
)
NEVER = "rows of the audit log never change"


def make(db: Connection) -> None:
    """Make the tables in an empty file or schema, within a transaction."""
    for table in METADATA.sorted_tables:
        db.execute(CreateTable(table))
        for index in sorted(table.indexes, key=lambda one: str(one.name)):
            index.create(db, checkfirst=False)
    for statement in _sqlite() if db.dialect.name == "sqlite" else _postgresql():
        db.exec_driver_sql(statement)
    db.execute(FORM_TABLE.insert().values(form=FORM))


def _sqlite() -> Iterator[str]:
    yield f"PRAGMA application_id = {APPLICATION}"
    for moment in ("UPDATE", "DELETE"):
        yield (
            f"CREATE TRIGGER team_audit_no_{moment.lower()} BEFORE {moment} ON team_audit"
            f" BEGIN SELECT raise(ABORT, '{NEVER}'); END"
        )
    # INSERT OR REPLACE deletes without asking the triggers above.
    replaced = "EXISTS (SELECT 1 FROM team_audit WHERE number = NEW.number)"
    yield (
        f"CREATE TRIGGER team_audit_no_replace BEFORE INSERT ON team_audit WHEN {replaced}"
        f" BEGIN SELECT raise(ABORT, '{NEVER}'); END"
    )


def _postgresql() -> Iterator[str]:
    yield (
        "CREATE FUNCTION team_audit_never_changes() RETURNS trigger LANGUAGE plpgsql AS"
        f" $$BEGIN RAISE EXCEPTION USING MESSAGE = '{NEVER}', ERRCODE = 'integrity_constraint_violation'; END$$"
    )
    for moment, each in (("UPDATE OR DELETE", "ROW"), ("TRUNCATE", "STATEMENT")):
        yield (
            f"CREATE TRIGGER team_audit_no_{each.lower()} BEFORE {moment} ON team_audit"
            f" FOR EACH {each} EXECUTE FUNCTION team_audit_never_changes()"
        )
