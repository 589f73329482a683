"""Rolls: everybody named in one breath has the harm that the clause tells of one of them, and nobody else has."""

import pytest

from dateline.annotate import annotate
from dateline.model.report import Report
from dateline.pipeline import find
from dateline.repair import repair


def harmed(text):
    """Quoted names -> what befell them."""
    page = annotate(repair(Report.of(text)))
    found = find(page)
    return {
        found.people[i].value.person.name: t.value.toll.harm.value for t in found.tolls for i in t.value.people
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "The shell killed Hana Omar Saleh (41), her husband Yusuf Karim Saleh, her son Adel Yusuf Saleh, aged 6, "
            "and a neighbour, nurse Mona Fathi Odeh.",
            ["Hana Omar Saleh", "Yusuf Karim Saleh", "Adel Yusuf Saleh", "Mona Fathi Odeh"],
        ),
        (
            "Relatives gave the names of those killed: Hana Omar Saleh, 41; Yusuf Karim Saleh, who was deaf, and "
            "three-year-old Adel Yusuf Saleh.",
            ["Hana Omar Saleh", "Yusuf Karim Saleh", "Adel Yusuf Saleh"],
        ),
        (
            "Hana Omar Saleh (Umm Adel), Yusuf Karim Saleh and their cousins Adel Yusuf Saleh and Mona Fathi Odeh "
            "were all killed.",
            ["Hana Omar Saleh", "Yusuf Karim Saleh", "Adel Yusuf Saleh", "Mona Fathi Odeh"],
        ),
        (
            "The clinic listed Yusuf Karim Saleh as one of the civilians killed.",
            ["Yusuf Karim Saleh"],
        ),
    ],
)
def test_all_of_a_roll_are_dead(text, names):
    found = harmed(text)
    assert {name: found.get(name) for name in names} == dict.fromkeys(names, "killed")


@pytest.mark.parametrize(
    "text",
    [
        "The shell killed Hana Omar Saleh, the wife of Yusuf Karim Saleh.",
        "The shell killed Yusuf Karim Saleh's sister Hana Omar Saleh.",
        "Hana Omar Saleh was killed, according to Yusuf Karim Saleh.",
        "A post from Yusuf Karim Saleh named Hana Omar Saleh as one of the dead.",
        "Hana Omar Saleh was killed in the home of the Yusuf Karim Saleh family.",
    ],
)
def test_kin_and_speakers_are_no_victims(text):
    found = harmed(text)
    assert found.get("Hana Omar Saleh") == "killed"
    assert "Yusuf Karim Saleh" not in found


def test_two_harms_leave_each_its_own():
    found = harmed("Hana Omar Saleh was killed and her brother Yusuf Karim Saleh and Adel Omar Saleh were injured.")
    assert found == {"Hana Omar Saleh": "killed", "Yusuf Karim Saleh": "wounded", "Adel Omar Saleh": "wounded"}


def test_a_family_of_a_name_is_counted_and_its_name_harms_nobody():
    text = "Tom Ruhl lived in Marn. Six members of the Ruhl family were killed there on Monday."
    page = annotate(repair(Report.of(text)))
    tolls = find(page).tolls
    assert [(page.text(f.start, f.end), f.value.toll.estimate.best) for f in tolls] == [
        ("Six members of the Ruhl family", 6)
    ]
