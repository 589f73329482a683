"""Many reports: what they say, kept with its words, folded into records, and checked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.ledger.view import fold

if TYPE_CHECKING:
    from dateline.ledger.store import Fault, Ledger

__all__ = ["Fault", "Ledger", "fold"]


def __getattr__(name: str) -> object:
    # The database library takes a third of a second to load; reading without a ledger must not wait for it.
    if name in ("Fault", "Ledger"):
        from dateline.ledger import store

        return getattr(store, name)
    raise AttributeError(f"module 'dateline.ledger' has no attribute {name!r}")
