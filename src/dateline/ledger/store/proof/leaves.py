"""All rows that belong to one reading or one fact, as one hash: what a seal holds of it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Final

import msgspec
from sqlalchemy import Connection, Select, Table, select

from dateline.ledger.store.databases import rows
from dateline.ledger.store.schema.tables import (
    CITATION,
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

FACTS: Final = {
    "refused": (REFUSED, "id"),
    "judgement": (JUDGEMENT, "id"),
    "retraction": (RETRACTION, "judgement_id"),
    "decision": (DECISION, "id"),
    "withdrawal": (WITHDRAWAL, "decision_id"),
}
"""What stands alone in one row: its table, and the column that names it."""
SORTS: Final = ("reading", *FACTS)
_encode = msgspec.json.Encoder().encode


def subjects(db: Connection) -> Iterator[tuple[str, str]]:
    """Yield everything that a seal has an entry for: the sort and the id, in the order of sorts and ids."""
    for found in db.execute(select(READING.c.id).order_by(READING.c.id)).all():
        yield "reading", found[0]
    for sort, (table, name) in FACTS.items():
        for found in db.execute(select(table.c[name]).order_by(table.c[name])).all():
            yield sort, found[0]


def leaf(db: Connection, sort: str, subject: str) -> str | None:
    """Return the SHA-256 of every column of every row of a subject; None if it is not there.

    The rows of a reading are its report with its text, its events and their wordings, what is said with the words
    cited, every quotation, and the records.
    """
    if sort in FACTS:
        table, name = FACTS[sort]
        parts = [(table, select(table).where(table.c[name] == subject))]
    elif sort == "reading":
        parts = list(_of_reading(subject))
    else:
        return None
    found, count = hashlib.sha256(), 0
    for table, query in parts:
        found.update(_encode([str(table.name), *(str(column.name) for column in table.c)]))
        for line in sorted(_encode(list(row.values())) for row in rows(db, query)):
            found.update(line)
            count += 1
    return found.hexdigest() if count else None


def _of_reading(subject: str) -> Iterator[tuple[Table, Select[tuple[object, ...]]]]:
    events = select(EVENT.c.key).where(EVENT.c.reading_id == subject)
    statements = select(STATEMENT.c.key).where(STATEMENT.c.reading_id == subject)
    report = select(READING.c.report_id).where(READING.c.id == subject)
    cited = (
        select(CITATION.c.evidence_id).where(CITATION.c.statement_key.in_(statements)),
        select(MENTION.c.evidence_id).where(MENTION.c.event_key.in_(events)),
        select(EVENT.c.trigger_id).where(EVENT.c.reading_id == subject),
        select(STATEMENT.c.cue_id).where(STATEMENT.c.reading_id == subject, STATEMENT.c.cue_id.is_not(None)),
    )
    words = cited[0].union(*cited[1:])
    yield READING, select(READING).where(READING.c.id == subject)
    yield REPORT, select(REPORT).where(REPORT.c.id.in_(report))
    yield EVENT, select(EVENT).where(EVENT.c.reading_id == subject)
    yield MENTION, select(MENTION).where(MENTION.c.event_key.in_(events))
    yield STATEMENT, select(STATEMENT).where(STATEMENT.c.reading_id == subject)
    yield CITATION, select(CITATION).where(CITATION.c.statement_key.in_(statements))
    yield RECORD, select(RECORD).where(RECORD.c.event_key.in_(events))
    yield EVIDENCE, select(EVIDENCE).where(EVIDENCE.c.id.in_(words))
