"""How an assessment counts: its own floor, the greatest number of its sources, its own range above all."""

import pytest

from dateline.ledger.view import fold
from dateline.model.report import Report
from dateline.pipeline import extract


def killed(text, policy="as_assessed"):
    told = next(e.killed for e in fold(extract(Report.of(text)), policy) if e.killed is not None)
    return told.value.low, told.value.high


@pytest.mark.parametrize(
    ("text", "bounds"),
    [
        (
            "At least ten people were killed in an airstrike on Orsa. The mayor said that six people were killed.",
            (10, None),
        ),
        (
            "At least ten people were killed in an airstrike on Orsa. The clinic said that 14 people were killed.",
            (10, 14),
        ),
        (
            "Between three and five people were killed in a raid on Orsa. The mayor said that nine were killed.",
            (3, 5),
        ),
        ("Up to nine people were killed in an airstrike on Orsa. The clinic said that six people were killed.", (6, 9)),
        ("The clinic said that six people were killed in an airstrike on Orsa.", (6, 6)),
        ("The clinic said six people were killed in an airstrike on Orsa. Pictures show numerous bodies.", (6, 6)),
    ],
)
def test_the_own_floor_stands(text, bounds):
    assert killed(text) == bounds


def test_as_reported_takes_every_source_alike():
    text = "At least ten people were killed in an airstrike on Orsa. The mayor said that six people were killed."
    assert killed(text, "as_reported") == (6, None)
