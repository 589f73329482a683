"""Which of its namesakes a report means: "Taji" in Iraq or in Anhui, Georgia the state or the country.

What speaks, in this order: the larger place named behind it ("Paris, Texas"), the same name elsewhere in the report,
the countries and provinces the report speaks of (its dateline more than the rest), places nearby, and size.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from math import log10, sqrt

from dateline.model.page import Page
from dateline.places.gazetteer import Known, demonyms, fold
from dateline.places.geometry import distance_km
from dateline.places.mentions import Mention
from dateline.places.words import kind_after, kind_before

NEARBY_KM = 150.0
"""Two places of one report this close support each other; about the width of a province."""
BYNAME = 2.0
"""Points off for a place known by this name only among others ("Philadelphia" of old is Amman)."""
LIKELY = 8
"""Namesakes whose neighbourhood is looked at."""
IN_DATELINE = 2.0
"""Weight of a country named in the dateline against one named in the text."""


@dataclass(frozen=True, slots=True)
class Settled:
    """A mention with the place it means, or None; `container` is the mention named behind it ("Texas")."""

    mention: Mention
    known: Known | None
    container: int | None = None


@dataclass(frozen=True, slots=True)
class _Context:
    """What a report speaks of: shares of countries, how often each province, and its places."""

    lands: Mapping[str, float]
    provinces: Mapping[tuple[str | None, str], int]
    anchors: tuple[Known, ...]


def settle(page: Page, mentions: list[Mention]) -> list[Settled]:
    """Return each mention with the place it means, in the order given."""
    inside = _containers(page, mentions)
    choices = [_of_kind(page, m) for m in mentions]
    for i, larger in inside.items():
        choices[i] = _within(choices[i], choices[larger])
    shared = {mentions[i].key: choices[i] for i in sorted(inside, reverse=True) if choices[i]}
    choices = [shared.get(mentions[i].key, c) if c and i not in inside else c for i, c in enumerate(choices)]
    keyed = list(zip((m.key for m in mentions), choices, strict=True))
    lands = _lands(page, mentions, choices)
    rough = _Context(lands, {}, ())
    first = [k for k in (_best(key, c, rough) for key, c in keyed) if k is not None]
    provinces = Counter((k.country, k.admin1) for k in first if k.admin1)
    anchors = {k.id: k for k in first if k.kind not in ("country", "continent", "region", "sea")}
    context = _Context(lands, provinces, tuple(anchors.values()))
    known = [_best(key, c, context) for key, c in keyed]
    return [Settled(m, k, inside.get(i)) for i, (m, k) in enumerate(zip(mentions, known, strict=True))]


def _containers(page: Page, mentions: list[Mention]) -> dict[int, int]:
    """Pair "Paris" with "Texas": a name, a comma, a country or province that holds a namesake of the first."""
    found = {}
    for i, (small, large) in enumerate(zip(mentions, mentions[1:], strict=False)):
        gap = [t.text for t in page.tokens[small.end : large.start]]
        lowers = tuple(t.lower() for t in gap)
        named = kind_after(lowers)
        told = gap == [","] or (named is not None and lowers[named[1] :] == (",",)) or lowers in _INSIDE
        if told and any(_holds(big, k) for big in large.known for k in small.known):
            found[i] = i + 1
    return found


_INSIDE = {
    ("in",),
    ("(",),
    (",", "in"),
    (",", "in", "the"),
    ("district", "of"),
    ("in", "the"),
    ("in", "southern"),
    ("in", "northern"),
}
_TOWNS = frozenset({"city", "capital"})
BIG = 10_000
"""Inhabitants from which a town rivals the province named after it."""
_LARGE = frozenset({"country", "province", "region"})


def _holds(big: Known, small: Known) -> bool:
    if big.kind not in _LARGE or big.id == small.id:
        return False
    if big.kind == "province":
        return small.kind != "country" and small.country == big.country and small.admin1 in ("", big.admin1)
    return small.kind != "country" and bool(set(small.countries) & set(big.countries))


def _within(small: tuple[Known, ...], large: tuple[Known, ...]) -> tuple[Known, ...]:
    kept = tuple(k for k in small if any(_holds(big, k) for big in large))
    return kept or small


_COUNTY = frozenset({"county", "counties", "parish"})
"""A county is no town of its name: the county seat mostly has another."""
_ALIKE = {
    "province": ("province", "region"),
    "city": ("city", "capital"),
    "town": ("city", "town", "capital"),
    "village": ("city", "town"),
}
"""Kinds in the gazetteer that a kind told in words may be."""


def _of_kind(page: Page, mention: Mention) -> tuple[Known, ...]:
    """Keep the namesakes of the kind that the words beside the name tell ("Kirkuk province")."""
    lowers = [t.lower for t in page.tokens[max(0, mention.start - 3) : mention.end + 3]]
    at = mention.end - max(0, mention.start - 3)
    told = kind_after(tuple(lowers[at:])) or kind_before(tuple(lowers[: min(3, mention.start)]))
    if told is None:
        return mention.known
    if at < len(lowers) and lowers[at] in _COUNTY:
        return tuple(k for k in mention.known if k.kind in ("province", "district"))
    wanted = _ALIKE.get(told[0], ())
    kept = tuple(k for k in mention.known if k.kind in wanted)
    return kept or mention.known


def _lands(page: Page, mentions: list[Mention], choices: list[tuple[Known, ...]]) -> Mapping[str, float]:
    """Return how much of the report speaks of each country, as shares that sum to one."""
    weights: defaultdict[str, float] = defaultdict(float)
    for token in page.tokens:
        if token.text[0].isupper() and (land := demonyms().get(token.lower)):
            weights[land] += 1
    for mention, known in zip(mentions, choices, strict=True):
        own = {k.country for k in known if k.kind in ("country", "capital", "province") or k.id.startswith("dl:")}
        own = {known[0].country} if len(known) == 1 else own
        for country in own - {None}:
            weights[str(country)] += (IN_DATELINE if mention.dateline else 1.0) / len(own)
    total = sum(weights.values())
    return {land: weight / total for land, weight in weights.items()}


def _best(key: str, known: tuple[Known, ...], context: _Context) -> Known | None:
    if len(known) < 2:
        return known[0] if known else None
    cities = {(k.country, k.admin1, fold(k.name)) for k in known if k.kind in _TOWNS and k.population > BIG}
    scored = [(_score(key, k, context) - _eclipsed(k, cities), -i, k) for i, k in enumerate(known)]
    likely = sorted(scored, key=lambda s: s[:2], reverse=True)[:LIKELY]
    return max(likely, key=lambda s: (s[0] + _nearby(s[2], context.anchors), s[1]))[2]


def _eclipsed(known: Known, cities: set[tuple[str | None, str, str]]) -> float:
    """Return the points off for a province named after its city: the city is meant unless the words say otherwise."""
    return 4.0 if known.kind == "province" and (known.country, known.admin1, fold(known.name)) in cities else 0.0


def _score(key: str, known: Known, context: _Context) -> float:
    score = _prior(known) - (0.0 if fold(known.name) == key else BYNAME)
    score += 4.0 * sqrt(max([context.lands.get(c, 0.0) for c in known.countries], default=0.0))
    others = context.provinces.get((known.country, known.admin1), 0) - 1
    return score + min(2.0, 0.7 * others) if known.admin1 and others > 0 else score


def _nearby(known: Known, anchors: tuple[Known, ...]) -> float:
    here = (known.lat, known.lon)
    others = (a for a in anchors if a.id != known.id and a.name != known.name)
    return min(1.5, 0.5 * sum(distance_km(here, (a.lat, a.lon)) < NEARBY_KM for a in others))


def _prior(known: Known) -> float:
    """Return how likely a name means this place before anything is known: the logarithm of its inhabitants or so."""
    fixed = {"country": 8.5, "continent": 9.0, "province": 6.5, "airport": 4.0, "air base": 5.5, "capital": 7.3}
    if known.kind in fixed:
        return fixed[known.kind]
    if known.id.startswith("dl:"):
        return 4.5 if known.kind in ("town", "district") else 6.0
    return log10(known.population + 10)
