"""Which names are protected, by whom and why. A name is released by a note, never deleted."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from dateline.errors import TeamError
from dateline.export.pack.redact import Redactor
from dateline.ledger.store.databases import rows
from dateline.web.team.store import audit
from dateline.web.team.store.opened import told
from dateline.web.team.store.tables import PROTECTED
from dateline.web.team.store.users import By

LONGEST, MOST = 200, 500
"""Characters of a name or reason; names of one ledger, since every page is searched for each of them."""


@dataclass(frozen=True, slots=True)
class Protected:
    """A protected name; the audit log speaks of its number alone."""

    number: int
    name: str
    why: str
    by: str
    at: str
    released_by: str | None
    released_at: str | None


def every(db: Connection) -> list[Protected]:
    """Return all names, the last one first, those released too."""
    return [Protected(**row) for row in rows(db, select(PROTECTED).order_by(PROTECTED.c.number.desc()))]


def names(db: Connection) -> tuple[tuple[int, str], ...]:
    """Return number and name of all that are hidden now."""
    query = select(PROTECTED.c.number, PROTECTED.c.name).where(PROTECTED.c.released_at.is_(None))
    return tuple((row.number, row.name) for row in db.execute(query.order_by(PROTECTED.c.number)))


def protect(db: Connection, name: str, why: str, by: By) -> int:
    """Hide a name from now on; return its number.

    Raises:
        TeamError: if it is none, or is hidden already.
    """
    name, why = " ".join(name.split()), " ".join(why.split())
    if not any(one.isalpha() for one in name) or max(len(name), len(why)) > LONGEST or "\0" in name + why:
        raise TeamError("this is no name to protect", "", f"write it as the reports do, up to {LONGEST} characters")
    if not why:
        raise TeamError("a name is protected for a reason", "", "say why, without saying who")
    held = names(db)
    if name.casefold() in {one.casefold() for _, one in held}:
        raise TeamError("this name is protected already", "", "there is nothing to do")
    if len(held) >= MOST:
        raise TeamError(f"{MOST} names are protected already", "", "release some that need no protection any more")
    Redactor.of([name])
    number = (db.execute(select(func.max(PROTECTED.c.number))).scalar() or 0) + 1
    row = {"number": number, "name": name, "why": why, "by": by.name, "at": told(by.now)}
    db.execute(PROTECTED.insert().values(**row))
    audit.add(db, by.now, by.name, by.address, "name protected", f"name {number}")
    return number


def release(db: Connection, number: int, by: By) -> None:
    """Show a name again.

    Raises:
        TeamError: if it is not hidden.
    """
    if number not in dict(names(db)):
        raise TeamError(f"there is no protected name {number}", "", "look at the list again")
    values = {"released_by": by.name, "released_at": told(by.now)}
    db.execute(PROTECTED.update().where(PROTECTED.c.number == number).values(**values))
    audit.add(db, by.now, by.name, by.address, "name released", f"name {number}")
