"""Shootings whose toll a report tells apart from their news, and people whom it tells more than once."""

from datetime import date

import pytest

import dateline
from dateline.ledger.together import merge
from dateline.ledger.view import fold, lead


def told(text, day=6):
    report = dateline.Report.of(text, published=date(2019, 5, day))
    return dateline.extract(report)


def toll(text):
    """Killed and wounded of the event that a report is about; None where it says nothing."""
    event = lead(fold(told(text)))
    return tuple(None if one is None else one.value.best for one in (event.killed, event.wounded))


ARREST = "Man arrested in deadly shooting at Marn nightclub\n\nDeputies arrested a man on Monday who they say was "
ARREST += "involved in the Marn nightclub shooting that killed a nurse, 19. Tom Ruhl, 24, was charged with murder.\n\n"

FAMILY = (
    "A woman is charged with killing her father and daughter in Marn. Detectives said Ana Vey killed her daughter, "
)
FAMILY += "Mia Ruhl, and her father, Tom Ruhl, on Sunday."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (ARREST + "Six people were shot outside the club. Ana Sol died there; the other five are in hospital.", (1, 5)),
        ("Four people were hit by gunfire in Marn, including the boy killed. The other three live.", (1, 3)),
        (FAMILY, (2, None)),
        ("One person was killed in a shooting in Marn. Witnesses called 911. They wept.", (1, None)),
        ("One man was killed in a shooting in Marn. I hurt for the mother, a neighbour said.", (1, None)),
    ],
)
def test_a_toll_told_apart(text, expected):
    assert toll(text) == expected


def test_another_shooting_stays_another():
    text = "A clerk was shot dead at a bar in Marn on Sunday. In a separate shooting at a bar, two men were wounded."
    assert toll(text) == (1, None)


def test_who_signs_a_message_is_no_victim():
    text = "Two men were killed in a shooting in Marn on Sunday. Police are at the bar. — Ana Sol (@anasol) May 5, 2019"
    assert [p.name for e in fold(told(text)) for p in e.people] == []


def test_victims_by_name():
    text = "Four people were shot in Marn. The injured victims, Ana Sol, Tom Ruhl, Ben Vey and Dana Pratt, are home."
    assert [p.name for p in lead(fold(told(text))).people] == ["Ana Sol", "Tom Ruhl", "Ben Vey", "Dana Pratt"]


def test_names_and_ages_between_semicolons():
    text = "Three people were shot dead in Marn. Police identified the victims as Lana Pratt, 49; Quinn Sol, 16; and "
    assert [p.name for p in lead(fold(told(text + "Ben Vey, 18."))).people] == ["Lana Pratt", "Quinn Sol", "Ben Vey"]


def test_who_most_reports_tell_dead_was_not_hurt_besides():
    first = told("Marn boy shot at home\n\nA boy of nine was shot dead in Marn on Sunday, police said.", 6)
    second = told("Boy killed in Marn\n\nMARN - A boy was killed by a shot at his home in Marn on Sunday.", 6)
    third = told("Boy dies in Marn\n\nA boy was killed in Marn on Sunday. Neighbours say a child was shot at home.", 7)
    (event,) = merge([first, second, third]).events()
    assert event.killed.value.best == 1 and event.wounded is None
