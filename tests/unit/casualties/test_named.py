"""Names tied to the people a number counts; nobody named who only speaks."""

import pytest

from dateline import casualties, counts, people
from dateline.annotate import annotate
from dateline.model.report import Report
from dateline.repair import repair


def harmed(text):
    """Each harm as (words, harm, number, names of those known by name)."""
    page = annotate(repair(Report.of(text)))
    persons = people.find(page)
    found = casualties.find(page, counts.find(page), persons)
    return [
        (
            page.text(f.start, f.end),
            str(f.value.toll.harm),
            f.value.toll.estimate.best,
            [persons[i].value.person.name for i in f.value.people],
        )
        for f in found
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The navy identified the two sailors who died as Cmdr. Tom Ruhl, 34, of Boise, and Ensign Dana Pratt, 24.",
            [("two sailors", "killed", 2, ["Tom Ruhl", "Dana Pratt"])],
        ),
        (
            "Two sailors died in the blast. The navy identified them as Cmdr. Tom Ruhl, 34, and Ensign Dana Pratt, 24.",
            [("Two sailors", "killed", 2, ["Tom Ruhl", "Dana Pratt"])],
        ),
        (
            "A sniper killed a British soldier on Monday. She was named as Corporal Dana Pratt.",
            [("a British soldier", "killed", 1, ["Dana Pratt"])],
        ),
        (
            "Nine soldiers were hurt, among them Cpl. Tom Ruhl, 29.",
            [("Nine soldiers", "wounded", 9, ["Tom Ruhl"])],
        ),
        (
            "The blast killed four people, including Dana Pratt, a reporter.",
            [("four people", "killed", 4, ["Dana Pratt"])],
        ),
        ("The dead were identified as Tom Ruhl.", [("Tom Ruhl", "killed", 1, ["Tom Ruhl"])]),
        ("The victims were identified as Tom Ruhl.", []),
        (
            "Two men were shot on Sunday. The victims were Tom Ruhl, 34, and Dan Pratt, 24.",
            [("Two men", "wounded", 2, ["Tom Ruhl", "Dan Pratt"])],
        ),
        (
            "Her father, 30-year-old Tom Ruhl, was shot in the leg.",
            [("Tom Ruhl", "wounded", 1, ["Tom Ruhl"])],
        ),
        (
            "Tom Ruhl, 42, and Dana Marie Pratt, 38, both of Marn, were killed.",
            [("Tom Ruhl", "killed", 1, ["Tom Ruhl"]), ("Dana Marie Pratt", "killed", 1, ["Dana Marie Pratt"])],
        ),
        (
            "The gunman killed two people -- Tom Ruhl, 30; and Dana Pratt, 31 -- and injured a clerk.",
            [("two people", "killed", 2, ["Tom Ruhl", "Dana Pratt"]), ("a clerk", "wounded", 1, [])],
        ),
        (
            "Police identified Tom Ruhl, 42, and Dana Pratt, 38, as the two cooks who were killed.",
            [("two cooks", "killed", 2, ["Tom Ruhl", "Dana Pratt"])],
        ),
        (
            "Two people were killed and three were hurt in Marn. Dana Pratt, 18, was one of the victims.",
            [("Two people", "killed", 2, ["Dana Pratt"]), ("three", "wounded", 3, [])],
        ),
        (
            "Eight people were killed. Besides a guard, the victims were: Tom Ruhl, 11; and Dana Pratt, 9.",
            [("Eight people", "killed", 8, ["Tom Ruhl", "Dana Pratt"])],
        ),
        ("A clerk was found dead with a gunshot wound.", [("A clerk", "killed", 1, [])]),
        ("A man, Tom Ruhl said, was shot in Marn.", [("A man", "wounded", 1, [])]),
        ("Police identified Tom Ruhl, 42, as the gunman who killed two cooks.", [("two cooks", "killed", 2, [])]),
        ("Two men were killed in Marn. One of the victims was Tom Ruhl.", [("Two men", "killed", 2, ["Tom Ruhl"])]),
        ("A clerk was shot dead. Two men fled. One of the men was Tom Ruhl.", [("A clerk", "killed", 1, [])]),
        ("Two men were killed in Marn. One of the witnesses was Tom Ruhl, 22.", [("Two men", "killed", 2, [])]),
        ("Officers found Tom Ruhl, 22, dead in Marn.", [("Tom Ruhl", "killed", 1, ["Tom Ruhl"])]),
        (
            "Two people were killed: 19-year-old Tom Ruhl and Dana Pratt.",
            [("Two people", "killed", 2, ["Tom Ruhl", "Dana Pratt"])],
        ),
    ],
)
def test_names_fill_the_number(text, expected):
    assert harmed(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Officer Adam Marsh said a man was rushed to hospital, where he was pronounced dead.",
        "A boy was shot on Monday. Officer Adam Marsh said he died at the scene.",
        "Sgt. Dana Pratt told reporters about the raid. The sergeant was killed, she said.",
        "Three soldiers died. Police identified the suspect as Tom Ruhl.",
        "Two guards were killed. Mayor Tom Ruhl was among those who spoke.",
        '"I ran," said Dana Pratt, 51, whose nephew is among the injured.',
        "Two guards were wounded, said Dana Pratt, a nurse, who was among the wounded.",
    ],
)
def test_nobody_is_made_a_victim_who_speaks_or_did_it(text):
    assert not [name for row in harmed(text) for name in row[3]]


def test_he_who_was_told_right_before_may_be_the_victim():
    assert ["Tom Ruhl"] in [names for *_, names in harmed("Gunmen shot Tom Ruhl on Monday. He died in hospital.")]
