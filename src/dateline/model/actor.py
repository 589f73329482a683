"""Who: states, forces, armed groups, people, and groups of people that something happened to."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from dateline.model.estimate import Estimate


class Harm(StrEnum):
    """What happened to people."""

    KILLED = "killed"
    WOUNDED = "wounded"
    MISSING = "missing"
    CAPTURED = "captured"


class Status(StrEnum):
    """What a group of people is, as said."""

    MILITARY = "military"
    SECURITY = "security forces"
    POLICE = "police"
    MILITIA = "militia"
    CONTRACTOR = "contractor"
    CIVILIAN = "civilian"
    UNCLEAR = "unclear"


class ActorKind(StrEnum):
    """What an actor is; decides the actor codes of exports."""

    STATE = "state"
    FORCE = "force"
    """armed forces, police or intelligence of a state"""
    GROUP = "group"
    """a named armed group or movement"""
    COALITION = "coalition"
    ORGANISATION = "organisation"
    """a ministry, agency, company, party or aid group"""
    PERSON = "person"
    DESCRIBED = "described"
    """told only by a description: "gunmen", "unidentified aircraft" """


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody who can act or be hit.

    Attributes:
        name: the fullest name or description in the report, as said, without articles.
        id: lexicon id ("ucdp:234", "iso:US"), or None when no list knows it.
        country: ISO 3166 alpha-2 of the state it belongs to, or None.
        member_of: lexicon id or name of the larger actor it is part of ("Quds Force" of Iran), or None.
    """

    name: str
    kind: ActorKind
    id: str | None = None
    country: str | None = None
    member_of: str | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """A named person with what the report says of them. Rank is spelt out in lower case ("gunnery sergeant")."""

    name: str
    rank: str | None = None
    unit: str | None = None
    hometown: str | None = None
    age: int | None = None
    role: str | None = None
    country: str | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """People as a report counts them: "two US service members" is a group of nationality US, status military.

    Attributes:
        name: the words without the number ("US service members").
        side: the party they belong to as said or known (actor name or id), or None.
        nationality: ISO 3166 alpha-2, or None.
    """

    name: str
    side: str | None = None
    nationality: str | None = None
    status: Status = Status.UNCLEAR


@dataclass(frozen=True, slots=True)
class Toll:
    """How many of which group came to which harm. `group` None = of all sides together, or not said."""

    harm: Harm
    estimate: Estimate
    group: Group | None = None


class Scope(StrEnum):
    """What a number of munitions counts: "30 fired, 18 hit" is two values, not a conflict."""

    FIRED = "fired"
    HIT = "hit"
    INTERCEPTED = "intercepted"
    FOUND = "found"


@dataclass(frozen=True, slots=True)
class Munition:
    """A weapon or platform used, with its number and what the number counts.

    Attributes:
        name: as said, without the number ("107mm Katyusha rockets").
        family: the lexicon's class ("rocket", "missile", "drone", "aircraft", "bomb", ...).
    """

    name: str
    family: str
    count: Estimate | None = None
    scope: Scope | None = None
