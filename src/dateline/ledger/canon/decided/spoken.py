"""Values as a reviewer writes them, and back: "3", "10+", "2020-03-10..2020-03-12", "Red Arrow:accused"."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable, Mapping
from datetime import date

from dateline.errors import LedgerError
from dateline.ledger.canon.decided.values import Blamed, Ruling, Value
from dateline.model.claim import Responsibility
from dateline.model.estimate import Estimate
from dateline.model.event import EventStatus, Kind
from dateline.model.extraction import Problem
from dateline.model.when import Precision, When
from dateline.model.where import Place

ALSO: Mapping[str, str] = {
    "date": "when", "day": "when", "place": "where", "perpetrators": "perpetrator", "targets": "target",
    "weapons": "weapon",
}  # fmt: skip
"""Other names of slots, as tables and commands have them."""
TOLLS = ("killed", "wounded", "missing", "captured")
WRITTEN = ("kind", "status", "when", "where", *TOLLS, "perpetrator", "target", "weapon")
"""The slots that hold a value."""
SPOKEN = {"when": "date", "where": "place"}
"""What users call a slot, where it is not its name."""
_BETWEEN = re.compile(r"(\d+)\s*(?:-|–|to|\.\.)\s*(\d+)")
_FROM = re.compile(r"(?:at least\s+)?(\d+)\s*\+|at least\s+(\d+)")
_TO = re.compile(r"(?:up to|at most)\s+(\d+)")
_WITH_BEST = re.compile(r"(\d+)\s*\((\d*)\s*-\s*(\d*)\)")
_MONTH = re.compile(r"(\d{4})-(\d{2})")


def read(slot: str, text: str) -> Value:
    """Read the value of a slot that a person wrote; a place is made from its parts (`Place`), a claim from its id.

    Args:
        slot: its name, or another one (`ALSO`).

    Raises:
        LedgerError: if the text is no such value; the advice shows how it is written.

    >>> read("killed", "10+"), read("perpetrator", "Red Arrow:accused")[0].responsibility.value
    (Estimate(low=10, best=10, high=None, hedge='', approximate=False), 'accused')
    """
    slot, said = slot_named(slot), text.strip()
    if slot in ("kind", "status"):
        return _word(slot, said)
    if slot == "when":
        return days(said)
    if slot in TOLLS:
        return number(said)
    if slot == "perpetrator":
        return tuple(_blamed(one) for one in _list(said))
    if slot in ("target", "weapon"):
        return tuple(_list(said))
    raise LedgerError(f"a {slot} is not written as one text", "", "make it from its parts")


def slot_named(name: str) -> str:
    """Return the slot that a person calls so.

    Raises:
        LedgerError: if there is none.

    >>> slot_named("date"), slot_named("Perpetrators")
    ('when', 'perpetrator')
    """
    slot = ALSO.get(name.casefold(), name.casefold())
    if slot not in WRITTEN:
        raise LedgerError(
            f"there is no slot {name!r}", "", f"take one of: {', '.join(SPOKEN.get(one, one) for one in WRITTEN)}"
        )
    return slot


def number(said: str) -> Estimate:
    """Read a number: "3", "3-5", "4 (3-5)", "10+", "up to 5".

    Raises:
        LedgerError: if it is none.
    """
    said = said.strip()
    try:
        if said.isdecimal():
            return Estimate.exactly(int(said))
        if found := _BETWEEN.fullmatch(said):
            return Estimate(int(found[1]), None, int(found[2]))
        if found := _WITH_BEST.fullmatch(said):
            low, high = (int(n) if n else None for n in (found[2], found[3]))
            return Estimate(low, int(found[1]), high)
        if found := _FROM.fullmatch(said):
            least = int(found[1] or found[2])
            return Estimate(least, least, None)
        if found := _TO.fullmatch(said):
            return Estimate(None, int(found[1]), int(found[1]))
    except ValueError as error:
        raise LedgerError(f"{said!r} is no number: {error}", "", "write the lesser one first") from error
    raise LedgerError(f"{said!r} is no number of people", "", "write it so: 3, 3-5, 4 (3-5), 10+, up to 5")


def days(said: str) -> When:
    """Read a day, two days, a month or a year: "2020-03-11", "2020-03-10..2020-03-12 (week)", "2020-03", "2020".

    Raises:
        LedgerError: if it is none.
    """
    told = re.fullmatch(r"(.+?)\s*\((\w+)\)", said)
    said, grain = (told[1], told[2]) if told else (said, None)
    first, _, last = (part.strip() for part in said.partition(".."))
    try:
        if last or grain is not None:
            end = date.fromisoformat(last or first)
            return between(date.fromisoformat(first), end, Precision(grain) if grain is not None else None)
        if re.fullmatch(r"\d{4}", said):
            return When(date(int(said), 1, 1), date(int(said), 12, 31), Precision.YEAR, said)
        if found := _MONTH.fullmatch(said):
            year, month = int(found[1]), int(found[2])
            end = date(year, month, monthrange(year, month)[1])
            return When(date(year, month, 1), end, Precision.MONTH, said)
        day = date.fromisoformat(said)
    except ValueError as error:
        advice = "write it so: 2020-03-11, 2020-03-10..2020-03-12, 2020-03"
        raise LedgerError(f"{said!r} is no date: {error}", "", advice) from error
    return between(day, day)


def between(first: date, last: date, precision: Precision | None = None) -> When:
    """Return the days between two, the grain told or else that of the days.

    Raises:
        ValueError: if they are out of order.
    """
    if first == last:
        return When(first, last, precision or Precision.DAY, first.isoformat())
    return When(first, last, precision or Precision.DAYS, f"{first}/{last}")


def in_words(value: Value) -> str:
    """Return a value as a reviewer writes it.

    >>> in_words(Estimate(3, None, 5)), in_words((Blamed("Red Arrow", Responsibility.ACCUSED), Blamed("the army")))
    ('3-5', 'Red Arrow (accused); the army')
    """
    if isinstance(value, Estimate):
        return _number(value)
    if isinstance(value, When):
        return _days(value)
    if isinstance(value, Place):
        return _place(value)
    if isinstance(value, Ruling):
        return f"{value.claim} {'confirmed' if value.stands else 'set aside'}"
    if isinstance(value, Problem):
        return value.what
    if isinstance(value, tuple):
        return "; ".join(one if isinstance(one, str) else _party(one) for one in value)
    return value.replace("_", " ")


def _number(value: Estimate) -> str:
    low, best, high = value.low, value.best, value.high
    if low == high and low is not None:
        return str(low)
    if best is None:
        if high is None:
            return f"{low}+"
        return f"up to {high}" if low is None else f"{low}-{high}"
    if high is None and best == low:
        return f"{low}+"
    if low is None and best == high:
        return f"up to {high}"
    return f"{best} ({'' if low is None else low}-{'' if high is None else high})"


def _days(value: When) -> str:
    if value.earliest is None or value.latest is None:
        return value.timex
    is_day = value.earliest == value.latest
    told = "" if value.precision is (Precision.DAY if is_day else Precision.DAYS) else f" ({value.precision})"
    return f"{value.earliest}{told}" if is_day else f"{value.earliest}..{value.latest}{told}"


def _place(value: Place) -> str:
    point = f"{value.lat}, {value.lon}" if value.lat is not None else ""
    return f"{value.name} ({', '.join(filter(None, (value.country, point, value.precision)))})"


def _party(one: Blamed) -> str:
    return one.name if one.responsibility is Responsibility.STATED else f"{one.name} ({one.responsibility})"


def _word(slot: str, said: str) -> Kind | EventStatus:
    kinds: Iterable[Kind | EventStatus] = Kind if slot == "kind" else EventStatus
    word = said.casefold().replace(" ", "_")
    for one in kinds:
        if one == word:
            return one
    raise LedgerError(f"{said!r} is no {slot}", "", f"take one of: {', '.join(kinds)}")


def _list(said: str) -> list[str]:
    return list(dict.fromkeys(one.strip() for one in said.split(";") if one.strip()))


def _blamed(said: str) -> Blamed:
    """Read "Red Arrow", "Red Arrow:accused" or "Red Arrow (accused)"."""
    found = re.fullmatch(r"(.+?)\s*(?::\s*(\w+)|\((\w+)\))", said)
    how = (found[2] or found[3]).casefold() if found else ""
    if found and how in set(Responsibility):
        return Blamed(found[1].strip(), Responsibility(how))
    if found and found[2]:
        what = f"{found[2]!r} is no way to be tied to an event"
        raise LedgerError(what, "", f"take one of: {', '.join(Responsibility)}")
    return Blamed(said)
