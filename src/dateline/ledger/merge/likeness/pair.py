"""Two tellings held together, and what a clue says of them."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from dateline.ledger.merge.telling import Telling
from dateline.ledger.merge.telling.names import same_person

NEVER = -math.inf
"""Weight of what cannot be: nothing outweighs it."""
AGAINST = -6.0
"""Weight of a contradiction that could be a slip of the reader's or of a report's: little outweighs it."""
MANY = 20
"""Reports that hold a name or word; one that more hold says nothing."""
SEASON = 10
"""Days within which words are counted."""
PERSON, WORD = "n|", "w|"
"""Beginnings of the keys of the blocks of names and words."""


@dataclass(frozen=True, slots=True)
class Clue:
    """What speaks for or against two tellings being one event, in words."""

    weight: float
    why: str


@dataclass(frozen=True, slots=True)
class Pair:
    """Two tellings held together.

    Attributes:
        known_by: how many reports hold a name or word, by its key (`blocks`).
    """

    one: Telling
    other: Telling
    known_by: Mapping[str, int]

    def shares_victim(self) -> bool:
        """Whether both name a person who came to harm."""
        return any(same_person(a, b) for a in self.one.victims for b in self.other.victims)

    def shared_people(self) -> dict[str, int]:
        """Return the people whom both reports name and hardly any other does, with how many reports do."""
        shared = {name: self.known_by.get(PERSON + name, 2) for name in self.one.people & self.other.people}
        return {name: reports for name, reports in sorted(shared.items()) if reports <= MANY}

    def shared_words(self) -> dict[str, int]:
        """Return the telling words that both reports of these days begin with, with how many reports hold them."""
        if self.one.published is None or self.other.published is None:
            return {}
        seasons = {season(self.one.published), season(self.other.published)}
        if max(seasons) - min(seasons) > 1:
            return {}
        shared = {
            word: sum(self.known_by.get(word_key(word, s), 0) for s in seasons)
            for word in self.one.words & self.other.words
        }
        return {word: max(2, reports) for word, reports in sorted(shared.items()) if reports <= MANY}


def season(day: date) -> int:
    """Return which ten days a day lies in; words are counted within them."""
    return day.toordinal() // SEASON


def word_key(word: str, season: int) -> str:
    """Return the key of the block of a word."""
    return f"{WORD}{season}|{word}"
