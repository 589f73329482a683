"""Calendar arithmetic at its edges."""

from datetime import date

import pytest

from dateline.dates import calendar
from dateline.model.when import Precision


def test_weeks_and_winters_cross_the_year():
    assert calendar.in_week(date(2021, 1, 1)).timex == "2020-W53"
    winter = calendar.in_season(2019, "WI")
    assert (winter.earliest, winter.latest) == (date(2019, 12, 1), date(2020, 2, 29))


def test_months_end_where_the_month_ends():
    assert calendar.add_months(date(2020, 1, 31), 1) == date(2020, 2, 29)
    assert calendar.real_day(2019, 2, 29) is None


@pytest.mark.parametrize("days", [10**9, -(10**9)])
def test_the_calendar_has_ends(days):
    assert calendar.step(date(2020, 1, 1), days) in (calendar.FIRST_DAY, calendar.LAST_DAY)


@pytest.mark.parametrize(
    ("third", "first", "last"), [("early", (6, 1), (6, 10)), ("mid", (6, 11), (6, 20)), ("late", (6, 21), (6, 30))]
)
def test_a_month_has_an_early_a_middle_and_a_late_part(third, first, last):
    when = calendar.narrowed(calendar.in_month(2014, 6), third)
    assert (when.earliest, when.latest) == (date(2014, *first), date(2014, *last))
    assert (when.timex, when.precision) == ("2014-06", Precision.MONTH)


def test_durations_write_hours_after_t():
    assert [calendar.duration(*d) for d in (("2", "W"), ("6", "H"), ("X", "D"), ("2", "FN"))] == [
        "P2W",
        "PT6H",
        "PXD",
        "P4W",
    ]
