"""Writes where an incident was as MUC-4 does: the country, the larger places that are named, the smallest one."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from dateline.evaluate.muc.rules import nation, vocabulary
from dateline.model.found import Findings, Found
from dateline.model.page import Page
from dateline.model.where import Place, PlacePrecision
from dateline.trained.entities import Entity
from dateline.trained.incidents import Incident
from dateline.trained.marks.phrases import whole

TOLD = frozenset(
    [
        "department",
        "province",
        "region",
        "neighborhood",
        "municipality",
        "village",
        "town",
        "district",
        "farm",
        "airport",
        "university",
        "suburb",
        "jurisdiction",
        "canton",
    ]
)
"""Words behind a name that tell what it is of; the task writes them in capitals."""
PROVINCES = {"CL": "REGION", "EC": "PROVINCE", "AR": "PROVINCE", "PA": "PROVINCE", "CR": "PROVINCE", "MX": "STATE"}
"""What the largest parts of a country are called; elsewhere in the task's countries `DEPARTMENT`."""
PARTS = frozenset(
    [
        "western",
        "eastern",
        "northern",
        "southern",
        "central",
        "downtown",
        "northeastern",
        "northwestern",
        "southeastern",
        "southwestern",
    ]
)
"""Words before a name that tell a part of the place."""
NO_NAMES = ("border", "embassy")
"""Kinds of places that are told by the name of another."""
SMALLEST = ("NEIGHBORHOOD", "DISTRICT", "SUBURB")
"""Parts of a city, which stand behind it."""
LARGE = ("DEPARTMENT", "PROVINCE", "REGION", "STATE")


def location(page: Page, found: Findings, incident: Incident) -> list[str]:
    """Return the place of an incident; only empty where the message names no country of the task and no place."""
    told = [
        spot for entity in sorted(incident.of("place"), key=lambda e: -e.score) for spot in _spots(page, entity, found)
    ]
    told = told or _beside(page, found, incident)
    code = country(found, [spot.place for spot in told if spot.place])
    if code is None:
        return []
    parts: dict[str, tuple[str, Found[Place] | None]] = {}
    for spot in told:
        if spot.place is None or spot.place.value.precision is not PlacePrecision.COUNTRY:
            parts.setdefault(_words(page, spot.start, spot.end), (_kind(page, spot, code), spot.place))
    small = next(((name, kind) for name, (kind, _) in parts.items() if kind not in LARGE), None)
    large = next(((name, kind) for name, (kind, _) in parts.items() if kind in LARGE), None)
    if small is not None and large is None:
        large = _around(page, found, parts[small[0]][1], code)
    part = (
        next(((name, kind) for name, (kind, _) in parts.items() if kind in SMALLEST and name != small[0]), None)
        if small
        else None
    )
    if small and small[1] in SMALLEST:
        part, small = small, next(((name, kind) for name, (kind, _) in parts.items() if kind == "CITY"), None)
    path = [f"{name} ({kind})" for name, kind in filter(None, (large, small, part))]
    return [": ".join([nation(code), *path])]


@dataclass(frozen=True, slots=True)
class Spot:
    """A name of a place at tokens `[start, end)`, and the place that it was read as, if it was."""

    start: int
    end: int
    place: Found[Place] | None


def _spots(page: Page, entity: Entity, found: Findings) -> list[Spot]:
    """Return what an entity's mentions name, each as the whole name that the gazetteer knows."""
    out = []
    for mention in sorted(entity.mentions, key=lambda m: -m.score):
        known = [p for p in found.places if p.start < mention.end and mention.start < p.end]
        named = [_named(page, p) for p in known if p.value.offset is None and p.value.kind not in NO_NAMES]
        out += named or [Spot(*whole(page, mention.start, mention.end), known[0] if known else None)]
    return out


def _named(page: Page, place: Found[Place]) -> Spot:
    """Return the words of a place that are its name: "downtown Lima" and "Lima department" are Lima."""
    name = {plain(word) for word in place.value.name.split()}
    at = [i for i in range(place.start, place.end) if plain(page.tokens[i].text) in name]
    at = [i for i in at if page.tokens[i].lower not in TOLD | PARTS] or [*range(place.start, place.end)]
    return Spot(at[0], at[-1] + 1, place)


def plain(word: str) -> str:
    """Return a word without its case and accents.

    >>> plain("Bogotá")
    'bogota'
    """
    return "".join(c for c in unicodedata.normalize("NFD", word.casefold()) if not unicodedata.combining(c))


def _beside(page: Page, found: Findings, incident: Incident) -> list[Spot]:
    """Return the places named in the sentences of what was hit, but for datelines and owners ("Peru's army")."""
    sentences = {m.sentence for e in incident.of("person", "thing") for m in e.mentions[:1]}
    return [
        _named(page, p)
        for p in found.places
        if p.value.kind not in NO_NAMES
        and page.tokens[p.start].sentence in sentences
        and p.rule not in ("places.dateline", "places.owner")
        if p.value.offset is None
    ]


def country(found: Findings, places: Sequence[Found[Place]] = ()) -> str | None:
    """Return the country of places; else that, of the task's, of most that the message names, its dateline last."""
    near = Counter(p.value.country for p in places if p.value.country)
    known = vocabulary()["nations"]
    named = Counter(p.value.country for p in found.places if p.value.country in known and p.rule != "places.dateline")
    reported = Counter(p.value.country for p in found.places if p.value.country in known)
    for votes in (near, named, reported):
        if votes:
            return votes.most_common(1)[0][0]
    return None


def _kind(page: Page, spot: Spot, country: str) -> str:
    behind = page.tokens[spot.end].lower if spot.end < len(page.tokens) else ""
    if behind in TOLD:
        return behind.upper()
    kind = spot.place.value.kind if spot.place else ""
    if kind == "province":
        return PROVINCES.get(country, "DEPARTMENT")
    return str(vocabulary()["place"].get(kind, "CITY"))


def _around(page: Page, found: Findings, place: Found[Place] | None, country: str) -> tuple[str, str] | None:
    """Return the province around a place, if the message names it."""
    wanted = {outer.casefold() for outer in place.value.within[:1]} if place else set()
    for other in found.places:
        known = other.value.name.casefold()
        if known == nation(country).casefold():  # "Guatemala" behind its capital is the country
            continue
        if other.value.precision is PlacePrecision.PROVINCE and known in wanted:
            return _words(page, other.start, other.end), PROVINCES.get(country, "DEPARTMENT")
    return None


def _words(page: Page, start: int, end: int) -> str:
    exact = page.evidence(start, end, "trained.mention").exact.upper()
    return re.sub(r"\s+", " ", exact)
