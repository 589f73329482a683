"""Reads dates told from another day: from the day of the report, or from a date told before."""

from __future__ import annotations

from datetime import date, timedelta

from dateline.dates import calendar
from dateline.dates.absolute import (
    PART_CODES,
    at_time,
    clock_of,
    in_part,
    read_day,
    read_holiday,
    read_month,
    read_year,
    third,
)
from dateline.dates.phrases import Phrase
from dateline.dates.story import DATELINE_LAG, Story, tense_words
from dateline.model.when import Precision, When

FROM_TOLD = frozenset({"that", "same", "following", "previous", "preceding", "ensuing", "succeeding"})
"""Determiners that point to the date told before, not to the day of the report."""
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
NIGHTS = 5
"""Tokens behind "overnight" within which the days stand between which the night was."""
BACK = frozenset({"last", "previous", "preceding", "past", "prior"})
DASHES = frozenset("-–—/")
AHEAD = frozenset({"next", "following", "coming", "upcoming", "ensuing", "succeeding"})


def read_weekday(story: Story, phrase: Phrase) -> When | None:
    """Read a weekday."""
    number = int(story.value(phrase, "weekday", "named", "named2"))
    if story.words(phrase, "weekday").endswith("days"):
        return calendar.unplaced(f"XXXX-WXX-{number}", Precision.DAY, "SET")
    det, weekdet = story.words(phrase, "det"), story.words(phrase, "weekdet")
    base = story.week(phrase.start) if det in FROM_TOLD or story.narrative else story.today
    if base is None:
        return calendar.unplaced(f"XXXX-WXX-{number}", Precision.DAY)
    if weekdet and story.value(phrase, "unit") == "W":
        shift = {"last": -7, "next": 7}.get(weekdet, 0)
        return at_time(story, phrase, calendar.step(base, number - base.isoweekday() + shift))
    back, ahead = (base.isoweekday() - number) % 7, (number - base.isoweekday()) % 7
    if det in BACK:
        day = calendar.step(base, -(back or 7))
    elif det in AHEAD:
        day = calendar.step(base, ahead or 7)
    elif det == "this" and ahead <= 3 or story.looks_ahead(phrase.start):
        day = calendar.step(base, ahead)
    else:
        day = calendar.step(base, -back)
    return at_time(story, phrase, day)


def read_deictic(story: Story, phrase: Phrase) -> When | None:
    """Read "yesterday morning", "last night", "overnight"."""
    said, part = story.value(phrase, "deictic"), story.value(phrase, "part", "part2")
    if said is not None:
        days, part = int(str(said).removesuffix("NI")), part or ("NI" if str(said).endswith("NI") else None)
    else:
        days = {"last": -1, "next": 1}.get(story.words(phrase, "det"), 0)
    base = _told_from(story, phrase.start)
    if base is None:
        return no_day(part)
    if "overnight" in phrase.groups:
        return in_part(_night_to(story, phrase, base), "overnight")
    day = calendar.step(base, days)
    clock = clock_of(story.words(phrase, "clock", "clock2"), story.value(phrase, "ampm", "ampm2"), str(part or ""))
    if clock:
        return calendar.moment(day, clock)
    return in_part(day, str(part)) if part else calendar.on(day)


def _night_to(story: Story, phrase: Phrase, base: date) -> date:
    """The day on which a night ends, where the words name it: "overnight between Saturday and Sunday", "to Sunday"."""
    after = story.page.tokens[phrase.end : phrase.end + NIGHTS]
    if not after or after[0].lower not in ("between", "from", "to", "into"):
        return base
    named = [WEEKDAYS.index(t.lower) + 1 for t in after if t.lower in WEEKDAYS]
    return calendar.step(base, -((base.isoweekday() - named[-1]) % 7)) if named else base


def _told_from(story: Story, token: int) -> date | None:
    """What "this morning" counts from: the day on which the sentence says that it was said, else the report's.

    "The ministry announced on Saturday that nine shells had fallen this morning": on Saturday.
    """
    page = story.page
    saying = {a for a in page.ancestors(token) if page.tokens[a].lemma in tense_words()["saying"]}
    for found in reversed(story.told) if story.recent and saying else ():
        above = page.ancestors(page.head_of(found.start, found.end))
        day = found.value.earliest if found.value.earliest == found.value.latest else None
        if day and story.recent and next((a for a in above if page.tokens[a].pos == "VERB"), None) in saying:
            return day if abs((story.recent - day).days) <= DATELINE_LAG else story.recent
    return story.recent


def no_day(part: object = None) -> When:
    """Return a day, or a part of one, that nothing places."""
    code = PART_CODES.get(str(part), str(part))
    return calendar.unplaced("XXXX-XX-XX" + (f"T{code}" if part else ""), Precision.DAY, "TIME" if part else "DATE")


def read_period(story: Story, phrase: Phrase) -> When | None:
    """Read "last week", "earlier this month", "that year", "the end of the year"."""
    unit = str(story.value(phrase, "unit", "unit2"))
    det = story.words(phrase, "det", "det2", "det3", "det4").replace("the ", "").replace(" same", "") or "the"
    from_told = det in FROM_TOLD or story.narrative or "det2" in phrase.groups and det in AHEAD
    base = story.base_month(phrase.start) if from_told else story.today
    if unit in ("H", "MIN"):
        return None
    if unit == "D" and from_told:
        base = story.base(phrase.start)
    if det == "past" or det in ("last", "coming") and "det2" in phrase.groups:
        return _stretch(story, unit, det)
    if base is None:
        return calendar.unplaced({"D": "XXXX-XX-XX", "W": "XXXX-WXX", "M": "XXXX-XX", "Y": "XXXX"}.get(unit, "XXXX"))
    shift = -1 if det in BACK else 1 if det in AHEAD else 0
    when = calendar.cover(calendar.moved(base, shift, unit), unit)
    if "rel" not in phrase.groups or story.narrative:
        when = calendar.narrowed(when, third(story, phrase))
    if unit == "WE" and not shift and when.earliest and when.earliest > base and not story.looks_ahead(phrase.start):
        when = calendar.in_weekend(calendar.step(base, -7))
    ahead = story.words(phrase, "rel") == "later" or third(story, phrase) == "late" or story.looks_ahead(phrase.start)
    return when if ahead or story.narrative else calendar.until(when, story.today)


def _stretch(story: Story, unit: str, det: str, count: int = 1) -> When:
    timex = calendar.duration(str(count), unit)
    precision = calendar.PRECISIONS.get(unit, Precision.UNKNOWN)
    if story.today is None or story.narrative:
        return calendar.unplaced(timex, precision, "DURATION")
    days = 1 if unit in ("H", "MIN", "SEC") else count
    other = calendar.moved(story.today, -days if det in BACK else days, "D" if unit in ("H", "MIN", "SEC") else unit)
    return When(min(other, story.today), max(other, story.today), precision, timex, "DURATION")


def read_ago(story: Story, phrase: Phrase) -> When | None:
    """Read "three days ago"."""
    count, unit = count_of(story, phrase), str(story.value(phrase, "unit") or "")
    if count is None or "vague" in phrase.groups or story.today is None or unit in ("H", "MIN", "SEC"):
        if unit in ("H", "MIN", "SEC") and story.today is not None:
            before = calendar.step(story.today, -1)
            return When(before, story.today, Precision.DAYS, f"{story.today.isoformat()}TXX", "TIME")
        return calendar.unplaced("PAST_REF")
    return calendar.cover(calendar.moved(story.today, -int(count), unit), unit)


def count_of(story: Story, phrase: Phrase) -> float | None:
    """Return the number that a phrase counts, or None for "few" and "several"."""
    said = [str(v) for v in story.values(phrase, "count")]
    if not said or "X" in said:
        return None
    total = 0.0
    for word in said:
        if word in ("a", "an"):
            total = total or 1
        elif word == "half":
            total = total + 0.5 if total > 1 or "and" in said else 0.5
        elif word in ("or", "to") or (word in DASHES and said[0].isdigit()):
            break
        elif word.replace(",", "").replace(".", "").isdigit():
            value = float(word.replace(",", ""))
            total = total * value if value in (100, 1000) and total else total + value
    return total or None


def amount(count: float | None) -> str:
    """Return a count as TIMEX3 writes it: "2", "2.5", "X"."""
    return "X" if count is None else f"{count:g}"


def read_later(story: Story, phrase: Phrase) -> When | None:
    """Read "two days later"; without a number or a day to count from it places nothing."""
    count, unit = count_of(story, phrase), str(story.value(phrase, "unit", "vague"))
    way = story.words(phrase, "way", "way2").split()[0]
    base = story.base(phrase.start) if unit in ("D", "NI", "H", "MIN", "SEC") else story.base_month(phrase.start)
    told = story.before(phrase.start)
    if unit == "D" and count is not None and base is None and told is not None and told.earliest is not None:
        return calendar.unplaced(f"{told.earliest.year:04d}-XX-XX", Precision.DAY)
    if count is None or "vague" in phrase.groups or base is None or unit in ("H", "MIN", "SEC", "CE"):
        return calendar.unplaced(calendar.duration(amount(count), unit), kind="DURATION")
    sign = 1 if way in ("later", "after", "afterwards", "afterward", "thereafter") else -1
    return calendar.cover(calendar.moved(base, sign * int(count), unit), unit)


def read_dayafter(story: Story, phrase: Phrase) -> When | None:
    """Read "the day before", "the next morning", "that night"."""
    part, unit = story.value(phrase, "part", "part2"), story.value(phrase, "unit")
    base = story.base(phrase.start)
    way = story.words(phrase, "way", "nextdet")
    shift = 1 if way in ("after", *AHEAD) else -1 if way in ("before", *BACK) else 0
    if unit in ("H", "MIN"):
        return None
    if part is None and unit in ("MO", "AF", "EV", "NI", "night"):
        part = unit
    if base is None:
        return no_day(part)
    if part:
        return in_part(calendar.step(base, shift), str(part))
    return calendar.cover(calendar.moved(base, shift, str(unit)), str(unit))


def read_apart(story: Story, phrase: Phrase) -> When | None:
    """Read "a day after rockets fell": where the sentence says its own day, the bounds are the day of the rockets."""
    unit = str(story.value(phrase, "unit", "unit2", "vague"))
    count = 1.0 if "unit2" in phrase.groups else count_of(story, phrase)
    timex = calendar.duration(amount(count), unit)
    own = story.sentence_day(phrase.start)
    if unit != "D" or count is None or own is None or own.precision is not Precision.DAY or own.earliest is None:
        return calendar.unplaced(timex, kind="DURATION")
    sign = -1 if story.words(phrase, "way", "way2") == "after" else 1
    day = calendar.step(own.earliest, sign * int(count))
    return When(day, day, Precision.DAY, timex, "DURATION")


def read_counted(story: Story, phrase: Phrase) -> When | None:
    """Read "two days after Christmas", "the eve of Wednesday's attack", "the last day of December"."""
    inner = _named(story, phrase)
    if inner is None or inner.earliest is None or inner.latest is None:
        return calendar.unplaced("XXXX-XX-XX", Precision.DAY)
    if "eve" in phrase.groups:
        return calendar.on(calendar.step(inner.earliest, -1))
    if "nth" in phrase.groups:
        return _nth(story, phrase, inner.earliest, inner.latest)
    count = count_of(story, phrase) or 1
    sign = 1 if story.words(phrase, "way") == "after" else -1
    unit = str(story.value(phrase, "unit"))
    if unit in ("H", "MIN", "SEC"):
        return calendar.unplaced(calendar.duration(amount(count_of(story, phrase)), unit), kind="DURATION")
    return calendar.cover(calendar.moved(inner.earliest, sign * int(count), unit), unit)


def _nth(story: Story, phrase: Phrase, first: date, last: date) -> When | None:
    said, unit = str(story.value(phrase, "nth")), str(story.value(phrase, "unit3"))
    if unit not in ("D", "W"):
        return None
    size = timedelta(days=1 if unit == "D" else 7)
    nth = story.figure(phrase, "nth") or (int(said) if said.isdigit() else 0)
    start = last - size + timedelta(days=1) if said == "last" else first + size * (nth - 1)
    if not nth and said != "last" or start > last:
        return None
    if unit == "D":
        return calendar.on(start)
    return When(start, min(start + size - timedelta(days=1), last), Precision.WEEK, calendar.in_week(start).timex)


def _named(story: Story, phrase: Phrase) -> When | None:
    span = next(phrase.groups[g] for g in ("named", "named2", "named3", "named4") if g in phrase.groups)
    inner = next(story.reading.inside(span), None)
    readers = {
        "dates.day": read_day, "dates.weekday": read_weekday, "dates.holiday": read_holiday,
        "dates.month": read_month, "dates.year": read_year, "dates.deictic": read_deictic,
    }  # fmt: skip
    return readers[inner.rule.id](story, inner) if inner and inner.rule.id in readers else None


def read_time(story: Story, phrase: Phrase) -> When | None:
    """Read a time of day; near midnight its day may be the next."""
    part = story.value(phrase, "part")
    clock = clock_of(story.words(phrase, "clock"), story.value(phrase, "ampm"))
    code = clock or PART_CODES.get(str(part), str(part))
    own = story.sentence_day(phrase.start)
    near = story.base(phrase.start) if story.told_near(phrase.start) else None
    day = own.earliest if own else near
    if day is None:
        return calendar.unplaced(f"XXXX-XX-XXT{code}", Precision.DAY, "TIME")
    if code == "24:00":
        return When(day, calendar.step(day, 1), Precision.DAYS, f"{day.isoformat()}T24:00", "TIME")
    return calendar.moment(day, code)


def read_duration(story: Story, phrase: Phrase) -> When | None:
    """Read a length of time; "the past two weeks" has days."""
    if "spanning" in phrase.groups:
        return calendar.unplaced(str(story.value(phrase, "spanning")), kind="DURATION")
    unit = str(story.value(phrase, "unit", "unit2", "unit4", "vague", "vague2", "vague3", "vague4"))
    unit = {"night": "NI"}.get(unit, unit)
    if unit == "Q" and "count" not in phrase.groups:
        return None
    count = 0.5 if "half" in phrase.groups else 1.0 if "all" in phrase.groups else count_of(story, phrase)
    count = count + 0.5 if count and "halves" in phrase.groups else count
    det = story.words(phrase, "det")
    if det in ("last", "past", "next", "coming") and count:
        whole = _stretch(story, unit, det, int(count))
        return When(whole.earliest, whole.latest, whole.precision, calendar.duration(amount(count), unit), "DURATION")
    return calendar.unplaced(calendar.duration(amount(count), unit), kind="DURATION")


def read_repeated(story: Story, phrase: Phrase) -> When | None:
    """Read a time that returns."""
    if "weekday" in phrase.groups:
        return calendar.unplaced(f"XXXX-WXX-{story.value(phrase, 'weekday')}", Precision.DAY, "SET")
    count = str(story.value(phrase, "number") or 1)
    unit = str(story.value(phrase, "unit") or "D")
    timex = story.value(phrase, "repeated") or calendar.duration(count, {"night": "D"}.get(unit, unit))
    return calendar.unplaced(str(timex), kind="SET")


def read_reference(story: Story, phrase: Phrase) -> When | None:
    """Read "now", "recently", "in the future"."""
    said = story.value(phrase, "ref")
    return calendar.unplaced(str(said) if said else "PAST_REF" if "past" in phrase.groups else "PRESENT_REF")
