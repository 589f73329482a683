"""What the finding rooms hand on, between `Page` and `Event`: a value at tokens, and the rule; nothing is stored."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

from dateline.model.actor import Actor, Munition, Person, Toll
from dateline.model.claim import About, Attribution
from dateline.model.estimate import Estimate
from dateline.model.report import Cited
from dateline.model.when import When
from dateline.model.where import Place

V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class Sourced(Generic[V]):
    """A value with the words that say it."""

    value: V
    evidence: Cited


@dataclass(frozen=True, slots=True)
class Found(Generic[V]):
    """A value read at tokens `[start, end)` of a page by `rule`."""

    start: int
    end: int
    value: V
    rule: str


@dataclass(frozen=True, slots=True)
class Count:
    """A number of things: "two US service members" is 2 with `noun` the token "members".

    Attributes:
        noun: token index of the noun counted; None for a bare number ("killed at least 25").
    """

    estimate: Estimate
    noun: int | None


@dataclass(frozen=True, slots=True)
class TollSeen:
    """People harmed, told by a predicate.

    Attributes:
        toll: how many of which group came to which harm.
        predicate: token that says the harm ("killed", "wounded", "dead", "deaths").
        people: indices into `Findings.people` of those harmed by name.
        cumulative: a running total ("19 Americans had been killed since ..."), no event's toll.
        revises, replaces: a figure that holds those told before ("brings it to 21"); that takes an earlier one's place.
    """

    toll: Toll
    predicate: int
    people: tuple[int, ...] = ()
    cumulative: bool = False
    revises: bool = False
    replaces: bool = False


@dataclass(frozen=True, slots=True)
class ActorSeen:
    """A mention of an actor; mentions of one actor share a `chain` number."""

    actor: Actor
    chain: int


@dataclass(frozen=True, slots=True)
class PersonSeen:
    """A mention of a person; mentions of one person share a `chain` number and the merged `Person`."""

    person: Person
    chain: int


@dataclass(frozen=True, slots=True)
class Saying:
    """An act of speech: who says what, in which words.

    Attributes:
        attribution: speaker, stance, certainty, day said.
        cue: token of the cue ("said", "according", "denied").
        speaker: token range of the speaker, or None.
        content: token ranges of what is said; may be empty ("declined to comment").
        about: what the cue itself says it is about ("claimed responsibility"), or None.
        actor: name of the accused, suspected or claiming actor, where the cue names one, with its token range.
    """

    attribution: Attribution
    cue: int
    speaker: tuple[int, int] | None
    content: tuple[tuple[int, int], ...]
    about: About | None = None
    actor: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Findings:
    """All that the finding rooms found on one page, each in the order of the text."""

    dates: tuple[Found[When], ...] = ()
    places: tuple[Found[Place], ...] = ()
    counts: tuple[Found[Count], ...] = ()
    tolls: tuple[Found[TollSeen], ...] = ()
    actors: tuple[Found[ActorSeen], ...] = ()
    people: tuple[Found[PersonSeen], ...] = ()
    weapons: tuple[Found[Munition], ...] = ()
    sayings: tuple[Found[Saying], ...] = ()
