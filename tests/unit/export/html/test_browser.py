"""The page in a browser, from a file and without scripts: nothing is asked for, links work, every screen is served."""

import re

import pytest

from dateline.export.html.report import page
from dateline.model.event import Event, Kind
from dateline.model.extraction import Extraction
from dateline.model.report import Report, Span

HOSTILE = (
    '<script>document.title="owned"</script><style>*{display:none}</style><img src="https://evil.example/x">'
    "<svg onload=alert(1)> &lt;b&gt;&amp;amp; \u202eevil\u202c\r\n\x1b[2J\x07 שלום ]]>--></details></body> shot"
)


@pytest.fixture(scope="module")
def html(book):
    return page(book)


def test_it_opens_from_a_file_and_asks_for_nothing(opened, html):
    shown = opened(html)
    assert shown.seen in ([], [shown.address])
    assert shown.title() == "Small ledger" and shown.locator("h1").is_visible()
    assert shown.locator("svg.timeline").is_visible() and shown.locator("svg.map").is_visible()


def test_quotations_in_the_browser_are_the_words_of_the_reports(opened, book, html):
    shown = opened(html)
    texts = [report.text for report in book.reports.values()]
    quotes = shown.locator("q").all_text_contents()
    assert len(quotes) > 100 and all(any(words in text for text in texts) for words in quotes)
    assert shown.locator(".report").all_text_contents() == texts


def test_a_value_leads_to_its_marked_words_also_where_the_report_is_folded(opened, html):
    shown = opened(html.replace('<details class="source" id="r1" open>', '<details class="source" id="r1">'))
    link = shown.locator('.event a.v[href^="#r1-"]').first
    target = shown.locator(f"[id='{link.get_attribute('href')[1:]}']")
    assert not target.is_visible()
    link.click()
    assert target.is_visible() and target.evaluate("e => e.matches(':target')")


def test_marked_words_lead_back_to_their_event(opened, html):
    shown = opened(html)
    back = shown.locator("mark a").first
    back.click()
    assert shown.locator(f"[id='{back.get_attribute('href')[1:]}']").evaluate("e => e.matches(':target')")


def test_a_hostile_report_does_nothing(opened, page_of):
    report = Report.of(HOSTILE, id="'\"><script>", title=HOSTILE, outlet=HOSTILE)
    event = Event.of(Kind.ATTACK, report.cite(Span(0, len(HOSTILE)), "test.rule"))
    shown = opened(page_of(Extraction(report, (event,)), title="safe"), java_script_enabled=True)
    assert shown.seen in ([], [shown.address]) and shown.title() == "safe"
    assert shown.locator(".report").text_content() == HOSTILE
    assert shown.locator("script, img, style:not(head style)").count() == 0 and shown.locator("h1").is_visible()


@pytest.mark.parametrize("width", [320, 390, 768, 1200])
def test_no_screen_scrolls_sideways(opened, html, width):
    shown = opened(html.replace("<details class", "<details open class"), viewport={"width": width, "height": 800})
    assert shown.locator(".claims table").first.is_visible()
    assert shown.locator("html").evaluate("e => e.scrollWidth") <= width


def test_it_follows_the_light_of_the_screen(opened, html):
    paper = [
        opened(html, color_scheme=scheme).locator("body").evaluate("e => getComputedStyle(e).backgroundColor")
        for scheme in ("light", "dark")
    ]
    brightness = [sum(map(int, re.findall(r"\d+", colour)[:3])) for colour in paper]
    assert brightness[0] > 600 and brightness[1] < 150


def test_print_shows_what_is_folded_and_leaves_out_the_contents(opened, html):
    shown = opened(re.sub(r'(<details class="(?:event|source)" id="[^"]+") open>', r"\1>", html))
    values = shown.locator(".event table.values").first
    assert not values.is_visible()
    shown.emulate_media(media="print")
    assert values.bounding_box()["height"] > 50 and not shown.locator("nav").is_visible()
    assert shown.pdf(format="A4").startswith(b"%PDF")


def test_a_drawing_is_read_out_by_its_title(opened, html):
    shown = opened(html)
    assert shown.get_by_role("img", name=re.compile(r"events? from \d{4}-\d\d-\d\d to")).count() >= 1
