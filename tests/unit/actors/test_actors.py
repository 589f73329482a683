"""Actors: lists, descriptions, metonymy, and who is who again."""

import pytest

from dateline import actors, people
from dateline.annotate import annotate
from dateline.model.actor import ActorKind
from dateline.model.report import Report
from dateline.repair import repair


def seen(text):
    page = annotate(repair(Report.of(text)))
    return [(page.text(f.start, f.end), f.value) for f in actors.find(page, people.find(page))]


def named(text):
    return {words: value.actor for words, value in seen(text)}


@pytest.mark.parametrize(
    "spelling", ["Kataib Hezbollah", "Kata'ib Hizballah", "Hezbollah Brigades", "Kataeb Hezbollah"]
)
def test_spellings_of_one_group(spelling):
    assert named(f"Fighters of {spelling} withdrew from the border.")[spelling].id == "dateline:kataib-hezbollah"


def test_a_description_and_the_name_called_after_it_are_one_actor():
    found = seen("An Iraqi militia with ties to Iran, called Kataib Hezbollah, was blamed. The militia denied it.")
    chain = {words: value.chain for words, value in found}
    assert chain["Iraqi militia"] == chain["Kataib Hezbollah"] == chain["militia"]
    assert {v.actor.name for w, v in found if w == "militia"} == {"Kataib Hezbollah"}


def test_backed_by_a_state_is_not_of_the_state():
    militias = named("Iranian-backed militias fired the rockets.")["Iranian-backed militias"]
    assert (militias.kind, militias.country) == (ActorKind.DESCRIBED, None)


def test_aircraft_with_a_state_are_the_state():
    found = named("American warplanes bombed the depot, and unidentified aircraft hit the camp.")
    assert found["American warplanes"].id == "iso:US"
    assert found["unidentified aircraft"].id is None


@pytest.mark.parametrize(
    ("text", "words", "country"),
    [
        ("Tehran denied the charge.", "Tehran", "IR"),
        ("The general disputed Washington's account.", "Washington", "US"),
        ("Iraq's military said two died.", "Iraq's military", "IQ"),
        ("The weapons were paid for by Iran.", "Iran", "IR"),
    ],
)
def test_government(text, words, country):
    assert named(text)[words].country == country


@pytest.mark.parametrize(
    "text",
    [
        "Rockets fell in Iraq and Syria.",
        "The ship docked in Tehran.",
        "Camp Taji, Iraq, was quiet.",
        "He lives in Atlanta, Georgia.",
        "",
    ],
)
def test_where_is_not_who(text):
    assert named(text) == {}


def test_pronouns_take_up_the_subject_before():
    found = seen("Kataib Hezbollah was blamed. It has denied any part. Its fighters left.")
    assert [(w, v.actor.name) for w, v in found if w.lower() in ("it", "its")] == [
        ("It", "Kataib Hezbollah"),
        ("Its", "Kataib Hezbollah"),
    ]


def test_an_official_beside_a_name_is_that_person():
    assert "spokeswoman" not in " ".join(
        named("A spokeswoman for the mission, Cmdr. Dana Whitlock, declined to comment.")
    )


def test_a_name_that_the_report_calls_a_group_is_one_everywhere():
    found = seen("Police suspect Los Cuervos, a drug gang. A banner signed by Los Cuervos denied it.")
    assert [(v.actor.name, v.actor.kind) for w, v in found if w == "Los Cuervos"] == [
        ("Los Cuervos", ActorKind.GROUP),
        ("Los Cuervos", ActorKind.GROUP),
    ]


def test_a_leader_of_a_militia_is_no_group():
    assert "Anton Vale" not in named("Anton Vale, a militia commander, denied it.")


def test_aircraft_behind_a_dateline_dash_are_still_the_states():
    assert named("OSLO (Corrin News) - Turkish jets bombed the gorge.")["Turkish jets"].id == "iso:TR"
