"""When an event was, as codebooks write it: one day and a code for how far it can be trusted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from dateline.ledger.canon.records import CanonicalEvent

WEEK, MONTH, YEAR = 7, 31, 366


@dataclass(frozen=True, slots=True)
class Days:
    """The days that an event may have been on, both inclusive."""

    first: date
    last: date

    @property
    def count(self) -> int:
        """How many days."""
        return (self.last - self.first).days + 1

    @property
    def middle(self) -> date:
        """The day in the middle; of two the earlier."""
        return self.first + timedelta(days=(self.count - 1) // 2)


def days_of(event: CanonicalEvent) -> Days | None:
    """Return the days of an event; None where no report gives a day that can be placed."""
    when = event.when.value if event.when else None
    if when is None or when.earliest is None or when.latest is None:
        return None
    return Days(when.earliest, when.latest)


def acled_day(days: Days) -> tuple[date, int, str] | None:
    """Return ACLED's day, its time precision and the rule; None for more than a month, which ACLED does not code.

    >>> acled_day(Days(date(2019, 12, 1), date(2019, 12, 31)))[:2]
    (datetime.date(2019, 12, 16), 3)
    """
    if days.count == 1:
        return days.first, 1, "the day that reports give"
    if days.count < WEEK:
        return days.first, 2, f"the first of the days that reports allow, to {days.last}"
    if days.count == WEEK:
        return days.middle, 2, f"the middle of the week from {days.first} to {days.last}"
    if days.count <= MONTH:
        return days.middle, 3, f"the middle of the time from {days.first} to {days.last}"
    return None


def ucdp_precision(days: Days) -> int | None:
    """Return UCDP's date precision: 1 a day, 2 two to six days, 3 a week, 4 a month, 5 a year; None for more."""
    limits = ((1, 1), (WEEK - 1, 2), (WEEK, 3), (MONTH, 4), (YEAR, 5))
    return next((code for limit, code in limits if days.count <= limit), None)
