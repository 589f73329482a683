"""The pages of reports: the text exactly as published, its marks, repairs and problems; and the list."""

import html
import re
from datetime import date

import pytest

from dateline.ledger import Ledger
from dateline.model.extraction import Extraction
from dateline.model.report import Report, Span
from dateline.web.pages.seen.cites import spans_of
from dateline.web.pages.seen.text import pieces, uses

SECOND = """🚀🚀 ORU (Coast Radio) – Three people died"""


def text_of(page):
    inside = re.search(r'<div class="report" dir="auto"[^>]*>(.*?)</div>', page, re.S)[1]
    return html.unescape(re.sub(r"<[^>]*>", "", inside))


def test_the_text_is_exactly_as_published(client, quote):
    assert text_of(client.get("/report/oru").text) == quote.report.text
    assert text_of(client.get("/report/oru?part=text&on=5-9").text) == quote.report.text


def test_line_ends_and_spaces_stay(tmp_path, client_of):
    text = "  One\r\n\r\ttwo  three \n\n"
    with Ledger.open(tmp_path / "l.db") as ledger:
        ledger.add(Extraction(Report.of(text, id="..x/ y")))
    assert text_of(client_of(tmp_path / "l.db").get("/report/..x%2F%20y").text) == text


def test_every_citation_is_marked_and_leads_to_what_rests_on_it(client, extraction, homes):
    page = client.get("/report/oru").text
    for use in uses(extraction):
        start = use.words.span.start
        assert f'id="c-{start}"' in page and f'id="u-{start}"' in page
        assert use.what in html.unescape(page)
    assert f'href="/event/{homes[1]}"' in page


def test_pieces_joined_are_the_text_and_marks_are_the_slices(extraction):
    report = extraction.report
    for use in uses(extraction):
        cut = pieces(report, uses(extraction), extraction, (use.words.span,))
        assert html.unescape("".join(p.html for p in cut)) == report.text
        assert html.unescape("".join(p.html for p in cut if p.on)) == use.words.exact
        assert use.words.exact in html.unescape("".join(p.html for p in cut if p.near))


def test_an_emoji_before_the_words_does_not_shift_them(client):
    words = "Three people died"
    start = SECOND.index(words)
    page = client.get(f"/report/coast%2F7%3Fa%23b?on={start}-{start + len(words)}#c-{start}").text
    on = re.findall(rf'<mark id="c-{start}" class="[^"]*on[^"]*"[^>]*>(?:<a[^>]*>)?([^<]*)', page)
    assert on == [words]


def test_repairs_and_problems_are_shown(client):
    page = client.get("/report/oru").text
    assert 'data-becomes="&#34;"' in page
    assert "&amp;quot;</bdi></del>" in page and "repair.entity" in page
    assert "a doubt" in page and 'title="not understood: a doubt"' in page


@pytest.mark.parametrize("on", ["", "x", "5", "9-5", "0-99999", "-1-4", "1-2,zz,99999999999999999999-1", "٣-٤", "²-3"])
def test_an_address_that_marks_nothing_marks_nothing(client, on):
    assert spans_of(on, "no text of that length") in ((), (Span(1, 2),), (Span(3, 4),))
    assert client.get("/report/oru", params={"on": on}).status_code == 200


@pytest.mark.parametrize("name", ["none", "review-none", "a%2F..%2Fb", "%00"])
def test_a_report_that_is_not_there_is_said_on_a_page(client, name):
    answer = client.get(f"/report/{name}")
    assert answer.status_code == 404 and "<main" in answer.text


def test_reports_are_listed_searched_and_paged(tmp_path, client_of):
    with Ledger.open(tmp_path / "l.db") as ledger:
        for n in range(120):
            report = Report.of(f"Text {n} of Lentovar.", id=f"r{n:03}", title=f"Title {n}", published=date(2021, 1, 1))
            ledger.add(Extraction(report))
    client = client_of(tmp_path / "l.db")
    first = client.get("/reports").text
    assert "120 reports" in first and "page 1 of 3" in first and first.count('<a class="title"') == 50
    third = client.get("/reports?page=3").text
    assert third.count('<a class="title"') == 20 and "Title 119<" in third
    found = client.get("/reports?q=lentovar+Title+77").text
    assert "1 report with" in found and "/report/r077" in found
    assert "0 reports" in client.get("/reports?q=nowhere").text
    assert client.get("/reports?page=-4").status_code == client.get("/reports?page=999").status_code == 200
    assert client.get(f"/reports?page={10**30}").status_code == 200
