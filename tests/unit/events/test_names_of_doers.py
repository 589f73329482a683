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


def test_blame_is_for_the_news_not_for_what_it_avenged():
    text = (
        "A blast in Baquba killed a guard on Sunday, in what a note called revenge for the U.S. bombing of Marn. "
        "An official said Oslo held the Karun Front responsible."
    )
    reading = dateline.read(text, published=date(2031, 3, 11))
    blamed = {e.trigger.exact: [p.name for p in e.perpetrators] for e in reading.events}
    assert "Karun Front" in blamed["blast"]
    assert "Karun Front" not in blamed["bombing"]


@pytest.mark.parametrize(
    "text",
    [
        "The ministry blamed Kataib Hezbollah. The Iran-backed militia denied having anything to do with the attack.",
        "Kataib Hezbollah, which the ministry blames, goes on denying it.",
    ],
)
def test_who_is_blamed_and_who_denies_is_one(text):
    reading = dateline.read(NEWS + text, published=date(2031, 3, 11))
    told = {(p.name, p.responsibility.value) for e in reading.events for p in e.perpetrators}
    assert told == {("Kataib Hezbollah", "accused"), ("Kataib Hezbollah", "denied")}
