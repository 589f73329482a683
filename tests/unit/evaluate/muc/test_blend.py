"""Forms of one message by rules and by the trained reader, put together. All names are made up."""

from __future__ import annotations

from dateline.evaluate.muc.blend import BLEND, blend, match
from dateline.evaluate.muc.form import NO_NAME, Form, Hit, alike


def form(*hits: Hit, kind: str = "BOMBING", **told: object) -> Form:
    """Return a form of 4 February 1990 in Lima."""
    people = [hit for hit in hits if hit.named or hit.type == "CIVILIAN"]
    things = [hit for hit in hits if hit not in people]
    known = {"date": ["04 FEB 90"], "place": ["PERU: LIMA (CITY)"], "things": things, "people": people} | told
    return Form(kind=kind, stage="ACCOMPLISHED", **known)  # type: ignore[arg-type]


def person(name: str, score: float = 1.0, named: bool = True) -> Hit:
    return Hit(name, "CIVILIAN", "1", ["DEATH"], named=named, score=score)


def thing(name: str, score: float = 1.0, effects: tuple[str, ...] = ()) -> Hit:
    return Hit(name, "ENERGY", "1", list(effects), score=score)


def test_a_form_written_and_read_again_is_the_same() -> None:
    whole = form(
        person("ANA RUIZ"),
        thing("POWER STATION", effects=("DESTROYED",)),
        category="TERRORIST ACT",
        weapons={"BOMB": "BOMB"},
        doers={"TWO MEN": 1.0},
        groups={"RED HILL FRONT": "CLAIMED OR ADMITTED"},
    )
    whole.people[0].title = "MAYOR"
    assert Form.of(whole.template()) == whole


def test_a_weapon_without_a_name_gives_its_type_alone() -> None:
    told = form(person("ANA RUIZ"), kind="ATTACK", weapons={NO_NAME: "GUN"}).template()
    assert told["incident_instrument_id"] == []
    assert told["incident_instrument_type"] == [{"value": "GUN", "xref": "-"}]


def test_words_with_and_without_a_hyphenated_age_are_alike() -> None:
    assert alike("15-year-old daughter", "YEAR-OLD DAUGHTER")


def test_slots_that_do_not_apply_are_left_out() -> None:
    taken = form(person("ANA RUIZ"), thing("CAR"), kind="KIDNAPPING", weapons={"RIFLE": "RIFLE"}).template()
    assert "phys_tgt_id" not in taken
    assert "incident_instrument_id" not in taken


def test_two_that_hit_the_same_are_one_and_keep_the_day_of_the_rules() -> None:
    ruled = [form(person("ANA RUIZ"), date=["03 FEB 90"])]
    trained = [form(person("RUIZ"), category="TERRORIST ACT", groups={"RED HILL FRONT": "POSSIBLE"})]
    (one,) = blend(ruled, trained, told=0.9)
    assert (one.date, one.category, list(one.groups)) == (["03 FEB 90"], "TERRORIST ACT", ["RED HILL FRONT"])
    assert [hit.name for hit in one.people] == ["ANA RUIZ"]


def test_what_the_reader_says_of_a_hit_goes_to_the_hit_of_the_rules() -> None:
    (one,) = blend([form(thing("THE POWER STATION"))], [form(thing("POWER STATION", effects=("DESTROYED",)))], 0.9)
    assert [(hit.name, hit.effects) for hit in one.things] == [("THE POWER STATION", ["DESTROYED"])]


def test_one_more_person_is_taken_only_from_a_sure_reader() -> None:
    ruled, sure, unsure = form(person("ANA RUIZ")), person("LUIS PAZ", 0.95), person("JOSE SOL", 0.3)
    (one,) = blend([ruled], [form(person("ANA RUIZ"), sure, unsure)], 0.9)
    assert [hit.name for hit in one.people] == ["ANA RUIZ", "LUIS PAZ"]


def test_what_only_one_tells_needs_to_be_sure() -> None:
    ruled, trained = [form(person("ANA RUIZ")), form(thing("BANK"))], [form(person("LUIS PAZ", 0.9), kind="ATTACK")]
    trained[0].date = ["01 JAN 90"]
    assert match(ruled, trained) == {}
    assert len(blend(ruled, trained, told=BLEND.rules_alone)) == 3
    assert [f.names() for f in blend(ruled, trained, told=BLEND.rules_alone - 0.1)] == [["LUIS PAZ"]]
    assert blend(ruled, trained, told=BLEND.told - 0.1) == []


def test_names_are_alike_by_their_words() -> None:
    assert alike("Ana Ruiz", "RUIZ")
    assert not alike("Ana Ruiz", "Ana Paz")
    assert not alike("", "Ana")
