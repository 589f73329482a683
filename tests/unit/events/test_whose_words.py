"""Which event words are about, and in whose voice a communiqué speaks."""

import pytest

import dateline
from dateline.model.claim import STATEMENT, About, Stance


def said(text):
    """(speaker, subject, stance, words of the event) of every statement of a text."""
    reading = dateline.read(text, published="2028-03-10").extraction
    named = {e.id: e.trigger.exact for e in reading.events}
    return {
        (c.attribution.speaker, c.value.about, c.attribution.stance, named[c.event])
        for c in reading.claims
        if c.slot is STATEMENT
    }


COMMUNIQUE = "ZARIN LIBERATION ARMY\nCOMMUNIQUÉ No. 8\nKarun, 9 March 2028\n\n"


def test_a_communique_speaks_for_its_issuer():
    found = said(COMMUNIQUE + "On Monday our fighters attacked the fort of Orsa. Two soldiers were killed.")
    assert ("Zarin Liberation Army", About.RESPONSIBILITY, Stance.CLAIMS, "attacked") in found
    assert ("Zarin Liberation Army", About.EVENT, Stance.ASSERTS, "attacked") in found


def test_what_others_say_in_a_communique_stays_theirs():
    found = said(COMMUNIQUE + "The governor of Orsa said that rebels had attacked the mill.")
    assert {speaker for speaker, *_ in found} == {"governor of Orsa"}


@pytest.mark.parametrize("verb", ["blames both attacks on", "accused the Karun Front of both attacks,"])
def test_two_attacks_are_blamed_at_once(verb):
    text = "A bomb killed two people in Orsa on Monday. On Tuesday gunmen ambushed a bus near Marn.\n\n"
    who = "the Karun Front." if verb.endswith("on") else "his spokesman said."
    found = said(text + f"The governor {verb} {who}")
    blamed = {event for _, about, stance, event in found if stance is Stance.ACCUSES and about is About.RESPONSIBILITY}
    assert len(blamed) == 2


def test_a_motive_is_that_of_the_deed_that_answers():
    found = said(
        "Army jets bombed a village near Marn on Tuesday. "
        "The general staff called it the answer to the shelling of Orsa."
    )
    assert {event for _, about, _, event in found if about is About.MOTIVE} == {"bombed"}


def test_what_could_not_be_verified_is_what_was_claimed():
    found = said(
        "A blast killed two guards in Orsa. The Karun Front claimed responsibility. The claim could not be verified."
    )
    assert any(about is About.RESPONSIBILITY and stance is Stance.UNCLEAR for _, about, stance, _ in found)


def test_whoever_armed_the_attackers_is_blamed_but_did_not_attack():
    reading = dateline.read(
        "Gunmen killed two guards in Orsa on Monday. The minister said the gunmen had been armed by Iran.",
        published="2028-03-10",
    ).extraction
    assert any(c.attribution.stance is Stance.ACCUSES for c in reading.claims)
    assert not any(c.slot.name == "perpetrator" and "Iran" in c.value.actor.name for c in reading.claims)


@pytest.mark.parametrize(
    ("whom", "blames"),
    [("one of the officers of the killing", True), ("no one of the killing", False), ("nobody of the killing", False)],
)
def test_no_one_is_nobody_and_one_of_them_is_somebody(whom, blames):
    found = said(f"Gunmen killed nine villagers in Orsa on Monday. The mayor accused {whom}.")
    assert (Stance.ACCUSES in {stance for _, _, stance, _ in found}) == blames


def test_an_event_that_only_dates_another_is_not_spoken_of():
    text = (
        "A raid killed four guards in Orsa on Monday.\n\nHours after the raid, jets bombed a camp near Marn, {} said."
    )
    about = {event for speaker, _, _, event in said(text.format("the governor")) if speaker == "governor"}
    assert about == {"bombed"}
