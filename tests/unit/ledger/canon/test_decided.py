"""Values as reviewers write them, and what a decision does to what reports tell."""

from datetime import date

import pytest

from dateline.errors import LedgerError
from dateline.ledger.canon import Decision, canonical, members_of
from dateline.ledger.canon.decided import Blamed, in_words, read
from dateline.ledger.canon.decided.decision import value_of
from dateline.ledger.codec import encoded
from dateline.ledger.view import fold
from dateline.model.claim import Responsibility
from dateline.model.estimate import Estimate
from dateline.model.event import Kind
from dateline.model.when import Precision

WRITTEN = (
    ("killed", "3", Estimate(3, 3, 3)),
    ("killed", "3-5", Estimate(3, None, 5)),
    ("killed", "3 to 5", Estimate(3, None, 5)),
    ("killed", "4 (3-5)", Estimate(3, 4, 5)),
    ("wounded", "10+", Estimate(10, 10, None)),
    ("wounded", "at least 10", Estimate(10, 10, None)),
    ("missing", "up to 5", Estimate(None, 5, 5)),
    ("kind", "Air Strike", Kind.AIR_STRIKE),
    ("perpetrator", "Red Arrow:accused; the army", (Blamed("Red Arrow", Responsibility.ACCUSED), Blamed("the army"))),
    ("perpetrator", "Red Arrow (north wing)", (Blamed("Red Arrow (north wing)"),)),
    ("target", "a bridge; a bridge;", ("a bridge",)),
    ("weapons", "", ()),
)


@pytest.mark.parametrize(("slot", "said", "value"), WRITTEN)
def test_values_are_read_as_they_are_written(slot, said, value):
    assert read(slot, said) == value


@pytest.mark.parametrize(
    ("said", "first", "last", "precision"),
    [
        ("2020-03-11", date(2020, 3, 11), date(2020, 3, 11), Precision.DAY),
        ("2020-03-10..2020-03-12", date(2020, 3, 10), date(2020, 3, 12), Precision.DAYS),
        ("2020-02", date(2020, 2, 1), date(2020, 2, 29), Precision.MONTH),
        ("2020", date(2020, 1, 1), date(2020, 12, 31), Precision.YEAR),
        ("2020-03-09..2020-03-15 (week)", date(2020, 3, 9), date(2020, 3, 15), Precision.WEEK),
    ],
)
def test_days_are_read_as_they_are_written(said, first, last, precision):
    when = read("date", said)
    assert (when.earliest, when.latest, when.precision) == (first, last, precision)
    again = read("date", in_words(when))
    assert (again.earliest, again.latest, again.precision) == (first, last, precision)


@pytest.mark.parametrize(
    ("slot", "said", "why"),
    [
        ("killed", "some", "no number of people"),
        ("killed", "5-3", "out of order"),
        ("killed", "-3", "no number of people"),
        ("date", "11/03/2020", "no date"),
        ("date", "2020-03-11 (night)", "no date"),
        ("date", "2020-03-12..2020-03-10", "after"),
        ("kind", "quarrel", "take one of: attack"),
        ("status", "", "take one of: happened"),
        ("perpetrator", "Red Arrow:blamed", "take one of: stated"),
        ("mood", "bad", "take one of: kind, status, date, place"),
    ],
)
def test_what_cannot_be_read_is_told_with_what_can(slot, said, why):
    with pytest.raises(LedgerError, match=why):
        read(slot, said)


@pytest.mark.parametrize(("slot", "said", "value"), WRITTEN)
def test_values_are_written_as_they_are_read(slot, said, value):
    slot = {"weapons": "weapon"}.get(slot, slot)
    assert read(slot, in_words(value)) == value
    assert value_of(slot, encoded(value)) == value


@pytest.fixture
def members(extraction):
    records = fold(extraction)
    return members_of([(extraction.report, records[0], records)])


def decided(members, *decisions):
    made = [
        Decision(members[0].record.id, slot, value, "before", "Ann Ode", "a video", f"2021-05-06T{n:02}")
        for n, (slot, value) in enumerate(decisions)
    ]
    return canonical("one", members, decisions=made)


def test_a_list_keeps_the_words_of_reports_and_adds_those_of_the_note(members):
    before = canonical("one", members)
    assert [(s.name, s.responsibility) for s in before.perpetrators] == [
        ("Red Arrow", "accused"),
        ("Red Arrow", "denied"),
    ]
    wanted = (Blamed("Red Arrow", Responsibility.ACCUSED), Blamed("Blue Coast", Responsibility.CLAIMED))
    event = decided(members, ("perpetrator", wanted))
    assert event.perpetrators[0] == before.perpetrators[0]
    assert event.perpetrators[1].evidence[0].exact == "perpetrator Red Arrow (accused); Blue Coast (claimed)"
    assert event.decided[0].aside == before.perpetrators[1:]


def test_kind_and_status_are_what_the_reviewer_says(members):
    event = decided(members, ("kind", Kind.BOMBING))
    assert event.kind is Kind.BOMBING and event.members == members


def test_the_note_says_who_when_what_instead_of_what_and_why(members):
    event = decided(members, ("killed", Estimate.exactly(2)))
    (done,) = event.decided
    assert done.note.text == "Ann Ode, 2021-05-06: killed 2, not before: a video"
    assert done.note.published == date(2021, 5, 6)
    assert event.killed.evidence[0].exact == "killed 2"


def test_a_value_that_its_signature_holds_too_is_still_quoted_from_its_place():
    decision = Decision("e", "killed", Estimate.exactly(2), "", "a: killed 2", "b: killed 2", "2021-05-06")
    words = decision.evidence()
    assert words.exact == "killed 2" and words.span.start == len("a: killed 2, 2021-05-06: ")


def test_every_policy_gives_what_was_decided(members):
    from dateline.ledger.canon import POLICIES

    decision = Decision(members[0].record.id, "killed", Estimate.exactly(9), "", "Ann Ode", "why", "2021-05-06")
    assert {canonical("one", members, policy, [decision]).killed.value.best for policy in POLICIES} == {9}
