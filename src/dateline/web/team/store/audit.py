"""The log of who did what, when and from where. Rows come and never change; each holds the digest of the one before.

Whoever can write the file can cut off its end unseen: note the number and digest of the last row elsewhere.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

import msgspec
from sqlalchemy import ColumnElement, Connection, func, select

from dateline.ledger.store.databases import rows
from dateline.web.team.store.opened import told
from dateline.web.team.store.tables import AUDIT

MOST = 500
"""Characters kept of one field."""
PART = 1000
"""Rows read at a time."""
FIELDS = ("at", "who", "address", "what", "about", "outcome")


@dataclass(frozen=True, slots=True)
class Entry:
    """One row.

    Attributes:
        number: 1, 2, 3 ... without gaps.
        at: ISO time, UTC.
        who: the user; of a refused login the name that was typed.
        address: the network address, or "command line".
        what: "login", "decision", "export", ...
        about: of which things, in words.
        outcome: "done", or why not.
    """

    number: int
    at: str
    who: str
    address: str
    what: str
    about: str
    outcome: str
    digest: str


def add(
    db: Connection, now: datetime, who: str, address: str, what: str, about: str = "", outcome: str = "done"
) -> None:
    """Write a row, within a transaction."""
    last = db.execute(select(AUDIT.c.number, AUDIT.c.digest).order_by(AUDIT.c.number.desc()).limit(1)).first()
    number, before = (last[0] + 1, last[1]) if last else (1, "")
    values = [told(now), *(_kept(one) for one in (who, address, what, about, outcome))]
    row = dict(zip(FIELDS, values, strict=True))
    db.execute(AUDIT.insert().values(number=number, digest=_digest(before, number, values), **row))


def entries(db: Connection, who: str = "", what: str = "", before: int | None = None, most: int = 100) -> list[Entry]:
    """Return rows, the last one first.

    Args:
        who, what: only these; empty = all.
        before: only rows with a lower number.
    """
    asked: list[ColumnElement[bool]] = [AUDIT.c.number < before] if before is not None else []
    asked += [column == value for column, value in ((AUDIT.c.who, who), (AUDIT.c.what, what)) if value]
    query = select(AUDIT).where(*asked).order_by(AUDIT.c.number.desc()).limit(most)
    return [Entry(**row) for row in rows(db, query)]


def every(db: Connection) -> Iterator[Entry]:
    """Yield all rows, the first one first; a thousand at a time, since a log grows for years."""
    last: int | None = None
    while True:
        query = select(AUDIT).order_by(AUDIT.c.number).limit(PART)
        some = list(rows(db, query if last is None else query.where(AUDIT.c.number > last)))
        yield from (Entry(**row) for row in some)
        if len(some) < PART:
            return
        last = some[-1]["number"]


def kinds(db: Connection) -> dict[str, int]:
    """Return what was done, and how often."""
    query = select(AUDIT.c.what, func.count()).group_by(AUDIT.c.what).order_by(AUDIT.c.what)
    return {row[0]: row[1] for row in db.execute(query)}


def fault(found: Iterator[Entry]) -> str:
    """Return where rows (all of them, the first one first) were changed, left out or put in; empty if nowhere."""
    before = ""
    for number, one in enumerate(found, 1):
        values = [getattr(one, name) for name in FIELDS]
        if one.number != number:
            return f"row {number} is missing"
        if one.digest != _digest(before, number, values):
            return f"row {number} is not what was written"
        before = one.digest
    return ""


def _digest(before: str, number: int, values: list[str]) -> str:
    return hashlib.sha256(msgspec.json.encode([before, number, *values])).hexdigest()


def _kept(words: str) -> str:
    """What any database keeps and any terminal shows, on one line."""
    plain = "".join(one if one.isprintable() else "�" for one in words.encode("utf-8", "replace").decode())
    return plain if len(plain) <= MOST else plain[: MOST - 1] + "…"
