"""Places told by other ones: "approximately 15 miles north of Baghdad", "south of Makhmour", "outside Kabul"."""

from __future__ import annotations

from dataclasses import dataclass, replace

from dateline.lexicon import rule
from dateline.model.found import Found
from dateline.model.page import Page
from dateline.model.where import Offset, Place, PlacePrecision
from dateline.places.gazetteer import distance_km, moved
from dateline.places.words import numbers, words

EXACT, ROUGH = 0.15, 0.25
"""Half-width of a distance as a share of it: as said, and with "about" (roads are longer than the flight of a crow)."""
LEAST_KM = 2.0
"""Least half-width of a distance: towns are that wide."""
EIGHTH, SIXTEENTH, ALL_ROUND = 22.5, 11.25, 180.0
"""Half-width of a bearing of eight or sixteen points, and of none."""
BESIDE_KM, TOWARDS_KM, SOME_KM = 10.0, 30.0, 15.0
"""Reach of "near Kabul", "north of Kabul" and "a few miles from Kabul" where no figure is said."""
SAME_SITE_KM = 30.0
"""A described site this close to the one named site of the report is that site."""


@dataclass(frozen=True, slots=True)
class _Measure:
    start: int
    km: float | None
    spread: float
    bearing: float | None
    spread_deg: float


@rule(
    "places.offset",
    yes=[
        [
            "A mine went off approximately 15 miles north of Baghdad.",
            {"offset.bearing": 0, "precision": "near", "country": "IQ"},
        ],
        ["A truck burned 27 km (17 miles) north of Kirkuk.", {"offset.distance_km": 27, "offset.origin": "Kirkuk"}],
        ["Two men were shot in a village south of Makhmour.", {"offset.bearing": 180, "precision": "near"}],
        ["A bus was stopped some 40 kms from Ayacucho, Peru.", {"offset.distance_km": 40, "country": "PE"}],
        ["Rebels in Iraq held a post south of the capital.", {"offset.origin": "Baghdad", "country": "IQ"}],
        ["Fighting went on in the north of Helmand.", {"name": "north of Helmand", "precision": "region"}],
        ["They met at a farm outside Kabul.", {"offset.origin": "Kabul", "precision": "near"}],
        [
            "A missile hit a tanker 38 nautical miles northwest of the Yemeni port of Mocha.",
            {"offset.distance_km": 70.376, "offset.bearing": 315, "country": "YE"},
        ],
        [
            "Camp Harrow, about 10 miles west of Basra, was hit.",
            {"name": "Camp Harrow", "precision": "near", "country": "IQ"},
        ],
        [
            "Two trucks burned on the road from Kirkuk to Tikrit, about 20 miles north of Kirkuk.",
            {"name": "road from Kirkuk to Tikrit", "precision": "near", "offset.origin": "Kirkuk", "country": "IQ"},
        ],
    ],
    no=["They marched 15 miles north.", "A bus left Baghdad.", "He lives in the north of the city."],
)
def offset(page: Page, found: Found[Place], named: Found[Place] | None) -> Found[Place] | None:
    """A place told by distance and direction from a named one, moved from it by as much, with its uncertainty.

    A named place beside the words ("Camp Taji, about 15 miles north of Baghdad") takes the offset and keeps its own
    coordinate; one that the gazetteer does not know gets its coordinate from the offset. "In the north of Helmand" is a
    part of it.
    """
    measure = _measure(page, found.start)
    if measure is not None and measure.bearing is not None and measure.km is None and _is_inside(page, measure.start):
        return _part(page, measure.start, found)
    if measure is None or found.value.kind in ("country", "continent"):
        return None
    said = page.text(measure.start, found.end)
    told = Offset(_origin(found.value), measure.km, measure.bearing, measure.spread, measure.spread_deg, said)
    start = _described(page, measure.start)
    if named is not None and _beside(page, named, measure.start):
        return Found(named.start, found.end, _placed(named.value, told, found.value), "places.offset")
    bare = measure.km is None and measure.bearing is None and (start == measure.start or found.value.lat is None)
    name, kind = (found.value.name, found.value.kind) if bare else (page.text(start, found.end), "place")
    place = _placed(Place(name, kind, PlacePrecision.UNKNOWN), told, found.value)
    return Found(start, found.end, place, "places.offset")


def _is_inside(page: Page, start: int) -> bool:
    """Whether a direction is a part of its place: "in the north of Kunduz", but not "to the north of Kunduz"."""
    before = [t.lower for t in page.tokens[max(0, start - 2) : start]]
    return before in (["in", "the"], ["across", "the"], ["throughout", "the"], ["into", "the"])


def _part(page: Page, start: int, found: Found[Place]) -> Found[Place]:
    """Return the part of a place that a direction names; that of a province or region has no coordinate."""
    place, name = found.value, page.text(start, found.end)
    if place.precision in (PlacePrecision.PLACE, PlacePrecision.SITE, PlacePrecision.DISTRICT, PlacePrecision.UNKNOWN):
        return Found(start, found.end, replace(place, name=name), "places.offset")
    names = (place.name, *(n for n in place.within if n != place.name))
    part = Place(name, "region", PlacePrecision.REGION, place.country, place.countries, None, None, names)
    return Found(start, found.end, part, "places.offset")


def _origin(place: Place) -> str:
    return place.name


def _placed(place: Place, told: Offset, origin: Place) -> Place:
    if place.lat is not None and place.precision is not PlacePrecision.COUNTRY:
        return replace(place, offset=told)
    origin = replace(origin, within=origin.within or place.within)
    land = place.country or origin.country
    within = place.within or origin.within
    lands = place.countries or origin.countries
    if origin.lat is None or origin.lon is None:
        return replace(place, country=land, countries=lands, within=within, offset=told)
    at = (origin.lat, origin.lon)
    if origin.precision is PlacePrecision.REGION and told.distance_km is None:
        told_by = origin if place.lat is None else place
        return replace(place, country=land, countries=lands, within=within, offset=told, precision=told_by.precision)
    if told.distance_km is not None and told.bearing is not None:
        at = moved(at, told.bearing, told.distance_km)
    lat, lon = at
    near = PlacePrecision.NEAR
    return replace(place, country=land, countries=lands, within=within, offset=told, lat=lat, lon=lon, precision=near)


def _measure(page: Page, origin: int) -> _Measure | None:
    """Read the words before an origin, backwards: connector, direction, distance, "about"."""
    tokens, i = page.tokens, origin - 1
    first = page.sentences[tokens[origin].sentence][0]
    i = _past_kind(page, i, first)
    if i >= first and tokens[i].lower == "of" and i > first and tokens[i - 1].lower in words("near_of"):
        return _Measure(i - 1, None, BESIDE_KM, None, ALL_ROUND)
    if i < first or tokens[i].lower not in ("of", "from", "outside", "away", "to", *words("near")):
        return None
    if tokens[i].lower == "to" and not (i > first and tokens[i - 1].lower == "close"):
        return None
    connector = i
    bearing, points, i = _bearing(page, i - 1, first) if tokens[i].lower in ("of", "from") else (None, 0, i - 1)
    i -= i >= first and tokens[i].lower in ("away", "to", "the") and bearing is None
    km, rough, begin = _distance(page, i, first)
    if km is None and bearing is None:
        if rough:
            return _Measure(begin, None, SOME_KM, None, ALL_ROUND)
        if tokens[connector].lower in ("of", "from"):
            return None
        just = connector > first and tokens[connector - 1].lower in ("just", "close", "not", "from")
        return _Measure(connector - just, None, BESIDE_KM, None, ALL_ROUND)
    width = ALL_ROUND if bearing is None else EIGHTH if points < 3 else SIXTEENTH
    if km is None:
        return _Measure(begin, None, SOME_KM if rough else TOWARDS_KM, bearing, width)
    return _Measure(begin, km, max(LEAST_KM if km >= 1 else 0.5, km * (ROUGH if rough else EXACT)), bearing, width)


def _past_kind(page: Page, i: int, first: int) -> int:
    """Step back over what says what kind of place the origin is: "the Yemeni port of", "the southern town of"."""
    tokens = page.tokens
    kinds = words("settlements", "sea_kinds")
    if i > first and tokens[i].lower == "of" and tokens[i - 1].lower in kinds:
        i -= 2
    while i >= first and (tokens[i].lower in ("the", "city", "town", "capital") or tokens[i].pos == "ADJ"):
        if tokens[i].lower in words("near"):
            break
        i -= 1
    return i


def _bearing(page: Page, i: int, first: int) -> tuple[float | None, int, int]:
    """Read a direction ending at token `i`: degrees, how many points of the compass it names, the token before."""
    for size in (5, 3, 2, 1):
        if i - size + 1 < first:
            continue
        lowers = [t.lower for t in page.tokens[i - size + 1 : i + 1] if t.text != "-"]
        for name in (" ".join(lowers), "".join(lowers), " ".join([lowers[0], "".join(lowers[1:])])):
            if (degrees := numbers("directions").get(name)) is not None:
                before = i - size
                at_the = before > first and page.tokens[before].lower == "the" and page.tokens[before - 1].lower == "to"
                return degrees, 3 if " " in name else 1, before - 2 if at_the else before
    return None, 0, i


def _distance(page: Page, i: int, first: int) -> tuple[float | None, bool, int]:
    """Read a distance ending at token `i`: kilometres, whether it is rough, and its first token (the next if none)."""
    tokens = page.tokens
    if i > first and tokens[i].text == ")":
        while i > first and tokens[i].text != "(":
            i -= 1
        i -= 1
    if i < first:
        return None, False, i + 1
    unit = tokens[i].lower.rstrip(".")
    nautical = i > first and tokens[i - 1].lower == "nautical"
    figure = i - 1 - (i > first and (nautical or tokens[i - 1].text == "-"))
    unit = "nautical mile" if nautical else unit
    glued = next(
        (u for u in ("km", "kms", "mi") if unit.endswith(u) and unit[: -len(u)].replace(".", "").isdigit()), None
    )
    if glued:
        value: float | None = float(unit[: -len(glued)]) * numbers("units")[glued]
        begin = i
    elif unit in numbers("units") and figure >= first:
        value, begin = _figure(page, figure, first)
        value = None if value is None else value * numbers("units")[unit]
        if value is None:
            return None, unit in ("miles", "kilometers", "kilometres"), i
    else:
        return None, False, i + 1
    rough = False
    while begin > first and tokens[begin - 1].lower in words("approximate"):
        begin, rough = begin - 1, True
    return value, rough, begin


def _figure(page: Page, i: int, first: int) -> tuple[float | None, int]:
    """Read the number that ends at token `i`; "10 to 15" and "10-15" give their middle."""
    value = _number(page.tokens[i].lower)
    if value is None:
        return None, i
    if i - 2 >= first and page.tokens[i - 1].lower in ("-", "to", "–", "and"):
        lower = _number(page.tokens[i - 2].lower)
        if lower is not None and lower < value:
            return (lower + value) / 2, i - 2
    if page.tokens[i].lower in ("few", "couple", "half", "dozen") or value == 100:
        return value, i - 1 if i > first and page.tokens[i - 1].lower in ("a", "half") else i
    return value, i


def _number(word: str) -> float | None:
    plain = word.replace(",", "")
    if plain.replace(".", "", 1).isdigit() and plain.isascii():
        return float(plain)
    low, dash, high = plain.partition("-")
    if dash and low.isdigit() and high.isdigit():
        return (float(low) + float(high)) / 2
    return numbers("numbers").get(plain)


def _described(page: Page, start: int) -> int:
    """Return where the description before an offset begins: "village" in "a village north of Kabul"."""
    i = start - 1
    if (
        i < 0
        or page.tokens[i].sentence != page.tokens[start].sentence
        or page.tokens[i].lemma not in words("described")
    ):
        return start
    while (
        i > 0 and page.tokens[i - 1].pos in ("ADJ", "NOUN") and page.tokens[i - 1].sentence == page.tokens[i].sentence
    ):
        i -= 1
    return i


def _beside(page: Page, named: Found[Place], start: int) -> bool:
    """Whether a named place stands right before the words at `start`, as their subject."""
    between = [t.lower for t in page.tokens[named.end : start]]
    apart = [w for w in between if w not in {",", "(", "which", "is", "lies", "located", "situated", "a", "an", "the"}]
    small = named.value.kind not in ("country", "continent", "region", "province")
    small = small and not _is_second(page, named.start)
    same = page.tokens[named.start].sentence == page.tokens[start].sentence if start < len(page.tokens) else False
    return small and same and named.end <= start and len(between) <= 4 and len(apart) == 0


def _is_second(page: Page, start: int) -> bool:
    """Whether a name is the second of "between X and Y", which are not what is described."""
    first = page.sentences[page.tokens[start].sentence][0]
    joined = start > first and page.tokens[start - 1].lower in ("and", "to")
    return joined and any(t.lower in ("between", "from") for t in page.tokens[max(first, start - 5) : start - 1])


def _described_end(page: Page, told: Found[Place]) -> int:
    """Return the noun that an offset describes: the last one before its words begin."""
    i = told.start
    while i + 1 < told.end and page.tokens[i + 1].lemma in words("described"):
        i += 1
    return i


def reconciled(page: Page, told: Found[Place], sites: list[Found[Place]]) -> Found[Place]:
    """Give a described site ("the facility 15 miles north of Baghdad") to the one named site that lies there."""
    described = page.tokens[_described_end(page, told)].lemma in words("site_nouns")
    if not described or told.value.id is not None or told.value.lat is None or told.value.lon is None:
        return told
    here = (told.value.lat, told.value.lon)
    close = {
        s.value.id: s.value
        for s in sites
        if s.start < told.start
        and s.value.lat is not None
        and s.value.lon is not None
        and distance_km(here, (s.value.lat, s.value.lon)) < SAME_SITE_KM
    }
    if len(close) != 1:
        return told
    return replace(told, value=replace(next(iter(close.values())), offset=told.value.offset))
