"""The items of a round-up: "MARN - Rebels stormed ...", "ORSA - A bomb destroyed ...", each about other events."""

from __future__ import annotations

from bisect import bisect_right
from functools import lru_cache

from dateline.model.page import Page
from dateline.model.wording import Index, Wording

FEWEST = 3
"""Headings that make a round-up."""
HEADING = 6
"""Tokens of a heading such as "TAWILA, North Darfur" before its dash."""
DASHES = ("-", "–", "—", "--")


def in_other_items(index: Index, told: list[Wording], m: Wording) -> bool:
    """Return whether a wording stands in another item of a round-up than an event told so far, headlines apart."""
    starts = _items(index)
    if not starts:
        return False
    mine = bisect_right(starts, m.token)
    theirs = {bisect_right(starts, o.token) for o in told if not o.headline}
    return mine > 0 and bool(theirs) and 0 not in theirs and mine not in theirs


@lru_cache(maxsize=1)
def _items(index: Index) -> tuple[int, ...]:
    """The tokens at which the items of a round-up begin; none where a report is no round-up."""
    page = index.page
    starts = [first for first, last in page.sentences if _opens(page, first) and _is_heading(page, first, last)]
    return tuple(starts) if len(starts) >= FEWEST else ()


def _opens(page: Page, first: int) -> bool:
    before = page.repaired.text[page.tokens[first - 1].end : page.tokens[first].start] if first else "\n"
    return "\n" in before


def _is_heading(page: Page, first: int, last: int) -> bool:
    """Whether a paragraph begins with a name in capitals and a dash, or with one that is a sentence of its own."""
    name = page.tokens[first]
    if not (name.text.isupper() and name.text.isalpha() and len(name.text) > FEWEST):
        return False
    ends = next((i for i in range(first + 1, min(first + HEADING, last)) if page.tokens[i].text in DASHES), None)
    alone = last - first == 2 and page.tokens[last - 1].text == "."
    return alone or ends is not None and page.tokens[ends].start > page.tokens[ends - 1].end
