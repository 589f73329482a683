"""What a reviewer does in a real Chromium: nothing goes to another host, nothing that a report says is run."""

from __future__ import annotations

import json

import pytest

from dateline.ledger import Ledger

PASTED = "LENTOVAR - Three soldiers were killed when rockets hit a base near Lentovar on Monday, police said."


def go_to(page, sort):
    """Press k and j until the entry of a sort is shown."""
    for key in ["k"] * 9 + ["j"] * 9:
        if page.locator(f".queue [aria-current] .sort.{sort}").count():
            return
        page.keyboard.press(key)
    raise AssertionError(f"nothing of the sort {sort} waits: {page.locator('#queue').inner_text()}")


def told(page, words):
    """Wait until the page says what was done; its queue is new then."""
    page.wait_for_selector(f"#told:has-text('{words}')")


def test_review_with_the_keyboard_alone(page, made, pair):
    page.goto("/review")
    page.wait_for_selector("#entry")
    page.keyboard.press("?")
    page.wait_for_selector("#keys[open]")
    page.keyboard.press("Escape")
    assert page.locator("#done li").count() == 1
    page.keyboard.press("u")
    told(page, "Taken back.")
    # Without the judgement the rules make them one on few signs, or ask; the reviewer splits them, and takes it back.
    go_to(page, "merge")
    page.wait_for_selector("[data-key=d]:visible")
    page.keyboard.press("d")
    page.wait_for_selector("dialog[open]")
    page.fill("dialog [name=why]", "two camps")
    page.keyboard.press("Enter")
    told(page, "Kept as two events.")
    with Ledger.open(made, create=False) as ledger:
        assert ledger.merged().home[pair[0]] != ledger.merged().home[pair[1]]
    page.keyboard.press("u")
    told(page, "Taken back.")
    go_to(page, "merge")
    page.wait_for_selector("[data-key=s]:visible")
    page.keyboard.press("s")
    page.wait_for_selector("dialog[open]")
    page.fill("dialog [name=why]", "one camp")
    page.keyboard.press("Enter")
    told(page, "Kept as one event.")


def test_a_toll_is_corrected_and_taken_back_with_the_keyboard_alone(page, made):
    page.goto("/review")
    page.wait_for_selector("#entry")
    go_to(page, "toll")
    page.wait_for_selector("[data-key=a]:visible")
    assert sorted(page.locator("#item mark").all_inner_texts()) == ["seven people died", "three people died"]
    page.keyboard.press("c")
    page.wait_for_selector("dialog[open] [name=value]")
    page.fill("dialog [name=value]", "5")
    page.fill("dialog [name=why]", "the list of names")
    page.keyboard.press("Enter")
    told(page, "Corrected.")
    with Ledger.open(made, create=False) as ledger:
        (kept,) = ledger.decisions()
    assert (kept.slot, kept.value.best, kept.by, kept.why) == ("killed", 5, "Ann Ode", "the list of names")
    # Every act of the list is reached with Tab and taken back with Enter, by its own button.
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.getAttribute('aria-label')") == "Undo: killed 5, not 7 (3-7)":
            break
    page.keyboard.press("Enter")
    told(page, "Taken back.")
    with Ledger.open(made, create=False) as ledger:
        assert ledger.decisions() == []
    assert page.seen.wrong == []


def test_a_key_that_has_nothing_to_do_says_so_and_the_focus_goes_on(page, made):
    page.goto("/review")
    page.wait_for_selector("#entry")
    go_to(page, "toll")
    page.keyboard.press("s")
    told(page, "This key does nothing here; these do: a, c.")
    for _ in range(3):
        page.keyboard.press("j")
    told(page, "This is the last one.")
    page.keyboard.press("k")
    page.wait_for_selector("#told:empty", state="attached")
    go_to(page, "toll")
    page.keyboard.press("a")
    page.fill("dialog [name=why]", "checked")
    page.keyboard.press("Enter")
    told(page, "Accepted.")
    assert page.evaluate("document.activeElement.id") == "entry"
    page.keyboard.press("u")
    told(page, "Taken back. No longer stands: killed 7 (3-7).")
    page.keyboard.press("u")
    told(page, "Taken back. No longer stands: one event.")
    page.keyboard.press("u")
    told(page, "There is nothing to take back.")


def test_words_of_either_report_of_a_pair_are_cited(page, made):
    page.goto("/review")
    page.wait_for_selector("#entry")
    page.keyboard.press("u")
    told(page, "Taken back.")
    go_to(page, "merge")
    other = page.locator("#item .telling .report").nth(1)
    other.evaluate(
        """one => {
          const node = [...one.querySelectorAll('mark')].find(n => n.textContent.includes('people died'));
          const range = document.createRange();
          range.selectNodeContents(node);
          getSelection().removeAllRanges();
          getSelection().addRange(range);
        }"""
    )
    words, report = page.evaluate("getSelection().toString().trim()"), other.get_attribute("data-report")
    page.keyboard.press("c")
    page.wait_for_selector("dialog[open] [name=words]")
    assert page.input_value("dialog [name=words]") == words
    assert page.input_value("dialog [name=report]") == report
    if page.locator("dialog [name=event]").count():
        page.fill("dialog [name=words]", "people")
        for n in (0, 1):
            page.select_option("dialog [name=event]", index=n)
        page.wait_for_function("document.querySelector('dialog [name=words]').value === 'people'")


def test_the_day_of_an_undated_report_is_given_and_it_waits_no_more(page, made, undated):
    page.goto("/review")
    page.wait_for_selector("#entry")
    go_to(page, "undated")
    assert page.locator("#item mark").all_inner_texts() == ["shot at"]
    page.keyboard.press("c")
    page.wait_for_selector("dialog[open]")
    assert page.input_value("dialog [name=slot]") == "when"
    page.fill("dialog [name=value]", "2021-05-07")
    page.fill("dialog [name=words]", "on Friday")
    page.fill("dialog [name=why]", "the Friday after the attack")
    page.keyboard.press("Enter")
    told(page, "Corrected.")
    assert page.locator("#queue .sort.undated").count() == 0
    with Ledger.open(made, create=False) as ledger:
        assert str(ledger.merged().event(undated).when.value.earliest) == "2021-05-07"
    page.keyboard.press("u")
    told(page, "Taken back. No longer stands: date 2021-05-07.")
    assert page.locator("#queue .sort.undated").count() == 1


def test_a_problem_is_settled_and_taken_back_with_the_keyboard_alone(page, made):
    page.goto("/review")
    page.wait_for_selector("#entry")
    go_to(page, "problem")
    page.wait_for_selector("[data-key=e]:visible")
    page.keyboard.press("a")
    told(page, "This key does nothing here; these do: e, c.")
    page.keyboard.press("e")
    page.wait_for_selector("dialog[open]")
    page.fill("dialog [name=why]", " ")
    page.keyboard.press("Enter")
    page.wait_for_selector("dialog[open] [role=alert]:has-text('Give a reason')")
    page.fill("dialog [name=why]", "a rocket, drawn")
    page.keyboard.press("Enter")
    told(page, "Settled.")
    assert page.locator("#queue .sort.problem").count() == 0
    with Ledger.open(made, create=False) as ledger:
        (one,) = ledger.decisions()
        assert (one.slot, one.event, one.why) == ("problem", "coast/1?a#b", "a rocket, drawn")
    page.click("#done li:first-child a")
    page.wait_for_selector("[aria-labelledby=h-problems] :text('a rocket, drawn')")
    page.goto("/review")
    page.wait_for_selector("#done li:first-child")
    page.keyboard.press("?")
    assert "settle what was not understood" in page.inner_text("#keys")
    page.keyboard.press("Escape")
    page.keyboard.press("u")
    told(page, "Taken back. No longer stands: settled: a sign")
    assert page.locator("#queue .sort.problem").count() == 1
    assert not page.seen.wrong


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
    assert page.seen.wrong == []


def test_nothing_to_read_is_said_and_the_focus_stays(page):
    page.goto("/add")
    page.locator("button.main").press("Enter")
    told(page, "Nothing was given to read: paste a text, or choose a file.")
    assert page.evaluate("document.activeElement.name") == "text"
    page.keyboard.type("All was calm in Oru.")
    page.locator("button.main").press("Enter")
    told(page, "Done: 1 read")
    assert page.evaluate("document.activeElement.textContent") == "Read"


DROP = """(zone, files) => {
  const held = new DataTransfer();
  for (const [name, text] of files) held.items.add(new File([text], name));
  const how = { dataTransfer: held, bubbles: true, cancelable: true };
  for (const kind of ['dragover', 'drop']) zone.dispatchEvent(new DragEvent(kind, how));
}"""


def test_files_that_are_dropped_are_read_or_refused_each_with_its_reason(page):
    page.goto("/add")
    page.fill("[name=published]", "2021-05-04")
    dropped = [
        ["quiet.txt", "All was calm in Oru."],
        ["<img src=x onerror=alert(1)>.pdf", "%PDF-1.4"],
        ["empty.txt", ""],
    ]
    page.locator("#drop").evaluate(DROP, dropped)
    assert page.locator("#chosen").inner_text() == ", ".join(name for name, _ in dropped)
    page.click("button.main")
    page.wait_for_selector("text=Done: 1 read, 0 already in the ledger, 2 refused.", timeout=120000)
    refused = page.locator("#lines .failed").all_inner_texts()
    assert refused[0].startswith("Refused: <img src=x onerror=alert(1)>.pdf: ") and "empty.txt" in refused[1]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_violation_of_wcag(served, browse, axe, scheme):
    page = browse(served, bypass_csp=True, color_scheme=scheme)
    for path in ("/review", "/add", "/reviewers", "/reports"):
        page.set_viewport_size({"width": 1280, "height": 900})
        page.goto(path)
        page.wait_for_load_state("networkidle")
        assert axe(page) == []
        page.set_viewport_size({"width": 390, "height": 844})
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
