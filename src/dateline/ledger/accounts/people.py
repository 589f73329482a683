"""Which claims that count one person each are of the same person."""

from __future__ import annotations

import re
from collections.abc import Mapping

from dateline.ledger.accounts.words import (
    KNOWN,
    LEXICON,
    OWNERS,
    PRONOUNS,
    REFLEXIVES,
    Named,
    TollClaim,
    compatible,
    has_rank,
    in_one_breath,
    is_additional,
    is_doer,
    is_general,
    is_named,
    is_one,
    name_of,
    ordinal,
    own_words,
    says_anyone,
)
from dateline.lexicon import words
from dateline.model.actor import Group, Harm, Status

ADULT, CHILD = 20, 13
"""From the one age nobody is called a child or a teenager, up to the other nobody a man or a woman."""


def first_told(said: tuple[TollClaim, ...]) -> TollClaim | None:
    """Return the claim told first; "another man" in it is other than the doer, and comes on top of nobody."""
    return min(said, key=lambda c: c.evidence[0].span, default=None)


def ages_of(named: Named) -> dict[str, int | None]:
    """Return the age of each person told by name."""
    return {name_of(Group(c.value.person.name)): c.value.person.age for c in named}


def persons(said: tuple[TollClaim, ...], named: Named = ()) -> list[list[TollClaim]]:
    """Sort the claims that count one person each by the person: "a teenager", "the boy, 16" and his name are one.

    Returns:
        One list a person, who is told by name or most fully first; "another" is always somebody else.
    """
    ages = ages_of(named)
    first = first_told(said)
    ones = [c for c in said if is_one(c) and c.value.group is not None and (c is first or not is_additional(c))]
    people: list[list[TollClaim]] = []
    for claim in sorted(ones, key=lambda c: (not is_named(c), c.evidence[0].rule == KNOWN, c.evidence[0].span)):
        home = next((told for told in people if _is_one_of(claim, told, ages)), None)
        if home is None:
            people.append([claim])
        else:
            home.append(claim)
    return _alone(people, ages) if _is_of_one(said) else people


def _is_of_one(said: tuple[TollClaim, ...]) -> bool:
    """Whether nothing says that there were more than one: no number, no "another", no two in one breath."""
    told = [c for c in said if c.value.estimate.high != 0]
    pairs = ((a, b) for n, a in enumerate(told) for b in told[n + 1 :])
    return all(is_one(c) and not is_additional(c) for c in told) and not any(in_one_breath(a, b) for a, b in pairs)


def _alone(people: list[list[TollClaim]], ages: Mapping[str, int | None]) -> list[list[TollClaim]]:
    """Hold for one person those who can be one: "Ana Sol died", and a cousin who mourns "my sister"."""
    out: list[list[TollClaim]] = []
    for told in people:
        home = next((o for o in out if not any(_are_others(a, b, ages) for a in told for b in o)), None)
        if home is None:
            out.append(told)
        else:
            home += told
    return out


def _are_others(one: TollClaim, other: TollClaim, ages: Mapping[str, int | None]) -> bool:
    """Two names, two who cannot be one, or "his driver": a cousin mourns the dead, a driver is somebody else.

    So is "one suspected rebel" arrested after a commander was: nobody counts again whom he told before.
    """
    later = max(one, other, key=lambda c: c.evidence[0].span)
    if later.value.harm is Harm.CAPTURED and later.evidence[0].exact.casefold().startswith("one "):
        return True
    owned = any(c.evidence[0].exact.casefold().startswith(OWNERS) and not _is_kin(c) for c in (one, other))
    return owned or (is_named(one) and is_named(other)) or are_two(one, other, ages)


def _is_kin(claim: TollClaim) -> bool:
    return not words(LEXICON, "parts", "relations").isdisjoint(name_of(claim.value.group).split())


def _is_one_of(claim: TollClaim, told: list[TollClaim], ages: Mapping[str, int | None]) -> bool:
    if any(in_one_breath(claim, other) or are_two(claim, other, ages) for other in told):
        return False
    return any(is_told_again(claim, other, ages) for other in told)


def are_two(one: TollClaim, other: TollClaim, ages: Mapping[str, int | None]) -> bool:
    """Whether two people told apart cannot be one: other ages, a man and a woman, a wife and a son."""
    a, b = one.value.group, other.value.group
    if a is None or b is None or is_doer(one) != is_doer(other):
        return True
    alike = is_named(one) or is_named(other) or is_doer(one) or own_words(a)[-1:] == own_words(b)[-1:]
    if not (_is_same_side(a, b) if alike else compatible(a, b)):
        return True
    if ordinal(one) != ordinal(other) and None not in (ordinal(one), ordinal(other)):
        return True  # "a fifth died on the way and the sixth in hospital"
    mine, theirs = set(own_words(a)), set(own_words(b))
    known = words(LEXICON, "parts", "relations")
    if mine & known and theirs & known and not mine & theirs & known:
        return True
    if are_opposite(one, other) or _is_served(one, b) or _is_served(other, a):
        return True
    ours = age_of(a, ages), age_of(b, ages)
    if _grown(mine, ours[1]) or _grown(theirs, ours[0]):
        return True
    return None not in ours and ours[0] != ours[1]


def are_opposite(one: TollClaim, other: TollClaim) -> bool:
    """Whether one is told by a noun or pronoun of men and the other by one of women."""
    male, female = words(LEXICON, "parts", "male") | {"he", "him"}, words(LEXICON, "parts", "female") | {"she", "her"}
    mine, theirs = _said_of(one), _said_of(other)
    return bool((mine & male and theirs & female) or (mine & female and theirs & male))


def _is_served(named: TollClaim, other: Group) -> bool:
    """Whether one has a rank before the name and the other is told to be a civilian."""
    return has_rank(named) and other.status is Status.CIVILIAN and name_of(other).endswith("civilian")


def _said_of(claim: TollClaim) -> set[str]:
    exact = claim.evidence[0].exact.casefold()
    own = set(own_words(claim.value.group)) if claim.value.group is not None else set()
    return own | ({exact} & PRONOUNS)


def _is_same_side(a: Group, b: Group) -> bool:
    """Whether nation and side do not contradict; of who is told by name the status is not known."""
    nations, sides = {a.nationality, b.nationality}, {a.side, b.side}
    return len(nations - {None}) < 2 and len(sides - {None}) < 2


def _grown(noun: set[str], age: int | None) -> bool:
    """Whether a noun is of another age of life: "a child" is nobody of 26, "a man" nobody of nine."""
    if age is None:
        return False
    young, adult = (not words(LEXICON, "parts", kind).isdisjoint(noun) for kind in ("young", "grown"))
    return (young and age >= ADULT) or (adult and not young and age <= CHILD)


def age_of(group: Group, ages: Mapping[str, int | None]) -> int | None:
    """Return the age that a description or a named person is told with.

    >>> age_of(Group("19-year-old man"), {}), age_of(Group("Ana Sol"), {"ana sol": 30}), age_of(Group("cook"), {})
    (19, 30, None)
    """
    said = re.match(r"(\d+)\W+(?:years?|yr)\W+old", group.name.casefold())
    return int(said[1]) if said else ages.get(name_of(group))


def is_told_again(one: TollClaim, other: TollClaim, ages: Mapping[str, int | None]) -> bool:
    """Whether two tellings of one person each are surely of the same: the name, the age, the noun, or none of these."""
    a, b = one.value.group, other.value.group
    if a is None or b is None:
        return False
    if is_named(one) and is_named(other):
        return _one_name(name_of(a).split(), name_of(b).split())
    if is_owned_by(one, other) or is_owned_by(other, one):
        return False
    if age_of(a, ages) is not None and age_of(a, ages) == age_of(b, ages):
        return True
    if name_of(a) == name_of(b) or (is_doer(one) and is_doer(other)) or {name_of(a), name_of(b)} & REFLEXIVES:
        return True
    if one.value.harm is Harm.CAPTURED and (_is_the_one(one) or _is_the_one(other)) and compatible(a, b):
        return True  # "a wanted rebel was arrested", "the force detained the commander"
    if not is_named(one) and not is_named(other) and _is_same_noun(name_of(a).split(), name_of(b).split()):
        return True
    relations = words(LEXICON, "parts", "relations")
    if is_named(one) or is_named(other):
        described, claim = (b, other) if is_named(one) else (a, one)
        owned = claim.evidence[0].exact.casefold().startswith(OWNERS)
        kin = owned or not relations.isdisjoint(name_of(described).split())
        named = other if claim is one else one
        if _is_titled(described, named):
            return True
        return is_general(described) and (not kin or claim.evidence[0].span < named.evidence[0].span)
    return says_anyone(a) and (says_anyone(b) or one.evidence[0].rule == KNOWN)


def _is_the_one(claim: TollClaim) -> bool:
    """Whether somebody is told as one known already: "the commander"."""
    return claim.evidence[0].rule == KNOWN or claim.evidence[0].exact.casefold().startswith("the ")


def _is_titled(described: Group, named: TollClaim) -> bool:
    """Whether a name is told with the noun as its title: "a police officer", and "Officer Ruhl"."""
    before = named.evidence[0].exact.casefold().split()[:-1]
    return own_words(described)[-1:] != [] and own_words(described)[-1] in before


def is_owned_by(named: TollClaim, other: TollClaim) -> bool:
    """Whether somebody named is told as another's who was told before: "a judge", then "his guard, Tom Ruhl"."""
    owned = is_named(named) and named.evidence[0].exact.casefold().startswith(OWNERS)
    described = other.value.group is not None and not is_named(other) and not says_anyone(other.value.group)
    before = other.evidence[0].span < named.evidence[0].span
    return owned and described and before and not _is_that_relative(named, other)


def _is_that_relative(named: TollClaim, other: TollClaim) -> bool:
    """Whether both are told by one noun of kinship: "her father", and "her father, Tom Ruhl"."""
    said = set(re.findall(r"[\w-]+", named.evidence[0].exact.casefold().partition(",")[0]))
    kin = set(name_of(other.value.group).split()[-1:]) & words(LEXICON, "parts", "relations")
    return bool(kin & said)


def _is_same_noun(one: list[str], other: list[str]) -> bool:
    """Whether one noun is told more fully: "her son" and "her 8-year-old son"."""
    return bool(one and other) and one[-1] == other[-1] and (set(one) <= set(other) or set(other) <= set(one))


def _one_name(one: list[str], other: list[str]) -> bool:
    if one[-1:] == other[-1:] and len(set(one) & set(other)) > 1:
        return True  # "Capt. Ana Sol" and "Ana T. Sol"
    return bool(one and other) and (set(one) <= set(other) or set(other) <= set(one))
