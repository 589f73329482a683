"""Dateline events as MUC-4 templates."""

from datetime import date

from dateline.evaluate.muc.rules import is_people, response
from dateline.model.actor import Actor, ActorKind, Group, Harm, Munition, Status, Toll
from dateline.model.claim import (
    PERPETRATOR,
    TARGET,
    TOLL,
    WEAPON,
    WHEN,
    WHERE,
    Claim,
    Perpetrator,
    Responsibility,
    Target,
)
from dateline.model.estimate import Estimate
from dateline.model.event import Event, Kind
from dateline.model.extraction import Extraction
from dateline.model.report import Report, Span, cited
from dateline.model.when import Precision, When
from dateline.model.where import Place, PlacePrecision

REPORT = Report.of("A bomb killed two nuns in a chapel in Ayacucho.", id="m1", published=date(1990, 2, 4))
WORDS = cited(REPORT.cite(Span(2, 6), "test"))


def read(*claims, kind=Kind.BOMBING):
    event = Event.of(kind, WORDS[0])
    made = tuple(Claim(event.id, slot, value, WORDS) for slot, value in claims)
    return response(Extraction(REPORT, (event,), made))


NUNS = (TOLL, Toll(Harm.KILLED, Estimate.exactly(2), Group("nuns", status=Status.CIVILIAN)))
AYACUCHO = (WHERE, Place("Ayacucho", "city", PlacePrecision.PLACE, "PE"))


def test_slots_are_filled_in_the_words_of_the_task():
    group = Perpetrator(Actor("Shining Path", ActorKind.GROUP), Responsibility.ACCUSED)
    day = When(date(1990, 2, 3), date(1990, 2, 3), Precision.DAY, "1990-02-03")
    claims = (NUNS, AYACUCHO, (PERPETRATOR, group), (WEAPON, Munition("bomb", "bomb")), (WHEN, day))
    (template,) = read(*claims, (TARGET, Target("chapel")))["templates"]
    assert template["incident_date"] == ["03 FEB 90"]
    assert template["incident_location"] == ["PERU: AYACUCHO (CITY)"]
    assert template["incident_type"] == ["BOMBING"]
    assert template["perp_organization_confidence"] == [{"value": "SUSPECTED OR ACCUSED", "xref": "Shining Path"}]
    assert template["phys_tgt_id"] == ["chapel"]
    assert template["hum_tgt_effect"] == [{"value": "DEATH", "xref": "nuns"}]
    assert template["hum_tgt_number"] == [{"value": "2", "xref": "nuns"}]


def test_what_the_task_leaves_out():
    soldiers = (TOLL, Toll(Harm.KILLED, Estimate.exactly(2), Group("soldiers", status=Status.MILITARY)))
    old = (WHEN, When(date(1980, 1, 1), date(1980, 12, 31), Precision.YEAR, "1980"))
    elsewhere = (WHERE, Place("Paris", "city", PlacePrecision.PLACE, "FR"))
    assert read(soldiers, AYACUCHO)["templates"] == []
    assert read(NUNS, old)["templates"] == []
    assert read(NUNS, elsewhere)["templates"] == []
    assert read(NUNS, AYACUCHO, kind=Kind.AGREEMENT)["templates"] == []


def test_people_and_things():
    assert is_people("four priests of the parish")
    assert not is_people("the power station")
