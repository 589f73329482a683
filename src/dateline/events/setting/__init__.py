"""When and where an event was: of all that stands beside its wordings, the finest that is surely meant."""

from dateline.events.setting.days import called, hours_after, reckoned, when
from dateline.events.setting.places import where

__all__ = ["called", "hours_after", "reckoned", "when", "where"]
