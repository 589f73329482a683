"""What a report speaks of, as far as it tells namesakes apart: its countries and provinces, and who publishes it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from dateline.model.page import Page
from dateline.places.gazetteer import Known, countries, demonyms
from dateline.places.mentions import Mention
from dateline.places.words import words

PUBLISHER = " publisher"
"""Under this key stands the publisher's country among those that names speak for; no name begins with a space."""
IN_DATELINE, WEIGHT, AMERICAN = 6, 3, 1
"""Weight of a place in the dateline, of one in the text, and of the United States, which reports name everywhere."""
COMPANY, NEAR_EACH, INSIDE_EACH, FEW = 3.0, 2.0, 0.5, 3
"""Most points for the company of other names; those of one name near by, and in the province; both whole for a name of
so few places, less for one of more."""
CELL_DEGREES = 0.5
"""Names are near that have a place in the same cell of so many degrees or one beside it: up to some 100 km."""
Cell = tuple[int, int]
WIDE = frozenset({"country", "continent", "region", "sea"})
"""Kinds that lie in no one province."""


@dataclass(frozen=True, slots=True)
class Context:
    """What a report speaks of: countries by name (and by demonym, under ""), how often each province, its places."""

    lands: Mapping[str, Counter[str]]
    provinces: Mapping[tuple[str | None, str], int]
    anchors: tuple[Known, ...]
    around: Around
    total: Counter[str]
    """How often each country, all names together."""

    @classmethod
    def of(
        cls,
        lands: Mapping[str, Counter[str]],
        around: Around,
        provinces: Mapping[tuple[str | None, str], int] | None = None,
        anchors: tuple[Known, ...] = (),
    ) -> Context:
        """Put a report's countries, provinces and places together."""
        return cls(lands, provinces or {}, anchors, around, sum(lands.values(), Counter()))

    def rest(self, key: str, *, told: bool = False) -> Mapping[str, float]:
        """Return the shares of countries in the rest of the report: a name is no proof of itself.

        Args:
            told: only what the report's own words tell, not where its publisher sits.
        """
        rest = self.total - self.lands.get(key, Counter())
        if told:
            rest -= self.lands.get(PUBLISHER, Counter())
        total = rest.total()
        return {land: count / total for land, count in rest.items()}

    def company(self, key: str, known: Known) -> float:
        """Return the points of a place for the other names of the report that have a place near it or in its province.

        A name with few namesakes says much of where a report is, one with fifty hardly anything.
        """
        if known.kind in WIDE:
            return 0.0
        near = self.around.near.get(_cell(known), frozenset()) - {key}
        inside = self.around.inside.get((known.country, known.admin1), frozenset()) - near - {key}
        points = NEAR_EACH * sum(map(self.around.weights.__getitem__, near))
        return min(COMPANY, points + INSIDE_EACH * sum(map(self.around.weights.__getitem__, inside)))


@dataclass(frozen=True, slots=True)
class Around:
    """Which names of a report have a place in or beside each cell and in each province, and what each name is worth."""

    near: Mapping[Cell, frozenset[str]]
    inside: Mapping[tuple[str | None, str], frozenset[str]]
    weights: Mapping[str, float]


def around_of(keyed: list[tuple[str, tuple[Known, ...]]]) -> Around:
    """Return where the names of a report have places."""
    near: dict[Cell, set[str]] = {}
    inside: dict[tuple[str | None, str], set[str]] = {}
    weights: dict[str, float] = {}
    for key, known in dict(keyed).items():
        narrow = [k for k in known if k.kind not in WIDE]
        weights[key] = min(1.0, FEW / len(narrow)) if narrow else 0.0
        for k in narrow:
            if k.kind != "province":
                for cell in _beside(k):
                    near.setdefault(cell, set()).add(key)
            if k.admin1:
                inside.setdefault((k.country, k.admin1), set()).add(key)
    return Around(
        {cell: frozenset(names) for cell, names in near.items()},
        {land: frozenset(names) for land, names in inside.items()},
        weights,
    )


def _cell(known: Known) -> Cell:
    return int(known.lat // CELL_DEGREES), int(known.lon // CELL_DEGREES)


def _beside(known: Known) -> list[Cell]:
    north, east = _cell(known)
    return [(north + a, east + b) for a in (-1, 0, 1) for b in (-1, 0, 1)]


def demonyms_in(page: Page) -> dict[str, Counter[str]]:
    """Count the demonyms of a report."""
    said: Counter[str] = Counter()
    for token in page.tokens:
        if token.text[0].isupper() and (land := demonyms().get(token.lower)):
            said[land] += WEIGHT if land != "US" else AMERICAN
    return {"": said}


def published(page: Page) -> dict[str, Counter[str]]:
    """Count the country that the publisher's address on the net ends with: a paper of Lentovar writes of Lentovar."""
    for address in (page.report.outlet or "", page.report.url or ""):
        host = address.partition("://")[2] if "://" in address else address
        top = host.split("/")[0].split(":")[0].rpartition(".")[2].lower()
        land = "GB" if top == "uk" else top.upper()
        if land in countries() and top not in words("sold_domains"):
            return {PUBLISHER: Counter({land: IN_DATELINE})}
    return {}


def lands_of(page: Page, mentions: list[Mention], known: list[Known | None]) -> dict[str, Counter[str]]:
    """Count the countries that each name of a report speaks for."""
    lands: dict[str, Counter[str]] = {}
    for mention, place in zip(mentions, known, strict=True):
        if place is None or place.country is None:
            continue
        weight = AMERICAN if place.id == "iso:US" else WEIGHT
        lands.setdefault(mention.key, Counter())[place.country] += IN_DATELINE if mention.dateline else weight
    return lands
