"""The word lists of the room, each loaded once."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from dateline.lexicon import data
from dateline.places.gazetteer import fold, rows


@cache
def words(*names: str) -> frozenset[str]:
    """Return the words of one or more lists of `en/places.toml`: of its `[words]`, or top-level ones."""
    lists = data("en/places.toml")
    return frozenset(word for name in names for word in lists["words"].get(name) or lists[name])


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


@cache
def _edges(name: str) -> frozenset[str]:
    """The word of each entry of a table of kinds that stands beside the name."""
    return frozenset(said[0 if name.endswith("after") else -1] for said in table(name))


def kind_after(lowers: tuple[str, ...]) -> tuple[str, int] | None:
    """Return the kind of place that the words after a name tell, and how many words tell it.

    >>> kind_after(("refugee", "camp", "was"))
    ('refugee camp', 2)
    """
    if not lowers or lowers[0] not in _edges("type_after"):
        return None
    return next(((k, n) for n in (3, 2, 1) if (k := table("type_after").get(lowers[:n])) and len(lowers) >= n), None)


def kind_before(lowers: tuple[str, ...]) -> tuple[str, int] | None:
    """Return the kind of place that the words before a name tell, and how many words tell it.

    >>> kind_before(("the", "village", "of"))
    ('village', 2)
    """
    if not lowers or lowers[-1] not in _edges("type_before"):
        return None
    return next(((k, n) for n in (3, 2, 1) if (k := table("type_before").get(lowers[-n:])) and len(lowers) >= n), None)
