"""Holds new tellings against those that are there, and groups anew whatever that touches.

A ledger keeps what is worked out here on a `Shelf`: what tellings say, their blocks, their ties and their groups.
Adding a report looks at its neighbours only, and gives the same groups as merging everything at once.
"""

from __future__ import annotations

import gc
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from dateline.ledger.merge.blocks import around, blocks, counted
from dateline.ledger.merge.clusters import Edge, canonical_id, edge, groups
from dateline.ledger.merge.likeness import MANY, WORD, Clue, Pair, clues
from dateline.ledger.merge.telling import Telling
from dateline.model.judgement import Verdict

SAME = 3.5
"""Weight of clues from which two tellings are one event: more than one day and one kind of event (3.0) can give."""
TIMELESS = 5.0
"""The same, where one of them is told with no time at all."""
EMPTY: Mapping[Edge, float] = {}
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
    weighed: dict[Edge, float] = {}
    with without_cycles():
        return regroup(shelf, _settled(shelf, new, weighed), judged, weighed)


def _settled(shelf: Shelf, new: Sequence[Telling], weighed: dict[Edge, float]) -> set[str]:
    """Put new tellings on a shelf, tie them, and return the tellings to be grouped anew; `weighed` is filled."""
    asked = {t.id: blocks(t) for t in new}
    again = _reweighed(shelf, {key for t in new for key in counted(t)})
    shelf.put(new, {t.id: asked[t.id].puts for t in new})
    held = shelf.counts({key for b in asked.values() for key, _ in b.names})
    opened = {t.id: asked[t.id].open(held) for t in new}
    inside = shelf.inside({key for keys in opened.values() for key in keys})
    pairs = {edge(t.id, other) for t in new for key in opened[t.id] for other in inside.get(key, ())}
    return _tie(shelf, pairs, again, weighed) | {t.id for t in new}


@contextmanager
def without_cycles() -> Iterator[None]:
    """Let Python not look for cycles meanwhile: merging makes none, and in a large ledger each search costs seconds."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def loosen(shelf: Shelf, gone: Sequence[Telling]) -> set[str]:
    """Weigh again what shared a name or word with tellings just taken off a shelf: fewer reports hold it now.

    Returns:
        Ids of the tellings whose ties changed, to be grouped anew.
    """
    return _tie(shelf, set(), _reweighed(shelf, {key for t in gone for key in counted(t)}), {})


def _reweighed(shelf: Shelf, changed: set[str]) -> set[Edge]:
    """The pairs there that share a name or word which more reports will hold, or fewer do: what it weighs changes."""
    held = shelf.inside({near for key in changed for near in (key, *_neighbours(key))})
    few = {key: events for key, events in held.items() if len(events) <= MANY}
    out: set[Edge] = set()
    for key in changed & few.keys():
        beside = [e for near in (key, *_neighbours(key)) for e in few.get(near, ())]
        out |= {edge(a, b) for a in few[key] for b in beside if a != b}
    return out


def _neighbours(key: str) -> tuple[str, ...]:
    """The blocks of the same word in the days before and after."""
    if not key.startswith(WORD):
        return ()
    number, _, word = key.removeprefix(WORD).partition("|")
    return tuple(f"{WORD}{int(number) + step}|{word}" for step in (-1, 1))


def _tie(shelf: Shelf, pairs: set[Edge], again: set[Edge], weighed: dict[Edge, float]) -> set[str]:
    """Compare pairs, keep what ties them, and return the tellings whose ties changed.

    Args:
        pairs: those that share a block.
        again: those that shared one before: of them only the ones that still do count.
        weighed: takes what each pair compared weighs, for the grouping that follows.
    """
    known = shelf.tellings({e for pair in pairs | again for e in pair})
    known_by = shelf.counts({key for t in known.values() for key in around(t)})
    beside = shelf.ties({e for pair in again for e in pair})
    before = {tie.pair: tie for tie in beside}
    # What two tellings weigh counts in their groups even where it is too little for a tie.
    grouped = {e for tie in beside if _counts(tie, known) for e in tie.pair}
    found, gone = [], []
    touched = {e for pair in again if grouped >= {*pair} for e in pair}
    # Pairs of the same days one after the other: what they say lies together in memory, which in a large ledger counts.
    for pair in sorted(pairs | again, key=lambda pair: known[pair[0]].published or date.max):
        one, other = (known[e] for e in pair)
        if one.report == other.report or (pair not in pairs and not _meet(one, other, known_by)):
            said: tuple[Clue, ...] = ()
        else:
            said = judge(one, other, known_by)
        weight = sum(clue.weight for clue in said)
        if said:
            weighed[pair] = weight
        tie = Tie(pair, weight, "; ".join(clue.why for clue in said if clue.why)) if weight >= OPEN else None
        if tie != before.get(pair):
            touched |= {*pair}
            if tie is None:
                gone.append(pair)
            else:
                found.append(tie)
    shelf.tie(sorted(found, key=lambda tie: tie.pair), sorted(gone))
    return touched


def _meet(one: Telling, other: Telling, known_by: Mapping[str, int]) -> bool:
    """Whether two tellings share a block that is not crowded; a word that too many hold by now no longer counts."""
    puts = set(blocks(other).puts)
    return any(key in puts for key in blocks(one).open(known_by))


def regroup(
    shelf: Shelf, touched: Iterable[str], judged: Mapping[Edge, Verdict], weighed: Mapping[Edge, float] = EMPTY
) -> set[str]:
    """Group anew everything that ties or judgements connect with the events named.

    Args:
        weighed: what pairs were just found to weigh, so that they are not compared again.

    Returns:
        Ids of the canonical events that came, went or changed.
    """
    reached, ties = _reached(shelf, touched, judged)
    known = shelf.tellings(reached)
    known_by = shelf.counts({key for t in known.values() for key in around(t)})
    weights: dict[Edge, float] = dict(weighed) | {tie.pair: tie.weight for tie in ties}

    def weigh(one: Telling, other: Telling) -> float:
        pair = edge(one.id, other.id)
        if pair not in weights:
            weights[pair] = sum(clue.weight for clue in judge(one, other, known_by))
        return weights[pair]

    old = shelf.members(set(shelf.homes(reached).values()))
    strong = [(tie.weight, tie.pair) for tie in ties if _is_strong(tie, known)]
    held = {pair: verdict for pair, verdict in judged.items() if pair[0] in known and pair[1] in known}
    both = (tie for tie in ties if known.keys() >= {*tie.pair})
    open_ = [tie.pair for tie in both if _counts(tie, known) and not _is_strong(tie, known)]
    grouped = groups(known.values(), strong, held, weigh, open_)
    found = {canonical_id(group): [t.id for t in group] for group in grouped}
    gone = {home for home, members in old.items() if sorted(found.get(home, ())) != sorted(members)}
    came = {home: members for home, members in found.items() if sorted(old.get(home, ())) != sorted(members)}
    shelf.group(gone, came)
    return gone | came.keys()


def _is_strong(tie: Tie, known: Mapping[str, Telling]) -> bool:
    """Whether two tellings are one event by this tie; a place and a kind without any time tell too little."""
    timeless = any(_is_timeless(known[e]) for e in tie.pair if e in known)
    return tie.weight >= (TIMELESS if timeless else SAME)


def _is_timeless(telling: Telling) -> bool:
    return telling.recalled and telling.days is None and telling.published is None


def _counts(tie: Tie, known: Mapping[str, Telling]) -> bool:
    """Whether two tellings may come together by a tie: it is strong, or one of them recalls an event without a day."""
    told = [known[e] for e in tie.pair if e in known]
    return tie.weight >= SAME or any(t.recalled and _adds_no_dead(t, told) for t in told)


def _adds_no_dead(telling: Telling, told: Sequence[Telling]) -> bool:
    """Whether an event is recalled without a number of dead, or with the number that the other telling gives."""
    return telling.killed is None or all(t.killed == telling.killed for t in told)


def _reached(shelf: Shelf, touched: Iterable[str], judged: Mapping[Edge, Verdict]) -> tuple[set[str], list[Tie]]:
    """Everything connected with some events: by ties that count, by judgements, or by being in one group till now."""
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
        ends = shelf.tellings({e for tie in here if tie.weight < SAME for e in tie.pair})
        found = {e for tie in here if _counts(tie, ends) for e in tie.pair}
        found |= {e for a in ahead for e in beside[a]}
        found |= {e for members in shelf.members(set(shelf.homes(ahead).values())).values() for e in members}
        ahead = found - reached
    missing = reached - shelf.tellings(reached).keys()
    return reached - missing, [tie for tie in ties.values() if not missing & {*tie.pair}]
