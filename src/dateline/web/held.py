"""A ledger for many requests at once: each opens it for itself, and what is costly is kept until somebody writes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from starlette.requests import Request

from dateline.ledger import Ledger
from dateline.ledger.store.asking.kept import Kept


@dataclass(frozen=True, slots=True)
class Held:
    """The ledger that is served.

    Attributes:
        address: a file, or postgresql://...
        reviewer: in whose name decisions are made.
        kept: what is kept of it between requests.
    """

    address: str
    reviewer: str
    kept: Kept = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "kept", Kept(self.address))

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
