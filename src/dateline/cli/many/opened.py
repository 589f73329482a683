"""Opens a ledger for the commands over many reports."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from dateline.ledger import Ledger
from dateline.ledger.together import Merged


@contextmanager
def opened(name: str, as_of: date | None = None) -> Iterator[tuple[Ledger, Merged]]:
    """Open a ledger that is there, with its reports merged; `as_of` leaves out what was not yet known."""
    with Ledger.open(name, create=False) as ledger:
        yield ledger, ledger.merged(as_of)
