"""Counts of the same people: restated, part of a greater number, rival, or on top of others."""

import time

import pytest

from dateline.ledger.toll import as_reported
from dateline.model.actor import Group, Harm, Status, Toll
from dateline.model.claim import TOLL, Attribution, Claim
from dateline.model.estimate import Estimate
from dateline.model.report import Report, Span, cited

VAGUE = "casualties.vague"
GENERAL, CIVIL, ARMY, REBEL = Status.UNCLEAR, Status.CIVILIAN, Status.MILITARY, Status.MILITIA


def told(*rows, gap="." * 60):
    """Fold killed claims, each (words, low, high, status, speaker[, rule]); a text is made of the words."""
    folded = as_reported(claimed(*rows, gap=gap), ())
    return folded.low, folded.high


def claimed(*rows, gap="." * 60):
    report = Report.of(gap.join(row[0] for row in rows))
    claims, at = [], 0
    for said, low, high, status, speaker, *rule in rows:
        evidence = report.cite(Span(at, at + len(said)), rule[0] if rule else "casualties.subject")
        at += len(said) + len(gap)
        group = Group(said.split(" ", 1)[1], None, None, status) if " " in said else None
        best = None if VAGUE in rule else low
        value = Toll(Harm.KILLED, Estimate(low, best, high), group)
        claims.append(Claim("e", TOLL, value, cited(evidence), Attribution(speaker)))
    return tuple(claims)


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        # Two speakers about people who may be the same: rivals, never a sum.
        ([("7 civilians", 7, 7, CIVIL, "A"), ("4 people", 4, 4, GENERAL, "B")], (4, 7)),
        ([("10 people", 10, None, GENERAL, None), ("15 residents", 15, 15, CIVIL, "B")], (10, 15)),
        # One voice, later and less: part of what was told.
        ([("9 people", 9, 9, GENERAL, None), ("3 women", 3, 3, CIVIL, None)], (9, 9)),
        ([("9 people", 9, 9, GENERAL, "A"), ("3 children", 3, 3, CIVIL, "B")], (9, 9)),
        ([("9 people", 9, 9, GENERAL, None), ("Ana Sol", 1, 1, GENERAL, None, "casualties.named")], (9, 9)),
        # One voice, later and more precise: no addition.
        ([("10 people", 10, 10, GENERAL, None), ("10 civilians", 10, None, CIVIL, None)], (10, None)),
        # Other people: of another status, or on top.
        ([("2 Marines", 2, 2, ARMY, None), ("5 militants", 5, 5, REBEL, "A")], (7, 7)),
        ([("9 people", 9, 9, GENERAL, None), ("2 other villagers", 2, 2, CIVIL, None)], (11, 11)),
    ],
)
def test_far_apart(rows, expected):
    assert told(*rows) == expected


def test_one_breath_adds_up():
    rows = [("3 villagers", 3, 3, CIVIL, None), ("2 nurses", 2, 2, CIVIL, None)]
    assert told(*rows, gap=" and ") == (5, 5)
    assert told(*rows) == (3, 3)


@pytest.mark.parametrize(("total", "is_one"), [(11, True), (12, False)])
def test_numbers_in_one_breath_are_those_of_a_total_that_they_make(total, is_one):
    """The guard is of another status than "people", and no part of them by his noun."""
    row = [("8 patients", 8, 8, CIVIL, None), ("2 midwives", 2, 2, CIVIL, None), ("a guard", 1, 1, ARMY, None)]
    words = f"{total} people"
    far = "." * 60
    rows = claimed((words, total, total, GENERAL, "A"), (far, 0, 0, GENERAL, None), *row, gap=", ")
    folded = as_reported((rows[0], *rows[2:]), ())
    assert ((folded.low, folded.high) == (total, total)) is is_one


def test_many_numbers_are_folded_in_time():
    rows = [(f"{n % 9 + 1} cooks{n}", n % 9 + 1, n % 9 + 1, CIVIL, None) for n in range(100)]
    began = time.process_time()
    told(*rows, gap=" and ")
    assert time.process_time() - began < 5, "no more than each number held against each other one"


def test_two_others_after_a_row_of_names_are_part_of_the_total():
    rows = [("16 people", 16, 16, GENERAL, None), ("Ana Sol", 1, 1, GENERAL, None, "casualties.named")]
    assert told(*rows, ("2 others", 2, 2, GENERAL, None)) == (16, 16)


def test_the_mayor_and_her_name_are_one_person():
    rows = [("the mayor", 1, 1, GENERAL, None, "casualties.definite")]
    assert told(*rows, ("Ana Sol", 1, 1, GENERAL, None, "casualties.named")) == (1, 1)


def test_four_more_come_on_top_unless_a_total_holds_them():
    earlier = [("7 people", 7, 7, GENERAL, "A"), ("4 more people", 4, 4, GENERAL, "A")]
    assert told(*earlier) == (11, 11)
    assert told(("11", 11, None, GENERAL, "B"), *earlier) == (11, None)


def test_several_say_nothing_beside_a_number():
    assert told(("12 people", 12, 12, GENERAL, "A"), ("several residents", 3, None, CIVIL, "B", VAGUE)) == (12, 12)
