"""Says who a counted phrase counts: the name without the number, the nationality, and what kind of people."""

from __future__ import annotations

from functools import cache

import pycountry

from dateline.casualties.phrases import Phrase, words
from dateline.lexicon.persons import demonyms, nouns, rank_of
from dateline.model.actor import Group, Status
from dateline.model.page import Page

SHORT_NAMES = {
    "US": "US", "U.S.": "US", "U.S": "US", "USA": "US", "America": "US", "UK": "GB", "U.K.": "GB", "Britain": "GB", "England": "GB", "Scotland": "GB", "Russia": "RU",
    "Iran": "IR", "Syria": "SY", "Turkey": "TR", "Vietnam": "VN", "Laos": "LA", "Bolivia": "BO", "Venezuela": "VE", "Tanzania": "TZ", "Moldova": "MD", "Palestine": "PS", "Gaza": "PS",
}  # fmt: skip
"""What the press calls countries that ISO 3166 lists under a longer name."""


@cache
def _countries() -> dict[str, str]:
    named = {country.name: country.alpha_2 for country in pycountry.countries}
    named |= {country.common_name: country.alpha_2 for country in pycountry.countries if hasattr(country, "common_name")}
    return named | SHORT_NAMES | demonyms()


def group(page: Page, phrase: Phrase) -> Group | None:
    """Return whom a phrase counts; None for a bare number.

    The name leaves out numbers, articles and words of harm ("18 dead fighters" counts "fighters").
    """
    if phrase.head is None:
        return None
    start = phrase.core
    while start < phrase.head and _drops(page, start):
        start += 1
    name = page.text(start, phrase.end)
    return Group(name, None, _nationality(page, start, phrase.end), _status(page, start, phrase)) if name else None


def _drops(page: Page, i: int) -> bool:
    token = page.tokens[i]
    harmed = any(token.lower in words("adjectives", kind) for kind in ("killed", "wounded", "missing", "captured"))
    return harmed or token.lower in ("the", "of", "other", "more", "another", "additional", "further", "and", "-")


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
    return next(iter(found)) if len(found) == 1 else None


def _linked(page: Page, i: int, end: int) -> bool:
    """Whether "-led", "-backed" or the like follows, which says nothing of the people counted."""
    return i + 1 < end and page.tokens[i].text in ("-", "–") and page.tokens[i + 1].lower in words("linked", "words")


def _status(page: Page, start: int, phrase: Phrase) -> Status:
    found = []
    for i in range(start, phrase.end):
        lower = page.tokens[i].lower
        pair = lower + " " + page.tokens[i + 1].lower if i + 1 < phrase.end else ""
        status = nouns().get(pair) or nouns().get(lower) or nouns().get(lower.removesuffix("s"))
        if status is not None and status is not Status.UNCLEAR:
            found.append(status)
    return min(found, key=rank_of) if found else Status.UNCLEAR
