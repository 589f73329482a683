"""The embedded database of the ledger."""

from dateline.ledger.sqlite.store import Ledger, Run
from dateline.ledger.sqlite.verify import Fault

__all__ = ["Fault", "Ledger", "Run"]
