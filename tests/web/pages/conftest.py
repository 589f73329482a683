"""A ledger of hand-made readings behind the local page, and a browser to open it in."""

from __future__ import annotations

from datetime import date

import pytest
from starlette.testclient import TestClient

from dateline.ledger import Ledger
from dateline.ledger.canon import Decision
from dateline.model.actor import Harm, Toll
from dateline.model.claim import TOLL, WHEN, WHERE, Attribution, Claim
from dateline.model.estimate import Estimate
from dateline.model.event import Event, Kind
from dateline.model.extraction import Extraction
from dateline.model.judgement import Judgement, Verdict
from dateline.model.link import Link, Relation
from dateline.model.report import Report, Span, cited
from dateline.model.when import Precision, When
from dateline.model.where import Place, PlacePrecision
from dateline.web.app import make_app
from dateline.web.guard import Guard
from dateline.web.held import Held

KEY = "the-session"
SECOND = """🚀🚀 ORU (Coast Radio) – Three people died when rockets struck Camp Oru on Monday, a medic said.
Eleven others were hurt.
"""


def second_report():
    """Another telling of the attack on Camp Oru, which begins with two emoji and counts otherwise."""
    report = Report.of(SECOND, id="coast/7?a#b", outlet="Coast Radio", title="Oru again", published=date(2021, 5, 6))

    def quote(words):
        start = SECOND.index(words)
        return report.cite(Span(start, start + len(words)), "test.rule")

    event = Event.of(Kind.SHELLING, quote("rockets struck Camp Oru"))
    monday = When(date(2021, 5, 3), date(2021, 5, 3), Precision.DAY, "2021-05-03")
    oru = Place("Camp Oru", "camp", PlacePrecision.SITE, "VS", lat=1.5, lon=-2.25, within=("Lentovar",))
    medic = Attribution("a medic")
    claims = (
        Claim(event.id, WHEN, monday, cited(quote("on Monday")), medic),
        Claim(event.id, WHERE, oru, cited(quote("Camp Oru")), medic),
        Claim(event.id, TOLL, Toll(Harm.KILLED, Estimate.exactly(4)), cited(quote("Three people died")), medic),
        Claim(event.id, TOLL, Toll(Harm.WOUNDED, Estimate.exactly(11)), cited(quote("Eleven others"))),
    )
    return Extraction(report, (event,), claims)


@pytest.fixture
def events(extraction):
    """Ids of the tellings: the attack in the first report, the air strike before it, the attack in the second."""
    return (*(event.id for event in extraction.events), second_report().events[0].id)


@pytest.fixture
def made(tmp_path, extraction, events):
    """The file of a ledger with both reports, one judgement and one decision."""
    path = tmp_path / "oru.db"
    with Ledger.open(path) as ledger:
        ledger.add(extraction)
        ledger.add(second_report())
        ledger.judge(Judgement.between(events[0], events[2], Verdict.SAME, "Ann Ode", "one camp", "2021-05-07T10:00"))
        three = Estimate.exactly(3)
        ledger.decide(Decision(events[0], "killed", three, "3", "Ann Ode", "the list of names", "2021-05-08T10:00"))
    return path


@pytest.fixture
def homes(made, events):
    """Ids of the canonical events: the attack on Camp Oru, the air strike before it."""
    with Ledger.open(made) as ledger:
        merged = ledger.merged()
        return [merged.home[event] for event in events[:2]]


@pytest.fixture
def client_of():
    """Makes a browser without a window's scripts: it asks a ledger's page as the user's own browser does."""

    def make(path):
        app = make_app(Held(str(path), "Ann Ode"), Guard(session=KEY))
        return TestClient(app, base_url="http://localhost", cookies={"dateline": KEY}, follow_redirects=False)

    return make


@pytest.fixture
def client(client_of, made):
    return client_of(made)


@pytest.fixture
def opened(serve, browse, made):
    """Opens an address of the served ledger; what nobody should see fails the test at its end."""
    return lambda path, ledger=made, **settings: browse(serve(ledger), path, **settings)


CROWD = 120


@pytest.fixture
def crowd(tmp_path):
    """The file of a ledger in which 120 reports tell one shelling, all of them tied to a later strike; and its id."""
    path = tmp_path / "crowd.db"
    read = [one_of_many(n) for n in range(CROWD)]
    with Ledger.open(path) as ledger:
        ledger.add_all(read)
        return path, ledger.near(read[0].events[0].id).find(read[0].events[0].id)


def one_of_many(n):
    """One of many tellings of the attack on Camp Oru: each by an outlet, and with a number of its own."""
    text = f"ORU – Rockets struck Camp Oru on Monday, and {5 + n % 3} people died, medic {n} said. Jets answered it."
    report = Report.of(text, id=f"r{n:03}", outlet=f"Outlet {n:03}", published=date(2021, 5, 4))

    def quote(words):
        start = text.index(words)
        return report.cite(Span(start, start + len(words)), "test.rule")

    rockets, jets = Event.of(Kind.SHELLING, quote("Rockets struck")), Event.of(Kind.AIR_STRIKE, quote("Jets answered"))
    monday = When(date(2021, 5, 3), date(2021, 5, 3), Precision.DAY, "2021-05-03")
    oru = Place("Camp Oru", "camp", PlacePrecision.SITE, "VS", lat=1.5, lon=-2.25, within=("Lentovar",))
    dead = Toll(Harm.KILLED, Estimate.exactly(5 + n % 3))
    claims = (
        Claim(rockets.id, WHEN, monday, cited(quote("on Monday"))),
        Claim(rockets.id, WHERE, oru, cited(quote("Camp Oru"))),
        Claim(rockets.id, TOLL, dead, cited(quote(f"{5 + n % 3} people died")), Attribution(f"medic {n}")),
    )
    answer = Link(jets.id, Relation.RESPONSE, rockets.id, cited(quote("Jets answered it")))
    return Extraction(report, (rockets, jets), claims, (answer,))
