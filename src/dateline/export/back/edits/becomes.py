"""What the cells of an edited row become: one value a slot, or the reason why they are none."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from dateline.errors import LedgerError
from dateline.export.back.edits.same import days_in, number_in
from dateline.export.cells import Value as Cell
from dateline.export.tables.rows.events import arms, suspect
from dateline.export.tables.rows.quoted import APART
from dateline.ledger.canon import CanonicalEvent
from dateline.ledger.canon.decided import Blamed, Value, read
from dateline.ledger.canon.decided.spoken import TOLLS, between
from dateline.model.estimate import Estimate
from dateline.model.when import Precision, When
from dateline.model.where import Place, PlacePrecision

T = TypeVar("T")
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "kind": ("kind",),
    "status": ("status",),
    "when": ("earliest", "latest", "date_precision"),
    "where": ("place", "country", "latitude", "longitude", "place_precision"),
    **{harm: (f"{harm}_low", f"{harm}_best", f"{harm}_high") for harm in TOLLS},
    "perpetrator": ("perpetrators",),
    "target": ("targets",),
    "weapon": ("weapons",),
}
"""The columns that can be edited, by the slot that they fill."""
DAYS = ("earliest", "latest")
REJECT = "a value is not taken away by emptying its cell: set its claim aside with dateline decide EVENT reject CLAIM"


@dataclass(frozen=True, slots=True)
class Edit:
    """The cells of one slot in an edited row.

    Attributes:
        cells: as they are in the file, all columns of the slot.
        now: as the ledger has them.
        changed: the columns that somebody changed.
    """

    event: CanonicalEvent
    slot: str
    cells: Mapping[str, str]
    now: Mapping[str, Cell]
    changed: tuple[str, ...]


def becomes(edit: Edit) -> Value:
    """Return the value that edited cells are.

    Raises:
        LedgerError: if they are none; it says which cell and why.
    """
    try:
        return READ[edit.slot](edit)
    except ValueError as error:
        raise LedgerError(str(error), ", ".join(edit.changed)) from error


def _word(edit: Edit) -> Value:
    (column,) = COLUMNS[edit.slot]
    if not edit.cells[column].strip():
        raise ValueError(f"an event has a {column}")
    return read(edit.slot, edit.cells[column])


def _when(edit: Edit) -> When:
    """Days from their cells; where the grain was left alone it follows from them."""
    first, last = (_day(edit, column) for column in DAYS)
    grain = edit.cells["date_precision"].strip().casefold()
    if "date_precision" not in edit.changed:
        told = edit.event.when.value.precision if edit.event.when is not None else Precision.DAY
        grain = Precision.DAY if first == last else Precision.DAYS if told is Precision.DAY else told
    if grain not in set(Precision):
        raise ValueError(f"{grain!r} is no precision of a date: take one of {', '.join(Precision)}")
    if first != last and grain == Precision.DAY:
        raise ValueError(f"{first} and {last} are no single day: write days")
    return between(first, last, Precision(grain))


def _day(edit: Edit, column: str) -> date:
    cell = edit.cells[column].strip()
    if column not in edit.changed:
        cell = str(edit.now[column] or "")
    if not cell:
        other = DAYS[1 - DAYS.index(column)]
        if column in edit.changed or not edit.cells[other].strip():
            raise ValueError(REJECT)
        return _day(edit, other)
    found = days_in(cell)
    if len(found) != 1:
        raise ValueError(f"{cell!r} is no day: write it so: 2020-03-11")
    return found[0]


def _where(edit: Edit) -> Place:
    """A place from its cells; what the table does not hold stays as it was, as far as it still can be so."""
    cells = {column: cell.strip() for column, cell in edit.cells.items()}
    if not cells["place"]:
        raise ValueError(REJECT)
    before = edit.event.where.value if edit.event.where is not None else None
    lat, lon = (_degrees(edit, column, most) for column, most in (("latitude", 90.0), ("longitude", 180.0)))
    if (lat is None) != (lon is None):
        raise ValueError("a point has a latitude and a longitude: fill both, or empty both")
    grain = cells["place_precision"].casefold()
    if "place_precision" not in edit.changed and lat is None:
        grain = PlacePrecision.UNKNOWN if {"latitude", "longitude"} & {*edit.changed} or not grain else grain
    if grain not in set(PlacePrecision) or (lat is not None and grain == PlacePrecision.UNKNOWN):
        what = f"{grain!r} is no precision" if grain and grain != PlacePrecision.UNKNOWN else "a point has a precision"
        raise ValueError(f"{what}: fill place_precision with one of {', '.join(PlacePrecision)}")
    country = _country(cells["country"])
    lands = before.countries if before is not None and "country" not in edit.changed else (country,) if country else ()
    if before is None:
        return Place(cells["place"], "place", PlacePrecision(grain), country, lands, lat, lon)
    kept = before
    if {"place", "latitude", "longitude"} & {*edit.changed}:
        kept = replace(kept, offset=None, id=None)
    if "place" in edit.changed:
        kept = replace(kept, kind="place", within=())
    named = replace(kept, name=cells["place"], country=country, countries=lands)
    return replace(named, precision=PlacePrecision(grain), lat=lat, lon=lon)


def _country(cell: str) -> str | None:
    if cell and not re.fullmatch(r"[A-Za-z]{2}", cell):
        raise ValueError(f"{cell!r} is no code of a country: write two letters (IQ)")
    return cell.upper() or None


def _degrees(edit: Edit, column: str, most: float) -> float | None:
    if column not in edit.changed:
        held = edit.now[column]
        return float(held) if isinstance(held, int | float) else None
    cell = edit.cells[column].strip()
    found = number_in(cell)
    if cell and (found is None or not abs(found) <= most):
        raise ValueError(f"{cell!r} is no {column}: write degrees with a point, from -{most:.0f} to {most:.0f}")
    return found


def _number(edit: Edit) -> Estimate:
    """A number from its bounds. A best number that was changed alone takes the bounds along."""
    low, best, high = (_count(edit.cells[column]) for column in COLUMNS[edit.slot])
    if low is best is high is None:
        raise ValueError(REJECT)
    if edit.changed == (f"{edit.slot}_best",) and best is not None:
        was = getattr(edit.event, edit.slot)
        if was is None or was.value.low == was.value.best == was.value.high:
            return Estimate.exactly(best)
        low = None if low is None else min(low, best)
        high = None if high is None else max(high, best)
    try:
        return Estimate(low, best, high)
    except ValueError as error:
        told = ", ".join("empty" if n is None else str(n) for n in (low, best, high))
        raise ValueError(f"low, best and high are out of order: {told}") from error


def _count(cell: str) -> int | None:
    number = number_in(cell)
    if cell.strip() and (number is None or not number.is_integer() or number < 0):
        raise ValueError(f"{cell.strip()!r} is no number of people: write it in digits")
    return None if number is None else int(number)


def _blamed(edit: Edit) -> tuple[Blamed, ...]:
    shown = {suspect(one): Blamed(one.name, one.responsibility) for one in edit.event.perpetrators}
    return _listed(edit, shown, lambda said: _party(re.sub(r"\s+by [^()]*\)$", ")", said)))


def _party(said: str) -> Blamed:
    found = read("perpetrator", said)
    if isinstance(found, tuple) and len(found) == 1 and isinstance(found[0], Blamed):
        return found[0]
    raise ValueError(f"{said!r} names nobody")


def _named(edit: Edit) -> tuple[str, ...]:
    return _listed(edit, {one.name: one.name for one in edit.event.targets}, str)


def _armed(edit: Edit) -> tuple[str, ...]:
    def made(said: str) -> str:
        if said.endswith(")"):
            raise ValueError(f"{said!r}: how many were counted is not edited here; write what was used, without it")
        return said

    return _listed(edit, {arms(one): one.name for one in edit.event.weapons}, made)


def _listed(edit: Edit, shown: Mapping[str, T], made: Callable[[str], T]) -> tuple[T, ...]:
    """A list from its cell: what is told as before is what it was, anything else is new."""
    if odd := [told for told in shown if APART.strip() in told]:
        raise ValueError(f"{odd[0]!r} holds a semicolon, which parts the list: use dateline decide")
    (column,) = COLUMNS[edit.slot]
    said = [" ".join(one.split()) for one in edit.cells[column].split(APART.strip()) if one.strip()]
    found = tuple(dict.fromkeys(shown[one] if one in shown else made(one) for one in said))
    if found == tuple(dict.fromkeys(shown.values())):
        raise ValueError("who says so, and how many were counted, is not edited here: claims say it")
    return found


READ: Mapping[str, Callable[[Edit], Value]] = {
    "kind": _word,
    "status": _word,
    "when": _when,
    "where": _where,
    **dict.fromkeys(TOLLS, _number),
    "perpetrator": _blamed,
    "target": _named,
    "weapon": _armed,
}
