"""What the words of one claim of a toll say by themselves: how many, of whom, named or not, on top of others or not."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from dateline.lexicon import data, persons, words
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
ROLL = "casualties.roll"
"""Rule id of one person harmed, told by name in a roll of others."""
ROLLS = (ROLL, "casualties.identified")
"""Rule ids of the dead and wounded called up by name, whose number is mostly told before."""
ONE = "casualties.singular"
"""Rule id of one person told without a number ("her captain")."""
KNOWN = "casualties.definite"
"""Rule id of people told as known already ("the mayor was killed")."""
SHOT = "casualties.shot"
"""Rule id of people told to be shot, the dead among them or not."""
EARLIER = "casualties.earlier"
"""Rule id of people counted by a figure that the report itself replaces with a later one."""
AMONG = "casualties.among"
"""Rule id of people counted who are some of those in a figure told later; the figure is the toll."""
REVISED = tuple(f"casualties.{name}" for name in ("number_of", "toll", "revised", "noun_revised"))
"""Rule ids of figures that may take the place of earlier ones."""
PRONOUNS = {"he", "she", "him", "her"}
"""Words that take up somebody told before."""
REFLEXIVES = {"himself", "herself"}
"""What stands for who shot himself where the clause does not name him."""
ONESELF = "casualties.oneself"
"""Rule id of who kills or shoots himself."""
OWNERS = ("his ", "her ", "their ", "its ")
"""Words by which somebody is told as another's ("his driver"), so as no one named before."""
HIT = tuple(f"casualties.{name}" for name in ("shot", "shooting_of", "bullet", "gunshot", "injuries", "hospital")) + (
    NAMED, ROLL, ONE, KNOWN, ONESELF, "casualties.identified",
)  # fmt: skip
"""Rule ids of people told to be hit, of whom some may have died."""
TREATED = ("casualties.hospital", "casualties.injuries", "casualties.gunshot")
"""Rule ids of people told to be cared for, who are among the wounded told before."""
SHOT_TOTALS = (SHOT, "casualties.shooting_of", "casualties.bullet", "casualties.gunshot")
"""Rule ids of numbers of people hit, the dead among them or not."""
SOME = "casualties.some_died"
"""Rule id of those who died of people told to be hurt before."""
LATER = "casualties.died_later"
"""Rule id of those who died of people told to be hurt beside others who were dead at once."""
BESIDES = "besides the dead"
"""Stands for the rule id of wounded told as others than the dead ("one died and two others were hurt")."""
DEAD = ("casualties.adjective", "casualties.happened", "casualties.counted", "casualties.toll")
"""Rule ids of people told to be dead without saying that somebody killed them: the killer can be one of them."""


OF_THEM = re.compile(r"(?:\w+ ){0,3}\w+ of (?:the|these|those|his|her|their)\b", re.IGNORECASE)


@cache
def _says_more() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(sorted(words(LEXICON, 'parts', 'more')))})\b(?! than\b)", re.IGNORECASE)


def is_additional(claim: TollClaim) -> bool:
    """Whether the words say that these come on top of others told before."""
    if claim.evidence[0].rule == LATER:
        return True
    if ordinal(claim) is not None and len(claim.evidence[0].exact.split()) == 2 and claim.value.group is not None:
        return True  # "and the sixth on Monday"
    return claim.evidence[0].rule != BESIDES and _says_more().search(claim.evidence[0].exact) is not None


def is_besides(claim: TollClaim) -> bool:
    """Whether these were told as others than the dead: "one died and two others were hurt"."""
    return claim.evidence[0].rule == BESIDES


def is_earlier(claim: TollClaim) -> bool:
    """Whether the report itself replaces the figure with a later one, so that it is no longer its toll."""
    return claim.evidence[0].rule == EARLIER


def is_among(claim: TollClaim) -> bool:
    """Whether those counted are some of those in a figure that the report tells later."""
    return claim.evidence[0].rule == AMONG


def in_one_breath(one: TollClaim, other: TollClaim) -> bool:
    """Whether one speaker gives both numbers together, so that they are of different people; "he" is nobody new."""
    if {one.evidence[0].exact.casefold(), other.evidence[0].exact.casefold()} & PRONOUNS:
        return False
    if _opens_on_one_known(max(one, other, key=lambda c: c.evidence[0].span)):
        return False
    return one.attribution.speaker == other.attribution.speaker and is_beside(one, other)


def _opens_on_one_known(claim: TollClaim) -> bool:
    """Whether a sentence begins with somebody known already: "... Ana Sol. The nurse died on Sunday"."""
    return claim.evidence[0].rule == KNOWN and is_one(claim) and claim.evidence[0].exact.startswith("The ")


def is_beside(one: TollClaim, other: TollClaim) -> bool:
    first, second = sorted((one.evidence[0].span, other.evidence[0].span))
    return second.start - first.end <= BREATH


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
    return a.status is b.status or (is_general(a) and is_general(b))


def is_doer(claim: TollClaim) -> bool:
    """Whether the one who did it is harmed: "the gunman", "shot himself"."""
    group = claim.value.group
    if claim.evidence[0].rule == ONESELF:
        return claim.value.harm is Harm.KILLED
    return group is not None and not words(LEXICON, "naming", "doers").isdisjoint(name_of(group).split())


def is_one(claim: TollClaim) -> bool:
    return (claim.value.estimate.low, claim.value.estimate.high) == (1, 1)


def is_named(claim: TollClaim) -> bool:
    return claim.evidence[0].rule in (NAMED, ROLL)


@cache
def _ranks() -> frozenset[str]:
    listed = data("en/ranks.toml")
    return frozenset({word for name in listed["ranks"]["names"] for word in name.split()} | set(listed["short"]))


def has_rank(claim: TollClaim) -> bool:
    """Whether somebody named has a rank before the name: "Sgt. Tom Ruhl"."""
    before = claim.evidence[0].exact.casefold().replace(".", " ").split()[:-1]
    return is_named(claim) and not _ranks().isdisjoint(before)


def is_exact(claim: TollClaim) -> bool:
    return claim.value.estimate.low is not None and claim.value.estimate.low == claim.value.estimate.high


def is_less(part: Estimate, whole: Estimate) -> bool:
    total = whole.high if whole.low is None else whole.low
    return total is not None and total > 1 and part.low is not None and 0 < part.low < total


def is_general(group: Group) -> bool:
    return group.status in ANYONE


def own_words(group: Group) -> list[str]:
    """Return the words of who it is, not of whose: those after the last possessive.

    >>> own_words(Group("girlfriend's 2-year-old son"))
    ['2', 'year', 'old', 'son']
    """
    return name_of(replace(group, name=re.split(r"['’]s? ", group.name)[-1])).split()


def ordinal(claim: TollClaim) -> int | None:
    """Return which one of the harmed somebody is told to be ("a third victim", "the fourth man"), or None."""
    said = claim.evidence[0].exact.casefold().split()[:2]
    return next((n for w in said if (n := persons.ordinal(w)) and n > 1), None) if is_one(claim) else None


def says_anyone(group: Group) -> bool:
    """Whether the noun tells nothing of who it is: "a woman", "one civilian"."""
    return name_of(group).rpartition(" ")[2] in words(LEXICON, "parts", "anyone")


def name_of(group: Group | None) -> str:
    return re.sub(r"\W+", " ", group.name.casefold()).removeprefix("the ").strip() if group else ""
