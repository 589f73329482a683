"""In a real browser: a value shows its sentence, by mouse and keyboard, on a phone and without scripts; axe-core."""

import pytest

from dateline.web.pages import graph

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True}
ON = "[...document.querySelectorAll('.panel mark.on')].map(m => m.textContent)"


def test_a_click_shows_exactly_the_words_in_the_report_as_published(opened, homes, quote):
    page = opened(f"/event/{homes[0]}")
    links, texts = page.locator("a.words[data-words]"), set()
    for n in range(links.count()):
        link = links.nth(n)
        if not link.is_visible():
            continue
        link.click()
        link.and_(page.locator(".shown")).wait_for()
        assert "".join(page.evaluate(ON)) == link.text_content().replace(" … ", "")
        texts.add(page.locator(".panel .report").text_content())
    assert quote.report.text in texts and len(texts) >= 2
    assert page.seen.wrong == []


def test_an_emoji_before_the_words_does_not_shift_them(opened, homes):
    page = opened(f"/event/{homes[0]}")
    page.locator("a.words", has_text="Three people died").first.click()
    page.wait_for_selector(".panel.open mark.on")
    assert page.evaluate(ON) == ["Three people died"]
    assert page.locator(".panel .report").text_content().startswith("🚀🚀 ORU (Coast Radio) – Three people died when")
    near = page.evaluate("[...document.querySelectorAll('.panel .near')].map(m => m.textContent).join('')")
    assert near.endswith("a medic said.") and near.startswith("🚀🚀 ORU")
    assert page.seen.wrong == []


def test_the_figure_at_the_head_is_one_click_from_its_words(opened, homes):
    page = opened(f"/event/{homes[0]}")
    page.locator(".figure.wounded .value").click()
    page.wait_for_selector(".panel.open mark.on")
    assert "".join(page.evaluate(ON)) == "Eleven others"
    page.keyboard.press("Escape")
    assert page.locator(".panel.open").count() == 0
    assert page.evaluate("document.activeElement.closest('.figure').classList.contains('wounded')")
    assert page.seen.wrong == []


def test_repairs_are_seen_beside_the_words(opened, homes):
    page = opened(f"/event/{homes[0]}")
    page.locator("a.words", has_text="declined to comment").first.evaluate("e => e.closest('details').open = true")
    page.locator("a.words", has_text="declined to comment").first.click()
    page.wait_for_selector(".panel.open .repaired")
    shown = page.evaluate("getComputedStyle(document.querySelector('.panel .repaired'), '::after').content")
    assert "→" in shown and page.locator(".panel .repaired").text_content() == "&quot;"


def test_on_a_phone_the_words_stand_below_and_nothing_is_wider_than_the_screen(opened, homes):
    page = opened(f"/event/{homes[0]}", **PHONE)
    page.locator(".figure .value").first.click()
    page.wait_for_selector(".panel.open mark.on")
    box = page.locator(".panel").bounding_box()
    assert box["y"] > 300 and abs(box["y"] + box["height"] - 844) < 2 and box["width"] <= 390
    for path in (f"/event/{homes[0]}", "/report/oru", "/reports", f"/chain/{homes[0]}"):
        page.goto(page.home + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, path
    assert page.seen.wrong == []


@pytest.mark.parametrize(
    "words", ["maroon mammoth museum " * 3, "3 killed, 112–114 wounded, 20 missing", "illicit " * 9]
)
def test_words_of_the_chain_stay_in_their_boxes(opened, homes, words):
    page = opened(f"/chain/{homes[0]}")
    cut = [graph._short(words, room) for room in (graph.OF_KIND, graph.OF_PLACE, graph.OF_TOLL)]
    assert all(len(one) > 10 and one.endswith("…") for one in cut)
    page.evaluate(
        "cut => document.querySelectorAll('.box').forEach(box => "
        "box.querySelectorAll('text:not(.day)').forEach((one, n) => { one.textContent = cut[n]; }))",
        cut,
    )
    over = """[...document.querySelectorAll('.box')].flatMap(box => {
      const right = box.querySelector('rect').getBoundingClientRect().right;
      return [...box.querySelectorAll('text')].filter(one => one.getBoundingClientRect().right > right - 2);
    }).map(one => one.textContent)"""
    assert page.evaluate(over) == []


def test_what_is_touched_is_large_enough_for_a_finger(opened, homes):
    page = opened(f"/event/{homes[0]}", viewport={"width": 360, "height": 780}, has_touch=True)
    sizes = "all => all.map(one => one.getBoundingClientRect()).map(box => Math.min(box.width, box.height))"
    for what in (".value", ".parts a", "nav a", ".correct button"):
        assert min(page.locator(what).locator("visible=true").evaluate_all(sizes)) >= 24, what


def test_without_scripts_a_link_leads_to_the_marked_words(opened, homes):
    page = opened(f"/event/{homes[0]}", java_script_enabled=False)
    page.locator("a.words", has_text="Eleven others").first.click()
    page.wait_for_url("**/report/**")
    assert page.locator("mark.on").text_content() == "Eleven others"
    assert page.url.endswith("#" + page.locator("mark.on").get_attribute("id"))


def test_the_slider_of_days_shows_the_event_as_it_was_known(opened, homes):
    page = opened(f"/event/{homes[0]}")
    slider = page.get_by_role("slider", name="As it was known on")
    assert slider.get_attribute("aria-valuetext") == "now: all reports"
    slider.focus()
    page.keyboard.press("Home")
    page.wait_for_url("**as_of=2021-05-04**")
    assert "as known on 2021-05-04" in page.locator(".chips").inner_text()
    page.locator("select[name=policy]").select_option("ucdp")
    page.wait_for_url("**policy=ucdp**")
    assert "as_of=2021-05-04" in page.url and page.seen.wrong == []


def test_the_chain_is_reached_by_keyboard_and_its_arrow_shows_the_words(opened, homes):
    page = opened(f"/chain/{homes[0]}")
    reached = []
    for _ in range(16):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.getAttribute('class') || ''"))
    assert "on-arrow" in reached and sum("box" in name.split() for name in reached) == 2
    page.locator(".on-arrow").focus()
    page.keyboard.press("Enter")
    page.wait_for_selector(".panel.open mark.on")
    assert "".join(page.evaluate(ON)) == "Two days earlier" and page.seen.wrong == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("settings", [{"viewport": {"width": 1360, "height": 900}}, PHONE], ids=["wide", "phone"])
def test_axe_finds_no_barrier(opened, homes, axe, scheme, settings):
    page = opened(f"/event/{homes[0]}", color_scheme=scheme, bypass_csp=True, **settings)
    asked = (f"/event/{homes[0]}", "/report/oru?on=0-8#c-0", "/reports", f"/chain/{homes[0]}", "/event/none")
    for path in asked:
        page.goto(page.home + path)
        for link in page.locator(".figure .value, .on-arrow").all()[:1]:
            link.click()
            page.wait_for_selector(".panel.open mark.on")
        assert axe(page) == [], path
    # Chromium itself logs that a page is missing; that is what was asked for.
    page.seen.wrong[:] = [one for one in page.seen.wrong if "404 (Not Found)" not in one or "/event/none" not in one]
