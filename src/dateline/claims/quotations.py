"""Quotations, in every style that newspapers print."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from dateline.lexicon import REGISTRY
from dateline.model.page import Page

MARKS = re.compile(r"[\"“”„«»‘’\n]|``|''|(?<!\w)'(?=\w)|(?<=[,.?!])'(?!\w)")
OPENS = frozenset("“„«‘") | {"``"}
CLOSES = {"''": "''", "“": "”", "„": "”", "«": "»", "‘": "’", "``": "''", '"': '"', "'": "'"}
SCOFF = 12
"""Tokens that a quotation may have which only calls something untrue."""
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
    starts = [t.start for t in page.tokens]
    out = []
    for start, end, is_open in _marked(page.repaired.text):
        first, last = bisect_left(starts, start), bisect_left(starts, end)
        if last - first > 1:
            out.append(Quotation(first, last, is_open))
    return tuple(out)


def _marked(text: str) -> Iterator[tuple[int, int, bool]]:
    """Yield the character range of each quotation, and whether nobody closed it."""
    opened: re.Match[str] | None = None
    for match in MARKS.finditer(text):
        if match[0] == "\n":
            if opened and opened[0] not in "‘'":
                yield opened.start(), match.start(), True
            opened = None
        elif opened is None:
            opened = match if _opens(text, match) else None
        elif _closes(text, opened[0], match):
            yield opened.start(), match.end(), False
            opened = None
    if opened and opened[0] not in "‘'":
        yield opened.start(), len(text), True


def _opens(text: str, match: re.Match[str]) -> bool:
    if match[0] in ("'", '"', "''"):
        before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
        return after.isalnum() or not before or before.isspace() or before in "(—–-["
    return match[0] in OPENS and not (match[0] == "‘" and text[match.end() : match.end() + 1].isdigit())


def _closes(text: str, opener: str, match: re.Match[str]) -> bool:
    follows = text[match.end() : match.end() + 1]
    if match[0] == opener == "“":
        # A typist's slip: the opening mark where the closing one belongs.
        return text[match.start() - 1] in ",.?!" and not follows.isalnum()
    return match[0] == CLOSES[opener] and not (match[0] == "’" and follows.isalpha())


def scoffs(page: Page, content: Sequence[tuple[int, int]]) -> bool:
    """Whether the words said are one short quotation that calls something untrue, and nothing more: "Sheer fantasy"."""
    if len(content) != 1 or content[0][1] - content[0][0] > SCOFF:
        return False
    return _scoff().fullmatch(page.text(*content[0]).strip()) is not None


@cache
def _scoff() -> re.Pattern[str]:
    return re.compile(REGISTRY["claims.scoffs"].fields["whole"], re.IGNORECASE)


class Quoted:
    """Asks which quotation a token stands in."""

    def __init__(self, page: Page) -> None:
        self.all = quotations(page)
        self._starts = [q.start for q in self.all]

    def around(self, i: int) -> Quotation | None:
        """Return the quotation that token `i` stands in, marks included."""
        index = bisect_left(self._starts, i + 1) - 1
        return self.all[index] if index >= 0 and i < self.all[index].end else None

    def between(self, start: int, end: int) -> Iterator[Quotation]:
        """Yield the long quotations that open after token `start` and before `end`."""
        for index in range(bisect_left(self._starts, start + 1), bisect_left(self._starts, end)):
            if self.all[index].is_long:
                yield self.all[index]
