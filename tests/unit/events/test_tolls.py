"""How many: totals said again are not counted twice, updates replace, and sides are kept apart."""

import pytest

KILLED, WOUNDED = "killed", "wounded"
TOLLS = {
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
}


@pytest.mark.parametrize(("text", "words", "expected"), TOLLS.values(), ids=TOLLS)
def test_toll(read, text, words, expected):
    record = read(text).record(words)
    for harm, (low, high) in expected.items():
        told = getattr(record, harm)
        assert told is not None, f"nobody is said to be {harm}"
        assert (told.value.low, told.value.high) == (low, high)
