"""Pages, and a browser to open them in: what it asks for, what it complains of, and what it shows."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest

from dateline.export.book import book as book_of
from dateline.export.html.report import page
from dateline.ledger.together import merge

VOID = {"meta", "br"}


class Reader(HTMLParser):
    """Checks that tags close in order, and keeps texts, marks and quotations with where they lead."""

    def __init__(self):
        super().__init__()
        self.open, self.tags, self.marks, self.quotes, self.text = [], [], [], [], ""

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag == "q":
            self.quotes.append([dict(self.tags[-2][1])["href"][1:], ""])
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, text):
        if "style" in self.open:
            return
        self.text += text
        if "mark" in self.open:
            self.marks.append(text)
        if "q" in self.open:
            self.quotes[-1][1] += text

    def ids(self):
        return [attributes["id"] for _, attributes in self.tags if "id" in attributes]


@pytest.fixture(scope="session")
def read():
    """Return a page as a strict reader sees it."""

    def reading(html):
        reader = Reader()
        reader.feed(html)
        reader.close()
        assert not reader.open
        return reader

    return reading


@pytest.fixture(scope="session")
def page_of():
    """Return the page of some readings."""

    def made(*extractions, title="any"):
        return page(book_of(merge(extractions), extractions, title=title))

    return made


@pytest.fixture
def opened(chromium, tmp_path):
    """Open HTML from a file; `seen` are the addresses that it asked for and what the console said."""
    contexts = []

    def open_(html, **settings):
        path = tmp_path / "page.html"
        path.write_bytes(html.encode("utf-8", "xmlcharrefreplace"))
        context = chromium.new_context(**{"java_script_enabled": False, **settings})
        contexts.append(context)
        shown = context.new_page()
        shown.seen = []
        context.on("request", lambda request: shown.seen.append(request.url))
        shown.on("console", lambda message: shown.seen.append(message.text))
        shown.on("pageerror", lambda error: shown.seen.append(str(error)))
        shown.goto(path.as_uri())
        shown.address = path.as_uri()
        return shown

    yield open_
    for context in contexts:
        context.close()
