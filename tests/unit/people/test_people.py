"""Named people: chains, details, and what is no person."""

import pytest

from dateline import people
from dateline.annotate import annotate
from dateline.model.report import Report
from dateline.repair import repair


def seen(text):
    page = annotate(repair(Report.of(text)))
    return [(page.text(f.start, f.end), f) for f in people.find(page)]


def persons(text):
    return {f.value.chain: f.value.person for _, f in seen(text)}


def test_mentions_of_one_person_share_a_chain_and_the_fullest_name():
    found = seen(
        "Defense Secretary Mark T. Esper spoke on Thursday. Mr. Esper said he was sure. Esper then left the Pentagon."
    )
    assert [words for words, _ in found] == ["Mark T. Esper", "Mr. Esper", "he", "Esper"]
    assert {f.value.chain for _, f in found} == {0}
    assert {f.value.person.name for _, f in found} == {"Mark T. Esper"}
    assert found[0][1].value.person.role == "Defense Secretary"


def test_shared_apposition_gives_both_the_unit():
    both = persons(
        "Capt. Moises A. Navas of Germantown, Maryland, and Gunnery Sgt. Diego D. Pongo, of Simi Valley, California,"
        " two Marine Raiders, were killed on Sunday."
    )
    assert [p.unit for p in both.values()] == ["Marine Raiders", "Marine Raiders"]
    assert [p.hometown for p in both.values()] == ["Germantown, Maryland", "Simi Valley, California"]
    assert [p.rank for p in both.values()] == ["captain", "gunnery sergeant"]


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("A drone killed Iran's elite Quds force leader, Major General Qassim Suleimani, on Friday.", "Quds force"),
        ("A drone killed Maj. Gen. Qassim Suleimani, the head of Iran's Quds Force, on Friday.", "Quds Force"),
        ("Sgt. Ann Pike died. She was with the 4th Signal Regiment.", None),
        ("Lt. Ann Pike of the 4th Signal Regiment died.", "4th Signal Regiment"),
    ],
)
def test_unit(text, unit):
    assert persons(text)[0].unit == unit


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Tom Ruhl Jr. was hurt in Marn.", "Tom Ruhl Jr."),
        ("Tom Ruhl, Jr., was hurt in Marn.", "Tom Ruhl, Jr."),
        ('Dana "Nan" Pratt, 24, was hurt in Marn.', 'Dana "Nan" Pratt'),
        ("They found the body of Dana J. North, 49, in Marn.", "Dana J. North"),
        ("They met her 13-year-old daughter, Brenna Pavelic, in Marn.", "Brenna Pavelic"),
    ],
)
def test_whole_name(text, name):
    assert [p.name for p in persons(text).values()] == [name]


@pytest.mark.parametrize(
    ("text", "age"),
    [
        ("Among the dead was Dana Pratt, a 41-year-old nurse.", 41),
        ("The dead are Tom Ruhl, who was 22 and drove the bus, and a guide.", 22),
    ],
)
def test_age_in_words_behind_a_name(text, age):
    assert [p.age for p in persons(text).values()] == [age]


@pytest.mark.parametrize(
    ("text", "home"),
    [
        ("Pvt. Dana Pratt, 24, a driver, native of Marn, was killed.", "Marn"),
        ("Tom Ruhl, 29, hailed from Marn. He was a cook.", "Marn"),
        ("Sgt. Tom Ruhl, 34, died on Monday. A native of Marn, he is survived by his wife.", "Marn"),
        ("Sgt. Tom Ruhl, 34, died on Monday with Dana Pratt, a cook. A native of Marn, he leaves a wife.", None),
    ],
)
def test_home(text, home):
    assert persons(text)[0].hometown == home


def test_a_rank_in_the_plural_is_that_of_the_whole_list():
    four = persons("Havildar Tom Ruhl; and Sepoys Imran Ali, Noor Khan and Dana Pratt were killed.")
    assert [p.rank for p in four.values()] == ["havildar", "sepoy", "sepoy", "sepoy"]


def test_age_of_the_next_in_a_list_is_not_the_age_of_the_one_before():
    both = persons("The dead are 54-year-old Mark Pratt, 42-year-old Dana Lee and 6-year-old Tom Ruhl.")
    assert [p.age for p in both.values()] == [54, 42, 6]


def test_a_father_told_before_his_son_is_not_he():
    two = persons("The dead are Nazir Sol (36), his wife Ana and their son Omar Nazir Sol (7).")
    assert [p.name for p in two.values()] == ["Nazir Sol", "Omar Nazir Sol"]


def test_two_surnames_told_again_are_one_person():
    one = persons("Ana Rodriguez Hurtado died on Monday. Friends of Rodriguez Hurtado met in Marn.")
    assert [p.name for p in one.values()] == ["Ana Rodriguez Hurtado"]


@pytest.mark.parametrize(
    "age",
    ["(nine years old)", "(2 or 3)", "(aged between 72 and 75)", "(son, 9 months old)", ", six years old,", "(64)"],
)
def test_an_age_behind_makes_a_name(age):
    assert [p.name for p in persons(f"The dead are Braksa Ayvan Yarsin {age} and a guide.").values()] == [
        "Braksa Ayvan Yarsin"
    ]


def test_a_father_is_not_his_son():
    two = persons("Ibrahim Yasser Magdi Bardawil was killed. His father, Yasser Bardawil, was wounded.")
    assert [p.name for p in two.values()] == ["Ibrahim Yasser Magdi Bardawil", "Yasser Bardawil"]


@pytest.mark.parametrize(
    "text",
    [
        "Kataib Hezbollah denied any part in the attack.",
        "Two cooks of the bulk carrier Dana Pratt were killed. A missile had struck the Dana Pratt.",
        "Gunmen held a house in Imam Sahib for a day.",
        "Rockets hit a base near Khan Younis, south of Gaza City.",
        "The captain leaves a wife. He was loved.",
        "Major fighting went on in the Simi Valley.",
        "On Sunday Iraqi Security Forces found a truck.",
        "",
        "¿ … 12:30 — ((((",
    ],
)
def test_no_person(text):
    assert persons(text) == {}


def test_pronoun_stays_silent_between_two():
    found = seen("General Mark Milley met Mark Esper and Juan Ortega. Rockets fell. He was sure.")
    assert "He" not in [words for words, _ in found]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Ayluna Northern, 22, was shot in the chest.", ["Ayluna Northern"]),
        ("Melodine Cerrova was shot and killed at a party.", ["Melodine Cerrova"]),
        ("A 43-year-old East Orsa man was hurt.", []),
        ("The girl was flown to Saint Brenna, where she died.", []),
        ("He was shot outside a Dollar General Store in Marn.", []),
    ],
)
def test_ages_and_harm_prove_a_name_and_what_people_are_taken_to_is_none(text, names):
    assert sorted({p.value.person.name for p in people.find(annotate(repair(Report.of(text))))}) == names


def test_the_age_before_an_owner_is_somebody_elses():
    found = people.find(
        annotate(repair(Report.of("It hurt her 6-year-old daughter, Ana Pratt's sister and Tom Ruhl.")))
    )
    assert [p.value.person.age for p in found if p.value.person.name == "Ana Pratt"] == [None]
