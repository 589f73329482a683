"""Counting right values by slot and rule, and holding the scores made of them against other reports."""

from dateline.evaluate.gold import GoldRecord
from dateline.evaluate.sureness.calibration import Seen, count, held_out, seen, set_of, share_above
from dateline.model.report import Report

TEXT = "Rebels shelled Orsa on Monday, killing two guards. A bridge burned."


def quoted(words, rule):
    start = TEXT.index(words)
    return {"start": start, "end": start + len(words), "exact": words, "rule": rule}


def event(id_, words, **slots):
    return {"id": id_, "kind": "shelling", "status": "happened", "trigger": quoted(words, "events.told"), **slots}


def killed(low, rule):
    return {"low": low, "best": low, "high": low, "evidence": [quoted("two guards", rule)]}


GOLD = {
    "events": [{"id": "e", "kind": "shelling", "anchors": ["shelled"], "killed": {"low": 2, "high": 2}}],
    "claims": [],
}


def test_values_are_right_or_wrong_as_the_gold_has_it():
    record = GoldRecord(Report.of(TEXT, id="a"), GOLD)
    read = {"report": {"id": "a"}, "events": [event("1", "shelled", killed=killed(2, "good"))]}
    assert [(v.slot, v.rules, v.right) for v in seen([record], [read])] == [
        ("events", frozenset({"events.told"}), True),
        ("killed", frozenset({"good"}), True),
    ]
    read["events"][0]["killed"] = killed(3, "bad")
    assert [(v.slot, v.right) for v in seen([record], [read])] == [("events", True), ("killed", False)]


def test_values_of_an_invented_event_are_wrong():
    record = GoldRecord(Report.of(TEXT, id="a"), GOLD)
    read = {"report": {"id": "a"}, "events": [event("2", "burned", killed=killed(2, "good"))]}
    assert [(v.slot, v.right) for v in seen([record], [read])] == [("events", False), ("killed", False)]


def test_counts_are_kept_by_slot_and_rule():
    values = [Seen("a", "when", frozenset({"x", "y"}), True), Seen("b", "when", frozenset({"x"}), False)]
    assert count(values) == {"when": {"": (1, 2), "x": (1, 2), "y": (1, 1)}}


def test_no_set_is_scored_by_itself():
    """One set alone has a rule that is always wrong: by the counts of the others it is like its slot."""
    others = [Seen(f"even-{n}", "when", frozenset({"x"}), True) for n in range(40)]
    odd = [Seen(f"odd-{n}", "when", frozenset({"strange"}), False) for n in range(20)]
    scored = list(held_out([*others, *odd]))
    assert len(scored) == 60
    assert {round(found, 2) for found, value in scored if set_of(value.report) == "odd"} == {0.98}


def test_share_above_has_an_interval():
    scored = [(0.95, Seen("a", "when", frozenset(), n > 0)) for n in range(20)] + [
        (0.5, Seen("a", "w", frozenset(), False))
    ]
    right, of, (low, high) = share_above(scored, 0.9)
    assert (right, of) == (19, 20)
    assert low < 0.95 < high
    assert share_above(scored, 0.99) == (0, 0, (0.0, 1.0))
