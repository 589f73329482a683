"""The pages of a team in a real Chromium: by keyboard, on a phone, for a screen reader; nothing from elsewhere."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import threading
import time
from pathlib import Path

import pytest
import uvicorn

from dateline.web.held import Held
from dateline.web.team.app import team_app
from dateline.web.team.guard import TeamGuard
from dateline.web.team.store.opened import Team
from dateline.web.who import Role

CHROMIUM = Path("/usr/bin/chromium")
QUIET = ("--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-sync")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
WIDE = """[...document.querySelectorAll("*")].filter((one) => one.getBoundingClientRect().right > 390)
  .map((one) => one.outerHTML.slice(0, 120))"""
CROWD = ["Ann Ode", "Cy Berg"]


def stop(why):
    (pytest.fail if os.environ.get("DATELINE_REQUIRE_READERS") == "1" else pytest.skip)(why)


@pytest.fixture
def served(made, them):
    """The address of a team server, with the clock of this machine."""
    team = Team(made)
    them.add_users(team)
    app = team_app(Held(made, "nobody"), TeamGuard(team, frozenset({"127.0.0.1"})))
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=0, log_level="error", lifespan="off"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    until = time.monotonic() + 60
    while not server.started and time.monotonic() < until:
        time.sleep(0.02)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    thread.join(10)


@pytest.fixture
def browse(served, them):
    """Makes pages of Chromium in which a user is logged in; `wrong` lists what nobody should see."""
    absent = [] if CHROMIUM.exists() else [f"{CHROMIUM} (Debian: apt install chromium)"]
    absent += [] if importlib.util.find_spec("playwright") else ["playwright (extra: test)"]
    if absent:
        stop(f"needs {', '.join(absent)}")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=str(CHROMIUM), args=list(QUIET))

        def make(name):
            context = running.new_context(base_url=served)
            context.set_default_timeout(60_000)
            page = context.new_page()
            page.wrong = wrong = []
            page.on("request", lambda r: None if r.url.startswith((served, "data:")) else wrong.append(r.url))
            page.on("console", lambda m: wrong.append(m.text) if "409" not in m.text else None)
            page.on("pageerror", lambda e: wrong.append(f"error: {e}"))
            page.goto("/review")
            page.wait_for_selector("input:focus")
            page.keyboard.type(name)
            page.keyboard.press("Tab")
            page.keyboard.type(them.PASSWORD)
            page.keyboard.press("Enter")
            page.wait_for_selector("text=Log out")
            return page

        yield make
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


def test_two_reviewers_and_a_stale_window(browse):
    """Both correct one toll; the second is told what stands, keeps their words, and sends them knowingly."""
    ann, cy = map(browse, CROWD)
    for page in (ann, cy):
        page.click(".queue .sort.toll")
        page.wait_for_selector("[data-key=c]:visible")
        page.keyboard.press("c")
        page.wait_for_selector("dialog[open] [name=value]")
    ann.fill("dialog [name=value]", "5")
    ann.fill("dialog [name=why]", "the list of names")
    cy.fill("dialog [name=value]", "6")
    cy.fill("dialog [name=why]", "the hospital counted")
    ann.keyboard.press("Enter")
    ann.wait_for_selector("text=Corrected.")
    cy.keyboard.press("Enter")
    cy.wait_for_selector("dialog[open] .failed:has-text('Ann Ode')")
    assert cy.input_value("dialog [name=why]") == "the hospital counted"
    cy.wait_for_selector("dialog[open] :text('It is now: 5')")
    cy.keyboard.press("Enter")
    cy.wait_for_selector("text=Corrected.")
    ann.reload()
    ann.click("#done li:first-child button:has-text('I agree')")
    ann.wait_for_selector("dialog[open]")
    ann.fill("dialog [name=why]", "I saw the hospital's book")
    ann.keyboard.press("Enter")
    ann.wait_for_selector("text=Kept: you agree.")
    ann.goto("/reviewers")
    assert "they agree on 1" in ann.inner_text("main")
    assert ann.wrong == [] and cy.wrong == []


SELECT = """(root, words) => {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const at = node.data.indexOf(words);
    if (at < 0) continue;
    getSelection().setBaseAndExtent(node, at, node, at + words.length);
    return;
  }
}"""


@pytest.mark.parametrize("path", ["/report/coast-1", "/event", "/review"])
def test_a_name_that_is_selected_is_protected_where_it_stands(browse, them, path):
    page = browse(them.NAMES[Role.CODER])
    page.goto(f"/event/{them.PAIR[0]}" if path == "/event" else path)
    if path == "/event":
        page.locator(".figure.killed .value").click()
    text = page.locator(".report").filter(has_text=them.WITNESS).locator("visible=true").first
    text.evaluate(SELECT, them.WITNESS)
    page.click(".offer button:has-text('Protect this name')")
    page.wait_for_selector("dialog[open]")
    assert page.input_value("dialog [name=name]") == them.WITNESS
    page.fill("dialog [name=why]", "a witness")
    page.keyboard.press("Enter")
    page.wait_for_selector("#told:has-text('Protected: readers see marks in its place.')")
    page.keyboard.press("p")
    page.wait_for_selector("dialog[open]")
    page.fill("dialog [name=name]", them.WITNESS)
    page.fill("dialog [name=why]", "again")
    page.keyboard.press("Enter")
    page.wait_for_selector("dialog .failed:has-text('this name is protected already')")
    page.keyboard.press("Escape")
    reader = browse(them.NAMES[Role.READER])
    reader.goto("/report/coast-1")
    assert them.WITNESS not in reader.content()
    assert [one for one in page.wrong if "400 (Bad Request)" not in one] == []


def test_no_violation_of_wcag_on_the_pages_of_a_team(browse, axe, them):
    page = browse(them.NAMES[Role.ADMIN])
    for path in ("/account", "/team", "/audit", "/protected", "/reviewers", "/login"):
        page.set_viewport_size({"width": 1280, "height": 800})
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            page.goto(path)
            page.evaluate(axe)
            found = page.evaluate("rules => axe.run({runOnly: rules})", RULES)["violations"]
            assert [(path, scheme, one["id"], one["nodes"][0]["html"]) for one in found] == []
        page.set_viewport_size({"width": 390, "height": 844})
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, page.evaluate(WIDE)
    assert page.wrong == []
