"""Which of its namesakes a report means, and what it lies in: "Taji" in Iraq or in Anhui, Georgia state or country.

What speaks, in this order: the larger place named behind it ("Paris, Texas"), the same name elsewhere in the report,
the countries and provinces the report speaks of (its dateline more than the rest), places nearby, and size.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from math import log10, sqrt

from dateline.lexicon import rule
from dateline.model.found import Found
from dateline.model.page import Page
from dateline.model.where import Place, PlacePrecision
from dateline.places.context import WIDE, Context, around_of, demonyms_in, lands_of, published
from dateline.places.gazetteer import PRECISIONS, Known, bears, countries, distance_km, fold, lookup
from dateline.places.mentions import Mention
from dateline.places.words import kind_after, kind_before, words

PROVINCE_KM = 200.0
"""A landmark farther than this from the middle of a province lies in another one."""
STRANGER = 150_000
"""Inhabitants below which a town of a country that the rest of the report does not speak of is not the one meant;
so is any town known by the name only among others."""
NEARBY_KM = 150.0
"""Two places of one report this close support each other; about the width of a province."""
BYNAME = 2.0
"""Points off for a place known by this name only among others ("Philadelphia" of old is Amman)."""
LIKELY = 8
"""Namesakes whose neighbourhood is looked at."""


@dataclass(frozen=True, slots=True)
class Settled:
    """A mention with the place it means, or None; `container` is the mention named behind it ("Texas")."""

    mention: Mention
    known: Known | None
    container: int | None = None


def settle(page: Page, mentions: list[Mention], given: frozenset[Mention] = frozenset()) -> list[Settled]:
    """Return each mention with the place it means, in the order given.

    Args:
        given: mentions that somebody says are places: each gets the likeliest, however far it lies from the rest.
    """
    inside = _containers(page, mentions)
    told = zip(mentions, _told(page, mentions), strict=True)
    choices = [_waters(page, m) or m.known if kind is None else _of_kind(m, kind) for m, kind in told]
    for i, larger in inside.items():
        choices[i] = _within(choices[i], choices[larger])
    shared = {mentions[i].key: choices[i] for i in sorted(inside, reverse=True) if choices[i]}
    choices = [_shared(shared.get(m.key, ()), c) for m, c in zip(mentions, choices, strict=True)]
    for i in _contradicted(page, mentions):
        if mentions[i] not in given:
            choices[i] = ()
    doubted = {m.key for m in mentions} - {m.key for m in given}
    keyed = list(zip((m.key for m in mentions), choices, strict=True))
    said = demonyms_in(page) | published(page)
    around = around_of(keyed)
    rough = Context.of(said | lands_of(page, mentions, [_sure(c) for c in choices]), around)
    first = _best_of_each(keyed, rough, doubted)
    provinces = Counter((k.country, k.admin1) for k in first if k is not None and k.admin1)
    anchors = {k.id: k for k in first if k is not None and k.kind not in WIDE}
    context = Context.of(said | lands_of(page, mentions, first), around, provinces, tuple(anchors.values()))
    known = _best_of_each(keyed, context, doubted)
    return [Settled(m, k, inside.get(i)) for i, (m, k) in enumerate(zip(mentions, known, strict=True))]


def _containers(page: Page, mentions: list[Mention]) -> dict[int, int]:
    """Pair "Paris" with "Texas": a name, a comma, a country or province that holds a namesake of the first."""
    found = {}
    for i, (small, large) in enumerate(zip(mentions, mentions[1:], strict=False)):
        gap = [t.text for t in page.tokens[small.end : large.start]]
        lowers = tuple(t.lower() for t in gap)
        named = kind_after(lowers)
        told = gap == [","] or (named is not None and lowers[named[1] :] == (",",)) or lowers in _INSIDE
        is_country = any(k.kind == "country" for k in small.known)
        larger = [k for k in large.known if not (is_country and k.kind == "country")]
        if told and any(_holds(big, k) for big in larger for k in small.known):
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
HUGE = 500_000
"""Inhabitants from which a town that is a province of its own rivals the one around it (Almaty, Kyiv, Tashkent)."""
_LARGE = frozenset({"country", "province", "region"})


def _holds(big: Known, small: Known) -> bool:
    if big.kind not in _LARGE or big.id == small.id:
        return False
    if big.kind == "province":
        if small.kind == "country" or small.country != big.country:
            return False
        near = distance_km((small.lat, small.lon), (big.lat, big.lon)) < PROVINCE_KM
        return small.admin1 == big.admin1 if small.admin1 else near
    return small.kind != "country" and bool(set(small.countries) & set(big.countries))


def _within(small: tuple[Known, ...], large: tuple[Known, ...]) -> tuple[Known, ...]:
    kept = tuple(k for k in small if any(_holds(big, k) for big in large))
    return kept or small


_COUNTY = frozenset({"county", "counties", "parish"})
"""A county is no town of its name: the county seat mostly has another."""
_ALIKE = {
    "province": ("province", "region"),
    "region": ("province", "region"),
    "city": ("city", "capital"),
    "town": ("city", "town", "capital"),
    "village": ("city", "town"),
}
"""Kinds in the gazetteer that a kind told in words may be."""


WATERS = frozenset({"sea", "gulf", "strait"})
_LISTED = ({","}, {"and"}, {"or"}, {",", "and"}, {"&"})


def _told(page: Page, mentions: list[Mention]) -> list[str | None]:
    """Return the kind that the words beside each name tell; "provinces" tells that of a whole list of names."""
    kinds: list[str | None] = []
    kind: str | None
    later: str | None = None
    for n, mention in reversed(list(enumerate(mentions))):
        after = tuple(t.lower for t in page.tokens[mention.end : mention.end + 3])
        told = kind_after(after)
        if told is not None:
            plural = page.tokens[mention.end + told[1] - 1].tag in ("NNS", "NNPS")
            kind = told[0]
            later = kind if plural else None
        else:
            ahead = mentions[n + 1].start if n + 1 < len(mentions) else mention.end
            if {t.lower for t in page.tokens[mention.end : ahead]} not in _LISTED:
                later = None
            before = kind_before(tuple(t.lower for t in page.tokens[max(0, mention.start - 3) : mention.start]))
            kind = later or (before[0] if before else None)
        kinds.append("county" if after[:1] and after[0] in _COUNTY else kind)
    return kinds[::-1]


def _waters(page: Page, mention: Mention) -> tuple[Known, ...]:
    """The sea or strait of a name ("the southern Red Sea"), which provinces beside it bear too."""
    known, first = mention.known, page.tokens[mention.start]
    if mention.end - mention.start > 1 and first.text == first.lower:
        known = lookup(fold(" ".join(t.text for t in page.tokens[mention.start + 1 : mention.end])))
    return tuple(k for k in known if k.kind in WATERS)


def _of_kind(mention: Mention, kind: str | None) -> tuple[Known, ...]:
    """Keep the namesakes of the kind that is told ("Kirkuk province")."""
    if kind == "county":
        return tuple(k for k in mention.known if k.kind in ("province", "district"))
    for alike in _ALIKE.get(kind or "", ()) if kind in ("province", "region") else ():
        if kept := tuple(k for k in mention.known if k.kind == alike):
            return kept
    return tuple(k for k in mention.known if k.kind in _ALIKE.get(kind or "", ())) or mention.known


def _shared(shared: tuple[Known, ...], known: tuple[Known, ...]) -> tuple[Known, ...]:
    """Narrow a name to what the same name is elsewhere said to lie in, unless it is told to be something else."""
    return shared if shared and set(shared) <= set(known) else known


def _contradicted(page: Page, mentions: list[Mention]) -> list[int]:
    """Return towns said to lie in a province that holds none of the name ("Khogyani district, Ghazni province")."""
    found = []
    for i, (small, large) in enumerate(zip(mentions, mentions[1:], strict=False)):
        gap = tuple(t.lower for t in page.tokens[small.end : large.start])
        named = kind_after(gap)
        told = gap == (",",) or (named is not None and gap[named[1] :] == (",",))
        after = kind_after(tuple(t.lower for t in page.tokens[large.end : large.end + 2]))
        provinces = [k for k in large.known if k.kind == "province"]
        towns = small.known and all(k.kind in ("city", "town", "district") for k in small.known)
        named_so = told and towns and provinces and after is not None and after[0] == "province"
        if named_so and not any(_holds(big, k) for big in provinces for k in small.known):
            found.append(i)
    return found


def _sure(known: tuple[Known, ...]) -> Known | None:
    """Return the place of a name that needs no other evidence: it is alone, or a country or capital."""
    if len(known) == 1:
        return known[0]
    return next((k for k in known[:3] if k.kind in ("country", "capital") or k.id.startswith("dl:")), None)


def _best_of_each(
    keyed: list[tuple[str, tuple[Known, ...]]], context: Context, doubted: set[str]
) -> list[Known | None]:
    """Return what each name most likely means; a name that stands again means the same."""
    asked = [(key, tuple(k.id for k in choices)) for key, choices in keyed]
    means = {
        ask: _best(key, choices, context, key in doubted)
        for ask, (key, choices) in dict(zip(asked, keyed, strict=True)).items()
    }
    return [means[ask] for ask in asked]


def _best(key: str, known: tuple[Known, ...], context: Context, doubted: bool) -> Known | None:
    if not known:
        return None
    cities = {(k.country, k.admin1, fold(k.name).rstrip("h")) for k in known if k.kind in _TOWNS and k.population > BIG}
    cities |= {(k.country, "", fold(k.name).rstrip("h")) for k in known if k.kind in _TOWNS and k.population > HUGE}
    rest = context.rest(key)
    scored = [
        (_score(key, k, rest, context.provinces) + context.company(key, k) - _eclipsed(k, cities), -i, k)
        for i, k in enumerate(known)
    ]
    likely = sorted(scored, key=lambda s: s[:2], reverse=True)[:LIKELY]
    best = max(likely, key=lambda s: (s[0] + _nearby(s[2], context.anchors), s[1]))[2]
    told = context.rest(key, told=True)
    return None if doubted and told and context.anchors and _is_stranger(key, best, told) else best


def _is_stranger(key: str, known: Known, rest: Mapping[str, float]) -> bool:
    small = known.kind in ("city", "town", "district")
    small = small and (known.population < STRANGER or not bears(known, key))
    return small and not any(c in rest for c in known.countries)


def _eclipsed(known: Known, cities: set[tuple[str | None, str, str]]) -> float:
    """Return the points off for a province that has its city's name, and a capital that has its country's."""
    if known.kind == "capital" and fold(countries()[known.countries[0]].name) == fold(known.name):
        return 4.0
    name = fold(known.name).rstrip("h")
    own = known.kind == "province" and {(known.country, known.admin1, name), (known.country, "", name)} & cities
    return 4.0 if own else 0.0


def _score(key: str, known: Known, rest: Mapping[str, float], provinces: Mapping[tuple[str | None, str], int]) -> float:
    score = _prior(known) - (BYNAME if known.kind in _TOWNS and not bears(known, key) else 0.0)
    score += 4.0 * sqrt(max([rest.get(c, 0.0) for c in known.countries], default=0.0))
    others = provinces.get((known.country, known.admin1), 0) - 1
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
    if known.id.startswith("fips:"):
        return 4.5
    if known.id.startswith("dl:"):
        return {"town": 4.5, "district": 4.5, "region": 8.0}.get(known.kind, 6.0)
    return log10(known.population + 10)


@rule(
    "places.within",
    yes=[
        [
            "Shells fell on Qala-Tepe, in Kyrgyzstan's Batken region, on Sunday.",
            {"name": "Qala-Tepe", "country": "KG", "precision": "unknown", "within": ("Batken region", "Kyrgyzstan")},
        ],
        [
            "Two men were held in Zorkhel village, Barmal district, Paktika province.",
            {"name": "Zorkhel village", "country": "AF"},
        ],
        ["Jets bombed the Tavkesh gorge in northern Tajikistan.", {"name": "Tavkesh gorge", "country": "TJ"}],
        ["A school burned in Uyat, a village of shepherds in the Osh region.", {"name": "Uyat", "country": "KG"}],
    ],
    no=["Fighting went on in Mosul, Kirkuk and Tikrit.", "He flew from Kabul to Osh."],
)
def within(one: Found[Place], larger: Found[Place]) -> Found[Place]:
    """The larger place that the words put a place in: an unknown one gets its country, none gets a coordinate."""
    small, large = one.value, larger.value
    names = (large.name, *(n for n in large.within if n != large.name))
    unknown = small.lat is None and not small.within and small.country in (None, large.country)
    if unknown:
        land, lands = large.country or small.country, large.countries or small.countries
        told = replace(small, within=names, country=land, countries=lands)
        return replace(one, rule="places.within", value=told)
    governed = large.precision in (PlacePrecision.PROVINCE, PlacePrecision.DISTRICT, PlacePrecision.PLACE)
    if not governed or small.country != large.country or len(small.within) > 1 or large.name in small.within:
        return one
    return replace(one, value=replace(small, within=names))


def contained(page: Page, found: list[Found[Place]]) -> list[Found[Place]]:
    """Put each place into the larger one that the words behind or before it name, the largest first.

    A state that owns ("Kyrgyzstan's general staff") holds nothing but the place it owns ("Kyrgyzstan's Osh region").
    """
    out = list(found)
    for i in range(len(out) - 1, -1, -1):
        if out[i].rule == "places.dateline":
            continue
        behind = i + 1
        if behind + 1 < len(out) and _owns(page, out[behind], out[behind + 1]):
            behind += 1
        larger = out[behind] if behind < len(out) else None
        if larger is not None and larger.rule != "places.owner" and _in_next(page, out[i], out[i + 1], larger):
            out[i] = within(out[i], larger)
        elif i and _owns(page, out[i - 1], out[i]):
            out[i] = within(out[i], out[i - 1])
    return out


def _owns(page: Page, large: Found[Place], small: Found[Place]) -> bool:
    gap = [t.lower for t in page.tokens[large.end : small.start]]
    return gap in (["'s"], ["’s"]) and _is_larger(large.value, small.value)


def _in_next(page: Page, one: Found[Place], following: Found[Place], larger: Found[Place]) -> bool:
    """Whether the words between two places put the first into the second: "X, Y province", "X, a village in Y"."""
    if not _is_larger(larger.value, one.value) or page.tokens[one.start].sentence != page.tokens[larger.start].sentence:
        return False
    gap = [t.lower for t in page.tokens[one.end : following.start]]
    if gap[-1:] == ["the"]:
        gap.pop()
    if gap in ([","], ["in"], [",", "in"], ["("], ["of"]):
        return True
    called = len(gap) < 9 and gap[:1] == [","] and gap[1:2] in (["a"], ["an"], ["the"]) and gap[-1] in ("in", "of")
    return called and any(w in words("settlements") for w in gap)


_RANK = {
    PlacePrecision.UNKNOWN: 0,
    PlacePrecision.SITE: 0,
    PlacePrecision.NEAR: 0,
    PlacePrecision.PLACE: 1,
    PlacePrecision.DISTRICT: 2,
    PlacePrecision.PROVINCE: 3,
    PlacePrecision.REGION: 4,
    PlacePrecision.COUNTRY: 5,
}


def _is_larger(large: Place, small: Place) -> bool:
    """Whether a place may hold another one; an unknown district or province goes by what it is called."""
    ranks = [max(_RANK[p.precision], _RANK[PRECISIONS.get(p.kind, PlacePrecision.UNKNOWN)]) for p in (large, small)]
    at_site = small.kind in ("neighbourhood", "hospital", "mosque", "market")
    return large.kind not in ("border", "embassy") and (ranks[0] > ranks[1] or (at_site and ranks[0] == ranks[1] == 1))
