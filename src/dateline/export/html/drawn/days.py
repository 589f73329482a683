"""An axis of days. Long stretches without an event are cut out, and the cut is drawn and told."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from dateline.export.html.drawn import svg

LARGE = 0.2
"""A gap is cut that takes more than this share of what is left of the axis."""
LEAST_CUT = 21
"""Days; a shorter gap is always drawn to scale."""
CUT = 0.05
"""Share of the axis that a cut takes."""
LABEL, APART = 62.0, 8.0
"""Width of a label of the axis, and what is left free between two."""


@dataclass(frozen=True, slots=True)
class Axis:
    """Days on a line from `left` to `right`.

    Attributes:
        knots: days in order, each with its place on the line.
        cuts: the days on both sides of what was cut out.
    """

    knots: tuple[tuple[date, float], ...]
    cuts: tuple[tuple[date, date], ...]
    left: float
    right: float

    @classmethod
    def of(cls, days: Iterable[date], left: float, right: float) -> Axis:
        """Make the axis of some days, one or more."""
        known = sorted(set(days))
        gaps = [(b - a).days for a, b in pairwise(known)]
        cut = _cut(gaps)
        drawn = sum(gap for n, gap in enumerate(gaps) if n not in cut) or 1
        room = (right - left) * (1 - CUT * len(cut))
        at, knots = left, [(known[0], left)]
        if not gaps:
            return cls(((known[0], (left + right) / 2),), (), left, right)
        for n, gap in enumerate(gaps):
            only_cuts = drawn == 1 and len(cut) == len(gaps)
            at += (right - left) * (1 / len(gaps) if only_cuts else CUT) if n in cut else room * gap / drawn
            knots.append((known[n + 1], at))
        return cls(tuple(knots), tuple((known[n], known[n + 1]) for n in sorted(cut)), left, right)

    def x(self, day: date) -> float:
        """Return the place of a day; between two known days in proportion."""
        n = bisect_right(self.knots, day, key=lambda knot: knot[0])
        if n == 0 or n == len(self.knots):
            return self.knots[0 if n == 0 else -1][1]
        (before, start), (after, end) = self.knots[n - 1], self.knots[n]
        return start + (end - start) * (day - before).days / (after - before).days

    def drawn(self, top: float, bottom: float) -> list[str]:
        """Return grid lines with their days below, and the cuts."""
        out = [svg.line(self.left - 8, bottom, self.right + 8, bottom, "axis")]
        for x, start, day in self._labels():
            out += [svg.line(x, top, x, bottom + 5, "grid"), svg.text(start, bottom + 19, str(day), "tick")]
        for before, after in self.cuts:
            x = (self.x(before) + self.x(after)) / 2
            cut = svg.box(x - 5, top, 10, bottom - top + 6, "cut") + svg.text(x, bottom + 5, "//", "tick", "middle")
            out.append(
                svg.titled(cut, f"cut out: {before} to {after}, {(after - before).days:,} days without an event")
            )
        return out

    def _labels(self) -> list[tuple[float, float, date]]:
        """Days to label, so many as fit: the ends and those on both sides of a cut first; with where each begins."""
        sides = [day for pair in self.cuts for day in pair]
        wanted = [self.knots[0][0], self.knots[-1][0], *sides, *(day for day, _ in self.knots)]
        placed: list[tuple[float, float, date]] = []
        for day in dict.fromkeys(wanted):
            x = self.x(day)
            start = min(max(x - LABEL / 2, self.left - 10), self.right + 16 - LABEL)
            if all(abs(start - other) >= LABEL + APART for _, other, _ in placed):
                placed.append((x, start, day))
        return sorted(placed)


def _cut(gaps: list[int]) -> set[int]:
    """Return which gaps to cut out: the longest, as long as it takes a large part of what is left."""
    cut, left = set[int](), sum(gaps)
    for n in sorted(range(len(gaps)), key=lambda n: -gaps[n]):
        if gaps[n] <= max(LARGE * left, LEAST_CUT) or len(cut) >= 6:
            break
        cut.add(n)
        left -= gaps[n]
    return cut
