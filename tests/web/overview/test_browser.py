"""The overview in a real Chromium. The fixture `opened` fails on any foreign request, error or violation."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

import pytest


def asked(page):
    return parse_qs(urlsplit(page.url).query)


def rows(page):
    return page.locator("#list tbody tr").count()


def settled(page):
    page.wait_for_selector("#overview:not([aria-busy])")
    return rows(page)


def drag(page, start, end):
    """Drag across the ground of the plot from one share of its width to another."""
    box = page.locator("#plot svg").bounding_box()
    y = box["y"] + 24
    page.mouse.move(box["x"] + 180 + (box["width"] - 190) * start, y)
    page.mouse.down()
    page.mouse.move(box["x"] + 180 + (box["width"] - 190) * (start + end) / 2, y, steps=4)
    page.mouse.move(box["x"] + 180 + (box["width"] - 190) * end, y, steps=4)
    page.mouse.up()


def test_time_toll_and_place_are_drawn(opened):
    page = opened()
    assert rows(page) == 6
    assert page.locator("#plot .event").count() >= 5
    assert page.locator("#plot .bar.vague").count() >= 1, "January 2031 is no day"
    assert page.locator("#plot .bar.disputed").count() >= 1, "three or five were killed"
    assert page.locator("#plot .band.killed").count() >= 1
    assert page.locator("#plot .link").count() == 1, "the strike on Erbil answers the rockets on Taji"
    assert page.locator("#map .area").count() == 1, "20 km east of Aleppo is a wedge"
    assert page.locator("#map .hatched").count() == 1, "Syria is no dot"


def test_days_that_are_brushed_filter_map_list_and_counts(opened):
    page = opened()
    marks = page.locator("#map .mark").count()
    drag(page, 0.3, 0.62)
    page.wait_for_url(re.compile("from="))
    left = settled(page)
    assert 0 < left < 6
    assert page.locator("#map .mark").count() < marks
    assert page.locator("#plot .event").count() >= 5, "the timeline still shows all days"
    assert page.locator(".brush.on").count() == 1
    first, last = asked(page)["from"][0], asked(page)["to"][0]
    days = page.locator("#list tbody .day").all_inner_texts()
    assert all(first[:7] <= day[:7] <= last[:7] for day in days), (first, last, days)
    assert page.locator("#asked [name=from]").input_value() == first
    page.go_back()
    page.wait_for_url(lambda url: "from=" not in url)
    assert settled(page) == 6
    assert page.locator("#asked [name=from]").input_value() == ""


def test_days_are_chosen_with_the_keyboard(opened):
    page = opened()
    page.locator(".handle[data-end=last]").focus()
    page.keyboard.press("PageDown")
    page.wait_for_url(re.compile("to=2031-0"))
    assert settled(page) < 6
    assert page.evaluate("document.activeElement.dataset.end") == "last"
    page.locator("th a", has_text="Killed").focus()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("sort=-killed"))
    settled(page)
    assert page.evaluate("document.activeElement.textContent").startswith("Killed")


def test_a_server_that_is_gone_is_told(opened):
    page = opened()
    page.route("**/*kind=*", lambda route: route.fulfill(status=500, body="no"))
    page.locator("[name=kind][value=bombing]").check()
    assert "answered 500" in page.locator("[role=alert]").inner_text()
    assert settled(page) == 6
    assert [error for error in page.seen.wrong if "500" not in error] == []
    page.seen.wrong.clear()


def test_an_address_restores_the_state(opened):
    page = opened("/?kind=air_strike&from=2031-03-01&lanes=country&map=44,33,50&sort=-killed")
    assert rows(page) == 1
    assert page.locator("[name=kind][value=air_strike]").is_checked()
    assert page.locator("[name=lanes][value=country]").is_checked()
    assert page.locator("#plot text.lane").first.text_content().startswith("Iraq")
    assert page.locator("#asked [name=from]").input_value() == "2031-03-01"
    page.locator("[name=kind][value=air_strike]").uncheck()
    page.wait_for_url(lambda url: "kind=" not in url)
    assert asked(page) == {"from": ["2031-03-01"], "lanes": ["country"], "map": ["44,33,50"], "sort": ["-killed"]}
    assert settled(page) == 5


def test_a_place_on_the_map_is_a_filter_by_mouse_and_by_key(opened):
    page = opened()
    mark = page.locator("#map [data-mark=Kandahar]")
    mark.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("place=Kandahar"))
    assert settled(page) == 1
    assert page.evaluate("document.activeElement.dataset.mark") == "Kandahar", "the keyboard stays where it was"
    assert page.locator("#said").inner_text().startswith("1 event")
    page.locator("#map [data-mark=Kandahar]").click()
    page.wait_for_url(lambda url: "place=" not in url)
    assert settled(page) == 6


def test_typing_searches_the_text(opened):
    page = opened()
    page.locator("[name=q]").press_sequentially("roadside")
    page.wait_for_url(re.compile("q=roadside"))
    assert settled(page) == 1
    assert page.evaluate("document.activeElement.name") == "q"


def test_what_is_pointed_at_is_marked_everywhere(opened):
    page = opened()
    row = page.locator("#list tbody tr", has_text="Kandahar")
    row.hover()
    assert page.locator("#plot .event.lit").count() == 1
    assert page.locator("#map .mark.lit").count() == 1


def test_arrow_keys_go_from_event_to_event(opened):
    page = opened()
    first = page.locator("#plot [data-stop][tabindex='0']")
    assert first.count() == 1
    first.focus()
    page.keyboard.press("ArrowRight")
    assert page.evaluate("document.activeElement.matches('#plot [data-stop]')")
    assert page.locator("#plot [data-stop][tabindex='0']").count() == 1


def test_a_filter_keeps_the_focus(opened):
    page = opened()
    page.locator("[name=kind][value=shelling]").focus()
    page.keyboard.press("Space")
    page.wait_for_url(re.compile("kind=shelling"))
    assert settled(page) == 2
    assert page.evaluate("document.activeElement.value") == "shelling"


def test_the_map_moves_by_key_and_the_address_follows(opened):
    page = opened()
    page.locator("#map > svg").focus()
    page.keyboard.press("+")
    page.wait_for_url(re.compile("map="))
    page.keyboard.press("0")
    page.wait_for_url(lambda url: "map=" not in url)


def sweep(page, start, end, shift=True):
    """Drag across the map from one pixel of it to another."""
    box = page.locator("#map > svg").bounding_box()
    if shift:
        page.keyboard.down("Shift")
    page.mouse.move(box["x"] + start[0], box["y"] + start[1])
    page.mouse.down()
    page.mouse.move(box["x"] + (start[0] + end[0]) / 2, box["y"] + (start[1] + end[1]) / 2, steps=3)
    page.mouse.move(box["x"] + end[0], box["y"] + end[1], steps=3)
    page.mouse.up()
    if shift:
        page.keyboard.up("Shift")


def about(page, name, by=24):
    """The corners of a square around a place on the map."""
    box, mark = (
        page.locator("#map > svg").bounding_box(),
        page.locator(f"#map [data-mark='{name}'] circle").bounding_box(),
    )
    x, y = mark["x"] - box["x"] + mark["width"] / 2, mark["y"] - box["y"] + mark["height"] / 2
    return (x - by, y - by), (x + by, y + by)


def test_an_area_that_is_drawn_filters_time_list_and_counts(opened):
    page = opened("/?map=44,33,20")
    bars, marks = page.locator("#plot .event").count(), page.locator("#map .mark").count()
    sweep(page, *about(page, "Camp Taji"))
    page.wait_for_url(re.compile("area="))
    assert settled(page) == 1
    assert 1 <= page.locator("#plot .event").count() < bars, "the timeline follows"
    assert page.locator("#map .mark").count() == marks, "the map still shows what lies around it"
    west, south, east, north = map(float, asked(page)["area"][0].split(","))
    assert west < 44.3 < east and south < 33.5 < north
    assert "°N to" in page.locator(".chips").inner_text()
    page.reload()
    page.wait_for_selector("#map .area-box.on .line")
    assert settled(page) == 1
    page.locator("[name=kind][value=shelling]").check()
    page.wait_for_url(re.compile("kind=shelling"))
    assert "area" in asked(page) and settled(page) == 1, "a filter keeps the area"
    page.locator("#where a").click()
    page.wait_for_url(lambda url: "area=" not in url)
    assert settled(page) == 2 and page.locator("#map .area-box.on").count() == 0
    page.go_back()
    page.wait_for_url(re.compile("area="))
    assert settled(page) == 1


def test_an_edge_of_an_area_is_dragged_and_days_and_area_hold_together(opened):
    page = opened("/?map=44,33,20&area=43,32.5,45,34.5&from=2031-03-01")
    assert settled(page) == 1
    box, knob = page.locator("#map > svg").bounding_box(), page.locator("[data-edge=north] circle").bounding_box()
    x, y = knob["x"] - box["x"] + knob["width"] / 2, knob["y"] - box["y"] + knob["height"] / 2
    sweep(page, (x, y), (x, y - 60), shift=False)
    page.wait_for_url(lambda url: "34.5" not in url)
    assert settled(page) == 2, "Erbil lies north of Taji"
    assert asked(page)["from"] == ["2031-03-01"] and page.locator(".brush.on").count() == 1


def test_an_area_is_chosen_with_a_button_or_with_the_keyboard_alone(opened):
    page = opened("/?map=44,33,20")
    button = page.get_by_role("button", name="Choose an area")
    button.click()
    assert button.get_attribute("aria-pressed") == "true"
    page.keyboard.press("Escape")
    assert button.get_attribute("aria-pressed") == "false"
    button.click()
    sweep(page, *about(page, "Camp Taji"), shift=False)
    page.wait_for_url(re.compile("area="))
    assert settled(page) == 1 and button.get_attribute("aria-pressed") == "false"
    page = opened("/?map=44,33,20")
    page.locator("#map > svg").focus()
    page.keyboard.press("b")
    page.wait_for_url(re.compile("area="))
    first, before = settled(page), asked(page)["area"][0].split(",")
    assert page.evaluate("document.activeElement.dataset.edge") == "west"
    page.keyboard.press("PageDown")
    page.wait_for_url(lambda url: before[0] not in url)
    assert settled(page) >= first and float(asked(page)["area"][0].split(",")[0]) < float(before[0])
    assert page.evaluate("document.activeElement.dataset.edge") == "west", "the keyboard stays where it was"
    assert page.locator("[data-edge=west]").get_attribute("aria-valuetext").endswith("° east")
    page.keyboard.press("Escape")
    page.wait_for_url(lambda url: "area=" not in url)
    assert settled(page) == 6


def test_a_question_mark_shows_the_keys_and_a_slash_goes_to_the_search(opened):
    page = opened()
    page.keyboard.press("?")
    assert "choose an area" in page.locator("#keys[open]").inner_text()
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.name") == "q" and page.locator("#keys[open]").count() == 0
    page.keyboard.type("?")
    assert page.locator("[name=q]").input_value() == "?" and page.locator("#keys[open]").count() == 0


def test_on_a_narrow_screen_nothing_lies_on_another_and_touch_is_told_how(opened):
    page = opened(viewport={"width": 360, "height": 780})
    keys, days = page.locator("#show-keys").bounding_box(), page.locator(".sums .faint").bounding_box()
    assert days["y"] >= keys["y"] + keys["height"] or days["x"] + days["width"] <= keys["x"]
    page = opened(viewport={"width": 360, "height": 780}, has_touch=True, is_mobile=True)
    assert page.locator("#where").inner_text() == "Touch ▭ and drag to choose an area"
    assert not page.locator("#show-keys").is_visible()


def test_a_link_leads_the_keyboard_past_the_filters(opened):
    page = opened("/?kind=shelling")
    link = page.get_by_role("link", name="Past the filters")
    link.focus()
    assert link.bounding_box()["x"] >= 0
    page.keyboard.press("Enter")
    settled(page)
    page.keyboard.press("Tab")
    assert page.evaluate(
        "document.activeElement.closest('#asked') === null && document.activeElement !== document.body"
    )
    assert asked(page) == {"kind": ["shelling"]}


def test_a_label_of_the_axis_with_little_room_keeps_its_month(opened):
    script = """async ([spans, right]) => {
      const { Scale, number } = await import('/static/overview/scale.js');
      return new Scale(spans.map(([a, b]) => [number(a), number(b)]), 0, right).ticks().map((one) => one.words);
    }"""
    far = [["2030-03-01", "2030-03-20"], ["2031-04-06", "2031-04-08"]]
    page = opened()
    assert "Apr ’31" in page.evaluate(script, [far, 300])


def test_formats_are_told_in_words_of_the_page(opened):
    options = opened().locator("[name=format] option").all_inner_texts()
    assert options[0] == "csv: every table, a CSV file each, in a zip" and len(options) == 20
    assert not any("--" in one for one in options)


def test_no_event_is_no_error(opened):
    page = opened("/?kind=riot")
    assert page.locator("#plot .empty").count() == 1
    assert page.locator("#list .empty").count() == 1


def test_it_works_without_scripts(opened):
    page = opened(java_script_enabled=False)
    assert rows(page) == 6
    assert not page.locator("#time").is_visible()
    page.locator("[name=kind][value=bombing]").check()
    page.locator("#apply").click()
    page.wait_for_url(re.compile("kind=bombing"))
    assert rows(page) == 1


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_nothing_in_it_breaks_wcag_a_or_aa(opened, axe, scheme, width):
    page = opened(
        "/?from=2031-03-01&area=43,32.5,45,37",
        viewport={"width": width, "height": 900},
        color_scheme=scheme,
        bypass_csp=True,
    )
    page.evaluate("document.getElementById('drawer').open = true")
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    inside = "one => one.scrollWidth <= one.clientWidth + 1"
    assert page.locator("#list .scroll").evaluate(inside), "the last column is cut off"
    assert page.locator(".pair").evaluate(inside), "the days stand out of the filters"
