"""How sure a value is, by the counts of its slot and of its rules."""

import pytest

from dateline.lexicon.scores import figures, score

KNOWN = {"when": {"": (80, 100), "dates.good": (40, 40), "dates.bad": (5, 20), "dates.rare": (1, 1)}}


def test_a_rule_tried_often_speaks_for_itself():
    assert score("when", ["dates.good"], KNOWN) > 0.95
    assert score("when", ["dates.bad"], KNOWN) < 0.5


def test_a_rule_tried_seldom_counts_little_beside_its_slot():
    base = score("when", [], KNOWN)
    assert base == pytest.approx(81 / 102)
    assert score("when", ["dates.new"], KNOWN) == pytest.approx(base)
    assert base < score("when", ["dates.rare"], KNOWN) < base + 0.05


def test_a_value_is_as_sure_as_its_least_sure_rule():
    assert score("when", ["dates.good", "dates.bad"], KNOWN) == score("when", ["dates.bad"], KNOWN)


def test_a_slot_that_nobody_counted_is_even():
    assert score("tides", ["dates.good"], KNOWN) == 0.5


def test_the_counts_that_ship_are_counts():
    for slot, rules in figures().items():
        right, of = rules[""]
        assert 0 < right <= of, slot
        assert all(0 <= good <= tried <= of for good, tried in rules.values()), slot
