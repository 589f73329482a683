"""Weapons, munitions and platforms on a page, with how many of them, and what the number counts."""

from __future__ import annotations

from dataclasses import replace

from dateline.lexicon import rule
from dateline.model.actor import Munition, Scope
from dateline.model.found import Count, Found
from dateline.model.page import Page
from dateline.weapons.names import Name, names
from dateline.weapons.remainders import parted, remainders
from dateline.weapons.scope import scope_of

__all__ = ["find"]


def find(page: Page, counts: tuple[Found[Count], ...]) -> tuple[Found[Munition], ...]:
    """Find the weapons named, and counts of weapons whose name is left out ("more than a dozen struck the base").

    Args:
        counts: what the counts room found on the page.

    Returns:
        Weapons in text order; the span covers number and name.
    """
    by_noun = {c.value.noun: c for c in counts if c.value.noun is not None}
    found = []
    for name in names(page):
        if name.modifies is not None:
            found.append(_modifier(page, name))
        else:
            found.append(_counted(page, name, by_noun.get(name.head)))
    if found:
        found = parted(page, counts, found)
        found += remainders(page, counts, found)
    return tuple(sorted(found, key=lambda f: (f.start, f.end)))


@rule(
    "weapons.modifier",
    yes=[
        ["A rocket attack killed two guards in Marn.", {"name": "rocket", "count": "None"}],
        ["He died in a drone strike.", {"name": "drone"}],
    ],
    no=["Ten rockets fell on Marn.", "The bomb squad came."],
)
def _modifier(page: Page, name: Name) -> Found[Munition]:
    """A weapon named to say what kind of attack it was; a number before it counts attacks, not weapons."""
    return Found(name.start, name.end, Munition(page.text(name.start, name.end), name.family), "weapons.modifier")


@rule(
    "weapons.name",
    yes=[
        ["The raids were flown by manned aircraft.", {"name": "manned aircraft", "family": "aircraft"}],
        ["They fired from a homemade mobile launcher.", {"name": "homemade mobile launcher", "family": "launcher"}],
        ["He was shot with an AK-47.", {"name": "AK-47", "family": "small_arms"}],
        ["A MiG-29 fighter dropped two bombs on Marn.", {"name": "MiG-29 fighter", "family": "aircraft"}],
        ["Two bombers flew over Marn on Friday and dropped leaflets.", {"name": "bombers", "family": "aircraft"}],
    ],
    no=[
        "They rocketed to fame.",
        "The coal mine closed.",
        "A suicide bomber blew himself up in Marn on Friday.",
        "The bombers hid in a hotel in Marn.",
    ],
)
def _counted(page: Page, name: Name, count: Found[Count] | None) -> Found[Munition]:
    """A weapon with its number, if one is said; "a" counts only where the report says what the weapon did."""
    begins = name.start if count is None else min(count.start, name.start)
    if count is None and begins > 0 and page.tokens[begins - 1].pos == "DET":
        begins -= 1
    scope, read_by = scope_of(page, name, begins)
    if count is not None and name.start < count.end <= name.head:
        name = replace(name, start=count.end)
    said = Munition(page.text(name.start, name.end), name.family, None, scope)
    if count is not None and (count.rule != "counts.article" or scope in (Scope.HIT, Scope.FIRED, Scope.INTERCEPTED)):
        said = replace(said, count=count.value.estimate)
        return Found(begins, name.end, said, read_by)
    return Found(name.start, name.end, said, read_by)
