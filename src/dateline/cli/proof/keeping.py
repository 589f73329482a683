"""`dateline backup`, `restore` and `migrate`."""

from __future__ import annotations

from pathlib import Path

from dateline.cli.terminal.table import console
from dateline.ledger import Ledger
from dateline.ledger.copies.backup import backup, checked, restore
from dateline.ledger.store.databases import form_of, is_address
from dateline.ledger.store.schema import FORM


def backup_ledger(path: str, target: str) -> None:
    """Write a checked copy of a ledger and print its digest."""
    found = backup(path, target)
    console().print(f"{target} is whole: every value was checked\nSHA-256 of all content: {found}", soft_wrap=True)


def restore_ledger(source: str, path: str) -> None:
    """Make a ledger of a backup and print its digest."""
    found = restore(source, path)
    console().print(f"restored; both hold the same\nSHA-256 of all content: {found}", soft_wrap=True)


def migrate_ledger(path: str) -> None:
    """Bring a ledger to the present form, and say what was done."""
    form = form_of(path)
    if form == FORM:
        console().print(f"the ledger has form {FORM} already; nothing was changed", soft_wrap=True)
        return
    kept = "" if is_address(path) else f"{path}.form{form}"
    if kept:
        _copy_as_it_is(path, kept)
    Ledger.open(path, create=False).close()
    found = checked(path)
    beside = f"; as it was: {kept}" if kept else ""
    console().print(f"form {form} became form {FORM}{beside}\nSHA-256 of all content: {found}", soft_wrap=True)


def _copy_as_it_is(path: str, kept: str) -> None:
    """Copy a file of an older form without bringing it to this one."""
    from dateline.ledger.store.databases.sqlite import connect

    db = connect(path, create=False)
    try:
        db.exec_driver_sql("VACUUM INTO ?", (str(Path(kept)),))
    finally:
        db.close()
