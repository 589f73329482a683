"""Three tellings of one shelling behind the local page, of which two are made one on few signs; and a browser."""

from __future__ import annotations

from datetime import date

import pytest
from starlette.testclient import TestClient

from dateline.ledger import Ledger
from dateline.model.actor import Harm, Toll
from dateline.model.claim import TOLL, WHEN, WHERE, Attribution, Claim
from dateline.model.estimate import Estimate
from dateline.model.event import Event, Kind
from dateline.model.extraction import Extraction, Problem
from dateline.model.judgement import Judgement, Verdict
from dateline.model.report import Report, Span, cited
from dateline.model.when import Precision, When
from dateline.model.where import Place, PlacePrecision
from dateline.web.app import make_app
from dateline.web.guard import Guard
from dateline.web.held import Held

KEY = "the-session"
HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(2)>"
PASTED = "LENTOVAR - Three soldiers were killed when rockets hit a base near Lentovar on Monday, police said."


def told(name, outlet, number, killed):
    """A reading of a short report that counts the dead in its own way."""
    text = f"🚀 ORU – Rockets struck Camp Oru on Monday, and {number} people died, a medic told {outlet}. {HOSTILE}"
    report = Report.of(text, id=name, outlet=outlet, title=f"Oru {HOSTILE}", published=date(2021, 5, 4))

    def quote(words):
        start = text.index(words)
        return report.cite(Span(start, start + len(words)), "test.rule")

    event = Event.of(Kind.SHELLING, quote("struck Camp Oru"))
    monday = When(date(2021, 5, 3), date(2021, 5, 3), Precision.DAY, "2021-05-03")
    oru = Place("Camp Oru", "camp", PlacePrecision.SITE, "VS", lat=1.5, lon=-2.25, within=("Lentovar",))
    medic = Attribution("a medic")
    claims = (
        Claim(event.id, WHEN, monday, cited(quote("on Monday"))),
        Claim(event.id, WHERE, oru, cited(quote("Camp Oru"))),
        Claim(
            event.id, TOLL, Toll(Harm.KILLED, Estimate.exactly(killed)), cited(quote(f"{number} people died")), medic
        ),
    )
    doubt = Problem(name, Span(0, 1), "test.rule", f"a sign {HOSTILE}")
    return Extraction(report, (event,), claims, problems=(doubt,) if name == "coast/1?a#b" else ())


@pytest.fixture
def tellings():
    return [told("coast/1?a#b", "Coast Radio", "three", 3), told("post-2", "Lentovar Post", "seven", 7)]


@pytest.fixture
def made(tmp_path, tellings):
    """The file of a ledger whose two tellings are one event by somebody else's judgement, taken back by nobody."""
    path = tmp_path / "oru.db"
    with Ledger.open(path) as ledger:
        for one in tellings:
            ledger.add(one)
        ledger.add(Extraction(Report.of("Nothing happened.", id="undated")))
        pair = [one.events[0].id for one in tellings]
        ledger.judge(Judgement.between(*pair, Verdict.SAME, "Bo Lund", "one camp, one day", "2021-05-07T10:00"))
    return path


@pytest.fixture
def undated(made):
    """The canonical event of a report without a day, which joins the ledger."""
    report = Report.of("Somebody shot at the gate of Fort Zed on Friday.", id="undated-9", title="Shots at the gate")
    event = Event.of(Kind.ATTACK, report.cite(Span(9, 16), "test.rule"))
    with Ledger.open(made, create=False) as ledger:
        ledger.add(Extraction(report, (event,)))
        return ledger.merged().home[event.id]


@pytest.fixture
def pair(tellings):
    return [one.events[0].id for one in tellings]


@pytest.fixture
def client_of(made):
    """Makes what a reviewer's own browser asks with."""

    def make(by="Ann Ode"):
        app = make_app(Held(str(made), by), Guard(session=KEY))
        ours = {"x-dateline": "1"}
        return TestClient(
            app, base_url="http://localhost", cookies={"dateline": KEY}, headers=ours, follow_redirects=False
        )

    return make


@pytest.fixture
def client(client_of):
    return client_of()


@pytest.fixture
def served(serve, made):
    """The ledger, served."""
    return serve(made)


@pytest.fixture
def page(served, browse):
    """A page of Chromium; what nobody should see is listed in `page.seen.wrong`, which must stay empty."""
    return browse(served, "/add")
