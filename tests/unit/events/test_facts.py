"""Day, place, doer, target, weapon of an event, each in quoted words."""

from datetime import date

import pytest

from dateline.model.claim import CASUALTY, PERPETRATOR, TARGET, WEAPON, WHEN, WHERE, Responsibility

DOERS = {
    "named group": ("Al-Shabaab attacked an army base in Orsa on Monday.", "attacked", "Al-Shabaab", "stated"),
    "described": ("Gunmen on motorcycles attacked a bus near Orsa on Monday.", "attacked", "Gunmen", "stated"),
    "passive": ("A bus was attacked by hooded men near Orsa on Monday.", "attacked", "hooded men", "stated"),
    "owner of the aircraft": ("Russian jets bombed a market in Idlib on Monday.", "bombed", "Russia", "stated"),
    "suspected": ("Suspected Boko Haram fighters attacked a village on Monday.", "attacked", "Boko Haram", "suspected"),
    "alleged": ("An alleged Israeli airstrike hit a depot near Damascus on Monday.", "airstrike", "Israel", "accused"),
    "noun with by": ("An ambush by Taliban fighters killed nine policemen on Monday.", "ambush", "Taliban", "stated"),
    "possessor": ("The Taliban's attack on the post killed nine policemen.", "attack", "Taliban", "stated"),
}


@pytest.mark.parametrize(("text", "words", "name", "how"), DOERS.values(), ids=DOERS)
def test_who_did_it(read, text, words, name, how):
    told = read(text)
    found = told.claims(words, PERPETRATOR)
    assert [str(c.value.responsibility) for c in found] == [how], [c.value for c in found]
    assert name.lower() in f"{found[0].value.actor.name} {found[0].evidence[0].exact}".lower()
    assert all(told.extraction.report.text[e.span.start : e.span.end] == e.exact for e in found[0].evidence)


NOBODY = {
    "weapon is no doer": ("Twelve rockets hit the base at Orsa on Monday.", "hit"),
    "agentless": ("The post at Orsa was attacked on Monday.", "attacked"),
    "the victims are no doers": ("Two policemen died in the attack on Monday.", "attack"),
}


@pytest.mark.parametrize(("text", "words"), NOBODY.values(), ids=NOBODY)
def test_nobody_is_said_to_have_done_it(read, text, words):
    assert read(text).claims(words, PERPETRATOR) == []


TARGETS = {
    "object": ("Rebels shelled the barracks on Monday.", "shelled", ["barracks"], None, None),
    "subject of a passive": ("A fuel depot was bombed on Monday.", "bombed", ["fuel depot"], None, None),
    "counted": ("The army hit five bases on Monday.", "hit", ["bases"], 5, None),
    "aimed at": ("Militants fired six rockets at the airport on Monday.", "fired", ["airport"], None, None),
    "noun with on": ("The attack on the court killed two guards.", "attack", ["court"], None, None),
    "two things": ("Jets bombed a depot and a bridge on Monday.", "bombed", ["depot", "bridge"], None, None),
    "owner with possessive": ("Jets bombed Hezbollah's depots on Monday.", "bombed", ["depots"], None, "Hezbollah"),
    "owner with held by": (
        "Jets struck two camps held by Hezbollah on Monday.", "struck", ["camps"], 2, "Hezbollah",
    ),
    "day is no target": ("The attack on Monday killed two guards.", "attack", [], None, None),
}  # fmt: skip


@pytest.mark.parametrize(("text", "words", "names", "count", "owner"), TARGETS.values(), ids=TARGETS)
def test_what_was_hit(read, text, words, names, count, owner):
    found = [c.value for c in read(text).claims(words, TARGET)]
    assert len(found) == len(names), found
    assert all(name in target.name for name, target in zip(names, found, strict=True)), found
    if count is not None:
        assert found[0].count is not None and found[0].count.low == count
    if owner is not None:
        assert found[0].owner == owner


def test_fired_and_hit_are_two_values(read):
    told = read("Militants fired 30 rockets at the base on Monday. Eighteen rockets hit the base.")
    found = {(str(c.value.scope), c.value.count.low) for c in told.claims("fired", WEAPON) if c.value.count}
    assert found == {("fired", 30), ("hit", 18)}


def test_a_number_less_weapon_is_covered_by_its_count(read):
    told = read("Militants fired 30 rockets at the base on Monday. The rockets damaged a hangar.")
    assert [(c.value.name, c.value.count.low) for c in told.claims("fired", WEAPON)] == [("rockets", 30)]


def test_the_same_camp_is_the_camp_named_before(read):
    told = read("Rockets hit Camp Taji on Saturday. On Monday, 20 rockets were fired at the same camp.")
    (where,) = told.claims("fired", WHERE)
    assert where.value.name == "Camp Taji"
    assert "same camp" in where.evidence[0].exact


@pytest.mark.parametrize(
    ("text", "words", "quoted", "day"),
    [
        ("Rebels shelled Orsa on Monday.", "shelled", "Monday", date(2021, 5, 3)),
        ("Rebels shelled Orsa. The attack came late on Sunday.", "shelled", "Sunday", date(2021, 5, 2)),
        ("The army said Tuesday that rebels shelled Orsa on Sunday.", "shelled", "Sunday", date(2021, 5, 2)),
        ("The militia vowed revenge on Sunday for the raid.", "vowed", "Sunday", date(2021, 5, 2)),
        ("The militia vowed revenge for the raid.", "vowed", "vowed", date(2021, 5, 4)),
    ],
)
def test_day(read, text, words, quoted, day):
    (when,) = read(text).claims(words, WHEN)
    assert (when.value.earliest, when.value.latest) == (day, day)
    assert quoted in when.evidence[0].exact


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("A bomb exploded in Kirkuk on Monday.", "exploded", "Kirkuk"),
        ("A bomb exploded at a market in Kirkuk, in northern Iraq, on Monday.", "exploded", "Kirkuk"),
        ("A blast shook Kirkuk on Monday. Ten people died in the city, Iraq's oil capital.", "blast", "Kirkuk"),
    ],
)
def test_of_two_places_the_finer_one(read, text, words, name):
    (where,) = read(text).claims(words, WHERE)
    assert where.value.name == name or (where.value.offset and where.value.offset.origin == name)


def test_the_named_dead_are_casualties_and_no_doers(read):
    told = read("Gunmen shot dead Judge Ana Vey, 52, in Orsa on Monday.")
    (named,) = told.claims("shot dead", CASUALTY)
    assert (named.value.person.name, str(named.value.harm), named.value.person.age) == ("Ana Vey", "killed", 52)
    assert [c.value.responsibility for c in told.claims("shot dead", PERPETRATOR)] == [Responsibility.STATED]
