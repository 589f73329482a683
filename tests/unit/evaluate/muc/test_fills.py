"""The fill rules of MUC-4, held to what was read. All names are made up."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from dateline.annotate import annotate
from dateline.evaluate.muc import by_rules
from dateline.evaluate.muc.fills import joined, settle
from dateline.evaluate.muc.fills.phrases import counted
from dateline.evaluate.muc.fills.wanted import chance, features, wanted
from dateline.evaluate.muc.form import NO_NAME, Form, Hit
from dateline.evaluate.muc.rules import word_type
from dateline.model.report import Report
from dateline.pipeline import find, read_page
from dateline.repair import repair

SAID = (
    "Lima, 4 Feb 90 - Gunmen shot Mayor Ana Ruiz in Lima today. Police accused the Shining Path of the attack. "
    "The Extraditables claimed responsibility for a bomb."
)


def told(kind: str = "ATTACK", *, people: tuple[Hit, ...] = (), things: tuple[Hit, ...] = (), **slots: Any) -> Form:
    known: dict[str, Any] = {
        "date": ["04 FEB 90"],
        "place": ["PERU: LIMA (CITY)"],
        "people": list(people),
        "things": list(things),
    }
    return Form(kind=kind, stage="ACCOMPLISHED", **(known | slots))


def hit(name: str, type_: str = "CIVILIAN", named: bool = False, effects: tuple[str, ...] = ()) -> Hit:
    return Hit(name, type_, "1", list(effects), named=named)


def settled(form: Form, text: str = SAID) -> Form:
    page = annotate(repair(Report.of(text, published=date(1990, 2, 4))))
    (one,) = settle(page, find(page), [form])
    return one


def test_a_title_before_a_name_stands_beside_it_and_gives_the_type() -> None:
    (one,) = settled(told(people=(hit("MAYOR ANA RUIZ"),))).people
    assert (one.name, one.title, one.type, one.named) == ("ANA RUIZ", "MAYOR", "GOVERNMENT OFFICIAL", True)


def test_doers_and_places_are_not_hit() -> None:
    form = told(people=(hit("CHILD"), hit("GUERRILLAS")), things=(hit("TOWNS", "OTHER"), hit("BANK", "OTHER")))
    one = settled(form)
    assert [h.name for h in one.people] == ["CHILD"]
    assert [(h.name, h.type) for h in one.things] == [("BANK", "FINANCIAL")]


def test_troops_and_people_are_no_things_that_are_hit() -> None:
    names = ("ARMY POSITIONS", "PATROL", "GENERAL UNTIL MAY", "12", "MINISTER'S OFFICE WHERE SOME BOMBS WERE")
    one = settled(told(people=(hit("SOLDIERS"), hit("CHILD")), things=tuple(hit(name, "OTHER") for name in names)))
    assert ([h.name for h in one.things], [h.name for h in one.people]) == (["MINISTER'S OFFICE"], ["CHILD"])


def test_a_title_that_only_the_report_has_is_given_to_the_name() -> None:
    (one,) = settled(told(people=(hit("ELIO VANT", named=True),)), "In Lima, gunmen killed Msgr. Elio Vant.").people
    assert one.title == "MSGR"


@pytest.mark.parametrize(
    ("name", "number", "wanted"),
    [
        ("BUS", "PLURAL", "1"),
        ("OFFICES OF THE BANK", "1", "PLURAL"),
        ("HEADQUARTERS", "PLURAL", "1"),
        ("DRIVER", "3", "1"),
        ("POLICEMEN", "3", "3"),
        ("HOUSES", "3 -", "PLURAL"),
        ("HOUSES", "10 -", "10 -"),
    ],
)
def test_one_is_one_and_many_are_many(name: str, number: str, wanted: str) -> None:
    assert counted(Hit(name, "OTHER", number)) == wanted


def test_what_hits_nobody_and_nothing_is_no_incident() -> None:
    page = annotate(repair(Report.of(SAID, published=date(1990, 2, 4))))
    assert settle(page, find(page), [told(people=(hit("TERRORISTS"),))]) == []


def test_arson_does_damage_at_least() -> None:
    assert settled(told("ARSON", things=(hit("BUS", "OTHER"),))).things[0].effects == ["SOME DAMAGE"]


def test_the_nation_of_an_embassy_is_told_where_it_is_foreign() -> None:
    (one,) = settled(told(things=(hit("U.S. EMBASSY", "OTHER"),))).things
    assert (one.type, one.nation) == ("DIPLOMAT OFFICE OR RESIDENCE", "UNITED STATES")


@pytest.mark.parametrize(
    ("kind", "weapons", "wanted"),
    [
        ("BOMBING", {"DYNAMITE": "EXPLOSIVE", "DYNAMITE CHARGE": "EXPLOSIVE"}, {"DYNAMITE CHARGE": "DYNAMITE"}),
        ("BOMBING", {"BOMB": "BOMB", "BOMBS": "BOMB", "HIGH": "BOMB"}, {"BOMBS": "BOMB"}),
        ("BOMBING", {}, {NO_NAME: "BOMB"}),
        ("ATTACK", {"GUNFIRE": "GUN"}, {NO_NAME: "GUN"}),
        ("ATTACK", {"AIRCRAFT": ""}, {}),
    ],
)
def test_each_weapon_once_with_the_type_of_its_words(
    kind: str, weapons: dict[str, str], wanted: dict[str, str]
) -> None:
    assert settled(told(kind, people=(hit("CHILD"),), weapons=weapons)).weapons == wanted


def test_a_gun_where_a_sentence_that_names_somebody_hit_tells_of_shots() -> None:
    assert settled(told(people=(hit("ANA RUIZ", named=True),))).weapons == {NO_NAME: "GUN"}


def test_the_organisation_in_the_words_of_a_doer() -> None:
    one = settled(told(people=(hit("CHILD"),), doers={"PRESUMED FMLN MEMBERS": 1.0, "MEN": 1.0}), "Nothing.")
    assert one.groups == {"FMLN": "SUSPECTED OR ACCUSED"}
    assert list(one.doers) == ["PRESUMED FMLN MEMBERS"]


def test_how_certain_it_is_comes_from_who_says_so() -> None:
    accused = settled(told(people=(hit("CHILD"),), groups={"SHINING PATH": "REPORTED AS FACT"}))
    claimed = settled(told(people=(hit("CHILD"),), groups={"EXTRADITABLES": "REPORTED AS FACT"}))
    assert accused.groups == {"SHINING PATH": "SUSPECTED OR ACCUSED BY AUTHORITIES"}
    assert claimed.groups == {"EXTRADITABLES": "CLAIMED OR ADMITTED"}


def test_an_incident_put_nowhere_is_put_in_the_country_of_the_message() -> None:
    assert settled(told(people=(hit("CHILD"),), place=[])).place == ["PERU"]


def test_two_that_no_slot_tells_apart_are_one() -> None:
    one = told(people=(hit("CHILD"),))
    vague = told(people=(hit("PRIEST"),), date=["- 04 FEB 90"], place=["PERU"])
    (both,) = joined([one, vague])
    assert ([h.name for h in both.people], both.date, both.place) == (["CHILD", "PRIEST"], one.date, one.place)


@pytest.mark.parametrize(
    "other",
    [{"date": ["03 FEB 90"]}, {"place": ["PERU: CUZCO (CITY)"]}, {"kind": "BOMBING"}, {"groups": {"ELN": ""}}],
)
def test_another_day_place_kind_or_doer_is_another_incident(other: dict[str, Any]) -> None:
    one = told(people=(hit("CHILD"),), groups={"SHINING PATH": ""})
    assert len(joined([one, told(**{"people": (hit("PRIEST"),)} | other)])) == 2


def test_a_former_office_is_a_former_one() -> None:
    assert word_type("office", "former mayor") == "FORMER GOVERNMENT OFFICIAL"
    assert word_type("office", "retired general") == "FORMER ACTIVE MILITARY"


def test_a_message_read_by_rules_alone_keeps_them_too() -> None:
    page = annotate(repair(Report.of(SAID, published=date(1990, 2, 4))))
    forms = by_rules(page, find(page), read_page(page))
    assert [h.title for form in forms for h in form.people] == ["Mayor"]


def test_an_incident_that_hits_soldiers_or_just_anybody_is_less_likely_wanted() -> None:
    mayor = told(people=(hit("MAYOR", effects=("DEATH",)),))
    anybody = told(people=(hit("PEOPLE"),))
    army = told(people=(hit("ARMY OFFICERS"),))
    chances = [chance(features(form, 0, 1)) for form in (mayor, anybody, army)]
    assert chances[0] > max(chances[1:])


def test_incidents_that_are_too_unlikely_are_left_out() -> None:
    anybody = told(people=(hit("PEOPLE"),), date=["- 04 FEB 90"], place=[], category="STATE-SPONSORED VIOLENCE")
    mayor = told(people=(hit("MAYOR", effects=("DEATH",)),), doers={"GUNMEN": 1.0})
    assert wanted([mayor, anybody]) == [mayor]
