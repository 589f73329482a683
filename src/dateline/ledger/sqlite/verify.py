"""Checks a ledger against itself: every quotation cut again, every digest computed again, nothing missing.

SQLite's own integrity check sees fewer than half of the bits that flip in a file, so every row carries a hash or is
made into one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import apsw

from dateline.errors import DatelineError, LedgerError
from dateline.ledger.codec import reading_digest, report_digest, row_digest
from dateline.ledger.sqlite.rebuild import Row, rebuild, report_of, rows
from dateline.ledger.sqlite.write import evidence_id, key_of
from dateline.model.report import content_id


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong in a ledger: where, and what."""

    where: str
    what: str


def faults(db: apsw.Connection) -> list[Fault]:
    """Return everything wrong in a ledger, the file first, then reading by reading; empty if nothing is."""
    found: list[Fault] = []
    try:
        found += _of_file(db)
        found += _of_runs(db)
        found += _of_quotations(db)
        for reading in rows(db, "SELECT * FROM reading ORDER BY report_id, serial"):
            found += _of_reading(db, reading)
            found += _of_rows(db, reading)
    except LedgerError as error:
        found.append(Fault("file", error.what))
    return found


def _of_file(db: apsw.Connection) -> Iterator[Fault]:
    for row in rows(db, "PRAGMA integrity_check"):
        if row["integrity_check"] != "ok":
            yield Fault("file", row["integrity_check"])
    for row in rows(db, "PRAGMA foreign_key_check"):
        yield Fault(f"table {row['table']}", f"a row points at a {row['parent']} that is not there")
    orphans = "SELECT id FROM report WHERE id NOT IN (SELECT report_id FROM reading)"
    for row in rows(db, orphans):
        yield Fault(f"report {row['id']}", "its reading is missing")


def _of_runs(db: apsw.Connection) -> Iterator[Fault]:
    for run in rows(db, "SELECT * FROM run"):
        refused = [list(r.values()) for r in rows(db, "SELECT * FROM refused WHERE run_id = ?", run["id"])]
        if run["digest"] != row_digest(run, refused):
            yield Fault(f"run {run['id']}", "its counts or its refusals were changed")


def _of_quotations(db: apsw.Connection) -> Iterator[Fault]:
    for row in rows(db, "SELECT * FROM evidence"):
        if row["id"] != evidence_id(row["report_id"], row["start_char"], row["end_char"], row["rule"]):
            yield Fault(f"report {row['report_id']}", f"the quotation {row['exact']!r} or its rule was changed")


def _of_reading(db: apsw.Connection, reading: Row) -> Iterator[Fault]:
    where = f"report {reading['report_id']}"
    held = next(rows(db, "SELECT digest FROM report WHERE id = ?", reading["report_id"]), {"digest": ""})
    try:
        if held["digest"] != report_digest(report_of(db, reading)):
            yield Fault(where, "its text is not the text that was stored")
        found = content_id(reading["report_id"], reading_digest(rebuild(db, reading)))
    except (DatelineError, TypeError, ValueError) as error:
        yield Fault(where, str(error))
        return
    if found != reading["id"] or reading["digest"] != row_digest(reading):
        yield Fault(where, f"reading {reading['id']} is not what was stored: a row was changed, added or removed")


def _of_rows(db: apsw.Connection, reading: Row) -> Iterator[Fault]:
    within = f"(report {reading['report_id']})"
    for row in rows(db, "SELECT * FROM statement WHERE reading_id = ?", reading["id"]):
        cited = rows(db, "SELECT * FROM citation WHERE statement_key = ? ORDER BY position", row["key"])
        if row["digest"] != row_digest(row, [[c["position"], c["evidence_id"]] for c in cited]):
            yield Fault(f"{row['sort']} {row['id']}", f"its value, its words or who says it was changed {within}")
    for place, row in enumerate(rows(db, "SELECT * FROM event WHERE reading_id = ? ORDER BY position", reading["id"])):
        mentions = rows(db, "SELECT position FROM mention WHERE event_key = ? ORDER BY position", row["key"])
        in_order = all(number == m["position"] for number, m in enumerate(mentions))
        if row["position"] != place or row["key"] != key_of(reading["id"], row["id"]) or not in_order:
            yield Fault(f"event {row['id']}", f"its row was changed {within}")
        record = next(rows(db, "SELECT * FROM record WHERE event_key = ?", row["key"]), {"digest": ""})
        if record["digest"] != row_digest(record):
            yield Fault(f"event {row['id']}", f"its record was changed {within}")
