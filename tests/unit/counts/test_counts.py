"""Numbers: what is read, how it is bounded, what it counts, and what is no count."""

import pytest

from dateline import counts
from dateline.annotate import annotate
from dateline.model.report import Report
from dateline.repair import repair


def read(line):
    """Each count of a line as (words, low, best, high, noun)."""
    page = annotate(repair(Report.of(line)))
    out = []
    for found in counts.find(page):
        said, noun = found.value.estimate, found.value.noun
        words = None if noun is None else page.tokens[noun].text
        out.append((page.text(found.start, found.end), said.low, said.best, said.high, words))
    return out


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Approximately 18 107mm Katyusha rockets fell.", ("Approximately 18", 18, 18, 18, "rockets")),
        ("Fewer than 10 guards stayed.", ("Fewer than 10", None, 9, 9, "guards")),
        ("The army sent upwards of two million men.", ("upwards of two million", 2000001, 2000001, None, "men")),
        ("It counted 1.5 million refugees.", ("1.5 million", 1500000, 1500000, 1500000, "refugees")),
        ("It counted twenty-five dead.", ("twenty-five", 25, 25, 25, None)),
        ("Two or three gunmen fled.", ("Two or three", 2, None, 3, "gunmen")),
        ("A pair of gunmen fled.", ("A pair", 2, 2, 2, "gunmen")),
        ("One hundred and six rebels fled.", ("One hundred and six", 106, 106, 106, "rebels")),
        ("At least 15 to 20 rebels fled.", ("At least 15 to 20", 15, None, None, "rebels")),
        ("About 40 000 villagers fled.", ("About 40 000", 40000, 40000, 40000, "villagers")),
    ],
)
def test_bounds(line, expected):
    assert read(line)[0] == expected


@pytest.mark.parametrize(
    "line",
    [
        "Sgt. Ana Volk, 34, of Marn, spoke.",
        "The attack of March 11, 2019 is being studied.",
        "It began at 7:35 p.m. and lasted three days.",
        "It began at around half past nine, clerks said.",
        "Rockets cost $500 apiece.",
        "They drove 27 km along Route 7.",
        "The 101st and the 2nd Battalion held Hill 881.",
        "Call 555-0142-77.",
        "He is the one.",
        "The clerk, who was 24, spoke.",
        "The women, 28 and 27, spoke.",
        "He looks to be about 17.",
        "Some were between the ages of 11 and 15.",
        "It stood at 1506 NW 70th Street.",
        "Since 2014 nothing has changed.",
    ],
)
def test_leaves_alone(line):
    assert read(line) == []


def test_counts_do_not_overlap_and_stand_in_order():
    line = "Between 15 and 25 rebels, some 18 shells and more than a dozen trucks, no guards and nobody else."
    page = annotate(repair(Report.of(line)))
    found = counts.find(page)
    assert [page.text(f.start, f.end) for f in found][:3] == ["Between 15 and 25", "some 18", "more than a dozen"]
    assert all(a.end <= b.start for a, b in zip(found, found[1:], strict=False))


@pytest.mark.parametrize("time", ["last week", "late on Sunday", "early Sunday"])
def test_a_time_after_the_noun_is_not_what_is_counted(time):
    assert read(f"A shooting hurt eight people {time}.")[0] == ("eight", 8, 8, 8, "people")
