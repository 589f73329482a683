"""Questions about many canonical events at once: rows, counts, sums, and what is near.

What sums are made of stands in columns in memory (`columns`), which a process keeps until somebody writes (`kept`).
"""

from dateline.ledger.store.asking.asked import Area, Asked, Listed

__all__ = ["Area", "Asked", "Listed"]
