"""A wording: the words with which a report tells, or takes up, an event, with what stands beside them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from dateline.model.actor import Munition
from dateline.model.event import EventStatus, Kind
from dateline.model.found import ActorSeen, Count, Findings, Found, PersonSeen, Saying, TollSeen
from dateline.model.page import Page
from dateline.model.when import When
from dateline.model.where import Place


@dataclass(frozen=True, slots=True)
class Frame:
    """Arguments of a trigger as head tokens.

    Attributes:
        agent: who acts; None if not said.
        patient: who or what is acted on.
        preps: (preposition, head token of its object), in order.
    """

    agent: int | None = None
    patient: int | None = None
    preps: tuple[tuple[str, int], ...] = ()

    def after(self, *words: str) -> list[int]:
        """Return the objects of these prepositions, in order."""
        return [head for prep, head in self.preps if prep in words]


@dataclass(frozen=True, slots=True)
class Trigger:
    """The word at `token` of tokens `[start, end)` that tells an event, as read by `rule`.

    Attributes:
        weak: alone it tells no event, it only takes up one told before ("the incident").
        status: the status that the word itself gives ("threatened").
    """

    token: int
    start: int
    end: int
    kind: Kind
    rule: str
    frame: Frame = Frame()
    is_noun: bool = False
    weak: bool = False
    status: EventStatus = EventStatus.HAPPENED


@dataclass(frozen=True, slots=True)
class Wording:
    """One wording of an event with the findings nearest to it.

    Attributes:
        definite: it takes up something known ("the attack", "that barrage", "Wednesday's attack").
        headline: it stands in the headline, which says in short what the body tells again.
    """

    trigger: Trigger
    status: EventStatus
    definite: bool = False
    headline: bool = False
    when: Found[When] | None = None
    places: tuple[Found[Place], ...] = ()
    weapons: tuple[Found[Munition], ...] = ()
    tolls: tuple[Found[TollSeen], ...] = ()

    @property
    def token(self) -> int:
        """The trigger's head token."""
        return self.trigger.token


class Index:
    """What stands at each token of a page; of overlapping findings the longest."""

    def __init__(self, page: Page, found: Findings) -> None:
        self.page, self.found = page, found
        self.dates: dict[int, Found[When]] = _at(found.dates)
        self.places: dict[int, Found[Place]] = _at(found.places)
        self.actors: dict[int, Found[ActorSeen]] = _at(found.actors)
        self.people: dict[int, Found[PersonSeen]] = _at(found.people)
        self.weapons: dict[int, Found[Munition]] = _at(found.weapons)
        self.counted: dict[int, Found[Count]] = {c.value.noun: c for c in found.counts if c.value.noun is not None}
        self.cues: dict[int, Found[Saying]] = {s.value.cue: s for s in found.sayings}
        self.tolls: dict[int, list[Found[TollSeen]]] = {}
        for toll in found.tolls:
            self.tolls.setdefault(toll.value.predicate, []).append(toll)


def _at(found: Iterable[Found[Any]]) -> dict[int, Found[Any]]:
    out: dict[int, Found[Any]] = {}
    for f in found:
        for i in range(f.start, f.end):
            held = out.get(i)
            if held is None or f.end - f.start > held.end - held.start:
                out[i] = f
    return out
