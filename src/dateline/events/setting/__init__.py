"""When and where an event was: of all that stands beside its wordings, the finest that is surely meant."""

from dateline.events.setting.days import called, came, hours_after, reckoned, summed_day, when
from dateline.events.setting.places import where
from dateline.events.setting.scene import release_day, scene_day

__all__ = ["called", "came", "hours_after", "reckoned", "release_day", "scene_day", "summed_day", "when", "where"]
