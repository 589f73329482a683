"""What the address of the overview asks for. Everything that the page shows follows from it, so that it can be sent."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from dateline.export.html.drawn.map import country_name

Pairs = tuple[tuple[str, str], ...]

LISTS = {
    "kind": "Kind",
    "actor": "Actor",
    "country": "Country",
    "place": "Place",
    "status": "Status",
    "responsibility": "Responsibility",
    "outlet": "Outlet",
}
"""Filters that take several values, with their headings."""
SINGLE = {"q": "Text", "from": "From", "to": "To", "unresolved": "Unresolved", "area": "Area"}
DAY = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])")
"""A day as a field for days takes it."""
LOOK = ("lanes", "zoom", "sort", "map")
"""How the events are shown, not which."""
SORTS = ("date", "killed", "wounded", "reports")
LANES = {"actor": "actor", "country": "country"}


@dataclass(frozen=True, slots=True)
class Asked:
    """The address, read.

    Attributes:
        pairs: names and values in the address, those that say nothing left out.
    """

    pairs: Pairs

    @classmethod
    def of(cls, pairs: Sequence[tuple[str, str]]) -> Asked:
        """Keep what the page knows, each once."""
        known = {*LISTS, *SINGLE, *LOOK, "page"}
        said = ((name, value.strip()) for name, value in pairs if name in known)
        return cls(tuple(dict.fromkeys((name, value) for name, value in said if value)))

    def one(self, name: str) -> str:
        """Return the last value of a name; empty without one."""
        return ([""] + [value for key, value in self.pairs if key == name])[-1]

    def day(self, name: str) -> str:
        """Return the last value of a name if it is a day, as a field for days can show it; else nothing."""
        said = self.one(name)
        return said if DAY.fullmatch(said) else ""

    def all(self, name: str) -> list[str]:
        """Return the values of a name."""
        return [value for key, value in self.pairs if key == name]

    @property
    def filters(self) -> Pairs:
        """Which events are asked for."""
        return tuple((n, v) for n, v in self.pairs if n in LISTS or n in SINGLE)

    def but(self, names: Collection[str]) -> Pairs:
        """Return which events are asked for, but for some filters."""
        return tuple(pair for pair in self.filters if pair[0] not in names)

    @property
    def days(self) -> Pairs:
        """The days that are asked for, if any."""
        return tuple((n, v) for n, v in self.pairs if n in ("from", "to"))

    @property
    def lanes(self) -> str:
        """What a lane of the timeline is: an actor, or a country."""
        return LANES.get(self.one("lanes"), "actor")

    @property
    def sort(self) -> str:
        """The order of the list; the latest first unless another is asked for."""
        asked = self.one("sort")
        return asked if asked.removeprefix("-") in SORTS else "-date"

    def to(self, *gone: str, **new: str) -> str:
        """Return the address without some names and with some values; it begins at the first page again.

        >>> Asked((("kind", "raid"), ("page", "2"))).to(sort="-killed")
        '/?kind=raid&sort=-killed'
        """
        left = [(n, v) for n, v in self.pairs if n not in {*gone, *new, "page"}]
        return _address(left + [(n, v) for n, v in new.items() if v])

    def without(self, name: str, value: str) -> str:
        """Return the address without one value of a filter."""
        return _address([pair for pair in self.pairs if pair != (name, value) and pair[0] != "page"])


def _address(pairs: Sequence[tuple[str, str]]) -> str:
    return f"/?{urlencode(pairs)}" if pairs else "/"


def label(name: str, value: str) -> str:
    """Return a filter's value as it is read: "air strike", "Iraq".

    >>> label("kind", "air_strike"), label("country", "IQ")
    ('air strike', 'Iraq')
    """
    if name == "country":
        return country_name(value)
    return value.replace("_", " ") if name in ("kind", "status", "responsibility") else value


def area(value: str) -> str:
    """Return a part of the map as it is read; what is none stays as it is.

    >>> area("41,30.5,46,34"), area("-12.25,-3,5,2.5")
    ('30.5°N to 34°N, 41°E to 46°E', '3°S to 2.5°N, 12.25°W to 5°E')
    """
    try:
        west, south, east, north = map(float, value.split(","))
    except ValueError:
        return value
    lats, lons = (
        [_degrees(one, signs) for one in pair] for pair, signs in (((south, north), "NS"), ((west, east), "EW"))
    )
    return f"{' to '.join(lats)}, {' to '.join(lons)}"


def _degrees(number: float, signs: str) -> str:
    return f"{abs(number):g}°{signs[number < 0]}"


def chips(asked: Asked) -> list[tuple[str, str, str]]:
    """Return what is asked for, one by one: its heading, its value, and the address without it."""
    out = [(LISTS[n], label(n, v), asked.without(n, v)) for n, v in asked.pairs if n in LISTS]
    for name, title in SINGLE.items():
        value = asked.one(name)
        if value:
            shown = "only" if name == "unresolved" else area(value) if name == "area" else value
            out.append((title, shown, asked.to(name)))
    return out
