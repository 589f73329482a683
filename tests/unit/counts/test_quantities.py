"""Every quantity of a sentence with its bound; what is no quantity is left out."""

import pytest

from dateline.annotate import annotate
from dateline.counts import quantities
from dateline.model.report import Report
from dateline.repair import repair


def read(line):
    """Values of a line as (low, high, bound), a single number where both ends are one and nothing bounds it."""
    out = []
    for q in quantities.find(annotate(repair(Report.of(line)))):
        plain = q.low == q.high and q.bound == "="
        out.append(q.low if plain else (q.low, q.high, q.bound))
    return out


@pytest.mark.parametrize(
    ("line", "values"),
    [
        ("The convoy cost $13.6M and took 2.5 hours.", [13_600_000, 2.5]),
        ("The ministry paid 4 hundred million kroner to 1,200 clerks.", [400_000_000, 1200]),
        ("More than 30 drones flew at about 50mph.", [(30, 30, ">"), (50, 50, "~")]),
        ("It weighs ~45g and is under 7 cm wide.", [(45, 45, "~"), (7, 7, "<")]),
        ("Between 15 and 25 recruits waited from 10 to 12 minutes.", [(15, 25, "="), (10, 12, "=")]),
        ("The firm expects $10 to $15 billion of orders.", [(10e9, 15e9, "=")]),
        ("Fines run from $200 to $4 million.", [(200, 4e6, "=")]),
        ("Two-thirds of the depots burned, one in four tanks too.", [2 / 3, 0.25]),
        ("Hundreds of miles lay ahead.", [(100, 1000, "=")]),
        ("Exports rose 7% to $2.3 billion.", [7, 2.3e9]),
        ("The price rose by $4 to $19 a barrel.", [4, 19]),
        ("Frost of -12 degrees came.", [-12]),
        ("Ostrel shares fell 0.4 percent, Marn lost .5 percent.", [0.4, 0.5]),
    ],
)
def test_quantities_are_read(line, values):
    assert (
        read(line) == pytest.approx(values) if all(isinstance(v, int | float) for v in values) else read(line) == values
    )


@pytest.mark.parametrize(
    "line",
    [
        "He came on 14 May 2019 at 7:35 p.m. and left in 2020.",
        "The 3rd Brigade held Hill 881 in the 1990s.",
        "They met at 12 Orchard Road on Sept. 20-24.",
        "No one knew which one it was.",
        "The match ended 2-2.",
        "MiG-29 and T-72 parts were in Part 3.",
    ],
)
def test_what_is_no_quantity_is_left_out(line):
    assert read(line) == []


def test_a_quantity_cites_its_characters():
    line = "Rebels took $1.5 million."
    (found,) = quantities.find(annotate(repair(Report.of(line))))
    assert line[found.start : found.end] == "$1.5 million"
    assert found.unit == "$"
