"""Who died is told by what else is said of the dead, where one death is told and one person can be meant."""

import pytest

from dateline import casualties, counts, people
from dateline.annotate import annotate
from dateline.model.report import Report
from dateline.repair import repair


def named(text):
    page = annotate(repair(Report.of(text)))
    persons = people.find(page)
    tolls = casualties.find(page, counts.find(page), persons)
    return sorted({(persons[i].value.person.name, t.value.toll.harm.value) for t in tolls for i in t.value.people})


@pytest.mark.parametrize(
    "text",
    [
        "A boy, 9, was killed in Marn. A vigil for Tom Ruhl was held on Sunday.",
        "A student was killed in Marn. Tom Ruhl's funeral is on Friday.",
        "A man was killed in Marn on Sunday. Neighbors mourned Tom Ruhl.",
        "A student was killed in Marn on Sunday. Hundreds said farewell to 17-year-old Tom Ruhl.",
        "One person was killed in Marn. Tom Ruhl leaves behind two sons.",
    ],
)
def test_the_only_one_who_is_mourned_is_the_one_who_died(text):
    assert named(text) == [("Tom Ruhl", "killed")]


@pytest.mark.parametrize(
    "text",
    [
        "A man was killed in Marn. Tom Ruhl's family, who live next door, heard three shots.",
        "A man was killed in Marn. The shots were fired near the home of Tom Ruhl's mother.",
        "A man was killed in Marn. The family of Tom Ruhl thanked the nurses.",
        "A man was killed in Marn. A memorial to Tom Ruhl, a poet, stands near the spot.",
        "A student was killed in Marn. Tom Ruhl's classmates left flowers.",
        "A man was killed in Marn. Neighbors remembered Tom Ruhl as a quiet man.",
        "A man was killed in Marn. Tom Ruhl, 31, was found hiding in a shed and questioned.",
        "A man was killed outside a bar in Marn. Tom Ruhl was a student when it opened.",
        "A man was killed in Marn. Mayor Tom Ruhl's family foundation will pay for cameras.",
        "A man died on Sunday after a shooting in Marn. Tom Ruhl was rushed to a hospital.",
        "A man was killed in Marn on Sunday.\n\nTom Ruhl, 19\n\nNobody was arrested.",
        "Two boys were killed in Marn. The family of Tom Ruhl thanked the nurses.",
        "A boy was killed in Marn. The family of Tom Ruhl left. Ruhl was charged with murder.",
        "A boy was killed in Marn. Tom Ruhl's mother wept. Ruhl opened fire at noon, police said.",
        "A boy of 9 was killed in Marn. The family of Tom Ruhl, 41, thanked the nurses.",
        "A boy was killed in Marn. The family of Tom Ruhl met the friends of Dan Pratt.",
        "A boy was killed in Marn. Tom Ruhl was found guilty.",
        "A boy was killed in Marn. Officer Tom Ruhl was taken to a hospital.",
        "A boy was killed in Marn. Tom Ruhl was taken into custody.",
        "A boy was killed and a man was wounded in Marn. Tom Ruhl was taken to a hospital in Orsa.",
        "A boy was killed in Marn. The family of Tom Ruhl thanked the nurses, Ruhl said.",
    ],
)
def test_nobody_else_is_made_the_victim(text):
    assert [n for n in named(text) if n[1] == "killed"] == []
