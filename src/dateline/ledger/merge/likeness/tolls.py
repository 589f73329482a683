"""Whether two reports' numbers of killed, wounded and weapons can be of one event."""

from __future__ import annotations

from dateline.ledger.merge.likeness.pair import Clue, Pair
from dateline.ledger.merge.telling import Bounds

WEIGHTS = ((10, 1.0), (3, 0.75), (2, 0.5), (1, 0.25))
"""The same number weighs more the higher it is: most events kill nobody or one, few kill seventeen."""
ROUGHLY = 0.2
"""Two early counts of one event seldom differ by so little without one being the update."""


def numbers(pair: Pair) -> Clue | None:
    """The same number of killed or wounded; the higher, the rarer. A number that cannot be the other's is a doubt."""
    one, other = pair.one, pair.other
    if one.lines & other.lines:
        return None
    told = [_held("killed", one.killed, other.killed), _held("wounded", one.wounded, other.wounded)]
    if not any(clue.weight for clue in told):
        return None
    return Clue(sum(clue.weight for clue in told), "; ".join(clue.why for clue in told if clue.why))


def groups(pair: Pair) -> Clue | None:
    """The same number of the same people ("two Marines")."""
    shared = pair.one.lines & pair.other.lines
    if not shared:
        return None
    line = min(shared, key=lambda line: (-line.number, line.group, line.harm))
    people = line.group.rpartition("/")[2]
    return Clue(min(1.5, 0.75 + 0.5 * len(shared)), f"{line.number} {people} {line.harm} in both")


def weapons(pair: Pair) -> Clue | None:
    """The same class of weapon counts a little, the same number of them more."""
    mine, theirs = pair.one.arms, pair.other.arms
    if any(arms.count > 1 for arms in mine & theirs):
        return Clue(1.0, "as many of the same weapon")
    if {arms.family for arms in mine} & {arms.family for arms in theirs}:
        return Clue(0.5, "the same weapon")
    return None


def exact(bounds: Bounds | None) -> int | None:
    """Return a number that is told as one number."""
    return bounds[0] if bounds is not None and bounds[0] == bounds[1] else None


def _held(harm: str, a: Bounds | None, b: Bounds | None) -> Clue:
    if a is None or b is None:
        return Clue(0.0, "")
    if a[0] == b[0]:
        weight = next((w for number, w in WEIGHTS if a[0] >= number), 0.0)
        return Clue(weight, f"{a[0]} {harm} in both" if weight else "")
    if touches(a, b):
        return Clue(0.0, "")
    # A report that tells only of some of the dead, or that was first, has fewer: a difference is weak evidence.
    gap = abs(a[0] - b[0]) / max(a[0], b[0])
    return Clue(-0.1, "") if gap <= ROUGHLY else Clue(-0.35, f"{a[0]} and {b[0]} {harm}")


def touches(a: Bounds, b: Bounds) -> bool:
    """Whether some number fits what both say."""
    return (a[1] is None or b[0] <= a[1]) and (b[1] is None or a[0] <= b[1])
