"""Intervals over reports: the same each time, wider with fewer reports, none where nothing was counted."""

import pytest

from dateline.evaluate.intervals import Score, Spotted, f1_told, interval, summed


def test_the_interval_holds_the_share_and_is_the_same_again():
    rows = [(1, 1)] * 60 + [(0, 1)] * 40
    low, high = interval(rows)
    assert low < 0.6 < high
    assert (low, high) == interval(rows)
    assert (low, high) == pytest.approx((0.504, 0.696), abs=0.02), "binomial: 0.6 and 1.96 times its root"


def test_fewer_reports_are_less_sure():
    few, many = interval([(1, 1), (0, 1)] * 10), interval([(1, 1), (0, 1)] * 200)
    assert few[1] - few[0] > 2 * (many[1] - many[0])


def test_reports_are_drawn_whole():
    """Ten values of one report stand or fall together: the interval is that of four reports, not of forty values."""
    together, apart = interval([(10, 10), (0, 10)] * 2), interval([(1, 1), (0, 1)] * 20)
    assert together[1] - together[0] > apart[1] - apart[0]


@pytest.mark.parametrize("rows", [[], [(1, 1)], [(0, 0), (0, 0)]])
def test_nothing_to_draw_from_has_none(rows):
    assert interval(rows) is None


def test_scores_in_words():
    assert str(Score(0, 0)) == "0 of 0"
    assert str(Score(1, 3)) == "1 of 3 (33.3 %)"
    assert str(Score.over([(1, 1), (1, 1)])) == "2 of 2 (100.0 %, 100.0 to 100.0)"
    assert f1_told([Spotted(1, 1, 3)]) == "0.500"


def test_a_report_without_a_slot_adds_nothing():
    scores = summed([{"killed": (1, 1)}, {"killed": (0, 1), "injured": (1, 1)}])
    assert scores == {"killed": Score(1, 2), "injured": Score(1, 1)}
    assert scores["injured"].rows == ((0, 0), (1, 1))
