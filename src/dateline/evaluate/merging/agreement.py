"""How well one grouping of mentions agrees with another: pairwise and B-cubed precision, recall and F1.

Source: Bagga and Baldwin 1998 for B-cubed.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from itertools import combinations


@dataclass(frozen=True, slots=True)
class Agreement:
    """Precision and recall, from 0 to 1; 1 where there is nothing to be wrong about."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """Their harmonic mean."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def pairwise(true: Mapping[str, Hashable], found: Mapping[str, Hashable]) -> Agreement:
    """Compare the pairs that each grouping puts together.

    >>> pairwise({"a": 1, "b": 1, "c": 2}, {"a": 1, "b": 1, "c": 1})
    Agreement(precision=0.3333333333333333, recall=1.0)
    """
    told = {pair for pair in combinations(sorted(true), 2) if true[pair[0]] == true[pair[1]]}
    said = {pair for pair in combinations(sorted(true), 2) if found[pair[0]] == found[pair[1]]}
    both = len(told & said)
    return Agreement(both / len(said) if said else 1.0, both / len(told) if told else 1.0)


def bcubed(true: Mapping[str, Hashable], found: Mapping[str, Hashable]) -> Agreement:
    """Compare, mention by mention, the groups that it stands in.

    >>> bcubed({"a": 1, "b": 1}, {"a": 1, "b": 2})
    Agreement(precision=1.0, recall=0.5)
    """
    theirs, ours = _groups(true), _groups(found)
    shares = [(len(theirs[true[m]] & ours[found[m]]), len(ours[found[m]]), len(theirs[true[m]])) for m in true]
    count = max(len(shares), 1)
    return Agreement(sum(b / o for b, o, _ in shares) / count, sum(b / t for b, _, t in shares) / count)


def _groups(grouping: Mapping[str, Hashable]) -> dict[Hashable, set[str]]:
    out: dict[Hashable, set[str]] = {}
    for mention, group in grouping.items():
        out.setdefault(group, set()).add(mention)
    return out
