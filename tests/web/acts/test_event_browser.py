"""What a reviewer does on an event's page in Chromium. `browse` fails on any foreign request, error or dialog."""

from __future__ import annotations

import pytest

from dateline.ledger import Ledger

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True}
WIDE = {"viewport": {"width": 1280, "height": 900}}


@pytest.fixture
def event(made):
    with Ledger.open(made, create=False) as ledger:
        return ledger.merged().ids()[0]


@pytest.fixture
def page(served, browse, event):
    return browse(served, f"/event/{event}")


def homes(made, pair):
    with Ledger.open(made, create=False) as ledger:
        merged = ledger.merged()
        return [merged.home[one] for one in pair]


def drag_over(page, words):
    """Select words in the panel with the mouse, as a reader does."""
    box = page.evaluate(
        """words => {
          const root = document.querySelector('.panel .report');
          const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
          for (let node = walker.nextNode(); node; node = walker.nextNode()) {
            const at = node.data.indexOf(words);
            if (at < 0) continue;
            const range = document.createRange();
            range.setStart(node, at);
            range.setEnd(node, at + words.length);
            const box = range.getBoundingClientRect();
            return [box.left, box.right, box.top + box.height / 2];
          }
        }""",
        words,
    )
    page.mouse.move(box[0] + 1, box[2])
    page.mouse.down()
    page.mouse.move((box[0] + box[1]) / 2, box[2], steps=3)
    page.mouse.move(box[1] - 1, box[2], steps=3)
    page.mouse.up()


def keep(page, why, told, value=None):
    page.wait_for_selector("dialog[open] [name=why]")
    if value is not None:
        page.fill("dialog [name=value]", value)
    page.fill("dialog [name=why]", why)
    page.keyboard.press("Enter")
    page.wait_for_selector(f"#told:has-text('{told}')")


def test_words_that_are_selected_are_what_the_corrected_value_leads_to(page, made):
    page.locator(".figure.killed .value").click()
    page.wait_for_selector(".panel.open mark.on")
    assert page.locator(".panel .report").text_content().startswith("🚀 ORU")
    drag_over(page, "a medic told")
    page.locator(".offer:visible button.main").click()
    page.wait_for_selector("dialog[open]")
    assert page.input_value("dialog [name=words]") == "a medic told"
    keep(page, "five names stand in the list", "Kept.", "5")
    page.locator(".figure.killed .value", has_text="5").click()
    page.wait_for_selector(".panel.open mark.on")
    assert "".join(page.locator(".panel mark.on").all_text_contents()) == "a medic told"
    with Ledger.open(made, create=False) as ledger:
        (kept,) = ledger.decisions()
        assert [one.exact for one in kept.words] == ["a medic told"] and ledger.verify() == []
    page.keyboard.press("Escape")
    page.keyboard.press("u")
    page.wait_for_selector("#told:has-text('Taken back.')")
    with Ledger.open(made, create=False) as ledger:
        assert ledger.decisions() == []


def test_without_a_mouse_the_words_are_typed(page, made):
    page.keyboard.press("c")
    page.wait_for_selector("dialog[open]")
    page.select_option("dialog [name=slot]", "where")
    page.fill("dialog [name=value]", "Fort Zed")
    page.fill("dialog [name=lat]", "1.25")
    page.fill("dialog [name=lon]", "-2.5")
    page.fill("dialog [name=words]", "Rockets struck Camp Oru on")
    keep(page, "the fort stands there", "Kept.")
    with Ledger.open(made, create=False) as ledger:
        (kept,) = ledger.decisions()
    assert (kept.value.name, kept.value.lat, kept.value.country) == ("Fort Zed", 1.25, "VS")
    assert kept.words[0].exact == "Rockets struck Camp Oru on"


def test_words_that_no_report_says_are_told_and_nothing_is_lost(page, made):
    page.keyboard.press("c")
    page.wait_for_selector("dialog[open]")
    page.fill("dialog [name=value]", "5")
    page.fill("dialog [name=words]", "forty people")
    page.fill("dialog [name=why]", "the list")
    page.keyboard.press("Enter")
    page.wait_for_selector("dialog [role=alert]:not(:empty)")
    assert "does not say 'forty people'" in page.locator("dialog [role=alert]").inner_text()
    assert page.input_value("dialog [name=why]") == "the list"
    assert [one for one in page.seen.wrong if "400 (Bad Request)" not in one] == []
    page.seen.wrong.clear()


def test_split_merge_and_undo(page, made, pair):
    page.keyboard.press("x")
    page.wait_for_selector("dialog[open]")
    page.locator("dialog [name=apart]").first.check()
    page.locator("dialog [name=apart]").last.uncheck()
    keep(page, "two camps", "Split.")
    one, other = homes(made, pair)
    assert one != other
    page.goto(f"/event/{one}")
    page.keyboard.press("m")
    page.wait_for_selector("dialog [name=other]")
    page.locator("dialog [name=other]").first.check()
    page.fill("dialog [name=why]", "one camp after all")
    page.keyboard.press("Enter")
    page.wait_for_selector("dialog [role=alert]:has-text('Ann Ode judged it different: two camps')")
    page.keyboard.press("Enter")
    page.wait_for_selector("#told:has-text('Merged.')")
    assert len({*homes(made, pair)}) == 1
    page.keyboard.press("u")
    page.wait_for_selector("#told:has-text('Taken back.')")
    assert len({*homes(made, pair)}) == 2
    assert [one for one in page.seen.wrong if "409 (Conflict)" not in one] == []
    page.seen.wrong.clear()


def test_there_is_nothing_to_take_back_or_split_is_said(served, browse, made, undated):
    page = browse(served, f"/event/{undated}")
    for key, said in (
        ("u", "nothing about this event to take back"),
        ("x", "nothing to split"),
        ("p", "dateline protect LEDGER NAME"),
    ):
        page.keyboard.press(key)
        page.wait_for_selector(f"#told:has-text('{said}')")


def test_a_claim_is_set_aside_and_stands_again(page, made):
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    page.locator("[data-rule=reject]").first.click()
    keep(page, "misread", "Set aside.")
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    page.locator("[data-rule=confirm]").click()
    keep(page, "it was right", "It stands again.")
    with Ledger.open(made, create=False) as ledger:
        assert [one.value.stands for one in ledger.decisions()] == [False, True]


@pytest.mark.parametrize("slot", ["kind", "status", "when", "where", "killed", "perpetrator", "weapon", "missing"])
def test_the_window_takes_every_value(page, slot):
    page.keyboard.press("c")
    page.wait_for_selector("dialog[open]")
    page.select_option("dialog [name=slot]", slot)
    assert page.locator("dialog [name=value]").is_visible()
    assert page.locator("dialog [name=lat]").is_visible() == (slot == "where")
    page.keyboard.press("Escape")
    assert page.locator("dialog[open]").count() == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("settings", [WIDE, PHONE], ids=["wide", "phone"])
def test_axe_finds_no_barrier_in_any_window(served, browse, event, axe, scheme, settings):
    page = browse(served, f"/event/{event}", color_scheme=scheme, **settings)
    assert axe(page) == []
    for key in ("c", "m", "x", "?"):
        page.keyboard.press(key)
        page.wait_for_selector("dialog[open]")
        if key == "c":
            page.select_option("dialog [name=slot]", "where")
        assert axe(page) == [], key
        assert page.evaluate("document.documentElement.scrollWidth") <= settings["viewport"]["width"]
        page.keyboard.press("Escape")
        page.wait_for_selector("dialog[open]", state="hidden")
    page.goto("/review")
    page.wait_for_selector("#entry")
    assert axe(page) == []
    for key in ("?", "c", "a"):
        page.keyboard.press(key)
        page.wait_for_selector("dialog[open]")
        assert axe(page) == [], key
        page.keyboard.press("Escape")
        page.wait_for_selector("dialog[open]", state="hidden")
