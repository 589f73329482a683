"""What is computed from many reports can be put, found, changed and forgotten, in both databases."""

import pytest

from dateline.errors import LedgerError
from dateline.ledger import Ledger
from dateline.ledger.store import derived

EVENTS = [f"e{n:04}" for n in range(1200)]


@pytest.fixture
def ledger(ledger_at):
    with Ledger.open(ledger_at()) as ledger:
        yield ledger


def canonical(name, **more):
    return {"id": name, "kind": "attack", "status": "happened", "perpetrators": "", "policy": "p"} | {
        "reports": 2, "sources": 1, "latitude": 1.5, "suspects": "[]", "disputed": "", "unsure": "", **more
    }  # fmt: skip


def test_features_and_blocks(ledger):
    with ledger.transaction() as db:
        derived.put_features(db, [{"event_id": e, "report_id": "r", "value": "{}"} for e in EVENTS])
        derived.put_features(db, [{"event_id": "e0000", "report_id": "r", "value": '{"a":1}'}])
        derived.put_blocks(db, [{"key": "k" + e[-1], "event_id": e} for e in EVENTS] * 2)
    with ledger.transaction() as db:
        found = derived.features_of(db, [*EVENTS, "none"])
        assert len(found) == 1200 and found["e0000"] == '{"a":1}'
        assert derived.blocks_of(db, ["e0013", "none"]) == {"e0013": ["k3"]}
        assert derived.count_in(db, ["k3", "k4", "none"]) == {"k3": 120, "k4": 120}
        assert {k: e[:2] for k, e in derived.events_in(db, ["k3", "k4", "none"]).items()} == {
            "k3": ["e0003", "e0013"],
            "k4": ["e0004", "e0014"],
        }
        derived.forget_events(db, EVENTS[1:])
        assert derived.features_of(db, EVENTS).keys() == {"e0000"} == derived.blocks_of(db, EVENTS).keys()


def test_ties(ledger):
    ties = [{"left_id": "a", "right_id": e, "weight": 0.5, "why": "day"} for e in EVENTS]
    with ledger.transaction() as db:
        derived.put_ties(db, ties)
        derived.put_ties(db, [ties[3] | {"weight": -1.5, "why": "place"}])
        assert derived.ties_of(db, ["e0003"]) == [{"left_id": "a", "right_id": "e0003", "weight": -1.5, "why": "place"}]
        assert len(derived.ties_of(db, ["a", *EVENTS])) == 1200
        derived.drop_ties_of(db, ["e0003", "e0004"])
        assert len(derived.ties_of(db, ["a"])) == 1198
        derived.drop_ties_of(db, ["a"])
        assert derived.ties_of(db, EVENTS) == []


def test_clusters(ledger):
    with ledger.transaction() as db:
        derived.put_members(db, [{"event_id": e, "canonical_id": "c1"} for e in EVENTS])
        derived.put_members(db, [{"event_id": "e0007", "canonical_id": "c2"}])
        derived.put_canonical(db, [canonical("c1"), canonical("c2")])
        derived.put_canonical(db, [canonical("c2", killed_low=3)])
        assert derived.members_of(db, ["c2", "c3"]) == {"c2": ["e0007"]}
        assert derived.canonical_of(db, ["e0006", "e0007", "none"]) == {"e0006": "c1", "e0007": "c2"}
        derived.drop_canonical(db, ["c1"])
        assert db.exec_driver_sql("SELECT id, killed_low, latitude FROM canonical").all() == [("c2", 3, 1.5)]


def test_an_error_leaves_nothing_behind(ledger):
    with pytest.raises(LedgerError), ledger.transaction() as db:
        derived.put_members(db, [{"event_id": "e", "canonical_id": "c"}])
        derived.put_ties(db, [{"left_id": "a", "right_id": "b", "why": "no weight"}])
    with ledger.transaction() as db:
        assert derived.canonical_of(db, ["e"]) == {}


def test_what_is_derived_is_no_content(ledger, extraction):
    ledger.add(extraction)
    before = ledger.digest()
    with ledger.transaction() as db:
        derived.put_members(db, [{"event_id": "e", "canonical_id": "c"}])
    assert ledger.digest() == before and ledger.verify() == []
