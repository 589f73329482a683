"""Says how sure a measured figure is: a score is counted report by report, so that other reports can be drawn.

The interval is the bootstrap over reports: as many reports as there are, drawn with replacement, a thousand times; the
middle 95 % of what they score. The draws come from a hash, so the same counts always have the same interval. It tells
what other reports of the same kind would score, not what another kind would.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import shake_256

ROUNDS = 1000
"""Draws of a whole set; the ends of a 95 % interval are then its 25th and 975th (Efron and Tibshirani 1993)."""
WITHIN = 0.95
"""Share of the draws inside the interval."""
WIDTH = 4
"""Bytes of one drawn number."""


@dataclass(frozen=True, slots=True)
class Score:
    """How many of how many were right.

    Attributes:
        rows: the same for each report, where it was counted by report; then the score has an interval.
    """

    right: int
    of: int
    rows: tuple[tuple[int, int], ...] = field(default=(), compare=False, repr=False)

    @classmethod
    def over(cls, rows: Iterable[tuple[int, int]]) -> Score:
        """Add up what was right, and of how many, report by report."""
        kept = tuple(rows)
        return cls(sum(r for r, _ in kept), sum(o for _, o in kept), kept)

    @property
    def share(self) -> float:
        """Right of all, from 0 to 1; none of none is 0."""
        return self.right / self.of if self.of else 0.0

    @property
    def interval(self) -> tuple[float, float] | None:
        """Return the ends between which 95 % of the draws score; None where nothing was counted by report."""
        return interval(self.rows)

    def __str__(self) -> str:
        if not self.of:
            return "0 of 0"
        ends = self.interval
        told = f", {100 * ends[0]:.1f} to {100 * ends[1]:.1f}" if ends else ""
        return f"{self.right} of {self.of} ({100 * self.share:.1f} %{told})"


@dataclass(frozen=True, slots=True)
class Spotted:
    """Counts of one report, or their sum: found by both, read, and marked by people.

    >>> Spotted(2, 4, 2).plus(Spotted(1, 1, 3)).f1
    0.6
    """

    both: int = 0
    read: int = 0
    marked: int = 0

    def plus(self, other: Spotted) -> Spotted:
        """Add the counts of another report."""
        return Spotted(self.both + other.both, self.read + other.read, self.marked + other.marked)

    @property
    def precision(self) -> float:
        """Share of what was read that people marked too."""
        return self.both / self.read if self.read else 0.0

    @property
    def recall(self) -> float:
        """Share of what people marked that was read."""
        return self.both / self.marked if self.marked else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        return 2 * self.both / (self.read + self.marked) if self.read + self.marked else 0.0


def whole(rows: Iterable[Spotted]) -> Spotted:
    """Add up the counts of many reports."""
    total = Spotted()
    for row in rows:
        total = total.plus(row)
    return total


def f1_told(rows: Sequence[Spotted]) -> str:
    """Return F1 over all reports with its interval, in words.

    >>> f1_told([Spotted(3, 4, 4), Spotted(3, 4, 4)])
    '0.750 (0.750 to 0.750)'
    """
    ends = interval([(2 * row.both, row.read + row.marked) for row in rows])
    value = whole(rows).f1
    return f"{value:.3f} ({ends[0]:.3f} to {ends[1]:.3f})" if ends else f"{value:.3f}"


def spotted_told(rows: Sequence[Spotted]) -> str:
    """Return precision, recall and F1 over all reports, in words."""
    total = whole(rows)
    counts = f"precision {total.precision:.3f}, recall {total.recall:.3f}, F1 {f1_told(rows)}"
    return f"{counts}, {total.marked} marked"


def summed(per_report: Iterable[Mapping[str, tuple[int, int]]]) -> dict[str, Score]:
    """Add up named scores of many reports; a score that a report does not have is none of none there."""
    kept = list(per_report)
    names = dict.fromkeys(name for row in kept for name in row)
    return {name: Score.over(row.get(name, (0, 0)) for row in kept) for name in names}


def interval(rows: Sequence[tuple[int, int]]) -> tuple[float, float] | None:
    """Return the ends between which right / of lies in 95 % of the draws; None where there is nothing to draw from.

    Args:
        rows: right and of how many, for each report.
    """
    if len(rows) < 2 or not any(of for _, of in rows):
        return None
    right, of = [r for r, _ in rows], [o for _, o in rows]
    shares = []
    for draw in _draws(len(rows)):
        total = sum(map(of.__getitem__, draw))
        if total:
            shares.append(sum(map(right.__getitem__, draw)) / total)
    shares.sort()
    cut = round(len(shares) * (1 - WITHIN) / 2)
    return shares[cut], shares[len(shares) - 1 - cut]


@lru_cache(maxsize=4)
def _draws(count: int) -> tuple[tuple[int, ...], ...]:
    """Return `ROUNDS` times as many places as there are reports, each place below `count`."""
    numbers = array("I", shake_256(b"dateline intervals").digest(WIDTH * count * ROUNDS))
    return tuple(tuple(n % count for n in numbers[at : at + count]) for at in range(0, count * ROUNDS, count))
