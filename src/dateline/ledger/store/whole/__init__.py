"""A ledger as a whole: one digest of all it holds, a copy of it elsewhere, and all of it in one file of text."""

from dateline.ledger.store.whole.content import copy, digest, size, tidy
from dateline.ledger.store.whole.lines import check, load, save

__all__ = ["check", "copy", "digest", "load", "save", "size", "tidy"]
