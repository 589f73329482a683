"""Takes names out of a ledger that is kept otherwise for ever: `dateline protect`.

Rows that hold a name are written anew without it, in one transaction; what a seal held of them loses its salt, and a
new seal says that, by whom and why. Nothing else changes, and every other entry can still be checked.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

from sqlalchemy import Connection, delete, select, text, update

from dateline.errors import LedgerError
from dateline.ledger.codec import row_digest
from dateline.ledger.store import derived
from dateline.ledger.store.databases import Row, insert, rows, transaction
from dateline.ledger.store.judged import refusal_id
from dateline.ledger.store.proof.keys import Key
from dateline.ledger.store.proof.leaves import FACTS
from dateline.ledger.store.proof.masks import Mask, claim_ids, renamed
from dateline.ledger.store.proof.seals import put_seal
from dateline.ledger.store.readings.rebuild import rebuild
from dateline.ledger.store.readings.write import add_readings, prepare
from dateline.ledger.store.schema.tables import (
    CITATION,
    CONTENT,
    DECISION,
    DERIVED,
    EVENT,
    EVIDENCE,
    JUDGEMENT,
    MENTION,
    PROOF,
    READING,
    RECORD,
    REFUSED,
    REPORT,
    SEAL,
    SEALED,
    STATEMENT,
)
from dateline.ledger.store.schema.triggers import SEARCHED
from dateline.model.extraction import Extraction
from dateline.model.report import content_id

OF_EVENTS = ((MENTION, MENTION.c.event_key), (RECORD, RECORD.c.event_key))
FACT_PARTS = {
    "judgement": (JUDGEMENT, ("left_id", "right_id", "verdict", "by", "why", "made")),
    "decision": (DECISION, ("event_id", "slot", "value", "was", "by", "why", "made")),
}
"""Facts whose id is a hash of their columns."""


@dataclass(slots=True)
class Redacted:
    """What a redaction changed: each subject with the id that it has now."""

    readings: dict[str, str] = field(default_factory=dict)
    facts: dict[tuple[str, str], str] = field(default_factory=dict)


def redact(db: Connection, mask: Mask, key: Key | None, told: Mapping[str, str]) -> Redacted:
    """Take names out of every row, all or nothing; what is derived from the rows is emptied.

    Args:
        key: signs the seal that says so; needed where there are seals.
        told: by, why and made of that seal.

    Raises:
        LedgerError: if there are seals and no key.
    """
    done = Redacted()
    with transaction(db):
        if key is None and db.execute(select(SEAL.c.serial).limit(1)).first() is not None:
            raise LedgerError(
                "this ledger is sealed, and there is no key to sign the redaction", "", "see: dateline key"
            )
        with _unlocked(db):
            ids = _readings(db, mask, done)
            _facts(db, mask, ids, done)
            if done.readings or done.facts:
                derived.forget_all(db)
                if key is not None:
                    _reseal(db, key, done, told)
        if db.dialect.name == "sqlite" and done.readings:
            for table, _ in SEARCHED:
                db.exec_driver_sql(f"INSERT INTO {table}_fts ({table}_fts) VALUES ('rebuild')")
    return done


def scrub(db: Connection) -> None:
    """Let no page of the file or database keep what was deleted."""
    if db.dialect.name == "sqlite":
        db.exec_driver_sql("VACUUM")
        db.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").all()
        return
    for table in (*CONTENT, *PROOF, *DERIVED):
        db.exec_driver_sql(f"VACUUM FULL {table.name}")


def _readings(db: Connection, mask: Mask, done: Redacted) -> dict[str, str]:
    """Write the readings that hold a name anew, with their reports; return the ids that changed."""
    ids: dict[str, str] = {}
    for (report_id,) in db.execute(select(REPORT.c.id).order_by(REPORT.c.id)).all():
        held = list(rows(db, select(READING).where(READING.c.report_id == report_id).order_by(READING.c.serial)))
        old = [rebuild(db, row) for row in held]
        new = [mask.extraction(one) for one in old]
        if old == new:
            continue
        for one, other in zip(old, new, strict=True):
            ids |= renamed(one, other.report) | claim_ids(one.claims, other.claims)
        _replace(db, report_id, held, new)
        after = db.execute(
            select(READING.c.id).where(READING.c.report_id == new[0].report.id).order_by(READING.c.serial)
        ).all()
        done.readings |= {row["id"]: now for row, (now,) in zip(held, after, strict=True)}
    return ids


def _replace(db: Connection, report_id: str, held: list[Row], new: list[Extraction]) -> None:
    for reading in held:
        events = select(EVENT.c.key).where(EVENT.c.reading_id == reading["id"])
        statements = select(STATEMENT.c.key).where(STATEMENT.c.reading_id == reading["id"])
        db.execute(delete(CITATION).where(CITATION.c.statement_key.in_(statements)))
        db.execute(delete(STATEMENT).where(STATEMENT.c.reading_id == reading["id"]))
        for table, column in OF_EVENTS:
            db.execute(delete(table).where(column.in_(events)))
        db.execute(delete(EVENT).where(EVENT.c.reading_id == reading["id"]))
    db.execute(delete(READING).where(READING.c.report_id == report_id))
    db.execute(delete(EVIDENCE).where(EVIDENCE.c.report_id == report_id))
    db.execute(delete(REPORT).where(REPORT.c.id == report_id))
    add_readings(db, [prepare(one, row["reader"]) for one, row in zip(new, held, strict=True)])


def _facts(db: Connection, mask: Mask, ids: Mapping[str, str], done: Redacted) -> None:
    """Write facts anew that hold a name or an id that changed."""
    for sort in ("judgement", "decision"):
        table, parts = FACT_PARTS[sort]
        taken = next(s for s, (_, name) in FACTS.items() if name == f"{sort}_id")
        back, key = FACTS[taken]
        for row in list(rows(db, select(table))):
            new = _masked(row, mask, ids)
            if sort == "judgement":
                new["left_id"], new["right_id"] = sorted((new["left_id"], new["right_id"]))
            new["id"] = content_id(*(new[name] for name in parts))
            undone = list(rows(db, select(back).where(back.c[key] == row["id"])))
            redone = [_masked(one, mask, ids) | {key: new["id"]} for one in undone]
            if new == row and redone == undone:
                continue
            db.execute(delete(back).where(back.c[key] == row["id"]))
            db.execute(delete(table).where(table.c.id == row["id"]))
            insert(db, table, [new | {"digest": row_digest(new)}])
            insert(db, back, [one | {"digest": row_digest(one)} for one in redone])
            done.facts[sort, row["id"]] = new["id"]
            if redone:
                done.facts[taken, row["id"]] = new["id"]
    for row in list(rows(db, select(REFUSED))):
        place, why = mask.text(row["place"]), mask.text(row["why"])
        if (place, why) != (row["place"], row["why"]):
            new = {"id": refusal_id(place, why), "place": place, "why": why}
            db.execute(delete(REFUSED).where(REFUSED.c.id.in_([row["id"], new["id"]])))
            insert(db, REFUSED, [new | {"digest": row_digest(new)}])
            done.facts["refused", row["id"]] = new["id"]


def _masked(row: Row, mask: Mask, ids: Mapping[str, str]) -> Row:
    """Return a row of a fact without names and with the ids of now; its digest stands for both and is left."""
    out = dict(row)
    for name, value in row.items():
        if not isinstance(value, str) or name in ("digest", "made"):
            continue
        out[name] = ids.get(value) or (_json(value, mask, ids) if name == "value" else mask.text(value))
    return out


def _json(value: str, mask: Mask, ids: Mapping[str, str]) -> str:
    def inner(one: object) -> object:
        if isinstance(one, str):
            return ids.get(one) or mask.text(one)
        if isinstance(one, list):
            return [inner(part) for part in one]
        return {key: inner(part) for key, part in one.items()} if isinstance(one, dict) else one

    found = json.loads(value)
    changed = inner(found)
    return value if changed == found else json.dumps(changed, ensure_ascii=False, separators=(",", ":"))


def _reseal(db: Connection, key: Key, done: Redacted, told: Mapping[str, str]) -> None:
    """Take the salts of what changed, and seal what stands in its place."""
    changed = {("reading", old): new for old, new in done.readings.items()} | done.facts
    entries: list[tuple[str, str, str | None]] = []
    for (sort, old), new in changed.items():
        mine = (SEALED.c.sort == sort, SEALED.c.subject == old)
        last = select(SEALED.c.seal, SEALED.c.position).where(*mine, SEALED.c.salt.is_not(None))
        held = db.execute(last).first()
        db.execute(update(SEALED).where(*mine).values(salt=None, subject=new))
        if held is not None:
            entries.append((sort, new, f"{held[0]}:{held[1]}"))
    if entries:
        put_seal(db, key, entries, told)


@contextmanager
def _unlocked(db: Connection) -> Iterator[None]:
    """Lift what keeps rows from being changed, within the transaction; if it fails, it was never lifted."""
    tables = [table.name for table in (*CONTENT, *PROOF)]
    if db.dialect.name != "sqlite":
        yield from _switched(db, tables)
        return
    names = [f"{table}_never_{what}" for table in tables for what in ("changes", "goes")]
    asked = text("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'")
    kept = {name: sql for name, sql in db.execute(asked).all() if name in names}
    for name in kept:
        db.exec_driver_sql(f"DROP TRIGGER {name}")
    yield
    for sql in kept.values():
        db.exec_driver_sql(sql)


def _switched(db: Connection, tables: Iterable[str]) -> Iterator[None]:
    for table in tables:
        db.exec_driver_sql(f"ALTER TABLE {table} DISABLE TRIGGER {table}_never_changes")
    yield
    db.exec_driver_sql("SET CONSTRAINTS ALL IMMEDIATE")  # else the tables still have events of triggers to come
    for table in tables:
        db.exec_driver_sql(f"ALTER TABLE {table} ENABLE TRIGGER {table}_never_changes")
