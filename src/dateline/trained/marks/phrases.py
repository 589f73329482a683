"""A stretch that the network marked, as the whole phrase: networks stop in the middle of names, a parse does not."""

from __future__ import annotations

from dateline.model.page import Page

BEFORE = frozenset(("compound", "amod", "nummod", "nmod", "poss", "flat"))
"""Relations by which a word before a noun belongs to it."""
NAMED = frozenset(("PROPN",))
NOMINAL = frozenset(("NOUN", "PROPN"))
OPEN = frozenset(("[", "("))


def whole(page: Page, start: int, end: int) -> tuple[int, int]:
    """Return tokens `[start, end)` with the words of their noun phrase that belong before its head, and the head.

    A name is taken whole: names right before and behind it in its sentence belong to it ("Jose" to "Jose Rivas").
    """
    first, last = _bounds(page, start)
    while end < last and _belongs_to_next(page, end - 1) and page.tokens[end].pos in NOMINAL | {"ADJ"}:
        end += 1
    if page.tokens[end - 1].pos in NAMED:
        while end < last and page.tokens[end].pos in NAMED and page.tokens[end].text[:1].isalpha():
            end += 1
    while start > first and _belongs_before(page, start - 1, start, end):
        start -= 1
    return start, end


def _bounds(page: Page, i: int) -> tuple[int, int]:
    return page.sentences[page.tokens[i].sentence]


def _belongs_to_next(page: Page, i: int) -> bool:
    """Whether token `i` is a word before a noun that stands behind it, with only such words between."""
    token = page.tokens[i]
    between = page.tokens[i + 1 : token.head]
    return token.dep in BEFORE and token.head > i and all(t.dep in BEFORE for t in between)


def _belongs_before(page: Page, i: int, start: int, end: int) -> bool:
    token, following = page.tokens[i], page.tokens[start]
    if token.text in OPEN or not token.text[:1].isalnum():
        return False
    if token.pos in NAMED and following.pos in NAMED:
        return True
    return token.dep in BEFORE and start <= token.head < end and token.pos != "PRON"
