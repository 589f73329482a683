"""Three tellings of one shelling behind the local page, of which two are made one on few signs; and a browser."""

from __future__ import annotations

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

CHROMIUM = Path("/usr/bin/chromium")
QUIET = (
    "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip
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


def stop(why):
    (pytest.fail if os.environ.get("DATELINE_REQUIRE_READERS") == "1" else pytest.skip)(why)


@pytest.fixture
def served(made):
    """The address of the served ledger."""
    app = make_app(Held(str(made), "Ann Ode"), Guard(session=KEY))
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=0, log_level="error", lifespan="off"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    until = time.monotonic() + 20
    while not server.started and time.monotonic() < until:
        time.sleep(0.02)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    thread.join(10)


@pytest.fixture
def page(served):
    """A page of Chromium; what nobody should see is listed in `page.wrong`, which must stay empty."""
    absent = [] if CHROMIUM.exists() else [f"{CHROMIUM} (Debian: apt install chromium)"]
    absent += [] if importlib.util.find_spec("playwright") else ["playwright (extra: test)"]
    if absent:
        stop(f"needs {', '.join(absent)}")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=str(CHROMIUM), args=list(QUIET))
        context = running.new_context(base_url=served)
        context.add_cookies([{"name": "dateline", "value": KEY, "url": served}])
        made = context.new_page()
        wrong = made.wrong = []
        context.on("request", lambda r: None if r.url.startswith((served, "data:")) else wrong.append(r.url))
        made.on("console", lambda m: wrong.append(f"console: {m.text}"))
        made.on("pageerror", lambda e: wrong.append(f"error: {e}"))
        made.on("dialog", lambda d: (wrong.append(f"dialog: {d.message}"), d.dismiss()))
        yield made
        running.close()


@pytest.fixture(scope="session")
def axe(tmp_path_factory):
    """The script of axe-core, from npm."""
    npm = shutil.which("npm")
    if npm is None:
        stop("needs npm, for axe-core")
    folder = tmp_path_factory.mktemp("axe")
    asked = [npm, "pack", "axe-core@4.10.3", "--silent"]
    ran = subprocess.run(asked, cwd=folder, capture_output=True, text=True, check=False)
    if ran.returncode:
        stop(f"npm cannot fetch axe-core: {ran.stderr.strip().splitlines()[-1:]}")
    shutil.unpack_archive(next(folder.glob("*.tgz")), folder)
    return (folder / "package" / "axe.min.js").read_text("utf-8")
