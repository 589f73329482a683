"""A ledger for many requests at once: each opens it for itself, and what is costly is kept until somebody writes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from starlette.requests import Request

from dateline.ledger import Ledger


@dataclass(frozen=True, slots=True)
class Held:
    """The ledger that is served.

    Attributes:
        address: a file, or postgresql://...
        reviewer: in whose name decisions are made.
    """

    address: str
    reviewer: str

    @property
    def name(self) -> str:
        """What the ledger is called on the page: its file without folder and ending."""
        return Path(self.address.partition("?")[0]).stem

    @contextmanager
    def opened(self) -> Iterator[Ledger]:
        """Open it for one request.

        Raises:
            LedgerError: if it is gone, or another program holds it.
        """
        with Ledger.open(self.address, create=False) as ledger:
            yield ledger


def held_by(request: Request) -> Held:
    """Return the ledger that a request is about."""
    found: Held = request.app.state.held
    return found
