"""Gives every token its word class, so that a pattern of classes reads dates whatever the spelling."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from dateline.lexicon import data
from dateline.model.page import Page, Token

FIRST_SYMBOL = 0xE000
"""Class symbols are private-use characters: a text of symbols can be searched with regular expressions."""
LINE = "\n"
"""Stands between two lines: no date runs across a line break."""
JOINED = re.compile("([-–—/])")
"""Splits tokens that the tokeniser leaves whole: "mid-1990s", "May-1", "1914–18"."""
FIGURES = ("day", "dayth", "year", "yy", "num", "clock", "slashed", "decade", "decade_short", "apoyear")
COMPUTED = (*FIGURES, "holiday", "holiday_rest", "other")
"""Classes told by the shape of a figure, and the feasts, which run over several tokens."""
JOINTS = (
    *("the", "a", "of", "on", "in", "at", "to", "for", "from", "by", "between", "during", "since", "and", "or"),
    *("this", "that", "comma", "stop", "dash", "apos", "possessive", "open", "shut"),
)
"""Classes of which alone no date is made; most of any text."""

Value = str | int | float | tuple[int, ...]
Row = tuple[str, int, Value | None, str]
"""A word: its class, its token, what it means, and itself in lower case."""

CLOCK = (
    r"(?:[01]?\d|2[0-4]):[0-5]\d(?:hrs?|[ap]\.?m\.?)?|(?:0?[1-9]|1[0-2])(?:\.[0-5]\d)?[ap]\.?m\.?"
    r"|0\d[0-5]\d(?:hrs|h|z|gmt)?|[12]\d[0-5]\d(?:hrs|z)|\d{1,2}h[0-5]\d"
)
"""A time of day as wire services and armies write it: "7:35pm", "0830", "02:00hrs", "1430Z"."""
_SHAPES = tuple(
    (name, re.compile(pattern, re.IGNORECASE))
    for name, pattern in (
        ("clock", CLOCK),
        ("day", r"0?[1-9]|[12]\d|3[01]"),
        ("yy", r"\d\d"),
        ("year", r"1\d{3}|20\d\d|21\d\d"),
        ("dayth", r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)"),
        ("num", r"\d+(?:\.\d+)?|\d{1,3}(?:,\d{3})+"),
        ("slashed", r"\d{1,2}([/.])\d{1,2}\1(?:\d\d|\d{4})"),
        ("decade", r"(?:1\d\d0|20\d0)['’]?s"),
        ("decade_short", r"\d0['’]?s"),
        ("apoyear", r"['’‘]\d\d"),
    )
)


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a page with their classes; mostly one a token, more for a token such as "mid-1990s".

    Words without a class that stand side by side are one, and so are those that only join (`JOINTS`) without a word
    of time beside them: no date runs over them.

    Attributes:
        symbols: the class of each word, with `LINE` between lines.
        tokens: for each symbol its token; for a `LINE` the token after it.
        values: for each symbol what its word means ("May" is 5), or None.
        pieces: for each symbol its word in lower case.
    """

    symbols: str
    tokens: tuple[int, ...]
    values: tuple[Value | None, ...]
    pieces: tuple[str, ...]


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
    doubtful, names = _doubtful()[0], (symbol("month"), symbol("weekday"))
    asked = doubtful.union(feasts)
    symbols, values = [other] * len(tokens), list[Value | None]([None] * len(tokens))
    split: dict[int, list[tuple[str, str, Value | None]]] = {}
    for i, token in enumerate(tokens):
        lower = token.lower
        if lower in lexicon:
            symbols[i], values[i] = lexicon[lower]
        elif lower[-1].isdigit() or lower[0].isdigit() or lower[-2:-1].isdigit():
            symbols[i], values[i] = _figure(token.text)
            if symbols[i] == other and (parts := _parts(token.text)):
                split[i], symbols[i] = parts, parts[0][1]
    for i, token in [(i, t) for i, t in enumerate(tokens) if symbols[i] in names or t.lower in asked]:
        lower = token.lower
        if (lower in doubtful and not _dated(tokens, symbols, i)) or (symbols[i] in names and token.text.islower()):
            # In English a month or weekday written small is another word ("march", "sat").
            symbols[i] = other
        if lower in feasts:
            _mark_feast(tokens, i, symbols, values)
    return _with_lines(page, symbols, values, split)


def _parts(text: str) -> list[tuple[str, str, Value | None]]:
    """Return word, class and meaning of each part of a joined token, or nothing if one of them is no date word."""
    pieces = [p for p in JOINED.split(text) if p]
    found = [(p.lower(), *_lexicon().get(p.lower(), ("", None))) for p in pieces]
    full = [f if f[1] else (f[0], *_figure(f[0])) for f in found]
    return full if len(full) > 1 and all(f[1] != symbol("other") for f in full) else []


def _figure(text: str) -> tuple[str, Value | None]:
    for name, shape in _SHAPES:
        if shape.fullmatch(text):
            return symbol(name), text
    return symbol("other"), None


def _dated(tokens: tuple[Token, ...], symbols: list[str], i: int) -> bool:
    """Whether the words beside "May", "March" or "Sat" make a date of it."""
    if tokens[i].text.islower():
        return False
    figures = [symbol(n) for n in ("day", "dayth", "year", "apoyear", "clock")]
    after = symbols[i + 1] if i + 1 < len(tokens) else ""
    if after in figures or (i and symbols[i - 1] in figures):
        return True
    weekday_date = (
        after == symbol("comma") and symbols[i] == symbol("weekday") and symbols[i + 2 : i + 3] == [symbol("month")]
    )
    company = i > 0 and tokens[i - 1].lower in _doubtful()[1]
    return weekday_date or company and tokens[i].tag.startswith("NNP")


def _mark_feast(tokens: tuple[Token, ...], i: int, symbols: list[str], values: list[Value | None]) -> None:
    for words, day in _feasts()[tokens[i].lower]:
        if tuple(t.lower for t in tokens[i : i + len(words)]) == words:
            symbols[i : i + len(words)] = [symbol("holiday"), *[symbol("holiday_rest")] * (len(words) - 1)]
            values[i] = day
            return


def _with_lines(
    page: Page,
    symbols: list[str],
    values: list[Value | None],
    split: dict[int, list[tuple[str, str, Value | None]]],
) -> Words:
    text, tokens, rows = page.repaired.text, page.tokens, list[Row]()
    for first, last in page.sentences:  # a line begins a sentence
        if "\n" in text[tokens[first - 1].end if first else 0 : tokens[first].start]:
            rows.append((LINE, first, None, ""))
        for i in range(first, last):
            if i in split:
                rows += [(kind, i, value, word) for word, kind, value in split[i]]
            else:
                rows.append((symbols[i], i, values[i], tokens[i].lower))
    rows = _telling(rows)
    kinds, where, meanings, pieces = zip(*rows, strict=True) if rows else ((), (), (), ())
    return Words("".join(kinds), where, meanings, pieces)


def _telling(rows: Sequence[Row]) -> list[Row]:
    """Make one of words that stand side by side and tell no date, so that patterns pass over them quickly."""
    out, done = list[Row](), 0
    for idle in _idle().finditer("".join(row[0] for row in rows)):
        out += rows[done : idle.start()]
        out.append((symbol("other"), *rows[idle.start()][1:]))
        done = idle.end()
    return [*out, *rows[done:]]


@cache
def _idle() -> re.Pattern[str]:
    other, joints = symbol("other"), "".join(map(symbol, JOINTS))
    return re.compile(f"(?:{other}|(?<![^{other}{LINE}])[{joints}]+(?![^{other}{LINE}]))+")
