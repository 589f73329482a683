"""What speaks for and against two tellings being one event: clues, each with a weight and its reason in words."""

from dateline.ledger.merge.likeness.clues import clues
from dateline.ledger.merge.likeness.pair import MANY, NEVER, PERSON, WORD, Clue, Pair, season, word_key

__all__ = ["MANY", "NEVER", "PERSON", "WORD", "Clue", "Pair", "clues", "season", "word_key"]
