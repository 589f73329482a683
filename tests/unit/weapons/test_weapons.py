"""Weapons: names, families, numbers and what the numbers count."""

import time

import pytest

from dateline import counts, weapons
from dateline.annotate import annotate
from dateline.model.report import Report
from dateline.repair import repair
from dateline.weapons.remainders import parted


def read(line):
    """Each weapon of a line as (words, name, family, low, scope)."""
    page = annotate(repair(Report.of(line)))
    out = []
    for found in weapons.find(page, counts.find(page)):
        said = found.value
        low = said.count.low if said.count else None
        out.append((page.text(found.start, found.end), said.name, said.family, low, said.scope))
    return out


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (
            "Approximately 18 107mm Katyusha rockets struck Camp Ostrel.",
            ("Approximately 18 107mm Katyusha rockets", "107mm Katyusha rockets", "rocket", 18, "hit"),
        ),
        ("A car bomb exploded in Marn.", ("car bomb", "car bomb", "car_bomb", None, None)),
        ("It was a roadside bomb attack.", ("roadside bomb", "roadside bomb", "ied", None, None)),
        ("Soldiers seized 12 AK-47s.", ("12 AK-47s", "AK-47s", "small_arms", 12, "found")),
        ("American warplanes flew over Marn.", ("warplanes", "warplanes", "aircraft", None, None)),
        ("Four drones were shot down.", ("Four drones", "drones", "drone", 4, "intercepted")),
        ("Rebels used rocket-propelled grenades.", ("rocket-propelled grenades",) * 2 + ("grenade", None, None)),
    ],
)
def test_reads(line, expected):
    assert read(line)[0] == expected


def test_fired_and_hit_are_two_values():
    line = "Approximately 30 rockets were launched from a truck, and more than a dozen struck the base."
    assert [(low, scope) for _, _, family, low, scope in read(line) if family == "rocket"] == [
        (30, "fired"),
        (13, "hit"),
    ]


@pytest.mark.parametrize("line", ["They shelled out for lunch.", "The bomb squad left.", "A coal mine closed in Marn."])
def test_leaves_alone(line):
    assert read(line) == []


def test_a_number_is_held_only_against_the_weapon_right_behind_it():
    """A long report costs no more a word: twelve times as many sentences, about twelve times the work."""

    def seconds(times):
        page = annotate(repair(Report.of("Gunners fired 12 rockets at Marn. He counted 3 eggs. " * times)))
        numbers = counts.find(page)
        found = weapons.find(page, numbers)
        began = time.process_time()
        for _ in range(10):
            parted(page, numbers, found)
        return time.process_time() - began

    assert seconds(600) < 60 * max(seconds(50), 0.005)
