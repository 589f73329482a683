"""Users: who they are, what they may do. Every change is in the audit log, in the same transaction."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, func, select

from dateline.errors import TeamError
from dateline.ledger.store.databases import rows
from dateline.web.team import passwords
from dateline.web.team.store import audit
from dateline.web.team.store.opened import told
from dateline.web.team.store.tables import SESSION, USER
from dateline.web.who import Role

LONGEST = 60
"""Characters of a name."""


@dataclass(frozen=True, slots=True)
class User:
    """A user; `password` is the hash, None = may not log in."""

    name: str
    folded: str
    role: Role
    password: str | None
    temporary: int
    added: str
    added_by: str
    seen: str | None
    removed: str | None


@dataclass(frozen=True, slots=True)
class By:
    """Who changes something, from where, and when."""

    name: str
    address: str
    now: datetime


def role_named(word: str) -> Role:
    """Return a role.

    Raises:
        TeamError: if there is none of that name.
    """
    found = {role.word: role for role in Role}.get(word)
    if found is None:
        raise TeamError(f"{word!r} is no role", "", f"take one of: {', '.join(role.word for role in Role)}")
    return found


def listed(db: Connection) -> list[User]:
    """Return all users by name, those removed too."""
    return [_user(row) for row in rows(db, select(USER).order_by(USER.c.folded))]


def named(db: Connection, name: str) -> User | None:
    """Return the user of a name, whatever its case; None if there is none, or they were removed."""
    found = _held(db, name)
    return found if found is not None and found.removed is None else None


def add(db: Connection, name: str, role: Role, password: str, by: By, temporary: bool = False) -> User:
    """Add a user.

    Raises:
        TeamError: if the name is none or taken, or the password is too easily found.
    """
    name = _name(name)
    held = _held(db, name)
    if held is not None:
        how = f"was removed on {held.removed[:10]}" if held.removed else "is there already"
        advice = "take another name: acts in the ledger are signed with this one"
        raise TeamError(f"the user {held.name!r} {how}", "", advice)
    passwords.check(password, name)
    row = {"name": name, "folded": folded(name), "role": int(role), "password": passwords.hashed(password)}
    row |= {"temporary": int(temporary), "added": told(by.now), "added_by": by.name}
    db.execute(USER.insert().values(**row))
    audit.add(db, by.now, by.name, by.address, "user added", f"{name}, {role.word}")
    return _there(db, name)


def change_role(db: Connection, name: str, role: Role, by: By) -> None:
    """Give a user another role; it counts from their next request.

    Raises:
        TeamError: if there is no such user, or no admin would be left.
    """
    user = _there(db, name)
    _keep_an_admin(db, user, role)
    db.execute(USER.update().where(USER.c.name == user.name).values(role=int(role)))
    audit.add(db, by.now, by.name, by.address, "role changed", f"{user.name}, {user.role.word} to {role.word}")


def remove(db: Connection, name: str, by: By) -> None:
    """Take a user's password and sessions away. The name stays taken.

    Raises:
        TeamError: if there is no such user, or no admin would be left.
    """
    user = _there(db, name)
    _keep_an_admin(db, user, None)
    db.execute(USER.update().where(USER.c.name == user.name).values(password=None, removed=told(by.now)))
    db.execute(delete(SESSION).where(SESSION.c.name == user.name))
    audit.add(db, by.now, by.name, by.address, "user removed", user.name)


def change_password(db: Connection, name: str, password: str, by: By, temporary: bool = False) -> None:
    """Give a user another password; all their sessions end.

    Raises:
        TeamError: if there is no such user, or the password is too easily found.
    """
    user = _there(db, name)
    passwords.check(password, user.name)
    kept = passwords.hashed(password)
    db.execute(USER.update().where(USER.c.name == user.name).values(password=kept, temporary=int(temporary)))
    db.execute(delete(SESSION).where(SESSION.c.name == user.name))
    audit.add(db, by.now, by.name, by.address, "password changed", user.name)


def keep_seen(db: Connection, user: User, password: str, now: datetime) -> None:
    """Note a login, and hash the password anew if hashes take more work by now."""
    values: dict[str, Any] = {"seen": told(now)}
    if user.password is not None and passwords.is_weak(user.password):
        values["password"] = passwords.hashed(password)
    db.execute(USER.update().where(USER.c.name == user.name).values(**values))


def _keep_an_admin(db: Connection, user: User, role: Role | None) -> None:
    others = select(func.count()).where(USER.c.role == Role.ADMIN, USER.c.removed.is_(None), USER.c.name != user.name)
    if user.role is Role.ADMIN and role is not Role.ADMIN and not db.execute(others).scalar_one():
        raise TeamError(f"{user.name!r} is the only admin", "", "make somebody else admin first")


def _there(db: Connection, name: str) -> User:
    found = named(db, name)
    if found is None:
        raise TeamError(f"there is no user {name!r}", "", "list them with: dateline users list LEDGER")
    return found


def _held(db: Connection, name: str) -> User | None:
    return next((_user(row) for row in rows(db, select(USER).where(USER.c.folded == folded(name)))), None)


def _user(row: dict[str, Any]) -> User:
    return User(**row | {"role": Role(row["role"])})


def _name(name: str) -> str:
    """Return a name as it is kept.

    Raises:
        TeamError: if it is none.
    """
    plain = " ".join(unicodedata.normalize("NFC", name).split())
    if not plain or len(plain) > LONGEST or not all(one.isalnum() or one in " .-_'’" for one in plain):
        advice = "take letters, figures, spaces, and . - _ '"
        raise TeamError(f"{name!r} is no name of a user (up to {LONGEST} characters)", "", advice)
    return plain


def folded(name: str) -> str:
    """Return a name as it is looked up: without case, and without what no database keeps."""
    return unicodedata.normalize("NFKC", " ".join(name.split()).casefold()).replace("\0", "")[: 2 * LONGEST]
