"""Reads one number of any kind of quantity, with what is glued to it: "$13.6M", "15kHz", ".500", "a third"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from dateline.counts.numbers import HYPHENS, in_words, scales, words
from dateline.lexicon import data
from dateline.model.page import Token

FILE = "en/quantities.toml"


@dataclass(frozen=True, slots=True)
class Numeral:
    """One number as it stands in the text.

    Attributes:
        start, end: characters of the repaired text, over number, sign of money and glued letters.
        money: the sign or code of money before it.
        unit: the letters glued to its end.
        scaled: whether a word or letter multiplied it ("5 million").
        top: the upper bound of a word that names only an order of magnitude ("dozens"), else None.
    """

    start: int
    end: int
    value: float
    money: str = ""
    unit: str = ""
    scaled: bool = False
    top: float | None = None
    spelt: bool = False


def table(*keys: str) -> Mapping[str, Any]:
    """Return a table of the lexicon's file."""
    found: Any = data(FILE)
    for key in keys:
        found = found[key]
    return dict(found)


@cache
def listed(where: str, key: str) -> frozenset[str]:
    """Return a list of the lexicon's file as a set."""
    return frozenset(data(FILE)[where][key])


@cache
def _digits() -> re.Pattern[str]:
    signs = "".join(map(re.escape, data(FILE)["numerals"]["money"]))
    codes = "|".join(sorted(map(re.escape, data(FILE)["numerals"]["codes"]), key=len, reverse=True))
    bare = "|".join(map(re.escape, data(FILE)["numerals"]["bare"]))
    return re.compile(
        rf"(?P<money>(?<![A-Za-z])(?:(?:{codes})\s?[{signs}](?:{codes})?|[{signs}](?:{codes})?|(?-i:{bare})(?=\d)))?"
        r"(?P<sign>[-−–+])?(?P<number>\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?|(?<![\d\w])\.\d+)"
        r"(?P<unit>[A-Za-zμµ°%²³]+(?:/[A-Za-z]+[23]?)?)?",
        re.IGNORECASE,
    )


def numerals(text: str, tokens: Sequence[Token]) -> Iterator[Numeral]:
    """Yield the numbers of a sentence in their order; those that tell a time, an ordinal or a name are left out.

    Args:
        text: the repaired text of the whole page.
        tokens: of the sentence.
    """
    found = [*_in_digits(text, tokens), *_in_words(text, tokens)]
    end = -1
    for numeral in sorted(found, key=lambda n: (n.start, -n.end)):
        if numeral.start >= end:
            yield numeral
            end = numeral.end


def _in_digits(text: str, tokens: Sequence[Token]) -> Iterator[Numeral]:
    start, stop = tokens[0].start, tokens[-1].end
    for match in _digits().finditer(text, start, stop):
        if _is_part(text, match, start, stop):
            continue
        value, end, unit = float(match["number"].replace(",", "")), match.end(), match["unit"] or ""
        if unit.lower().rstrip(".") in listed("numerals", "ordinals") and not match["money"]:
            continue
        scale, unit = _glued(unit, match["money"], text[end:stop])
        scaled = scale != 1
        more, end = _scaled(text, end, stop, bool(match["money"])) if not unit else (1.0, end)
        sign = -1 if match["sign"] in ("-", "−", "–") and _stands_free(text, match.start("sign")) else 1
        begin = match.start() if sign == -1 or match["money"] else match.start("number")
        yield Numeral(
            begin, end, sign * value * scale * more, (match["money"] or "").strip(), unit, scaled or more != 1
        )


_YEARS = re.compile(r"(?:19|20)\d\d[-–/]\d\d$")
"""The second year of "2014-15"."""
_DAYS = re.compile(r"\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec)[a-z]*\.? \d{1,2}\s?(?:-|–|to|and)\s?$")
"""Before the second day of "Sept. 20-24"."""


def _stands_free(text: str, at: int) -> bool:
    return at == 0 or text[at - 1] in " ($" or text[:at].lower().rstrip().endswith("minus")


def _is_part(text: str, match: re.Match[str], start: int, stop: int) -> bool:
    """Whether the digits are part of a name, a time, a date or a longer row of digits."""
    at = match.start() if match["money"] else match.start("number")
    before, after = text[start:at], text[match.end("number") : stop]
    slashed = re.match(r"/", after) and not match["money"]
    if (
        slashed
        or re.match(r":\d|-\d+-|\.\d|\d", after)
        or re.search(r"(?:\d[:/.]|[A-Za-z][.]?)$", before)
        and not match["money"]
    ):
        return True
    if _YEARS.search(before[-5:] + match["number"]) or _DAYS.search(before):
        return True
    joined = re.search(r"([A-Za-z]+)[-–]$", before)
    if joined and joined[1].lower() not in listed("numerals", "prefixes"):
        return joined[1].lower() not in words()
    return bool(re.search(r"\d-\d+-$|[#@]$", before)) or bool(re.match(r"-[A-Z]", after)) and not match["money"]


def _glued(unit: str, money: str | None, after: str) -> tuple[float, str]:
    """Split the letters glued to digits into what multiplies and what measures: "2.7m sales", "$5bn", "15mm"."""
    scale = data(FILE)["numerals"]["glued"].get(unit if unit in ("m", "b", "k") else unit.lower())
    if scale is None:
        return 1.0, unit
    if unit.lower() in ("m", "b") and not money and not re.match(r"\s+[a-z]", after) and unit not in ("M", "B"):
        return 1.0, unit
    return float(scale), ""


def _scaled(text: str, end: int, stop: int, money: bool) -> tuple[float, int]:
    """Read the words that multiply digits: "4 hundred million"; a capital letter only with money or a noun."""
    scale = 1.0
    while match := re.match(r"[\s-]+([A-Za-z]+)\b", text[end:stop]):
        word = match[1]
        times = scales().get(word.lower()) if word.lower() != "score" else None
        if times is None:
            times = data(FILE)["numerals"]["spaced"].get(word)
            noun = re.match(r"\s+[a-z]{3}", text[end + match.end() : stop])
            if times is None or not (money or (noun and word in ("M", "B"))):
                break
        scale, end = scale * times, end + match.end()
    return scale, end


def _in_words(text: str, tokens: Sequence[Token]) -> Iterator[Numeral]:
    at = 0
    while at < len(tokens):
        read = _vague(tokens, at) or _fraction(tokens, at) or _spelt(tokens, at)
        if read is None:
            at += 1
            continue
        end, value, top = read
        yield Numeral(tokens[at].start, tokens[end - 1].end, value, scaled=value >= 1000, top=top, spelt=True)
        at = end


def _vague(tokens: Sequence[Token], at: int) -> tuple[int, float, float | None] | None:
    for said, value in sorted(table("vague").items(), key=lambda item: -len(item[0])):
        parts = said.split()
        if [t.lower for t in tokens[at : at + len(parts)]] == parts:
            return at + len(parts), float(value), float(value) * 10
    return None


def _fraction(tokens: Sequence[Token], at: int) -> tuple[int, float, float | None] | None:
    """ "Two-thirds of", "a third of", "half the", "one in three", "one out of ten"."""
    lowers = [t.lower for t in tokens[at : at + 6]]
    whole = {"a": 1, "an": 1} | words()
    top = whole.get(lowers[0])
    game = at and tokens[at - 1].lower in ("first", "second", "other")
    if lowers[0] == "half" and lowers[1:2] and lowers[1] in listed("fractions_after", "words") and not game:
        return at + 1, 0.5, None
    if top is None or top == 0 or len(lowers) < 3:
        return None
    step = 2 if lowers[1] in HYPHENS else 1
    part = table("fractions").get(lowers[step])
    if part and lowers[step + 1 : step + 2] and (lowers[step + 1] in listed("fractions_after", "words")):
        return at + step + 1, top / part, None
    for between in (["in"], ["out", "of"], ["of"]):
        stop = 1 + len(between)
        under = words().get(lowers[stop]) if len(lowers) > stop and lowers[1:stop] == between else None
        if under and under > top and (between != ["of"] or top == 1):
            return at + stop + 1, top / under, None
    return None


def _spelt(tokens: Sequence[Token], at: int) -> tuple[int, float, float | None] | None:
    lower, before = tokens[at].lower, tokens[at - 1].lower if at else ""
    if before in ("'s", "’s") and lower == "dozen" or before in HYPHENS and tokens[at - 1].end == tokens[at].start:
        return None
    if lower.endswith("fold") and lower[:-4] in words():
        return at + 1, float(words()[lower[:-4]]), None
    if lower not in words() and lower not in ("a", "dozen"):
        return None
    read = in_words(tokens, at, len(tokens))
    if read is None or (
        lower == "a" and tokens[at + 1].lower not in ("hundred", "thousand", "million", "dozen", "billion")
    ):
        return None
    if _compound(tokens, read.end):
        return None
    return read.end, float(read.value), None


def _compound(tokens: Sequence[Token], end: int) -> bool:
    """Whether a number in words begins an adjective that counts nothing by itself: "five-year", "three-bed"."""
    joined = end + 1 < len(tokens) and tokens[end].lower in HYPHENS and tokens[end].end == tokens[end + 1].start
    return (
        joined
        and tokens[end + 1].lower not in ("to", "and")
        and tokens[end + 3 : end + 4] != []
        and (tokens[min(end + 3, len(tokens) - 1)].lower != "old")
    )
