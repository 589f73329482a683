"""`make gains` tells values apart by what they say and the words they cite, not by ids."""

import runpy
from pathlib import Path

LINES = runpy.run_path(str(Path(__file__).resolve().parents[2] / "tools" / "gains.py"))["lines"]
WORDS = [{"start": 0, "end": 3, "exact": "two men", "rule": "r"}]


def report(ident, toll):
    event = {
        "id": ident,
        "kind": "attack",
        "status": "happened",
        "trigger": {"start": 4, "end": 7, "exact": "shot", "rule": "r"},
        "when": None,
        "killed": {"low": toll, "best": toll, "high": None, "evidence": WORDS},
    }
    link = {"from": ident, "to": ident, "kind": "response", "evidence": WORDS}
    return {"report": {"id": "r1"}, "events": [event], "people": [], "claims": [], "links": [link], "tallies": []}


def test_a_value_is_one_line_with_its_words():
    assert LINES(report("e1", 2)) == [
        'r1  events attack happened  "shot"',
        'r1  killed 2/2/None  "two men"',
        'r1  links response shot shot  "two men"',
    ]


def test_other_ids_are_no_difference_and_other_numbers_are():
    assert LINES(report("e1", 2)) == LINES(report("e9", 2))
    assert set(LINES(report("e1", 2))) ^ set(LINES(report("e1", 3))) == {
        'r1  killed 2/2/None  "two men"',
        'r1  killed 3/3/None  "two men"',
    }
