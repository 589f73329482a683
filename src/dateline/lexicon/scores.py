"""How sure a value is: the share of values like it that were right in reports that people had read by hand.

`scores.toml` counts them for each slot and each rule (`tools/scores.py` makes it). A rule that was seldom tried counts
for little beside its slot; a value that rests on several rules is as sure as the least sure of them.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files

FILE = "scores.toml"
WEIGHT = 10.0
"""Values of its slot that stand beside those of a rule: a rule tried ten times counts half (chosen on folds)."""
Counts = tuple[int, int]
"""How many values were right, of how many."""
Figures = Mapping[str, Mapping[str, Counts]]
"""By slot, then by rule; under "" the whole slot."""


@cache
def figures() -> Figures:
    """Return the counts that ship with Dateline."""
    found = tomllib.loads(files("dateline.lexicon").joinpath(FILE).read_text("utf-8"))
    return {
        slot: {rule: (int(right), int(of)) for rule, (right, of) in rules.items()}
        for slot, rules in found["slot"].items()
    }


def score(slot: str, rules: Iterable[str], known: Figures | None = None) -> float:
    """Return the share of values that are right, for a value of a slot that these rules read; from 0 to 1.

    Args:
        slot: "events", "when", "where", "killed", ... as in the output.
        known: other counts than those that ship.

    >>> round(score("when", ["dates.weekday"], {"when": {"": (80, 100), "dates.weekday": (30, 30)}}), 3)
    0.949
    """
    counted = (figures() if known is None else known).get(slot, {})
    right, of = counted.get("", (0, 0))
    base = (right + 1) / (of + 2)
    shares = []
    for rule in rules:
        good, tried = counted.get(rule, (0, 0))
        shares.append((good + WEIGHT * base) / (tried + WEIGHT))
    return min(shares, default=base)
