"""A ledger of hand-made readings behind the local page, and a browser to open it in."""

from __future__ import annotations

import dataclasses
import importlib.util
import os
import shutil
import subprocess
import threading
import time
from datetime import date
from pathlib import Path

import pytest
import uvicorn
from starlette.testclient import TestClient

from dateline.ledger import Ledger
from dateline.ledger.canon import Decision
from dateline.model.actor import Harm, Toll
from dateline.model.claim import TOLL, WHEN, WHERE, Attribution, Claim
from dateline.model.estimate import Estimate
from dateline.model.event import Event, Kind
from dateline.model.extraction import Extraction
from dateline.model.judgement import Judgement, Verdict
from dateline.model.report import Report, Span, cited
from dateline.model.when import Precision, When
from dateline.model.where import Place, PlacePrecision
from dateline.web.app import make_app
from dateline.web.guard import Guard
from dateline.web.held import Held

CHROMIUM = Path("/usr/bin/chromium")
QUIET = (
    "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip
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


def stop(why):
    (pytest.fail if os.environ.get("DATELINE_REQUIRE_READERS") == "1" else pytest.skip)(why)


@pytest.fixture(scope="module")  # Playwright left open would forbid other modules theirs
def chromium():
    """Chromium without a window."""
    absent = [] if CHROMIUM.exists() else [f"{CHROMIUM} (Debian: apt install chromium)"]
    absent += [] if importlib.util.find_spec("playwright") else ["playwright (extra: test)"]
    if absent:
        stop(f"needs {', '.join(absent)}")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=str(CHROMIUM), args=list(QUIET))
        yield running
        running.close()


@pytest.fixture
def served():
    """Serves ledgers on a port of this machine; gives their addresses."""
    running = []

    def serve(path):
        app = make_app(Held(str(path), "Ann Ode"), Guard(session=KEY))
        server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=0, log_level="error", lifespan="off"))
        thread = threading.Thread(target=server.run, daemon=True)
        thread.start()
        running.append((server, thread))
        until = time.monotonic() + 20
        while not server.started and time.monotonic() < until:
            time.sleep(0.02)
        return f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"

    yield serve
    for server, thread in running:
        server.should_exit = True
        thread.join(10)


@dataclasses.dataclass
class Seen:
    """What a page did that nobody should see: messages, errors, requests to other hosts, dialogs."""

    wrong: list[str]


@pytest.fixture
def opened(chromium, served, made):
    """Opens an address of the served ledger; `page.seen.wrong` must stay empty."""
    contexts = []

    def open_(path, ledger=made, **settings):
        home = served(ledger)
        context = chromium.new_context(**settings)
        contexts.append(context)
        context.add_cookies([{"name": "dateline", "value": KEY, "url": home}])
        context.set_default_timeout(8000)
        page = context.new_page()
        page.seen, page.home = Seen([]), home
        context.on(
            "request", lambda r: None if r.url.startswith((home, "data:")) else page.seen.wrong.append(f"asked {r.url}")
        )
        page.on("console", lambda m: page.seen.wrong.append(f"console: {m.text}"))
        page.on("pageerror", lambda e: page.seen.wrong.append(f"error: {e}"))
        page.on("dialog", lambda d: (page.seen.wrong.append(f"dialog: {d.message}"), d.dismiss()))
        page.goto(home + path)
        return page

    yield open_
    for context in contexts:
        context.close()


@pytest.fixture(scope="session")
def axe(tmp_path_factory):
    """The script of axe-core, from npm."""
    npm = shutil.which("npm")
    if npm is None:
        stop("needs npm, for axe-core")
    folder = tmp_path_factory.mktemp("axe")
    ran = subprocess.run(
        [npm, "pack", "axe-core@4.10.3", "--silent"], cwd=folder, capture_output=True, text=True, check=False
    )
    if ran.returncode:
        stop(f"npm cannot fetch axe-core: {ran.stderr.strip().splitlines()[-1:]}")
    shutil.unpack_archive(next(folder.glob("*.tgz")), folder)
    return (folder / "package" / "axe.min.js").read_text("utf-8")
