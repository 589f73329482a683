"""What the databases refuse, whoever writes: words that are not in their report, and any change of what was kept.

A claim without words is refused by a deferred foreign key (`tables`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sqlalchemy import Table

from dateline.ledger.store.schema.tables import key_of

QUOTED = """NEW.exact IS DISTINCT FROM (
    SELECT substr(text, NEW.start_char + 1, NEW.end_char - NEW.start_char) FROM report WHERE id = NEW.report_id)"""
OF_ITS_REPORT = """(SELECT report_id FROM evidence WHERE id = NEW.evidence_id) IS DISTINCT FROM (
    SELECT r.report_id FROM statement AS s JOIN reading AS r ON r.id = s.reading_id WHERE s.key = NEW.statement_key)"""
PROMISES = (
    ("evidence", "evidence_is_in_the_report", QUOTED, "the quotation is not in the report"),
    ("citation", "citation_is_of_its_report", OF_ITS_REPORT, "the quotation is from another report than the claim"),
)
"""Table, name of the trigger, when it refuses a row, and what it says then."""
CITES = (
    "ALTER TABLE statement ADD CONSTRAINT statement_cites FOREIGN KEY (key, first)"
    " REFERENCES citation (statement_key, position) DEFERRABLE INITIALLY DEFERRED"
)
"""A claim points at its first citation, which is written after it; SQLite has this in the table."""
SEARCHED = (("report", "text"), ("evidence", "exact"))
"""Tables with a column that can be searched by words."""


def sqlite(tables: Iterable[Table]) -> Iterator[str]:
    """Yield the triggers and the full-text tables of SQLite that belong to some tables."""
    names = {table.name for table in tables}
    for table, name, when, why in PROMISES:
        if table in names:
            # Other programs bring an older SQLite, which knows IS, not IS DISTINCT FROM.
            yield _sqlite_trigger(table, name, "INSERT", why, when.replace("IS DISTINCT FROM", "IS NOT"))
    for held in tables:
        name, why = held.name, f"rows of {held.name} never change"
        same = " AND ".join(f'"{column}" = NEW."{column}"' for column in key_of(held))
        same += " OR number = NEW.number" if "number" in held.c else ""
        yield _sqlite_trigger(name, f"{name}_never_changes", "UPDATE", why)
        yield _sqlite_trigger(name, f"{name}_never_goes", "DELETE", why)
        # INSERT OR REPLACE deletes without asking the trigger above.
        replaced = f"EXISTS (SELECT 1 FROM {name} WHERE {same})"
        yield _sqlite_trigger(name, f"{name}_is_never_replaced", "INSERT", why, replaced)
    for table, column in SEARCHED:
        if table in names:
            # Written as content="report", without spaces: so Datasette sees that the table can be searched.
            yield f'CREATE VIRTUAL TABLE {table}_fts USING fts5 ({column}, content="{table}", content_rowid="number")'
            yield (
                f"CREATE TRIGGER {table}_is_searchable AFTER INSERT ON {table} BEGIN"
                f" INSERT INTO {table}_fts (rowid, {column}) VALUES (NEW.number, NEW.{column}); END"
            )


def postgresql(tables: Iterable[Table]) -> Iterator[str]:
    """Yield the trigger functions and triggers of PostgreSQL that belong to some tables."""
    names = {table.name for table in tables}
    if "statement" in names:
        yield CITES
        never = "'rows of ' || TG_TABLE_NAME || ' never change'"
        yield _function("rows_never_change", f"BEGIN {_raise(never)} END")
    for table, name, when, why in PROMISES:
        if table in names:
            yield _function(name, f"BEGIN IF {when} THEN {_raise(repr(why))} END IF; RETURN NEW; END")
            yield f"CREATE TRIGGER {name} BEFORE INSERT ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()"
    for held in tables:
        for moment, each in (("UPDATE OR DELETE", "ROW"), ("TRUNCATE", "STATEMENT")):
            yield (
                f"CREATE TRIGGER {held.name}_never_{'changes' if each == 'ROW' else 'goes'} BEFORE {moment}"
                f" ON {held.name} FOR EACH {each} EXECUTE FUNCTION rows_never_change()"
            )


def _sqlite_trigger(table: str, name: str, moment: str, why: str, when: str = "") -> str:
    condition = f" WHEN {when}" if when else ""
    return f"CREATE TRIGGER {name} BEFORE {moment} ON {table}{condition} BEGIN SELECT raise(ABORT, '{why}'); END"


def _function(name: str, body: str) -> str:
    return f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $${body}$$"


def _raise(message: str) -> str:
    return f"RAISE EXCEPTION USING MESSAGE = {message}, ERRCODE = 'integrity_constraint_violation';"
