"""Finds the phrases that may be dates: patterns over word classes, the longest phrase first."""

from __future__ import annotations

import re
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
        groups: ranges of symbols (`Words`) for the pattern's named parts.
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

    def inside(self, part: tuple[int, int]) -> Iterator[Phrase]:
        """Yield each way to read exactly this range of symbols as a date, in rule order."""
        for rule in rules():
            match = rule.pattern.fullmatch(self.words.symbols, *part) if rule.pattern else None
            if match is not None:
                yield _phrase(rule, self.words, match)

    def tokens(self, part: tuple[int, int]) -> tuple[int, int]:
        """Return the token range of a range of symbols."""
        return self.words.tokens[part[0]], self.words.tokens[part[1] - 1] + 1


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
            out.append(_phrase(rules()[order], words, match))
            done = -end
    return Reading(page, words, tuple(out))


def stands(page: Page, words: Words, rule: Rule, match: re.Match[str]) -> bool:
    """Whether the words beside a doubtful phrase (a bare figure, "fall", "June") let it be a date."""
    guard = GUARDS.get(rule.fields.get("guard", ""))
    if guard is None:
        return True
    start, end = words.tokens[match.start()], words.tokens[match.end() - 1] + 1
    before = page.tokens[start - 1].lower if start else "("
    last = match.end() == len(words.symbols) or words.symbols[match.end()] == LINE
    after = None if last else page.tokens[words.tokens[match.end()]]
    return guard(
        Doubt(page, start, end, before, after.lower if after else ".", after.tag if after else ".", match.groupdict())
    )


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
    if doubt.has("edge", "mod") or doubt.end - doubt.start > 1:
        return True
    earlier = doubt.page.tokens[max(doubt.start - 2, 0)].text
    if doubt.before in ("to", "and", "-") and (earlier[0] == "0" or doubt.before == "-" and not _like_year(earlier)):
        return False
    starts = doubt.page.sentences[doubt.page.tokens[doubt.start].sentence][0] == doubt.start
    if doubt.before in company["articles"]:
        return "1700" < doubt.page.tokens[doubt.start].text < "2100"
    return (doubt.before in company["before"] or starts) and not doubt.after_tag.startswith("NNS")


def _like_year(word: str) -> bool:
    return len(word) == 4 and word.isdigit() or word.isalpha() and word[0].isupper()


def _year_span_stands(doubt: Doubt) -> bool:
    figures = "".join(c if c.isdigit() else " " for c in doubt.page.text(doubt.start, doubt.end)).split()[-2:]
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
    return (
        doubt.before in ("in", "during", "by", "until", "since", "through", "throughout", "over")
        and doubt.after != "of"
        or sharp
        and "the" in words
    )


def _period_stands(doubt: Doubt) -> bool:
    lower = [t.lower for t in doubt.page.tokens[doubt.start : doubt.end]]
    if doubt.has("det4") and not doubt.has("edge", "mod", "rel"):
        return lower[-1] == "weekend"
    return not (lower[-1] in ("day", "hour", "minute") and ("last" in lower or "next" in lower and lower[0] != "the"))


def _time_stands(doubt: Doubt) -> bool:
    first = doubt.page.tokens[doubt.start].text
    return (
        ":" in first
        or not first.isdigit()
        or doubt.end - doubt.start > 1
        or doubt.before in ("at", "by", "until", "since")
    )


def _reference_stands(doubt: Doubt) -> bool:
    last = doubt.page.tokens[doubt.end - 1].lower
    return last not in ("past", "time") or doubt.before in ("in", "from", "of", "at", "by", "until")


def _day_told_stands(doubt: Doubt) -> bool:
    behind = doubt.before in ("on", "of", "by", "until", "since", "from", "to")
    named = doubt.after_tag.startswith(("N", "J", "CD", "HYPH"))
    begins = doubt.before == "on" and doubt.after_tag == "NNS"  # "on the 5th gunmen shot two men"
    alone = behind and (begins or not named) and doubt.after != "of"
    return doubt.has("of") or doubt.has("part") or doubt.has("weekday") or alone


GUARDS = {
    "day_told": _day_told_stands,
    "year": _year_stands,
    "year_span": _year_span_stands,
    "month": _month_stands,
    "season": _season_stands,
    "period": _period_stands,
    "time": _time_stands,
    "reference": _reference_stands,
}


def _phrase(rule: Rule, words: Words, match: re.Match[str]) -> Phrase:
    groups = {name: match.span(name) for name in match.re.groupindex if match.end(name) > match.start(name)}
    return Phrase(rule, words.tokens[match.start()], words.tokens[match.end() - 1] + 1, groups)


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

    figure = any_of("day", "year", "yy", "num")
    number = f"(?:{m['numword']}(?:{m['dash']}?{m['numword']})*|{figure})"
    half = f"{m['dash']}?{m['and']}{m['dash']}?{m['a']}?{m['dash']}?{m['half']}"
    m["part"] = any_of("part", "night", "midnight", "overnight")
    m["anyunit"] = any_of("unit", "units", "night")
    m["digits"] = any_of("day", "yy", "num", "year")
    m["holiday"] = f"{m['holiday']}{m['holiday_rest']}*"
    m["ends"] = f"{any_of('stop', 'comma', 'shut', 'dash', 'and')}|{LINE}|\\Z"
    m["joint"] = any_of("dash", "to", "and", "or")
    several = f"{number}(?:{half}|{any_of('or', 'to', 'dash')}{number})?"
    m["count"] = f"{m['a']}?{m['vague']}{m['of']}?|{several}|{m['a']}|{m['half']}{m['a']}"
    least = f"{m['more']}{m['than']}|{m['at']}{m['least']}|{m['up']}{m['to']}"
    m["about"] = f"(?:{least}|{m['approx']}{m['to']}?|{m['a']}(?={m['approx']}))+"
    zone = f"(?P<zone>{m['zone']}{m['time']}?)?"
    m["timeclock"] = (
        f"(?P<clock>{m['clock']}|{m['day']}(?={any_of('ampm', 'zone')})|{any_of('year', 'num', 'yy')}(?={m['zone']}))"
        f"(?P<ampm>{m['ampm']})?{zone}"
    )
    modifier = f"{m['very']}?{any_of('mod', 'earlier', 'later')}{m['dash']}?"
    part = f"(?:{m['the']}?(?P<part>{m['part']}){any_of('of', 'on', 'comma')}?)?"
    # "in the early hours of Friday", "the small hours of Friday morning"
    early = f"(?P<hours>{any_of('mod', 'wee')}|{m['mod']}?{m['part']})"
    hours = f"{m['the']}?{early}{m['units']}{any_of('of', 'on')}{m['the']}?"
    lead = f"(?:(?P<mod>{modifier}){any_of('on', 'in', 'comma')}?)?{part}"
    m["daylead"] = f"(?:{hours}|{m['timeclock']}{m['comma']}?|{lead})"
    part = f"(?:{m['in']}{m['the']})?{m['mod']}?{m['dash']}?(?P<tailpart>{m['part']})"
    m["daytail"] = f"(?:{part}|(?P<tailclock>{m['clock']})(?P<tailampm>{m['ampm']})?)"
    edge = f"{m['the']}?(?P<edge>{m['edge']}){m['of']}{m['the']}?"
    m["edgelead"] = f"(?:{edge}|{m['the']}?(?P<mod>{modifier}){m['dash']}?{m['in']}?)"
    m["barelead"] = f"(?:{edge}|(?P<mod>{modifier}){m['dash']}?{m['in']}?)"
    m["monthlead"] = f"(?:{edge}|{m['the']}?(?P<mod>{modifier}){m['dash']}?{m['in']}?{m['the']}?|{m['the']})"
    for name, n in (("year_tail", ""), ("year_tail_b", "2")):
        m[name] = (
            f"(?:{any_of('comma', 'of')}?(?P<year{n}>{any_of('year', 'apoyear')}|{m['apos']}{any_of('yy', 'day')})"
            f"|(?P<yy{n}>{m['yy']}(?!{any_of('other', 'unit', 'units', 'adjective')})|{m['day']}(?={any_of('open')})))"
        )
    return m
