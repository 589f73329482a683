"""Who says what of an event: accusing, denying, claiming, and saying that nobody claimed are four things."""

import pytest

import dateline
from dateline.model.claim import PERPETRATOR, STATEMENT, TOLL, Stance

ATTACK = "A bomb killed nine people in Kirkuk on Monday."
TIED = {
    "accused": ("The army blamed Boko Haram for the bombing.", "Boko Haram", "accused", "army", Stance.ACCUSES),
    "accused, nested": (
        "The minister said Boko Haram was behind the bombing.", "Boko Haram", "accused", "minister", Stance.ACCUSES,
    ),
    "suspected": ("Police suspect Boko Haram.", "Boko Haram", "suspected", "Police", Stance.SUSPECTS),
    "claimed": (
        "Islamic State claimed responsibility for the bombing.", "Islamic State", "claimed", "Islamic State",
        Stance.CLAIMS,
    ),
    "denied": (
        "The Taliban denied any role in the bombing.", "Taliban", "denied", "Taliban", Stance.DENIES,
    ),
    "denied by a spokesman": (
        "A Taliban spokesman denied that its fighters were involved.", "Taliban", "denied", "Taliban spokesman",
        Stance.DENIES,
    ),
}  # fmt: skip


@pytest.mark.parametrize(("more", "name", "how", "speaker", "stance"), TIED.values(), ids=TIED)
def test_tied_to_the_event(read, more, name, how, speaker, stance):
    found = [c for c in read(f"{ATTACK} {more}").claims("bomb killed", PERPETRATOR) if c.value.actor]
    assert [str(c.value.responsibility) for c in found] == [how], found
    (claim,) = found
    assert name in claim.value.actor.name or name in claim.evidence[0].exact
    assert (claim.attribution.speaker, claim.attribution.stance) == (speaker, stance)
    assert claim.evidence[0].exact in more


SAID = {
    "no claim": ("No group has claimed responsibility for the bombing.", Stance.NO_CLAIM, "claimed"),
    "declines": ("The army declined to comment.", Stance.DECLINES, "declined"),
    "rules out": ("Police ruled out an accident.", Stance.RULES_OUT, "ruled out"),
}


@pytest.mark.parametrize(("more", "stance", "words"), SAID.values(), ids=SAID)
def test_said_of_the_event(read, more, stance, words):
    told = read(f"{ATTACK} {more}")
    said = [c for c in told.claims("bomb killed", STATEMENT) if c.attribution.stance is stance]
    assert said, [c.attribution for c in told.claims("bomb killed", STATEMENT)]
    assert any(words in e.exact for c in said for e in (*c.evidence, *filter(None, [c.attribution.cue])))


def test_no_claim_ties_nobody(read):
    told = read(f"{ATTACK} No group has claimed responsibility for the bombing.")
    assert [c for c in told.claims("bomb killed", PERPETRATOR) if c.value.actor] == []


def test_accused_and_denied_stand_beside_each_other(read):
    told = read(f"{ATTACK} The army blamed the Taliban for the bombing. The Taliban denied involvement.")
    found = {(c.attribution.speaker, str(c.value.responsibility)) for c in told.claims("bomb killed", PERPETRATOR)}
    assert found == {("army", "accused"), ("Taliban", "denied")}


def test_denying_a_part_does_not_deny_the_attack(read):
    told = read(f"{ATTACK} The Taliban denied involvement in the attack.")
    assert str(told.record("bomb killed").status) == "happened"


@pytest.mark.parametrize(
    ("text", "quoted", "speaker"),
    [
        ("A bomb killed nine people in Kirkuk on Monday, police said.", "nine people", "police"),
        ("According to a hospital, the bomb killed nine people.", "nine people", "hospital"),
        ("A bomb killed nine people in Kirkuk on Monday.", "nine people", None),
        ('"The bomb killed nine people," Mayor Ivo Brandt said.', "nine people", "Ivo Brandt"),
    ],
)
def test_a_toll_is_its_speakers(read, text, quoted, speaker):
    told = read(text)
    (toll,) = [c for c in told.claims("bomb killed", TOLL) if told.touches(c.evidence, quoted)]
    assert toll.attribution.speaker == speaker


def test_of_nested_sayings_the_inner_one_speaks(read):
    told = read("The army said that villagers reported that a bomb killed nine people in Kirkuk on Monday.")
    (toll,) = told.claims("bomb killed", TOLL)
    assert toll.attribution.speaker == "villagers"


def test_two_tolls_of_two_speakers_are_two_claims(read):
    told = read(
        "A bomb exploded in Kirkuk on Monday. Police said nine people were killed. A hospital said 12 were killed."
    )
    found = {(c.attribution.speaker, c.value.estimate.low) for c in told.claims("exploded", TOLL)}
    assert found == {("Police", 9), ("hospital", 12)}


def test_nobody_claims_the_news_not_what_it_came_days_after():
    text = (
        "Gunmen killed two clerks in Dunmore on Thursday. The attack came three days after a bombing in Orsa. "
        "No group has claimed responsibility.\n"
    )
    said = dateline.read(text, published="2024-06-12").to_dict()
    news = next(e["id"] for e in said["events"] if e["trigger"]["exact"] == "killed")
    assert {c["event"] for c in said["claims"] if c["stance"] == "no_claim"} == {news}


def test_a_motive_is_of_the_deed_done_in_answer():
    text = (
        "Men shot 23 clerks in Orsa on Friday. Judge Ana Vale said the crime had been committed in revenge for an "
        "ambush two days earlier on the road to Dunmore, in which soldiers killed eight militia members."
    )
    said = dateline.read(text, published="2020-03-12").to_dict()
    shot = next(e["id"] for e in said["events"] if e["trigger"]["exact"] == "shot")
    assert {c["event"] for c in said["claims"] if c["about"] == "motive"} == {shot}


def test_a_denial_is_not_of_what_is_only_told_of_the_speaker():
    text = (
        "A bomb killed nine people near Orsa on Sunday. The Zarin Front, which had bombed a mill near Dunmore in May, "
        "let it be known that this was not its work."
    )
    said = dateline.read(text, published="2020-03-12").to_dict()
    mill = [e["id"] for e in said["events"] if e["trigger"]["exact"] == "bombed"]
    denied = {c["event"] for c in said["claims"] if c["stance"] == "denies"}
    assert denied and not denied & set(mill)


def test_arms_found_are_not_what_is_not_known():
    text = (
        "Gunmen killed two clerks in Orsa on Friday. Police recovered a rifle in Dunmore on Saturday. "
        "A captain said it was too early to tell who was behind it."
    )
    said = dateline.read(text, published="2020-03-12").to_dict()
    killed = next(e["id"] for e in said["events"] if e["trigger"]["exact"] == "killed")
    assert {c["event"] for c in said["claims"] if c["stance"] == "withholds"} == {killed}
