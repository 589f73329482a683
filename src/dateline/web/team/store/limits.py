"""How often somebody may try: counted in the database, so that it holds over several processes and a restart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from ipaddress import IPv6Address, ip_address, ip_network
from math import ceil

from sqlalchemy import Connection, delete, func, select

from dateline.web.team.store.tables import ATTEMPT

KEPT = 3600
"""Seconds after which an attempt is forgotten; no limit looks further back."""


@dataclass(frozen=True, slots=True)
class Limit:
    """So many attempts in so many seconds."""

    most: int
    seconds: int


PAIR, ADDRESS, NAME = Limit(5, 300), Limit(20, 900), Limit(50, 3600)
"""Of logins: from one address as one user; from one address; as one user from anywhere, which is wider, since else
anybody could keep a colleague out."""
ACTS, ADDITIONS, EXPORTS = Limit(120, 60), Limit(30, 60), Limit(20, 60)
"""Of one user: judgements, decisions, changes; reports added; files taken away."""
Key = tuple[str, Limit]


def of_login(name: str, address: str) -> tuple[Key, ...]:
    """Return what a login is counted under."""
    near = network(address)
    return ((f"login {name} {near}", PAIR), (f"address {near}", ADDRESS), (f"name {name}", NAME))


def tried(db: Connection, keys: Sequence[Key], now: datetime) -> int:
    """Count an attempt, within a transaction; return 0, or the seconds to wait if it is one too many."""
    at = now.timestamp()
    db.execute(delete(ATTEMPT).where(ATTEMPT.c.at < at - KEPT))
    wait = max(_wait(db, what, limit, at) for what, limit in keys)
    if not wait:
        for what, _ in keys:
            db.execute(ATTEMPT.insert().values(what=what, at=at))
    return wait


def forgive(db: Connection, keys: Sequence[Key]) -> None:
    """Forget the attempts from this address as this user, and the last one under the wider keys: it was no guess."""
    db.execute(delete(ATTEMPT).where(ATTEMPT.c.what == keys[0][0]))
    for what, _ in keys[1:]:
        last = select(func.max(ATTEMPT.c.id)).where(ATTEMPT.c.what == what).scalar_subquery()
        db.execute(delete(ATTEMPT).where(ATTEMPT.c.id == last))


def _wait(db: Connection, what: str, limit: Limit, at: float) -> int:
    asked = select(func.count(), func.min(ATTEMPT.c.at)).where(
        ATTEMPT.c.what == what, ATTEMPT.c.at > at - limit.seconds
    )
    count, first = db.execute(asked).one()
    return max(1, ceil(first + limit.seconds - at)) if count >= limit.most else 0


def network(address: str) -> str:
    """Return what one person has of the network: an address, or 64 bits of an IPv6 address.

    >>> network("192.0.2.7"), network("2001:db8:1:2::99"), network("nowhere")
    ('192.0.2.7', '2001:db8:1:2::/64', 'nowhere')
    """
    try:
        found = ip_address(address)
    except ValueError:
        return address
    if not isinstance(found, IPv6Address):
        return str(found)
    return str(found.ipv4_mapped or ip_network((found, 64), strict=False))
