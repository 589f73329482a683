"""A page says what it says of itself, hides nothing from the reader of the ledger, and is found again in its bytes."""

from datetime import date

import pytest

from dateline.sources.draft import Part
from dateline.sources.kinds import parse
from dateline.sources.pages.plain import placed, unmarked

STORY = (
    "<p>Two rockets hit the depot north of Lentovar on Monday evening, the army said in a long statement.</p>"
    "<p>Nobody was hurt, a spokesman said, although a store house burnt down and several trucks were damaged.</p>"
    "<p>Officials in Oru &amp; the valley said that <b>12</b> families had left their homes before the night.</p>"
)


def page(head="", body="", attributes=""):
    return f"<!DOCTYPE html><html><head>{head}</head><body{attributes}><article>{STORY}{body}</article></body></html>"


def read(text, name="p.html"):
    (draft,) = parse(Part(name, name, text.encode() if isinstance(text, str) else text))
    return draft


HIDDEN = "Three hundred civilians were killed in the market, the ministry added later."


@pytest.mark.parametrize(
    ("attributes", "how"),
    [
        ('style="display:none"', "display:none"),
        ('style="DISPLAY : none !important"', "display:none"),
        ("hidden", "hidden"),
        ('aria-hidden="true"', "aria-hidden"),
        ('style="font-size:0"', "size or opacity 0"),
        ('style="font-size:0px;line-height:1"', "size or opacity 0"),
        ('style="opacity:0.0"', "size or opacity 0"),
        ('style="height:0;overflow:hidden"', "size or opacity 0"),
        ('style="visibility:hidden"', "visibility:hidden"),
        ('style="position:absolute;left:-9999px"', "off the screen"),
        ('style="text-indent:-5000em"', "off the screen"),
        ('style="color:#fff"', "colour of the background"),
        ('style="color:white;background:#FFFFFF"', "colour of the background"),
        ('style="color:transparent"', "colour of the background"),
        ('style="color:rgba(0, 0, 0, 0)"', "colour of the background"),
        ('style="color:#00000000"', "colour of the background"),
        ('style="font-size:1px"', "size or opacity 0"),
        ('style="clip: rect(0, 0, 0, 0); position: absolute"', "size or opacity 0"),
        ('style="clip-path:inset(100%)"', "size or opacity 0"),
        ('style="transform: scale(0)"', "size or opacity 0"),
        ('style="transform: translateX(-9999px)"', "size or opacity 0"),
        ('style="filter: opacity(0)"', "size or opacity 0"),
        ('style="content-visibility: hidden"', "size or opacity 0"),
        ('class="gone"', "display:none"),
        ('id="away"', "off the screen"),
    ],
)
def test_hidden_text_is_left_out_and_told(attributes, how):
    head = "<style>/* } */ p.x, .gone { display: none } #away{left:-9999px}</style>"
    draft = read(page(head, f"<p {attributes}>{HIDDEN}</p><p>The road to the valley stayed shut on Tuesday.</p>"))
    assert "Three hundred" not in draft.text
    assert "The road to the valley stayed shut" in draft.text
    (doubt,) = draft.doubts
    assert how in doubt
    assert "Three hundred civilians" in doubt


@pytest.mark.parametrize(
    ("attributes", "body"),
    [
        ('style="color:white;background:#a00"', ""),
        ('style="color:#fff"', ' style="background-color:black"'),
        ('style="font-size:0.8em"', ""),
        ('aria-hidden="false"', ""),
        ('style="height:100%;overflow:hidden"', ""),
        ('style="left:-2px"', ""),
        ('style="color:rgb(0,0,0)"', ""),
        ('style="color:rgba(0,0,0,0.9)"', ""),
        ('style="transform:translate(-50%,-50%) scale(0.9)"', ""),
        ('style="clip-path:inset(10%)"', ""),
        ('style="filter:opacity(0.8)"', ""),
        ('style="font-size:11px"', ""),
    ],
)
def test_text_that_is_seen_stays(attributes, body):
    draft = read(page("", f"<p {attributes}>{HIDDEN}</p>", body))
    assert "Three hundred" in draft.text
    assert not draft.doubts


def test_noscript_and_words_behind_a_hidden_piece():
    draft = read(page("", f"<p>Later <span hidden>{HIDDEN}</span>the road was shut near the river bridge.</p>"))
    assert "Later the road was shut" in draft.text
    draft = read(page("", f"<noscript><p>{HIDDEN}</p></noscript>"))
    assert "<noscript> 1" in draft.doubts[0]


LD = '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "%s", "headline": "H"}</script>'
META = '<meta property="article:published_time" content="%s">'


@pytest.mark.parametrize(
    ("head", "day", "doubt"),
    [
        (LD % "2021-05-04", date(2021, 5, 4), ""),
        (META % "2021-05-04T23:00:00+02:00", date(2021, 5, 4), ""),
        (LD % "2021-05-04" + META % "2021-05-04T10:00:00Z", date(2021, 5, 4), ""),
        (LD % "2021-05-04T23:30:00-05:00" + META % "2021-05-05T04:30:00Z", date(2021, 5, 4), ""),
        (LD % "2021-05-04" + META % "2021-06-04", None, "2021-05-04 (JSON-LD datePublished) and 2021-06-04"),
        (LD % "soon" + META % "2021-06-04", date(2021, 6, 4), "'soon' is no date"),
        ('<meta name="date" content="2021-05-04">', None, ""),
        ('<meta property="article:modified_time" content="2021-05-04">', None, ""),
        (
            (LD % "2021-05-04").replace("NewsArticle", "WebPage"),
            None,
            "",
        ),
        ('<script type="application/ld+json">{broken</script>', None, ""),
    ],
)
def test_day_is_the_stated_one_or_none(head, day, doubt):
    draft = read(page(head))
    assert draft.published == day
    assert doubt in " ".join(draft.doubts)
    assert bool(doubt) == bool(draft.doubts)


def test_time_element_states_the_day():
    assert read(page("", '<time itemprop="datePublished" datetime="2021-05-04">4 May</time>')).published == date(
        2021, 5, 4
    )
    assert read(page("", '<time datetime="2021-05-04">4 May</time>')).published is None


def test_every_word_of_a_page_leads_back_to_its_bytes():
    data = page(
        '<meta charset="iso-8859-2">', "<p>Wałęsa Street was closed by the town council on Tuesday.</p>"
    ).encode("iso-8859-2")
    draft = read(data)
    received = draft.received
    assert (received.data, received.encoding) == (data, "iso-8859-2")
    for words in ("Two rockets hit the depot", "Wałęsa Street", "families had left"):
        start = draft.text.index(words)
        first, last = received.back(start, start + len(words))
        begin, end = received.bytes_of(first, last)
        assert data[begin:end].decode("iso-8859-2") == words
    start = draft.text.index("Oru & the")
    assert received.decoded[slice(*received.back(start, start + 9))] == "Oru &amp; the"


def test_blank_that_stands_for_a_tag_is_mapped_to_nothing():
    source = "<p>One<br>two</p>"
    found = placed("One two", source)
    assert [source[s.first : s.last] for s in found] == ["One", "two"]


def test_map_says_nothing_where_it_knows_nothing():
    assert placed("not there", "<p>Other words</p>") == ()
    found = placed("line one", "<p>line\n   one</p>")
    assert [(s.start, s.end, s.first, s.last) for s in found] == [(0, 5, 3, 8), (5, 8, 11, 14)]


@pytest.mark.parametrize("source", ["<" * 9_000, "<!--" * 9_000, "&" * 9_000, "<script>" * 9_000, "<a " * 9_000])
def test_stripping_marks_is_linear(source):
    plain, _ = unmarked(source)
    assert len(plain) <= len(source)


def test_the_address_is_also_that_of_the_entity():
    said = '{"@type": "NewsArticle", "mainEntityOfPage": {"@type": "WebPage", "@id": "https://coast.example/a"}}'
    assert read(page(f'<script type="application/ld+json">{said}</script>')).url == "https://coast.example/a"
