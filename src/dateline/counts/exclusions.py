"""Tells numbers that count nothing: dates, years, times, ages, money, measures, names such as "Resolution 1701"."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from dateline.counts.numbers import FILE, HYPHENS
from dateline.lexicon import data
from dateline.lexicon.persons import nouns
from dateline.model.page import Token


@cache
def _set(key: str) -> frozenset[str]:
    return frozenset(data(FILE)["not_counts"][key])


def counts_nothing(tokens: Sequence[Token], start: int, end: int, first: int, stop: int) -> bool:
    """Whether the number at tokens `[start, end)` is no count.

    Args:
        first: first token of the sentence.
        stop: end of the sentence.
    """
    before = tokens[start - 1] if start > first else None
    after = tokens[end] if end < stop else None
    number = tokens[start]
    return (
        _glued(tokens, start, end, first, stop)
        or (after is not None and _measures(tokens, end, stop))
        or (before is not None and (before.lower in _set("money_before") or before.lower in _set("numbered_before")))
        or _dates(number, before, after)
        or (start - 2 >= first and tokens[start - 2].lower in _QUARTERS and tokens[start - 1].lower in ("past", "to"))
        or (start - 2 >= first and _age_of(tokens, start, end, stop))
        or _is_age(tokens, start, end, first, stop)
        or _is_told_age(tokens, start, end, first, stop)
        or _is_address(tokens, start, end, stop)
        or _is_emergency(number, before)
        or _labels(number, before, after)
        or (number.lower == "one" and end == start + 1 and _idle_one(before, after))
    )


_QUARTERS = frozenset(("half", "quarter"))
"""Words that tell an hour of the clock: "half past nine", "a quarter to eight"."""


def _glued(tokens: Sequence[Token], start: int, end: int, first: int, stop: int) -> bool:
    """Joined to a word or number by a hyphen, slash or colon: "26-year-old", "MiG-29", "20-0311-07", "9/11"."""
    if end + 1 < stop and tokens[end].lower in HYPHENS and _touch(tokens, end) and _touch(tokens, end + 1):
        return tokens[end + 1].lower != "odd"
    joined = start - 2 >= first and tokens[start - 1].lower in HYPHENS
    if joined and _touch(tokens, start) and _touch(tokens, start - 1):
        return True
    if start > first and tokens[start - 1].text in ("/", ":", "°", "@") and _touch(tokens, start):
        return True
    return end < stop and _touch(tokens, end) and (tokens[end].text[0].isalpha() or tokens[end].text in ("/", ":", "°"))


_BETWEEN = frozenset(("more", "other", "consecutive", "straight", "fewer", "less", "deadly", "bloody", "full", "of"))
"""Words that may stand between a number and a unit: "three deadly days"."""


def _touch(tokens: Sequence[Token], i: int) -> bool:
    return tokens[i - 1].end == tokens[i].start


def _measures(tokens: Sequence[Token], end: int, stop: int) -> bool:
    at = end + 1 if tokens[end].lower in HYPHENS | _BETWEEN and end + 1 < stop else end
    lower = tokens[at].lower
    if tokens[end].lower in ("more", "fewer", "less") and lower == "than":
        return True
    return lower in _set("units") or lower in _set("times") or lower in _set("money_after")


def _dates(number: Token, before: Token | None, after: Token | None) -> bool:
    """A day beside a month, or a year."""
    months = _set("months")
    if after is not None and after.lower in months and number.lower.isdigit() and after.text[0].isupper():
        return True
    if before is not None and before.lower in months and before.text[0].isupper() and number.lower[0].isdigit():
        return True
    if not (len(number.text) == 4 and number.text.isdigit() and 1900 <= int(number.text) < 2100):
        return False
    dated = before is None or before.lower in _set("year_before")
    return dated or after is None or after.tag not in ("NNS", "JJ", "NNPS")


def _is_age(tokens: Sequence[Token], start: int, end: int, first: int, stop: int) -> bool:
    """ ", 34," after a name, "(34)", "aged 34" (see `numbered_before`), "34 years old" (see `times`)."""
    inside = first < start and end < stop and end == start + 1
    if not inside or not tokens[start].text.isdigit() or len(tokens[start].text) > 2:
        return False
    left, right = tokens[start - 1], tokens[end]
    named = start - 2 >= first and tokens[start - 2].text[0].isalpha()
    if left.text == "(" and right.text == ")":
        return named
    if left.text != "," or right.text not in (",", ".", ";", "and", ")", "of") or not named:
        return False
    return tokens[start - 2].text[0].isupper() or tokens[start - 2].tag in ("NN", "NNP")


def _is_told_age(tokens: Sequence[Token], start: int, end: int, first: int, stop: int) -> bool:
    """ "The clerk, who was 24, was hit", and the ages of several: "two women, 28 and 27,", "ages of 11 to 15"."""
    if end != start + 1 or not _is_years(tokens[start]):
        return False
    if _is_among_ages([t.lower for t in tokens[max(first, start - AGES) : start]]):
        return True
    if start - 2 >= first and tokens[start - 1].lower in _BEING and tokens[start - 2].lower == "who":
        return end >= stop or not tokens[end].text[0].isalpha() or tokens[end].lower in ("and", "when")
    if start - 2 >= first and (tokens[start - 2].text, tokens[start - 1].lower) == (",", "also"):
        return end < stop and tokens[end].text == ","  # "another teen, also 15, was shot"
    about = start - 1 if tokens[start - 1].lower in ("about", "around", "only", "just") else start
    if about - 2 >= first and [t.lower for t in tokens[about - 2 : about]] == ["to", "be"]:
        return end >= stop or not tokens[end].text[0].isalpha()
    opens, closes = start, end
    while opens - 2 >= first and tokens[opens - 1].lower in _JOINS and _is_years(tokens[opens - 2]):
        opens -= 2
    while closes + 1 < stop and tokens[closes].lower in _JOINS and _is_years(tokens[closes + 1]):
        closes += 2
    if closes - opens < len("1 2") or opens - 2 < first or tokens[opens - 1].text != ",":
        return False
    told = tokens[opens - 2]
    whole = closes >= stop or tokens[closes].pos in ("PUNCT", "AUX", "VERB", "CCONJ")
    return whole and (told.lower in nouns() or told.tag in ("NNP", "NNPS"))


def _is_among_ages(before: Sequence[str]) -> bool:
    """Whether the words right before a number tell the ages of several: "between the ages of 11 and"."""
    at = next((k for k in range(len(before) - 1, -1, -1) if before[k] == "ages"), None)
    return at is not None and all(w in _JOINS or w in ("of", "between", "to") or w.isdigit() for w in before[at + 1 :])


AGES = 5
"""Tokens before a number in which "ages of 11 and" stands."""
_BEING = frozenset(("was", "is", "were", "turned"))
_JOINS = frozenset((",", "and", "&"))


def _is_years(token: Token) -> bool:
    return token.text.isdigit() and len(token.text) <= 2


def _is_address(tokens: Sequence[Token], start: int, end: int, stop: int) -> bool:
    """ "1506 NW 70th Street": the number of a house on a numbered street."""
    house = tokens[start].text.isdigit() and end == start + 1 and end + 1 < stop
    return house and tokens[end].lower.rstrip(".") in _set("compass") and tokens[end + 1].text[0].isdigit()


def _is_emergency(number: Token, before: Token | None) -> bool:
    """ "Called 911": the number of the police."""
    return number.text == "911" and before is not None and before.lemma in ("call", "dial", "phone")


def _age_of(tokens: Sequence[Token], start: int, end: int, stop: int) -> bool:
    """ "A girl of nine", "a man of 60"."""
    young = tokens[start - 1].lower == "of" and tokens[start - 2].lower in _set("aged_nouns")
    return young and (end >= stop or tokens[end].pos not in ("NOUN", "ADJ", "PROPN"))


def _labels(number: Token, before: Token | None, after: Token | None) -> bool:
    """A number that belongs to the name before it: "Hill 881", "Apollo 11"."""
    if before is None or before.tag not in ("NNP", "NNPS") or not number.text[0].isdigit():
        return False
    if before.lower.rstrip(".") in _WEEKDAYS:
        return False
    return (
        after is None or after.pos not in ("NOUN", "ADJ", "PROPN", "ADP", "NUM", "VERB") or not after.text[0].isalpha()
    )


_WEEKDAYS = frozenset(("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"))


def _idle_one(before: Token | None, after: Token | None) -> bool:
    if before is not None and (before.lower in _set("one_before") or before.pos == "ADJ" or before.lower == "-"):
        return True
    return after is not None and after.lower in _set("one_after")
