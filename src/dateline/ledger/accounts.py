"""Which counts of one harm are of the same people: restated, part of a greater number, or told otherwise by another.

A report seldom says so outright. Evidence that it does give: whether two numbers stand in one breath ("two guards and a
cook"), whether the words say "another", who speaks, and whether the nouns can mean the same people.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from dateline.lexicon import words
from dateline.model.actor import Group, Harm, Status, Toll
from dateline.model.claim import Claim, NamedCasualty
from dateline.model.estimate import Estimate

TollClaim = Claim[Toll]
Named = tuple[Claim[NamedCasualty], ...]
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
SHOT = "casualties.shot"
"""Rule id of people told to be shot, the dead among them or not."""
EARLIER = "casualties.earlier"
"""Rule id of people counted by a figure that the report itself replaces with a later one."""
REVISED = tuple(f"casualties.{name}" for name in ("number_of", "toll", "revised", "noun_revised"))
"""Rule ids of figures that may take the place of earlier ones."""
REFLEXIVES = {"himself", "herself"}
"""What stands for who shot himself where the clause does not name him."""
ONESELF = "casualties.oneself"
"""Rule id of who kills or shoots himself."""
OWNERS = ("his ", "her ", "their ", "its ")
"""Words by which somebody is told as another's ("his driver"), so as no one named before."""
HIT = tuple(f"casualties.{name}" for name in ("shot", "bullet", "gunshot", "injuries", "hospital")) + (
    NAMED, ONE, KNOWN, ONESELF,
)  # fmt: skip
"""Rule ids of people told to be hit, of whom some may have died."""
TREATED = ("casualties.hospital", "casualties.injuries", "casualties.gunshot")
"""Rule ids of people told to be cared for, who are among the wounded told before."""
DEAD = ("casualties.adjective", "casualties.happened", "casualties.counted", "casualties.toll")
"""Rule ids of people told to be dead without saying that somebody killed them: the killer can be one of them."""


@cache
def _says_more() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(sorted(words(LEXICON, 'parts', 'more')))})\b(?! than\b)", re.IGNORECASE)


def once(said: tuple[TollClaim, ...], named: Named = ()) -> tuple[TollClaim, ...]:
    """Leave out the counts that are part of a greater number told of the same event, and people told again.

    Args:
        said: claims of one harm about one event, in any order.
        named: claims of people who suffered it, by name, for their ages.

    Returns:
        Those that are left, in the order given.
    """
    again = [c for person in persons(said, named) for c in person[1:]]
    first = tuple(c for c in said if not any(c is o for o in again))
    return tuple(c for c in first if not any(_is_part(c, whole, first) for whole in first if whole is not c))


def first_told(said: tuple[TollClaim, ...]) -> TollClaim | None:
    """Return the claim told first; "another man" in it is other than the doer, and comes on top of nobody."""
    return min(said, key=lambda c: c.evidence[0].span, default=None)


def persons(said: tuple[TollClaim, ...], named: Named = ()) -> list[list[TollClaim]]:
    """Sort the claims that count one person each by the person: "a teenager", "the boy, 16" and his name are one.

    Returns:
        One list a person, who is told by name or most fully first; "another" is always somebody else.
    """
    ages = {_name(Group(c.value.person.name)): c.value.person.age for c in named}
    first = first_told(said)
    ones = [c for c in said if _is_one(c) and c.value.group is not None and (c is first or not is_additional(c))]
    people: list[list[TollClaim]] = []
    for claim in sorted(ones, key=lambda c: (not _is_named(c), c.evidence[0].rule == KNOWN, c.evidence[0].span)):
        home = next((told for told in people if _is_one_of(claim, told, ages)), None)
        if home is None:
            people.append([claim])
        else:
            home.append(claim)
    return people


def _is_one_of(claim: TollClaim, told: list[TollClaim], ages: Mapping[str, int | None]) -> bool:
    if any(in_one_breath(claim, other) or _are_two(claim, other, ages) for other in told):
        return False
    return any(_is_told_again(claim, other, ages) for other in told)


def _are_two(one: TollClaim, other: TollClaim, ages: Mapping[str, int | None]) -> bool:
    """Whether two people told apart cannot be one: other ages, a man and a woman, a wife and a son."""
    a, b = one.value.group, other.value.group
    if a is None or b is None or not compatible(a, b) or is_doer(one) != is_doer(other):
        return True
    mine, theirs = set(_name(a).split()), set(_name(b).split())
    for kind in ("male", "female", "relations"):
        known = words(LEXICON, "parts", kind)
        if kind == "relations" and mine & known and theirs & known and not mine & theirs & known:
            return True
        if mine & known and theirs & words(LEXICON, "parts", "female" if kind == "male" else "male"):
            return True
    ours = age_of(a, ages), age_of(b, ages)
    return None not in ours and ours[0] != ours[1]


def age_of(group: Group, ages: Mapping[str, int | None]) -> int | None:
    """Return the age that a description or a named person is told with.

    >>> age_of(Group("19-year-old man"), {}), age_of(Group("Ana Sol"), {"ana sol": 30}), age_of(Group("cook"), {})
    (19, 30, None)
    """
    said = re.match(r"(\d+)\W+(?:years?|yr)\W+old", group.name.casefold())
    return int(said[1]) if said else ages.get(_name(group))


def _is_told_again(one: TollClaim, other: TollClaim, ages: Mapping[str, int | None]) -> bool:
    """Whether two tellings of one person each are surely of the same: the name, the age, the noun, or none of these."""
    a, b = one.value.group, other.value.group
    if a is None or b is None:
        return False
    if _is_named(one) and _is_named(other):
        return _one_name(_name(a).split(), _name(b).split())
    if age_of(a, ages) is not None and age_of(a, ages) == age_of(b, ages):
        return True
    if _name(a) == _name(b) or (is_doer(one) and is_doer(other)) or {_name(a), _name(b)} & REFLEXIVES:
        return True
    relations = words(LEXICON, "parts", "relations")
    if _is_named(one) or _is_named(other):
        described, claim = (b, other) if _is_named(one) else (a, one)
        owned = claim.evidence[0].exact.casefold().startswith(OWNERS)
        return _general(described) and not owned and relations.isdisjoint(_name(described).split())
    return _says_anyone(a) and (_says_anyone(b) or one.evidence[0].rule == KNOWN)


def _one_name(one: list[str], other: list[str]) -> bool:
    return bool(one and other) and (set(one) <= set(other) or set(other) <= set(one))


def is_doer(claim: TollClaim) -> bool:
    """Whether the one who did it is harmed: "the gunman", "shot himself"."""
    group = claim.value.group
    if claim.evidence[0].rule == ONESELF:
        return claim.value.harm is Harm.KILLED
    return group is not None and not words(LEXICON, "naming", "doers").isdisjoint(_name(group).split())


def survivors(
    wounded: tuple[TollClaim, ...], killed: tuple[TollClaim, ...], named: Named, number: int
) -> tuple[TollClaim, ...]:
    """Leave out of the wounded those who died of it.

    Surely one who died: told by the same words, name, age or noun as one of the dead. Of those that are left, one more
    for each of the dead of whom no wound is told, if all that is said fits both ("a teen died", "he shot a friend").

    Args:
        number: how many were killed; there may be more than are told one by one.
    """
    ages = {_name(Group(c.value.person.name)): c.value.person.age for c in named}
    hurt, gone = persons(wounded, named), list[list[TollClaim]]()
    dead_people = persons(killed, named)
    # More dead than there are people hurt change nothing, however many a misprint makes them.
    untold = max(0, min(number - len(dead_people), len(hurt)))
    for dead in (*dead_people, *([] for _ in range(untold))):
        left = [told for told in hurt if told not in gone and all(_is_hit(c) for c in told)]
        sure = [told for told in left if any(_has_died(c, d, ages) for c in told for d in dead)]
        perhaps = [told for told in left if all(_may_have_died(c, d, ages) for c in told for d in dead)]
        gone += sure or perhaps[:1]
    return tuple(c for c in wounded if not any(c is o for told in gone for o in told))


def _is_hit(claim: TollClaim) -> bool:
    """Whether a person is only told to be hit, and not besides others who died ("two died and a third was shot")."""
    return claim.evidence[0].rule in HIT and not is_additional(claim)


def _has_died(hurt: TollClaim, dead: TollClaim, ages: Mapping[str, int | None]) -> bool:
    if hurt.evidence[0].span == dead.evidence[0].span:
        return True
    if _are_two(hurt, dead, ages) or (in_one_breath(hurt, dead) and dead.evidence[0].rule != KNOWN):
        return False
    return _is_told_again(hurt, dead, ages)


def _may_have_died(hurt: TollClaim, dead: TollClaim, ages: Mapping[str, int | None]) -> bool:
    apart = in_one_breath(hurt, dead) or _are_two(hurt, dead, ages)
    return not apart and not (_is_named(hurt) and _is_named(dead))


def is_shot_total(claim: TollClaim, killed: tuple[TollClaim, ...]) -> bool:
    """Whether a number of people shot holds the dead: "eight were shot", and not "one was killed and seven shot"."""
    estimate = claim.value.estimate
    if (
        claim.evidence[0].rule != SHOT
        or is_additional(claim)
        or estimate.low != estimate.high
        or estimate.low in (0, 1)
    ):
        return False
    start = claim.evidence[0].span
    return not any(d.evidence[0].span < start and in_one_breath(d, claim) for d in killed)


def is_earlier(claim: Claim[Toll]) -> bool:
    """Whether the report itself replaces the figure with a later one, so that it is no longer its toll."""
    return claim.evidence[0].rule == EARLIER


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
    if is_doer(part) and _is_one(part) and whole.evidence[0].rule not in DEAD:
        return False
    if is_additional(part) and _adds_to_the_same(part, whole):
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


def _adds_to_the_same(part: TollClaim, whole: TollClaim) -> bool:
    """Whether "two others" later are among "five others", "eight shot" or those hurt who were taken to hospital."""
    less, total = part.value.estimate.low, whole.value.estimate.low
    apart = part.evidence[0].rule in TREATED or not in_one_breath(part, whole)
    later = whole.evidence[0].span < part.evidence[0].span and apart
    if not later or less is None or total is None or not 1 < total >= less:
        return False
    rules = part.evidence[0].rule, whole.evidence[0].rule
    return rules[1] == SHOT or ((is_additional(whole) or rules[0] in TREATED) and total > less)


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
