"""The HTML page holds every value with its words, and nothing that a report says can run in it."""

from html.parser import HTMLParser

from dateline.export.html.page import page
from dateline.model.event import Event, Kind
from dateline.model.extraction import Extraction
from dateline.model.report import Report, Span

VOID = {"meta", "br"}


class Reader(HTMLParser):
    """Checks that tags close in order, and keeps texts and marks."""

    def __init__(self):
        super().__init__()
        self.open, self.tags, self.marks, self.text = [], [], [], ""

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, text):
        self.text += text
        if "mark" in self.open:
            self.marks.append(text)


def read(html):
    reader = Reader()
    reader.feed(html)
    assert not reader.open
    return reader


def test_values_and_words_are_shown(extraction):
    found = read(page([extraction], "oru.db"))
    for words in ("2021-05-03", "Camp Oru", "10+", "Red Arrow (accused by army)", "two Veshti soldiers"):
        assert words in found.text
    assert "two Veshti soldiers" in found.marks
    assert extraction.report.text in found.text


def test_a_hostile_report_stays_text():
    text = '<script>alert(1)</script> "><img src=x onerror=alert(1)> shot'
    report = Report.of(text, id="<b>", title="</title><script>", outlet="&amp;")
    event = Event.of(Kind.ATTACK, report.cite(Span(0, len(text)), '"><i>'))
    found = read(page([Extraction(report, (event,))], "<script>"))
    assert not {tag for tag, _ in found.tags} & {"script", "img", "b", "i"}
    assert text in found.text


def test_the_page_needs_and_loads_nothing_else(extraction):
    html = page([extraction], "oru.db")
    assert "default-src 'none'" in html.replace("&#x27;", "'")
    assert "http" not in html.replace("http-equiv", "")


def test_every_value_leads_to_its_words(extraction):
    found = read(page([extraction], "oru.db"))
    links = [attributes for tag, attributes in found.tags if tag == "a"]
    places = {attributes["id"] for tag, attributes in found.tags if tag == "mark" and "id" in attributes}
    assert {attributes["href"][1:] for attributes in links} <= places
    assert any("At least 10 people" in attributes["title"] for attributes in links)


def test_a_sentence_that_somebody_says_is_not_marked_as_a_value(extraction):
    said = [a for tag, a in read(page([extraction], "oru.db")).tags if tag == "mark" and a.get("class") == "said"]
    assert said and all(a["title"].endswith("statement") for a in said)
