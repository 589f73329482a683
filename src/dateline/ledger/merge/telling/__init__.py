"""One report's telling of an event, with what it can be held against another's."""

from dateline.ledger.merge.telling.features import Arms, Bounds, Line, Telling, tellings

__all__ = ["Arms", "Bounds", "Line", "Telling", "tellings"]
