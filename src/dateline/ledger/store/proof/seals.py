"""Seals: a signed line over everything that was added since the last one, chained to it.

An entry commits to what it stands for by a salted hash, so that a name can be taken out later (`redact`) and its salt
with it: the chain still holds, and nobody can try out names against the hash.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable, Mapping
from contextlib import closing
from dataclasses import dataclass
from typing import Final

import msgspec
from sqlalchemy import Connection, func, select

from dateline.ledger.store.databases import Row, connect, insert, rows, transaction
from dateline.ledger.store.proof.keys import Key, fingerprint, is_signed
from dateline.ledger.store.proof.leaves import leaf, subjects
from dateline.ledger.store.schema.tables import SEAL, SEALED

SALT_BYTES: Final = 16
FACTS: Final = ("serial", "previous", "root", "entries", "made", "by", "why", "signer")
"""What the hash of a seal is of, in this order."""
_encode = msgspec.json.Encoder().encode


@dataclass(frozen=True, slots=True)
class Head:
    """The last seal of a ledger: what is to be kept elsewhere, to notice an older copy."""

    number: int
    hash: str
    made: str
    signer: str
    unsealed: int


def head(db: Connection) -> Head | None:
    """Return the last seal, with the number of readings and facts that came after it; None if there is none."""
    last = _last(db)
    if last is None:
        return None
    return Head(last["serial"], last["hash"], last["made"], last["signer"], len(_unsealed(db)))


def seal(db: Connection, key: Key, by: str, why: str, made: str) -> Head | None:
    """Seal everything that no seal holds yet, within a transaction; None if there is nothing.

    Args:
        made: ISO time.
    """
    new = [(sort, subject, None) for sort, subject in _unsealed(db)]
    if new:
        put_seal(db, key, new, {"by": by, "why": why, "made": made})
    return head(db) if new else None


def put_seal(db: Connection, key: Key, new: Iterable[tuple[str, str, str | None]], told: Mapping[str, str]) -> None:
    """Write a seal over subjects, each with the entry that it replaces, if any; within a transaction.

    Args:
        told: by, why and made.
    """
    last = _last(db)
    number = last["serial"] + 1 if last is not None else 1
    entries: list[Row] = []
    for position, (sort, subject, replaces) in enumerate(new):
        salt = secrets.token_hex(SALT_BYTES)
        entries.append(
            {
                "seal": number,
                "position": position,
                "sort": sort,
                "subject": subject,
                "salt": salt,
                "commitment": committed(salt, sort, subject, leaf(db, sort, subject)),
                "replaces": replaces,
            }
        )
    row: Row = {"serial": number, "previous": last["hash"] if last is not None else "", "root": root(entries)}
    row |= {"entries": len(entries), "signer": key.public, **told}
    found = hash_of(row)
    insert(db, SEAL, [row | {"hash": found, "signature": key.sign(found)}])
    insert(db, SEALED, entries)


def committed(salt: str, sort: str, subject: str, found: str | None) -> str:
    """Return the commitment to a subject: nobody who lacks the salt can tell what it is of."""
    return _sha256([salt, sort, subject, found])


def root(entries: Iterable[Row]) -> str:
    """Return the hash of the entries of a seal. The subject and the salt stand in it through the commitment alone."""
    return _sha256([[e["position"], e["sort"], e["commitment"], e["replaces"]] for e in entries])


def hash_of(row: Row) -> str:
    """Return the hash of a seal, by which the next one points at it."""
    return _sha256([row[name] for name in FACTS])


def sealed(path: str, key: Key, by: str, why: str, made: str) -> Head | None:
    """Seal what was added to a ledger; None if nothing was."""
    with closing(connect(path, create=False)) as db, transaction(db):
        return seal(db, key, by, why, made)


def seal_faults(db: Connection, seen: str = "", signer: str = "") -> list[tuple[str, str]]:
    """Return what is wrong with the seals and with what they hold: where, and what.

    Args:
        seen: the hash of a seal that somebody kept; an older copy of the ledger does not hold it.
        signer: the public key, or its fingerprint, that must have signed all of them.
    """
    found: list[tuple[str, str]] = []
    previous, number, hashes = "", 0, set()
    for row in list(rows(db, select(SEAL).order_by(SEAL.c.serial))):
        number += 1
        where = f"seal {row['serial']}"
        entries = list(rows(db, select(SEALED).where(SEALED.c.seal == row["serial"]).order_by(SEALED.c.position)))
        if row["serial"] != number or row["previous"] != previous:
            found.append((where, "the seal before it is missing or another one"))
            number = row["serial"]
        if row["root"] != root(entries) or row["entries"] != len(entries):
            found.append((where, "an entry of it was changed, added or removed"))
        if row["hash"] != hash_of(row):
            found.append((where, "it was changed"))
        if not is_signed(row["signer"], row["hash"], row["signature"]):
            found.append((where, "its signature is not of the key that it names"))
        if signer and signer not in (row["signer"], fingerprint(row["signer"])):
            found.append((where, f"it is signed by {fingerprint(row['signer'])}, not by {signer[:16]}"))
        previous = row["hash"]
        hashes.add(previous)
        found += _of_entries(db, entries)
    if seen and seen not in hashes:
        found.append(
            ("seals", f"the seal {seen[:16]} that was kept is not here: this is an older copy, or another one")
        )
    return found


def _of_entries(db: Connection, entries: Iterable[Row]) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for entry in entries:
        where = f"{entry['sort']} {entry['subject']}"
        if entry["salt"] is None:
            mark = f"{entry['seal']}:{entry['position']}"
            if db.execute(select(SEALED.c.seal).where(SEALED.c.replaces == mark)).first() is None:
                found.append((where, "its salt is gone, and no redaction says why"))
            continue
        held = leaf(db, entry["sort"], entry["subject"])
        if held is None:
            found.append((where, f"it was removed after seal {entry['seal']}"))
        elif committed(entry["salt"], entry["sort"], entry["subject"], held) != entry["commitment"]:
            found.append((where, f"it is not what seal {entry['seal']} holds"))
    return found


def _unsealed(db: Connection) -> list[tuple[str, str]]:
    held = {(sort, subject) for sort, subject in db.execute(select(SEALED.c.sort, SEALED.c.subject)).all()}
    return [one for one in subjects(db) if one not in held]


def _last(db: Connection) -> Row | None:
    newest = select(func.max(SEAL.c.serial)).scalar_subquery()
    return next(rows(db, select(SEAL).where(SEAL.c.serial == newest)), None)


def _sha256(parts: object) -> str:
    return hashlib.sha256(_encode(parts)).hexdigest()
