"""Values in words: numbers, days, places and actors as short as they are spoken, for tables and pages."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum

from dateline.ledger.records import Party, Told
from dateline.model.claim import Statement
from dateline.model.estimate import Estimate
from dateline.model.found import ActorSeen, Count, PersonSeen, Saying, TollSeen
from dateline.model.link import Relation
from dateline.model.report import Evidence
from dateline.model.when import When
from dateline.model.where import Place

UNTOLD: dict[type, tuple[str, ...]] = {
    Count: ("noun",),
    TollSeen: ("predicate", "people"),
    ActorSeen: ("chain",),
    PersonSeen: ("chain",),
    Statement: ("words",),
    Saying: ("cue", "speaker", "content", "actor"),
}
"""Fields that number the tokens of a page, or repeat the quotation: they say nothing to a reader."""

TIED = {
    Relation.RETALIATION: "in retaliation for",
    Relation.RESPONSE: "in response to",
    Relation.CAUSE: "caused by",
    Relation.FOLLOWED: "followed",
    Relation.PART_OF: "part of",
}
"""How a later event is tied to an earlier one, in words."""


def day(when: Told[When] | None) -> str:
    """Return a date as a day, a month, a year or two days; nothing where the words cannot be placed."""
    return days(when.value) if when is not None and when.value.placed else ""


def days(when: When) -> str:
    """Return days as a day, a month, a year or two days; nothing where there are none."""
    first, last = when.earliest, when.latest
    if first is None or last is None:
        return ""
    if first == last:
        return str(first)
    if (first.day, last) == (1, first.replace(day=monthrange(first.year, first.month)[1])):
        return f"{first:%Y-%m}"
    if (first.month, first.day, last) == (1, 1, first.replace(month=12, day=31)):
        return f"{first:%Y}"
    return f"{first}–{last}"


def number(told: Told[Estimate] | Estimate | None) -> str:
    """Return a number as it was said: "3", "13+", "up to 30", "4–25", "about 30"; nothing where nobody says one."""
    if told is None:
        return ""
    low, high = told.low, told.high
    if high is None:
        return f"{low}+"
    if not low and told.best != 0 and high:
        return f"up to {high}"
    return ("~" if told.approximate else "") + (str(low) if low == high else f"{low}–{high}")


def party(one: Party) -> str:
    """Return an actor with how it is tied to the event, and by whom."""
    if one.responsibility == "stated":
        return one.name
    return f"{one.name} ({one.responsibility}{' by ' + ', '.join(one.by) if one.by else ''})"


def in_words(value: object) -> str:
    """Return a value of the model as a short line: its fields that say something.

    >>> in_words(Estimate(13, 13, None, "more than"))
    'low 13, best 13, high open, hedge more than'
    """
    if isinstance(value, Estimate):
        bounds = {"low": value.low, "best": value.best, "high": value.high, "hedge": value.hedge or None}
        open_ends = {"low": "open", "high": "open"}
        said = ((name, open_ends.get(name) if n is None else n) for name, n in bounds.items())
        return ", ".join(f"{name} {n}" for name, n in said if n is not None)
    if isinstance(value, Evidence):
        return repr(value.exact)
    if isinstance(value, When) and value.placed:
        return f"{_days(value)}, precision {value.precision}"
    if isinstance(value, Place):
        return place(value)
    if is_dataclass(value):
        hidden = UNTOLD.get(type(value), ())
        said = ((f.name, getattr(value, f.name)) for f in fields(value) if f.name not in hidden)
        return ", ".join(f"{name} {in_words(v)}" for name, v in said if v not in (None, "", (), False))
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, tuple):
        return f"[{', '.join(map(in_words, value))}]"
    return value.isoformat() if isinstance(value, date) else str(value)


def _days(when: When) -> str:
    return str(when.earliest) if when.earliest == when.latest else f"{when.earliest} to {when.latest}"


def place(place: Place) -> str:
    """Return a place from small to large, with its point and where the point is from."""
    said = [", ".join((place.name, *place.within)), f"kind {place.kind}", f"precision {place.precision}"]
    said += [f"lat {place.lat}, lon {place.lon}"] if place.lat is not None else []
    said += [f"country {', '.join(place.countries or (place.country or '',))}"] if place.country else []
    said += [in_words(place.offset)] if place.offset else []
    return "; ".join([*said, *([place.id] if place.id else [])])
