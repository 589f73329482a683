"""Soldiers and police who are named after their number are of that number; those of the other side are not."""

from datetime import date

import pytest

from dateline.export.record import as_dict
from dateline.model.report import Report
from dateline.pipeline import extract

NEAR = "near Orsa in the east of the country in the early hours of Sunday, officials said."


def killed(text):
    """The best number of killed of the event of a text that has most."""
    events = as_dict(extract(Report.of(text, published=date(2024, 2, 12))))["events"]
    return max(event["killed"]["best"] for event in events if event["killed"])


@pytest.mark.parametrize(
    ("text", "number"),
    [
        (f"Three soldiers were killed in an ambush {NEAR} Sgt. Tom Ruhl, 24, of Dunmore, and Cpl. Ana Vey, 22, of Marn,"
         " were killed at once.", 3),
        (f"Four police officers were shot dead at a checkpoint {NEAR} Inspector Tom Ruhl, 44, was killed first.", 4),
        (f"Troops killed 12 rebels {NEAR} Captain Tom Ruhl, 29, a resident of Dunmore, and Sepoy Ana Vey, 24, from"
         " Marn, were killed in the exchange of fire.", 14),
        (f"A soldier was killed in an ambush {NEAR} Sgt. Tom Ruhl, 24, was shot dead by a sniper.", 1),
        (f"Gunmen killed three policemen at a checkpoint {NEAR} The village head, Tom Ruhl, was killed too.", 4),
    ],
)  # fmt: skip
def test_who_is_named_with_a_rank_is_one_of_them(text, number):
    assert killed(text) == number
