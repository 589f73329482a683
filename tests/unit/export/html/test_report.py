"""The page holds every value with its words, and nothing that a report says can run in it."""

import re
from importlib.resources import files

import pytest

from dateline.export.formats import export
from dateline.export.html.report import page
from dateline.model.event import Event, Kind
from dateline.model.extraction import Extraction
from dateline.model.report import Report, Span

HOSTILE = (
    '<script>alert(1)</script> "><img src=x onerror=alert(1)> &lt;b&gt; \u202eevil\r\n\x1b[2J\x07 שלום ]]>--> shot'
)


@pytest.fixture(scope="module")
def html(book):
    return page(book)


def test_the_head_tells_what_the_page_holds(html, read):
    text = read(html).text
    for words in ("Small ledger", "all events", "5 reports, 1 without a day", "the latest report about the event"):
        assert words in text
    assert "Read by a program." in text and "Check the words" in text


def test_every_section_is_there_and_the_contents_lead_to_it(html, read):
    found = read(html)
    for name in ("summary", "timeline", "map", "chains", "events", "tallies", "reports"):
        assert ("a", {"href": f"#{name}"}) in found.tags and name in found.ids()


def test_values_and_words_are_shown(extraction, read, page_of):
    found = read(page_of(extraction))
    for words in ("2021-05-03", "Camp Oru", "10+", "Red Arrow", "accused by army", "two Veshti soldiers"):
        assert words in found.text
    assert "two Veshti soldiers" in found.marks
    assert extraction.report.text in found.text


def test_dissent_is_a_sentence_with_both_sides_and_their_words(html, read):
    found = read(html)
    assert "Accounts disagree on who did it: Kataib Hezbollah (accused); Kataib Hezbollah (denied)." in found.text
    quoted = {words for _, words in found.quotes}
    assert any("blamed" in words for words in quoted) and any("denied" in words for words in quoted)


def test_every_quotation_is_the_slice_it_leads_to(book, html, read):
    found = read(html)
    reports = {n: report.text for n, report in enumerate(book.reports.values(), 1)}
    assert len(found.quotes) > 100
    for place, words in found.quotes:
        number, start = re.fullmatch(r"r(\d+)-(\d+)", place).groups()
        assert reports[int(number)][int(start) : int(start) + len(words)] == words


def test_every_link_within_the_page_leads_somewhere_and_names_are_used_once(html, read):
    found = read(html)
    ids = found.ids()
    assert len(ids) == len(set(ids))
    links = {a["href"][1:] for tag, a in found.tags if tag == "a" and a["href"].startswith("#")}
    assert len(links) > 50 and links <= set(ids)


def test_every_report_is_printed_as_published(book, html, read):
    text = read(html).text
    assert all(report.text in text for report in book.reports.values())


def test_hostile_reports_stay_text(read, page_of):
    report = Report.of(HOSTILE, id="<b>", title="</title><script>", outlet="&amp;", url="javascript:alert(1)")
    event = Event.of(Kind.ATTACK, report.cite(Span(0, len(HOSTILE)), '"><i>'))
    found = read(page_of(Extraction(report, (event,)), title="<script>"))
    assert not {tag for tag, _ in found.tags} & {"script", "img", "b>", "i"}
    assert HOSTILE in found.text
    assert not any(a.get("href", "").startswith("javascript") for _, a in found.tags)


def test_the_page_needs_and_loads_nothing_else(html, read):
    found = read(html)
    policy = next(a["content"] for tag, a in found.tags if a.get("http-equiv") == "Content-Security-Policy")
    assert policy.startswith("default-src 'none'; style-src 'unsafe-inline'")
    assert not any({"src", "srcset", "data", "poster"} & set(a) for _, a in found.tags)
    assert "@import" not in html and "url(http" not in html
    away = {a["href"] for tag, a in found.tags if tag == "a" and not a["href"].startswith("#")}
    assert away == {f"https://{key}.example/" for key in ("wire-1", "post-2", "daily-3", "undated-4", "quiet-5")}


def test_a_sentence_that_somebody_says_is_not_marked_as_a_value(extraction, read, page_of):
    said = [a for tag, a in read(page_of(extraction)).tags if tag == "mark" and a.get("class") == "said"]
    assert said and all(a["title"].endswith("statement") for a in said)


def test_drawings_have_a_title_and_tables_have_heads(html, read):
    found = read(html)
    drawings = [a for tag, a in found.tags if tag == "svg"]
    assert len(drawings) == 2 and all(a["aria-labelledby"] in found.ids() for a in drawings)
    tables = sum(tag == "table" for tag, _ in found.tags)
    assert tables == sum(tag == "thead" for tag, _ in found.tags) > 5


def test_a_long_page_shows_its_events_folded(html, book, monkeypatch, read):
    assert '<details class="event" id="e-' in html and 'class="event"' in html
    monkeypatch.setattr("dateline.export.html.events.OPEN_UP_TO", 1)
    folded = [a for tag, a in read(page(book)).tags if a.get("class") == "event"]
    assert folded and not any("open" in a for a in folded)


def test_an_empty_ledger_has_a_page(read, page_of):
    assert "0 events" in read(page_of()).text


def test_the_file_is_the_page_and_nothing_is_beside_it(book, html, tmp_path):
    written = export(book, "html", tmp_path / "r.html")
    assert (tmp_path / "r.html").read_text("utf-8") == html
    assert written.rows == len(book.events) and not written.losses and list(tmp_path.iterdir()) == [tmp_path / "r.html"]


def colours(block):
    return dict(re.findall(r"--(\w+): (#[0-9a-f]{3,6})", block))


def light(colour):
    """Relative luminance. Source: WCAG 2.1."""
    digits = colour[1:] if len(colour) == 7 else "".join(c * 2 for c in colour[1:])
    parts = [int(digits[n : n + 2], 16) / 255 for n in (0, 2, 4)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("scheme", [0, 1, 2], ids=["light", "dark", "print"])
def test_text_stands_out_from_what_is_behind_it(scheme):
    css = files("dateline.export.html").joinpath("report.css").read_text("utf-8")
    found = colours(css.split(":root {")[scheme + 1].split("}")[0])
    pairs = [(a, b) for a in ("ink", "soft", "link", "dispute") for b in ("paper", "card", "wash")]
    for text, behind in [*pairs, ("ink", "mark"), ("ink", "land"), ("soft", "land"), ("soft", "sea")]:
        brighter, darker = sorted((light(found[text]), light(found[behind])), reverse=True)
        assert (brighter + 0.05) / (darker + 0.05) >= 4.5, (text, behind)
