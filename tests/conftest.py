"""What tests of any folder use: a small report read by hand, both databases, and a browser (tools/browser).

The databases are files in a folder, and a PostgreSQL server started for the session. DATELINE_REQUIRE_POSTGRES=1 turns
the skip of a machine without PostgreSQL into a failure; CI sets it.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from contextlib import ExitStack
from datetime import date
from itertools import count
from pathlib import Path

import chromium as browsing
import psycopg
import pysqlite3
import pytest
from sqlalchemy import NullPool, create_engine, make_url

from dateline.model.actor import Actor, ActorKind, Group, Harm, Munition, Person, Scope, Status, Toll
from dateline.model.claim import (
    CASUALTY,
    PERPETRATOR,
    STATEMENT,
    TARGET,
    TOLL,
    WEAPON,
    WHEN,
    WHERE,
    About,
    Attribution,
    Claim,
    NamedCasualty,
    Perpetrator,
    Responsibility,
    Stance,
    Statement,
    Target,
)
from dateline.model.estimate import Estimate
from dateline.model.event import Event, Kind
from dateline.model.extraction import Extraction, Problem
from dateline.model.link import Link, Relation, Tally
from dateline.model.page import Edit
from dateline.model.report import Report, Span, cited
from dateline.model.when import Precision, When
from dateline.model.where import Place, PlacePrecision

os.environ["DATELINE_KEY"] = str(Path(tempfile.gettempdir(), "no-key-of-dateline"))
"""A key of whoever runs the tests would seal ledgers in them, and no two would be the same."""
TEXT = """LENTOVAR – Rockets hit Camp Oru on Monday, killing two Veshti soldiers and a Talan medic 🚑, police said.
The army blamed the Red Arrow group. A Red Arrow spokesman denied it. At least 10 people were wounded.
Private Ana Sol, 21, was among the dead. Two days earlier jets bombed a Red Arrow depot.
The ministry's register counts 40 soldiers killed since 2019. The mayor declined to comment&quot;.
"""


class Words:
    """Quotes a report by its words, so that no test counts characters."""

    def __init__(self, report: Report) -> None:
        self.report = report

    def __call__(self, words: str, rule: str = "test.rule"):
        start = self.report.text.index(words)
        return self.report.cite(Span(start, start + len(words)), rule)


def toll(harm, low, high, name=None, side=None, nationality=None, status=Status.UNCLEAR, best="low"):
    """A toll as short as it is spoken."""
    group = Group(name, side, nationality, status) if name else None
    return Toll(harm, Estimate(low, low if best == "low" else best, high), group)


@pytest.fixture
def quote():
    return Words(Report.of(TEXT, id="oru", outlet="Lentovar Post", title="Rockets hit Oru", published=date(2021, 5, 4)))


@pytest.fixture
def extraction(quote):
    rockets = Event.of(Kind.SHELLING, quote("Rockets hit Camp Oru"), (quote("the dead"),))
    jets = Event.of(Kind.AIR_STRIKE, quote("jets bombed a Red Arrow depot"))
    police = Attribution("police", cue=quote("police said"))
    army = Attribution("army", Stance.ACCUSES, cue=quote("blamed"))
    denial = Attribution("Red Arrow spokesman", Stance.DENIES, cue=quote("denied"))
    arrow = Actor("Red Arrow", ActorKind.GROUP)
    monday = When(date(2021, 5, 3), date(2021, 5, 3), Precision.DAY, "2021-05-03")
    oru = Place("Camp Oru", "camp", PlacePrecision.SITE, "VS", lat=1.5, lon=-2.25, within=("Lentovar",))

    def say(event, slot, value, words, *more):
        return Claim(event.id, slot, value, cited(*map(quote, words.split(" / "))), *more)

    claims = (
        say(rockets, WHEN, monday, "on Monday", police),
        say(rockets, WHERE, oru, "Camp Oru", police),
        say(rockets, WEAPON, Munition("Rockets", "rocket", None, Scope.HIT), "Rockets hit", police),
        say(rockets, TARGET, Target("Camp Oru"), "Camp Oru", police),
        say(rockets, TOLL, toll(Harm.KILLED, 2, 2, "Veshti soldiers", None, "VS"), "two Veshti soldiers", police),
        say(rockets, TOLL, toll(Harm.KILLED, 1, 1, "Talan medic", None, "TA"), "a Talan medic", police),
        say(rockets, PERPETRATOR, Perpetrator(arrow, Responsibility.ACCUSED), "Red Arrow group", army),
        say(rockets, PERPETRATOR, Perpetrator(arrow, Responsibility.DENIED), "denied it", denial),
        say(rockets, TOLL, toll(Harm.WOUNDED, 10, None, "people"), "At least 10 people / wounded"),
        say(rockets, CASUALTY, NamedCasualty(Person("Ana Sol", "private", age=21), Harm.KILLED), "Private Ana Sol"),
        say(
            rockets,
            STATEMENT,
            Statement(About.OTHER, "declined to comment"),
            "declined to comment",
            Attribution("mayor", Stance.DECLINES),
        ),
        say(jets, TARGET, Target("Red Arrow depot"), "a Red Arrow depot"),
    )
    return Extraction(
        quote.report,
        (rockets, jets),
        claims,
        (Link(rockets.id, Relation.FOLLOWED, jets.id, cited(quote("Two days earlier"))),),
        (
            Tally(
                Harm.KILLED,
                Estimate.exactly(40),
                cited(quote("40 soldiers killed")),
                "soldiers",
                ("Oru",),
                "2019",
                None,
                "ministry's register",
            ),
        ),
        (Problem("oru", Span(0, 8), "test.rule", "a doubt"),),
        (Edit(quote("&quot;").span, '"', "repair.entity"),),
        "Lentovar",
        ("Ana Reporter",),
    )


SERVER = "-c listen_addresses='' -c fsync=off -c full_page_writes=off -k "
NUMBERS = count()


def binaries():
    """The newest PostgreSQL server on this machine, or None."""
    installed = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda p: int(p.parts[-3]))
    on_path = shutil.which("initdb")
    found = [*([Path(on_path).resolve()] if on_path else []), *installed]
    return found[-1].parent if found else None


def run(*command):
    """Run a command of PostgreSQL, which refuses to run as root."""
    who = {"user": "postgres", "group": "postgres", "extra_groups": []} if is_root() else {}
    ran = subprocess.run([str(part) for part in command], capture_output=True, text=True, cwd="/", check=False, **who)
    assert ran.returncode == 0, ran.stdout + ran.stderr


def is_root():
    return os.name == "posix" and os.geteuid() == 0


@pytest.fixture(scope="session")
def cluster():
    """The address of a fresh server, without the name of a database."""
    found = binaries()
    if found is None:
        said = "no PostgreSQL server on this machine (Debian, Ubuntu: apt install postgresql)"
        if os.environ.get("DATELINE_REQUIRE_POSTGRES") == "1":
            pytest.fail(said)
        pytest.skip(said)
    folder = Path(tempfile.mkdtemp(prefix="dateline-pg-"))
    if is_root():
        shutil.chown(folder, "postgres", "postgres")
    run(found / "initdb", "-D", folder / "data", "-A", "trust", "-U", "postgres", "-E", "UTF8", "--no-sync")
    # The log is a file: a pipe would stay open in the server, and waiting for its end would never end.
    control = [found / "pg_ctl", "-D", folder / "data", "-w", "-s"]
    run(*control, "-l", folder / "log", "-o", SERVER + str(folder), "start")
    yield f"postgresql://postgres@/{{}}?host={folder}"
    run(*control, "-m", "immediate", "stop")
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def administrator(cluster):
    """A connection that makes databases."""
    with psycopg.connect(cluster.format("postgres"), autocommit=True) as connection:
        yield connection


@pytest.fixture
def postgres_at(cluster, administrator):
    """Makes addresses of empty databases."""
    made = []

    def make(name="l"):
        made.append(f"{name}_{next(NUMBERS)}")
        # Built from template0 and never in use: so a test that kills a writer disturbs no other.
        administrator.execute(f"CREATE DATABASE {made[-1]} TEMPLATE template0")
        return cluster.format(made[-1])

    yield make
    for name in made:
        administrator.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(params=["sqlite", "postgresql"])
def ledger_at(request, tmp_path):
    """Makes paths or addresses at which no ledger is yet, in each database in turn."""
    if request.param == "postgresql":
        return request.getfixturevalue("postgres_at")
    return lambda name="l": str(tmp_path / f"{name}.db")


def raw(path):
    """A connection to a ledger past Dateline, which commits at once."""
    how = {"poolclass": NullPool, "isolation_level": "AUTOCOMMIT"}
    if "://" in path:
        return create_engine(make_url(path).set(drivername="postgresql+psycopg"), **how).connect()
    engine = create_engine("sqlite://", creator=lambda: pysqlite3.connect(path), module=pysqlite3, **how)
    connection = engine.connect()
    connection.exec_driver_sql("PRAGMA foreign_keys = ON")
    return connection


@pytest.fixture
def connect():
    """Opens connections past Dateline."""
    opened = []

    def open_(path):
        opened.append(raw(str(path)))
        return opened[-1].execution_options(no_parameters=True)

    yield open_
    for connection in opened:
        connection.close()


def stop(why):
    """Skip a test whose reader is not installed; DATELINE_REQUIRE_READERS=1 makes that a failure."""
    (pytest.fail if os.environ.get("DATELINE_REQUIRE_READERS") == "1" else pytest.skip)(why)


@pytest.fixture(scope="module")  # Playwright left open would forbid other modules theirs
def chromium():
    """Chromium without a window."""
    if missing := browsing.absent():
        stop(f"needs {', '.join(missing)}")
    with browsing.started() as running:
        yield running


@pytest.fixture
def serve():
    """Serves ledgers on ports of this machine; gives their addresses, each with the cookie of a session."""
    with ExitStack() as running:
        yield lambda path, by="Ann Ode": running.enter_context(browsing.served(path, by))


@pytest.fixture
def browse(chromium):
    """Opens an address of a served ledger; at the end, nothing that nobody should see may have happened."""
    pages = []

    def open_(site, path="/", **settings):
        pages.append(browsing.opened(chromium, site, **settings))
        pages[-1].goto(path)
        return pages[-1]

    yield open_
    wrong = [one for page in pages for one in page.seen.wrong]
    for page in pages:
        page.context.close()
    assert wrong == []


@pytest.fixture
def watched():
    """Gathers what a page does that nobody should see."""
    return browsing.watch


@pytest.fixture(scope="session")
def axe(tmp_path_factory):
    """Names what axe-core finds on a page as it stands. Source: axe-core, from npm."""
    try:
        script = browsing.axe(tmp_path_factory.mktemp("axe"))
    except (OSError, subprocess.SubprocessError) as error:
        stop(f"npm cannot fetch {browsing.AXE}: {error}")
    return lambda page: browsing.barriers(page, script)
