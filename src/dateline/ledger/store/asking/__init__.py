"""Questions about many canonical events at once, answered by the database: rows, counts, sums, and what is near."""

from dateline.ledger.store.asking.answers import Answers, Listed
from dateline.ledger.store.asking.asked import Asked

__all__ = ["Answers", "Asked", "Listed"]
