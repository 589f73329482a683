"""Whom a description stands for is the one who claims it, and who denies it by another name."""

from datetime import date

import pytest

import dateline

NEWS = "A car bomb killed nine people at a market in Baquba on Sunday. "


@pytest.mark.parametrize(
    ("text", "name", "responsibility"),
    [
        ("An unknown group, the Karun Lions, said it carried out the bombing.", "Karun Lions", "claimed"),
        ("A new channel, Lions of Oru, says it did it.", "Lions of Oru", "claimed"),
        ("The Karun Front told a station that it has no link with this attack.", "Karun Front", "denied"),
        ("The attack was claimed on Monday by the Karun Front.", "Karun Front", "claimed"),
        ("The governor said the Karun Front stood behind it.", "Karun Front", "accused"),
    ],
)
def test_the_bombing_has_the_doer(text, name, responsibility):
    reading = dateline.read(NEWS + text, published=date(2031, 3, 11))
    bombing = next(e for e in reading.events if e.kind.value == "bombing")
    assert (name, responsibility) in [(p.name, p.responsibility.value) for p in bombing.perpetrators]
