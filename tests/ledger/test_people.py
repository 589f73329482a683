"""One person told several times counts once, who was shot and died is dead, and a report has one lead event."""

from datetime import date

import pytest

from dateline.ledger.view import fold, lead
from dateline.model.actor import Harm
from dateline.model.report import Report
from dateline.pipeline import extract


def read(text):
    return fold(extract(Report.of(text, published=date(2016, 5, 2))))


def count(told):
    return 0 if told is None else told.low


@pytest.mark.parametrize(
    ("text", "killed", "wounded"),
    [
        # One person: by noun, by age, by name.
        ("A teenager was shot in Basra. Police named the 16-year-old boy as Tom Ruhl. Ruhl died at a hospital.", 1, 0),
        ("A 19-year-old man was shot in Basra. The man was pronounced dead at the scene, police said.", 1, 0),
        ("Gunmen killed her son in Basra on Sunday. Police found a note. Her 8-year-old son died at home.", 1, 0),
        ("A boy is dead after he was hit by a bullet in Basra on Sunday.", 1, 0),
        (
            "Tom Ruhl shot his friend in Basra on Sunday, police said in the evening. Dana Pratt, 17, was shot once.",
            0,
            1,
        ),
        # Kin who mourn speak of the one who died; a driver is somebody else.
        (
            "Dana Pratt, 30, was shot dead in Basra on Sunday. A neighbour wept. Ana Pratt said her sister had died.",
            1,
            0,
        ),
        ("Dana Pratt, 30, was shot dead in Basra on Sunday. The road was shut. Her driver was also killed.", 2, 0),
        # Some of those shot died.
        ("Five people were shot in Basra on Sunday. One of them died.", 1, 4),
        ("Three men were shot in Basra on Sunday, one of whom died.", 1, 2),
        ("Three people were injured in a shooting in Basra on Sunday, including a girl who died.", 1, 2),
        ("Two women were shot in Basra on Sunday. They were pronounced dead at the scene.", 2, 0),
        (
            "Four people were injured in a shooting in Basra on Sunday. One of the men later died, police said.",
            1,
            3,
        ),
        (
            "Two people were killed and one child was injured in a shooting in Basra on Sunday. Police found 3 victims"
            " with gunshot wounds.",
            2,
            1,
        ),
        # "Three other people" are others than the dead, and the same as those counted later.
        (
            "A man is dead and three other people were injured in a shooting in Basra on Sunday, police said. At first"
            " police said that three people were injured.",
            1,
            3,
        ),
        # Parts add up to a number told before.
        (
            "A gunman killed one man and wounded six people in Basra on Sunday, police said in the evening. He is"
            " accused of injuring his two children and four other bystanders.",
            1,
            6,
        ),
        # "Another man" goes on with people told one by one, who are among those counted before.
        (
            "A shooting injured four people in Basra on Sunday. Police said a 26-year-old man was shot in the arm, a"
            " 23-year-old woman was shot in the leg as she ran and another man was shot in the foot.",
            0,
            4,
        ),
        # A child is nobody of 26.
        (
            "Two people were killed and 1 child was injured in a shooting in Basra on Sunday. Tom Ruhl, 32, was"
            " declared dead at the scene. Dan Pratt, 26, and a 3-year-old child were taken to a hospital with gunshot"
            " wounds. Dan Pratt died at night.",
            2,
            1,
        ),
        # Ages are no counts.
        ("Police said a man, 24, and two women, 30 and 31, were shot in Basra on Sunday.", 0, 3),
        ("A clerk, who was 24, was shot in Basra on Sunday.", 0, 1),
        # A headline leaves out "was".
        ("6-year-old Basra girl shot in the head, killed\n\nPolice have no leads.", 1, 0),
        ("Man shot in leg in Basra\n\nPolice have no leads.", 0, 1),
        ("Four men were shot in Basra, one fatally.", 1, 3),
        ("Eight people were shot in Basra on Sunday. A 20-year-old man died at the scene, police said.", 1, 7),
        # The dead are told first: those shot are others.
        ("Gunmen killed one man and shot four others in Basra.", 1, 4),
        # "Two others" later are among the five.
        (
            "A man was killed and five others were wounded in Basra. Two others were taken to a hospital on Sunday.",
            1,
            5,
        ),
        # The one who did it comes on top.
        ("A gunman killed three people at a shop in Basra on Sunday. The gunman then turned the gun on himself.", 4, 0),
        (
            "The man who police believe shot and killed five people in Basra on Sunday is dead. Police identified the"
            " gunman as Tom Ruhl. Ruhl was taken to a hospital where he was later pronounced dead.",
            6,
            0,
        ),
        # People of other ages, of another sex, or told as another's are others.
        (
            "A 19-year-old man was shot dead in Basra. Officers also found a 44-year-old woman with a gunshot wound.",
            1,
            1,
        ),
        (
            "Tom Ruhl was killed by gunmen in Basra on Sunday evening at his own house. His driver was also killed.",
            2,
            0,
        ),
        ("Two guards were shot dead in Basra and a third guard was shot in the leg.", 2, 1),
        # Nobody else.
        ("A man was shot in Basra on Sunday. No one else was hurt.", 0, 1),
    ],
)
def test_people_are_counted_once(text, killed, wounded):
    event = lead(read(text))
    assert (count(event.killed), count(event.wounded)) == (killed, wounded)


def test_who_was_shot_and_died_is_dead_by_name():
    (event,) = (e for e in read("Tom Ruhl, 23, was shot in Basra. Ruhl died at a hospital.") if e.people)
    assert [(p.name, p.fate) for p in event.people] == [("Tom Ruhl", Harm.KILLED)]


def test_lead_event_harmed_people_and_is_told_first():
    records = read(
        "A man was arrested on Friday. Three clerks were shot dead in Basra on Sunday. "
        "In 2014 gunmen killed nine people in Aleppo."
    )
    assert count(lead(records).killed) == 3


def test_what_was_only_planned_leads_no_report():
    assert lead(read("Rebels threatened to attack Basra on Sunday.")) is None
    assert lead(()) is None


def test_the_number_told_first_is_the_best_of_rival_ones():
    text = (
        "Five people were wounded in a shooting in Basra on Sunday. The road was shut all day and the market"
        " stood empty. A doctor at the hospital said nine people were wounded."
    )
    toll = read(text)[0].wounded.value
    assert (toll.low, toll.best, toll.high) == (5, 5, 9)
