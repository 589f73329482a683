"""How far apart two places are."""

from __future__ import annotations

import math

from dateline.model.where import Place

EARTH_KM = 12742.0
"""Mean diameter of the earth, kilometres."""


def apart(a: Place, b: Place) -> float | None:
    """Return the kilometres between two places (great circle), or None if one has no coordinate."""
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return None
    la, lb = math.radians(a.lat), math.radians(b.lat)
    h = math.sin((lb - la) / 2) ** 2 + math.cos(la) * math.cos(lb) * math.sin(math.radians(b.lon - a.lon) / 2) ** 2
    return EARTH_KM * math.asin(math.sqrt(h))
