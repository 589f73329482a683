"""One template for one incident: two that no slot tells apart are the same."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from dateline.evaluate.muc.form import Form, Hit, alike


def joined(forms: Iterable[Form]) -> list[Form]:
    """Return forms, those that are one incident put together.

    A separate instance "is one which has a different filler for the location, date, category, or perpetrator slot"
    (task documentation, 5.0).
    """
    out: list[Form] = []
    for form in forms:
        at = next((i for i, other in enumerate(out) if _one(other, form)), None)
        if at is None:
            out.append(form)
        else:
            out[at] = _both(out[at], form)
    return out


def _one(one: Form, other: Form) -> bool:
    return (
        (one.kind, one.stage) == (other.kind, other.stage)
        and (one.date == other.date or not _told(one.date) or not _told(other.date))
        and _within(one.place, other.place)
        and (not one.category or not other.category or one.category == other.category)
        and _agree(one.groups, other.groups)
        and _agree(one.doers, other.doers)
    )


def _told(day: list[str]) -> bool:
    """Whether a day is told, not taken from the head of the message ("- 4 FEB 90")."""
    return bool(day) and not day[0].startswith("-")


def _within(one: list[str], other: list[str]) -> bool:
    """Whether one place holds the other, or one is not told."""
    left, right = (place[0].split(": ") if place else [] for place in (one, other))
    length = min(len(left), len(right))
    return left[:length] == right[:length]


def _agree(names: Iterable[str], others: Iterable[str]) -> bool:
    left, right = list(names), list(others)
    return not left or not right or any(alike(a, b) for a in left for b in right)


def _both(one: Form, other: Form) -> Form:
    return replace(
        one,
        date=one.date if _told(one.date) or not other.date else other.date,
        place=max(one.place, other.place, key=lambda place: len(place[0]) if place else 0),
        category=one.category or other.category,
        weapons=one.weapons | other.weapons,
        doers=one.doers or other.doers,
        groups=one.groups or other.groups,
        people=_more(one.people, other.people),
        things=_more(one.things, other.things),
    )


def _more(hits: list[Hit], others: list[Hit]) -> list[Hit]:
    return hits + [hit for hit in others if not any(alike(hit.name, one.name) for one in hits)]
