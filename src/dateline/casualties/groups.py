"""Says who a counted phrase counts: the name without the number, the nationality, and what kind of people."""

from __future__ import annotations

from functools import cache

import pycountry

from dateline.casualties.phrases import FILE, Phrase, words
from dateline.lexicon import data
from dateline.lexicon.persons import demonyms, nouns, rank_of
from dateline.model.actor import Group, Status
from dateline.model.page import Page


@cache
def _countries() -> dict[str, str]:
    named = {country.name: country.alpha_2 for country in pycountry.countries}
    named |= {c.common_name: c.alpha_2 for c in pycountry.countries if hasattr(c, "common_name")}
    return named | dict(data(FILE)["countries"]) | demonyms()


def group(page: Page, phrase: Phrase) -> Group | None:
    """Return whom a phrase counts; None for a bare number.

    The name leaves out numbers, articles and words of harm ("18 dead fighters" counts "fighters").
    """
    if phrase.head is None:
        return None
    start = phrase.core
    while start < phrase.head and _drops(page, start):
        start += 1
    name = page.text(start, phrase.name_end)
    return Group(name, None, _nationality(page, start, phrase.name_end), _status(page, start, phrase)) if name else None


def _drops(page: Page, i: int) -> bool:
    token = page.tokens[i]
    harmed = any(token.lower in words("adjectives", kind) for kind in ("killed", "wounded", "missing", "captured"))
    return harmed or (token.pos == "NUM" and page.tokens[i + 1].text != "-") or token.lower in words("lists", "unnamed")


def _nationality(page: Page, start: int, end: int) -> str | None:
    found = {}
    i = start
    while i < end:
        for length in (3, 2, 1):
            code = _countries().get(page.text(i, i + length)) if i + length <= end else None
            if code is not None:
                if not _linked(page, i + length, end):
                    found[code] = i
                i += length - 1
                break
        i += 1
    if not found:
        return _by_force(page, start, end)
    return next(iter(found)) if len(found) == 1 else None


US_FORCES = frozenset(("Marine", "Marines", "SEAL", "SEALs", "GI", "GIs"))
"""Forces that English-language reports name without their country: the American ones."""


def _by_force(page: Page, start: int, end: int) -> str | None:
    said = [page.tokens[i].text for i in range(start, end)]
    return "US" if any(word in US_FORCES for word in said) and "Royal" not in said else None


def _linked(page: Page, i: int, end: int) -> bool:
    """Whether "-led", "-backed" or the like follows, which says nothing of the people counted."""
    return i + 1 < end and page.tokens[i].text in ("-", "–") and page.tokens[i + 1].lower in words("linked", "words")


def _status(page: Page, start: int, phrase: Phrase) -> Status:
    found = []
    for i in range(start, phrase.name_end):
        lower = page.tokens[i].lower
        pair = lower + " " + page.tokens[i + 1].lower if i + 1 < phrase.name_end else ""
        status = nouns().get(pair) or nouns().get(lower) or nouns().get(lower.removesuffix("s"))
        if status is not None and status is not Status.UNCLEAR:
            found.append(status)
    return min(found, key=rank_of) if found else Status.UNCLEAR
