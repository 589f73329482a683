"""Rows and filters of the overview in words: short, and no number without its bounds."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dateline.web.pages.overview.asked import LISTS, Asked, label

SHOWN, MORE = 6, 60
"""Values of a filter that stand open, and those behind "more"; an actor that is not among them is found by text."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a filter, and how many events have it."""

    value: str
    label: str
    count: int
    checked: bool


@dataclass(frozen=True, slots=True)
class Facet:
    """A filter: its values by how many events have them, those that are chosen first.

    Attributes:
        left: values that are not listed.
    """

    name: str
    title: str
    shown: tuple[Choice, ...]
    more: tuple[Choice, ...]
    left: int
    chosen: int


def counted(overview: Mapping[str, Any]) -> dict[str, dict[str, int]]:
    """Return how many events have each value of each filter; those of places are the sums of the spots drawn."""
    places: dict[str, int] = {}
    for place in overview["places"]:
        if place["name"]:
            places[place["name"]] = places.get(place["name"], 0) + place["count"]
    return {name: {} for name in LISTS} | {"place": places} | dict(overview["facets"])


DRAWN = 300
"""Up to so many events each has a bar of its own on the timeline (`rows.overview`)."""
SPOT = (
    ("name", "place"), ("country", "country"), ("lat", "latitude"), ("lon", "longitude"),
    ("precision", "place_precision"),
)  # fmt: skip
"""What a place of the sums and a row of the list call the same."""


def listed_at(places: Sequence[Mapping[str, Any]], rows: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Return the places; where they have many events, with those alone that the list shows: what lights up together.

    Twenty names at each of a thousand places are most of a page that lists fifty events.
    """
    if sum(place["count"] for place in places) <= DRAWN:
        return list(places)
    at: dict[tuple[Any, ...], list[str]] = {}
    for row in rows:
        at.setdefault(tuple(row[name] for _, name in SPOT), []).append(row["id"])
    return [{**place, "events": at.get(tuple(place[name] for name, _ in SPOT), [])} for place in places]


def facets(asked: Asked, counts: Mapping[str, Mapping[str, int]]) -> list[Facet]:
    """Return the filters with the values that there are; one without values is left out."""
    every = (_facet(name, title, counts.get(name, {}), asked.all(name)) for name, title in LISTS.items())
    return [facet for facet in every if facet.shown]


def _facet(name: str, title: str, counts: Mapping[str, int], chosen: list[str]) -> Facet:
    counts = dict.fromkeys(chosen, 0) | {value: n for value, n in counts.items() if value}
    order = sorted(counts, key=lambda value: (value not in chosen, -counts[value], value))
    choices = tuple(Choice(v, label(name, v), counts[v], v in chosen) for v in order[:MORE])
    open_ = max(SHOWN, len(chosen))
    return Facet(name, title, choices[:open_], choices[open_:], len(order) - len(choices), len(chosen))


def days(earliest: str | None, latest: str | None) -> str:
    """Return days as a day, a month, a year or two days.

    >>> days("2019-08-01", "2019-08-31"), days("2019-12-27", "2019-12-29"), days(None, None)
    ('2019-08', '2019-12-27 – 2019-12-29', '')
    """
    if not earliest or not latest or earliest == latest:
        return earliest or latest or ""
    year, month, day = earliest.split("-")
    if earliest.endswith("-01-01") and latest == f"{year}-12-31":
        return year
    if day == "01" and latest == f"{year}-{month}-{monthrange(int(year), int(month))[1]:02}":
        return f"{year}-{month}"
    return f"{earliest} – {latest}"


def toll(row: Mapping[str, Any], harm: str) -> str:
    """Return how many, with the bounds: "3", "2–14 (3)", "25+", "up to 18"; nothing where nobody says.

    >>> toll({"killed_low": 2, "killed_best": 3, "killed_high": 14}, "killed")
    '2–14 (3)'
    >>> toll({"killed_low": 25, "killed_best": 25, "killed_high": None}, "killed")
    '25+'
    """
    low, best, high = (row.get(f"{harm}_{bound}") for bound in ("low", "best", "high"))
    if low is None and high is None:
        return "" if best is None else f"{best:,}"
    if low is not None and low == high:
        return f"{low:,}"
    bounds = _bounds(low, high, is_open=not low and best != 0)
    return bounds if best is None or best in (low, high) else f"{bounds} ({best:,})"


def _bounds(low: int | None, high: int | None, is_open: bool) -> str:
    if high is None:
        return f"{low:,}+"
    return f"up to {high:,}" if is_open else f"{low or 0:,}–{high:,}"


def who(row: Mapping[str, Any]) -> list[str]:
    """Return the perpetrators, each once, with how it is tied to the event where a row says so."""
    return list(dict.fromkeys(_actor(one) for one in row.get("perpetrators") or ()))


def _actor(one: Any) -> str:
    if not isinstance(one, Mapping):
        return str(one)
    tied = one.get("responsibility")
    return f"{one.get('name', '')} ({tied})" if tied and tied != "stated" else str(one.get("name", ""))


def pages(page: int, last: int) -> list[int]:
    """Return which pages to link: the first, the last, those around; 0 stands for a gap.

    >>> pages(5, 9)
    [1, 0, 4, 5, 6, 0, 9]
    """
    near = sorted(n for n in {1, last, page - 1, page, page + 1} if 1 <= n <= last)
    out = list[int]()
    for n in near:
        if out and n - out[-1] > 1:
            out.append(0)
        out.append(n)
    return out
