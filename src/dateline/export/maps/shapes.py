"""The shape of what is uncertain about a place: a wedge, a ring or a circle on the globe, cut at the antimeridian.

"About 20 km east of Qalat" is no dot: it is a stretch of a ring, as wide as the words allow. Positions are
(longitude, latitude) in WGS84 degrees; outer rings run anticlockwise, holes clockwise (RFC 7946, 3.1.6).
"""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

from dateline.export.maps.cut import Polygon, Position, Ring, cut
from dateline.ledger.merge.likeness.places import SLACK_KM
from dateline.model.where import Offset, Place, PlacePrecision
from dateline.places.gazetteer import distance_km, moved, reach_km

STEP_DEG = 5.0
"""Degrees of bearing between two points of an arc: at most 0.1 % of the radius off the circle."""
SIDE_KM = 10.0
"""Most kilometres between two points of a wedge's straight side."""
NARROWEST_KM = 0.1
"""An inner radius below this is none: coordinates have four decimals, 11 metres."""
DISTRICT_KM = SLACK_KM[PlacePrecision.DISTRICT]
"""How far from its coordinate an event in a district may be, as in the comparison of places."""


@dataclass(frozen=True, slots=True)
class Area:
    """Where an event may have been.

    Attributes:
        form: "circle", "ring" or "wedge".
        polygons: one, or two where it crosses the antimeridian; each an outer ring and its holes, closed.
        center: what the distances are measured from.
        inner_km, outer_km: least and greatest distance from `center`.
        bearing, spread_deg: middle and half-width of a wedge, degrees clockwise from north; None of a circle or ring.
        why: the measure in words, and where it comes from.
    """

    form: str
    polygons: tuple[Polygon, ...]
    center: Position
    inner_km: float
    outer_km: float
    bearing: float | None
    spread_deg: float | None
    why: str


def point(place: Place) -> Position | None:
    """Return the coordinate of a place, or None where it has none; `place.precision` says what it stands for."""
    return None if place.lat is None or place.lon is None else (place.lon, place.lat)


def area(place: Place) -> Area | None:
    """Return where an event told by such a place may have been.

    A place so far from another one is a wedge (a direction is said), a ring (a distance alone) or a circle ("near").
    A district is a circle of `DISTRICT_KM`; a province one that reaches its farthest town in the gazetteer.

    Returns:
        None for a town or a site, which are points; where no radius is known (a country, a landscape, a place in no
        gazetteer); and for a shape that holds a pole.
    """
    here = point(place)
    if here is None:
        return None
    if place.precision is PlacePrecision.NEAR:
        return _told(here, place.offset) if place.offset is not None else None
    if place.precision is PlacePrecision.DISTRICT:
        return _circle(here, DISTRICT_KM, f"a district: {DISTRICT_KM:.0f} km around its coordinate")
    reach = reach_km(place.id) if place.precision is PlacePrecision.PROVINCE and place.id else None
    return _circle(here, reach, f"a province: {reach:.0f} km to its farthest town known") if reach else None


def _circle(center: Position, km: float, why: str) -> Area | None:
    return _drawn(center, 0.0, km, None, 180.0, why)


def _told(here: Position, offset: Offset) -> Area | None:
    """Return the shape of an offset. A place told by distance and direction lies there, any other at its origin."""
    km, spread, bearing = offset.distance_km, offset.spread_km, offset.bearing
    center = here if km is None or bearing is None else _origin(here, bearing, km)
    inner, outer = (0.0, spread) if km is None else (max(0.0, km - spread), km + spread)
    far = f"{inner:g} to {outer:g} km" if inner else f"up to {outer:g} km"
    course = "" if bearing is None else f", {bearing:g}° ± {offset.spread_deg:g}°"
    return _drawn(
        center, inner, outer, bearing, offset.spread_deg, f"“{offset.said}”: {far} from {offset.origin}{course}"
    )


def _origin(here: Position, bearing: float, km: float) -> Position:
    """Return where a place was moved from. The way back is not quite the opposite bearing, so it is corrected."""
    lat, lon = moved((here[1], here[0]), bearing + 180.0, km)
    for _ in range(3):
        there = moved((lat, lon), bearing, km)
        east = (here[0] - there[1] + 540.0) % 360.0 - 180.0
        lat, lon = max(-90.0, min(90.0, lat + here[1] - there[0])), (lon + east + 540.0) % 360.0 - 180.0
    return round(lon, 4), round(lat, 4)


def _drawn(center: Position, inner: float, outer: float, bearing: float | None, spread: float, why: str) -> Area | None:
    if outer < NARROWEST_KM or _near_pole(center, outer):
        return None
    inner = inner if inner >= NARROWEST_KM else 0.0
    around = bearing is None or spread >= 180.0
    if bearing is None or around:
        rings: Polygon = (_arc(center, outer, 360.0, 0.0), *([_arc(center, inner, 0.0, 360.0)] if inner else []))
        form = "ring" if inner else "circle"
    else:
        first, last = bearing - spread, bearing + spread
        back = _arc(center, inner, first, last) if inner else (center,)
        home, out = _side(center, first, outer, inner), _side(center, last, inner, outer)
        rings, form = ((*_arc(center, outer, last, first), *home, *back, *out),), "wedge"
    closed = tuple(_closed(_unwrapped(ring, center[0])) for ring in rings)
    course = None if around else bearing
    return Area(form, cut(closed), center, inner, outer, course, None if around else spread, why)


def _near_pole(center: Position, km: float) -> bool:
    """Whether a shape reaches a pole, where a map of longitude and latitude tears."""
    return any(distance_km((center[1], center[0]), (pole, center[0])) <= km for pole in (-90.0, 90.0))


def _arc(center: Position, km: float, first: float, last: float) -> Ring:
    """Return points at a distance from one bearing to another, both included; falling bearings run anticlockwise."""
    steps = max(2, round(abs(last - first) / STEP_DEG))
    bearings = (first + (last - first) * n / steps for n in range(steps + 1))
    return tuple((lon, lat) for lat, lon in (moved((center[1], center[0]), course, km) for course in bearings))


def _side(center: Position, bearing: float, first: float, last: float) -> Ring:
    """Return the points between two distances at one bearing: a straight way on the globe is none on a map."""
    steps = ceil(abs(last - first) / SIDE_KM)
    far = (first + (last - first) * n / steps for n in range(1, steps))
    return tuple((lon, lat) for lat, lon in (moved((center[1], center[0]), bearing, km) for km in far))


def _unwrapped(ring: Ring, lon: float) -> Ring:
    """Return a ring whose longitudes run on past 180 degrees, so that neighbours are neighbours."""
    return tuple((round(lon + (x - lon + 540.0) % 360.0 - 180.0, 4), y) for x, y in ring)


def _closed(ring: Ring) -> Ring:
    """Return a ring that ends where it begins, without a point twice in a row."""
    kept = [here for n, here in enumerate(ring) if n == 0 or here != ring[n - 1]]
    return (*kept, kept[0]) if kept[0] != kept[-1] else tuple(kept)
