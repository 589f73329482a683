"""What an incident was done with: one filler for each weapon, its type by its own words."""

from __future__ import annotations

from dateline.evaluate.muc.fills.hit import plain
from dateline.evaluate.muc.form import NO_NAME, Form, alike
from dateline.evaluate.muc.rules import word_type
from dateline.model.page import Page

UNNAMED = {"BOMBING": "BOMB"}
"""The type where none is named: a bombing is done with a bomb (7.8 note 7: a type may stand alone)."""
SHOT = frozenset(("shoot", "gun", "gunman", "gunfire", "shot", "shooting", "bullet", "gunshot"))
"""Lemmas beside those hit that tell a gun."""
ACT = "ACT"
"""Words for the use of a weapon, of which only the type may be told (7.7 note 1)."""


def weapons(page: Page, form: Form) -> dict[str, str]:
    """Return the weapons of a form with their types; of two that name the same the fuller, of unknown ones none."""
    out: dict[str, str] = {}
    for name in form.weapons:
        kind = word_type("weapon", plain(name))
        if kind and kind != ACT:
            same = [one for one in out if alike(_single(one), _single(name))]
            if not same or len(name) > len(same[0]):
                out = {one: of for one, of in out.items() if one not in same} | {name: kind}
    return out or _unnamed(page, form)


def _unnamed(page: Page, form: Form) -> dict[str, str]:
    used = any(word_type("weapon", plain(name)) == ACT for name in form.weapons)
    shot = form.kind == "ATTACK" and (used or _is_shot(page, form))
    kind = form.weapons.get(NO_NAME) or UNNAMED.get(form.kind, "") or ("GUN" if shot else "")
    return {NO_NAME: kind} if kind else {}


def _single(name: str) -> str:
    return " ".join(word.removesuffix("S") for word in name.upper().split())


def _is_shot(page: Page, form: Form) -> bool:
    """Whether a sentence that names somebody hit tells of shots."""
    last = {hit.name.split()[-1].casefold() for hit in form.people}
    near = {token.sentence for token in page.tokens if token.lower in last}
    return any(token.sentence in near and token.lemma.lower() in SHOT for token in page.tokens)
