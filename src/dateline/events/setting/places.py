"""Where an event was: the finest place beside its words, the same place as before, or the town whose police look."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from dateline.events.setting.days import LOCAL_KINDS
from dateline.events.setting.scene import scene_places
from dateline.events.setting.taken_up import taken_up
from dateline.events.voices import Telling
from dateline.lexicon import rule, words
from dateline.model.found import Found
from dateline.model.page import Page, ZoneKind
from dateline.model.where import Place, PlacePrecision

LEXICON = "en/events.toml"
GRAIN = [
    PlacePrecision.SITE, PlacePrecision.PLACE, PlacePrecision.NEAR, PlacePrecision.DISTRICT, PlacePrecision.UNKNOWN,
    PlacePrecision.PROVINCE, PlacePrecision.REGION, PlacePrecision.COUNTRY,
]  # fmt: skip
"""Places from the finest grain to the coarsest; of two as fine the one told first."""
AREAS = (PlacePrecision.PROVINCE, PlacePrecision.REGION, PlacePrecision.COUNTRY)
HOLDING = (PlacePrecision.DISTRICT, PlacePrecision.PROVINCE, PlacePrecision.REGION)
"""Areas that hold a village told with them."""
TOWNS = (PlacePrecision.PLACE, PlacePrecision.DISTRICT, PlacePrecision.UNKNOWN)
LISTED = (PlacePrecision.SITE, PlacePrecision.PLACE, PlacePrecision.UNKNOWN)
"""Grains of the places of one list."""
SETTLED = ("village", "town", "hamlet", "city")
"""Kinds of what is no part of the town whose police speak."""
WARLIKE = ("events.overrun", "events.seizure")
"""Rules of what is no crime for a town's police."""
POINTING = ("the", "same", "that", "this")
AT = ("at", "on", "onto", "into", "against", "inside", "upon", "in", "near")


def where(telling: Telling) -> list[Found[Place]]:
    """Return the finest place beside a wording, or the one that "the same camp" takes up, or none.

    A neighbourhood that no gazetteer knows comes with the town whose police look into the crime, a village with the
    district or province told with it.
    """
    best = _where(telling)
    if best is None or best.rule == "events.local":
        scene = scene_places(telling)
        best = min(scene, key=lambda p: _grain(telling.page, p), default=best)
    if best is None:
        return []
    return [best, *_listed(telling, best), *_holding(telling, best)]


def _holding(telling: Telling, best: Found[Place]) -> list[Found[Place]]:
    """The town, road or area told with a place that no gazetteer knows, if the report does not say where it lies."""
    if best.value.precision is not PlacePrecision.UNKNOWN or best.rule == "events.local":
        return []
    told = [p for m in telling.story.wordings for p in m.places if p.value.lat is not None or p.value.within]
    areas = [p for p in told if p.value.precision in HOLDING]
    town = None if areas else _local(telling)
    if town is None and not best.value.within:
        areas = areas or [p for p in scene_places(telling) if p.value.precision in HOLDING]
        areas = areas or [p for p in told if p.value.kind == "road" or _opens(telling.page, p)]
        town = min(areas, key=lambda p: GRAIN.index(p.value.precision), default=None)
    return [] if town is None else [town]


def _opens(page: Page, place: Found[Place]) -> bool:
    """Whether a sentence opens with a place: "In Orsa, 30 km north, clansmen took the village of Mandur"."""
    first = page.sentences[page.tokens[place.start].sentence][0]
    return place.start == first + 1 and page.tokens[first].lower in AT


@rule(
    "events.listed_places",
    yes=[
        ["Rockets hit the villages of Orsa and Mandur on Sunday.", {"name": "Mandur"}],
        ["On Sunday gunmen attacked the towns of Orsa, Mandur and Kalin.", {"name": "Kalin"}],
        ["Jets bombed Aleppo, Idlib and Homs on Sunday.", {"name": "Homs"}],
    ],
    no=[
        "Rockets hit the village of Orsa on Sunday.",
        "A bus hit a mine between Gao and Kidal on Sunday.",
        "Rockets hit Aleppo and police in Idlib counted the dead.",
    ],
)
def _listed(telling: Telling, best: Found[Place]) -> list[Found[Place]]:
    """The towns that stand in one list with the place of an event: "the villages of Orsa, Mandur and Kalin"."""
    page = telling.page
    starts = {best.start}
    beside = next((m.places for m in telling.story.wordings if starts & {p.start for p in m.places}), ())
    row = [p for p in sorted(beside, key=lambda p: p.start) if p.value.precision in LISTED]
    chains: list[list[Found[Place]]] = []
    for place in row:
        goes_on = bool(chains) and _is_next(page, chains[-1][-1], place)
        if goes_on:
            chains[-1].append(place)
        else:
            chains.append([place])
    mine = next((chain for chain in chains if starts & {p.start for p in chain}), [best])
    ends = [t.lower for t in page.tokens[mine[0].end : mine[-1].start]]
    if "and" not in ends or page.tokens[mine[0].start - 1].lower == "between":
        return []
    return [replace(p, rule="events.listed_places") for p in mine if p.start not in starts]


def _is_next(page: Page, one: Found[Place], other: Found[Place]) -> bool:
    """Whether nothing but "and" or a comma stands between two places."""
    between = [t.lower for t in page.tokens[one.end : other.start]]
    return 0 < len(between) <= len((",", "and", "in")) and set(between) <= {",", "and", "in", "the"}


def _where(telling: Telling) -> Found[Place] | None:
    found = [p for m in telling.story.wordings for p in m.places if p.start not in telling.index.people]
    found = found or _during(telling)
    if all(_is_vague(telling.page, p) for p in found):
        town = _local(telling)
        found = [town] if town is not None and all(_may_hold(p.value, town.value) for p in found) else found
    if not found:
        return _again(telling) or taken_up(telling)
    best = min(found, key=lambda p: (_before(telling.page, p) == "from", *_grain(telling.page, p)))
    if best.value.kind == "road":  # "near Orsa on the Mandur road"
        best = next((p for p in found if p.value.precision is PlacePrecision.UNKNOWN), best)
    same = _again(telling) if best.value.precision is PlacePrecision.COUNTRY else None
    if same is not None:
        return same
    return replace(best, value=_joined(best.value, [p.value for p in found]))


def _during(telling: Telling) -> list[Found[Place]]:
    """Where that was during which it happened: "shot dead a youth during clashes in the village of Orsa"."""
    page, out = telling.page, []
    for m in telling.story.wordings:
        for c in page.children[m.token]:
            other = page.child(c, "pobj") if page.tokens[c].lower in ("during", "amid") else None
            first, last = page.edges[other] if other is not None else (0, 0)
            out += [p for p in telling.index.found.places if first <= p.start and p.end <= last]
    return out


def _grain(page: Page, place: Found[Place]) -> tuple[bool, int, bool]:
    """A place that soldiers are posted at is meant before the towns it lies beside, a village before its district."""
    unknown = place.value.precision is PlacePrecision.UNKNOWN
    village = unknown and place.value.kind in SETTLED
    return not (unknown and _is_posted(page, place)), GRAIN.index(place.value.precision), not village


def _is_vague(page: Page, place: Found[Place]) -> bool:
    """Whether a place is a province or more, or words in the capitals of a headline that no gazetteer knows."""
    zone = page.zone(place.start)
    headline = zone is not None and zone.kind is ZoneKind.HEADLINE
    return place.value.precision in AREAS or (headline and place.value.precision is PlacePrecision.UNKNOWN)


def _may_hold(area: Place, town: Place) -> bool:
    """Whether a town can lie in an area: the area is among those that hold it, or in no gazetteer."""
    return area.precision is PlacePrecision.UNKNOWN or area.name in town.within


@rule(
    "events.local",
    yes=[
        ["A clerk was shot dead on Sunday. Aleppo police are looking for a gunman.", {"name": "Aleppo"}],
        ["Gunmen shot two clerks on Sunday, Basra police said.", {"name": "Basra"}],
    ],
    no=["A clerk was shot dead on Sunday. Police are looking for a gunman.", "Two men were shot on Sunday in Aleppo."],
)
def _local(telling: Telling) -> Found[Place] | None:
    """A crime that is put nowhere was where its house stands, else in the town whose police speak or the dateline's."""
    if telling.event.kind not in LOCAL_KINDS or any(m.trigger.rule in WARLIKE for m in telling.story.wordings):
        return None
    page, places = telling.page, telling.index.found.places
    sentences = {page.tokens[m.token].sentence for m in telling.story.wordings}
    towns = [p for p in places if p.value.precision in TOWNS and page.is_news(p.start)]
    houses = [p for p in towns if _next(page, p) in words(LEXICON, "local", "houses")]
    here = next((p for p in houses if page.tokens[p.start].sentence in sentences), None)
    if here is not None:
        return _as_local(here)
    headline = [
        p for p in towns if p.value.lat is not None and (z := page.zone(p.start)) and z.kind is ZoneKind.HEADLINE
    ]
    police = [p for p in towns if _next(page, p) in words(LEXICON, "local", "police")]
    datelines = [p for p in places if p.rule == "places.dateline" and p.value.precision is PlacePrecision.PLACE]
    lands = {p.value.country for p in places if p.value.country}
    warring = any(t.lemma in words(LEXICON, "local", "warring") for t in page.tokens)
    elsewhere = any(p.value.kind in SETTLED and p.value.precision is PlacePrecision.UNKNOWN for p in towns)
    datelines = datelines if len(lands) == 1 and not warring and not elsewhere else []
    headline = [] if warring else headline
    law = words(LEXICON, "local", "police", "law")
    if not police and not any(t.lower in law for t in page.tokens):
        return None
    named = Counter(p.value.name.casefold() for p in police or datelines or headline).most_common(2)
    if not named or (len(named) > 1 and named[0][1] < 2 * named[1][1]):
        return None
    return _as_local(next(p for p in police or datelines or headline if p.value.name.casefold() == named[0][0]))


def _as_local(place: Found[Place]) -> Found[Place]:
    return replace(place, rule="events.local")


def _next(page: Page, place: Found[Place]) -> str:
    return page.tokens[place.end].lower if place.end < len(page.tokens) else ""


def _before(page: Page, place: Found[Place]) -> str:
    head = page.tokens[page.head_of(place.start, place.end)]
    return page.tokens[head.head].lower


def _joined(best: Place, places: list[Place]) -> Place:
    """Add the other countries named where the best place is a country itself."""
    if best.precision is not PlacePrecision.COUNTRY:
        return best
    lands = dict.fromkeys(p.country for p in places if p.precision is PlacePrecision.COUNTRY and p.country)
    return replace(best, countries=tuple(lands), offset=None)


@rule(
    "events.same_place",
    yes=[["On Monday rockets hit Camp Taji. On Saturday gunmen attacked the same camp, killing two guards.", {}]],
    no=["On Saturday gunmen attacked a camp, killing two guards."],
)
def _again(telling: Telling) -> Found[Place] | None:
    """ "The same camp" is the camp named last before it."""
    page, exact = telling.page, (PlacePrecision.SITE, PlacePrecision.PLACE)
    for m in telling.story.wordings:
        for head in (m.trigger.frame.patient, *m.trigger.frame.after(*AT)):
            if head is None or page.tokens[head].lemma not in words(LEXICON, "targets", "facilities"):
                continue
            if not any(page.tokens[c].lower in POINTING for c in page.children[head]):
                continue
            if _is_named(telling, head):
                continue
            places = [p for p in telling.index.found.places if p.end <= head and _is_told(page, p)]
            sure = [p for p in places if p.value.precision in exact]
            posted = [p for p in places if _is_posted(page, p) and p.value.precision is not PlacePrecision.COUNTRY]
            named = posted or sure
            if named:
                start, end = page.phrase(head)
                return Found(start, end, named[-1].value, "events.same_place")
    return None


def _is_told(page: Page, place: Found[Place]) -> bool:
    """Whether a place stands in the news or in its headline."""
    zone = page.zone(place.start)
    return page.is_news(place.start) or (zone is not None and zone.kind is ZoneKind.HEADLINE)


def _is_named(telling: Telling, head: int) -> bool:
    """Whether the base bears a name of its own, and takes up no other: "the Orsa base"."""
    start, end = telling.page.phrase(head)
    return any(i in telling.index.places for i in range(start, end))


def _is_posted(page: Page, place: Found[Place]) -> bool:
    """Whether a place is named with the post or camp that stands there: "the post at Orsa", "the Orsa camp"."""
    facilities = words(LEXICON, "targets", "facilities")
    before = page.tokens[max(0, place.start - 2) : place.start]
    led = len(before) == 2 and before[0].lemma in facilities and before[1].lower in (*AT, "of")
    return led or _next(page, place) in facilities
