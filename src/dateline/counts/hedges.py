"""Turns a number and the words around it into bounds: "more than", "at least", "as many as", "or so"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from dateline.counts.numbers import FILE, Number
from dateline.lexicon import Rule, load
from dateline.model.estimate import Estimate
from dateline.model.page import Token


@dataclass(frozen=True, slots=True)
class Hedged:
    """A number with its hedges: tokens `[start, end)`, the estimate, and the rule of the outermost hedge."""

    start: int
    end: int
    estimate: Estimate
    rule: str


Table = dict[str, list[tuple[tuple[str, ...], Rule]]]


@cache
def _tables() -> tuple[Table, Table]:
    """Hedges that stand before a number by their last word, and those after it by their first word."""
    before: Table = {}
    after: Table = {}
    for rule in load(FILE):
        for phrase in rule.fields.get("before", ()):
            parts = tuple(phrase.split())
            before.setdefault(parts[-1], []).append((parts, rule))
        for phrase in rule.fields.get("after", ()):
            parts = tuple(phrase.split())
            after.setdefault(parts[0], []).append((parts, rule))
    for table in (before, after):
        for options in table.values():
            options.sort(key=lambda option: -len(option[0]))
    return before, after


def hedged(tokens: Sequence[Token], start: int, number: Number, first: int, stop: int, rule: str) -> Hedged:
    """Read the hedges around a number that begins at token `start`.

    Args:
        first: no hedge begins before this token.
        stop: no hedge ends after it.
        rule: the rule that read the bare number.
    """
    before, after = _tables()
    estimate, end, begin, said = _bare(tokens, start, number), number.end, start, []
    for parts, found in after.get(tokens[end].lower, ()) if end < stop else ():
        if end + len(parts) <= stop and _same(tokens, end, parts):
            estimate, rule, end = _bound(estimate, found.fields["bound"]), found.id, end + len(parts)
            said.append(" ".join(parts))
            break
    while begin > first:
        match = _longest(tokens, begin, first, before)
        if match is None:
            break
        parts, found = match
        begin -= len(parts)
        estimate, rule = _bound(estimate, found.fields["bound"]), found.id
        said.insert(0, " ".join(parts))
    hedge = " ".join(said + ([estimate.hedge] if estimate.hedge else []))
    estimate = Estimate(estimate.low, estimate.best, estimate.high, hedge, estimate.approximate)
    return Hedged(begin, end, estimate, rule)


def bound_before(tokens: Sequence[Token], begin: int, first: int) -> str | None:
    """Return how the hedge that ends before token `begin` bounds a number ("above", "about"), or None for no hedge."""
    match = _longest(tokens, begin, first, _tables()[0]) if begin > first else None
    return str(match[1].fields["bound"]) if match is not None else None


def bound_after(tokens: Sequence[Token], end: int, stop: int) -> str | None:
    """Return how the hedge that begins at token `end` bounds the number before it, or None for no hedge."""
    for parts, found in _tables()[1].get(tokens[end].lower, ()) if end < stop else ():
        if end + len(parts) <= stop and _same(tokens, end, parts):
            return str(found.fields["bound"])
    return None


def _longest(tokens: Sequence[Token], begin: int, first: int, table: Table) -> tuple[tuple[str, ...], Rule] | None:
    for parts, found in table.get(tokens[begin - 1].lower, ()):
        if begin - len(parts) >= first and _same(tokens, begin - len(parts), parts):
            return parts, found
    return None


def _same(tokens: Sequence[Token], at: int, parts: tuple[str, ...]) -> bool:
    return all(tokens[at + k].lower == part for k, part in enumerate(parts))


def _bare(tokens: Sequence[Token], start: int, number: Number) -> Estimate:
    value = number.value
    if number.vague:
        return Estimate(value, None, None, " ".join(t.lower for t in tokens[start : number.end]))
    if number.upper is not None:
        return Estimate(value, None, number.upper)
    return Estimate.exactly(value)


def _bound(estimate: Estimate, bound: str) -> Estimate:
    low, best, high = estimate.low, estimate.best, estimate.high
    top = high if high is not None else estimate.best
    approximate = estimate.approximate or bound in ("about", "nearly")
    match bound:
        case "above" if best is not None and low is not None:
            low, best, high = low + 1, low + 1, None
        case "from" | "above":
            high = None
        case "to" | "nearly" if top is not None:
            low, best, high = None, top if best is None else best, top
        case "below" if top is not None:
            low, best, high = None, max(top - 1, 0), max(top - 1, 0)
    return Estimate(low, best, high, estimate.hedge, approximate)
