"""When and where an event was: of all that stands beside its wordings, the finest that is surely meant."""

from dateline.events.setting.days import called, came, reckoned, summed_day, when
from dateline.events.setting.later import hours_after, hours_later
from dateline.events.setting.places import where
from dateline.events.setting.scene import release_day, scene_day

__all__ = [
    "called",
    "came",
    "hours_after",
    "hours_later",
    "reckoned",
    "release_day",
    "scene_day",
    "summed_day",
    "when",
    "where",
]
