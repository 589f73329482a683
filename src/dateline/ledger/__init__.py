"""Many reports: what they say, kept with its words, folded into records, and checked."""

from dateline.ledger.sqlite import Fault, Ledger, Run
from dateline.ledger.view import fold

__all__ = ["Fault", "Ledger", "Run", "fold"]
