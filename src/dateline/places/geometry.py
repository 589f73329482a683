"""Distances and bearings on a round earth."""

from __future__ import annotations

from math import asin, atan2, cos, degrees, radians, sin, sqrt

EARTH_KM = 6371.0088
"""Mean radius (IUGG)."""


def distance_km(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Return the great-circle distance of two points given as (latitude, longitude) in degrees.

    >>> round(distance_km((33.34, 44.40), (33.524, 44.257)))
    24
    """
    lat_a, lon_a, lat_b, lon_b = map(radians, (*a, *b))
    h = sin((lat_b - lat_a) / 2) ** 2 + cos(lat_a) * cos(lat_b) * sin((lon_b - lon_a) / 2) ** 2
    return 2 * EARTH_KM * asin(min(1.0, sqrt(h)))


def moved(start: tuple[float, float], bearing: float, km: float) -> tuple[float, float]:
    """Return the point `km` kilometres from `start` at a bearing in degrees clockwise from north.

    >>> moved((0.0, 0.0), 90.0, 111.195)
    (0.0, 1.0)
    """
    lat, lon, course, arc = radians(start[0]), radians(start[1]), radians(bearing), km / EARTH_KM
    there = asin(sin(lat) * cos(arc) + cos(lat) * sin(arc) * cos(course))
    east = lon + atan2(sin(course) * sin(arc) * cos(lat), cos(arc) - sin(lat) * sin(there))
    return round(degrees(there), 4), round((degrees(east) + 540) % 360 - 180, 4)
