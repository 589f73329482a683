"""Puts shootings of one report together that no single wording ties: told at the arrest, and told in full further on.

Wordings join an event one by one, as they come. What says that two events are one often stands in different wordings
of each: who was hit, on which day, at what kind of place, how many. Here whole events are held against each other.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dateline.events.grouping.clauses import set_apart
from dateline.events.grouping.clauses.retold import in_another, unharmed
from dateline.events.grouping.likeness import apart_by_form
from dateline.events.grouping.markers import elsewhere
from dateline.events.grouping.pair import NEVER, Pair
from dateline.events.grouping.setting import days, places
from dateline.events.grouping.story import Story
from dateline.lexicon import words
from dateline.model.actor import Harm
from dateline.model.event import Kind
from dateline.model.page import Page
from dateline.model.wording import Index

ENOUGH = 0.75
"""Likeness from which two events are one: two clues, if neither is a strong one (tried on half of a coded set)."""
AMONG = 24
"""Events told last with which the next one is compared."""
SHOOTINGS = {Kind.ARMED_ASSAULT, Kind.ATTACK, Kind.ASSASSINATION}
"""Kinds by which a shooting is told."""
HURT = (Harm.KILLED, Harm.WOUNDED)
OTHER_FORM = -2.0
"""What "another shooting" weighs at most."""


def together(page: Page, index: Index, stories: Sequence[Story]) -> list[Story]:
    """Return the events with those that are one put together, in the order in which they are first told."""
    out: list[Story] = []
    for story in stories:
        last = range(max(0, len(out) - AMONG), len(out))  # so that long reports cost no more a word
        scored = [(_likeness(page, index, out[n], story), -n) for n in last]
        score, n = max(scored, default=(NEVER, 0))
        if score >= ENOUGH:
            out[-n].take_in(story)
        else:
            out.append(story)
    return out


def _likeness(page: Page, index: Index, one: Story, other: Story) -> float:
    """Sum what speaks for two whole events being one shooting; minus infinity where anything contradicts."""
    kinds = {one.kind, other.kind}
    if not kinds <= SHOOTINGS or Kind.ARMED_ASSAULT not in kinds or one.wordings[0].status != other.wordings[0].status:
        return NEVER
    pairs = [Pair(page, index, one, m, False, False) for m in other.wordings]
    when, where = _worst(map(days, pairs)), _worst(map(places, pairs))
    marks = [clue(pair) for pair in pairs for clue in (set_apart, in_another, unharmed, elsewhere)]
    apart = NEVER in (when, where, *marks) or where < 0 or min(marks) < 0
    if apart or any(apart_by_form(pair) <= OTHER_FORM for pair in pairs):
        return NEVER
    score = min(when, 1.0) + min(where, 1.0) + _numbers(index, one, other)
    score += 3.0 if _people(index, one) & _people(index, other) else 0.0
    score += 1.0 if _scenes(page, one) & _scenes(page, other) else 0.0
    return score + (0.5 if all(pair.bare for pair in pairs) else 0.0)


def _worst(parts: Iterable[float]) -> float:
    """The weight of a clue over all wordings: the lowest where one speaks against, else the greatest."""
    told = list(parts)
    return min(told) if min(told) < 0 else max(told)


def _people(index: Index, story: Story) -> set[int]:
    """The named people, by chain, whom an event hurt."""
    tolls = (t.value for m in story.wordings for t in m.tolls if t.value.toll.harm in HURT)
    return {index.found.people[i].value.chain for t in tolls for i in t.people}


def _number(story: Story, harm: Harm) -> int:
    said = [t.value.toll.estimate.low or 0 for m in story.wordings for t in m.tolls if t.value.toll.harm is harm]
    return max(said, default=0)


def _are_among(index: Index, part: Story, whole: Story, harm: Harm) -> bool:
    """Whether those whom one event hurts are told by name, and the other counts them and names others or nobody."""
    told = [t.value for m in part.wordings for t in m.tolls if t.value.toll.harm is harm]
    named = {index.found.people[i].value.chain for t in told for i in t.people}
    rest = [t.value for m in whole.wordings for t in m.tolls if t.value.toll.harm is harm]
    known = {index.found.people[i].value.chain for t in rest for i in t.people}
    fits = len(named) + len(known) <= _number(whole, harm)
    return fits and named.isdisjoint(known) and all(t.people for t in told)


def _numbers(index: Index, one: Story, other: Story) -> float:
    """As many dead or as many hurt speak for one event, other numbers against; so does a side that tells no harm.

    Some told by name may be among a greater number.
    """
    score = 0.0
    for harm in HURT:
        a, b = _number(one, harm), _number(other, harm)
        if a and b:
            among = _are_among(index, other, one, harm) or _are_among(index, one, other, harm)
            score += (1.0 if a > 1 else 0.5) if a == b else 0.5 if among else -0.5
    silent = not all(any(m.tolls for m in story.wordings) for story in (one, other))
    return score + 0.5 if silent else score


def _scenes(page: Page, story: Story) -> set[str]:
    """The kinds of place a shooting is told to have been at: "at a bowling alley", "the nightclub shooting"."""
    known = words("en/events.toml", "local", "scenes")
    out: set[str] = set()
    for m in story.wordings:
        near = [head for _, head in m.trigger.frame.preps]
        near += [i for i in page.children[m.token] if page.tokens[i].dep in ("compound", "poss")]
        out |= {page.tokens[i].lemma.lower() for i in near} & known
    return out
