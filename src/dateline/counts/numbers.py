"""Reads a number in words or digits at a token: "two dozen", "1.5 million", "twenty-five", "dozens"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from dateline.lexicon import data
from dateline.model.page import Token

FILE = "en/counts.toml"
HYPHENS = frozenset("-–—‑")


@dataclass(frozen=True, slots=True)
class Number:
    """A number that ends before token `end`; `vague` words ("dozens") only bound it from below."""

    value: int
    end: int
    vague: bool = False
    upper: int | None = None


@cache
def words() -> dict[str, int]:
    """Return the words for single numbers up to ninety."""
    return dict(data(FILE)["words"])


@cache
def scales() -> dict[str, int]:
    """Return the words that multiply: dozen, hundred, million."""
    return dict(data(FILE)["scales"])


@cache
def phrases() -> dict[str, list[tuple[tuple[str, ...], int, bool]]]:
    """Return fixed expressions by their first word, longest first."""
    out: dict[str, list[tuple[tuple[str, ...], int, bool]]] = {}
    for table, vague in (("vague", True), ("exact", False)):
        for said, value in data(FILE)[table].items():
            parts = tuple(said.replace("-", " - ").split())
            out.setdefault(parts[0], []).append((parts, value, vague))
    for options in out.values():
        options.sort(key=lambda option: -len(option[0]))
    return out


@cache
def starts() -> frozenset[str]:
    """Return every word that can begin a number in words."""
    return frozenset(words()) | frozenset(phrases()) | {"a", "dozen"}


def read(tokens: Sequence[Token], i: int, stop: int) -> Number | None:
    """Read the number that begins at token `i`, within tokens before `stop`."""
    lower = tokens[i].lower
    if lower[0].isdigit():
        return _digits(tokens, i, stop)
    return _phrase(tokens, i, stop) or in_words(tokens, i, stop)


def _phrase(tokens: Sequence[Token], i: int, stop: int) -> Number | None:
    for parts, value, vague in phrases().get(tokens[i].lower, ()):
        end = i + len(parts)
        if end <= stop and all(tokens[i + k].lower == part for k, part in enumerate(parts)):
            if parts[-1] in ("number", "score", "pair") and not (end < stop and tokens[end].lower == "of"):
                continue
            return Number(value, end, vague)
    return None


def _digits(tokens: Sequence[Token], i: int, stop: int) -> Number | None:
    text = tokens[i].text
    for dash in "–—-":
        left, found, right = text.partition(dash)
        if found and left.isdecimal() and right.isdecimal() and len(right) < 10 and int(left) < int(right):
            return Number(int(left), i + 1, upper=int(right))
    amount = _amount(text)
    if amount is None:
        return None
    end, scale = i + 1, 1
    while end < stop and tokens[end].text == "000":
        end, scale = end + 1, scale * 1000
    if end + 1 < stop and tokens[end].start == tokens[end - 1].end and tokens[end + 1].tag in ("NNS", "JJ"):
        glued: int = data(FILE)["glued"].get(tokens[end].lower, 0)
        end, scale = (end + 1, glued) if glued else (end, scale)
    while end < stop and tokens[end].lower in scales() and tokens[end].lower != "score":
        scale *= scales()[tokens[end].lower]
        end += 1
    total = amount * scale
    return Number(round(total), end) if total == round(total) else None


def _amount(text: str) -> float | None:
    """Digits with thousands commas and at most one decimal point; anything else is no amount.

    >>> _amount("1,200"), _amount("1.5"), _amount("12,34"), _amount("7:35")
    (1200.0, 1.5, None, None)
    """
    whole, _, part = text.partition(".")
    groups = whole.split(",")
    if not all(g.isdecimal() for g in groups) or (part and not part.isdecimal()) or len(whole) > 15:
        return None
    if len(groups) > 1 and (len(groups[0]) > 3 or any(len(g) != 3 for g in groups[1:])):
        return None
    return float("".join(groups) + "." + (part or "0"))


def in_words(tokens: Sequence[Token], i: int, stop: int) -> Number | None:
    """Read the number in words that begins at token `i` ("two hundred and five", "a dozen"), or None."""
    total = current = 0
    at, seen, last = i, False, 0
    if tokens[i].lower == "a":
        if i + 1 >= stop or tokens[i + 1].lower not in scales() or tokens[i + 1].lower == "score":
            return None
        at, current, seen = i + 1, 1, True
    while at < stop:
        lower = tokens[at].lower
        if lower in words() and _adds(words()[lower], last, seen):
            current, last, seen = current + words()[lower], words()[lower], True
        elif lower in scales() and (seen or lower == "dozen") and lower != "score":
            scale, last = scales()[lower], 100
            current = max(current, 1) * scale
            if scale >= 1000:
                total, current = total + current, 0
            seen = True
        elif not (seen and _joins(tokens, at, stop, last)):
            break
        at += 1
    return Number(total + current, at) if seen else None


def _adds(value: int, last: int, seen: bool) -> bool:
    """Whether a word goes on with the number: "twenty five", "hundred twelve", but not "two three"."""
    return not seen or (20 <= last <= 90 and last % 10 == 0 and 0 < value < 10) or (last == 100 and 0 < value < 100)


def _joins(tokens: Sequence[Token], at: int, stop: int, last: int) -> bool:
    """Whether a hyphen or "and" goes on with a number: "twenty-five", "two hundred and five"."""
    if at + 1 >= stop or tokens[at + 1].lower not in words():
        return False
    value = words()[tokens[at + 1].lower]
    if tokens[at].lower in HYPHENS:
        return 20 <= last <= 90 and value < 10
    return tokens[at].lower == "and" and last == 100
