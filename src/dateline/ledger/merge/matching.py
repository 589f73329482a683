"""Holds new tellings against those that are there, and groups anew whatever that touches.

A ledger keeps what is worked out here on a `Shelf`: what tellings say, their blocks, their ties and their groups.
Adding a report looks at its neighbours only, and gives the same groups as merging everything at once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from dateline.ledger.merge.blocks import around, blocks, counted
from dateline.ledger.merge.clusters import Edge, canonical_id, edge, groups
from dateline.ledger.merge.likeness import MANY, PERSON, WORD, Clue, Pair, clues
from dateline.ledger.merge.telling import Telling
from dateline.model.judgement import Verdict

SAME = 3.5
"""Weight of clues from which two tellings are one event: more than one day and one kind of event (3.0) can give."""
OPEN = 2.5
"""Weight from which a person is asked; below, they are different."""


@dataclass(frozen=True, slots=True)
class Tie:
    """What holds two tellings together, with the reasons; kept from `OPEN` up."""

    pair: Edge
    weight: float
    why: str

    @property
    def verdict(self) -> Verdict:
        """What the rules judge."""
        return Verdict.SAME if self.weight >= SAME else Verdict.ASK


class Shelf(Protocol):
    """Where tellings, blocks, ties and groups are kept: in memory, or in the tables of a ledger."""

    def tellings(self, ids: Iterable[str]) -> dict[str, Telling]: ...

    def put(self, tellings: Sequence[Telling], puts: Mapping[str, Sequence[str]]) -> None: ...

    def inside(self, keys: Iterable[str]) -> dict[str, list[str]]: ...

    def counts(self, keys: Iterable[str]) -> dict[str, int]: ...

    def ties(self, ids: Iterable[str]) -> list[Tie]: ...

    def tie(self, found: Sequence[Tie], gone: Iterable[Edge]) -> None: ...

    def homes(self, ids: Iterable[str]) -> dict[str, str]: ...

    def members(self, canonical: Iterable[str]) -> dict[str, list[str]]: ...

    def group(self, gone: Iterable[str], found: Mapping[str, Sequence[str]]) -> None: ...


def judge(one: Telling, other: Telling, known_by: Mapping[str, int]) -> tuple[Clue, ...]:
    """Return every clue for and against two tellings being one event, whoever stands first."""
    return clues(Pair(one, other, known_by) if one.id < other.id else Pair(other, one, known_by))


def settle(shelf: Shelf, new: Sequence[Telling], judged: Mapping[Edge, Verdict]) -> set[str]:
    """Put new tellings on a shelf and group anew what they touch.

    Args:
        new: tellings that the shelf does not hold.
        judged: what persons hold (`clusters.standing`).

    Returns:
        Ids of the canonical events that came, went or changed.
    """
    asked = {t.id: blocks(t) for t in new}
    rare = {key for t in new for key in counted(t)}
    before = shelf.counts(rare)
    shelf.put(new, {t.id: asked[t.id].puts for t in new})
    wanted = {key for b in asked.values() for key in b.asks}
    crowded = {k for k, n in shelf.counts(k for k in wanted if k.startswith((PERSON, WORD))).items() if n > MANY}
    inside = shelf.inside(wanted - crowded)
    pairs = {edge(t.id, other) for t in new for key in asked[t.id].asks for other in inside.get(key, ())}
    pairs |= _reweighed(shelf, before)
    return regroup(shelf, _tie(shelf, pairs) | {t.id for t in new}, judged)


def _reweighed(shelf: Shelf, before: Mapping[str, int]) -> set[Edge]:
    """The pairs that share a name or word which more reports hold now: what it weighs has changed."""
    changed = [key for key, reports in before.items() if reports <= MANY]
    held = shelf.inside({near for key in changed for near in (key, *_neighbours(key))})
    out: set[Edge] = set()
    for key in changed:
        beside = [e for near in (key, *_neighbours(key)) for e in held.get(near, ())]
        if len(beside) <= 3 * (MANY + 1):
            out |= {edge(a, b) for a in held.get(key, ()) for b in beside if a != b}
    return out


def _neighbours(key: str) -> tuple[str, ...]:
    """The blocks of the same word in the days before and after."""
    if not key.startswith(WORD):
        return ()
    number, _, word = key.removeprefix(WORD).partition("|")
    return tuple(f"{WORD}{int(number) + step}|{word}" for step in (-1, 1))


def _tie(shelf: Shelf, pairs: Iterable[Edge]) -> set[str]:
    """Compare pairs, keep what ties them, and return the tellings whose ties changed."""
    wanted = sorted(pair for pair in pairs if pair[0] != pair[1])
    known = shelf.tellings({e for pair in wanted for e in pair})
    known_by = shelf.counts({key for t in known.values() for key in around(t)})
    found, gone, touched = [], [], set()
    for pair in wanted:
        one, other = (known[e] for e in pair)
        if one.report == other.report:
            continue
        said = judge(one, other, known_by)
        weight = sum(clue.weight for clue in said)
        touched |= {*pair} if weight >= OPEN else set()
        if weight >= OPEN:
            found.append(Tie(pair, weight, "; ".join(clue.why for clue in said if clue.why)))
        else:
            gone.append(pair)
    shelf.tie(found, gone)
    return touched


def regroup(shelf: Shelf, touched: Iterable[str], judged: Mapping[Edge, Verdict]) -> set[str]:
    """Group anew everything that ties or judgements connect with the events named.

    Returns:
        Ids of the canonical events that came, went or changed.
    """
    reached, ties = _reached(shelf, touched, judged)
    known = shelf.tellings(reached)
    known_by = shelf.counts({key for t in known.values() for key in around(t)})
    weights: dict[Edge, float] = {tie.pair: tie.weight for tie in ties}

    def weigh(one: Telling, other: Telling) -> float:
        pair = edge(one.id, other.id)
        if pair not in weights:
            weights[pair] = sum(clue.weight for clue in judge(one, other, known_by))
        return weights[pair]

    old = shelf.members(set(shelf.homes(reached).values()))
    strong = [(tie.weight, tie.pair) for tie in ties if tie.weight >= SAME]
    held = {pair: verdict for pair, verdict in judged.items() if pair[0] in known and pair[1] in known}
    found = {canonical_id(group): [t.id for t in group] for group in groups(known.values(), strong, held, weigh)}
    gone = {home for home, members in old.items() if sorted(found.get(home, ())) != sorted(members)}
    came = {home: members for home, members in found.items() if sorted(old.get(home, ())) != sorted(members)}
    shelf.group(gone, came)
    return gone | came.keys()


def _reached(shelf: Shelf, touched: Iterable[str], judged: Mapping[Edge, Verdict]) -> tuple[set[str], list[Tie]]:
    """Everything connected with some events: by strong ties, by judgements, or by standing in one group till now."""
    beside: dict[str, set[str]] = defaultdict(set)
    for a, b in judged:
        beside[a].add(b)
        beside[b].add(a)
    reached: set[str] = set()
    ties: dict[Edge, Tie] = {}
    ahead = set(touched)
    while ahead:
        reached |= ahead
        here = shelf.ties(ahead)
        ties |= {tie.pair: tie for tie in here}
        found = {e for tie in here if tie.weight >= SAME for e in tie.pair}
        found |= {e for a in ahead for e in beside[a]}
        found |= {e for members in shelf.members(set(shelf.homes(ahead).values())).values() for e in members}
        ahead = found - reached
    missing = reached - shelf.tellings(reached).keys()
    return reached - missing, [tie for tie in ties.values() if not missing & {*tie.pair}]
