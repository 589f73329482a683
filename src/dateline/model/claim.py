"""The atom of the ledger: one speaker's assertion of one value about one event, with its words.

Claims are added, never changed. `Slot` names what the value is about and fixes its type.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Generic, TypeVar

from dateline.errors import EvidenceError
from dateline.model.actor import Actor, Harm, Munition, Person, Toll
from dateline.model.estimate import Estimate
from dateline.model.event import EventStatus, Kind
from dateline.model.report import Cited, Evidence, content_id
from dateline.model.when import When
from dateline.model.where import Place

V = TypeVar("V")


class Stance(StrEnum):
    """What a speaker does with a value."""

    ASSERTS = "asserts"
    CONFIRMS = "confirms"
    ACCUSES = "accuses"
    SUSPECTS = "suspects"
    RULES_OUT = "rules_out"
    CLAIMS = "claims"
    """takes responsibility, or an unproved boast of victims"""
    DENIES = "denies"
    NO_CLAIM = "no_claim"
    """nobody, or this actor, has claimed it"""
    WITHHOLDS = "withholds"
    """will not say yet"""
    DECLINES = "declines"
    """no comment"""
    UNCLEAR = "unclear"
    """not known"""


class Factuality(StrEnum):
    """How sure the source is that it is (or is not) so. Source: FactBank (Sauri and Pustejovsky 2009)."""

    CERTAIN = "CT+"
    PROBABLE = "PR+"
    POSSIBLE = "PS+"
    CERTAINLY_NOT = "CT-"
    PROBABLY_NOT = "PR-"
    POSSIBLY_NOT = "PS-"
    UNKNOWN = "Uu"


class About(StrEnum):
    """What a statement is about."""

    RESPONSIBILITY = "responsibility"
    VICTIMS = "victims"
    WEAPONS = "weapons"
    PLACE = "place"
    MOTIVE = "motive"
    EVENT = "event"
    TALLY = "tally"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who says it, and how.

    Attributes:
        speaker: the fullest name or description in the report; None = the report's own voice or a passive one.
        certainty: a lower-case word for how sure the speaker says they are ("confident"), or None.
        said: the day it was said, or None.
        cue: the words that attribute ("said", "according to"), or None in the report's own voice.
    """

    speaker: str | None = None
    stance: Stance = Stance.ASSERTS
    certainty: str | None = None
    said: date | None = None
    cue: Evidence | None = None


class Responsibility(StrEnum):
    """How an actor is tied to an event."""

    STATED = "stated"
    ACCUSED = "accused"
    SUSPECTED = "suspected"
    CLAIMED = "claimed"
    DENIED = "denied"


@dataclass(frozen=True, slots=True)
class Perpetrator:
    """An actor tied to an event. `actor` None = a statement about responsibility that names nobody."""

    actor: Actor | None
    responsibility: Responsibility | None


@dataclass(frozen=True, slots=True)
class Target:
    """What was hit or meant: a place, a building, people; with how many, where said."""

    name: str
    count: Estimate | None = None
    owner: str | None = None


@dataclass(frozen=True, slots=True)
class NamedCasualty:
    """A named person and what happened to them."""

    person: Person
    harm: Harm


@dataclass(frozen=True, slots=True)
class Statement:
    """Something said about an event that carries no value of its own ("declined to say where", "no comment")."""

    about: About
    words: str


@dataclass(frozen=True, slots=True)
class Slot(Generic[V]):
    """A kind of value an event can have, and the type that value must be of."""

    name: str
    type: type[V]
    about: About

    def __reduce__(self) -> str:
        """Travel to another process by the name of the constant: slots are compared by identity."""
        return self.name.upper()


KIND = Slot("kind", Kind, About.EVENT)
STATUS = Slot("status", EventStatus, About.EVENT)
WHEN = Slot("when", When, About.EVENT)
WHERE = Slot("where", Place, About.PLACE)
PERPETRATOR = Slot("perpetrator", Perpetrator, About.RESPONSIBILITY)
TARGET = Slot("target", Target, About.EVENT)
WEAPON = Slot("weapon", Munition, About.WEAPONS)
TOLL = Slot("toll", Toll, About.VICTIMS)
CASUALTY = Slot("casualty", NamedCasualty, About.VICTIMS)
STATEMENT = Slot("statement", Statement, About.OTHER)
SLOTS = {s.name: s for s in (KIND, STATUS, WHEN, WHERE, PERPETRATOR, TARGET, WEAPON, TOLL, CASUALTY, STATEMENT)}


@dataclass(frozen=True, slots=True)
class Claim(Generic[V]):
    """One value of one event, as one speaker says it, with the words that say it.

    Attributes:
        event: id of the event.
        as_of: the day up to which the value is known ("as of Thursday"), else the publication day, or None.

    Raises:
        EvidenceError: if it cites nothing.
        TypeError: if the value is not of the slot's type.
    """

    event: str
    slot: Slot[V]
    value: V
    evidence: Cited
    attribution: Attribution = Attribution()
    factuality: Factuality = Factuality.CERTAIN
    as_of: date | None = None

    def __post_init__(self) -> None:
        if not self.evidence:
            raise EvidenceError(f"a claim about {self.slot.name} cites no words")
        if not isinstance(self.value, self.slot.type):
            raise TypeError(f"slot {self.slot.name} takes {self.slot.type.__name__}, not {self.value!r}")

    @property
    def id(self) -> str:
        """A stable id of the content."""
        spans = ",".join(f"{e.report_id}:{e.span.start}-{e.span.end}" for e in self.evidence)
        return content_id(self.event, self.slot.name, self.value, self.attribution, self.factuality, spans)
