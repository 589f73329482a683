"""One event told in several sentences is one event, and what contradicts (day, place, kind, attacker) is kept apart."""

import pytest

ONE = {
    "three sentences": (
        "Rebels shelled the barracks at Orsa on Monday. The barrage killed two guards. The attack lasted an hour.",
        ["shelled", "barrage", "attack lasted"],
    ),
    "demonstrative": (
        "Gunmen ambushed a convoy near Orsa on Monday. That attack left three soldiers dead.",
        ["ambushed", "That attack"],
    ),
    "the incident": (
        "A roadside bomb hit a bus near Orsa on Monday. The incident closed the road for a day.",
        ["roadside bomb", "incident"],
    ),
    "a day's attack": (
        "Gunmen stormed a police station in Orsa on Monday. Monday's attack was claimed by nobody.",
        ["stormed", "Monday's attack"],
    ),
    "headline and body": (
        "Car bomb kills nine in Orsa\n\nORSA (Delta) - A car bomb exploded outside the court on Monday, killing nine.",
        ["Car bomb kills", "car bomb exploded"],
    ),
    "headline in other words": (
        "Nine dead in Orsa bombing\n\nORSA (Delta) - A bomb exploded outside the court on Monday, killing nine people.",
        ["bombing", "exploded"],
    ),
    "the named victim": (
        "Gunmen shot dead Judge Ana Vey in Orsa on Monday. Vey was killed outside her home, police said.",
        ["shot dead", "killed outside"],
    ),
    "fired and landed": (
        "Militants fired 12 rockets at the base on Monday. Five of the rockets landed near a hangar.",
        ["fired 12 rockets", "landed"],
    ),
    "doer and verb": (
        "A suicide bomber attacked a checkpoint in Orsa on Monday, killing four policemen.",
        ["suicide bomber", "attacked"],
    ),
    "verb and participle": (
        "Gunmen stormed a police station in Orsa on Monday, shooting dead four policemen.",
        ["stormed", "shooting dead"],
    ),
    "general word for a special one": (
        "Jets bombed a camp near Dunmore on Monday. The attack killed nine fighters.",
        ["bombed", "attack"],
    ),
    "a siege that an assault began": (
        "Troops early on Tuesday ended a nine-hour siege of a hotel in Orsa. The attack began on Monday evening, when "
        "a suicide bomber blew up the gate and gunmen stormed in.",
        ["siege", "attack", "suicide bomber", "stormed"],
    ),
    "a siege that ended in a storming": (
        "Rebels overran a fort near Orsa on Monday after a ten-day siege, killing nine soldiers.",
        ["overran", "siege"],
    ),
    "the explosion of a missile": (
        "A missile struck a house in Orsa on Monday, killing two people. The explosion broke windows, she said.",
        ["struck", "explosion"],
    ),
    "the massacre by a jet": (
        "Jets bombed a market in Orsa on Monday, killing 30 people. The rebels vowed to answer the massacre.",
        ["bombed", "massacre"],
    ),
    "his explosives": (
        "A suicide bomber struck a court in Orsa on Monday, police said. Two men had come to the door at noon. A guard "
        "stopped one of them and the other detonated his explosives in the hall.",
        ["suicide bomber", "detonated"],
    ),
    "hurt in what was told between": (
        "Rebels shelled the barracks at Orsa on Sunday, killing two guards. On Monday jets bombed a rebel camp near "
        "Dunmore. Six fighters were killed, the ministry said.",
        ["jets bombed", "Six fighters were killed"],
    ),
}
TWO = {
    "a similar attack": (
        "Rebels shot two guards near Orsa on Saturday. Jets struck 14 targets in the area in retaliation, it added. "
        "Last month, six soldiers were killed in a similar attack in Marn.",
        ["struck", "attack"],
    ),
    "a day of its own": (
        "Rebels shelled Orsa on Monday. Two men died at a hotel, a mayor said. The car bomb of 3 May killed nine.",
        ["died", "car bomb"],
    ),
    "side by side": (
        "The group claimed the bombing and the ambush of a patrol near Orsa.",
        ["bombing", "ambush"],
    ),
    "a list": (
        "The governor told of a pipeline blown up at Saravena, a bus burnt in Orsa and two guards shot at Dunmore.",
        ["blown up", "shot"],
    ),
    "sentences that begin elsewhere": (
        "In Orsa a bomb exploded, killing two guards. In Dunmore gunmen fired on a bus and killed four men.",
        ["exploded", "fired on"],
    ),
    "a relative clause": (
        "A drone hit a post on Monday, wounding a cook. The rocket that killed the driver fell on Tuesday.",
        ["hit a post", "killed the driver"],
    ),
    "other dead": (
        "Rebels ambushed a convoy near Orsa on Sunday, killing two soldiers, the army said. The massacre of thirty "
        "villagers at Dunmore bears the mark of the same men, it said.",
        ["ambushed", "massacre"],
    ),
    "nobody hurt": (
        "A missile struck a ship off Orsa on Sunday, killing two sailors. On Monday gunners destroyed a boat near the "
        "ship, and no one was hurt. The killings are the first at sea this year.",
        ["destroyed", "killings"],
    ),
    "by day": (
        "Rebels shelled Orsa on Sunday. On Thursday rebels shelled Orsa, killing two guards.",
        ["shelled Orsa on Sunday", "shelled Orsa, killing"],
    ),
    "by place": (
        "A bomb exploded in Mosul on Monday, killing two men. A bomb exploded in Kabul on Monday, killing nine.",
        ["exploded in Mosul", "exploded in Kabul"],
    ),
    "by kind": (
        "Jets bombed a camp near Dunmore on Monday. Police arrested nine men in Orsa on Monday.",
        ["bombed", "arrested"],
    ),
    "air strike and shelling": (
        "Rebels fired mortars at the base on Monday. An airstrike killed four rebels on Monday.",
        ["fired mortars", "airstrike"],
    ),
    "second attack": (
        "A bomb exploded at the market in Orsa on Monday. A second bomb exploded at the bus station.",
        ["A bomb exploded", "second bomb exploded"],
    ),
    "another attack": (
        "Gunmen attacked a convoy near Orsa on Monday. In another attack, gunmen killed a judge.",
        ["attacked a convoy", "another attack"],
    ),
    "separate incident": (
        "A roadside bomb killed two soldiers near Orsa on Monday. In a separate attack, a sniper shot a guard.",
        ["roadside bomb", "sniper shot"],
    ),
    "the other base": (
        "Rockets hit the base at Orsa on Monday and killed two men. Nobody has explained Mandur, the other base, where"
        " five rockets fell on a field.",
        ["Rockets hit", "rockets fell"],
    ),
    "after": (
        "Jets bombed a camp near Dunmore on Monday after an ambush that killed four guards on Saturday.",
        ["bombed", "ambush"],
    ),
    "clause of its own after before": (
        "Before the ambush that killed four guards, rebels had shelled the post for two days.",
        ["ambush", "shelled"],
    ),
    "a year ago": (
        "A bomb killed two men in Orsa on Monday. A year ago, a bombing there killed 30 people.",
        ["bomb killed two", "bombing there"],
    ),
    "attack and threat": (
        "Rebels shelled Orsa on Monday. The army vowed revenge for the dead.",
        ["shelled", "vowed"],
    ),
}


@pytest.mark.parametrize(("text", "wordings"), ONE.values(), ids=ONE)
def test_one_event(read, text, wordings):
    told = read(text)
    first, *rest = (told.event(words) for words in wordings)
    assert all(other.id == first.id for other in rest), [told.told(e) for e in (first, *rest)]


@pytest.mark.parametrize(("text", "wordings"), TWO.values(), ids=TWO)
def test_two_events(read, text, wordings):
    told = read(text)
    first, second = (told.event(words) for words in wordings)
    assert first.id != second.id, told.told(first)


def test_events_come_in_the_order_in_which_they_are_told(read):
    told = read("Rebels shelled Orsa on Sunday. Police arrested nine men on Monday. The shelling killed two guards.")
    assert [told.event("shelled").id, told.event("arrested").id] == [e.id for e in told.extraction.events]


def test_a_weak_word_alone_tells_nothing(read):
    assert read("The incident was discussed at length. The operation is complex.").extraction.events == ()


def test_losses_on_both_sides_make_an_attack_a_clash(read):
    told = read("Militants attacked an army post on Monday. Three soldiers and nine militants were killed.")
    assert told.event("attacked").kind == "armed_clash"
