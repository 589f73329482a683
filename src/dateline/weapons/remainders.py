"""Reads numbers of weapons that leave the name out: "30 rockets were fired, and more than a dozen struck the base"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dateline.lexicon import rule
from dateline.model.actor import Munition, Scope
from dateline.model.found import Count, Found
from dateline.model.page import Page
from dateline.weapons.scope import lemmas, thrown

_OF = frozenset(("them", "which", "these", "those"))
APART = 4
"""Tokens between the part and the whole: "27 out of the 31 drones"."""
SENTENCES_BACK = 2
"""How far the name may stand back."""


def remainders(page: Page, counts: Sequence[Found[Count]], named: Sequence[Found[Munition]]) -> list[Found[Munition]]:
    """Read counts without a noun that go on counting a weapon named before.

    Args:
        named: weapons named on the page, in text order.
    """
    out = []
    for count in counts:
        if count.value.noun is not None or count.value.estimate.high == 0:
            continue
        antecedent = _antecedent(page, count, named)
        if antecedent is None:
            continue
        read = _part(page, count, antecedent) or _number_of(page, count, antecedent)
        if read is not None:
            out.append(read)
    return out


@rule(
    "weapons.part_of",
    yes=[
        ["Kestria shot down 27 of 31 drones on Sunday.", {"count.best": 27, "scope": "intercepted"}],
        ["Air defences destroyed 12 of the 15 missiles over Marn.", {"count.best": 15, "scope": "fired"}],
        ["Gunners downed 12 out of 15 drones.", {"count.best": 12, "scope": "intercepted"}],
    ],
    no=["Two of the drones hit Marn.", "He lost 12 of 15 games, and drones flew."],
)
def parted(page: Page, counts: Sequence[Found[Count]], named: Sequence[Found[Munition]]) -> list[Found[Munition]]:
    """ "Shot down 27 of 31 drones": so many were stopped of so many that were sent."""
    out: list[Found[Munition]] = []
    ending = {c.end: c for c in counts}
    for weapon in named:
        before = (ending.get(end) for end in range(weapon.start - 1, weapon.start - APART - 1, -1))
        part = next((c for c in before if c is not None and _is_part(page, c, weapon)), None)
        if part is None:
            out.append(weapon)
            continue
        stopped = replace(weapon.value, count=part.value.estimate, scope=Scope.INTERCEPTED)
        out.append(Found(part.start, part.end, stopped, "weapons.part_of"))
        out.append(replace(weapon, value=replace(weapon.value, scope=Scope.FIRED), rule="weapons.part_of"))
    return out


def _is_part(page: Page, count: Found[Count], weapon: Found[Munition]) -> bool:
    between = {t.lower for t in page.tokens[count.end : weapon.start]}
    if weapon.value.count is None or not {"of"} <= between <= {"of", "out", "the", "some"}:
        return False
    verb = count.start - 1
    while verb > 0 and page.tokens[verb].lower in ("down", "at", "least", "about", "some", "only"):
        verb -= 1
    return page.tokens[verb].lemma in lemmas("intercepted")


def _antecedent(page: Page, count: Found[Count], named: Sequence[Found[Munition]]) -> Found[Munition] | None:
    here = page.tokens[count.start].sentence
    for weapon in reversed(named):
        if weapon.start < count.start and weapon.value.family in thrown():
            return weapon if here - page.tokens[weapon.start].sentence <= SENTENCES_BACK else None
    return None


@rule(
    "weapons.remainder",
    yes=[
        ["Some 30 rockets were launched and more than a dozen struck the base.", {"count.low": 13, "scope": "hit"}],
        ["Five rockets were fired at Marn. Three struck a wall.", {"count.best": 3, "scope": "hit", "name": "rockets"}],
        ["He spoke of 30 shells, of which some 18 hit the camp.", {"count.best": 18}],
        ["Ten missiles were fired; eight were intercepted.", {"count.best": 8, "scope": "intercepted"}],
    ],
    no=["Rockets hit the camp and killed 12.", "Rockets fell; two died."],
)
def _part(page: Page, count: Found[Count], weapon: Found[Munition]) -> Found[Munition] | None:
    """A bare number before a verb of striking or stopping counts the weapon named last: part of those fired."""
    tokens, stop = page.tokens, page.sentences[page.tokens[count.start].sentence][1]
    at, passive = count.end, False
    if at + 1 < stop and tokens[at].lower == "of" and tokens[at + 1].lower in _OF:
        at += 2
    while at < stop and (
        tokens[at].pos in ("AUX", "ADV", "PART") or tokens[at].lower in ("others", "were", "had", "have")
    ):
        passive = passive or tokens[at].lemma == "be" or tokens[at].lower in ("were", "was", "been")
        at += 1
    if at >= stop:
        return None
    lemma = tokens[at].lemma if tokens[at].lower != "struck" else "strike"
    if passive:
        scope = (
            Scope.INTERCEPTED if lemma in lemmas("intercepted") else Scope.FIRED if lemma in lemmas("fired") else None
        )
    else:
        scope = Scope.HIT if lemma in lemmas("hit") - {"kill", "injure", "wound"} else None
    if scope is None:
        return None
    value = Munition(weapon.value.name, weapon.value.family, count.value.estimate, scope)
    return Found(count.start, count.end, value, "weapons.remainder")


@rule(
    "weapons.number_of",
    yes=[["A general put the number of rockets launched at roughly 30.", {"count.best": 30, "scope": "fired"}]],
    no=["The rockets were launched at 12 houses.", "Rockets fell at two bases."],
)
def _number_of(page: Page, count: Found[Count], weapon: Found[Munition]) -> Found[Munition] | None:
    """ "The number of rockets launched" is told further on: "at roughly 30"."""
    tokens = page.tokens
    if (
        weapon.start < 2
        or tokens[weapon.start - 1].lower != "of"
        or tokens[weapon.start - 2].lower not in ("number", "total")
    ):
        return None
    if count.start - weapon.end > 4 or tokens[count.start - 1].lower not in ("at", "to", "was", "is", "as"):
        return None
    scope = weapon.value.scope or (
        Scope.FIRED if any(t.lemma in lemmas("fired") for t in tokens[weapon.end : count.start]) else None
    )
    value = Munition(weapon.value.name, weapon.value.family, count.value.estimate, scope)
    return Found(count.start, count.end, value, "weapons.number_of")
