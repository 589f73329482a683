"""What a place can be on a map: a point, a wedge or ring around a named place, a circle, a whole country."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import asin, atan2, cos, degrees, radians, sin

from dateline.model.where import Place, PlacePrecision

EARTH_KM = 6371.0
"""Mean radius of the earth, kilometres."""
REACH_KM = {PlacePrecision.DISTRICT: 30.0, PlacePrecision.PROVINCE: 75.0, PlacePrecision.REGION: 150.0}
"""Radius drawn for a place that is an area whose borders are not known here: a convention, no border."""
STEP_DEG = 6.0
"""Grain of an arc."""

Point = tuple[float, float]
"""Degrees east and north."""


@dataclass(frozen=True, slots=True)
class Shape:
    """Where a place may be: the ring of an area (empty for a point), about its middle."""

    middle: Point
    ring: tuple[Point, ...]


def shape(place: Place) -> Shape | None:
    """Return where a place may be; None where it has no coordinate, or is a whole country."""
    if place.lat is None or place.lon is None or place.precision is PlacePrecision.COUNTRY:
        return None
    at = (place.lon, place.lat)
    if place.precision in REACH_KM:
        return Shape(at, tuple(_arc(at, REACH_KM[place.precision], 0, 360)))
    if place.precision is not PlacePrecision.NEAR or place.offset is None:
        return Shape(at, ())
    told = place.offset
    if told.distance_km is not None and told.bearing is not None:
        origin = away(at, told.bearing + 180, told.distance_km)
    else:
        origin = at
    inner = max(0.0, (told.distance_km or 0) - told.spread_km)
    outer = (told.distance_km or 0) + told.spread_km
    if told.bearing is None or told.spread_deg >= 180:
        hole = _arc(origin, inner, 360, 0) if inner else []
        return Shape(at, (*_arc(origin, outer, 0, 360), *hole))
    first, last = told.bearing - told.spread_deg, told.bearing + told.spread_deg
    near: Sequence[Point] = _arc(origin, inner, last, first) if inner else [origin]
    return Shape(at, (*_arc(origin, outer, first, last), *near))


def away(start: Point, bearing: float, km: float) -> Point:
    """Return the point that lies so far from another in a direction, degrees clockwise from north."""
    lon, lat, turn, far = radians(start[0]), radians(start[1]), radians(bearing), km / EARTH_KM
    north = asin(sin(lat) * cos(far) + cos(lat) * sin(far) * cos(turn))
    east = lon + atan2(sin(turn) * sin(far) * cos(lat), cos(far) - sin(lat) * sin(north))
    return degrees(east), degrees(north)


def _arc(middle: Point, km: float, first: float, last: float) -> list[Point]:
    count = max(2, round(abs(last - first) / STEP_DEG))
    return [away(middle, first + (last - first) * n / count, km) for n in range(count + 1)]
