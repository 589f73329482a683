"""Which counts of one harm are of the same people: restated, part of a greater number, or told otherwise by another.

A report seldom says so outright. Evidence that it does give: whether two numbers stand in one breath ("two guards and a
cook"), whether the words say "another", who speaks, and whether the nouns can mean the same people.
"""

from __future__ import annotations

import re
from functools import cache

from dateline.lexicon import words
from dateline.model.actor import Group, Status, Toll
from dateline.model.claim import Claim
from dateline.model.estimate import Estimate

TollClaim = Claim[Toll]
LEXICON = "en/casualties.toml"
BREATH = 40
"""Characters between two numbers that still stand in one breath ("two guards were shot dead and a third")."""
ANYONE = (Status.UNCLEAR, Status.CIVILIAN)
"""What "people", "residents" and the like are; these words may mean the same people."""
NAMED = "casualties.named"
"""Rule id of one person harmed, told by name."""
ONE = "casualties.singular"
"""Rule id of one person told without a number ("her captain")."""
KNOWN = "casualties.definite"
"""Rule id of people told as known already ("the mayor was killed")."""


@cache
def _says_more() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(sorted(words(LEXICON, 'parts', 'more')))})\b(?! than\b)", re.IGNORECASE)


def once(said: tuple[TollClaim, ...]) -> tuple[TollClaim, ...]:
    """Leave out the counts that are part of a greater number told of the same event.

    Args:
        said: claims of one harm about one event, in any order.

    Returns:
        Those that are left, in the order given.
    """
    return tuple(c for c in said if not any(_is_part(c, whole, said) for whole in said if whole is not c))


def restated(said: tuple[TollClaim, ...]) -> tuple[TollClaim, ...]:
    """Return the counts that a more exact one of the same people stands beside ("dozens", later "more than 100")."""
    return tuple(c for c in said if any(_is_vaguer(c, whole) for whole in said if whole is not c))


def same_people(one: TollClaim, other: TollClaim) -> bool:
    """Whether two claims count the same people: the same words, or words that can mean them by two speakers.

    One speaker who gives two groups ("two Marines and a sailor") adds them up; two speakers who each give a number
    for people who may be the same disagree.
    """
    a, b = one.value.group, other.value.group
    if a is None or b is None or one.evidence == other.evidence:
        return a == b or (a is not None and b is not None and _name(a) == _name(b)) or _sides(one, other)
    if is_additional(one) or is_additional(other) or in_one_breath(one, other):
        return False
    if _name(a) == _name(b):
        return True
    if _is_one(one) or _is_one(other):
        return False
    if not compatible(a, b):
        return False
    return one.attribution.speaker != other.attribution.speaker or (_general(a) and _general(b))


def same_line(one: Toll, other: Toll) -> bool:
    """Whether two tolls are one line of a record: so many of one group, told alike."""
    a, b = one.estimate, other.estimate
    return _name(one.group) == _name(other.group) and (a.low, a.high) == (b.low, b.high)


def compatible(a: Group, b: Group) -> bool:
    """Whether two groups can be the same people: no nation, status or side of theirs contradicts.

    >>> compatible(Group("people"), Group("residents", status=Status.CIVILIAN))
    True
    >>> compatible(Group("soldiers", status=Status.MILITARY), Group("residents", status=Status.CIVILIAN))
    False
    """
    if a.nationality and b.nationality and a.nationality != b.nationality:
        return False
    if a.side and b.side and a.side != b.side:
        return False
    return a.status is b.status or (_general(a) and _general(b))


def in_one_breath(one: TollClaim, other: TollClaim) -> bool:
    """Whether one speaker gives both numbers together, so that they are of different people."""
    first, second = sorted((one.evidence[0].span, other.evidence[0].span))
    return one.attribution.speaker == other.attribution.speaker and second.start - first.end <= BREATH


def is_additional(claim: TollClaim) -> bool:
    """Whether the words say that these come on top of others told before."""
    return _says_more().search(claim.evidence[0].exact) is not None


def _is_part(part: TollClaim, whole: TollClaim, said: tuple[TollClaim, ...]) -> bool:
    """Whether a number is of people counted in a greater one: told in a later breath, by the same voice or of kin."""
    a, b = part.value.group, whole.value.group
    if _is_vaguer(part, whole):
        return True
    if a is None or b is None or in_one_breath(part, whole) or not _is_less(part.value.estimate, whole.value.estimate):
        return _known_already(part, whole)
    if _is_one(part) and part.evidence[0].rule == ONE:
        return compatible(a, b)
    if not (_general(b) and (_general(a) or _is_named(part))):
        return False
    if is_additional(part):
        return _enumerates(part, whole, said)
    if _is_named(part):
        return True
    if not compatible(a, b):
        return False
    return (
        _is_one(part)
        or _names_part(a)
        or part.attribution.speaker == whole.attribution.speaker
        and whole.evidence[0].span < part.evidence[0].span
    )


def _is_vaguer(part: TollClaim, whole: TollClaim) -> bool:
    """ "Dozens" and "several" say nothing where a number is told of people who may be the same."""
    a, b = part.value.group, whole.value.group
    vague = (e := part.value.estimate).best is None and e.high is None
    exact = whole.value.estimate.best is not None or whole.value.estimate.high is not None
    if not (vague and exact and whole.value.estimate.high != 0) or _is_one(whole) or in_one_breath(part, whole):
        return False
    return a is None or b is None or compatible(a, b)


def _known_already(part: TollClaim, whole: TollClaim) -> bool:
    """ "The mayor was killed" beside "Ana Sol died", or "a woman" beside her name, is one person told twice."""
    if not _is_one(part) or in_one_breath(part, whole) or _is_named(part) or is_additional(part):
        return False
    if part.evidence[0].rule == KNOWN and _is_named(whole):
        return True
    a, b = part.value.group, whole.value.group
    if a is None or b is None or not _is_one(whole) or not compatible(a, b) or not _says_anyone(a):
        return False
    return not _says_anyone(b) or whole.evidence[0].span < part.evidence[0].span


def _says_anyone(group: Group) -> bool:
    """Whether the noun tells nothing of who it is: "a woman", "one civilian"."""
    return _name(group).rpartition(" ")[2] in words(LEXICON, "parts", "anyone")


def _enumerates(part: TollClaim, whole: TollClaim, said: tuple[TollClaim, ...]) -> bool:
    """Whether persons told by name between a total and "two others" show that the report goes through its dead."""
    start, end = whole.evidence[0].span.end, part.evidence[0].span.start
    return any(start < c.evidence[0].span.start < end and _is_named(c) for c in said)


def _is_less(part: Estimate, whole: Estimate) -> bool:
    total = whole.high if whole.low is None else whole.low
    return total is not None and total > 1 and part.low is not None and 0 < part.low < total


def _is_one(claim: TollClaim) -> bool:
    return (claim.value.estimate.low, claim.value.estimate.high) == (1, 1)


def _is_named(claim: TollClaim) -> bool:
    return claim.evidence[0].rule == NAMED


def _general(group: Group) -> bool:
    return group.status in ANYONE


def _names_part(group: Group) -> bool:
    """Whether the noun picks some out of the harmed: "children", "three sons"."""
    return not words(LEXICON, "parts", "words").isdisjoint(_name(group).split())


def _sides(one: TollClaim, other: TollClaim) -> bool:
    a, b = one.value.group, other.value.group
    if a is None or b is None or a.side is None or one.attribution.speaker == other.attribution.speaker:
        return False
    return a.side == b.side and a.status is b.status


def _name(group: Group | None) -> str:
    return re.sub(r"\W+", " ", group.name.casefold()).removeprefix("the ").strip() if group else ""
