"""Every quantity on a page, not only counts of things: money, measures, shares, ages, ranges, each with its bound.

Counts of people and things for the ledger are `counts.find`; this is the same reading without its exclusions.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dateline.counts.hedges import bound_after, bound_before
from dateline.counts.quantities.apart import counts_nothing
from dateline.counts.quantities.numerals import Numeral, numerals
from dateline.model.page import Page, Token

__all__ = ["Quantity", "find"]

_SIGNS = {"above": ">", "from": ">", "about": "~", "nearly": "~", "below": "<", "to": "<"}
"""How a hedge of the counts' lexicon bounds a value."""
_WRITTEN = {"sub-": "<"}


@dataclass(frozen=True, slots=True)
class Quantity:
    """A value with its bound: "=" as it is, "~" about, ">" more, "<" less. `low` and `high` differ in a range only.

    `start` and `end` are characters of the repaired text; `unit` is what measures it, as written.
    """

    start: int
    end: int
    low: float
    high: float
    bound: str = "="
    unit: str = ""


def find(page: Page) -> tuple[Quantity, ...]:
    """Return the quantities of a page in the order of the text.

    Dates, times of day, ordinals and numbers in names are left out; ages, money, measures, percentages and lengths of
    time are in. "Dozens" and the like run from a dozen up to ten times as many.
    """
    found: list[Quantity] = []
    for first, stop in page.sentences:
        tokens = page.tokens[first:stop]
        kept = [n for n in numerals(page.repaired.text, tokens) if not counts_nothing(page, tokens, n)]
        found += _joined(page.repaired.text, tokens, kept)
    return tuple(found)


def _joined(text: str, tokens: Sequence[Token], kept: Sequence[Numeral]) -> list[Quantity]:
    """Put two numbers that bound one quantity together: "10 to 15", "between $5 and $8", "five-to-ten"."""
    out, at = [], 0
    while at < len(kept):
        one = kept[at]
        two = kept[at + 1] if at + 1 < len(kept) else None
        if two is not None and _bounds(text, tokens, one, two):
            if _is_score(text, tokens, one, two):
                at += 2
                continue
            scale = _shared_scale(one, two)
            out.append(_quantity(text, tokens, one.start, two.end, one.value * scale, two.value, two.unit or one.unit))
            at += 2
            continue
        high = one.value if one.top is None else one.top
        out.append(_quantity(text, tokens, one.start, one.end, one.value, high, one.unit or one.money))
        at += 1
    return out


_JOINTS = frozenset(("to", "-", "–", "—", "-to-", "to-", "/"))


def _bounds(text: str, tokens: Sequence[Token], one: Numeral, two: Numeral) -> bool:
    """Whether two numbers bound one quantity by what stands between and before them."""
    if one.top is not None or two.top is not None:
        return False
    gap = text[one.end : two.start].strip().lower()
    before = [t.lower for t in tokens if t.end <= one.start][-3:]
    if gap in _JOINTS:
        if gap == "/" or one.unit and not two.unit and "from" not in before:
            return bool(one.money and two.money)
        raised = gap == "to" and ("by" in before and one.money or one.spelt and two.money)
        return not raised and one.unit in ("", two.unit) and bool(one.money) <= bool(two.money)
    if gap == "and":
        return "between" in before
    parts = gap.split()
    joint = "and" if "between" in before else "to"
    if parts[-1:] != [joint] or len(parts) > 4:
        return False
    unit = " ".join(parts[:-1])
    follows = text[two.end : two.end + len(unit) + 2].strip().lower()
    return "from" in before or joint == "and" or follows.startswith(unit)


def _is_score(text: str, tokens: Sequence[Token], one: Numeral, two: Numeral) -> bool:
    """Whether two numbers joined by a dash are the result of a game: the second is not the greater, nothing follows."""
    if one.money or two.unit or two.value > one.value or text[one.end : two.start].strip() not in ("-", "–"):
        return False
    after = next((t for t in tokens if t.start >= two.end), None)
    return after is None or after.pos not in ("NOUN", "ADV")


def _shared_scale(one: Numeral, two: Numeral) -> float:
    """ "$10 to $15 billion" means billions twice; "$200 to $4 million" does not."""
    if one.scaled or not two.scaled or one.value == 0:
        return 1.0
    for scale in (1e12, 1e9, 1e6, 1e3):
        if two.value >= scale:
            return scale if one.value * scale < two.value else 1.0
    return 1.0


def _quantity(text: str, tokens: Sequence[Token], start: int, end: int, low: float, high: float, unit: str) -> Quantity:
    begin = next((i for i, t in enumerate(tokens) if t.end > start), 0)
    behind = next((i for i, t in enumerate(tokens) if t.start >= end), len(tokens))
    bound = bound_after(tokens, behind, len(tokens)) or bound_before(tokens, begin, 0)
    sign = _SIGNS[bound] if bound else _WRITTEN.get(text[max(0, start - 4) : start].strip().lower()[-4:], "=")
    return Quantity(start, end, low, high, "~" if text[:start].endswith(("~", "≈", "≈ ")) else sign, unit)
