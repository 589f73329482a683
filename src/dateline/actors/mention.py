"""What the parts of the room hand each other: one mention of an actor before mentions are chained."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from dateline.model.actor import Actor


class Sort(Enum):
    """How a mention can be taken up again."""

    LISTED = "listed"
    STATE = "state"
    BODY = "body"
    """one word for many people, named or not: "the militia", "Iraq's military" """
    PEOPLE = "people"
    """a description of people or craft: "gunmen", "a US official" """


@dataclass(frozen=True, slots=True)
class Mention:
    """A mention at tokens `[start, end)`.

    Attributes:
        head: the token that heads the phrase.
        noun: the head in the singular, lower case ("militia"); for names the last word.
        actor: as this mention alone says it.
        definite: "the", "that", "its" stands before it.
        plural: it is many ("militants"), so "they" may take it up.
        named: it is a proper name.
    """

    start: int
    end: int
    head: int
    noun: str
    actor: Actor
    sort: Sort
    rule: str
    definite: bool = False
    plural: bool = False
    named: bool = False
