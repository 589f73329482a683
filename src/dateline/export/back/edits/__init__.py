"""An edited table of events, held against the ledger: each cell that somebody changed becomes a decision."""

from dateline.export.back.edits.edited import Changed, Edits, Signed, edits

__all__ = ["Changed", "Edits", "Signed", "edits"]
