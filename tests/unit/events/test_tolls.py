"""How many: totals said again are not counted twice, updates replace, and sides are kept apart."""

import pytest

from dateline.ledger.view import fold

KILLED, WOUNDED = "killed", "wounded"
TOLLS = {
    "named later": (
        "Arland bombed a militia in Karun on Thursday, a day after a rocket attack in Orsa that killed two American "
        "troops. The strikes hit four sites. Three soldiers and a civilian were killed. The two American soldiers were "
        "identified as Spc. Juan Ruiz, 27, and Staff Sgt. Mark Holm, 28.",
        "rocket attack",
        {KILLED: (2, 2)},
    ),
    "some of the wounded": (
        "Rockets struck a base on Saturday, wounding three Americans and two Iraqis. Two of the wounded Americans were "
        "badly hurt. At least two Iraqi soldiers were wounded, a command said.",
        "struck",
        {WOUNDED: (5, 5)},
    ),
    "one of the wounded died": (
        "Two guards were killed on the spot in Orsa and three were wounded. One of the wounded died on Tuesday.",
        "killed",
        {KILLED: (3, 3)},
    ),
    "one noun of two numbers": (
        "Rockets killed one British and two American soldiers at the base on Wednesday.",
        "killed",
        {KILLED: (3, 3)},
    ),
    "after another attack": (
        "Rockets hit the camp on Monday. Hours after Monday's attack, jets thought to belong to Arland bombed a depot "
        "near Orsa, killing nine fighters.",
        "bombed",
        {KILLED: (9, 9)},
    ),
    "in an attack, and later": (
        "In May, a contractor was killed in a rocket attack near Orsa, and days later jets struck five depots in Marn, "
        "killing 25 fighters.",
        "rocket attack",
        {KILLED: (1, 1)},
    ),
    "what came later": (
        "In May, a contractor was killed in a rocket attack near Orsa, and days later jets struck five depots in Marn, "
        "killing 25 fighters.",
        "struck",
        {KILLED: (25, 25)},
    ),
    "plain": ("A bomb killed nine people in Orsa on Monday.", "bomb killed", {KILLED: (9, 9)}),
    "killed and wounded": (
        "A bomb killed nine people and wounded 14 in Orsa on Monday.",
        "bomb killed",
        {KILLED: (9, 9), WOUNDED: (14, 14)},
    ),
    "at least": ("A bomb killed at least nine people in Orsa on Monday.", "bomb killed", {KILLED: (9, None)}),
    "said again": (
        "A bomb killed nine people in Orsa on Monday. Police said nine people died in the blast.",
        "bomb killed",
        {KILLED: (9, 9)},
    ),
    "taken up by the": (
        "A bomb killed two Americans and a Briton near Orsa on Monday. The two Americans killed were engineers.",
        "bomb killed",
        {KILLED: (3, 3)},
    ),
    "two parts": (
        "An attack killed two soldiers and a nurse in Orsa on Monday.",
        "attack",
        {KILLED: (3, 3)},
    ),
    "parts and their sum": (
        "An attack killed two soldiers and a nurse in Orsa on Monday. All three were killed at the gate.",
        "attack",
        {KILLED: (3, 3)},
    ),
    "headline and body": (
        "Bomb kills nine in Orsa\n\nORSA (Delta) - A bomb killed nine people in Orsa on Monday.",
        "bomb killed",
        {KILLED: (9, 9)},
    ),
    "a number inside a range told before": (
        "A bomb exploded in Orsa on Monday, killing between six and 14 people. The death toll later rose to 14.",
        "bomb exploded",
        {KILLED: (6, 14)},
    ),
    "update": (
        "A bomb exploded in Orsa on Monday, killing nine people. The death toll later rose to 14.",
        "exploded",
        {KILLED: (14, 14)},
    ),
    "nobody": ("A bomb exploded in Orsa on Monday. Nobody was hurt.", "exploded", {WOUNDED: (0, 0)}),
    "no deaths": ("A bomb exploded in Orsa on Monday. There were no casualties.", "exploded", {KILLED: (0, 0)}),
    "a total since a day is no toll": (
        "A bomb killed nine people in Orsa on Monday. More than 300 people have been killed in Orsa since 2019.",
        "bomb killed",
        {KILLED: (9, 9)},
    ),
    "toll of an older event": (
        "A bomb killed nine people in Orsa on Monday. An ambush in March killed 30 soldiers near Dunmore.",
        "bomb killed",
        {KILLED: (9, 9)},
    ),
    "shares of two towns": (
        "Drones hit the towns of Orsa and Marn on Monday, killing seven people and wounding 41, officials said. Four"
        " people were killed in Orsa and 28 were wounded, the governor said. In Marn, three people died and 13 were"
        " hurt, the mayor said.",
        "Drones hit",
        {KILLED: (7, 7), WOUNDED: (41, 41)},
    ),
    "some of the wounded died": (
        "A bomb killed 18 people and wounded 30 in Orsa on Monday. A nurse said three of the wounded had died.",
        "bomb killed",
        {WOUNDED: (27, 27)},
    ),
    "a civilian is none of the officers named": (
        "Three police officers and a civilian died on Monday when a bomb exploded in Orsa. The dead officers were"
        " patrolman Luis Prant, 24, Sergeant Ivan Mosk, 31, and Lieutenant Marta Rion. The civilian was a vendor.",
        "exploded",
        {KILLED: (4, 4)},
    ),
    "the rebels boast": (
        "Rebels of the Orsa Front attacked a post in Marn on Monday, killing 12 soldiers, the army said. The Orsa Front"
        " claimed the attack and said its fighters had killed 30 soldiers.",
        "attacked",
        {KILLED: (12, 12)},
    ),
    "a toll that rose on another day": (
        "The death toll from a suicide bombing at a mosque in Orsa rose to 27 on Tuesday. The bomber blew himself up"
        " during Friday prayers, killing 24 worshippers and wounding more than 60.",
        "suicide bombing",
        {KILLED: (27, 27), WOUNDED: (61, None)},
    ),
    "a toll raised after other dead": (
        "Rebels killed at least ten people in three villages near Orsa on Monday, elders said. The rebels said army"
        " drones had killed four of their own fighters. A chief said the bodies of two more farmers were found, taking"
        " the toll to 12.",
        "Rebels killed",
        {KILLED: (12, 12)},
    ),
    "the next clause has its own year": (
        "In 2014 its gunmen killed 28 passengers after stopping a bus near Orsa, and in 2015 they killed 148 in Marn.",
        "gunmen killed",
        {KILLED: (28, 28)},
    ),
    "weeks later": (
        "Nine soldiers were killed in March in an ambush at Orsa. Two weeks later ten more soldiers died when their"
        " truck hit a mine.",
        "ambush",
        {KILLED: (9, 9)},
    ),
    "another puts the toll higher": (
        "An air strike killed 18 people in Orsa on Monday, residents said. A nurse put the death toll at 21.",
        "air strike",
        {KILLED: (18, 21)},
    ),
    "another speaks of fewer": (
        "Gunmen killed 26 people in Orsa on Monday, residents said. The administrator speaks of 22.",
        "Gunmen killed",
        {KILLED: (22, 26)},
    ),
    "the first of two bombs": (
        "Two bombs killed 19 people and wounded 54 in Orsa on Monday, police said. The first killed 11 people.",
        "bombs killed",
        {KILLED: (19, 19)},
    ),
    "one place is nobody": (
        "A tent was hit on Monday. In Khan Marun, five others were killed when a house was hit.",
        "house was hit",
        {KILLED: (5, 5)},
    ),
    "one by one": (
        "Gunmen opened fire at a bakery in Orsa on Sunday. Four men died at the scene, a fifth while he was being "
        "taken away by ambulance and the sixth on Monday at the general hospital.",
        "opened fire",
        {KILLED: (6, 6)},
    ),
    "of both sides": (
        "At least six people were killed in a clash at Orsa on Sunday, officials on both sides said. The Oruan guard "
        "said four of its men and a girl had been killed. The Kestrian ministry said one guard had been killed.",
        "clash",
        {KILLED: (6, None)},
    ),
    "an acronym between": (
        "Two jawans of the Marn Guard (MG) and four suspected rebels were killed in a gunfight in Orsa on Thursday.",
        "gunfight",
        {KILLED: (6, 6)},
    ),
}
ROWS = {
    "named in a roll": (
        "A bomb killed two nurses in Orsa on Monday. The dead were named as Ana Sorel, 34, and Dana Pratt, 24.",
        [(KILLED, "nurses", 2)],
    ),
    "carried off": (
        "Gunmen killed nine villagers and kidnapped 34 pupils in a raid on Orsa on Monday.",
        [(KILLED, "villagers", 9)],
    ),
    "prisoners of a fight": (
        "Rebels overran a post in Orsa on Monday, killing nine soldiers and capturing four policemen.",
        [(KILLED, "soldiers", 9), ("captured", "policemen", 4)],
    ),
    "a figure that holds a group": (
        "Gunmen shot dead 14 farmers near Orsa on Monday. A woman died later, raising the toll to 15.",
        [(KILLED, "farmers", 14)],
    ),
    "brought to six": (
        "A bomb killed at least five policemen and wounded three in Orsa on Sunday. A nurse said one of the wounded "
        "had died, bringing the number of dead to six.",
        [(KILLED, "policemen", 6)],
    ),
    "one by one": (
        "Four men died in a shooting in Orsa on Sunday, a fifth on the way to a clinic.",
        [(KILLED, "men", 5)],
    ),
    "the others hurt": (
        "A mine killed seven civilians in Orsa on Monday. Nine others were injured.",
        [(KILLED, "civilians", 7), (WOUNDED, "civilians", 9)],
    ),
}


@pytest.mark.parametrize(("text", "rows"), ROWS.values(), ids=ROWS)
def test_row(read, text, rows):
    """Rows of casualties: one a group, none for who is named in it, and none for people carried off."""
    records = fold(read(text).extraction)
    told = {(line.harm, line.group.name, line.estimate.low) for r in records for line in r.casualties}
    assert told >= set(rows)
    assert not {name for _, name, _ in told} & {"Ana Sorel", "Dana Pratt", "pupils", "others"}


def test_those_carried_off_stand_apart(read):
    records = fold(read("Gunmen kidnapped 34 pupils in a raid on Orsa on Monday.").extraction)
    assert [(line.group.name, line.estimate.low) for r in records for line in r.taken] == [("pupils", 34)]


@pytest.mark.parametrize(("text", "words", "expected"), TOLLS.values(), ids=TOLLS)
def test_toll(read, text, words, expected):
    record = read(text).record(words)
    for harm, (low, high) in expected.items():
        told = getattr(record, harm)
        assert told is not None, f"nobody is said to be {harm}"
        assert (told.value.low, told.value.high) == (low, high)
