"""Sessions: who is logged in. The browser holds 256 random bits; here stands only their hash."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, func, or_, select

from dateline.web.team.store.opened import told
from dateline.web.team.store.tables import SESSION, USER
from dateline.web.who import Role, Who

IDLE, WHOLE = timedelta(hours=2), timedelta(hours=12)
"""A session ends after so long without a request, and after so long in any case."""
NOTED = timedelta(minutes=1)
"""How exactly the last request is kept; else every look at a page would be a write."""
BYTES = 32


def new_token() -> str:
    """Return a word that nobody guesses."""
    return secrets.token_urlsafe(BYTES)


def csrf_of(token: str) -> str:
    """Return what the forms of a session send along. It tells nothing about the token, and is kept nowhere."""
    return hmac.new(token.encode(), b"form of this session", hashlib.sha256).hexdigest()


def start(db: Connection, name: str, address: str, now: datetime) -> str:
    """Start a session and return its token, within a transaction; those that are over are forgotten."""
    db.execute(delete(SESSION).where(or_(SESSION.c.seen < told(now - IDLE), SESSION.c.started < told(now - WHOLE))))
    token = new_token()
    row = {"id": _hash(token), "name": name, "started": told(now), "seen": told(now), "address": address}
    db.execute(SESSION.insert().values(**row))
    return token


def found(db: Connection, token: str, now: datetime) -> tuple[Who, bool] | None:
    """Return who has this token, with the role that they have now, and whether the request is to be noted.

    None if there is no such session, it is over, or its user was removed.
    """
    query = (
        select(SESSION.c.id, SESSION.c.name, SESSION.c.seen, USER.c.role, USER.c.temporary)
        .join(USER, USER.c.name == SESSION.c.name)
        .where(SESSION.c.id == _hash(token), USER.c.removed.is_(None))
        .where(SESSION.c.seen >= told(now - IDLE), SESSION.c.started >= told(now - WHOLE))
    )
    row = db.execute(query).first()
    if row is None:
        return None
    who = Who(row.name, Role(row.role), bool(row.temporary), csrf_of(token), row.id)
    return who, row.seen < told(now - NOTED)


def note(db: Connection, session: str, now: datetime) -> None:
    """Keep when a session was last used."""
    db.execute(SESSION.update().where(SESSION.c.id == session).values(seen=told(now)))


def end(db: Connection, token: str) -> None:
    """End the session of a token, if there is one."""
    db.execute(delete(SESSION).where(SESSION.c.id == _hash(token)))


def end_all(db: Connection, name: str) -> None:
    """End every session of a user."""
    db.execute(delete(SESSION).where(SESSION.c.name == name))


def count(db: Connection, name: str, now: datetime) -> int:
    """Return how many sessions a user has open."""
    live = (SESSION.c.name == name, SESSION.c.seen >= told(now - IDLE), SESSION.c.started >= told(now - WHOLE))
    return db.execute(select(func.count()).select_from(SESSION).where(*live)).scalar_one()


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()
