"""What was hit and burns of it is one event; a fire set on another day or elsewhere is another."""

from datetime import date

import pytest

import dateline


@pytest.mark.parametrize(
    ("text", "events"),
    [
        ("A tanker was struck by a missile and set ablaze in the Red Sea on Thursday.", 1),
        ("A ferry was hit by a rocket and set on fire in the Red Sea on Thursday, its owner said.", 1),
        ("The general spoke of the attack on the Marn Kite, the ferry that was set on fire at sea on Thursday.", 1),
        ("Gunmen attacked a village on Sunday. A day later two houses were set on fire in Marn.", 2),
    ],
)
def test_fire_belongs_to_what_set_it(text, events):
    assert len(dateline.read(text, published=date(2031, 3, 11)).events) == events
