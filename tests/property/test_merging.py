"""Laws of merging: what comes first does not matter, adding little by little is merging at once, "different" holds."""

from dataclasses import replace
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.evaluate.merging.made import World, made
from dateline.ledger.merge.clusters import edge
from dateline.ledger.merge.matching import regroup, settle
from dateline.ledger.merge.shelf import Memory
from dateline.model.judgement import Verdict


@st.composite
def worlds(draw):
    """A small crowded world: few towns, many events a day, so that much can be mistaken for each other."""
    number = draw(st.integers(2, 60))
    world = World(1, draw(st.sampled_from([3, 8, 20])), towns=5)
    found = list(made(number, draw(st.integers(0, 10_000)), world))
    return [m.telling for m in found]


def groups(shelf):
    return sorted(sorted(members) for members in shelf.all_groups().values())


def merged(tellings, judged=None):
    shelf = Memory()
    settle(shelf, tellings, judged or {})
    return shelf


@settings(max_examples=150, deadline=None)
@given(worlds(), st.randoms(use_true_random=False), st.integers(1, 7))
def test_order_and_batches_do_not_matter(tellings, random, size):
    whole = merged(tellings)
    shuffled = random.sample(tellings, len(tellings))
    parts = Memory()
    for start in range(0, len(shuffled), size):
        settle(parts, shuffled[start : start + size], {})
    assert groups(parts) == groups(whole)
    assert parts.all_groups().keys() == whole.all_groups().keys(), "ids follow from content"
    assert {t.pair: (t.weight, t.why) for t in parts.all_ties()} == {
        t.pair: (t.weight, t.why) for t in whole.all_ties()
    }


@settings(max_examples=100, deadline=None)
@given(worlds())
def test_every_telling_is_in_one_group_and_no_report_tells_it_twice(tellings):
    shelf = merged(tellings)
    members = [e for group in shelf.all_groups().values() for e in group]
    assert sorted(members) == sorted(t.id for t in tellings)
    reports = {t.id: t.report for t in tellings}
    assert all(len({reports[e] for e in group}) == len(group) for group in shelf.all_groups().values())


@settings(max_examples=100, deadline=None)
@given(worlds(), st.data())
def test_different_holds_whatever_else_ties_them(tellings, data):
    pairs = [pair for group in groups(merged(tellings)) for pair in combinations(group, 2)]
    if not pairs:
        return
    apart = data.draw(st.lists(st.sampled_from(pairs), min_size=1, max_size=3))
    judged = {edge(*pair): Verdict.DIFFERENT for pair in apart}
    shelf = merged(tellings, judged)
    homes = shelf.homes([t.id for t in tellings])
    assert all(homes[a] != homes[b] for a, b in apart)


@settings(max_examples=100, deadline=None)
@given(worlds(), st.data())
def test_judging_and_taking_it_back_leaves_things_as_they_were(tellings, data):
    shelf = merged(tellings)
    before = shelf.all_groups()
    ids = sorted(t.id for t in tellings)
    pair = edge(*data.draw(st.lists(st.sampled_from(ids), min_size=2, max_size=2, unique=True)))
    verdict = data.draw(st.sampled_from([Verdict.SAME, Verdict.DIFFERENT]))
    regroup(shelf, pair, {pair: verdict})
    together = shelf.homes(pair)[pair[0]] == shelf.homes(pair)[pair[1]]
    assert together == (verdict is Verdict.SAME)
    assert groups(shelf) == groups(merged(tellings, {pair: verdict}))
    regroup(shelf, pair, {})
    assert {k: sorted(v) for k, v in shelf.all_groups().items()} == {k: sorted(v) for k, v in before.items()}


def test_two_events_that_one_report_tells_are_two():
    (first, *_) = (m.telling for m in made(1))
    twin = replace(first, id="f" * 16, at=10)
    assert len(merged([first, twin]).all_groups()) == 2
