"""Which country the words of a phrase for people name: "soldier from Britain", "two Americans", but not "US-led"."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import pycountry

from dateline.lexicon.persons import demonyms
from dateline.lexicon.rules import data

FILE = "en/nations.toml"
LONGEST = 3
"""Words in the longest country name tried ("Papua New Guinea")."""


@cache
def countries() -> dict[str, str]:
    """Return names, press names and demonyms of countries, as written, with the ISO 3166 code."""
    named = {c.name: c.alpha_2 for c in pycountry.countries}
    named |= {c.common_name: c.alpha_2 for c in pycountry.countries if hasattr(c, "common_name")}
    return named | dict(data(FILE)["countries"]) | demonyms()


def nationality(words: Sequence[str]) -> str | None:
    """Return the one country that the words of a phrase name, or None when they name none or several.

    >>> [nationality(said.split()) for said in ("soldier from Britain", "US - led coalition", "Marine Raiders")]
    ['GB', None, 'US']
    """
    found: set[str] = set()
    at = 0
    while at < len(words):
        length = next((n for n in range(LONGEST, 0, -1) if " ".join(words[at : at + n]) in countries()), 0)
        if length and not _is_linked(words[at + length : at + length + 2]):
            found.add(countries()[" ".join(words[at : at + length])])
        at += length or 1
    if not found:
        return _by_force(words)
    return found.pop() if len(found) == 1 else None


def _is_linked(after: Sequence[str]) -> bool:
    """Whether "-led", "-backed" or the like follows, which says nothing of the people counted."""
    return len(after) == 2 and after[0] in ("-", "–") and after[1].lower() in data(FILE)["linked"]["words"]


def _by_force(words: Sequence[str]) -> str | None:
    """Forces that English-language reports name without their country are American ("Marines", not "Royal Marines")."""
    forces: dict[str, str] = data(FILE)["forces"]
    return None if "Royal" in words else next((forces[w] for w in words if w in forces), None)
