"""What reviewers decide is kept in both databases, stands as of any day, and changes what the ledger gives."""

from datetime import date

import pytest

from dateline.errors import LedgerError
from dateline.ledger import Ledger
from dateline.ledger.canon import Decision
from dateline.ledger.canon.decided import Blamed, Ruling, read
from dateline.ledger.canon.decided.decision import POINTED
from dateline.ledger.store.asking import Asked
from dateline.ledger.store.schema import FORM
from dateline.model.claim import TOLL, Responsibility
from dateline.model.estimate import Estimate
from dateline.model.event import EventStatus, Kind
from dateline.model.judgement import Judgement, Retraction, Verdict
from dateline.model.report import Span
from dateline.model.where import Place, PlacePrecision


@pytest.fixture
def rockets(extraction):
    return extraction.events[0].id


def made(event, slot, value, hour=10, by="Ann Ode", why="the ministry's list"):
    return Decision(event, slot, value, "", by, why, f"2021-05-06T{hour:02}:00:00")


def killed(event, number, hour=10, **more):
    return made(event, "killed", Estimate.exactly(number), hour, **more)


def told(path, event, as_of=None):
    """The canonical event that a telling stands in."""
    with Ledger.open(path) as ledger:
        merged = ledger.merged(as_of)
        return merged.event(merged.find(event))


@pytest.fixture
def path(ledger_at, extraction):
    path = ledger_at()
    with Ledger.open(path) as ledger:
        ledger.add(extraction)
    return path


VALUES = {
    "kind": Kind.BOMBING,
    "status": EventStatus.ALLEGED,
    "when": read("date", "2021-05-02..2021-05-03"),
    "where": Place("Oru", "place", PlacePrecision.PLACE, "VS", ("VS",), 1.0, 2.0),
    "killed": read("killed", "4 (3-5)"),
    "wounded": read("wounded", "10+"),
    "missing": read("missing", "up to 2"),
    "captured": Estimate.exactly(0),
    "perpetrator": (Blamed("Red Arrow", Responsibility.CLAIMED), Blamed("the army")),
    "target": ("Camp Oru", "a bridge"),
    "weapon": ("Rockets", "drones"),
}


@pytest.mark.parametrize("slot", VALUES)
def test_every_slot_comes_back_as_it_was_decided(path, rockets, slot):
    decision = made(rockets, slot, VALUES[slot])
    with Ledger.open(path) as ledger:
        assert ledger.decide(decision) == [True]
        assert ledger.decide(decision) == [False]
        assert ledger.decisions() == [decision]
        assert ledger.verify() == []
    event = told(path, rockets)
    (done,) = event.decided
    assert done.decision == decision
    for claim in done.claims:
        (words,) = claim.evidence
        assert event.reports[words.report_id].cite(words.span, words.rule) == words
        assert words.exact == decision.said


def test_a_decision_stands_until_it_is_taken_back(path, rockets):
    first, later = killed(rockets, 7), killed(rockets, 5, 12, by="Bo")
    with Ledger.open(path) as ledger:
        before = ledger.merged().event(ledger.merged().find(rockets))
        ledger.decide(later, first)  # the order of arrival does not matter
    event = told(path, rockets)
    assert (before.killed.value.best, event.killed.value.best) == (3, 5)
    assert event.killed.why == "decided by Bo, 2021-05-06: the ministry's list"
    assert [(a.value.best, why) for a, why in event.killed.aside] == [
        (7, "set aside by Bo, 2021-05-06: the ministry's list"),
        (3, "set aside by Ann Ode, 2021-05-06: the ministry's list"),
    ]
    with Ledger.open(path) as ledger:
        assert ledger.retract(later.id, "Bo", "a slip", "2021-05-07")
        assert not ledger.retract(later.id, "Bo", "again", "2021-05-08")
        assert ledger.decisions() == [first]
        assert ledger.decisions("2021-05-06T11") == [first]
        assert ledger.decisions("2021-05-06T23") == [first, later]
        assert ledger.history() == [first, later, Retraction(later.id, "Bo", "a slip", "2021-05-07")]
        assert ledger.verify() == []
    assert told(path, rockets).killed.value.best == 7
    with Ledger.open(path) as ledger:
        ledger.retract(first.id, "Ann Ode", "", "2021-05-09")
    assert told(path, rockets) == before


def test_on_an_earlier_day_nothing_was_decided(path, rockets):
    with Ledger.open(path) as ledger:
        ledger.decide(killed(rockets, 7))
    assert told(path, rockets, date(2021, 5, 5)).killed.value.best == 3
    assert told(path, rockets, date(2021, 5, 6)).killed.value.best == 7


def test_the_table_of_canonical_events_follows(path, connect, rockets):
    def best():
        (row,) = connect(path).exec_driver_sql("SELECT killed_best FROM canonical WHERE kind = 'shelling'")
        return row[0]

    decision = killed(rockets, 7)
    with Ledger.open(path) as ledger:
        ledger.decide(decision)
    assert best() == 7
    with Ledger.open(path) as ledger:
        ledger.retract(decision.id, "Ann Ode", "", "2021-05-09")
    assert best() == 3


def test_a_claim_is_set_aside_from_every_account_and_kept(path, rockets, extraction):
    medic = next(c for c in extraction.claims if c.slot is TOLL and c.evidence[0].exact == "a Talan medic")
    with Ledger.open(path) as ledger:
        ledger.decide(made(rockets, "claim", Ruling(medic.id, False), why="misread"))
        assert list(ledger.extractions()) == [extraction]
    event = told(path, rockets)
    assert event.killed.value.best == 2
    ((account, why),) = [(a, w) for a, w in event.killed.aside if medic in a.claims]
    assert why == "set aside by Ann Ode, 2021-05-06: misread" and account.value == Estimate.exactly(1)
    assert event.decided[0].aside == (medic,)
    with Ledger.open(path) as ledger:
        ledger.decide(made(rockets, "claim", Ruling(medic.id, True), 12, why="it is there"))
    assert told(path, rockets).killed.value.best == 3


def test_a_decision_goes_with_its_telling_however_events_are_merged(path, rockets, extraction):
    jets = extraction.events[1].id
    apart = Judgement.between(rockets, jets, Verdict.SAME, "Ana", "one night", "2021-05-06")
    with Ledger.open(path) as ledger:
        ledger.decide(killed(rockets, 7))
        ledger.judge(apart)
    assert [d.decision.slot for d in told(path, jets).decided] == ["killed"]
    with Ledger.open(path) as ledger:
        ledger.retract(apart.id, "Ana", "two nights", "2021-05-07")
    assert told(path, jets).decided == () and told(path, rockets).killed.value.best == 7


def test_a_copy_holds_the_decisions(path, ledger_at, rockets):
    with Ledger.open(path) as ledger, Ledger.open(ledger_at("copy")) as copy:
        ledger.decide(killed(rockets, 7))
        assert ledger.copy_to(copy) == ledger.digest()
        assert copy.decisions() == ledger.decisions()
        assert copy.merged().event(copy.merged().find(rockets)).killed.value.best == 7


def test_all_decisions_are_kept_or_none(path, rockets):
    with Ledger.open(path) as ledger:
        with pytest.raises(LedgerError, match="why holds a character"):
            ledger.decide(killed(rockets, 7), killed(rockets, 8, why="list\0"))
        assert ledger.decisions() == []


def test_slips_are_told(path, rockets):
    with pytest.raises(ValueError, match="no slot 'mood'"):
        made(rockets, "mood", ("bad",))
    with pytest.raises(ValueError, match="slot killed does not take"):
        made(rockets, "killed", 3)
    with Ledger.open(path) as ledger, pytest.raises(LedgerError, match="no judgement 'nowhere'"):
        ledger.retract("nowhere", "Ann Ode", "", "2021-05-07")


def pointed(extraction, words="killing two", hour=10):
    """A decision that points to words of the report, which begin behind an emoji or before it."""
    text = extraction.report.text
    found = extraction.report.cite(Span(text.index(words), text.index(words) + len(words)), POINTED)
    two = Estimate.exactly(2)
    rockets = extraction.events[0].id
    return Decision(rockets, "killed", two, "3", "Ann Ode", "the list", f"2021-05-06T{hour:02}:00:00", (found,))


@pytest.mark.parametrize("words", ["killing two", "🚑, police", "Camp Oru"])
def test_a_decision_points_to_words_of_the_report(path, ledger_at, rockets, extraction, words):
    decision = pointed(extraction, words)
    assert decision.id != killed(rockets, 2).id
    with Ledger.open(path) as ledger, Ledger.open(ledger_at("copy")) as copy:
        assert ledger.decide(decision) == [True] and ledger.decide(decision) == [False]
        assert ledger.decisions() == [decision] and decision in ledger.history() and ledger.verify() == []
        assert ledger.copy_to(copy) == ledger.digest() and copy.decisions() == [decision]
    event = told(path, rockets)
    (claim,) = event.decided[0].claims
    assert [one.exact for one in claim.evidence] == ["killed 2", words]
    assert event.killed.value.best == 2 and event.reports[claim.evidence[1].report_id] == extraction.report


def test_words_that_are_not_in_the_report_are_refused(path, rockets, extraction):
    from dataclasses import replace

    (words,) = pointed(extraction).words
    wrong = (replace(words, exact="killing six"), replace(words, report_id="none"))
    with Ledger.open(path) as ledger:
        for one in wrong:
            with pytest.raises(LedgerError):
                ledger.decide(replace(pointed(extraction), words=(one,)))
        assert ledger.decisions() == [] and ledger.verify() == []


def test_canonical_events_of_form_5_are_folded_anew(path, connect):
    with Ledger.open(path) as ledger:
        digest, listed = ledger.digest(), ledger.asked(Asked()).listed("date", 1, 9)
    db = connect(path)
    db.exec_driver_sql("ALTER TABLE canonical DROP COLUMN unsure")
    db.exec_driver_sql("ALTER TABLE canonical DROP COLUMN sureness")
    db.exec_driver_sql("UPDATE dateline_form SET version_num = '5'")
    db.close()
    with Ledger.open(path, create=False) as ledger:
        assert ledger.digest() == digest and ledger.asked(Asked()).listed("date", 1, 9) == listed


def test_a_ledger_of_form_2_is_brought_to_the_present_form(path, connect, rockets):
    """An older file has no tables of decisions, less in `canonical`, and says that its form is 2."""
    with Ledger.open(path) as ledger:
        digest = ledger.digest()
        listed = ledger.asked(Asked()).listed("date", 1, 9)
    db = connect(path)
    for table in ("ground", "sealed", "seal", "withdrawal", "decision", "trait", "canonical"):
        db.exec_driver_sql(f"DROP TABLE {table}")
    db.exec_driver_sql("CREATE TABLE canonical (id text PRIMARY KEY, kind text NOT NULL)")
    db.exec_driver_sql("INSERT INTO canonical VALUES ('c', 'attack')")
    db.exec_driver_sql("UPDATE dateline_form SET version_num = '2'")
    if db.dialect.name == "sqlite":
        db.exec_driver_sql("PRAGMA user_version = 2")
    db.close()
    with Ledger.open(path, create=False) as ledger:
        assert ledger.digest() == digest and ledger.verify() == []
        assert ledger.asked(Asked()).listed("date", 1, 9) == listed and listed.total == 2
        ledger.decide(killed(rockets, 7))
    assert told(path, rockets).killed.value.best == 7
    db = connect(path)
    assert db.exec_driver_sql("SELECT version_num FROM dateline_form").scalar() == str(FORM)
    with pytest.raises(Exception, match="rows of decision never change"):
        db.exec_driver_sql("UPDATE decision SET why = 'no list'")
