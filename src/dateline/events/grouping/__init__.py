"""Which wordings tell one event."""

from dateline.events.grouping.group import group
from dateline.events.grouping.story import Story

__all__ = ["Story", "group"]
