"""Mentions of one person, group or thing, by their words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dateline.trained.marks.labels import HEADS
from dateline.trained.marks.mentions import Mention

LIGHT = frozenset(
    [
        "the",
        "a",
        "an",
        "of",
        "some",
        "other",
        "several",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "these",
        "those",
        "his",
        "her",
        "their",
        "this",
        "that",
        "unidentified",
        "unknown",
        "another",
        "and",
        "at",
        "in",
        "alleged",
        "presumed",
    ]
)
"""Words that do not tell one person or thing from another."""


@dataclass(frozen=True, slots=True)
class Entity:
    """One person, group, thing, place or day as an incident's report names it; at least one mention.

    Attributes:
        at: the places of its mentions among those of the page.
    """

    role: str
    mentions: tuple[Mention, ...]
    at: tuple[int, ...]

    @property
    def score(self) -> float:
        """The highest score of its mentions."""
        return max(mention.score for mention in self.mentions)

    @property
    def first(self) -> Mention:
        """The mention that stands first."""
        return self.mentions[0]

    @property
    def fullest(self) -> Mention:
        """The mention of the most words; the surer of two."""
        return max(self.mentions, key=lambda m: (m.end - m.start, m.score))

    @property
    def is_name(self) -> bool:
        """Whether a person is named, by most of the mentions."""
        return self.chances("is_name")[1] > 0.5

    def chances(self, question: str) -> tuple[float, ...]:
        """Return the probability of each answer, over all mentions, the surer ones counting more."""
        return average(self.mentions, question)

    def answer(self, question: str) -> str:
        """Return the likeliest answer to a question of `HEADS`."""
        chances = self.chances(question)
        return HEADS[question][chances.index(max(chances))]


def average(mentions: Sequence[Mention], question: str) -> tuple[float, ...]:
    """Return the mean probability of each answer over mentions (at least one), weighted by their scores."""
    weight = sum(m.score for m in mentions)
    return tuple(sum(m.answers[question][k] * m.score for m in mentions) / weight for k in range(len(HEADS[question])))


def merge(mentions: Sequence[Mention]) -> list[Entity]:
    """Put mentions of one role and of the same words together, in the order of the text."""
    groups: list[list[int]] = []
    for i, mention in enumerate(mentions):
        for group in groups:
            if any(_same(mention, mentions[j]) for j in group):
                group.append(i)
                break
        else:
            groups.append([i])
    return [Entity(mentions[g[0]].role, tuple(mentions[i] for i in g), tuple(g)) for g in groups]


def _same(one: Mention, other: Mention) -> bool:
    """Whether two mentions name the same: equal words, a name within a name, an acronym, a shorter description."""
    if one.role != other.role:
        return False
    left, right = _telling(one.words), _telling(other.words)
    if left == right:
        return True
    if one.role == "person" and one.is_name != other.is_name:
        return False
    if one.role == "person" and one.is_name:
        return set(left) <= set(right) or set(right) <= set(left)
    short, long = sorted((left, right), key=len)
    if one.role == "organization":
        first, behind = sorted((one, other), key=lambda m: m.start)
        if len(behind.words) == 1 and behind.start - first.end == 1:  # "Red Hill Front (RHF)"
            return True
        return " ".join(short) in " ".join(long) or (len(long) > 1 and _initials(long) == "".join(short))
    within = " ".join(long)
    return within.endswith(" " + " ".join(short)) or within.startswith(" ".join(short) + " of ")


def _telling(words: tuple[str, ...]) -> list[str]:
    return [w for w in words if w not in LIGHT and w.isalnum() and not w.isdigit()] or list(words)


def _initials(words: list[str]) -> str:
    return "".join(word[0] for word in words)
