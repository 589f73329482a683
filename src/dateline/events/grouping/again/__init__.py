"""Puts events of one report together that no single wording ties: one shooting told at its arrest and told in full.

Wordings join an event one by one, as they come. What tells that two whole events are one often stands in different
wordings of each: who was hurt, on which day, at what kind of place, how many. Here whole events are held against
each other; whatever contradicts for one wording keeps them apart.
"""

from __future__ import annotations

from collections.abc import Sequence

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
from dateline.model.wording import Index, Wording

ENOUGH = 0.75
"""Likeness from which two events are one."""
SHOOTINGS = {Kind.ARMED_ASSAULT, Kind.ATTACK, Kind.ASSASSINATION}
"""Kinds by which a shooting is told."""
HURT = (Harm.KILLED, Harm.WOUNDED)
FORM = -2.0
"""What "another shooting" weighs at most."""


def together(page: Page, index: Index, stories: Sequence[Story]) -> list[Story]:
    """Return the events with those that are one put together, in the order in which they are first told."""
    out: list[Story] = []
    for story in stories:
        scored = [(_likeness(page, index, one, story), -n) for n, one in enumerate(out)]
        best = max(scored, default=(NEVER, 0))
        if best[0] >= ENOUGH:
            out[-best[1]].take_in(story)
        else:
            out.append(story)
    return out


def _likeness(page: Page, index: Index, one: Story, other: Story) -> float:
    """Sum what speaks for two whole events being one; minus infinity where anything contradicts."""
    kinds = {one.kind, other.kind}
    if not kinds <= SHOOTINGS or Kind.ARMED_ASSAULT not in kinds or one.wordings[0].status != other.wordings[0].status:
        return NEVER
    pairs = [Pair(page, index, one, m, False, False) for m in other.wordings]
    when, where = _all(days(p) for p in pairs), _all(places(p) for p in pairs)
    marks = _all(clue(p) for p in pairs for clue in (set_apart, in_another, unharmed, elsewhere))
    if NEVER in (when, where, marks) or where < 0 or any(apart_by_form(p) <= FORM for p in pairs):
        return NEVER
    score = min(when, 1.0) + min(where, 1.0) + _numbers(one, other)
    score += 3.0 if _people(index, one) & _people(index, other) else 0.0
    score += 1.0 if _sites(page, one) & _sites(page, other) else 0.0
    score += 0.5 if all(p.bare for p in pairs) else 0.0
    score += 0.5 if all(m.trigger.weak for m in other.wordings) else 0.0
    return score


def _all(parts: object) -> float:
    told = list(parts)  # type: ignore[call-overload]
    return min(told, default=0.0) if NEVER in told or min(told, default=0.0) < 0 else max(told, default=0.0)


def _people(index: Index, story: Story) -> set[int]:
    """The named people, by chain, whom an event hurt."""
    tolls = (t.value for m in story.wordings for t in m.tolls if t.value.toll.harm in HURT)
    return {index.found.people[i].value.chain for t in tolls for i in t.people}


def _number(story: Story, harm: Harm) -> int:
    said = [t.value.toll.estimate.low or 0 for m in story.wordings for t in m.tolls if t.value.toll.harm is harm]
    return max(said, default=0)


def _numbers(one: Story, other: Story) -> float:
    """As many dead or as many hurt speak for one event, other numbers against."""
    score = 0.0
    for harm in HURT:
        a, b = _number(one, harm), _number(other, harm)
        if a and b:
            score += (1.0 if a > 1 else 0.5) if a == b else -0.5
    if not any(m.tolls for m in one.wordings) or not any(m.tolls for m in other.wordings):
        score += 0.5
    return score


def _sites(page: Page, story: Story) -> set[str]:
    """What kinds of place a shooting is told to have been at: "at a bowling alley", "the nightclub shooting"."""
    known = words("en/events.toml", "local", "scenes")
    out: set[str] = set()
    for m in story.wordings:
        near = [h for _, h in m.trigger.frame.preps]
        near += [i for i in page.children[m.token] if page.tokens[i].dep in ("compound", "poss")]
        out |= {page.tokens[i].lemma.lower() for i in near} & known
    return out


__all__ = ["Wording", "together"]
