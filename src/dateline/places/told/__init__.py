"""Places told by others and by no distance: roads by where they lead, capitals by their country or province."""

from __future__ import annotations

from dateline.lexicon import rule
from dateline.model.found import Found
from dateline.model.page import Page, ZoneKind
from dateline.model.where import Place, PlacePrecision
from dateline.places.gazetteer import Known, capitals, demonyms, fold, lookup, seat
from dateline.places.words import words


@rule(
    "places.road",
    yes=[
        [
            "A mine wrecked a bus on the road between Kirkuk and Tikrit.",
            {"name": "road between Kirkuk and Tikrit", "kind": "road", "country": "IQ", "precision": "region"},
        ],
        ["Gunmen closed the highway linking Herat with Kandahar.", {"name": "highway linking Herat with Kandahar"}],
    ],
    no=["The road was closed.", "He drove from Kirkuk to Tikrit.", "Talks between Iraq and Iran went on."],
)
def road(page: Page, one: Found[Place], other: Found[Place]) -> Found[Place] | None:
    """A road told by the places it joins: it lies at neither, so it has no coordinate but what an offset gives it."""
    tokens, start = page.tokens, one.start
    while start > 0 and tokens[start - 1].lower in ("the", "city", "town", "of", "towns", "cities"):
        start -= 1
    gap = {t.lower for t in tokens[one.end : other.start]} - {"the", "city", "town", "of"}
    told = start > 1 and tokens[start - 1].lower in words("joining") and gap and gap <= words("joined")
    at = start - 2 if told else 0
    at -= bool(told and tokens[at].lower in ("that", "which"))
    if not told or tokens[at].lower not in words("roads") or tokens[at].sentence != tokens[other.start].sentence:
        return None
    lands = dict.fromkeys((*one.value.countries, *other.value.countries))
    land = next(iter(lands)) if len(lands) == 1 else None
    within = tuple(n for n in one.value.within if n in other.value.within)
    name = page.text(at, other.end)
    place = Place(name, "road", PlacePrecision.REGION, land, tuple(lands), None, None, within)
    return Found(at, other.end, place, "places.road")


@rule(
    "places.road_to",
    yes=[
        ["Men burned two buses on the highway to Tikrit.", {"name": "highway to Tikrit", "kind": "road"}],
        ["Mothers blocked the Kirkuk-Zorvela road.", {"name": "Kirkuk-Zorvela road", "country": "IQ"}],
    ],
    no=["The road to peace is long.", "A trader took the road back to Tikrit.", "He rode to Tikrit."],
)
def road_to(page: Page, one: Found[Place]) -> Found[Place] | None:
    """A road told by where it leads, or by the two ends in its name; it lies at neither."""
    tokens, start, end = page.tokens, one.start, one.end
    if start > 1 and tokens[start - 1].lower == "to" and tokens[start - 2].lower in words("roads"):
        start -= 2
    elif (stop := _both_ends(page, start, end)) is not None:
        start, end = stop
    else:
        return None
    value = one.value
    name = page.text(start, end)
    place = Place(name, "road", PlacePrecision.REGION, value.country, value.countries, None, None, value.within[-1:])
    return Found(start, end, place, "places.road_to")


def _both_ends(page: Page, start: int, end: int) -> tuple[int, int] | None:
    """Return the range of "X-Y highway" around one of its names, or None."""
    tokens = page.tokens
    for first, last in ((start, end + 2), (start - 2, end)):
        if first < 0 or last >= len(tokens) or tokens[last].lower not in words("roads"):
            continue
        hyphen = tokens[end] if first == start else tokens[start - 1]
        if hyphen.text in ("-", "–") and tokens[first].text[0].isupper() and tokens[last - 1].text[0].isupper():
            return first, last + 1
    return None


def roads(page: Page, found: list[Found[Place]]) -> list[Found[Place]]:
    """Replace each pair of places that a road is told by, or the one it leads to, with the road."""
    named = [one if one.rule in ("places.dateline", "places.owner") else road_to(page, one) or one for one in found]
    out: list[Found[Place]] = []
    for one in named:
        told = road(page, out[-1], one) if out and one.rule not in ("places.dateline", "places.owner") else None
        if told is not None:
            out.pop()
        out.append(told or one)
    return out


@rule(
    "places.seat",
    yes=[
        ["Shells fell on Kunduz province, and hundreds slept in the provincial capital.", {"kind": "city"}],
        ["In Ukraine's Poltava region two bridges burned, one in the regional capital.", {"country": "UA"}],
    ],
    no=["Two bridges burned in the capital.", "He came to the provincial capital of Kunduz."],
)
def seat_of(page: Page, i: int, province: Found[Place] | None) -> Found[Place] | None:
    """ "The regional capital" of the province that the report named last; its name is given, its words are quoted."""
    apart = i < 2 or page.tokens[i].lower != "capital" or page.tokens[i - 1].lower not in words("governed")
    if apart or province is None or province.value.country is None:
        return None
    after = page.tokens[i + 1] if i + 1 < len(page.tokens) else None
    if after is not None and (after.pos in ("NOUN", "PROPN") or (after.lower in (",", "of") and _named_next(page, i))):
        return None
    key = fold(province.value.name)
    known = next((k for k in lookup(key) or lookup(key.rpartition(" ")[0]) if k.kind == "province"), None)
    town = seat(province.value.country, known.admin1) if known is not None else None
    if town is None or known is None or town.country is None:
        return None
    within = (known.name, *province.value.within)
    place = Place(
        town.name, town.kind, PlacePrecision.PLACE, town.country, town.countries, town.lat, town.lon, within, id=town.id
    )
    return Found(i - 1, i + 1, place, "places.seat")


@rule(
    "places.capital",
    yes=[
        ["Rebels in Iraq fired at a post in the capital.", {"name": "Baghdad", "country": "IQ"}],
        ["In Yemen a car bomb went off in the capital.", {"name": "Sanaa", "country": "YE"}],
        ["Afghan police found two bodies in the capital.", {"name": "Kabul", "precision": "place"}],
        ["Gunmen held a hotel in the Somali capital.", {"name": "Mogadishu", "country": "SO"}],
    ],
    no=["The firm raised capital.", "The capital punishment law was passed in Iraq."],
)
def capital(page: Page, i: int, land: str | None) -> Found[Place] | None:
    """ "The capital" of the one country that the report speaks of so far; its name is given, its words are quoted."""
    token = page.tokens[i]
    owner = demonyms().get(page.tokens[i - 1].lower) if i and page.tokens[i - 1].text[0].isupper() else None
    land = owner or land
    name = capitals().get(land or "")
    led = owner is not None or (i > 0 and page.tokens[i - 1].lower in ("the", "national"))
    if not name or token.lower != "capital" or not led:
        return None
    after = page.tokens[i + 1] if i + 1 < len(page.tokens) else None
    if after is not None and (
        after.pos in ("NOUN", "PROPN") or after.lower in (",", "of", "city") and _named_next(page, i)
    ):
        return None
    known = next((k for k in lookup(fold(name)) if k.country == land and k.kind == "capital"), None)
    if known is None or _is_sent_from_another(page, known, name):
        return None
    place = Place(name, "capital", PlacePrecision.PLACE, land, (str(land),), known.lat, known.lon, id=known.id)
    return Found(i, i + 1, place, "places.capital")


def _is_sent_from_another(page: Page, capital_: Known, name: str) -> bool:
    """Whether the report was sent from another town of that country and never names the seat of its government.

    "BUJUMBURA - A bomb went off in the capital": reports disagree with the gazetteer, or it is out of date.
    """
    if name.casefold() in page.repaired.text.casefold():
        return False
    sent = {fold(n) for zone in page.repaired.zones if zone.kind is ZoneKind.DATELINE for n in zone.names[:1]}
    homes = [k for n in sent - {fold(name)} for k in lookup(n)[:1]]
    return any(k.country == capital_.country and k.kind not in ("country", "province") for k in homes)


def _named_next(page: Page, i: int) -> bool:
    return i + 2 < len(page.tokens) and page.tokens[i + 2].text[0].isupper()
