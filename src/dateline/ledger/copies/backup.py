"""Copies of a whole ledger that were checked before they got their name: `dateline backup` and `restore`.

Others may read and write the ledger meanwhile. A backup is a ledger itself, with its seals.
"""

from __future__ import annotations

import os
from contextlib import closing
from pathlib import Path

from dateline.errors import LedgerError
from dateline.ledger.store.databases import connect, is_address
from dateline.ledger.store.ledger import Ledger

LINES = ".jsonl"


def backup(source: str, target: str) -> str:
    """Write a whole ledger to a new file, check every value of the copy, and return the digest of its content.

    Args:
        source: a file, or the address of a database.
        target: a new file; one that ends in .jsonl holds lines, without the seals.

    Raises:
        LedgerError: if there is such a file already, the disk is full, or the copy is not whole; then there is none.
    """
    if is_address(target):
        raise LedgerError("a backup is a file", target, "name a new file; to fill a database use: dateline copy")
    if Path(target).exists():
        raise LedgerError("there is a file of this name already", target, "give another name; nothing was written")
    if target.endswith(LINES):
        with Ledger.open(source, create=False) as ledger:
            return ledger.save(target)
    draft = Path(target).with_name(f".{Path(target).name}.part")
    draft.unlink(missing_ok=True)
    try:
        _copied(source, str(draft))
        found = checked(str(draft))
        _kept(draft, Path(target))
    finally:
        for ending in ("", "-wal", "-shm"):
            draft.with_name(draft.name + ending).unlink(missing_ok=True)
    return found


def restore(source: str, target: str) -> str:
    """Make a ledger of a backup that is whole; return the digest of its content.

    Raises:
        LedgerError: if the backup is damaged (nothing is made then), or there is something at the target.
    """
    if source.endswith(LINES):
        if not is_address(target) and Path(target).exists():
            raise LedgerError("there is a file of this name already", target, "give another name")
        with Ledger.restore(source, target):
            return checked(target)
    checked(source)
    if not is_address(target):
        return backup(source, target)
    with Ledger.open(source, create=False) as held, Ledger.open(target) as new:
        return held.copy_to(new)


def checked(path: str) -> str:
    """Verify a ledger and return its digest.

    Raises:
        LedgerError: if anything in it is wrong; it names the first fault.
    """
    with Ledger.open(path, create=False) as ledger:
        wrong = ledger.verify()
        if wrong:
            what = f"it is not whole: {wrong[0].where}: {wrong[0].what} (and {len(wrong) - 1} more)"
            raise LedgerError(what, path, "see all with: dateline verify; take another copy")
        return ledger.digest()


def _copied(source: str, draft: str) -> None:
    if is_address(source):
        with Ledger.open(source, create=False) as held, Ledger.open(draft) as new:
            held.copy_to(new)
        return
    with closing(connect(source, create=False)) as db:
        db.exec_driver_sql("VACUUM INTO ?", (draft,))


def _kept(draft: Path, target: Path) -> None:
    """Give a whole file its name; when this returns, both are on the disk."""
    with draft.open("rb") as file:
        os.fsync(file.fileno())
    draft.rename(target)
    if os.name == "posix":
        folder = os.open(target.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
