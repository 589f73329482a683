"""`dateline protect`: names that are to stand nowhere."""

from __future__ import annotations

import getpass
from contextlib import closing

from dateline.cli.many.judging import now
from dateline.cli.terminal.table import console
from dateline.errors import LedgerError
from dateline.ledger import Ledger
from dateline.ledger.store.databases import connect
from dateline.ledger.store.proof.keys import Key, key_file
from dateline.ledger.store.proof.masks import Mask
from dateline.ledger.store.proof.redact import redact, scrub


def protect_names(path: str, names: list[str], why: str, by: str) -> None:
    """Take names out of a ledger, work out again what rests on them, and say how much was changed."""
    mask = Mask.of(names)
    if mask.pattern is None:
        raise LedgerError("there is no name to protect", path, "give it in quotes: 'Ana Sol'")
    told = {"by": by or getpass.getuser(), "why": why, "made": now()}
    with closing(connect(path, create=False)) as db:
        done = redact(db, mask, Key.load(key_file()), told)
    with Ledger.open(path, create=False) as ledger:
        ledger.merge_again()
    with closing(connect(path, create=False)) as db:
        scrub(db)
    counts = f"{len(done.readings)} readings and {len(done.facts)} judgements, decisions and refusals"
    console().print(f"taken out of {counts}; copies made before still hold the name", soft_wrap=True)
