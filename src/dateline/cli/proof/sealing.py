"""`dateline verify`, `key` and `seal`: is the ledger what it was, and who says so?"""

from __future__ import annotations

import getpass
from pathlib import Path

from rich.markup import escape

from dateline.cli import REFUSED
from dateline.cli.many.judging import now
from dateline.cli.terminal.table import console, notes
from dateline.errors import LedgerError
from dateline.ledger import Ledger
from dateline.ledger.store.proof.keys import Key, fingerprint, key_file
from dateline.ledger.store.proof.seals import Head, head, sealed


def verify_ledger(path: str, seen: str, signer: str) -> int:
    """Check a ledger and say what is wrong with it; return the exit code."""
    out = console()
    with Ledger.open(path, create=False) as ledger:
        faults = ledger.verify(seen, signer)
        size = ledger.size()
        digest = ledger.digest()
        with ledger.transaction() as db:
            last = head(db)
    for fault in faults:
        out.print(f"[red]wrong[/] {escape(fault.where)}: {escape(fault.what)}", soft_wrap=True)
    counts = f"{size['report']} reports, {size['statement']} claims, links and tallies, {size['evidence']} quotations"
    out.print(f"{counts}: {f'{len(faults)} faults' if faults else 'all as stored, every quotation in its report'}")
    if last is not None:
        out.print(_told(last), soft_wrap=True)
    out.print(f"SHA-256 of all content: {digest}", soft_wrap=True)
    return REFUSED if faults else 0


def make_key(file: Path | None) -> None:
    """Make a key, or show the one that is there."""
    path = file or key_file()
    held = Key.load(path)
    found = held or Key.make(path)
    out = console()
    out.print(f"{'the key is' if held else 'made a key:'} {path}", soft_wrap=True)
    out.print(f"public key: {found.public}  (short: {fingerprint(found.public)})", soft_wrap=True)
    if not held:
        notes().print("Keep the file to yourself, and a copy in another place. Publish the public key.", soft_wrap=True)


def seal_ledger(path: str, why: str, by: str) -> None:
    """Seal what was added, and print the head of the chain."""
    key = Key.load(key_file())
    if key is None:
        raise LedgerError("there is no key to seal with", str(key_file()), "make one with: dateline key")
    done = sealed(path, key, by or getpass.getuser(), why, now())
    console().print(_told(done) if done else "nothing was added since the last seal", soft_wrap=True)


def _told(last: Head) -> str:
    behind = f"; {last.unsealed} readings and facts came after it" if last.unsealed else ""
    return f"seal {last.number} of {last.made} by key {fingerprint(last.signer)}{behind}: {last.hash}"
