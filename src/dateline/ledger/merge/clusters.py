"""Which tellings are one event: the connected components of the ties, as far as no contradiction forbids.

The strongest ties are taken first, so that the order in which reports arrive does not matter. Two groups are joined
only if no telling of one contradicts a telling of the other, and never against a person's "different". What a report
recalls without a day ("the attack on the post") joins last: the one event that may be meant, or none.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import product

from dateline.ledger.merge.likeness import NEVER
from dateline.ledger.merge.telling import Telling
from dateline.model.judgement import Judgement, Verdict
from dateline.model.report import content_id

TOGETHER = 1.5
"""What the tellings of two groups must weigh on average, so that one vague telling does not join two events."""
WORST = -3.0
"""What one contradiction weighs at most in that average: of many reports one may have a wrong day."""
Edge = tuple[str, str]
Group = tuple[Telling, ...]
Weigh = Callable[[Telling, Telling], float]


def edge(one: str, other: str) -> Edge:
    """Return the key of a pair of events, whoever stands first."""
    return (one, other) if one < other else (other, one)


def canonical_id(group: Sequence[Telling]) -> str:
    """Return the id of an event that reports tell together: it follows from the telling published first.

    It stays the same when later reports join it.
    """
    return content_id("canonical event", min(group, key=lambda t: t.order).id)


def standing(judgements: Iterable[Judgement]) -> dict[Edge, Verdict]:
    """Return what persons hold of each pair, the last word where they differ; "ask" says nothing."""
    last = {(j.left, j.right): j.verdict for j in sorted(judgements, key=lambda j: (j.when, j.id))}
    return {pair: verdict for pair, verdict in last.items() if verdict is not Verdict.ASK}


def groups(
    tellings: Iterable[Telling],
    ties: Iterable[tuple[float, Edge]],
    judged: Mapping[Edge, Verdict],
    weigh: Weigh,
    open_: Iterable[Edge] = (),
) -> list[Group]:
    """Return the groups of tellings that are one event, each in order, the groups by their first telling.

    Args:
        tellings: those that ties or judgements connect, all of them.
        ties: pairs that weigh enough to be one event, with the weight.
        judged: what persons hold (`standing`).
        weigh: what two tellings weigh, minus infinity where they contradict.
        open_: pairs that weigh too little to be one event, of which one recalls it.
    """
    known = {t.id: t for t in tellings}
    home: dict[str, Group] = {t.id: (t,) for t in known.values()}
    strongest = sorted(ties, key=lambda tie: (-tie[0], sorted(known[e].order for e in tie[1])))
    for _, (a, b) in strongest:
        if home[a] is not home[b] and _agree(home[a], home[b], judged, weigh):
            _join(home, a, b)
    # A person joins whole groups: what the rules put beside either telling comes along.
    for pair in sorted(pair for pair, verdict in judged.items() if verdict is Verdict.SAME and known.keys() >= {*pair}):
        if not _held_apart(home[pair[0]], home[pair[1]], judged):
            _join(home, *pair)
    for one, event in _meant(home, open_):
        if _agree(home[one], home[event], judged, weigh):
            _join(home, one, event)
    found = {id(group): group for group in home.values()}
    return sorted(found.values(), key=lambda group: group[0].order)


def _meant(home: Mapping[str, Group], open_: Iterable[Edge]) -> list[Edge]:
    """Return each telling that recalls an event and stands alone, with a telling of the only event that it may be."""
    beside: dict[str, list[str]] = defaultdict(list)
    for a, b in sorted(open_):
        for one, other in ((a, b), (b, a)):
            alone = [t.recalled for t in home[one]] == [True]
            if alone and not all(t.recalled for t in home[other]):
                beside[one].append(other)
    only = [(one, others[0]) for one, others in beside.items() if len({id(home[o]) for o in others}) == 1]
    return sorted(only, key=lambda pair: home[pair[0]][0].order)


def _join(home: dict[str, Group], one: str, other: str) -> None:
    if home[one] is home[other]:
        return
    joined = tuple(sorted((*home[one], *home[other]), key=lambda t: t.order))
    home.update({t.id: joined for t in joined})


def _held_apart(a: Group, b: Group, judged: Mapping[Edge, Verdict]) -> bool:
    return any(judged.get(edge(x.id, y.id)) is Verdict.DIFFERENT for x, y in product(a, b))


def _agree(a: Group, b: Group, judged: Mapping[Edge, Verdict], weigh: Weigh) -> bool:
    """Whether no telling of one group contradicts one of the other, and all of them together fit."""
    if _held_apart(a, b, judged):
        return False
    total = 0.0
    for x, y in product(a, b):
        weight = weigh(x, y)
        if weight == NEVER:
            return False
        total += max(weight, WORST)
    return total / (len(a) * len(b)) >= TOGETHER
