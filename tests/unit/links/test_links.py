"""Which words tie two events, which is the later one, and totals that are no event."""

import pytest

LINKS = {
    "in retaliation for": (
        "Jets bombed a camp on Monday in retaliation for the ambush that killed four guards on Sunday.",
        ("bombed", "retaliation", "ambush"),
    ),
    "to avenge": (
        "Rebels shelled the barracks on Monday to avenge a raid that killed nine villagers on Sunday.",
        ("shelled", "retaliation", "raid"),
    ),
    "in response to": (
        "Jets bombed a camp on Monday in response to the ambush that killed four guards on Sunday.",
        ("bombed", "response", "ambush"),
    ),
    "prompted by": (
        "The strike on Dunmore on Sunday was prompted by the raid that killed nine villagers in Orsa on Saturday.",
        ("strike", "response", "raid"),
    ),
    "responded to, by": (
        "A strike killed four guards on Saturday. The rebels responded to that strike by shelling a village on Monday.",
        ("shelling", "response", "strike"),
    ),
    "in response": (
        "An ambush killed four guards on Sunday. In response, jets bombed a camp on Monday.",
        ("bombed", "response", "ambush"),
    ),
    "retaliated": (
        "An ambush killed four guards on Saturday. The army retaliated on Monday, shelling a village.",
        ("shelling", "retaliation", "ambush"),
    ),
    "the answer came": (
        "Rebels shelled Orsa on Saturday, killing two guards. The answer came on Monday: an airstrike on a camp.",
        ("airstrike", "response", "shelled"),
    ),
    "days after": (
        "Jets bombed a camp near Dunmore on Monday, two days after an ambush killed four guards.",
        ("bombed", "followed", "ambush"),
    ),
    "hours later": (
        "An ambush killed four guards near Orsa on Sunday. Hours later, a bomb exploded in Dunmore.",
        ("exploded", "followed", "ambush"),
    ),
    "followed by": (
        "The ambush that killed four guards was followed by an airstrike on a camp.",
        ("airstrike", "followed", "ambush"),
    ),
    "threat": (
        "An airstrike killed nine fighters on Sunday. The militia vowed revenge for the dead.",
        ("vowed", "response", "airstrike"),
    ),
}


def ties(told):
    return {(link.source, str(link.relation), link.target) for link in told.extraction.links}


@pytest.mark.parametrize(("text", "expected"), LINKS.values(), ids=LINKS)
def test_link(read, text, expected):
    told = read(text)
    later, relation, earlier = expected
    wanted = (told.event(later).id, relation, told.event(earlier).id)
    assert ties(told) == {wanted}, [
        (told.told(next(e for e in told.extraction.events if e.id == s)), r) for s, r, _ in ties(told)
    ]


@pytest.mark.parametrize(
    "text",
    [
        "A raid in which two villagers died was followed by a siege of the consulate and then an airstrike on a camp.",
        "A raid killed two villagers. It was followed by a siege of the consulate and then an airstrike on a camp.",
    ],
    ids=["one sentence", "taken up by it"],
)
def test_a_chain_is_followed_link_by_link(read, text):
    told = read(text)
    raid, siege, strike = (told.event(words).id for words in ("raid", "siege", "airstrike"))
    assert ties(told) == {(siege, "followed", raid), (strike, "followed", siege)}


@pytest.mark.parametrize(
    "text",
    [
        "Rebels shelled Orsa on Sunday. Police arrested nine men in Dunmore on Monday.",
        "In response to a question, the general said rebels shelled Orsa on Sunday.",
        "After dark rebels shelled the post at Orsa, killing two guards.",
    ],
)
def test_nothing_ties_them(read, text):
    assert read(text).extraction.links == ()


def test_a_pair_of_events_has_one_link_the_strongest(read):
    told = read("Hours after the ambush that killed four guards, jets bombed a camp in retaliation for the ambush.")
    assert [str(link.relation) for link in told.extraction.links] == ["retaliation"]


def test_dates_that_contradict_tie_nothing(read):
    told = read("An ambush killed four guards on Monday. In response, jets bombed a camp on Friday, 2 April.")
    assert told.extraction.links == ()


def test_a_link_cites_its_words_and_both_events(read):
    told = read(LINKS["in response to"][0])
    (link,) = told.extraction.links
    assert any("in response to" in e.exact for e in link.evidence)
    assert told.touches(link.evidence, "bombed") and told.touches(link.evidence, "ambush")


def test_a_tally_is_kept_apart(read):
    told = read(
        "A bomb killed two guards in Kirkuk on Monday. In all, 40 guards have been killed in Kirkuk since 2019."
    )
    (tally,) = told.extraction.tallies
    assert (str(tally.harm), tally.estimate.low, tally.since, tally.places) == ("killed", 40, "2019", ("Kirkuk",))
    assert "40 guards" in tally.evidence[0].exact
    assert told.record("bomb killed").killed.value.low == 2
    assert len(told.extraction.events) == 1


def test_a_tally_names_who_counts(read):
    told = read("According to a church register, 40 villagers had been killed since the start of the war in 2019.")
    (tally,) = told.extraction.tallies
    assert (tally.source, tally.group) == ("church register", "villagers")
    assert told.extraction.events == ()
