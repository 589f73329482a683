"""Dateline events as MUC-4 templates."""

from datetime import date

from dateline.evaluate.muc.rules import is_people, response
from dateline.model.actor import Actor, ActorKind, Group, Harm, Munition, Person, Status, Toll
from dateline.model.claim import (
    CASUALTY,
    PERPETRATOR,
    TARGET,
    TOLL,
    WEAPON,
    WHEN,
    WHERE,
    Claim,
    NamedCasualty,
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


def test_somebody_named_is_told_once():
    ana = NamedCasualty(Person("Ana Ruiz", role="mayor"), Harm.KILLED)
    told_again = (TOLL, Toll(Harm.KILLED, Estimate.exactly(1), Group("Ana Ruiz", status=Status.CIVILIAN)))
    (template,) = read((CASUALTY, ana), told_again, AYACUCHO)["templates"]
    assert template["hum_tgt_name"] == ["Ana Ruiz"]
    assert template["hum_tgt_description"] == [{"value": "mayor", "xref": "Ana Ruiz"}]
    assert template["hum_tgt_effect"] == [{"value": "DEATH", "xref": "Ana Ruiz"}]


def test_who_did_it_is_told_once_and_a_state_is_no_organization():
    actors = [
        Actor("Red Hill Front", ActorKind.GROUP, "made-up:rhf"),
        Actor("RHF", ActorKind.GROUP, "made-up:rhf"),
        Actor("Lentovia", ActorKind.STATE, "made-up:lentovia"),
        Actor("two guerrillas", ActorKind.DESCRIBED),
        Actor("guerrillas", ActorKind.DESCRIBED),
        Actor("nervousness", ActorKind.DESCRIBED),
    ]
    claims = [(PERPETRATOR, Perpetrator(actor, Responsibility.STATED)) for actor in actors]
    (template,) = read(NUNS, AYACUCHO, *claims)["templates"]
    assert template["perp_organization_id"] == ["Red Hill Front"]
    assert template["perp_individual_id"] == ["two guerrillas"]


def test_an_act_by_nobody_known_is_presumed_to_be_a_terrorist_act():
    (template,) = read(NUNS, AYACUCHO)["templates"]
    assert template["perp_incident_category"] == ["TERRORIST ACT"]


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
