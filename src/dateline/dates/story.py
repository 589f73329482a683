"""What a report tells about its own time: the day it speaks from, the date told before, and whether it looks ahead."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from itertools import pairwise
from typing import Any

from dateline.dates.calendar import FIRST_DAY, LAST_DAY, month_end, real_day, step
from dateline.dates.phrases import Phrase, Reading
from dateline.dates.words import Value
from dateline.lexicon import data
from dateline.model.found import Found
from dateline.model.page import Page, ZoneKind
from dateline.model.when import Precision, When

DATELINE_TOKENS = 60
"""A date that stands in a dateline, or alone on a line, this early in a report is the report's own day."""
DATELINE_LAG = 3
"""Days that a dateline may lie before publication and still be the day the report speaks from."""
NARRATIVE_YEARS = 4
"""So many stated years, most of them far from the publication year, make a report a historical narrative."""
LEAD_SENTENCES = 3
"""News says on which weekday it was in its first sentences, histories do not."""
LOOK_BACK = frozenset({"previous", "preceding", "earlier", "before"})
"""Words by which a report looks back without going back."""
NEWS_DAYS = 14
"""Days before it is told that what a report tells first is still its news."""
NEAR_SENTENCES = 2
"""A clock time belongs to a day told this few sentences before it."""
NEW_YEAR_MONTHS = 10
"""A narrative that goes from a month to one so much earlier in the year has passed into the next year."""
ASIDE_YEARS = 10
"""A narrative that jumps further than this names a date in passing, unless it stays there."""
JOINTS = frozenset({"to", "until", "till", "through", "and", "or", "-", "–", "—", "the", "from", ","})
"""Words between two dates that may share the year of the second."""
RELEASE_NUMBER = re.compile(r"\b(19\d\d|20\d\d)[-–](\d\d)[-–][A-Z]{1,3}[-–]\d{2,4}\b")
RELEASE_CHARACTERS = 600
"""Military press releases number themselves year-month-section-number, in their head."""
PLACE_AND_DAY = re.compile(r"[A-Z][\w’'-]+(?: [A-Z][\w’'-]+){0,2}(?:, [A-Z][\w’'-]+)?,")
"""A place in mixed case before the day of a dateline."""
BRACKETS = str.maketrans(dict.fromkeys("(),[]/", " "))
FRONT_TOKENS = 3
"""A year this close to the start of its sentence ("In 1937, ...") sets the time of what follows."""


@cache
def tense_words() -> dict[str, frozenset[str]]:
    """Words that tell whether a sentence looks ahead."""
    return {name: frozenset(words) for name, words in data("en/date_words.toml")["tense"].items()}


@dataclass(slots=True)
class Story:
    """The state of reading one report: what dates are told from.

    Attributes:
        today: the day the report speaks from, or None.
        narrative: whether partial dates take their year from the date told before, not from `today`.
        told: dates found so far that are placed, in order.
        bases: those of them that later dates count from: not "the day before", which looks back without going back.
        year_set: year and sentence of the last year that a sentence opened with.
        aside: a year far from those told before, until a second one near it shows that the story has moved there.
        lent: token at which a date without a year begins -> the year of the date it is joined to.
    """

    reading: Reading
    today: date | None
    narrative: bool
    told: list[Found[When]] = field(default_factory=list)
    bases: list[Found[When]] = field(default_factory=list)
    year_set: tuple[int, int] | None = None
    aside: int | None = None
    lent: dict[int, int] = field(default_factory=dict)

    @property
    def page(self) -> Page:
        """The page that is read."""
        return self.reading.page

    @property
    def recent(self) -> date | None:
        """What "two days ago" and "last week" count from: `today`, unless the report is a history."""
        return None if self.narrative else self.today

    def value(self, phrase: Phrase, *groups: str) -> Any:
        """Return what the first of these parts of a phrase means; None where it is missing."""
        for name in groups:
            if name in phrase.groups:
                start, end = phrase.groups[name]
                values = [v for v in self.reading.words.values[start:end] if v is not None]
                return values[-1] if values else None
        return None

    def values(self, phrase: Phrase, *groups: str) -> list[Value]:
        """Return the meanings of all words of the first of these parts."""
        for name in groups:
            if name in phrase.groups:
                start, end = phrase.groups[name]
                return [v for v in self.reading.words.values[start:end] if v is not None]
        return []

    def words(self, phrase: Phrase, *groups: str) -> str:
        """Return the lower-case words of the first of these parts, or an empty text."""
        for name in groups:
            if name in phrase.groups:
                start, end = phrase.groups[name]
                return " ".join(self.reading.words.pieces[start:end])
        return ""

    def year(self, phrase: Phrase, *groups: str) -> int | None:
        """Return the year that a part of a phrase states; "'90" and "90" are 1990, "08" is 2008."""
        words = self.words(phrase, *groups)
        figures = "".join(c for c in words if c.isdigit())
        if not figures:
            return None
        year = int(figures)
        if year >= 100:
            return year
        told = self.told[-1].value.earliest if self.narrative and self.told else None
        if told is not None:
            return told.year // 100 * 100 + year
        return year + (2000 if year < 40 else 1900)

    def month_in(self, phrase: Phrase, group: str) -> int:
        """Return the first month in a part of a phrase."""
        return next((v for v in self.values(phrase, group) if isinstance(v, int)), 1)

    def day_parts(self, phrase: Phrase) -> tuple[int | None, int, int]:
        """Return year, month and day that a phrase states; the year may be missing."""
        month = int(self.value(phrase, "month", "month2") or 0)
        return self.year(phrase, "year", "year2", "yy", "yy2"), month, self.figure(phrase, "day", "day2")

    def figure(self, phrase: Phrase, *groups: str) -> int:
        """Return the first figure in the first of these parts, 0 if there is none."""
        figures = ("".join(c for c in word if c.isdigit()) for word in self.words(phrase, *groups).split())
        return int(next((f for f in figures if f), 0))

    def sentence_day(self, i: int) -> When | None:
        """Return the day that the sentence of token `i` tells, the nearest before it, else the first after it."""
        sentence = self.page.tokens[i].sentence
        days = [
            f
            for f in self.told
            if self.page.tokens[f.start].sentence == sentence and f.value.precision is Precision.DAY
        ]
        before = [f.value for f in days if f.end <= i]
        return before[-1] if before else days[0].value if days else None

    def before(self, i: int) -> When | None:
        """Return the last placed date told before token `i`."""
        return next((found.value for found in reversed(self.bases) if found.end <= i), None)

    def week(self, i: int) -> date | None:
        """Return what a weekday counts from in a history: the day told before; a year named in passing says none."""
        before = self.before(i)
        if self.today is None and before is not None and before.precision not in (Precision.DAY, Precision.WEEK):
            return None
        return self.base_month(i)

    def told_near(self, i: int) -> bool:
        """Whether a date was told in this sentence or the two before it."""
        sentence = self.page.tokens[i].sentence
        return any(
            f.end <= i and sentence - self.page.tokens[f.start].sentence <= NEAR_SENTENCES for f in self.bases[-8:]
        )

    def base(self, i: int) -> date | None:
        """Return the day that "two days later" counts from: the date told before, if it is a day; else `today`."""
        before = next((f for f in reversed(self.bases) if f.end <= i), None)
        if before is None:
            return self.recent
        tokens = self.page.tokens
        away = tokens[i].sentence - tokens[before.start].sentence
        one_paragraph = "\n" not in self.page.repaired.text[tokens[before.start].start : tokens[i].start]
        if before.value.precision is Precision.DAY and (self.narrative or away <= NEAR_SENTENCES or one_paragraph):
            return before.value.earliest
        news = None if self.narrative else self._news_day(i)
        return news or (before.value.earliest if before.value.precision is Precision.DAY else None)

    def _news_day(self, i: int) -> date | None:
        """Return the first day that a report of news tells: what "two days earlier" in a later paragraph means."""
        told = (f for f in self.bases if f.end <= i and self.page.is_news(f.start))
        days = (f.value for f in told if f.value.precision is Precision.DAY)
        first = next(days, None)
        if first is None or first.earliest is None or self.today is None:
            return None
        return first.earliest if abs((self.today - first.earliest).days) <= NEWS_DAYS else None

    def base_month(self, i: int) -> date | None:
        """Return a day in the week, month or year told before; else `today`."""
        before = self.before(i)
        return before.earliest if before is not None else self.recent

    def looks_ahead(self, i: int) -> bool:
        """Whether the words that govern token `i` speak of what is to come."""
        tokens, words = self.page.tokens, tense_words()
        for j in self.page.ancestors(i)[:4]:
            token = tokens[j]
            if token.pos not in ("VERB", "AUX"):
                continue
            inner = [tokens[c] for c in self.page.children[j]]
            if any(c.lower == "if" for c in inner):
                continue
            if any(c.lower in words["will"] for c in inner if c.dep in ("aux", "auxpass") or c.tag == "MD"):
                return not any(c.lower == "would" and j2.lower == "have" for c in inner for j2 in inner)
            if (
                token.tag in ("VBZ", "VBP")
                and token.lemma in words["announce"]
                and not token.lower.endswith(("ing", "ed"))
            ):
                return True
            if token.lemma in words["defer"]:
                return True
            if token.tag == "VB" and any(c.lower == "to" for c in inner):
                head = tokens[token.head]
                return head.lemma in words["plan"] and head.pos != "NOUN"
            if token.tag in ("VBD", "VBZ", "VBP", "VBN") and token.dep != "aux":
                return token.lower in words["hint"] and token.tag == "VBN"
        return False

    def note(self, found: Found[When]) -> None:
        """Remember a date for what is told after it."""
        if not found.value.placed:
            return
        self.told.append(found)
        if found.value.precision is not Precision.DECADE and not self._looks_back(found) and not self._is_aside(found):
            self.bases.append(found)
            sentence = self.page.tokens[found.start].sentence
            opens = found.start - self.page.sentences[sentence][0] <= FRONT_TOKENS
            if found.value.earliest and opens and self.has_year(found):
                self.year_set = (found.value.earliest.year, sentence)

    def _looks_back(self, found: Found[When]) -> bool:
        relative = self.narrative or found.rule in ("dates.later", "dates.dayafter", "dates.period")
        coarse = found.value.precision in (Precision.YEAR, Precision.MONTH) or not self.narrative
        return relative and coarse and any(t.lower in LOOK_BACK for t in self.page.tokens[found.start : found.end])

    def _is_aside(self, found: Found[When]) -> bool:
        """Whether a narrative names a far year in passing ("as in 1614", a book of 1998)."""
        last = self.bases[-1].value.earliest if self.bases else None
        if not self.narrative or last is None or found.value.earliest is None:
            return False
        year = found.value.earliest.year
        moved = (
            self.aside is not None
            and abs(self.aside - year) <= ASIDE_YEARS
            and found.value.precision is not Precision.YEAR
        )
        far = abs(last.year - year) > ASIDE_YEARS and not moved
        self.aside = year if far else None
        return far

    def has_year(self, found: Found[When]) -> bool:
        """Whether the words of a date state its year."""
        year = f"{found.value.earliest.year:04d}" if found.value.earliest else ""
        return any(year in t.text for t in self.page.tokens[found.start : found.end])

    def year_told(self, i: int, month: int) -> int | None:
        """Return the year that a date without one takes from its neighbour or from what was told before, or None."""
        if i in self.lent:
            return self.lent[i]
        if self.narrative:
            before = self.before(i)
            if before is None or before.earliest is None:
                return None
            months_back = before.earliest.month - month if before.precision in (Precision.DAY, Precision.MONTH) else 0
            return before.earliest.year + (months_back >= NEW_YEAR_MONTHS)
        if self.year_set and 0 <= self.page.tokens[i].sentence - self.year_set[1] <= 1:
            return self.year_set[0]
        return None

    def nearest(self, i: int, candidates: Sequence[tuple[date, date]]) -> tuple[date, date] | None:
        """Choose among the same date in several years: the last begun, or the next if the sentence looks ahead."""
        if self.today is None:
            return None
        if self.looks_ahead(i):
            return next((c for c in candidates if c[1] >= self.today), None)
        # A report is dated where its desk is: a day that has begun elsewhere may be one ahead.
        past = [c for c in candidates if c[0] <= step(self.today, 1)]
        return past[-1] if past else None

    def year_of_month(self, i: int, month: int) -> int | None:
        """Return the year of a month named without one."""
        told = self.year_told(i, month)
        if told is not None or self.today is None:
            return told
        years = range(self.today.year - 1, self.today.year + 2)
        best = self.nearest(i, [(date(y, month, 1), month_end(y, month)) for y in years])
        return best[0].year if best else None

    def day_of_month(self, i: int, month: int, day: int, *, past: bool = False) -> date | None:
        """Return the day of a date named without a year; `past` where the words themselves say so ("last 29 March")."""
        told = self.year_told(i, month)
        if told is not None:
            return real_day(told, month, day)
        if self.today is None:
            return None
        days = [real_day(y, month, day) for y in range(self.today.year - 4, self.today.year + 5)]
        begun = [d for d in days if d and (not past or d < self.today)]
        best = self.nearest(i, [(d, d) for d in begun]) or (begun[-1:] * 2 if past else None)
        return best[0] if best else None


def stated_day(reading: Reading, published: date | None) -> date | None:
    """Return the day that a dateline or an early line of its own states; without a year only beside `published`."""
    blank = Story(reading, None, False)
    for phrase in reading.phrases:
        if phrase.start > DATELINE_TOKENS:
            return None
        if phrase.rule.id == "dates.day" and _is_dateline(reading.page, phrase):
            year, month, day = blank.day_parts(phrase)
            if year is None and published is None:
                year = _year_of_release(reading.page, month)
            if year is not None and month and day:
                return real_day(year, month, day)
            if published is not None and month and day:
                days = [real_day(published.year + y, month, day) for y in (-1, 0, 1)]
                return min((d for d in days if d), key=lambda d: abs((d - published).days), default=None)
    return None


def _year_of_release(page: Page, month: int) -> int | None:
    """Return the year in a press release's number, if the month there is the dateline's too ("2011-06-S-071")."""
    years = {int(m[1]) for m in RELEASE_NUMBER.finditer(page.repaired.text[:RELEASE_CHARACTERS]) if int(m[2]) == month}
    return years.pop() if len(years) == 1 else None


def _is_dateline(page: Page, phrase: Phrase) -> bool:
    zone = page.zone(phrase.start)
    if zone is not None and zone.kind is ZoneKind.DATELINE:
        return True
    text = page.repaired.text
    start, end = page.tokens[phrase.start].start, page.tokens[phrase.end - 1].end
    first, last = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    before, after = text[first:start].strip(), text[end : last if last >= 0 else len(text)].strip()
    if not before.strip("() ") and not after.strip("() ."):
        return True
    if not text[:start].strip() and after.startswith(":"):  # "Apr. 12: Patrols find arms" heads a release
        return True
    place = before.translate(BRACKETS).split()
    capital = (
        bool(place) and len(place) <= 8 and sum(w[:1].isupper() for w in place) == len(place) and place[0].isupper()
    )
    rest = after.lstrip(" ).,")
    if PLACE_AND_DAY.fullmatch(before) and after.startswith("."):  # "Orsa, 14 March. The ministry said ..."
        return True
    return capital and (not rest or rest.startswith(("(", "-", "–", "—", ":", "[", "/")))


def anchor(reading: Reading) -> tuple[date | None, bool]:
    """Return the day a report speaks from, and whether it is a historical narrative."""
    given = reading.page.report.published
    published = given if given and FIRST_DAY <= given <= LAST_DAY else None
    stated = stated_day(reading, published)
    today = published or stated
    if published and stated and 0 <= (published - stated).days <= DATELINE_LAG:
        today = stated
    years = [
        int(t.text) for t in reading.page.tokens if len(t.text) == 4 and t.text.isdigit() and 1000 <= int(t.text) < 2200
    ]
    if today is None:
        return None, True
    days = [p for p in reading.phrases if p.rule.id in ("dates.weekday", "dates.deictic")]
    leads = any(reading.page.tokens[p.start].sentence < LEAD_SENTENCES for p in days)
    near = sum(1 for _ in days)
    far = [y for y in years if abs(y - today.year) > 2]
    narrative = len(years) >= NARRATIVE_YEARS and len(far) >= 0.7 * len(years) and near * 3 <= len(far)
    return today, narrative and not leads


def lent_years(story: Story) -> dict[int, int]:
    """Lend the year of a date to the one it is joined to ("from May 15 to August 16, 1988").

    Returns:
        First token of the date -> its year: the year before, where the first month is the later one.
    """
    lent: dict[int, int] = {}
    for phrase, other in pairwise(story.reading.phrases):
        year = story.year(other, "year", "year2", "yy", "yy2")
        month = story.value(phrase, "month", "month2", "season", "season2")
        if year is None or month is None or story.year(phrase, "year", "year2", "yy", "yy2") is not None:
            continue
        between = {t.lower for t in story.page.tokens[phrase.end : other.start]}
        if len(between) <= 2 and between <= JOINTS and between:
            later = story.value(other, "month", "month2")
            lent[phrase.start] = year - (isinstance(month, int) and isinstance(later, int) and month > later)
    return lent
