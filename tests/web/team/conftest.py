"""A ledger of two tellings behind a team server, a user of each role, and what they ask with."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace

import pytest
from argon2 import PasswordHasher
from starlette.testclient import TestClient

from dateline.ledger import Ledger
from dateline.model.actor import Harm, Person, Toll
from dateline.model.claim import CASUALTY, TOLL, WHEN, WHERE, Attribution, Claim, NamedCasualty
from dateline.model.estimate import Estimate
from dateline.model.event import Event, Kind
from dateline.model.extraction import Extraction
from dateline.model.judgement import Judgement, Verdict
from dateline.model.report import Report, Span, cited
from dateline.model.when import Precision, When
from dateline.model.where import Place, PlacePrecision
from dateline.web.held import Held
from dateline.web.team import passwords
from dateline.web.team.app import team_app
from dateline.web.team.guard import TeamGuard
from dateline.web.team.store import users
from dateline.web.team.store.opened import Team
from dateline.web.who import Role

PASSWORD = "seven grey herons by the weir"
NAMES = {Role.READER: "Rea Lund", Role.CODER: "Ann Ode", Role.EDITOR: "Ed Moss", Role.ADMIN: "Ada Quist"}
OTHER = "Cy Berg"
"""A second coder."""
CHEAP = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
HOST = "ledger.example"
WITNESS = "Ilen Marra"


class Clock:
    """A clock that a test sets."""

    def __init__(self):
        self.now = NOW

    def __call__(self):
        return self.now

    def goes(self, **time):
        self.now += timedelta(**time)


class Visitor(TestClient):
    """A browser: it keeps cookies, and sends along what the page that it looks at holds."""

    csrf = ""

    def goes_to(self, path):
        answer = self.get(path, headers={"accept": "text/html"})
        found = re.search(r'name="(?:csrf|dateline)" (?:value|content)="([0-9a-f]+)"', answer.text)
        self.csrf = found[1] if found else self.csrf
        return answer

    def sends(self, path, **fields):
        """Send a form."""
        return self.post(path, data={"csrf": self.csrf, **fields}, headers={"accept": "text/html"})

    def calls(self, path, body):
        """Call as the scripts of the pages do."""
        return self.post(path, json=body, headers={"x-dateline": self.csrf})

    def log_in(self, name, password=PASSWORD, next_="/account"):
        self.goes_to("/login")
        answer = self.sends("/login", name=name, password=password, next=next_)
        self.goes_to("/account")
        return answer


def told(name, outlet, number, killed):
    """A reading of a short report that counts the dead in its own way and names a witness among the wounded."""
    text = f"ORU – Rockets struck Camp Oru on Monday, and {number} people died, a medic said. {WITNESS} was wounded."
    report = Report.of(text, id=name, outlet=outlet, title=f"{outlet} on Oru", published=date(2021, 5, 4))

    def quote(words):
        start = text.index(words)
        return report.cite(Span(start, start + len(words)), "test.rule")

    event = Event.of(Kind.SHELLING, quote("struck Camp Oru"))
    monday = When(date(2021, 5, 3), date(2021, 5, 3), Precision.DAY, "2021-05-03")
    oru = Place("Camp Oru", "camp", PlacePrecision.SITE, "VS", lat=1.5, lon=-2.25, within=("Lentovar",))
    toll = Toll(Harm.KILLED, Estimate.exactly(killed))
    hurt = NamedCasualty(Person(WITNESS), Harm.WOUNDED)
    claims = (
        Claim(event.id, WHEN, monday, cited(quote("on Monday"))),
        Claim(event.id, WHERE, oru, cited(quote("Camp Oru"))),
        Claim(event.id, TOLL, toll, cited(quote(f"{number} people died")), Attribution("a medic")),
        Claim(event.id, CASUALTY, hurt, cited(quote(WITNESS))),
    )
    return Extraction(report, (event,), claims)


TELLINGS = [told("coast-1", "Coast Radio", "three", 3), told("post-2", "Lentovar Post", "seven", 7)]
PAIR = [one.events[0].id for one in TELLINGS]


def fill(address):
    """Make the ledger: its two tellings are one event by somebody's judgement."""
    with Ledger.open(address) as ledger:
        for one in TELLINGS:
            ledger.add(one)
        ledger.judge(Judgement.between(*PAIR, Verdict.SAME, "Bo Lund", "one camp, one day", "2021-05-07T10:00"))
    return address


def add_users(team):
    """Add a user of each role, and a second coder."""
    by = users.By("root", "command line", team.now)
    for role, name in (*NAMES.items(), (Role.CODER, OTHER)):
        with team.writing(create=True) as db:
            users.add(db, name, role, PASSWORD, by)


@pytest.fixture(autouse=True)
def _cheap_hashes(monkeypatch):
    """A hash that takes no time; `test_login` tests the real one."""
    monkeypatch.setattr(passwords, "HASHER", CHEAP)
    passwords._nobody.cache_clear()
    yield
    passwords._nobody.cache_clear()


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def made(tmp_path):
    """The file of the ledger."""
    return fill(str(tmp_path / "oru.db"))


@pytest.fixture
def made_in_either(ledger_at):
    """The address of the ledger, in each database in turn."""
    return fill(ledger_at("oru"))


@pytest.fixture
def team(made, clock):
    found = Team(made, clock)
    add_users(found)
    return found


def visitor_of(team, base=f"http://{HOST}", address="192.0.2.7", https_only=False):
    """What comes to the team server from one network address."""
    guard = TeamGuard(team, frozenset({HOST}), https_only)
    app = team_app(Held(team.ledger, "nobody"), guard)
    return Visitor(app, base_url=base, follow_redirects=False, client=(address, 40000))


@pytest.fixture
def visit(team):
    """Makes a browser in which a user is logged in; nobody without a name."""

    def make(name=None, **more):
        visitor = visitor_of(team, **more)
        if name is not None:
            assert visitor.log_in(NAMES.get(name, name)).status_code == 303
        return visitor

    return make


@pytest.fixture
def them():
    """What tests of this folder know of the ledger and its users."""
    known = {"PASSWORD": PASSWORD, "NAMES": NAMES, "OTHER": OTHER, "HOST": HOST, "WITNESS": WITNESS, "PAIR": PAIR}
    made = {"visitor_of": visitor_of, "fill": fill, "add_users": add_users, "REAL_HASHES": PasswordHasher()}
    return SimpleNamespace(**known, **made)
