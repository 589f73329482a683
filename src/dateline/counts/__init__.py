"""Numbers of things on a page: in words and digits, with their hedges, and the noun they count."""

from __future__ import annotations

from dateline.counts.articles import another, nobody, one_of_a_kind
from dateline.counts.exclusions import counts_nothing
from dateline.counts.hedges import hedged
from dateline.counts.nouns import counted
from dateline.counts.numbers import starts
from dateline.counts.ranges import number_or_range
from dateline.model.found import Count, Found
from dateline.model.page import Page

__all__ = ["find"]

_ARTICLES = frozenset(("a", "an", "another", "no", "not", "nobody", "none", "no-one"))


def find(page: Page) -> tuple[Found[Count], ...]:
    """Find the numbers that count things.

    Years, dates, times, ages, money, measures and numbers in names are left out (`exclusions`).

    Returns:
        Counts in text order, spans over number and hedge without the noun; spans do not overlap.
    """
    found: list[Found[Count]] = []
    words = starts()
    for first, stop in page.sentences:
        at = free = first
        while at < stop:
            lower = page.tokens[at].lower
            read = _number(page, at, free, stop) if lower in words or lower[0].isdigit() else None
            if read is None and lower in _ARTICLES:
                read = nobody(page.tokens, at, stop) or one_of_a_kind(page.tokens, at, stop)
                read = read or another(page.tokens, at, stop)
            if read is None:
                at += 1
            else:
                found.append(read)
                at = free = read.end
    return tuple(found)


def _number(page: Page, at: int, first: int, stop: int) -> Found[Count] | None:
    said = number_or_range(page.tokens, at, first, stop)
    if said is None or counts_nothing(page.tokens, at, said.number.end, first, stop):
        return None
    whole = hedged(page.tokens, said.start, said.number, first, stop, said.rule)
    noun = counted(page.tokens, whole.end, stop)
    if noun is None and page.tokens[whole.end - 1].lower == "couple":
        noun = whole.end - 1  # "a couple and their son"; "a couple of soldiers" are soldiers
    if noun is None and page.tokens[at].lower == "both":
        return None
    return Found(whole.start, whole.end, Count(whole.estimate, noun), whole.rule)
