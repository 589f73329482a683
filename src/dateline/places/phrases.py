"""What the words beside a name make of it: a camp, a province, the north of a country, an embassy, an airport."""

from __future__ import annotations

from dataclasses import replace

from dateline.lexicon import rule
from dateline.model.found import Found
from dateline.model.page import Page
from dateline.model.where import Place, PlacePrecision
from dateline.places.around import is_of_next
from dateline.places.gazetteer import LANDSCAPES, PRECISIONS, Known, countries, demonyms, fold, lookup, province
from dateline.places.resolve import Settled
from dateline.places.words import kind_after, kind_before, words

GOVERNED = frozenset({"province", "district"})
NAMESAKES = frozenset({"hospital", "university", "market", "mosque", "bridge", "neighbourhood"})
"""Kinds of place that are mostly named after something elsewhere."""
OWNERS = frozenset({"us", "u.s.", "uk", "u.k.", "u.s", "uae", "drc"})
"""Short names of countries that English also uses as adjectives ("US forces")."""


def place_of(name: str, known: Known) -> Place:
    """Return a gazetteer place under the name the report gives it."""
    precision = known.precision
    where = (known.lat, known.lon)
    return Place(name, known.kind, precision, known.country, known.countries, *where, larger(known), id=known.id)


def larger(known: Known) -> tuple[str, ...]:
    """Return the names of the province and country around a place, smallest first."""
    if known.kind in ("country", "continent") or known.country is None:
        return ()
    around = province(known.country, known.admin1) if known.admin1 and known.kind != "province" else None
    land = countries().get(known.country)
    return tuple(k.name for k in (around, land) if k is not None)


@rule(
    "places.toponym",
    yes=[
        ["Rebels set off a bomb in front of the police station of Zorvela on Sunday.", {"name": "Zorvela"}],
        ["A drone fired on three trucks by the well of Zorvela.", {"name": "Zorvela"}],
        ["Soldiers in a lorry struck a mine between Zorvela and Quarm on Sunday.", {"name": "Zorvela"}],
        ["Two bombs went off in Kirkuk on Monday.", {"name": "Kirkuk", "country": "IQ"}],
        ["The convoy had left Mazar-i-Sharif at dawn.", {"name": "Mazar-i-Sharif", "country": "AF"}],
        ["Shells fell on Karbala, Iraq, for an hour.", {"name": "Karbala", "country": "IQ", "precision": "place"}],
        ["She was born in Paris, Texas, in 1971.", {"name": "Paris", "country": "US"}],
        ["Gunmen killed two men in Zorvela on Friday.", {"name": "Zorvela", "precision": "unknown"}],
        ["Rebels reached Zorvela at dawn. Nobody was seen in Zorvela.", {"name": "Zorvela"}],
        ["Two trucks burned in Birnin Gwari, troops of Nigeria said.", {"name": "Birnin Gwari", "country": "NG"}],
    ],
    no=[
        "Paris Wexham told the court that he had fired first.",
        "Fighters of the Islamic State of Iraq and Syria fled.",
        "The Baghdad Operations Command denied the report.",
        "Reading the letter, the major wept.",
        "Two soldiers put their trust in Congress. The rebels had none in Congress.",
        "Gunmen were killed in Operation Zorvela.",
        "Soldiers heard of talks between Zorvela and Quarm.",
        "Soldiers searched the house of Zorvela.",
    ],
)
def toponym(page: Page, settled: Settled) -> Found[Place]:
    """A name that the gazetteer knows, and that the words around it do not make a person or an organisation."""
    mention, known = settled.mention, settled.known
    name = page.text(mention.start, mention.end)
    place = place_of(name, known) if known else Place(name, "place", PlacePrecision.UNKNOWN)
    return Found(mention.start, mention.end, place, "places.toponym")


@rule(
    "places.dateline",
    yes=[
        ["BASRA, Iraq (Wire One) - A bridge was blown up on Tuesday.", {"name": "BASRA", "country": "IQ"}],
        ["NAIROBI (Wire One) - A bridge was blown up on Tuesday.", {"name": "NAIROBI", "country": "KE"}],
        [
            "FAYETTEVILLE, N.C. (Wire One) - A soldier was charged on Tuesday.",
            {"name": "FAYETTEVILLE", "country": "US"},
        ],
    ],
    no=["A bridge in Basra was blown up on Tuesday."],
)
def dateline(found: Found[Place]) -> Found[Place]:
    """The place where a report was written; not where its events happened."""
    return replace(found, rule="places.dateline")


@rule(
    "places.owner",
    yes=[
        ["Iraq's army said it had retaken the bridge.", {"country": "IQ"}],
        ["US troops left the valley.", {"country": "US"}],
        ["A UK-led force landed on Friday.", {"country": "GB"}],
        ["Washington warned that it would strike again.", {"country": "US"}],
    ],
    no=["Three soldiers died in Iraq.", "They flew from Washington to Kuwait."],
)
def owner(found: Found[Place]) -> Found[Place]:
    """A country or capital that stands for its state: it owns, leads or speaks, and is no place of an event."""
    return replace(found, rule="places.owner")


def is_owner(page: Page, found: Found[Place]) -> bool:
    """Whether a country, capital or ministry stands for its state ("Iraq's army", "US troops", "Washington warned")."""
    kind = found.value.kind
    if kind not in ("country", "capital", "building") or found.end >= len(page.tokens):
        return False
    after, last = page.tokens[found.end], page.tokens[found.end - 1]
    if after.lower in ("'s", "’s", "-", "'", "’"):
        return kind != "capital" and page.tokens[min(found.end + 1, len(page.tokens) - 1)].lower != "capital"
    owns = kind == "country" and last.lower in OWNERS and after.lower not in words("weekdays")
    if owns and after.pos in ("NOUN", "PROPN", "ADJ") and after.sentence == last.sentence:
        return True
    if kind == "building":
        return page.tokens[max(0, found.start - 2)].lower not in words("strong_locative")
    return last.dep == "nsubj" and page.tokens[last.head].pos == "VERB"


@rule(
    "places.site",
    yes=[
        [
            "Rockets hit Camp Taji on Sunday.",
            {"name": "Camp Taji", "kind": "camp", "country": "IQ", "precision": "site"},
        ],
        ["Mortar shells landed inside the K1 base at night.", {"name": "K1 base", "country": "IQ"}],
        ["The drones took off from Incirlik air base in Turkey.", {"name": "Incirlik air base", "country": "TR"}],
        ["He was flown from Camp Harrow to Basra.", {"name": "Camp Harrow", "kind": "camp", "country": "IQ"}],
        ["Smoke rose over Kandahar airport.", {"name": "Kandahar airport", "kind": "airport", "country": "AF"}],
    ],
    no=["The camp was quiet.", "He camped near Basra."],
)
def site(page: Page, found: Found[Place], settled: Settled) -> Found[Place]:
    """A base, camp, airport or other site, by the word before or after its name.

    "Balad air base", if the gazetteer lacks it, stands in Balad, with the precision of a town. "Camp Balad" and "Balad
    hospital" do not: camps and hospitals are named after people and places elsewhere.
    """
    start, end, kind = _widened(page, settled)
    same = (start, end) == (found.start, found.end) and settled.known is not None
    if found.value.kind in ("country", "continent"):
        return found
    if kind is None or kind in PRECISIONS or kind in LANDSCAPES or same:
        landed = settled.known is None or found.value.kind in PRECISIONS or found.value.kind in LANDSCAPES
        return found if landed else replace(found, rule="places.site")
    name = page.text(start, end)
    land = found.value.country
    known = [k for k in lookup(fold(name)) if land in (None, *k.countries) and k.precision is PlacePrecision.SITE]
    if known:
        return Found(start, end, place_of(name, known[0]), "places.site")
    if start < found.start or kind in NAMESAKES:
        return Found(start, end, _nowhere(found.value, name, kind), "places.site")
    return Found(start, end, replace(found.value, name=name, kind=kind, id=None), "places.site")


def _nowhere(place: Place, name: str, kind: str) -> Place:
    """Return a place that is only named after another: Mount Sinai Hospital is not in Mount Sinai."""
    if place.id is not None and place.id.startswith("dl:"):
        return replace(place, name=name, kind=kind)
    return Place(name, kind, PlacePrecision.UNKNOWN)


def _widened(page: Page, settled: Settled) -> tuple[int, int, str | None]:
    """Return the range of a name with the words that tell its kind, and that kind."""
    start, end = settled.mention.start, settled.mention.end
    limit = page.sentences[page.tokens[start].sentence]
    after = kind_after(tuple(t.lower for t in page.tokens[end : min(end + 3, limit[1])]))
    after = None if after is not None and is_of_next(page, end + after[1]) else after
    if after is not None and page.tokens[end + after[1] - 1].tag not in ("NNS", "NNPS") and after[0] != "border":
        return start, end + after[1], after[0]
    opening = [
        kind_before(tuple(t.lower for t in page.tokens[start : start + n])) for n in (3, 2, 1) if start + n < end
    ]
    if settled.known is None and any(opening):
        return start, end, next(told[0] for told in opening if told)
    before = kind_before(tuple(t.lower for t in page.tokens[max(start - 4, limit[0]) : start]))
    if before is not None:
        named = page.tokens[start - before[1]].text[0].isupper() and page.tokens[start - 1].lower != "of"
        return (start - before[1] if named else start), end, before[0]
    return start, end, after[0] if after is not None else None


@rule(
    "places.area",
    yes=[
        ["Two died in Nineveh province.", {"name": "Nineveh province", "precision": "province", "country": "IQ"}],
        ["A patrol was ambushed in the Korengal Valley.", {"name": "Korengal Valley", "country": "AF"}],
        ["Troops searched the Abu Samra district of Baghdad.", {"name": "Abu Samra district", "kind": "district"}],
        ["Clashes went on in Saladin, Diyala and Kirkuk provinces.", {"name": "Kirkuk", "kind": "province"}],
        ["They hid on Qara Chokh mountain in Iraq.", {"name": "Qara Chokh mountain", "country": "IQ"}],
    ],
    no=["The province was quiet.", "A district official spoke of two dead."],
)
def area(page: Page, found: Found[Place], settled: Settled) -> Found[Place]:
    """A province, district, valley or other stretch of land, by the word beside its name."""
    start, end, kind = _widened(page, settled)
    if kind is None or not (kind in PRECISIONS or kind in LANDSCAPES):
        return replace(found, rule="places.area") if found.value.kind in GOVERNED | LANDSCAPES else found
    if (start, end) == (found.start, found.end) and found.value.precision is not PlacePrecision.UNKNOWN:
        return replace(found, rule="places.area") if found.value.kind in GOVERNED | LANDSCAPES else found
    name = page.text(start, end)
    known = [k for k in lookup(fold(name)) if found.value.country in (None, *k.countries)]
    if known and known[0].kind == kind:
        return Found(start, end, place_of(name, known[0]), "places.area")
    return Found(start, end, _as(found.value, name, kind), "places.area")


def _as(place: Place, name: str, kind: str) -> Place:
    """Return a place under a wider name: "Marjah district" stands where Marjah stands, a river nowhere."""
    settled = ("city", "town", "village")
    if kind in NAMESAKES or (kind in LANDSCAPES and place.kind in (*settled, "capital")):
        return _nowhere(place, name, kind)
    if place.kind == "province" and kind == "region":
        return replace(place, name=name)
    if place.precision is PlacePrecision.UNKNOWN or place.kind == kind or (kind in settled and place.kind != "country"):
        return replace(place, name=name, kind=kind)
    precision = PRECISIONS.get(kind, PlacePrecision.REGION)
    return replace(place, name=name, kind=kind, precision=max(precision, place.precision, key=ORDER.index))


ORDER = list(PlacePrecision)


@rule(
    "places.part",
    yes=[
        ["Three soldiers fell in northern Iraq.", {"name": "northern Iraq", "precision": "region", "country": "IQ"}],
        [
            "A patrol was hit in central Helmand province.",
            {"name": "central Helmand province", "precision": "province"},
        ],
        ["A car blew up in eastern Mosul.", {"name": "eastern Mosul", "precision": "place", "country": "IQ"}],
    ],
    no=["They marched north.", "North Korea fired two missiles."],
)
def part(page: Page, found: Found[Place]) -> Found[Place]:
    """Part of a place. Part of a country is a region of it and has no coordinate: its middle would mislead."""
    start = found.start
    while start > 0 and (page.tokens[start - 1].lower in words("parts") or _hyphen(page, start - 1)):
        start -= 1
    while start < found.start and (page.tokens[start].text == "-" or page.tokens[start].lower == "far"):
        start += 1
    if start == found.start or page.tokens[start].sentence != page.tokens[found.start].sentence:
        return found
    place = replace(found.value, name=page.text(start, found.end))
    if place.kind in ("country", "continent"):
        place = replace(
            place, kind="region", precision=PlacePrecision.REGION, lat=None, lon=None, within=(countries_of(place))
        )
    return Found(start, found.end, place, "places.part")


def _hyphen(page: Page, i: int) -> bool:
    return i > 0 and page.tokens[i].text == "-" and page.tokens[i - 1].lower in words("parts")


def countries_of(place: Place) -> tuple[str, ...]:
    """Return the names of the countries a place lies in."""
    return tuple(countries()[c].name for c in place.countries if c in countries())


@rule(
    "places.embassy",
    yes=[
        ["A crowd stormed the US embassy in Baghdad.", {"name": "US embassy in Baghdad", "country": "IQ"}],
        ["A bomb went off at the French consulate in Basra.", {"name": "French consulate in Basra", "country": "IQ"}],
        ["Shots were fired at the United States Embassy in Kabul.", {"name": "United States Embassy in Kabul"}],
        ["A car blew up inside the French Embassy compound in Tunis.", {"kind": "embassy", "country": "TN"}],
    ],
    no=["The embassy closed.", "He flew to Baghdad from the US."],
)
def embassy(page: Page, found: Found[Place]) -> Found[Place] | None:
    """An embassy or consulate, at the town it stands in."""
    start = found.start
    if start < 3 or page.tokens[start - 1].lower not in ("in", "at"):
        return None
    grounds = page.tokens[start - 2].lower in words("grounds")
    start -= grounds
    if start < 3 or page.tokens[start - 2].lower not in words("embassy"):
        return None
    first = start - 2
    while first > 0 and (page.tokens[first - 1].text[0].isupper() or page.tokens[first - 1].text == "-"):
        first -= 1
    if first == start - 2 or page.tokens[first].sentence != page.tokens[start].sentence:
        return None
    first += page.tokens[first].lower in ("the", "a")
    name = page.text(first, found.end)
    return Found(first, found.end, replace(found.value, name=name, kind="embassy", id=None), "places.embassy")


@rule(
    "places.airport",
    yes=[
        ["A drone struck at Baghdad's airport.", {"name": "Baghdad's airport", "kind": "airport", "country": "IQ"}],
        ["Gunmen took the airport in Tripoli, Libya.", {"kind": "airport", "country": "LY"}],
        ["Troops guarded the airport of Goma, Congo.", {"kind": "airport", "country": "CD"}],
    ],
    no=["The airport was shut.", "He left Baghdad by car."],
)
def airport(page: Page, found: Found[Place]) -> Found[Place] | None:
    """The airport of a town: its own coordinate where the gazetteer has it, else the town's."""
    tokens, end = page.tokens, found.end
    start = found.start
    lowers = [t.lower for t in tokens[end : end + 4]]
    stop = 0
    if lowers[:1] in (["'s"], ["’s"]) and "airport" in lowers[1:3]:
        stop = end + lowers.index("airport") + 1
    elif start >= 2 and tokens[start - 1].lower in ("in", "of", "at") and tokens[start - 2].lower == "airport":
        start, stop = start - 2, end
    if not stop:
        return None
    near = [k for k in lookup(f"{fold(page.text(found.start, end))} airport") if found.value.country in k.countries]
    name = page.text(start, stop)
    place = place_of(name, near[0]) if near else replace(found.value, name=name, kind="airport", id=None)
    return Found(start, stop, place, "places.airport")


@rule(
    "places.landscape",
    yes=[
        ["Jets bombed caves in the western desert of Iraq.", {"name": "western desert", "precision": "region"}],
        ["Pirates landed on Cameroon's western coast.", {"name": "western coast", "country": "CM"}],
        ["They were caught on the border with Syria.", {"name": "border with Syria", "kind": "border"}],
        ["A truck was hit near the Syrian border.", {"name": "Syrian border", "kind": "border"}],
    ],
    no=["The desert was quiet.", "Border guards fired twice."],
)
def landscapes(page: Page) -> list[Found[Place]]:
    """A landscape or border told without a name of its own; a region without a coordinate."""
    found = []
    for token in page.tokens[1:]:
        if token.lower not in words("landscape"):
            continue
        before, i = page.tokens[token.i - 1], token.i
        after = page.tokens[i + 1 : i + 3]
        land = demonyms().get(before.lower) if before.text[0].isupper() else None
        if token.lower == "border" and land:
            found.append(Found(i - 1, i + 1, _border(page.text(i - 1, i + 1), land), "places.landscape"))
        elif (
            token.lower == "border"
            and len(after) == 2
            and after[0].lower == "with"
            and (known := lookup(fold(after[1].text)))
        ):
            if known[0].country:
                found.append(Found(i, i + 3, _border(page.text(i, i + 3), known[0].country), "places.landscape"))
        elif before.lower in words("parts") and before.sentence == token.sentence:
            lands = _owners(page, i - 1)
            place = Place(
                page.text(i - 1, i + 1), token.lower, PlacePrecision.REGION, lands[0] if lands else None, lands
            )
            found.append(Found(i - 1, i + 1, place, "places.landscape"))
    return found


def _owners(page: Page, i: int) -> tuple[str, ...]:
    """Return the country that owns what begins at a token: "Cameroon's western coast"."""
    owned = i > 1 and page.tokens[i - 1].lower in ("'s", "’s")
    known = lookup(fold(page.tokens[i - 2].text)) if owned else ()
    return known[0].countries if known and known[0].kind == "country" else ()


def _border(name: str, land: str) -> Place:
    return Place(name, "border", PlacePrecision.REGION, None, (land,))
