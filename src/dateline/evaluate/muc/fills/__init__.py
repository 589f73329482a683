"""The fill rules of the task documentation, held to whatever read the message: who, what and whom, with what, where."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from dateline.evaluate.muc.fills.hit import people, things
from dateline.evaluate.muc.fills.once import joined
from dateline.evaluate.muc.fills.weapons import weapons
from dateline.evaluate.muc.fills.who import who
from dateline.evaluate.muc.form import Form
from dateline.evaluate.muc.places import country
from dateline.evaluate.muc.rules import nation
from dateline.model.found import Findings
from dateline.model.page import Page

__all__ = ["joined", "settle"]


def settle(page: Page, found: Findings, forms: Iterable[Form]) -> list[Form]:
    """Return the forms of a message as the task wants their slots filled, less those that then hit nobody and nothing.

    Nothing is added that the message does not say; only the country of an incident that is put nowhere is inferred
    ("This slot should never be left blank", 7.4 note 5).
    """
    settled = [_settled(page, found, form) for form in forms]
    return [form for form in settled if form.people or form.things]


def _settled(page: Page, found: Findings, form: Form) -> Form:
    code = None if form.place else country(found)
    form = replace(form, place=[nation(code)]) if code else form
    form = replace(form, people=people(page, found, form), weapons=weapons(page, form))
    doers, groups = who(page, found, form)
    return replace(form, things=things(form), doers=doers, groups=groups)
