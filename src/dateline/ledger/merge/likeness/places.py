"""What the places of two tellings say: how far apart they are, how uncertain, and which lies in which."""

from __future__ import annotations

from dateline.ledger.merge.likeness.pair import AGAINST, Clue, Pair
from dateline.ledger.merge.telling import Telling
from dateline.ledger.merge.telling.names import fold_name, site_words, sounding
from dateline.model.where import Place, PlacePrecision
from dateline.places.gazetteer import distance_km, fold, lookup

NEAR = PlacePrecision.NEAR
FAR_KM = 60.0
"""Two exact places farther apart than this are not one event's place."""
NAMESAKE_KM = 30.0
"""A namesake this near to the other report's place may be the one that is meant."""
SLACK_KM = {
    PlacePrecision.SITE: 8.0,
    PlacePrecision.PLACE: 10.0,
    PlacePrecision.NEAR: 20.0,
    PlacePrecision.DISTRICT: 30.0,
}
"""How far from its coordinate an event told by such a place may be."""
FAR = -4.0
"""Weight of two exact places far apart: gazetteers know many places of one name."""
DOUBT = -0.5
"""Weight of two places far apart that one report names both: one of them is a part of the town, or misread."""
SAME_COUNTRY = Clue(0.25, "the same country")


def places(pair: Pair) -> Clue | None:
    """The same place, or places within what is uncertain of them; two exact places far apart contradict."""
    said = [(_held(a, b), a, b) for a in pair.one.places for b in pair.other.places]
    against = min((s for s in said if s[0].weight <= FAR), key=lambda s: s[0].weight, default=None)
    best = max((clue for clue, _, _ in said if clue.weight > FAR), key=lambda clue: clue.weight, default=None)
    if best is None and against is None:
        return _sites(pair)
    if against is None or (best is not None and best.weight > 0.5):
        return best
    clue, a, b = against
    if clue.weight == FAR and (_names(pair.one, b) or _names(pair.other, a)):
        return Clue(DOUBT, f"{clue.why}, but one report names both")
    return clue


def _names(telling: Telling, place: Place) -> bool:
    """Whether a report names a place beside its own: a shooting in "Marn Street, Orsa" is in no far-off Marn Street."""
    said = set(fold_name(place.name).split())
    return bool(said) and said <= telling.words | telling.beside


def _sites(pair: Pair) -> Clue | None:
    """What was hit is named alike where one report names no place."""
    shared = pair.one.sites & pair.other.sites
    return Clue(1.0, "place or target are named alike") if len(shared) >= 2 else None


def _held(a: Place, b: Place) -> Clue:
    away, named = apart(a, b), _same_name(a, b)
    if named and (away is None or away <= FAR_KM):
        if is_country(a):
            return SAME_COUNTRY
        return Clue(_worth(a, b), f"the same place, {a.name}")
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


def _worth(a: Place, b: Place) -> float:
    """What one name for both places weighs: a town's most, a village in no gazetteer less, a province least."""
    if is_exact(a) and is_exact(b):
        return 2.0
    wide = (PlacePrecision.PROVINCE, PlacePrecision.REGION)
    return 0.5 if a.precision in wide or b.precision in wide else 1.5


def _measured(a: Place, b: Place, away: float) -> Clue:
    said = f"{a.name} and {b.name} are {away:.0f} km apart"
    if away <= slack(a) + slack(b):
        return Clue(1.5, f"{said}, within what is uncertain of them")
    if away <= FAR_KM:
        return Clue(0.25, said)
    for one, other in ((a, b), (b, a)):
        if _has_namesake_near(one, other):
            return Clue(0.0, f"{said}, but there is another {one.name} near {other.name}")
    return Clue(FAR, said)


def _has_namesake_near(a: Place, b: Place) -> bool:
    """Whether the gazetteer knows another place of the one's name near the other: a report seldom says which it means.

    Only in one country: a town abroad is told with its country.
    """
    if a.offset is not None or a.country is None or a.country != b.country or b.lat is None or b.lon is None:
        return False
    here = (b.lat, b.lon)
    known = (k for k in lookup(fold(a.name)) if k.country == b.country and k.kind not in ("province", "country"))
    return any(distance_km((k.lat, k.lon), here) <= NAMESAKE_KM for k in known)


def apart(a: Place, b: Place) -> float | None:
    """Return the kilometres between two places (great circle), or None if one has no coordinate."""
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return None
    return distance_km((a.lat, a.lon), (b.lat, b.lon))


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
