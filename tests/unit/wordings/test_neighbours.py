"""What stands beside a wording: in a sentence with two events each date, place, weapon and toll goes to its own."""

import pytest

BESIDE = {
    "two days": (
        "Rebels shelled Orsa on Sunday, and jets bombed a camp near Dunmore on Monday.",
        "dates",
        {"shelled": ["on Sunday"], "bombed": ["on Monday"]},
    ),
    "day of the event, not of the speech": (
        "The army said on Monday that rebels had shelled the camp on Sunday.",
        "dates",
        {"shelled": ["on Sunday"]},
    ),
    "day of the speech alone": ("The army said on Monday that rebels had shelled the camp.", "dates", {"shelled": []}),
    "after an older event": (
        "Jets bombed a camp on Monday after an ambush that killed four guards on Saturday.",
        "dates",
        {"bombed": ["on Monday"], "ambush": ["on Saturday"]},
    ),
    "one day for a verb and its participle": (
        "On Monday rebels attacked the post, kidnapping two guards.",
        "dates",
        {"attacked": ["On Monday"], "kidnapping": ["On Monday"]},
    ),
    "a date of another clause": (
        "Gunmen shot dead the mayor-elect, who was to take office on 1 June.",
        "dates",
        {"shot dead": []},
    ),
    "since is no day of an event": ("It was the heaviest shelling since 2 March.", "dates", {"shelling": []}),
    "two places": (
        "Rebels shelled Basra on Sunday while jets bombed a camp near Mosul.",
        "places",
        {"shelled": ["Basra"], "bombed": ["near Mosul"]},
    ),
    "two towns": (
        "Rebels shelled Kirkuk on Sunday while jets bombed a camp near Mosul.",
        "places",
        {"shelled": ["Kirkuk"], "bombed": ["near Mosul"]},
    ),
    "whose troops is no place": (
        "A roadside bomb killed two US soldiers near Kirkuk.",
        "places",
        {"roadside bomb": ["near Kirkuk"]},
    ),
    "where it was said is no place": (
        "Speaking in Baghdad, the general said rebels had attacked a convoy near Mosul.",
        "places",
        {"attacked": ["near Mosul"]},
    ),
    "two tolls": (
        "A car bomb killed nine people in Mosul and a gun attack wounded four policemen in Basra.",
        "tolls",
        {"car bomb": ["nine people"], "gun attack": ["four policemen"]},
    ),
    "killed and wounded of one event": (
        "The blast killed three guards and wounded five.",
        "tolls",
        {"blast": ["three guards", "five"]},
    ),
    "toll of the relative clause": (
        "Jets bombed a camp after an ambush that killed four guards.",
        "tolls",
        {"bombed": [], "ambush": ["four guards"]},
    ),
    "a running total is no toll": (
        "The blast killed two guards; 40 people have been killed in Mosul since 2019.",
        "tolls",
        {"blast": ["two guards"]},
    ),
    "a day behind a comma and an and is of what follows": (
        "Jets bombed a camp near Orsa, and on 14 March drones fell on a depot in Mandur.",
        "dates",
        {"bombed": [], "fell": ["14 March"]},
    ),
    "a claim has its own day": (
        "A blast tore through a market on Sunday. The attack was claimed on Monday by the Zarin Brigade.",
        "dates",
        {"attack": []},
    ),
    "words about it have their own day": (
        "A blast tore through a market on Sunday. The governor condemned the attack on Monday.",
        "dates",
        {"attack": []},
    ),
    "what a verb of words is told of keeps its day": (
        "The governor condemned the attack on Monday in Orsa that killed two guards.",
        "dates",
        {"attack": ["Monday"]},
    ),
    "a blast that claimed lives has its day": (
        "The blast in Orsa claimed nine lives on Sunday.",
        "dates",
        {"blast": ["Sunday"]},
    ),
    "two weapons": (
        "Militants fired six rockets at the base, and a drone bombed a depot.",
        "weapons",
        {"fired": ["six rockets"], "bombed": ["drone"]},
    ),
}


@pytest.mark.parametrize(("text", "what", "expected"), BESIDE.values(), ids=BESIDE)
def test_beside(tell, text, what, expected):
    told = tell(text)
    for words, wanted in expected.items():
        wording = told.at(words)
        found = {
            "dates": [wording.when] if wording.when else [],
            "places": wording.places,
            "tolls": wording.tolls,
            "weapons": wording.weapons,
        }[what]
        quoted = [told.words(f.start, f.end) for f in found]
        assert len(quoted) == len(wanted), (words, quoted)
        assert all(mine in theirs or theirs in mine for mine, theirs in zip(wanted, quoted, strict=True)), (
            words,
            quoted,
        )


def test_a_headline_is_known_as_one(tell):
    told = tell("Car bomb kills two guards in Orsa\n\nORSA (Delta) - A car bomb killed two guards on Monday.")
    assert (told.at("Car bomb").headline, told.at("car bomb").headline) == (True, False)


def test_a_verb_of_a_headline_is_found(tell):
    told = tell("Rebels attack barracks in Orsa\n\nORSA (Delta) - Rebels attacked a barracks on Monday.")
    assert (told.at("attack").headline, told.at("attacked").headline) == (True, False)


def test_an_aircraft_beside_the_words_makes_an_air_strike(tell):
    assert tell("A drone took part in the attack on the camp.").at("attack").trigger.kind == "air_strike"
    assert tell("Troops, backed by jets, attacked the camp.").at("attacked").trigger.kind == "attack"
