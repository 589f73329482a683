"""Checks a ledger against itself: every quotation cut again, every digest computed again, nothing missing.

SQLite's own integrity check sees fewer than half of the bits that flip in a file, so every value carries a hash.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import apsw

from dateline.errors import DatelineError, LedgerError
from dateline.ledger.codec import reading_digest, report_digest, statement_digest
from dateline.ledger.sqlite.rebuild import Row, rebuild, report_of, rows
from dateline.ledger.sqlite.write import POLICY, key_of, record_row
from dateline.ledger.view import fold
from dateline.model.claim import Claim
from dateline.model.extraction import Extraction
from dateline.model.link import Link, Tally
from dateline.model.report import content_id


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong in a ledger: where, and what."""

    where: str
    what: str


def faults(db: apsw.Connection) -> list[Fault]:
    """Return everything wrong in a ledger, the file first, then reading by reading; empty if nothing is."""
    try:
        return [*_of_file(db), *(f for reading in rows(db, "SELECT * FROM reading") for f in _of_reading(db, reading))]
    except LedgerError as error:
        return [Fault("file", error.what)]


def _of_file(db: apsw.Connection) -> Iterator[Fault]:
    for row in rows(db, "PRAGMA integrity_check"):
        if row["integrity_check"] != "ok":
            yield Fault("file", row["integrity_check"])
    for row in rows(db, "PRAGMA foreign_key_check"):
        yield Fault(f"table {row['table']}", f"a row points at a {row['parent']} that is not there")
    orphans = "SELECT id FROM report WHERE id NOT IN (SELECT report_id FROM reading)"
    for row in rows(db, orphans):
        yield Fault(f"report {row['id']}", "its reading is missing")
    for row in rows(db, "SELECT given, refused, id, (SELECT count(*) FROM refused WHERE run_id = id) AS n FROM run"):
        if row["n"] != row["refused"]:
            yield Fault(f"run {row['id']}", f"{row['refused']} inputs were refused, {row['n']} are listed")


def _of_reading(db: apsw.Connection, reading: Row) -> Iterator[Fault]:
    where = f"report {reading['report_id']}"
    held = next(rows(db, "SELECT digest FROM report WHERE id = ?", reading["report_id"]), {"digest": ""})
    try:
        if held["digest"] != report_digest(report_of(db, reading)):
            yield Fault(where, "its text is not the text that was stored")
        extraction = rebuild(db, reading)
    except (DatelineError, UnicodeDecodeError, TypeError, ValueError) as error:
        yield Fault(where, str(error))
        return
    yield from _of_values(db, reading, extraction)
    found = reading_digest(extraction)
    if found != reading["digest"] or reading["id"] != content_id(reading["report_id"], found):
        yield Fault(where, f"reading {reading['id']} is not what was stored: a row was changed, added or removed")


def _of_values(db: apsw.Connection, reading: Row, extraction: Extraction) -> Iterator[Fault]:
    said: dict[str, Iterator[Claim[Any] | Link | Tally]] = {
        "claim": iter(extraction.claims),
        "link": iter(extraction.links),
        "tally": iter(extraction.tallies),
    }
    for row in rows(db, "SELECT * FROM statement WHERE reading_id = ? ORDER BY sort, position", reading["id"]):
        if statement_digest(next(said[row["sort"]])) != row["digest"]:
            yield Fault(
                f"{row['sort']} {row['id']}", f"its value or words were changed (report {reading['report_id']})"
            )
    for record in fold(extraction, POLICY):
        held = next(rows(db, "SELECT * FROM record WHERE event_key = ?", key_of(reading["id"], record.id)), {})
        changed = [name for name, value in record_row(record).items() if held.get(name) != value]
        if changed:
            yield Fault(f"event {record.id}", f"its record differs from its claims in {', '.join(changed)}")
