"""TimelineJS, from its own package in a headless browser, shows every event and asks the net nothing."""

import functools
import http.server
import json
import os
import threading
from contextlib import contextmanager

import pytest

from dateline.export.formats import export
from dateline.export.stories.telling import dated, day_words, headline, is_day

PACKAGE = "@knight-lab/timelinejs@3.9.11"
PAGE = """<!doctype html><html lang="en"><meta charset="utf-8">
<link rel="stylesheet" href="dist/css/timeline.css">
<div id="line" style="height: 600px"></div><script src="dist/js/timeline.js"></script><script>
fetch("line.json").then(r => r.json()).then(j => { window.line = new TL.Timeline("line", j, {font: null}); });
</script></html>"""
QUIET = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
QUIET += ["--disable-component-update", "--disable-sync"]


@pytest.fixture(scope="session")
def timelinejs(npm):
    """A folder with the package and a page that shows `line.json` with it."""
    folder = npm(PACKAGE) / "node_modules" / "@knight-lab" / "timelinejs"
    (folder / "page.html").write_text(PAGE, "utf-8")
    return folder


@contextmanager
def served(folder):
    class Silent(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *args):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Silent, directory=folder))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


@pytest.mark.parametrize("shown", ["book", "odd_book"])
def test_a_browser_shows_every_event(shown, request, timelinejs, need, tmp_path):
    playwright, chromium = need("playwright.sync_api"), need("chromium")
    book = request.getfixturevalue(shown)
    export(book, "timelinejs", timelinejs / "line.json")
    asked, said = [], []
    with served(timelinejs) as home, playwright.sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium, args=QUIET)
        page = browser.new_page(viewport={"width": 1200, "height": 640})
        page.on("request", lambda sent: asked.append(sent.url))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.goto(f"{home}/page.html")
        page.wait_for_selector(".tl-timemarker", state="attached", timeout=60_000)
        headlines = page.locator(".tl-slide h2.tl-headline").all_text_contents()
        dates = page.locator(".tl-headline-date").all_text_contents()
        groups = page.locator(".tl-timegroup-message").all_text_contents()
        scripts = page.evaluate("document.querySelectorAll('.tl-slide script').length")
        if picture := os.environ.get("DATELINE_SCREENSHOTS"):
            page.locator(".tl-slidenav-next").click()
            page.wait_for_timeout(1500)
            page.screenshot(path=f"{picture}/timelinejs-{shown}.png")
        browser.close()
    told = dated_events(book)
    assert sorted(headlines[1:]) == sorted(headline(event) for event in told) and headlines[0] == book.title
    rough = [day_words(e.when.value) for e in told if not is_day(e.when.value)]
    assert [text for text in dates if "(" in text] == rough
    assert len([text for text in dates if text]) == len(told)
    assert not said and scripts == 0
    assert all(url.startswith((home, "data:")) for url in asked), [url for url in asked if not url.startswith(home)]
    assert {name for name in groups if name} <= {"Iraq", "Afghanistan"} and groups


def dated_events(book):
    return [event for event in book.events if dated(event) is not None]


def test_dates_have_the_parts_that_are_said_and_no_more(odd_book, tmp_path):
    written = export(odd_book, "timelinejs", tmp_path / "a.json")
    timeline = json.loads((tmp_path / "a.json").read_text("utf-8"))
    assert set(timeline) == {"scale", "title", "events"} and written.rows == len(timeline["events"]) == 4
    told = {slide["unique_id"]: slide for slide in timeline["events"]}
    parts = {"year": ["year"], "month": ["year", "month"], "week": ["year", "month", "day"]}
    for event in dated_events(odd_book):
        slide, when = told[event.id], event.when.value
        assert list(slide["start_date"]) == parts.get(when.precision, ["year", "month", "day"])
        assert slide["start_date"]["year"] == when.earliest.year
        assert ("end_date" in slide) is (when.precision == "week")
        assert slide.get("display_date", "") == ("" if is_day(when) else day_words(when))
    (week,) = [slide for slide in told.values() if "end_date" in slide]
    assert week["start_date"] == {"year": 2019, "month": 9, "day": 9}
    assert week["end_date"] == {"year": 2019, "month": 9, "day": 15}
    assert week["display_date"] == "2019-09-09–2019-09-15 (week)" and week["group"] == "Iraq"


def test_every_value_has_its_words_and_what_has_no_day_is_listed(book, odd_book, tmp_path):
    written = export(book, "timelinejs", tmp_path / "a.json")
    told = {s["unique_id"]: s["text"]["text"] for s in json.loads((tmp_path / "a.json").read_text("utf-8"))["events"]}
    for event in dated_events(book):
        for chosen in (event.killed, event.wounded):
            for words in chosen.evidence if chosen else ():
                assert f"<q>{' '.join(words.exact.split())}</q>" in told[event.id]
    undated = [event.id for event in book.events if dated(event) is None]
    assert [loss.event for loss in written.losses if loss.what == "event"] == undated
    assert (tmp_path / "a.json.why.csv").exists()


def test_what_a_report_holds_stays_text(odd_book, tmp_path):
    export(odd_book, "timelinejs", tmp_path / "a.json")
    text = (tmp_path / "a.json").read_text("utf-8")
    assert "<script" not in text and "&lt;script&gt;" in text and "שלום" in text and "\\u0007" not in text
    assert "Harrow &amp; Sons &lt;Daily&gt;" in text
