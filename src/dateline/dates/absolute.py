"""Reads dates that are named: days, months, years, decades, seasons, feasts."""

from __future__ import annotations

from datetime import date

from dateline.dates import calendar
from dateline.dates.phrases import Phrase
from dateline.dates.story import Story
from dateline.model.when import Precision, When

SEPT_11 = (9, 11)
"""A report that says "the Sept. 11 attacks" without a year means those of 2001."""
PART_CODES = {"night": "NI", "midnight": "24:00", "overnight": "NI"}
"""TIMEX3 codes of the parts of a day that are word classes of their own."""


def read_day(story: Story, phrase: Phrase) -> When | None:
    """Read a day of a month."""
    year, month, day = story.day_parts(phrase)
    after = story.page.tokens[phrase.end : phrase.end + 2]
    if year is None and (month, day) == SEPT_11 and any(t.lower in ("attack", "attacks", "2001") for t in after):
        year = 2001
    past = story.words(phrase, "det", "det2") in ("last", "past")
    found = calendar.real_day(year, month, day) if year else story.day_of_month(phrase.start, month, day, past=past)
    if found is None:
        return calendar.unplaced(f"XXXX-{month:02d}-{day:02d}", Precision.DAY) if not year and 1 <= day <= 31 else None
    return at_time(story, phrase, found)


def at_time(story: Story, phrase: Phrase, day: date) -> When:
    """Return the day, or the time of it that the phrase says."""
    clock = clock_of(story.words(phrase, "clock", "tailclock"), story.value(phrase, "ampm", "tailampm"))
    if clock:
        return calendar.moment(day, clock)
    part = story.value(phrase, "tailpart", "part", "part2")
    if part is None and "hours" in phrase.groups:
        said = str(story.value(phrase, "hours"))
        part = {"late": "NI", "early": "MO", "wee": "MO", "small": "MO"}.get(said, said)
    return in_part(day, str(part)) if part else calendar.on(day)


def in_part(day: date, part: str) -> When:
    """Return a part of a day; "overnight" may be the day before or the day itself."""
    code = PART_CODES.get(part, part)
    if part == "overnight":
        before = calendar.step(day, -1)
        return When(before, day, Precision.DAYS, f"{before.isoformat()}TNI", "TIME")
    return calendar.moment(day, code)


def clock_of(words: str, ampm: object, part: str = "") -> str | None:
    """Return a clock time as TIMEX3 writes it ("19:35"), or None. The part of the day tells morning from evening."""
    figures = "".join(c for c in words if c.isdigit())
    if not figures or len(figures) > 4:
        return None
    hour, minute = (int(figures[:-2]), figures[-2:]) if len(figures) > 2 else (int(figures), "00")
    said = str(ampm or "") or words[-4:].replace(".", "").replace(" ", "").upper()
    if (said.endswith("PM") or part in ("AF", "EV")) and hour < 12:
        hour += 12
    elif said.endswith("AM") and hour == 12:
        hour = 0
    return f"{hour:02d}:{minute}" if hour <= 24 and int(minute) < 60 else None


def read_numeric(story: Story, phrase: Phrase) -> When | None:
    """Read a day in figures; where two readings remain, neither."""
    if "y" in phrase.groups:
        year, month, day = (int(story.words(phrase, g)) for g in ("y", "m", "d"))
        found = calendar.real_day(year, month, day)
        return calendar.on(found) if found else None
    a, b, year = (int(n) for n in story.words(phrase, "slashed").replace(".", "/").split("/"))
    year = year if year >= 100 else year + (2000 if year < 40 else 1900)
    days = {d for d in (calendar.real_day(year, a, b), calendar.real_day(year, b, a)) if d}
    begun = {d for d in days if story.today is None or d <= calendar.step(story.today, 1)}
    if len(days) > 1 and len(begun) == 1:
        days = begun
    if not days:
        return None
    return calendar.on(days.pop()) if len(days) == 1 else calendar.unplaced(f"{year:04d}-XX-XX", Precision.DAY)


def third(story: Story, phrase: Phrase) -> str | None:
    """Return "early", "mid" or "late" as a phrase narrows its date, or None."""
    said = story.value(phrase, "edge", "edge2", "mod", "mod2")
    return {"earlier": "early", "later": "late"}.get(str(said), str(said)) if said else None


def read_month(story: Story, phrase: Phrase) -> When | None:
    """Read a month."""
    month = int(story.value(phrase, "month"))
    year, det = story.year(phrase, "year", "yy"), story.words(phrase, "det", "yeardet")
    if year is None:
        year = _month_year(story, phrase, month, det.replace("the ", ""))
    if year is None:
        return calendar.unplaced(f"XXXX-{month:02d}", Precision.MONTH)
    return calendar.narrowed(calendar.in_month(year, month), third(story, phrase))


def _month_year(story: Story, phrase: Phrase, month: int, det: str) -> int | None:
    yeardet = "yeardet" in phrase.groups
    from_told = det in ("that", "same", "following", "previous", "preceding") or (
        story.narrative and det in ("next", "last")
    )
    base = story.base_month(phrase.start) if from_told else story.today
    if not det or base is None:
        return story.year_of_month(phrase.start, month)
    if yeardet:
        return base.year + {"last": -1, "previous": -1, "next": 1, "following": 1}.get(det, 0)
    if det in ("last", "previous", "preceding"):
        return base.year if month < base.month else base.year - 1
    if det in ("next", "following", "coming"):
        return base.year if month > base.month else base.year + 1
    return base.year


def read_year(story: Story, phrase: Phrase) -> When | None:
    """Read a year."""
    year = story.year(phrase, "year")
    return calendar.narrowed(calendar.in_year(year), third(story, phrase)) if year else None


def read_old_year(story: Story, phrase: Phrase) -> When | None:
    """Read a year with its era."""
    figures = story.words(phrase, "number", "number2").replace(",", "")
    if not figures.isdigit():
        return None
    # "264 to 241 BC": the first year has no era of its own.
    if story.value(phrase, "era", "era2") in ("BC", None):
        return calendar.unplaced(f"BC{int(figures):04d}", Precision.YEAR)
    year = int(figures)
    if calendar.FIRST_DAY.year <= year <= calendar.LAST_DAY.year:
        return calendar.in_year(year)
    return calendar.unplaced(f"{year:04d}", Precision.YEAR) if 0 < year < calendar.FIRST_DAY.year else None


def read_decade(story: Story, phrase: Phrase) -> When | None:
    """Read a decade or a century."""
    figures = "".join(c for c in story.words(phrase, "decade", "short") if c.isdigit())
    if figures:
        year = int(figures) if len(figures) == 4 else 1900 + int(figures)
        return calendar.narrowed(calendar.in_decade(year), third(story, phrase))
    if story.value(phrase, "unit") != "CE":
        return None
    nth = story.figure(phrase, "nth") or int(story.value(phrase, "nth") or 0)
    if story.value(phrase, "era") == "BC":
        return calendar.unplaced(f"BC{nth - 1:02d}")
    return calendar.in_century(nth)


def read_season(story: Story, phrase: Phrase) -> When | None:
    """Read a season."""
    code = str(story.value(phrase, "season", "season2"))
    year, det = story.year(phrase, "year", "year2"), story.words(phrase, "det")
    year = year or story.lent.get(phrase.start)
    if year is None:
        base = (
            story.base_month(phrase.start)
            if story.narrative or det in ("that", "following", "previous")
            else story.today
        )
        if base is None:
            return calendar.unplaced(f"XXXX-{code}", Precision.SEASON)
        year = _season_year(story, phrase, code, base, det)
    return calendar.narrowed(calendar.in_season(year, code), third(story, phrase))


def _season_year(story: Story, phrase: Phrase, code: str, base: date, det: str) -> int:
    first = calendar.in_season(base.year, code).earliest or base
    if story.narrative and det in ("", "that"):
        return base.year
    if det in ("next", "following", "coming") or (not det and story.looks_ahead(phrase.start)):
        return base.year if base < first else base.year + 1
    begun = base.year if first <= base else base.year - 1
    ended = calendar.in_season(begun, code).latest
    running = ended is not None and base <= ended
    return begun - 1 if det == "last" and running else begun


def read_holiday(story: Story, phrase: Phrase) -> When | None:
    """Read a feast."""
    feast = story.values(phrase, "holiday")[0]
    if not isinstance(feast, tuple):
        return None
    year = story.year(phrase, "year") or (feast[2] if len(feast) > 2 else None)
    day = calendar.real_day(year, feast[0], feast[1]) if year else story.day_of_month(phrase.start, feast[0], feast[1])
    if day is None:
        return calendar.unplaced(f"XXXX-{feast[0]:02d}-{feast[1]:02d}", Precision.DAY)
    return at_time(story, phrase, day)


def read_pair(story: Story, phrase: Phrase) -> list[tuple[int, int, When]]:
    """Read two days that share a month, or two months that share a year."""
    first, second = (next(phrase.groups[g] for g in names if g in phrase.groups) for names in ("ace", "bdf"))
    spans = [story.reading.tokens(part) for part in (first, second)]
    if "e" in phrase.groups:
        last, months = story.year(phrase, "f") or 1, (int(story.value(phrase, "e")), story.month_in(phrase, "f"))
        both = (last - (months[0] > months[1]), last)
        return [(*span, calendar.in_month(y, m)) for span, y, m in zip(spans, both, months, strict=True)]
    full = next(story.reading.inside(second if "b" in phrase.groups else first), None)
    if full is None:
        return []
    stated, month, _ = story.day_parts(full)
    year = stated or story.year(phrase, "year_d")
    found = []
    for span, day in zip(spans, (story.figure(phrase, "a", "c_day"), story.figure(phrase, "b", "d")), strict=True):
        known = calendar.real_day(year, month, day) if year else story.day_of_month(phrase.start, month, day)
        found.append(
            (*span, calendar.on(known) if known else calendar.unplaced(f"XXXX-{month:02d}-{day:02d}", Precision.DAY))
        )
    return found


def read_years_span(story: Story, phrase: Phrase) -> list[tuple[int, int, When]]:
    """Read "1914-18" as two years."""
    first, last = (story.words(phrase, g) for g in ("first", "short"))
    years = (first, last if len(last) == 4 else first[:2] + last)
    spans = (story.reading.tokens(phrase.groups[g]) for g in ("first", "short"))
    return [(*span, calendar.in_year(int(year))) for span, year in zip(spans, years, strict=True)]


def read_day_told(story: Story, phrase: Phrase) -> When | None:
    """Read "the 28th of that month", "on the 5th": a day of the month told before, else of the last such month."""
    day = story.figure(phrase, "day")
    base = story.base_month(phrase.start)
    if base is None:
        return calendar.unplaced(f"XXXX-XX-{day:02d}", Precision.DAY)
    found = calendar.real_day(base.year, base.month, day)
    if found and not story.narrative and story.today and found > story.today and not story.looks_ahead(phrase.start):
        before = calendar.add_months(base.replace(day=1), -1)
        found = calendar.real_day(before.year, before.month, day)
    return at_time(story, phrase, found) if found else None
