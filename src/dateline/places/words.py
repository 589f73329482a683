"""The word lists of the room, each loaded once."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from dateline.lexicon import data
from dateline.lexicon.known import groups
from dateline.model.page import Page
from dateline.places.gazetteer import fold, rows


@cache
def words(name: str) -> frozenset[str]:
    """Return a list of `en/places.toml`: its `[words]`, or one of its top-level lists."""
    lists = data("en/places.toml")
    return frozenset(lists["words"].get(name) or lists[name])


@cache
def table(name: str) -> Mapping[tuple[str, ...], str]:
    """Return a table of kinds of place, by the lower-case words that tell the kind."""
    return {tuple(k.split()): v for k, v in data("en/places.toml")[name].items()}


@cache
def numbers(name: str) -> Mapping[str, float]:
    """Return a table of figures (`units`, `numbers`, `directions`) by lower-case word."""
    return {k: float(v) for k, v in data("en/places.toml")[name].items()}


@cache
def not_places() -> frozenset[str]:
    """Return folded English words and given names that some small place is also called."""
    return frozenset(fold(row[0]) for row in rows("names/not_places.tsv"))


def kind_after(lowers: tuple[str, ...]) -> tuple[str, int] | None:
    """Return the kind of place that the words after a name tell, and how many words tell it.

    >>> kind_after(("refugee", "camp", "was"))
    ('refugee camp', 2)
    """
    return next(((k, n) for n in (3, 2, 1) if (k := table("type_after").get(lowers[:n])) and len(lowers) >= n), None)


def kind_before(lowers: tuple[str, ...]) -> tuple[str, int] | None:
    """Return the kind of place that the words before a name tell, and how many words tell it.

    >>> kind_before(("the", "village", "of"))
    ('village', 2)
    """
    return next(((k, n) for n in (3, 2, 1) if (k := table("type_before").get(lowers[-n:])) and len(lowers) >= n), None)


def is_garrisoned(page: Page, start: int, end: int) -> bool:
    """Whether an unknown name is that of a place, because soldiers are posted there or a distance is counted from it.

    "A post at X", "the garrisons of X, Y and Z", "the X outpost", "the track between X and Y", "X lies 30 km from".
    """
    lowers = [t.lower for t in page.tokens[max(0, start - 3) : start]]
    if _is_no_place(page, start, end) or not any(t.lower in words("martial") for t in page.tokens):
        return False
    posted = lowers[-2:-1] and lowers[-2] in words("garrisons") and lowers[-1] in words("posted")
    listed = lowers[-2:-1] and lowers[-2] in words("garrisoned") and lowers[-1] in (",", ":", "of", "at", "in")
    joined = lowers[-2:-1] and lowers[-2] in words("roads") and lowers[-1] in ("between", "linking")
    return bool(posted or listed or joined) or _is_post(page, start, end, lowers) or _lies(page, start, end)


def _is_no_place(page: Page, start: int, end: int) -> bool:
    """Whether the name is a listed group's, a person's with a title, or an office ("the post of Prime Minister")."""
    told = {t.lower for t in page.tokens[start:end]}
    office = told & (words("titles") | words("person_titles") | words("organisation_after"))
    name = page.text(start, end)
    return bool(office) or page.tokens[end - 1].pos != "PROPN" or bool(groups().get(name)) or name.isupper()


def _is_post(page: Page, start: int, end: int, before: list[str]) -> bool:
    """ "The X post", "its X army post": an article or owner before the name, a post in the singular behind it."""
    led = before[-1:] and before[-1] in ("the", "its", "their", "this", "that")
    after = [t.lower for t in page.tokens[end : end + 2]]
    after = after[1:] if after[:1] and after[0] in ("army", "military", "police", "border") else after[:1]
    return bool(led and after and after[0] in words("garrisons") and page.tokens[start - 1].text.islower())


def _lies(page: Page, start: int, end: int) -> bool:
    """ "X lies less than 30 km from the border"."""
    first, last = page.sentences[page.tokens[start].sentence]
    after = [t.lower for t in page.tokens[end : min(end + 8, last)]]
    opens = start == first or page.tokens[start - 1].text in (",", ";")
    if not opens or after[:1] not in (["lies"], ["is"], ["sits"], ["lay"], ["stands"]):
        return False
    units = [n for n, w in enumerate(after[:-1]) if w in numbers("units")]
    return any(after[n + 1] in ("from", "off", "inside", *numbers("directions")) for n in units)
