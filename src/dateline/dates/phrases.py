"""Finds the phrases that may be dates: patterns over word classes, the longest phrase first."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from dateline.dates.words import COMPUTED, LINE, Words, read_words, symbol
from dateline.lexicon import Rule, data, load
from dateline.model.page import Page


@dataclass(frozen=True, slots=True)
class Phrase:
    """Tokens `[start, end)` that fit the pattern of a rule.

    Attributes:
        groups: token ranges of the pattern's named parts.
    """

    rule: Rule
    start: int
    end: int
    groups: dict[str, tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Reading:
    """A page, its word classes and its phrases in the order of the text."""

    page: Page
    words: Words
    phrases: tuple[Phrase, ...]

    def inside(self, start: int, end: int) -> Iterator[Phrase]:
        """Yield each way to read exactly tokens `[start, end)` as a date, in rule order."""
        first, last = bisect_left(self.words.tokens, start), bisect_right(self.words.tokens, end - 1)
        if self.words.symbols[first] == LINE:
            first += 1
        for rule in rules():
            match = rule.pattern.fullmatch(self.words.symbols, first, last) if rule.pattern else None
            if match is not None:
                yield _phrase(rule, self.words, match.regs, match.re.groupindex)


def read_phrases(page: Page) -> Reading:
    """Return the phrases of a page that do not overlap: leftmost first, of those the longest, then the earlier rule."""
    words = read_words(page)
    found = []
    for order, rule in enumerate(rules()):
        if rule.pattern is not None:
            for match in rule.pattern.finditer(words.symbols):
                if match.end() > match.start() and stands(page, words, rule, match):
                    found.append((match.start(), -match.end(), order, match))
    out, done = [], 0
    for start, end, order, match in sorted(found, key=lambda f: f[:3]):
        if start >= done:
            out.append(_phrase(rules()[order], words, match.regs, match.re.groupindex))
            done = -end
    return Reading(page, words, tuple(out))


def stands(page: Page, words: Words, rule: Rule, match: re.Match[str]) -> bool:
    """Whether the words beside a doubtful phrase (a bare figure, "fall", "June") let it be a date."""
    guard = GUARDS.get(rule.fields.get("guard", ""))
    if guard is None:
        return True
    start, end = words.tokens[match.start()], words.tokens[match.end() - 1] + 1
    before = page.tokens[start - 1].lower if start else "("
    after = page.tokens[end] if end < len(page.tokens) else None
    return guard(Doubt(page, start, end, before, after.lower if after else ".", after.tag if after else ".", match.groupdict()))


@dataclass(frozen=True, slots=True)
class Doubt:
    """A doubtful phrase with its neighbours."""

    page: Page
    start: int
    end: int
    before: str
    after: str
    after_tag: str
    parts: dict[str, str | None]

    def has(self, *names: str) -> bool:
        """Whether the phrase holds one of these parts."""
        return any(self.parts.get(n) for n in names)


@cache
def _company() -> dict[str, frozenset[str]]:
    return {name: frozenset(words) for name, words in data("en/date_words.toml")["year"].items()}


def _year_stands(doubt: Doubt) -> bool:
    company = _company()
    if doubt.before in company["not_before"] or doubt.after in company["not_after"]:
        return False
    if doubt.end - doubt.start > 1 or doubt.has("midyear"):
        return True
    starts = doubt.page.sentences[doubt.page.tokens[doubt.start].sentence][0] == doubt.start
    return (doubt.before in company["before"] or starts) and not doubt.after_tag.startswith("NNS")


def _year_span_stands(doubt: Doubt) -> bool:
    figures = "".join(c if c.isdigit() else " " for c in doubt.page.text(doubt.start, doubt.end)).split()
    if len(figures) != 2 or doubt.before in _company()["not_before"]:
        return False
    last = figures[1] if len(figures[1]) == 4 else figures[0][:2] + figures[1]
    return len(last) == 4 and 0 < int(last) - int(figures[0]) <= 100


def _month_stands(doubt: Doubt) -> bool:
    """A bare month before a capitalised word is a woman's name ("June Osei"), unless a preposition leads it."""
    bare = doubt.end - doubt.start == 1
    return not bare or doubt.before in _company()["before"] or not doubt.after_tag.startswith("NNP")


def _season_stands(doubt: Doubt) -> bool:
    if doubt.has("year", "year2", "yeardet", "edge", "mod"):
        return True
    words = {t.lower for t in doubt.page.tokens[doubt.start : doubt.end]}
    if doubt.has("det"):
        return doubt.after != "of"
    sharp = not words & {"fall", "spring"}
    return doubt.before in ("in", "during", "by", "until", "since", "through") and doubt.after != "of" or sharp and "the" in words


def _period_stands(doubt: Doubt) -> bool:
    lower = [t.lower for t in doubt.page.tokens[doubt.start : doubt.end]]
    if doubt.has("det4") and not doubt.has("edge", "mod", "rel"):
        return False
    return not (lower[-1] in ("day", "hour", "minute") and ("last" in lower or "next" in lower and lower[0] != "the"))


def _time_stands(doubt: Doubt) -> bool:
    first = doubt.page.tokens[doubt.start].text
    return ":" in first or not first.isdigit() or doubt.end - doubt.start > 1 or doubt.before in ("at", "by", "until", "since")


def _reference_stands(doubt: Doubt) -> bool:
    return doubt.page.tokens[doubt.end - 1].lower != "past" or doubt.before in ("in", "from", "of")


GUARDS = {
    "year": _year_stands,
    "year_span": _year_span_stands,
    "month": _month_stands,
    "season": _season_stands,
    "period": _period_stands,
    "time": _time_stands,
    "reference": _reference_stands,
}


def _phrase(rule: Rule, words: Words, regs: tuple[tuple[int, int], ...], names: object) -> Phrase:
    def tokens(at: tuple[int, int]) -> tuple[int, int]:
        return words.tokens[at[0]], words.tokens[at[1] - 1] + 1

    groups = {name: tokens(regs[i]) for name, i in dict(names).items() if regs[i][1] > regs[i][0] >= 0}  # type: ignore[call-overload]
    return Phrase(rule, *tokens(regs[0]), groups)


@cache
def rules() -> tuple[Rule, ...]:
    """The rules of this room, in file order."""
    return load("en/dates.toml", macros())


@cache
def macros() -> dict[str, str]:
    """Pattern text for every word class, and for the parts that several rules share."""
    m = {name: symbol(name) for name in (*data("en/date_words.toml")["class"], *COMPUTED)}

    def any_of(*names: str) -> str:
        return "[" + "".join(m[n] for n in names) + "]"

    figure = any_of("day", "year", "yy", "num", "numword")
    number = f"{figure}(?:{m['dash']}?{m['numword']})*"
    half = f"{m['dash']}?{m['and']}{m['dash']}?{m['a']}{m['dash']}?{m['half']}"
    m["part"] = any_of("part", "night", "midnight", "overnight")
    m["anyunit"] = any_of("unit", "units", "night")
    m["units"] = m["units"]
    m["digits"] = any_of("day", "yy", "num", "year")
    m["holiday"] = f"{m['holiday']}{m['holiday_rest']}*"
    m["ends"] = f"{any_of('stop', 'comma', 'shut', 'dash', 'and')}|{LINE}|\\Z"
    m["joint"] = any_of("dash", "to", "and", "or")
    m["count"] = (
        f"{m['a']}?{m['vague']}{m['of']}?|{number}(?:{half}|{any_of('or', 'to', 'dash')}{number})?|{m['a']}|{m['half']}{m['a']}"
    )
    m["about"] = f"(?:{m['more']}{m['than']}|{m['at']}{m['least']}|{m['up']}{m['to']}|{m['approx']}{m['to']}?|{m['a']}(?={m['approx']}))+"
    zone = f"(?P<zone>{m['zone']}{m['time']}?)?"
    m["timeclock"] = (
        f"(?P<clock>{m['clock']}|{m['day']}(?={any_of('ampm', 'zone')})|{any_of('year', 'num', 'yy')}(?={m['zone']}))"
        f"(?P<ampm>{m['ampm']})?{zone}"
    )
    modifier = f"{m['very']}?{any_of('mod', 'earlier', 'later')}"
    m["daylead"] = (
        f"(?:{m['timeclock']}(?:{m['comma']}?{m['on']}|{m['comma']})?"
        f"|(?:(?P<mod>{modifier}){any_of('on', 'in', 'comma')}?)?(?:{m['the']}?(?P<part>{m['part']}){any_of('of', 'on', 'comma')}?)?{m['the']}?)"
    )
    m["daytail"] = f"(?:(?P<tailpart>{m['part']})|(?P<tailclock>{m['clock']})(?P<tailampm>{m['ampm']})?)"
    edge = f"{m['the']}?(?P<edge>{m['edge']}){m['of']}{m['the']}?"
    m["edgelead"] = f"(?:{edge}|{m['the']}?(?P<mod>{modifier}){m['dash']}?{m['in']}?)"
    m["monthlead"] = f"(?:{edge}|{m['the']}?(?P<mod>{modifier}){m['dash']}?{m['in']}?{m['the']}?|{m['the']})"
    for name, n in (("year_tail", ""), ("year_tail_b", "2")):
        m[name] = (
            f"(?:{any_of('comma', 'of')}?(?P<year{n}>{any_of('year', 'apoyear')}|{m['apos']}{any_of('yy', 'day')})"
            f"|(?P<yy{n}>{m['yy']}(?!{any_of('other', 'unit', 'units', 'adjective')})|{m['day']}(?={any_of('open')})))"
        )
    return m
