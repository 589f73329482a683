"""What a report says becomes one record an event: sums, rivals, totals, denials."""

import pytest

from dateline.ledger.view import fold
from dateline.model.actor import Actor, ActorKind, Group, Harm, Person, Status, Toll
from dateline.model.claim import (
    CASUALTY,
    PERPETRATOR,
    TOLL,
    WHERE,
    Attribution,
    Claim,
    Factuality,
    NamedCasualty,
    Perpetrator,
    Responsibility,
    Stance,
)
from dateline.model.estimate import Estimate
from dateline.model.event import Event, Kind
from dateline.model.extraction import Extraction
from dateline.model.report import Report, Span, cited
from dateline.model.where import Place, PlacePrecision

REPORT = Report.of("Fighting in Oru killed people, the army and the rebels said.", id="r")
WORDS = cited(REPORT.cite(Span(0, 8), "test.rule"))
EVENT = Event.of(Kind.ARMED_CLASH, WORDS[0])
NOBODY = Attribution()
ARMY, REBELS = Attribution("army"), Attribution("rebels")


def only(*claims):
    """The record of the one event that these claims are about."""
    (record,) = fold(Extraction(REPORT, (EVENT,), claims))
    return record


def say(value, slot=TOLL, by=NOBODY, factuality=Factuality.CERTAIN):
    return Claim(EVENT.id, slot, value, WORDS, by, factuality)


def killed(low, high, name=None, side=None, status=Status.UNCLEAR, by=NOBODY, **more):
    group = Group(name, side, None, status) if name else None
    return say(Toll(Harm.KILLED, Estimate(low, low, high), group), by=by, **more)


def bounds(told):
    return told.low, told.high


def test_silence_is_no_zero():
    assert only().killed is None and only().wounded is None


def test_groups_add_up():
    record = only(killed(2, 2, "US service members"), killed(1, 1, "soldier from Britain"))
    assert bounds(record.killed) == (3, 3)
    assert [c.group.name for c in record.casualties] == ["US service members", "soldier from Britain"]
    assert len(record.killed.claims) == 2


def test_an_open_bound_stays_open():
    assert bounds(only(killed(2, 2, "Marines"), killed(25, None, "militants")).killed) == (27, None)


def test_one_group_told_twice_counts_once():
    record = only(killed(2, 2, "two Marines", by=ARMY), killed(2, 2, "The two Marines", by=REBELS))
    assert bounds(record.killed) == (2, 2)
    assert len(record.casualties) == 1 and len(record.casualties[0].claims) == 2


def test_rival_accounts_of_one_group_open_a_range():
    record = only(killed(2, 2, "Marines"), killed(4, 4, "militants", by=ARMY), killed(25, None, "militants", by=REBELS))
    assert bounds(record.killed) == (6, None)
    assert record.killed.best is None
    assert len(record.casualties) == 3


def test_two_speakers_on_one_side_disagree():
    record = only(
        killed(20, 20, "Taliban fighters", "Taliban", Status.MILITIA, ARMY),
        killed(3, 3, "of our men", "Taliban", Status.MILITIA, REBELS),
    )
    assert bounds(record.killed) == (3, 20)


@pytest.mark.parametrize("by", [ARMY, REBELS])
def test_groups_of_one_side_by_one_speaker_or_of_other_status_add_up(by):
    record = only(
        killed(3, 3, "officers", "Veshti", Status.POLICE, ARMY), killed(2, 2, "soldiers", "Veshti", Status.MILITARY, by)
    )
    assert bounds(record.killed) == (5, 5)


def test_a_total_wins_over_the_sum_of_parts():
    record = only(killed(7, 7), killed(2, 2, "soldiers"))
    assert bounds(record.killed) == (7, 7)
    assert len(record.killed.claims) == 1 and len(record.casualties) == 1


def test_a_total_below_its_parts_is_none_of_them():
    """ "Nobody was killed on the base" beside 25 dead fighters; but a speaker who says so disagrees."""
    assert bounds(only(killed(0, 0), killed(25, None, "fighters")).killed) == (25, None)
    assert bounds(only(killed(0, 0, by=ARMY), killed(25, 25, "fighters", by=REBELS)).killed) == (0, 25)


def test_bounds_that_leave_nothing_give_zero_and_up():
    record = only(
        say(Toll(Harm.KILLED, Estimate(None, 30, 30), Group("men")), by=ARMY), killed(40, None, "men", by=REBELS)
    )
    assert bounds(record.killed) == (0, None)


def test_what_is_denied_fills_nothing():
    denied = Attribution("army", Stance.DENIES)
    assert only(killed(9, 9, "soldiers", by=denied)).killed is None
    assert only(killed(9, 9, "soldiers", factuality=Factuality.CERTAINLY_NOT)).killed is None
    assert len(only(killed(9, 9, "soldiers", by=denied)).claims) == 1


def test_named_dead_count_where_no_number_is_said():
    named = [say(NamedCasualty(Person(n), Harm.KILLED), CASUALTY) for n in ("Ana Sol", "Bo Lund", "Ana Sol")]
    record = only(*named)
    assert bounds(record.killed) == (2, 2)
    assert [p.name for p in record.people] == ["Ana Sol", "Bo Lund"]
    assert bounds(only(*named, killed(5, 5, "people")).killed) == (5, 5)


def test_the_finest_place_is_taken_and_the_others_stay():
    country = Place("Veshtia", "country", PlacePrecision.COUNTRY, "VS", lat=1.0, lon=1.0)
    town = Place("Oru", "city", PlacePrecision.PLACE, "VS", lat=1.5, lon=1.5)
    record = only(say(country, WHERE), say(town, WHERE))
    assert record.where.name == "Oru"
    assert len(record.where.claims) == 1 and len(record.claims) == 2


def test_accused_by_one_and_denied_by_another_are_two_entries():
    arrow = Actor("Red Arrow", ActorKind.GROUP)
    record = only(
        say(Perpetrator(arrow, Responsibility.ACCUSED), PERPETRATOR, ARMY),
        say(Perpetrator(arrow, Responsibility.ACCUSED), PERPETRATOR, Attribution("minister")),
        say(Perpetrator(arrow, Responsibility.DENIED), PERPETRATOR, REBELS),
        say(Perpetrator(None, None), PERPETRATOR, ARMY),
    )
    assert [(p.name, p.responsibility, p.by) for p in record.perpetrators] == [
        ("Red Arrow", "accused", ("army", "minister")),
        ("Red Arrow", "denied", ("rebels",)),
    ]


def test_every_value_names_its_words(extraction):
    record = fold(extraction)[0]
    assert [e.exact for e in record.killed.evidence] == ["two Veshti soldiers", "a Talan medic"]
    assert [e.exact for e in record.wounded.evidence] == ["At least 10 people", "wounded"]
    assert record.where.evidence[0].exact == "Camp Oru"


def test_an_unknown_policy_is_refused(extraction):
    with pytest.raises(KeyError):
        fold(extraction, "wishful")
