"""Quotations: where quotation marks open and close, in every style that newspapers print."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

from dateline.model.page import Page

MARKS = re.compile(r"[\"“”„«»‘’\n]|``|''|(?<!\w)'(?=\w)|(?<=[,.?!])'(?!\w)")
OPENS = frozenset("“„«‘") | {"``"}
CLOSES = {"''": "''", "“": "”", "„": "”", "«": "»", "‘": "’", "``": "''", '"': '"', "'": "'"}
LONG = 4
"""Tokens from which a quotation is a sentence of somebody's rather than a word held with tongs."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quotation with its marks, tokens `[start, end)`; `open` = it runs on into the next paragraph."""

    start: int
    end: int
    open: bool = False

    @property
    def is_long(self) -> bool:
        """Whether it holds more than a few words."""
        return self.end - self.start - 2 >= LONG


def quotations(page: Page) -> tuple[Quotation, ...]:
    """Return the quotations of a page, in order, not nested; a paragraph's end closes what nobody closed."""
    text, found = page.repaired.text, []
    opened: tuple[int, str] | None = None
    for match in MARKS.finditer(text):
        mark, at = match[0], match.start()
        if mark == "\n":
            if opened:
                found.append((*opened, at, True))
            opened = None
        elif opened is None:
            if mark in OPENS or (mark in ("'", '"', "''") and not _closing(text, at, match.end())):
                opened = (at, mark)
        elif mark == opened[1] == "“" and text[at - 1] in ",.?!" and not text[match.end() : match.end() + 1].isalnum():
            # A typist's slip: the opening mark where the closing one belongs.
            found.append((*opened, match.end(), False))
            opened = None
        elif mark == CLOSES[opened[1]] and not (mark == "’" and text[match.end() : match.end() + 1].isalpha()):
            found.append((*opened, match.end(), False))
            opened = None
    if opened:
        found.append((*opened, len(text), True))
    starts = [t.start for t in page.tokens]
    out = []
    for start, mark, end, is_open in found:
        if is_open and mark in "‘'":
            continue
        first, last = bisect_left(starts, start), bisect_left(starts, end)
        if last - first > 1:
            out.append(Quotation(first, last, is_open))
    return tuple(out)


def _closing(text: str, at: int, end: int) -> bool:
    before, after = text[at - 1 : at], text[end : end + 1]
    return bool(before) and not before.isspace() and before not in "(—–-[" and not after.isalnum()


class Quoted:
    """Asks which quotation a token stands in."""

    def __init__(self, page: Page) -> None:
        self.all = quotations(page)
        self._starts = [q.start for q in self.all]

    def around(self, i: int) -> Quotation | None:
        """Return the quotation that token `i` stands in, marks included."""
        index = bisect_left(self._starts, i + 1) - 1
        return self.all[index] if index >= 0 and i < self.all[index].end else None
