"""Data rules over the parts of a text: each part by itself, rules in file order."""

import re

from dateline.lexicon.rules import Matcher, Rule


def matcher(**patterns):
    rules = [Rule(name, (), (), pattern=re.compile(p), words=words) for name, (p, words) in patterns.items()]
    return Matcher(tuple(rules))


def test_a_rule_is_tried_in_the_parts_in_which_a_word_of_it_stands():
    text = "Red lamp. Blue lamp. Red door."
    found = matcher(lamp=(r"\w+ lamp", ("lamp",)), red=("Red", ("red",)))
    parts = [(0, 10), (10, 21), (21, 30)]
    assert [(r.id, m[0]) for r, m in found.matches(text, parts)] == [
        ("lamp", "Red lamp"),
        ("lamp", "Blue lamp"),
        ("red", "Red"),
        ("red", "Red"),
    ]
    assert [m.start() for _, m in found.matches(text, parts[1:])] == [10, 21]


def test_no_match_runs_from_one_part_into_the_next():
    across = matcher(any=("lamp. Blue", ()))
    assert list(across.matches("A lamp. Blue.", [(0, 8), (8, 13)])) == []
    assert [m[0] for _, m in across.matches("A lamp. Blue.")] == ["lamp. Blue"]
