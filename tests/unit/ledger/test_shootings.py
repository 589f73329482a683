"""How many were killed and hurt by a shooting that a local report tells in several breaths."""

from datetime import date

import pytest

import dateline
from dateline.ledger.view import fold, lead


def toll(text):
    """Killed and wounded of the event that a report is about; None where it says nothing."""
    event = lead(fold(dateline.extract(dateline.Report.of(text, published=date(2019, 5, 6)))))
    return tuple(None if told is None else told.value.low for told in (event.killed, event.wounded))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One man and two women were shot in Marn. A fourth victim was grazed by a bullet.", (None, 4)),
        ("Thirteen people were shot in Marn, police said. Two people were taken to a hospital.", (None, 13)),
        ("An officer was shot in Marn on Sunday. Officer Ruhl was hit in the leg.", (None, 1)),
        ("Tom Ruhl was killed in Marn. The 19-year-old was shot in a car.", (1, None)),
        ("A man shot another man in Marn on Sunday. He is charged in the death of Tom Ruhl.", (1, None)),
        ("A boy and three women were shot in Marn. One of the victims died at a hospital.", (1, 3)),
        ("A student was shot in Marn. No one on the bus was hurt.", (None, 1)),
        ("One man was killed and three others were hurt in Marn. Police said three other men were shot.", (1, 3)),
        ("One man was killed and two others were hurt in Marn. Police said three other men were shot.", (1, 5)),
        ("Tom Ruhl, one of four victims, died in Marn on Sunday.", (1, None)),
        ("A boy was shot dead in Marn on Sunday. Another boy was shot in the foot.", (1, 1)),
        ("A boy died in Marn on Sunday. Officers found a man, 22, suffering from a gunshot wound.", (1, 1)),
    ],
)
def test_who_is_counted_once(text, expected):
    assert toll(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "A man is sought after a shooting at a club in Marn on Sunday. One woman was killed and five others were hurt "
        "in the shooting at the club.",
        "An ambush shooting in Marn on Sunday injured five people. One woman was killed.",
    ],
)
def test_a_shooting_and_its_toll_are_one_event(text):
    assert toll(text) == (1, 5)
