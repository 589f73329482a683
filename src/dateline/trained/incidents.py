"""Which mentions tell one incident: who and what was hit are put together first, then the rest joins them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import combinations

from dateline.model.found import Findings
from dateline.model.page import Page
from dateline.trained.entities import Entity, average, merge
from dateline.trained.marks.encoder import Floats
from dateline.trained.marks.labels import HEADS, KINDS
from dateline.trained.marks.mentions import Mentioned
from dateline.trained.shipped import shipped

HIT = ("person", "thing")
"""The roles of what an incident happens to."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How bold the reading is. Found on held-out messages of MUC-4 DEV (`tools/trained/tune.py`).

    Attributes:
        told: how surely the page must tell of an incident at all.
        hit: how sure a mention must be to found an incident.
        alone: how sure another mention must be to found one where nothing is hit.
        join: how surely two things hit must tell one incident.
        several: the log-odds of several incidents from which a page is taken to tell several.
        apart: what `join` is on such a page.
        belong: how surely anything else must.
    """

    told: float = 0.3
    hit: float = 0.6
    alone: float = 0.7
    join: float = 0.3
    several: float = 0.5
    apart: float = 0.65
    belong: float = 0.5


@dataclass(frozen=True, slots=True)
class Incident:
    """One incident of a page: its members, by role, in the order of the text; none of the lists is shared."""

    kind: str
    kinds: tuple[float, ...]
    stage: str
    category: str
    members: tuple[Entity, ...]

    def of(self, *roles: str) -> list[Entity]:
        """Return its members of some roles."""
        return [member for member in self.members if member.role in roles]


def find(page: Page, found: Findings, settings: Settings | None = None) -> list[Incident]:
    """Find the incidents of a page with the reader that Dateline ships."""
    return group(shipped().mark(page, found), settings or Settings())


def group(mentioned: Mentioned, settings: Settings) -> list[Incident]:
    """Group the mentions of a page into incidents; empty where the page tells none."""
    if max(mentioned.kinds, default=0.0) < settings.told or not mentioned.mentions:
        return []
    entities = merge(mentioned.mentions)
    founders = [e for e in entities if e.role in HIT and e.score >= settings.hit]
    if not founders:
        others = [e for e in entities if e.role in ("weapon", "perpetrator", "organization")]
        founders = [e for e in others if e.score >= settings.alone][:1]

    def near(one: Entity, other: Entity) -> float:
        return nearness(mentioned.together, one, other)

    join = settings.apart if mentioned.several >= settings.several else settings.join
    groups = cluster(founders, near, join)
    joining = [e for e in entities if e.role not in HIT and e not in founders]
    return [_incident(mentioned, grouped, joining, near, settings) for grouped in groups]


def nearness(together: Floats, one: Entity, other: Entity) -> float:
    """Return how surely two entities tell one incident: the mean over the better half of the pairs of mentions."""
    pairs = sorted((float(together[i, j]) for i in one.at for j in other.at if i != j), reverse=True)
    better = pairs[: max(1, len(pairs) // 2)]
    return sum(better) / len(better) if better else 0.0


def cluster(founders: Sequence[Entity], near: Callable[[Entity, Entity], float], join: float) -> list[list[Entity]]:
    """Join the two nearest groups, by the mean over their pairs, until none are near enough."""
    groups = [[one] for one in founders]
    while len(groups) > 1:
        best, i, j = max(
            (sum(near(a, b) for a in one for b in other) / (len(one) * len(other)), i, j)
            for (i, one), (j, other) in combinations(enumerate(groups), 2)
        )
        if best < join:
            break
        groups[i] += groups.pop(j)
    return groups


def _incident(
    mentioned: Mentioned,
    founders: list[Entity],
    joining: list[Entity],
    near: Callable[[Entity, Entity], float],
    settings: Settings,
) -> Incident:
    members = list(founders)
    for one in joining:
        nears = [near(one, founder) for founder in founders]
        if (max(nears) + sum(nears) / len(nears)) / 2 >= settings.belong:
            members.append(one)
    telling = [m for e in members if e.role not in ("place", "date", "organization") for m in e.mentions]
    telling = telling or [m for e in members for m in e.mentions]
    kinds = tuple(
        chance * (0.3 + 0.7 * told) for chance, told in zip(average(telling, "kind"), mentioned.kinds, strict=True)
    )
    doers = [m for e in members if e.role in ("perpetrator", "organization") for m in e.mentions]
    return Incident(
        KINDS[kinds.index(max(kinds))],
        kinds,
        _likeliest(average(telling, "stage"), "stage"),
        _likeliest(average(doers or telling, "category"), "category"),
        tuple(sorted(members, key=lambda e: e.first.start)),
    )


def _likeliest(chances: tuple[float, ...], question: str) -> str:
    return HEADS[question][chances.index(max(chances))]
