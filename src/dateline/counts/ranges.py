"""Reads a number, or two that bound one: "15 to 25", "between 15 and 25", "two or three"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from dateline.counts.numbers import FILE, HYPHENS, Number, read
from dateline.lexicon import data, rule
from dateline.model.page import Token


@cache
def _changes() -> frozenset[str]:
    return frozenset(data(FILE)["not_counts"]["changes"])


@dataclass(frozen=True, slots=True)
class Said:
    """A number or range that begins at token `start`, and the rule that read it."""

    start: int
    number: Number
    rule: str


def number_or_range(tokens: Sequence[Token], at: int, first: int, stop: int) -> Said | None:
    """Read the number that begins at token `at`, with a second one that makes it a range.

    Args:
        first: nothing before this token is taken.
        stop: end of the sentence.
    """
    low = read(tokens, at, stop)
    if low is None:
        return None
    return _range(tokens, at, low, first, stop) or _plain(at, low)


@rule(
    "counts.range",
    yes=[
        ["Between 15 and 25 militants were killed at Marn.", {"estimate.low": 15, "estimate.high": 25}],
        ["The clash left 10 to 12 recruits dead.", {"estimate.low": 10, "estimate.high": 12}],
        ["Two or three gunmen got away.", {"estimate.low": 2, "estimate.high": 3}],
        ["A monitor counted 200-250 deserters crossed the river.", {"estimate.low": 200}],
    ],
    no=["The toll rose from 10 to 12.", "It happened in 2001-2003.", "They won 3-1."],
)
def _range(tokens: Sequence[Token], at: int, low: Number, first: int, stop: int) -> Said | None:
    """Two numbers joined by "to", "or", a dash, or "between ... and" bound one count, if the second is greater."""
    if low.vague:
        return None
    if low.upper is not None:
        return None if _years(low.value, low.upper) else Said(at, low, "counts.range")
    joint = tokens[low.end].lower if low.end + 1 < stop else ""
    before = tokens[at - 1].lower if at > first else ""
    joins = joint in ("to", "or") or joint in HYPHENS or (joint == "and" and before == "between")
    high = read(tokens, low.end + 1, stop) if joins else None
    if high is None or high.vague or high.value <= low.value or _years(low.value, high.value):
        return None
    if joint == "to" and before == "from" and any(t.lower in _changes() for t in tokens[max(first, at - 7) : at]):
        return None
    start = at - 1 if before == "between" or (before == "from" and joint == "to") else at
    return Said(start, Number(low.value, high.end, upper=high.value), "counts.range")


def _years(low: int, high: int) -> bool:
    return 1900 <= low < 2100 and 1900 <= high < 2100


@rule(
    "counts.number",
    yes=[
        ["Two million people fled Ostrel.", {"estimate.low": 2000000}],
        ["The army lost 1,200 men.", {"estimate.best": 1200}],
        ["Half a dozen grenades went off.", {"estimate.high": 6}],
        ["Dozens of recruits deserted.", {"estimate.low": 24, "estimate.high": "None", "estimate.hedge": "dozens"}],
        ["Five of its positions were shelled.", {"estimate.best": 5}],
    ],
    no=[
        "The 26-year-old came from Marn.",
        "It fell on the 2nd Battalion on March 11, 2019.",
        "The base lies 27 km north of Ostrel.",
        "Rockets cost $500 apiece, up 20 percent.",
        "Resolution 1701 was passed at 7:35 p.m.",
        "Troops at the K1 base fired 107mm shells.",
        "The youngest of them was a girl of nine.",
    ],
)
def _plain(at: int, number: Number) -> Said:
    """A number in words or digits; "dozens" is 24 and up, "several" three and up, with the word kept as the hedge."""
    return Said(at, number, "counts.number")
