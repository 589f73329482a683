"""Where it was, as all reports tell it: the most precise place, or what the uncertain ones have in common."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from dateline.ledger.canon.records import Account, Chosen, Member
from dateline.ledger.canon.voices import said_by
from dateline.ledger.merge.likeness.places import apart
from dateline.ledger.merge.telling.names import fold_name
from dateline.ledger.view import DISPUTING, FINEST_PLACE
from dateline.model.claim import WHERE
from dateline.model.where import Offset, Place, PlacePrecision

KM_PER_DEGREE = 111.2
"""Kilometres of a degree of latitude, mean."""
RINGS, RAYS = 8, 24
"""How finely an uncertain place is sampled: distances and directions."""
TURNED = 40.0
"""Degrees between two bearings from one place that cannot both be right ("north" and "northwest" are 45 apart)."""
UNCERTAIN = PlacePrecision.NEAR


def where(members: Sequence[Member]) -> Chosen[Place] | None:
    """Choose the place of an event: the most precise one, of equals that which most sources name.

    Places told by distance and direction from others are intersected where no report names the place itself.

    Returns:
        None where no report says where.
    """
    accounts = place_accounts(members)
    if not accounts:
        return None
    finest = min(FINEST_PLACE.index(a.value.precision) for a in accounts)
    fine = [a for a in accounts if FINEST_PLACE.index(a.value.precision) == finest]
    aside = tuple((a, "a place less precise") for a in accounts if a not in fine)
    if finest == FINEST_PLACE.index(UNCERTAIN) and len(fine) > 1:
        common = _intersection([a.value for a in fine])
        if common is not None:
            return Chosen(common, tuple(fine), aside, "what is common to the places told")
    best = _most(fine)
    used = tuple(a for a in fine if _is_same(a.value, best))
    return Chosen(
        best, used, (*((a, "named by fewer") for a in fine if a not in used), *aside), "the most precise place"
    )


def place_accounts(members: Sequence[Member]) -> list[Account[Place]]:
    """Return every place that is said of an event, with who says it."""
    out = []
    for m in members:
        held: dict[Place, list[object]] = {}
        for claim in m.record.claims:
            if claim.slot is WHERE and claim.attribution.stance not in DISPUTING:
                held.setdefault(claim.value, []).append(claim)
        for place, claims in held.items():
            said = tuple(c for c in m.record.claims if c in claims)
            out.append(Account(place, (m.report.id,), said_by(said), said, m.report.published, m.lead, m.source))
    return out


def _most(accounts: Sequence[Account[Place]]) -> Place:
    def rank(a: Account[Place]) -> tuple[int, bool, bool, str]:
        sources = {o.source for o in accounts if _is_same(o.value, a.value)}
        return -len(sources), a.value.lat is None, not a.lead, a.reports[0]

    return min(accounts, key=rank).value


def _is_same(a: Place, b: Place) -> bool:
    return fold_name(a.name) == fold_name(b.name) or (a.id is not None and a.id == b.id)


def contradict(a: Place, b: Place) -> str | None:
    """Return why two places told from one origin cannot both be right, in words; None if they can."""
    if a.offset is None or b.offset is None or fold_name(a.offset.origin) != fold_name(b.offset.origin):
        return None
    one, other = a.offset, b.offset
    if one.bearing is not None and other.bearing is not None and _turn(one.bearing, other.bearing) >= TURNED:
        return f"{one.said} / {other.said}"
    if one.distance_km is None or other.distance_km is None:
        return None
    away = abs(one.distance_km - other.distance_km) > one.spread_km + other.spread_km
    return f"{one.said} / {other.said}" if away else None


def _turn(a: float, b: float) -> float:
    return abs((a - b + 180.0) % 360.0 - 180.0)


def _intersection(places: Sequence[Place]) -> Place | None:
    """Return the middle of what several uncertain places share, with how far it reaches; None if they share nothing."""
    shapes = [p for p in places if p.lat is not None and p.offset is not None]
    if len(shapes) < 2:
        return None
    smallest = min(shapes, key=_size)
    inside = [p for p in _sample(smallest) if all(_holds(s, *p) for s in shapes)]
    if not inside:
        return None
    lat = sum(p[0] for p in inside) / len(inside)
    lon = sum(p[1] for p in inside) / len(inside)
    reach = max(_km(lat, lon, *p) for p in inside)
    offset = smallest.offset
    if offset is None:
        return None
    said = " / ".join(dict.fromkeys(s.offset.said for s in shapes if s.offset))
    middle = Offset(offset.origin, None, None, round(max(reach, 1.0), 1), 180.0, said)
    return Place(
        smallest.name, smallest.kind, UNCERTAIN, smallest.country, smallest.countries,
        round(lat, 4), round(lon, 4), smallest.within, middle,
    )  # fmt: skip


def _size(place: Place) -> float:
    o = place.offset
    return math.inf if o is None else o.spread_km * max(1.0, (o.distance_km or o.spread_km) * o.spread_deg / 90.0)


def _origin(place: Place) -> tuple[float, float]:
    """The named place that an uncertain one is measured from: its own point, moved back."""
    o, lat, lon = place.offset, place.lat or 0.0, place.lon or 0.0
    if o is None or o.distance_km is None or o.bearing is None:
        return lat, lon
    return _moved(lat, lon, -o.distance_km, o.bearing)


def _moved(lat: float, lon: float, km: float, bearing: float) -> tuple[float, float]:
    north, east = km * math.cos(math.radians(bearing)), km * math.sin(math.radians(bearing))
    return lat + north / KM_PER_DEGREE, lon + east / (KM_PER_DEGREE * max(0.01, math.cos(math.radians(lat))))


def _sample(place: Place) -> Iterator[tuple[float, float]]:
    o = place.offset
    if o is None:
        return
    lat, lon = _origin(place)
    near, far = max(0.0, (o.distance_km or 0.0) - o.spread_km), (o.distance_km or 0.0) + o.spread_km
    middle, half = (0.0, 180.0) if o.bearing is None else (o.bearing, o.spread_deg)
    for ring in range(RINGS + 1):
        for ray in range(RAYS + 1):
            yield _moved(lat, lon, near + (far - near) * ring / RINGS, middle - half + 2 * half * ray / RAYS)


def _holds(place: Place, lat: float, lon: float) -> bool:
    o = place.offset
    if o is None:
        return False
    from_lat, from_lon = _origin(place)
    if abs(_km(from_lat, from_lon, lat, lon) - (o.distance_km or 0.0)) > o.spread_km + 0.01:
        return False
    if o.bearing is None or o.spread_deg >= 180.0:
        return True
    east = (lon - from_lon) * math.cos(math.radians(from_lat))
    return _turn(math.degrees(math.atan2(east, lat - from_lat)) % 360.0, o.bearing) <= o.spread_deg + 0.01


def _km(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    a = Place("a", "point", UNCERTAIN, lat=lat, lon=lon)
    b = Place("b", "point", UNCERTAIN, lat=other_lat, lon=other_lon)
    return apart(a, b) or 0.0
