"""Gives every token its word class, so that a pattern of classes reads dates whatever the spelling."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from dateline.lexicon import data
from dateline.model.page import Page, Token

FIRST_SYMBOL = 0xE000
"""Class symbols are private-use characters: a text of symbols can be searched with regular expressions."""
LINE = "\n"
"""Stands between two lines: no date runs across a line break."""
COMPUTED = (
    "day", "dayth", "year", "yy", "num", "clock", "slashed", "decade", "decade_short", "midyear", "yearspan", "apoyear", "holiday",
    "holiday_rest", "other",
)  # fmt: skip
"""Classes told by the shape of a figure, and the feasts, which run over several tokens."""

Value = str | int | float | tuple[int, ...]

_SHAPES: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(pattern, re.IGNORECASE))
    for name, pattern in (
        ("clock", r"(?:[01]?\d|2[0-4]):[0-5]\d(?:hrs?|[ap]\.?m\.?)?|(?:0?[1-9]|1[0-2])(?:\.[0-5]\d)?[ap]\.?m\.?|0\d[0-5]\d(?:hrs|h|z|gmt)?|1\d[0-5]\d(?:hrs|z)|\d{1,2}h[0-5]\d"),
        ("day", r"0?[1-9]|[12]\d|3[01]"),
        ("yy", r"\d\d"),
        ("year", r"1\d{3}|20\d\d|21\d\d"),
        ("dayth", r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)"),
        ("num", r"\d+(?:\.\d+)?|\d{1,3}(?:,\d{3})+"),
        ("slashed", r"\d{1,2}([/.])\d{1,2}\1(?:\d\d|\d{4})"),
        ("decade", r"(?:early-|mid-|late-)?1\d\d0['’]?s|(?:early-|mid-|late-)?20\d0['’]?s"),
        ("decade_short", r"\d0['’]?s"),
        ("midyear", r"(?:early|mid|late)-?(?:1\d{3}|20\d\d)"),
        ("yearspan", r"1\d{3}[-–—/](?:1\d{3}|\d\d)|20\d\d[-–—/](?:20\d\d|\d\d)"),
        ("apoyear", r"['’‘]\d\d"),
    )
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Words:
    """The classes of a page's tokens.

    Attributes:
        symbols: one symbol a token, with `LINE` between lines.
        tokens: for each symbol its token; for a `LINE` the token after it.
        values: for each token what its word means ("May" is 5), or None.
    """

    symbols: str
    tokens: tuple[int, ...]
    values: tuple[Value | None, ...]


@cache
def symbol(name: str) -> str:
    """Return the symbol of a word class."""
    return chr(FIRST_SYMBOL + (*_words()["class"], *COMPUTED).index(name))


@cache
def _words() -> Mapping[str, Any]:
    return data("en/date_words.toml")


@cache
def _lexicon() -> dict[str, tuple[str, Value]]:
    out: dict[str, tuple[str, Value]] = {}
    for name, entry in _words()["class"].items():
        for word in entry:
            out[word] = (symbol(name), entry[word] if isinstance(entry, dict) else word)
    return out


@cache
def _feasts() -> dict[str, list[tuple[tuple[str, ...], tuple[int, ...]]]]:
    out: dict[str, list[tuple[tuple[str, ...], tuple[int, ...]]]] = {}
    for name, day in _words()["holiday"].items():
        words = tuple(name.split())
        out.setdefault(words[0], []).append((words, tuple(day)))
    return {first: sorted(feasts, key=lambda f: -len(f[0])) for first, feasts in out.items()}


@cache
def _doubtful() -> tuple[frozenset[str], frozenset[str]]:
    doubtful = _words()["doubtful"]
    return frozenset((*doubtful["month"], *doubtful["weekday"])), frozenset(doubtful["company"])


def read_words(page: Page) -> Words:
    """Class every token of a page."""
    tokens, lexicon, feasts, other = page.tokens, _lexicon(), _feasts(), symbol("other")
    symbols, values = [other] * len(tokens), list[Value | None]([None] * len(tokens))
    for i, token in enumerate(tokens):
        lower = token.lower
        if lower in lexicon:
            symbols[i], values[i] = lexicon[lower]
        elif any(c.isdigit() for c in lower[:1] + lower[-1:] + lower[1:2]):
            symbols[i], values[i] = _figure(token.text, other)
    for i, token in enumerate(tokens):
        if token.lower in _doubtful()[0] and not _dated(tokens, symbols, i) or _is_lower_name(token, symbols[i]):
            symbols[i] = other
        if token.lower in feasts:
            _mark_feast(tokens, i, symbols, values)
    return _with_lines(page, symbols, values)


def _figure(text: str, other: str) -> tuple[str, Value | None]:
    for name, shape in _SHAPES:
        if shape.fullmatch(text):
            return symbol(name), text
    return other, None


def _is_lower_name(token: Token, found: str) -> bool:
    """Whether a month or weekday is written small: in English it is then another word ("march", "sat")."""
    return token.text.islower() and found in (symbol("month"), symbol("weekday"))


def _dated(tokens: tuple[Token, ...], symbols: list[str], i: int) -> bool:
    """Whether the words beside "May", "March" or "Sat" make a date of it."""
    if tokens[i].text.islower():
        return False
    figures = [symbol(n) for n in ("day", "dayth", "year", "apoyear", "yearspan")]
    after = symbols[i + 1] if i + 1 < len(tokens) else ""
    if after in figures or (i and symbols[i - 1] in figures):
        return True
    weekday_date = after == symbol("comma") and symbols[i] == symbol("weekday") and symbols[i + 2 : i + 3] == [symbol("month")]
    company = i > 0 and tokens[i - 1].lower in _doubtful()[1]
    return weekday_date or company and tokens[i].tag.startswith("NNP")


def _mark_feast(tokens: tuple[Token, ...], i: int, symbols: list[str], values: list[Value | None]) -> None:
    for words, day in _feasts()[tokens[i].lower]:
        if tuple(t.lower for t in tokens[i : i + len(words)]) == words:
            symbols[i : i + len(words)] = [symbol("holiday"), *[symbol("holiday_rest")] * (len(words) - 1)]
            values[i] = day
            return


def _with_lines(page: Page, symbols: list[str], values: list[Value | None]) -> Words:
    text, out, where = page.repaired.text, list[str](), list[int]()
    done = 0
    for i, token in enumerate(page.tokens):
        if token.start > done and "\n" in text[done : token.start]:
            out.append(LINE)
            where.append(i)
        out.append(symbols[i])
        where.append(i)
        done = token.end
    return Words("".join(out), tuple(where), tuple(values))
