"""Checks a ledger against itself: every quotation cut again, every digest computed again, nothing missing.

SQLite's own integrity check sees fewer than half of the bits that flip in a file, so every row carries a hash or is
made into one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, Table, select

from dateline.errors import DatelineError, LedgerError
from dateline.ledger.codec import reading_digest, report_digest, row_digest
from dateline.ledger.store.databases import Row, rows
from dateline.ledger.store.judged import refusal_id
from dateline.ledger.store.proof.seals import seal_faults
from dateline.ledger.store.readings.rebuild import rebuild, report_of
from dateline.ledger.store.readings.write import evidence_id, key_of, number_of
from dateline.ledger.store.schema.tables import (
    CITATION,
    CONTENT,
    DECISION,
    EVENT,
    EVIDENCE,
    JUDGEMENT,
    MENTION,
    READING,
    RECORD,
    REFUSED,
    REPORT,
    RETRACTION,
    STATEMENT,
    WITHDRAWAL,
)
from dateline.model.report import content_id

Rows = dict[str, list[Row]]
JUDGED = (
    (JUDGEMENT, ("left_id", "right_id", "verdict", "by", "why", "made")),
    (DECISION, ("event_id", "slot", "value", "was", "by", "why", "made")),
)
"""What persons hold, each with the columns that its id is a hash of."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong in a ledger: where, and what."""

    where: str
    what: str


def faults(db: Connection, seen: str = "", signer: str = "") -> list[Fault]:
    """Return everything wrong in a ledger, the database first, reading by reading, then the seals; empty if nothing is.

    Args:
        seen: the hash of a seal that was kept elsewhere (`proof.seals`).
        signer: the key that must have signed every seal.
    """
    found: list[Fault] = []
    try:
        found += _of_file(db) if db.dialect.name == "sqlite" else _of_keys(db)
        found += _of_reports(db)
        found += _of_facts(db)
        found += _of_quotations(db)
        for reading in list(rows(db, select(READING).order_by(READING.c.report_id, READING.c.serial))):
            found += _of_reading(db, reading)
            found += _of_rows(db, reading)
        found += [Fault(*one) for one in seal_faults(db, seen, signer)]
    except LedgerError as error:
        found.append(Fault("file", error.what))
    return found


def _of_file(db: Connection) -> Iterator[Fault]:
    for (said,) in db.exec_driver_sql("PRAGMA integrity_check"):
        if said != "ok":
            yield Fault("file", said)
    for table, _, parent, _ in db.exec_driver_sql("PRAGMA foreign_key_check"):
        yield Fault(f"table {table}", f"a row points at a {parent} that is not there")


def _of_keys(db: Connection) -> Iterator[Fault]:
    """Look for rows that point at nothing; PostgreSQL has no command for it."""
    for table in CONTENT:
        for key in table.foreign_key_constraints:
            parent, pairs = key.referred_table, list(key.elements)
            same = [pair.parent == pair.column for pair in pairs]
            lost = select(pairs[0].parent).where(pairs[0].parent.is_not(None), ~select(parent).where(*same).exists())
            for _ in rows(db, lost):
                yield Fault(f"table {table.name}", f"a row points at a {parent.name} that is not there")


def _of_reports(db: Connection) -> Iterator[Fault]:
    read = select(READING.c.report_id)
    for row in rows(db, select(REPORT.c.id, REPORT.c.number, REPORT.c.id.not_in(read).label("is_unread"))):
        if row["is_unread"]:
            yield Fault(f"report {row['id']}", "its reading is missing")
        if row["number"] != number_of(content_id(row["id"])):
            yield Fault(f"report {row['id']}", "the number of its row was changed")


def _of_facts(db: Connection) -> Iterator[Fault]:
    """Check what stands alone: refusals, judgements, decisions, and what was taken back."""
    for row in rows(db, select(REFUSED)):
        if row["id"] != refusal_id(row["place"], row["why"]) or row["digest"] != row_digest(row):
            yield Fault(f"refused {row['id']}", "its place or its reason was changed")
    for table, parts in JUDGED:
        for row in rows(db, select(table)):
            if row["id"] != content_id(*(row[name] for name in parts)) or row["digest"] != row_digest(row):
                yield Fault(f"{table.name} {row['id']}", "it was changed")
    for table, of in ((RETRACTION, "judgement_id"), (WITHDRAWAL, "decision_id")):
        for row in rows(db, select(table)):
            if row["digest"] != row_digest(row):
                yield Fault(f"{table.name} {row[of]}", "it was changed")


def _of_quotations(db: Connection) -> Iterator[Fault]:
    for row in rows(db, select(EVIDENCE)):
        name = evidence_id(row["report_id"], row["start_char"], row["end_char"], row["rule"])
        if row["id"] != name or row["number"] != number_of(name):
            yield Fault(f"report {row['report_id']}", f"the quotation {row['exact']!r} or its rule was changed")


def _of_reading(db: Connection, reading: Row) -> Iterator[Fault]:
    where = f"report {reading['report_id']}"
    held = db.execute(select(REPORT.c.digest).where(REPORT.c.id == reading["report_id"])).scalar()
    try:
        if held != report_digest(report_of(db, reading)):
            yield Fault(where, "its text is not the text that was stored")
        found = content_id(reading["report_id"], reading_digest(rebuild(db, reading)))
    except (DatelineError, TypeError, ValueError) as error:
        yield Fault(where, str(error))
        return
    if found != reading["id"] or reading["digest"] != row_digest(reading):
        yield Fault(where, f"reading {reading['id']} is not what was stored: a row was changed, added or removed")


def _of_rows(db: Connection, reading: Row) -> Iterator[Fault]:
    within = f"(report {reading['report_id']})"
    cited = _by(db, CITATION, "statement_key", STATEMENT, reading)
    for row in rows(db, select(STATEMENT).where(STATEMENT.c.reading_id == reading["id"])):
        words = [[c["position"], c["evidence_id"]] for c in cited.get(row["key"], ())]
        if row["digest"] != row_digest(row, words):
            yield Fault(f"{row['sort']} {row['id']}", f"its value, its words or who says it was changed {within}")
    mentions = _by(db, MENTION, "event_key", EVENT, reading)
    records = _by(db, RECORD, "event_key", EVENT, reading)
    told = rows(db, select(EVENT).where(EVENT.c.reading_id == reading["id"]).order_by(EVENT.c.position))
    for place, row in enumerate(told):
        numbers = [m["position"] for m in mentions.get(row["key"], ())]
        in_order = numbers == list(range(len(numbers)))
        if row["position"] != place or row["key"] != key_of(reading["id"], row["id"]) or not in_order:
            yield Fault(f"event {row['id']}", f"its row was changed {within}")
        folded = records.get(row["key"], [])
        if len(folded) != 1 or folded[0]["digest"] != row_digest(folded[0]):
            yield Fault(f"event {row['id']}", f"its record was changed {within}")


def _by(db: Connection, table: Table, key: str, parent: Table, reading: Row) -> Rows:
    """The rows that belong to the statements or events of a reading, by their key, in the order of their places."""
    out: Rows = {}
    found = select(table).join(parent, parent.c.key == table.c[key]).where(parent.c.reading_id == reading["id"])
    for row in rows(db, found.order_by(*table.primary_key)):
        out.setdefault(row[key], []).append(row)
    return out
