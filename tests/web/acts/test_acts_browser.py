"""What a reviewer does in a real Chromium: nothing goes to another host, nothing that a report says is run."""

from __future__ import annotations

import json

from dateline.ledger import Ledger

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
PASTED = "LENTOVAR - Three soldiers were killed when rockets hit a base near Lentovar on Monday, police said."


def test_review_with_the_keyboard(page, made, pair):
    page.goto("/review")
    page.wait_for_selector("#entry")
    page.keyboard.press("?")
    page.wait_for_selector("#keys[open]")
    page.keyboard.press("Escape")
    assert page.locator("#done li").count() == 1
    page.keyboard.press("u")
    page.wait_for_selector("text=Taken back.")
    # Without the judgement the rules make them one on few signs, or ask; the reviewer splits them, and takes it back.
    page.click(".queue .sort.merge")
    page.wait_for_selector("[data-key=d]:visible")
    page.keyboard.press("d")
    page.wait_for_selector("dialog[open]")
    page.fill("dialog [name=why]", "two camps")
    page.keyboard.press("Enter")
    page.wait_for_selector("text=Kept as two events.")
    with Ledger.open(made, create=False) as ledger:
        assert ledger.merged().home[pair[0]] != ledger.merged().home[pair[1]]
    page.keyboard.press("u")
    page.wait_for_selector("text=Taken back.")
    page.click(".queue .sort.merge")
    page.wait_for_selector("[data-key=s]:visible")
    page.keyboard.press("s")
    page.wait_for_selector("dialog[open]")
    page.fill("dialog [name=why]", "one camp")
    page.keyboard.press("Enter")
    page.wait_for_selector("text=Kept as one event.")
    page.click(".queue .sort.toll")
    page.wait_for_selector("[data-key=a]:visible")
    assert sorted(page.locator("#item mark").all_inner_texts()) == ["seven people died", "three people died"]
    page.keyboard.press("c")
    page.wait_for_selector("dialog[open] [name=value]")
    page.fill("dialog [name=value]", "5")
    page.fill("dialog [name=why]", "the list of names")
    page.keyboard.press("Enter")
    page.wait_for_selector("text=Corrected.")
    with Ledger.open(made, create=False) as ledger:
        (kept,) = ledger.decisions()
    assert (kept.slot, kept.value.best, kept.by, kept.why) == ("killed", 5, "Ann Ode", "the list of names")
    assert page.wrong == []


def test_add_and_export(page):
    page.goto("/add")
    page.fill("[name=text]", PASTED)
    page.fill("[name=published]", "2021-05-04")
    page.click("button.main")
    page.wait_for_selector("text=Done: 1 read", timeout=60000)
    assert page.locator("#lines a[href^='/event/']").inner_text().startswith("shelling")
    page.select_option("[name=format]", "geojson")
    with page.expect_download() as download:
        page.click("text=Export")
    assert json.loads(download.value.path().read_text("utf-8"))["type"] == "FeatureCollection"
    assert page.wrong == []


def test_no_violation_of_wcag(page, axe):
    for path in ("/review", "/add"):
        page.goto(path)
        page.wait_for_load_state("networkidle")
        page.evaluate(axe)
        found = page.evaluate("rules => axe.run({runOnly: rules})", RULES)["violations"]
        assert [(one["id"], one["nodes"][0]["html"]) for one in found] == []
        page.set_viewport_size({"width": 390, "height": 844})
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert page.wrong == []
