"""Dates on a page: TIMEX3 expressions with the days they give.

A range ("from March 3 to 5") comes out three times: its two dates, as TIMEX3 has them, and both together under the
rule `dates.range`, which is what dates an event.
"""

from collections.abc import Callable, Iterator
from itertools import pairwise

from dateline.dates import absolute, relative
from dateline.dates.phrases import Phrase, read_phrases
from dateline.dates.story import Story, anchor, lent_years
from dateline.model.found import Found
from dateline.model.page import Page
from dateline.model.when import Precision, When

RANGE = "dates.range"
READERS: dict[str, Callable[[Story, Phrase], When | None]] = {
    "day": absolute.read_day,
    "numeric": absolute.read_numeric,
    "month": absolute.read_month,
    "year": absolute.read_year,
    "old_year": absolute.read_old_year,
    "decade": absolute.read_decade,
    "season": absolute.read_season,
    "day_told": absolute.read_day_told,
    "holiday": absolute.read_holiday,
    "weekday": relative.read_weekday,
    "deictic": relative.read_deictic,
    "period": relative.read_period,
    "ago": relative.read_ago,
    "later": relative.read_later,
    "dayafter": relative.read_dayafter,
    "apart": relative.read_apart,
    "counted": relative.read_counted,
    "time": relative.read_time,
    "duration": relative.read_duration,
    "repeated": relative.read_repeated,
    "reference": relative.read_reference,
}
PAIRS: dict[str, Callable[[Story, Phrase], list[tuple[int, int, When]]]] = {
    "pair": absolute.read_pair,
    "years_span": absolute.read_years_span,
}
LATE = frozenset({"time", "apart"})
"""Read after the other dates of the page: their day may stand later in their sentence."""


def find(page: Page) -> tuple[Found[When], ...]:
    """Find the dates of a page.

    Returns:
        In the order of the text; a range stands before its two dates. Values without days (`placed` False) are kept:
        durations, sets, references, and dates that nothing in the report or its publication day places.
    """
    reading = read_phrases(page)
    story = Story(reading, *anchor(reading))
    story.lent.update(lent_years(story))
    found: list[Found[When]] = []
    for late in (False, True):
        for phrase in reading.phrases:
            if (phrase.rule.fields["read"] in LATE) is late:
                for one in _read(story, phrase):
                    found.append(one)
                    if not late:
                        story.note(one)
    found.sort(key=lambda f: (f.start, f.end))
    return tuple(sorted((*found, *_ranges(page, found)), key=lambda f: (f.start, -f.end, f.rule != RANGE)))


def _read(story: Story, phrase: Phrase) -> Iterator[Found[When]]:
    name = phrase.rule.fields["read"]
    if name in PAIRS:
        for start, end, when in PAIRS[name](story, phrase):
            yield Found(start, end, when, phrase.rule.id)
    else:
        value = READERS[name](story, phrase)
        if value is not None:
            yield Found(phrase.start, phrase.end, value, phrase.rule.id)


def _ranges(page: Page, found: list[Found[When]]) -> Iterator[Found[When]]:
    for left, right in pairwise(found):
        a, b = left.value, right.value
        if not (a.placed and b.placed and a.earliest and b.latest and a.earliest <= b.latest):
            continue
        if left.end <= right.start and not _joined(page, left, right):
            continue
        if left.end > right.start and (left.start, left.end) != (right.start, right.end):
            continue
        precision = Precision.DAYS if a.precision is Precision.DAY is b.precision else b.precision
        yield Found(left.start, right.end, When(a.earliest, b.latest, precision, f"{a.timex}/{b.timex}"), RANGE)


def _joined(page: Page, left: Found[When], right: Found[When]) -> bool:
    """Whether "from ... to", "between ... and" or a dash joins two dates."""
    between = " ".join(t.lower for t in page.tokens[left.end : right.start]).removesuffix(" the")
    opens = page.tokens[left.start - 1].lower if left.start else ""
    if between == "and":
        return opens == "between"
    if between in ("to", "until", "till", "through", "up to"):
        return opens == "from" or left.rule == right.rule
    return between in ("-", "–", "—") and left.rule == right.rule
