"""Words that tell an event, and what must stand beside them."""

from dateline.wordings.triggers.finding import FLOWN, LEXICON, find_triggers, kind_by_means

__all__ = ["FLOWN", "LEXICON", "find_triggers", "kind_by_means"]
