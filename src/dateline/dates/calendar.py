"""Calendar arithmetic: from years, months and parts of them to the days they cover and their TIMEX3 values."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from dateline.model.when import Precision, When

SEASONS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
"""First month of each season in the northern half of the world (origin: WMO meteorological seasons)."""
PRECISIONS = {
    "D": Precision.DAY, "NI": Precision.DAY, "W": Precision.WEEK, "FN": Precision.WEEK, "WE": Precision.DAYS,
    "M": Precision.MONTH, "Q": Precision.MONTH, "Y": Precision.YEAR, "DE": Precision.DECADE,
}  # fmt: skip
"""Grain of each unit; shorter units than a day have none."""
FIRST_DAY, LAST_DAY = date(1000, 1, 1), date(2999, 12, 31)
"""The days that reports tell of; counting stops there."""
THIRDS = {"early": (0, 1), "mid": (1, 2), "late": (2, 3)}
"""Which thirds of a month or year "early", "mid" and "late" leave."""


def unplaced(timex: str, precision: Precision = Precision.UNKNOWN, kind: str = "DATE") -> When:
    """Return a value that gives no days."""
    return When(None, None, precision, timex, kind)


def on(day: date) -> When:
    """Return one day."""
    return When(day, day, Precision.DAY, day.isoformat())


def moment(day: date, code: str) -> When:
    """Return a part of a day ("NI") or a clock time ("19:35")."""
    return When(day, day, Precision.DAY, f"{day.isoformat()}T{code}", "TIME")


def in_month(year: int, month: int) -> When:
    """Return a month."""
    return When(date(year, month, 1), month_end(year, month), Precision.MONTH, f"{year:04d}-{month:02d}")


def in_year(year: int) -> When:
    """Return a year."""
    return When(date(year, 1, 1), date(year, 12, 31), Precision.YEAR, f"{year:04d}")


def in_decade(year: int) -> When:
    """Return the decade that holds a year; TIMEX3 writes it with three figures."""
    first = year // 10 * 10
    return When(date(first, 1, 1), date(first + 9, 12, 31), Precision.DECADE, f"{first // 10:03d}")


def in_century(nth: int) -> When:
    """Return the nth century, counted as people do (the 19th is 1800 to 1899); TIMEX3 writes it with two figures."""
    if not 1 < nth < 23:
        return unplaced(f"{max(nth - 1, 0):02d}")
    return When(date(nth * 100 - 100, 1, 1), date(nth * 100 - 1, 12, 31), Precision.UNKNOWN, f"{nth - 1:02d}")


def in_season(year: int, code: str) -> When:
    """Return a season; a winter bears the year in which it begins."""
    first = SEASONS[code]
    end_year, end_month = (year + 1, 2) if code == "WI" else (year, first + 2)
    return When(date(year, first, 1), month_end(end_year, end_month), Precision.SEASON, f"{year:04d}-{code}")


def in_week(day: date) -> When:
    """Return the week of a day, Monday to Sunday."""
    monday = day - timedelta(days=day.weekday())
    year, week, _ = day.isocalendar()
    return When(monday, monday + timedelta(days=6), Precision.WEEK, f"{year:04d}-W{week:02d}")


def in_weekend(day: date) -> When:
    """Return Saturday and Sunday of the week of a day."""
    week = in_week(day)
    last = day - timedelta(days=day.weekday()) + timedelta(days=6)
    return When(last - timedelta(days=1), last, Precision.DAYS, f"{week.timex}-WE")


def in_quarter(day: date) -> When:
    """Return the quarter of a day."""
    quarter = (day.month - 1) // 3
    first = date(day.year, quarter * 3 + 1, 1)
    return When(first, month_end(day.year, quarter * 3 + 3), Precision.MONTH, f"{day.year:04d}-Q{quarter + 1}")


def month_end(year: int, month: int) -> date:
    """Return the last day of a month."""
    return date(year, month, monthrange(year, month)[1])


def real_day(year: int, month: int, day: int) -> date | None:
    """Return the day, or None where the calendar has none (30 February)."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def add_months(day: date, months: int) -> date:
    """Return the day some months on, at the last day of a shorter month."""
    index = min(max(day.year * 12 + day.month - 1 + months, FIRST_DAY.year * 12), LAST_DAY.year * 12 + 11)
    year, month = index // 12, index % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def step(day: date, days: int) -> date:
    """Return the day some days on; stops at the ends of the calendar."""
    return date.fromordinal(min(max(day.toordinal() + days, FIRST_DAY.toordinal()), LAST_DAY.toordinal()))


def cover(day: date, unit: str) -> When:
    """Return the day, week, month, year ... of this unit that holds a day."""
    whole = {"W": in_week, "WE": in_weekend, "FN": in_week, "Q": in_quarter}.get(unit)
    if whole:
        return whole(day)
    if unit == "M":
        return in_month(day.year, day.month)
    if unit == "Y":
        return in_year(day.year)
    if unit == "DE":
        return in_decade(day.year)
    return moment(day, "NI") if unit == "NI" else on(day)


def moved(day: date, count: int, unit: str) -> date:
    """Return the day `count` units on (negative: back)."""
    if unit in ("M", "Q", "Y", "DE"):
        return add_months(day, count * {"M": 1, "Q": 3, "Y": 12, "DE": 120}[unit])
    return step(day, count * {"W": 7, "WE": 7, "FN": 14}.get(unit, 1))


def narrowed(when: When, third: str | None) -> When:
    """Narrow a month, year, week or season to its early, middle or late third; the precision stays the words' own."""
    if third not in THIRDS or when.earliest is None or when.latest is None or when.precision is Precision.DAY:
        return when
    days = (when.latest - when.earliest).days + 1
    if when.precision is Precision.YEAR:
        first, last = THIRDS[third]
        start, end = add_months(when.earliest, first * 4), step(add_months(when.earliest, last * 4), -1)
    else:
        size = 10 if when.precision is Precision.MONTH else max(days // 3, 1)
        first, last = THIRDS[third]
        start = step(when.earliest, first * size)
        end = when.latest if third == "late" else step(when.earliest, last * size - 1)
    return When(start, end, when.precision, when.timex, when.kind)


def until(when: When, day: date | None) -> When:
    """Cut off the days after `day`: what a report tells as past lies before it."""
    if day is None or when.earliest is None or when.latest is None or not when.earliest <= day < when.latest:
        return when
    return When(when.earliest, day, when.precision, when.timex, when.kind)


def duration(count: str, unit: str) -> str:
    """Return the TIMEX3 value of a length of time: ("2", "W") is "P2W", ("6", "H") is "PT6H"."""
    if unit == "FN":
        unit, count = "W", "X" if count == "X" else str(int(float(count) * 2))
    if unit in ("WE", "NI", "Q"):
        unit = {"WE": "WE", "NI": "D", "Q": "Q"}[unit]
    clock = {"H": "H", "MIN": "M", "SEC": "S"}
    return f"PT{count}{clock[unit]}" if unit in clock else f"P{count}{unit}"
