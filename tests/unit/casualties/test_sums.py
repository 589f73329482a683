"""The sum of many attacks in a country is a running total; the toll of one attack is not."""

import pytest

from dateline.model.report import Report
from dateline.pipeline import extract

SUMS = [
    "Karunese attacks killed 11 people and wounded 58 across Ukraine on Monday, officials said.",
    "At least 20 villagers were killed in raids throughout the country on Monday.",
    "Strikes across six provinces of Iraq killed 31 people overnight.",
    "Nationwide, the bombings left 40 people dead on Sunday.",
]
EVENTS = [
    "The attack killed 11 people across from the mosque in Kirkuk.",
    "Two bombings killed nine people in Kirkuk on Monday.",
    "Strikes on a village in Ukraine killed nine people.",
]


@pytest.mark.parametrize("text", SUMS)
def test_a_sum_over_a_country_is_a_tally(text):
    read = extract(Report.of(text))
    assert read.tallies and not [c for c in read.claims if c.slot.name == "toll"]


@pytest.mark.parametrize("text", EVENTS)
def test_the_toll_of_one_attack_is_its_own(text):
    read = extract(Report.of(text))
    assert not read.tallies and [c for c in read.claims if c.slot.name == "toll"]
