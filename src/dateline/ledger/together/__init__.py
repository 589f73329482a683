"""Many reports together: canonical events with their chains, running totals held against them, dates suggested."""

from dateline.ledger.together.merged import Merged, Question, merge
from dateline.ledger.together.tallies import Reckoning, reckon
from dateline.ledger.together.wanted import Wanted

__all__ = ["Merged", "Question", "Reckoning", "Wanted", "merge", "reckon"]
