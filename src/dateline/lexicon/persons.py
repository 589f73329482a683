"""Which nouns mean people, and what they say those people are; words that number them. Shared by rooms that count."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from importlib.resources import files
from typing import Final

from dateline.lexicon.rules import data
from dateline.model.actor import Status

FILE = "en/persons.toml"
_STATUS = {
    "contractor": Status.CONTRACTOR,
    "police": Status.POLICE,
    "military": Status.MILITARY,
    "security": Status.SECURITY,
    "militia": Status.MILITIA,
    "civilian": Status.CIVILIAN,
    "unclear": Status.UNCLEAR,
}
_ORDINALS: Final = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
    "twelfth", "thirteenth", "fourteenth", "fifteenth",
)  # fmt: skip
"""Words that number people one by one."""
_NTH: Final = re.compile(r"(\d{1,6})(?:st|nd|rd|th)")


def plural(noun: str) -> str:
    """Return the plural of a person noun.

    >>> plural("gunman"), plural("enemy"), plural("child")
    ('gunmen', 'enemies', 'children')
    """
    irregular: str | None = data(FILE)["plurals"].get(noun)
    if irregular:
        return irregular
    if noun.endswith(("man", "men")) and noun != "human":
        return noun[:-3] + "men"
    if noun.endswith("y") and noun[-2] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(("s", "x", "ch", "sh")) else "s")


@cache
def singulars() -> frozenset[str]:
    """Return the nouns for one person ("soldier"), single words and pairs of words, lower case."""
    words = {w for kind in data(FILE)["order"] for w in data(FILE)[kind]}
    return frozenset(words - set(data(FILE)["group_nouns"]["words"]))


@cache
def is_trade(lower: str) -> bool:
    """Whether a word ends like the name of a trade, whatever stands before: no list holds them all.

    >>> is_trade("mender"), is_trade("beadmaker"), is_trade("german")
    (True, True, False)
    """
    listed = data(FILE)["endings"]
    return lower.endswith(tuple(listed["words"])) and lower not in listed["never"]


@cache
def nouns() -> dict[str, Status]:
    """Return every noun for people, singular and plural, lower case, with what it says they are."""
    out: dict[str, Status] = {}
    for kind in reversed(data(FILE)["order"]):
        for word in data(FILE)[kind]:
            out[word] = out[plural(word)] = _STATUS[kind]
    return out


@cache
def rank_of(status: Status) -> int:
    """Return how early a status decides when several words of one phrase name one ("army contractor"); 0 is first."""
    return [_STATUS[kind] for kind in data(FILE)["order"]].index(status)


@cache
def demonyms() -> dict[str, str]:
    """Return the words for people and things of a country, as written ("Iraqi", "Britons"), with its ISO 3166 code."""
    lines = files("dateline.lexicon").joinpath("names/demonyms.tsv").read_text("utf-8").splitlines()
    pairs = (line.split("\t") for line in lines[1:] if "\t" in line)
    return {pair[0]: pair[1] for pair in pairs}


def status_of(words: Sequence[str]) -> Status:
    """Return what the words of a phrase say its people are; the first in the order of persons.toml decides.

    >>> str(status_of(["US", "service", "members"])), str(status_of(["army", "contractor"]))
    ('military', 'contractor')
    """
    lower = [word.lower() for word in words]
    pairs = [f"{a} {b}" for a, b in zip(lower, lower[1:], strict=False)]
    said = [nouns().get(word) or nouns().get(word.removesuffix("s")) for word in pairs + lower]
    known = [status for status in said if status is not None]
    return min(known, key=rank_of, default=Status.UNCLEAR)


@lru_cache(maxsize=1 << 16)
def ordinal(word: str) -> int | None:
    """Return the number of an ordinal in lower case, or None.

    >>> ordinal("third"), ordinal("14th"), ordinal("three")
    (3, 14, None)
    """
    figure = _NTH.fullmatch(word)
    return int(figure[1]) if figure else _ORDINALS.index(word) + 1 if word in _ORDINALS else None
