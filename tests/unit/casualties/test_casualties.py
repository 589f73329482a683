"""Harm to people: who, how many, which harm, told by which word."""

import pytest

from dateline import casualties, counts, people
from dateline.annotate import annotate
from dateline.model.report import Report
from dateline.repair import repair


def find(line):
    """The page of a line and the harms on it."""
    page = annotate(repair(Report.of(line)))
    return page, casualties.find(page, counts.find(page), people.find(page))


def read(line):
    """Each harm of a line as (words, harm, low, high, group name)."""
    page, found = find(line)
    out = []
    for f in found:
        toll = f.value.toll
        name = toll.group.name if toll.group else None
        out.append((page.text(f.start, f.end), str(toll.harm), toll.estimate.low, toll.estimate.high, name))
    return out


def test_who_is_said_of_the_person_named_before_an_office():
    line = "The forum mourned Dr Ana Sol, head of nursing at the Marn Heart Centre, who was gunned down in Orsa."
    assert ("Dr Ana Sol", "killed", 1, 1, "Ana Sol") in read(line)
    assert read("The forum named Dr Ana Sol, who said the clinic, which was bombed, had closed.") == []


def test_the_hour_before_a_victim_is_no_number_of_dead():
    line = "At half past nine, a cardiologist was shot dead in Orsa."
    assert read(line) == [("a cardiologist", "killed", 1, 1, "cardiologist")]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (
            "Rockets killed three Kestrian commandos, two federal policemen and a civilian.",
            [
                ("three Kestrian commandos", "killed", 3, 3, "Kestrian commandos"),
                ("two federal policemen", "killed", 2, 2, "federal policemen"),
                ("a civilian", "killed", 1, 1, "civilian"),
            ],
        ),
        (
            "More than a dozen members of the US-led coalition, including those of Poland, were wounded.",
            [
                (
                    "More than a dozen members of the US-led coalition",
                    "wounded",
                    13,
                    None,
                    "members of the US-led coalition",
                )
            ],
        ),
        ("The attacks did not kill anyone.", [("anyone", "killed", 0, 0, None)]),
        ("Fourteen were wounded, five of whom were in serious condition.", [("Fourteen", "wounded", 14, 14, None)]),
        (
            "Between 12 and 14 villagers, including at least five women, were killed.",
            [("Between 12 and 14 villagers", "killed", 12, 14, "villagers")],
        ),
        (
            "The bomb killed at least 25 of its fighters.",
            [("at least 25 of its fighters", "killed", 25, None, "its fighters")],
        ),
        ("Three soldiers are missing.", [("Three soldiers", "missing", 3, 3, "soldiers")]),
        ("They issued a warrant for the arrest of two nuns.", []),
        ("The blast could kill thousands of people.", []),
        ("Umpires had three soldiers “killed” in the drill.", []),
        ("The senate killed three bills.", []),
    ],
)
def test_reads(line, expected):
    assert read(line) == expected


def test_names_beside_their_number_are_one_group():
    _, (toll,) = find("Capt. Ana M. Volk and Sgt. Teo Brandt, two Marine Raiders, were killed in Marn.")
    assert toll.value.toll.estimate.best == 2
    assert toll.value.toll.group.nationality == "US"
    assert len(toll.value.people) == 2


def test_a_later_figure_revises_an_earlier_one():
    _, (first, second) = find("Dozens of troops suffered brain injuries, a figure later raised to more than 100.")
    assert (first.value.revises, second.value.revises) == (False, True)
    assert second.value.toll.estimate.low == 101
    assert second.value.toll.group.name == "troops"


def test_a_total_with_a_baseline_is_cumulative():
    _, (toll,) = find("19 Americans had been killed in combat in Kestria since the start of the campaign.")
    assert toll.value.cumulative
    assert toll.value.toll.group.nationality == "US"


def test_led_by_a_country_is_no_nationality():
    _, (toll,) = find("Two soldiers of the US-led coalition were killed.")
    assert toll.value.toll.group.nationality is None
