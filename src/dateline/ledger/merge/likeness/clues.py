"""How likely two reports tell one event: one clue a function, each with its weight and its reason in words.

The weights are sums of evidence, not probabilities: about 1 is a coincidence that would be odd among events of one
week, 2 a fact that few events share. They were chosen by reading own reports and checked on reports written by others
(`dateline bench merge` prints how often pairs of each weight are one event).
"""

from __future__ import annotations

from collections.abc import Callable

from dateline.ledger.merge.likeness.days import days
from dateline.ledger.merge.likeness.pair import AGAINST, MANY, NEVER, Clue, Pair
from dateline.ledger.merge.likeness.places import places
from dateline.ledger.merge.likeness.tolls import exact, groups, numbers, weapons
from dateline.ledger.merge.telling.kinds import alike, harmless, specific
from dateline.ledger.merge.telling.names import fold_name
from dateline.model.event import Kind

THING = 2.0
"""What a thing hit weighs that both name."""
NAMED = 1.0
"""What it weighs where only one says that it was hit."""
PERSON, MOST_PEOPLE = 1.5, 4.0
"""What a person weighs whom both reports name, and all of them together."""
WORD, MOST_WORDS = 1.0, 4.0
"""What a telling word weighs that both reports begin with, and all of them together."""
BESIDE, MOST_BESIDE = 0.5, 2.0
"""What each name weighs that both tell the event with, one more for the first, and all of them together."""
RARE = ((5, 1.0), (8, 0.8), (12, 0.5), (MANY, 0.25))
"""How much of it by how many reports hold it at most."""
FIGHTS = {Kind.ARMED_CLASH, Kind.RAID}
"""Kinds of which each side may be told as the doer."""


def clues(pair: Pair) -> tuple[Clue, ...]:
    """Return every clue that says something; only the contradiction if one contradicts.

    A contradiction that could be a slip stands alone too, unless both tell of the same people.
    """
    found: list[Clue] = []
    for clue in CLUES:
        said = clue(pair)
        if said is None:
            continue
        if said.weight == NEVER or (said.weight <= AGAINST and not _same_people(pair)):
            return (said,)
        found.append(said)
    return tuple(found)


def _same_people(pair: Pair) -> bool:
    return pair.shares_victim() or bool(pair.shared_people())


def _report(pair: Pair) -> Clue | None:
    """Who tells two events in one report says that they are two."""
    if pair.one.report == pair.other.report:
        return Clue(NEVER, "one report tells them as two events")
    return None


def _status(pair: Pair) -> Clue | None:
    """What was threatened or planned is not what happened."""
    if pair.one.done != pair.other.done:
        return Clue(NEVER, "one happened, the other was threatened, planned or foiled")
    return None


def _kind(pair: Pair) -> Clue | None:
    """The same kind of event, or one that reports use side by side with it."""
    a, b = pair.one.kind, pair.other.kind
    if a == b:
        return Clue(1.0 if specific(a) else 0.5, f"both are {_said(a)}")
    if harmless(a) or harmless(b):
        return Clue(AGAINST, f"one is {_said(a)}, the other {_said(b)}")
    if alike(a, b):
        return Clue(0.5, f"{_said(a)} and {_said(b)} are used of one event")
    return Clue(-1.5, f"one is {_said(a)}, the other {_said(b)}")


def _said(kind: Kind) -> str:
    return kind.replace("_", " ")


def _doers(pair: Pair) -> Clue | None:
    """The same doer, or two who are stated without doubt and have nothing in common."""
    shared = pair.one.doers & pair.other.doers
    if any(key.startswith("person:") for key in shared):
        return Clue(3.0, "the same person is said to have done it")
    if shared:
        return Clue(1.0, "the same doer")
    if pair.one.stated and pair.other.stated and not FIGHTS & {pair.one.kind, pair.other.kind}:
        return Clue(-1.5, "different doers")
    return None


def _victims(pair: Pair) -> Clue | None:
    """Nobody dies twice; where both name as many and other people, they are two events."""
    one, other = pair.one, pair.other
    if not one.victims or not other.victims:
        return None
    if pair.shares_victim():
        return Clue(4.0, "the same named victim")
    if exact(one.killed) == exact(other.killed) == one.named_dead == other.named_dead:
        return Clue(AGAINST, "as many dead, all named, and others")
    return Clue(-1.0, "other names of victims")


def _things(pair: Pair) -> Clue | None:
    """The same ship or building, by its name; less where one report only names it beside what happened."""
    one, other = pair.one, pair.other
    shared = one.things & other.things
    if shared:
        return Clue(THING, f"both hit {min(shared)}")
    named = (one.things & other.named) | (one.named & other.things)
    return Clue(NAMED, f"one hit {min(named)}, which the other names") if named else None


def _people(pair: Pair) -> Clue | None:
    """Persons without an office whom hardly any other report names: victims, suspects, relatives."""
    shared = pair.shared_people()
    if not shared:
        return None
    weight = sum(PERSON * rarity(reports) for reports in shared.values())
    return Clue(min(MOST_PEOPLE, weight), f"both name {_some(shared)}")


def _words(pair: Pair) -> Clue | None:
    """Names of towns, streets and schools that few reports of these days begin with."""
    shared = pair.shared_words()
    weight = sum(WORD * rarity(reports) for reports in shared.values())
    if weight < WORD:
        return None
    return Clue(min(MOST_WORDS, weight), f"both begin with {_some(shared)}")


def _beside(pair: Pair) -> Clue | None:
    """Names in the sentences that tell it, beside those of a place that both give."""
    places = [{word for p in t.places for word in fold_name(p.name).split()} for t in (pair.one, pair.other)]
    shared = (pair.one.beside & pair.other.beside) - (places[0] & places[1])
    if not shared:
        return None
    named = ", ".join(sorted(shared)[:3])
    return Clue(min(MOST_BESIDE, BESIDE * (1 + len(shared))), f"both tell it with the names {named}")


def _some(shared: dict[str, int]) -> str:
    return ", ".join(sorted(shared, key=lambda word: (shared[word], word))[:3])


def rarity(reports: int) -> float:
    """Return what a name weighs that so many reports hold: less, the more do.

    >>> rarity(2), rarity(40)
    (1.0, 0.0)
    """
    return next((weight for most, weight in RARE if reports <= most), 0.0)


CLUES: tuple[Callable[[Pair], Clue | None], ...] = (
    _report, _status, _kind, days, places, _doers, _victims, weapons, numbers, groups, _things, _people,
    _words, _beside,
)  # fmt: skip
