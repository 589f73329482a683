"""A coder's table held against a ledger: which events both have, how far they agree, and where they differ and why."""

from dateline.evaluate.coders.compare import Comparison, Difference, SlotScore, compare

__all__ = ["Comparison", "Difference", "SlotScore", "compare"]
