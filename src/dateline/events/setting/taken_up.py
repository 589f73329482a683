"""Where an event was that the report puts at a place named before: "seized two men there", "a depot in the city"."""

from __future__ import annotations

from dateline.events.voices import Telling
from dateline.lexicon import rule, words
from dateline.model.found import Found
from dateline.model.page import Page, ZoneKind
from dateline.model.where import Place, PlacePrecision
from dateline.model.wording import Wording

LEXICON = "en/events.toml"
TOWNS = (PlacePrecision.PLACE, PlacePrecision.UNKNOWN, PlacePrecision.NEAR)
SUBJECTS = ("nsubj", "nsubjpass")
POINTING = ("the", "same", "that", "this")


@rule(
    "events.taken_up",
    yes=[
        ["Basra has been hit before. In August gunmen seized two teachers there.", {"name": "Basra"}],
        ["Rockets fell in Kirkuk on Sunday. On Monday bombs killed nine people at a depot in the city.", {}],
        ["Jets bombed a hall in Marn district. A week before, rebels overran a police post in the same district.", {}],
        ["Jets bombed a school in Orsa village, Iraq. On Monday rockets hit the road out of the village.", {}],
    ],
    no=[
        "Basra has been hit before. There gunmen of the north gathered, and they seized two teachers.",
        "A clerk from Basra was heard. On Monday bombs killed nine people at a depot in the city.",
        "In Kirkuk a minister spoke. On Monday bombs killed nine people at a depot in the city.",
        "Rockets fell in Kirkuk. On Monday bombs killed nine people in the city of Basra.",
    ],
)
def taken_up(telling: Telling) -> Found[Place] | None:
    """ "There", "the city" and "the same village" are the town that the report last put something at."""
    for m in telling.story.wordings:
        at = _pointer(telling, m)
        if at is None:
            continue
        noun = telling.page.tokens[at].lower
        before = [p for p in telling.index.found.places if p.end <= at]
        towns = [p for p in before if p.value.name.lower().endswith(f" {noun}")]
        towns = towns or [p for p in before if _is_put(telling.page, p)]
        if towns and not _is_far_from(telling.page, towns[-1], before):
            start, end = telling.page.phrase(at)
            return Found(start, end, towns[-1].value, "events.taken_up")
    return None


def _pointer(telling: Telling, m: Wording) -> int | None:
    """Return "there" or "the city" in the clause of a wording, if it bears no name."""
    page = telling.page
    first, last = page.sentences[page.tokens[m.token].sentence]
    for token in page.tokens[first:last]:
        there = token.lower == "there" and token.dep == "advmod"
        town = (
            token.lemma in words(LEXICON, "local", "towns") and token.pos == "NOUN" and _is_definite(telling, token.i)
        )
        if (there or town) and _in_clause(page, m, token.i):
            return token.i
    return None


def _is_definite(telling: Telling, i: int) -> bool:
    """Whether a noun takes up something known, and no name stands with it: "the city", not "the city of Orsa"."""
    page = telling.page
    start, end = page.phrase(i)
    named = any(k in telling.index.places or page.tokens[k].pos == "PROPN" for k in range(start, end))
    return not named and any(page.tokens[c].lower in POINTING for c in page.children[i])


def _in_clause(page: Page, m: Wording, i: int) -> bool:
    """Whether a token belongs to the clause of a wording, or to the verb that the wording goes on from."""
    for a in page.ancestors(i):
        if a == m.token or (page.tokens[m.token].dep == "conj" and page.tokens[m.token].head == a):
            return True
        if page.tokens[a].pos in ("VERB", "AUX"):
            return False
    return False


def _is_far_from(page: Page, town: Found[Place], before: list[Found[Place]]) -> bool:
    """Whether a town is only where the report was written, and the report has named others since, and not it."""
    zone = page.zone(town.start)
    if zone is None or zone.kind is not ZoneKind.DATELINE:
        return False
    told = [p for p in before if p.value.precision in TOWNS and page.is_news(p.start) and p.rule != "places.owner"]
    named = {p.value.name.casefold() for p in told}
    return bool(named) and town.value.name.casefold() not in named


def _is_put(page: Page, place: Found[Place]) -> bool:
    """Whether a report puts something at a town, or tells of the town: not whose, or from where, somebody is."""
    if place.value.precision not in TOWNS or place.rule == "places.owner" or place.value.kind == "road":
        return False
    zone = page.zone(place.start)
    if zone is not None and zone.kind in (ZoneKind.DATELINE, ZoneKind.HEADLINE):
        return "," not in page.repaired.text[zone.start : page.tokens[place.start].start]
    head = page.tokens[page.head_of(place.start, place.end)]
    first = place.start
    if page.tokens[first - 2].lemma in words(LEXICON, "local", "towns") and page.tokens[first - 1].lower == "of":
        first = page.edges[first - 2][0]  # "in the besieged city of Orsa"
    verb = next((page.tokens[a] for a in page.ancestors(head.i) if page.tokens[a].pos == "VERB"), None)
    if verb is not None and verb.lemma in words(LEXICON, "verbs", "speech"):
        return False
    before = page.tokens[first - 1].lower if first else ""
    return page.is_news(place.start) and (head.dep in SUBJECTS or before in words(LEXICON, "scenes", "at") - {"of"})
