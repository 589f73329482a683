"""What befalls places, or is aimed at them, tells that a name beside it is one."""

import pytest

from dateline.model.report import Report
from dateline.pipeline import extract


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("In occupied Melitopol a car bomb killed Anton Velk, head of the police. Ukraine denied it.", "Melitopol"),
        ("A shell fell in rebel-held Horlivka and killed two people. Ukraine denied it.", "Horlivka"),
        ("Three people died in a drone attack on Konotop. The drones came from Russia.", "Konotop"),
    ],
)
def test_a_name_is_a_place(text, name):
    assert name in {c.value.name for c in extract(Report.of(text)).claims if c.slot.name == "where"}
