"""Tells numbers that are no quantity: years, days, times of day, labels of things, names, pronouns."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.counts.quantities.numerals import Numeral, listed
from dateline.model.page import Page, Token

FIRST_YEAR, LAST_YEAR = 1000, 2299
EMERGENCY = (911, 999)
"""Numbers that one dials for help."""
RECENT = range(1900, 2050)
"""Four digits in this range are a year even before a noun ("2018 sales")."""


def counts_nothing(page: Page, tokens: Sequence[Token], numeral: Numeral) -> bool:
    """Whether a number of a sentence is no quantity."""
    at = next((i for i, t in enumerate(tokens) if t.end > numeral.start), 0)
    end = next((i for i, t in enumerate(tokens) if t.start >= numeral.end), len(tokens))
    before = tokens[at - 1] if at else None
    after = tokens[end] if end < len(tokens) else None
    if numeral.spelt:
        return numeral.value == 1 and tokens[at].lower == "one" and _idle_one(before, after)
    if numeral.money or numeral.unit:
        return False
    if after is not None and after.lower == "zip" or _is_address(tokens, at, end):
        return True
    if _is_emergency(numeral, after) or _is_picture(tokens, at, end):
        return True
    return _is_year(numeral, tokens, at, end) or _is_timed(tokens, at, end) or _is_label(page, tokens, at, end)


def _is_emergency(numeral: Numeral, after: Token | None) -> bool:
    """The number that one dials for help: "called 911", "a 911 call"."""
    return numeral.value in EMERGENCY and (after is None or after.lower not in ("people", "persons"))


def _is_picture(tokens: Sequence[Token], at: int, end: int) -> bool:
    """Which of a row of pictures it is: "1 / 6", with blanks."""
    slashed = [i for i in (at - 1, end) if 0 < i < len(tokens) - 1 and tokens[i].text == "/"]
    return any(tokens[i - 1].text.isdigit() and tokens[i + 1].text.isdigit() for i in slashed)


def _is_year(numeral: Numeral, tokens: Sequence[Token], at: int, end: int) -> bool:
    value = numeral.value
    if numeral.scaled or numeral.end - numeral.start != 4 or value != int(value):
        return False
    before = [t.lower for t in tokens[max(0, at - 2) : at]]
    after = tokens[end] if end < len(tokens) else None
    if before[-1:] in (["in"], ["by"]):
        return True
    if int(value) not in RECENT:
        return (
            FIRST_YEAR <= value <= LAST_YEAR
            and before[-1:] != []
            and before[-1] in listed("apart", "dating")
            and (before[0] not in listed("apart", "amounts"))
        )
    if before[:1] and before[0] in listed("apart", "amounts") or _goes_on(tokens, end):
        return False
    things = after is not None and after.tag in ("NNS", "NNPS")
    return not things or before[-1:] == [] or before[-1] not in ("about", "than", "some", "least", "exactly", "=")


def _goes_on(tokens: Sequence[Token], end: int) -> bool:
    """Whether the number is the lower bound of one that is no year: "2000 to 2500"."""
    if end + 1 >= len(tokens) or tokens[end].lower not in ("to", "-", "–"):
        return False
    upper = tokens[end + 1].text.replace(",", "")
    return upper.isdigit() and int(upper) not in RECENT and int(upper) > LAST_YEAR


def _is_address(tokens: Sequence[Token], at: int, end: int) -> bool:
    """ "12 Orchard Road": capitalised words up to a kind of street."""
    for token in tokens[end : end + 4]:
        if not (token.text[0].isupper() or token.text[0].isdigit()):
            return False
        if token.lower.rstrip(".") in listed("apart", "streets"):
            return tokens[end].text[0].isupper()
    return False


def _is_timed(tokens: Sequence[Token], at: int, end: int) -> bool:
    """A day beside a month, or an hour of the clock."""
    months = listed("apart", "months")
    before = tokens[at - 1] if at else None
    after = tokens[end] if end < len(tokens) else None
    if after is not None and (
        after.lower in listed("apart", "clock") or (after.lower in months and after.text[0].isupper())
    ):
        return True
    return before is not None and before.lower in months and before.text[0].isupper()


def _is_label(page: Page, tokens: Sequence[Token], at: int, end: int) -> bool:
    """A number that belongs to the name or word before it: "Row 21", "Part 3", "Apollo 11"."""
    if not at:
        return False
    before = tokens[at - 1]
    after = tokens[end] if end < len(tokens) else None
    if before.lower in listed("apart", "labels"):
        return True
    if before.lower in listed("apart", "free") or before.tag not in ("NNP", "NNPS"):
        return False
    return after is None or after.pos not in ("NOUN", "ADJ", "NUM") or after.text[0].isupper()


def _idle_one(before: Token | None, after: Token | None) -> bool:
    if before is not None and before.lower in listed("apart", "one_before"):
        return True
    if after is None or after.lower in listed("apart", "one_after"):
        return True
    return after.pos not in ("NOUN", "PROPN", "ADJ") and after.lower not in ("of", "most", "to", "per", "percent")
