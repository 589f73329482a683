"""Zeros of some people only, harm told for either, and the words under which one named person stands."""

from datetime import date

import pytest

import dateline
from dateline.ledger.view import fold, lead


def told(text):
    return lead(fold(dateline.extract(dateline.Report.of(text, published=date(2019, 5, 6)))))


def killed(text):
    toll = told(text).killed
    return None if toll is None else (toll.value.low, toll.value.high)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Rockets hit a camp near Mosul on Sunday, killing three foreign soldiers, a source said.\n\n"
            "They fell without causing casualties among Iraqi troops, the command said.",
            (3, 3),
        ),
        (
            "Rockets hit a camp near Mosul on Sunday, killing three Iraqi troops, a source said.\n\n"
            "They fell without causing casualties among Iraqi troops, the command said.",
            (0, 3),
        ),
        ("A blast hit a bus near Mosul on Sunday. Some 40 people were killed or wounded.", None),
        ("A blast hit a bus near Mosul on Sunday. A guard was killed and nine were wounded.", (1, 1)),
    ],
)
def test_zeros_count_for_those_alone(text, expected):
    assert killed(text) == expected


@pytest.mark.parametrize(
    ("said", "line"),
    [
        ("Tom Ruhl, a taxi driver,", "taxi driver"),
        ("Gen. Tom Ruhl", "Tom Ruhl"),
        ("Tom Ruhl, a former clerk,", "Tom Ruhl"),
    ],
)
def test_a_named_victim_stands_under_a_trade(said, line):
    event = told(f"{said} was killed by gunmen in Mosul on Sunday.")
    assert [c.group.name for c in event.casualties] == [line]
    assert [p.name for p in event.people] == ["Tom Ruhl"]
