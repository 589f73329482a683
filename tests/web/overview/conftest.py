"""A served ledger of invented reports, and a real browser that tells every request, error and violation."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import tarfile
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import uvicorn

from dateline.ledger import Ledger
from dateline.web.app import make_app
from dateline.web.guard import COOKIE, Guard
from dateline.web.held import Held

VIOLATED = "addEventListener('securitypolicyviolation', e => console.error('policy', e.violatedDirective))"
AXE = "axe-core@4.10.3"
CHROMIUM = Path("/usr/bin/chromium")
QUIET = (
    "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip


@dataclass
class Served:
    """A running server. `home` has no slash at its end."""

    home: str
    guard: Guard


def serve(address: Path) -> Iterator[Served]:
    guard = Guard()
    config = uvicorn.Config(
        make_app(Held(str(address), "Tester"), guard), host="127.0.0.1", port=0, log_level="warning", lifespan="off"
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    deadline = time.monotonic() + 20
    while not server.started:
        assert time.monotonic() < deadline, "the server did not start"
        time.sleep(0.02)
    port = server.servers[0].sockets[0].getsockname()[1]
    try:
        yield Served(f"http://127.0.0.1:{port}", guard)
    finally:
        server.should_exit = True
        thread.join(10)


REPORTS = (
    ("Harbour Post", "2031-03-11",
     "BAGHDAD, March 11, 2031 - Three soldiers were killed and 12 wounded when rockets struck Camp Taji, Iraq, on "
     "Tuesday, military officials said."),
    ("Delta Courier", "2031-03-11",
     "BAGHDAD, March 11, 2031 - Rockets struck Camp Taji, Iraq, on Tuesday. Five soldiers were killed, the Iraqi "
     "military said."),
    ("Delta Courier", "2031-03-14",
     "WASHINGTON, March 14, 2031 - U.S. jets bombed a militia depot in Erbil on Friday in retaliation for the rocket "
     "attack on Camp Taji on Tuesday that killed three soldiers, the Pentagon said."),
    ("Delta Courier", "2031-03-22",
     "KABUL, March 22, 2031 - A roadside bomb killed between 4 and 9 people in Kandahar on Saturday, police said. The "
     "Taliban claimed responsibility."),
    ("Harbour Post", "2031-04-02",
     "DAMASCUS, April 2, 2031 - Shelling wounded 6 people about 20 km east of Aleppo on Wednesday, a monitor said."),
    ("Harbour Post", "2031-04-03",
     "DAMASCUS, April 3, 2031 - Two people were killed by an air strike in Syria in January, a monitor said."),
    ("<b>Gulf</b> \"Daily\"", "2031-04-05",
     "BASRA, April 5, 2031 - Gunmen of the <img src=x onerror=alert(1)> Front shot dead 2 policemen in Basra on "
     "Saturday, police said."),
)  # fmt: skip


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger of seven invented reports."""
    from datetime import date

    from dateline.model.report import Report
    from dateline.pipeline import extract

    path = tmp_path_factory.mktemp("overview") / "small.db"
    with Ledger.open(str(path)) as ledger:
        for outlet, day, text in REPORTS:
            ledger.add(extract(Report.of(text, published=date.fromisoformat(day), outlet=outlet)))
    return path


@pytest.fixture(scope="session")
def site(small: Path) -> Iterator[Served]:
    """The small ledger, served."""
    yield from serve(small)


@dataclass
class Watched:
    """What a page did that it should not do."""

    foreign: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


@pytest.fixture(scope="module")  # Playwright left open would forbid other modules theirs
def chromium() -> Iterator[Any]:
    """A real Chromium, without a window."""
    absent = [] if CHROMIUM.exists() else [f"{CHROMIUM} (Debian: apt install chromium)"]
    absent += [] if importlib.util.find_spec("playwright") else ["playwright (extra: test)"]
    if absent:
        stop = pytest.fail if os.environ.get("DATELINE_REQUIRE_READERS") == "1" else pytest.skip
        stop(f"not installed: {', '.join(absent)}")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=str(CHROMIUM), args=list(QUIET))
        yield running
        running.close()


@pytest.fixture
def opened(chromium: Any, site: Served) -> Iterator[Callable[..., Any]]:
    """Opens a page of the site; at the end, no request may have left the machine and nothing may have gone wrong."""
    watched, contexts = Watched(), []

    def open_(path: str = "/", **how: Any) -> Any:
        context = chromium.new_context(**{"viewport": {"width": 1280, "height": 900}} | how)
        context.add_cookies([{"name": COOKIE, "value": site.guard.session, "url": site.home}])
        contexts.append(context)
        page = context.new_page()
        page.on("request", lambda r: None if r.url.startswith((site.home, "data:")) else watched.foreign.append(r.url))
        page.on("console", lambda m: watched.errors.append(m.text) if m.type in ("error", "warning") else None)
        page.on("pageerror", lambda e: watched.errors.append(str(e)))
        page.on("dialog", lambda d: (watched.errors.append(f"dialog: {d.message}"), d.dismiss()))
        page.add_init_script(VIOLATED)
        page.goto(site.home + path)
        if how.get("java_script_enabled", True):
            page.wait_for_selector("#plot > *")
            page.wait_for_selector("#map .land", state="attached")
        return page

    open_.watched = watched  # type: ignore[attr-defined]
    yield open_
    for context in contexts:
        context.close()
    assert watched.foreign == []
    assert watched.errors == []


@pytest.fixture(scope="session")
def axe(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The script of axe-core, from npm."""
    folder = tmp_path_factory.mktemp("axe")
    try:
        packed = subprocess.run(
            ["npm", "pack", "--silent", AXE], cwd=folder, check=True, capture_output=True, text=True, timeout=120
        )
    except (OSError, subprocess.SubprocessError) as error:
        stop = pytest.fail if os.environ.get("DATELINE_REQUIRE_READERS") == "1" else pytest.skip
        stop(f"npm cannot fetch {AXE}: {error}")
    with tarfile.open(folder / packed.stdout.strip().splitlines()[-1]) as package:
        member = package.extractfile("package/axe.min.js")
        assert member is not None
        return member.read().decode("utf-8")
