"""Measures the reading of quantities against sentences in which people have listed every value (NewsQuant).

Reads JSON as NewsQuant (Almasian and others, EMNLP 2023) publishes it: sentences, each with its quantities; a value is
a number or a range "15.0-25.0", and `change` bounds it: "=", "~" about, ">" more than, "<" less than; "up" and "down"
say that it rose or fell, and bound nothing. Scored as its authors score value: a read value is right when the sentence
has one within a hundred-thousandth, each listed value once; a range needs both ends. "With its bound" also asks for the
same sign where the sign bounds.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from math import isclose
from pathlib import Path
from typing import Any

from dateline.annotate import annotate_all
from dateline.counts import quantities
from dateline.errors import SourceError
from dateline.evaluate.intervals import Spotted
from dateline.model.report import Report
from dateline.repair import repair

CLOSE = 1e-5
"""Relative difference up to which two values are one (the authors' bound)."""
BOUNDS = ("~", ">", "<")


@dataclass(frozen=True, slots=True)
class Valued:
    """A value with its two ends, the same where it is no range, and its bound."""

    low: float
    high: float
    bound: str = "="

    def is_value(self, other: Valued) -> bool:
        """Whether both ends are the other's."""
        return all(
            isclose(a, b, rel_tol=CLOSE, abs_tol=CLOSE**2) for a, b in ((self.low, other.low), (self.high, other.high))
        )


@dataclass(slots=True)
class QuantityScore:
    """Counts of each sentence; `wrong` keeps those not all right, with what was read amiss and what missed."""

    value: list[Spotted]
    bound: list[Spotted]
    wrong: list[tuple[str, list[Valued], list[Valued]]]


def measure(path: Path) -> QuantityScore:
    """Score the quantities read in the sentences of a file.

    Raises:
        SourceError: if it is no such file.
    """
    rows = list(_rows(path))
    score = QuantityScore([], [], [])
    pages = annotate_all(repair(Report.of(text, id=str(n))) for n, (text, _) in enumerate(rows))
    for page, (text, marked) in zip(pages, rows, strict=True):
        read = [Valued(q.low, q.high, q.bound) for q in quantities.find(page)]
        pairs, extra, left = paired(read, marked)
        bounded = sum(one.bound == other.bound for one, other in pairs)
        score.value.append(Spotted(len(pairs), len(read), len(marked)))
        score.bound.append(Spotted(bounded, len(read), len(marked)))
        if extra or left:
            score.wrong.append((text, extra, left))
    return score


def paired(read: list[Valued], marked: list[Valued]) -> tuple[list[tuple[Valued, Valued]], list[Valued], list[Valued]]:
    """Pair values one to one; of two that fit, the one with the same bound first.

    Returns:
        The pairs, what was read without a partner, and what was marked without one.
    """
    left, pairs, extra = list(marked), [], []
    for one in read:
        fitting = [other for other in left if one.is_value(other)]
        if not fitting:
            extra.append(one)
            continue
        best = max(fitting, key=lambda other: other.bound == one.bound)
        left.remove(best)
        pairs.append((one, best))
    return pairs, extra, left


def _rows(path: Path) -> Iterator[tuple[str, list[Valued]]]:
    try:
        rows = json.loads(path.read_text("utf-8"))
        for row in rows:
            yield row["text"], [value_of(said) for said in row["quantities"]]
    except (ValueError, KeyError, TypeError) as error:
        what = "no sentences with their quantities"
        raise SourceError(f"{what}: {error!r}", str(path), "give NewsQuant.json or a file of its form") from error


def value_of(said: dict[str, Any]) -> Valued:
    """Read one listed quantity.

    >>> value_of({"value": "15.0-25.0", "change": "~"}), value_of({"value": "-1.4", "change": "down"}).bound
    (Valued(low=15.0, high=25.0, bound='~'), '=')
    """
    text, bound = str(said["value"]).replace(" ", ""), str(said.get("change", "="))
    bound = bound if bound in BOUNDS else "="
    low, dash, high = text[1:].partition("-")
    if dash and not low.casefold().endswith("e"):
        return Valued(float(text[0] + low), float(high), bound)
    return Valued(float(text), float(text), bound)
