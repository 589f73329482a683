"""What the places of two tellings say: how far apart they are, how uncertain, and which lies in which."""

from __future__ import annotations

import math

from dateline.ledger.merge.likeness.pair import AGAINST, Clue, Pair
from dateline.ledger.merge.telling.names import fold_name, site_words, sounding
from dateline.model.where import Place, PlacePrecision

EARTH_KM = 12742.0
"""Mean diameter of the earth, kilometres."""
NEAR = PlacePrecision.NEAR
FAR_KM = 60.0
"""Two exact places farther apart than this are not one event's place."""
SLACK_KM = {
    PlacePrecision.SITE: 8.0,
    PlacePrecision.PLACE: 10.0,
    PlacePrecision.NEAR: 20.0,
    PlacePrecision.DISTRICT: 30.0,
}
"""How far from its coordinate an event told by such a place may be."""
FAR = -4.0
"""Weight of two exact places far apart: gazetteers know many places of one name."""
SAME_COUNTRY = Clue(0.25, "the same country")


def places(pair: Pair) -> Clue | None:
    """The same place, or places within what is uncertain of them; two exact places far apart contradict."""
    said = [_held(a, b) for a in pair.one.places for b in pair.other.places]
    against = min((clue for clue in said if clue.weight <= FAR), key=lambda clue: clue.weight, default=None)
    best = max((clue for clue in said if clue.weight > FAR), key=lambda clue: clue.weight, default=None)
    if best is None and against is None:
        return _sites(pair)
    return against if against is not None and (best is None or best.weight <= 0.5) else best


def _sites(pair: Pair) -> Clue | None:
    """What was hit is named alike where one report names no place."""
    shared = pair.one.sites & pair.other.sites
    return Clue(1.0, "place or target are named alike") if len(shared) >= 2 else None


def _held(a: Place, b: Place) -> Clue:
    away, named = apart(a, b), _same_name(a, b)
    if named and (away is None or away <= FAR_KM):
        if is_country(a):
            return SAME_COUNTRY
        return Clue(2.0 if is_exact(a) and is_exact(b) else 0.5, f"the same place, {a.name}")
    if _same_origin(a, b):
        return Clue(1.5, f"both are told from {a.offset.origin if a.offset else a.name}")
    if named or ((away is None or away > FAR_KM) and set(site_words([a.name])) & set(site_words([b.name]))):
        return Clue(0.0, f"{a.name} and {b.name} may be one place or two of one name")
    if is_exact(a) and is_exact(b) and away is not None:
        return _measured(a, b, away)
    if _contains(a, b) or _contains(b, a):
        return Clue(0.5, f"{a.name} and {b.name}: one lies in the other")
    mine, theirs = lands(a), lands(b)
    if mine and theirs and not mine & theirs:
        return Clue(AGAINST, f"{a.name} and {b.name} are in different countries")
    return SAME_COUNTRY if mine & theirs else Clue(0.0, f"{a.name} and {b.name} cannot be compared")


def _measured(a: Place, b: Place, away: float) -> Clue:
    said = f"{a.name} and {b.name} are {away:.0f} km apart"
    if away <= slack(a) + slack(b):
        return Clue(1.5, f"{said}, within what is uncertain of them")
    return Clue(FAR, said) if away > FAR_KM else Clue(0.25, said)


def apart(a: Place, b: Place) -> float | None:
    """Return the kilometres between two places (great circle), or None if one has no coordinate."""
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return None
    la, lb = math.radians(a.lat), math.radians(b.lat)
    h = math.sin((lb - la) / 2) ** 2 + math.cos(la) * math.cos(lb) * math.sin(math.radians(b.lon - a.lon) / 2) ** 2
    return EARTH_KM * math.asin(math.sqrt(h))


def is_exact(place: Place) -> bool:
    """Whether a place is a town, a site, or so many kilometres from one."""
    return place.precision in SLACK_KM


def is_country(place: Place) -> bool:
    """Whether a place is no more than a country."""
    return place.precision is PlacePrecision.COUNTRY


def slack(place: Place) -> float:
    """Return how many kilometres from its coordinate the event may have been."""
    spread = place.offset.spread_km if place.offset and place.precision is NEAR else 0.0
    return max(SLACK_KM.get(place.precision, FAR_KM), spread)


def lands(place: Place) -> set[str]:
    """Return the countries a place lies in or names."""
    return {c for c in (place.countries or (place.country,)) if c}


def _same_name(a: Place, b: Place) -> bool:
    return fold_name(a.name) == fold_name(b.name) or (a.id is not None and a.id == b.id and not is_country(a))


def _same_origin(a: Place, b: Place) -> bool:
    """Whether two places are both told as near one named place ("a cave near Oru", "the Oru hills, near Oruh")."""
    if a.offset is None or b.offset is None or not lands(a) & lands(b):
        return False
    near = [(o.distance_km or 0.0) <= SLACK_KM[NEAR] and o.bearing is None for o in (a.offset, b.offset)]
    return all(near) and sounding(a.offset.origin)[1] == sounding(b.offset.origin)[1]


def _contains(outer: Place, inner: Place) -> bool:
    """Whether one place is named among those that contain the other; a country says too little."""
    return not is_country(outer) and outer.name in inner.within
