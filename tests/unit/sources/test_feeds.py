"""Feeds, agency items and letters: every item is a report or a refusal, the day is the stated one."""

from datetime import date

import pytest

from dateline.errors import SourceError
from dateline.sources.draft import Draft, Part
from dateline.sources.kinds import parse

LONG = "Two rockets hit the depot north of Lentovar on Monday evening, the army said. " * 9


def read(text, name="a.xml"):
    return parse(Part(name, name, text.encode() if isinstance(text, str) else text))


def whys(found):
    return [one.what for one in found if isinstance(one, SourceError)]


RSS = f"""<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:media="http://search.yahoo.com/mrss/"><channel><title>Lentovar Post</title>
<item><title>Rockets hit depot</title><link>https://post.example.org/1</link><guid>post-1</guid>
<pubDate>Tue, 04 May 2021 10:00:00 GMT</pubDate><media:content url="https://post.example.org/1.jpg"/>
<content:encoded><![CDATA[<p>{LONG}</p><p hidden>Forty were killed.</p>
<p>Nobody was hurt&nbsp;there.</p>]]></content:encoded></item>
<item><title>Short</title><link>https://post.example.org/2</link><dc:date>2021-05-05</dc:date>
<description>&lt;p&gt;Police found &lt;b&gt;a bomb&lt;/b&gt; in Oru...&lt;/p&gt;</description></item>
<item><title>Headline only</title><link>https://post.example.org/3</link></item>
<item><pubDate>Tue, 04 May 2021 10:00:00 GMT</pubDate><dc:date>2021-06-04</dc:date>
<description>{LONG}</description></item>
<item><pubDate>yesterday</pubDate><description>{LONG}</description></item>
</channel></rss>"""


def test_each_item_of_a_feed():
    found = read(RSS)
    first, second, third, fourth, fifth = found
    assert (first.id, first.outlet, first.title, first.url) == (
        "post-1",
        "Lentovar Post",
        "Rockets hit depot",
        "https://post.example.org/1",
    )
    assert first.published == date(2021, 5, 4)
    assert first.text.endswith("Nobody was hurt there.")
    assert "Forty" not in first.text
    assert "hidden" in first.doubts[0]
    assert second.text == "Police found a bomb in Oru..."
    assert second.published == date(2021, 5, 5)
    assert "a summary" in second.doubts[0]
    assert third.advice == "fetch https://post.example.org/3"
    assert fourth.published is None
    assert "2021-05-04 (pubDate) and 2021-06-04 (date)" in fourth.doubts[0]
    assert fifth.published is None
    assert "'yesterday' is no date" in fifth.doubts[0]


@pytest.mark.parametrize(("number", "words"), [(0, "Two rockets hit the depot"), (1, "Police found"), (1, "a bomb")])
def test_words_of_a_feed_lead_back_to_it(number, words):
    draft = read(RSS)[number]
    start = draft.text.index(words)
    assert draft.received.decoded[slice(*draft.received.back(start, start + len(words)))] == words


ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Valley Wire</title>
<entry><id>tag:1</id><title type="html">One &amp;amp; two</title><link rel="self" href="https://w.example.org/s"/>
<link href="https://w.example.org/1"/><published>2021-05-04T10:00:00Z</published><updated>2021-05-09T10:00:00Z</updated>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Police said 3 < 5.</p></div></content></entry>
<entry><id>tag:2</id><updated>2021-05-09T10:00:00Z</updated>
<content type="text">Fire &lt;b&gt; at {LONG}</content></entry></feed>"""


def test_atom():
    one, two = read(ATOM.replace("3 < 5", "3 &lt; 5"))
    assert (one.id, one.url, one.published, one.text) == (
        "tag:1",
        "https://w.example.org/1",
        date(2021, 5, 4),
        "Police said 3 < 5.",
    )
    assert two.published is None
    assert "changed, not when it was published" in two.doubts[0]
    assert two.text.startswith("Fire <b> at Two")


HOSTILE = {
    "entities": '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/hostname">]><rss><channel><item>&x;</item></channel></rss>',
    "laughs": '<!DOCTYPE r [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><rss><channel><item>&b;</item></channel></rss>',
    "deep": "<rss>" + "<a>" * 5_000 + "</a>" * 5_000 + "</rss>",
    "cut": RSS[:900],
    "no feed": "<library><book/></library>",
    "no items": "<rss><channel><title>T</title></channel></rss>",
    "lone &": "<rss><channel><item>a & b</item></channel></rss>",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_xml_is_refused(name):
    (refused,) = read(HOSTILE[name])
    assert isinstance(refused, SourceError)
    assert refused.where == "a.xml"
    assert refused.advice


def test_outside_files_are_never_read(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("seen")
    inside = f'<xi:include href="{secret}" parse="text"/>'
    item = f"<channel><item><description>{LONG}{inside}</description></item></channel>"
    xml = f'<rss xmlns:xi="http://www.w3.org/2001/XInclude">{item}</rss>'
    assert "seen" not in read(xml)[0].text


NITF = """<nitf><head><docdata><doc-id id-string="nitf-7"/><date.issue norm="20210504T101500Z"/></docdata></head>
<body><body.head><hedline><hl1>Rockets hit depot</hl1></hedline><byline>By Ana Sol</byline>
<distributor>Valley Wire</distributor><dateline><location>LENTOVAR</location></dateline></body.head>
<body.content><p>Two rockets hit the depot.</p><p>Nobody was <em>hurt</em>.</p></body.content></body></nitf>"""


def test_nitf():
    (one,) = read('<?xml version="1.0"?><!DOCTYPE nitf SYSTEM "nitf-3-2.dtd">' + NITF)
    assert (one.id, one.outlet, one.title, one.published) == (
        "nitf-7",
        "Valley Wire",
        "Rockets hit depot",
        date(2021, 5, 4),
    )
    assert one.text == "By Ana Sol\nLENTOVAR\nTwo rockets hit the depot.\nNobody was hurt."
    start = one.text.index("Nobody was hurt")
    assert one.received.decoded[slice(*one.received.back(start, start + 15))] == "Nobody was <em>hurt"


def news_item(status="stat:usable", content=None):
    content = content or f'<inlineXML contenttype="application/nitf+xml">{NITF}</inlineXML>'
    return f"""<newsItem guid="urn:n:1"><itemMeta><provider qcode="nprov:Valley"><name>Valley Wire</name></provider>
<versionCreated>2021-05-04T10:00:00+00:00</versionCreated><firstCreated>2021-05-03T10:00:00Z</firstCreated>
<pubStatus qcode="{status}"/></itemMeta><contentMeta><headline>Rockets</headline></contentMeta>
<contentSet>{content}</contentSet></newsItem>"""


def test_newsml_g2_message():
    data = "<inlineData contenttype='text/plain'>Shells fell on Oru.</inlineData>"
    xhtml = "<inlineXML><html xmlns='http://www.w3.org/1999/xhtml'><head><title>T</title></head><body><p>One.</p><p>Two.</p></body></html></inlineXML>"
    items = [news_item(), news_item(content=data), news_item(content=xhtml), news_item("stat:canceled")]
    items += [news_item(content="<remoteContent href='a.jpg'/>"), "<packageItem/>"]
    xml = f'<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><itemSet>{"".join(items)}</itemSet></newsMessage>'
    found = read(xml)
    assert [d.text for d in found if isinstance(d, Draft)] == [
        "By Ana Sol\nLENTOVAR\nTwo rockets hit the depot.\nNobody was hurt.",
        "Shells fell on Oru.",
        "One.\nTwo.",
    ]
    assert (found[0].id, found[0].outlet, found[0].title, found[0].published) == (
        "urn:n:1",
        "Valley Wire",
        "Rockets",
        date(2021, 5, 4),
    )
    assert ["withdrew" in whys(found)[0], "remoteContent" in whys(found)[1], "packageItem" in whys(found)[2]] == [
        True
    ] * 3


LETTER = """From: =?utf-8?q?Valley_W=C3=A4tch?= <desk@valley.example.org>
Subject: =?utf-8?b?Um9ja2V0cyBoaXQ=?=
Date: Tue, 04 May 2021 23:00:00 +0300
Message-ID: <1@valley.example.org>
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary="B"

--B
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: {encoding}

{body}
--B
Content-Type: text/plain; name="annex.txt"
Content-Disposition: attachment; filename="annex.txt"

Shells fell on Oru, the annex says.
--B
Content-Type: image/png
Content-Transfer-Encoding: base64

iVBORw0KGgo=
--B--
"""


def test_letter_and_what_is_attached():
    text, annex, picture = read(LETTER.format(encoding="8bit", body=LONG), "a.eml")
    assert (text.outlet, text.title, text.published) == ("Valley Wätch", "Rockets hit", date(2021, 5, 4))
    assert text.text.strip() == LONG.strip()
    assert text.id == "1@valley.example.org"
    assert annex.text.strip() == "Shells fell on Oru, the annex says."
    assert annex.received.within == ("attachment annex.txt",)
    assert "image/png" in picture.what
    start = text.text.index("the army said")
    assert text.received.decoded[slice(*text.received.back(start, start + 13))] == "the army said"


def test_letter_in_base64_says_where_its_text_was_read():
    text = read(LETTER.format(encoding="base64", body="VHdvIHJvY2tldHMgaGl0Lg=="), "a.eml")[0]
    assert text.text == "Two rockets hit."
    assert (text.received.encoding, text.received.stretches) == (None, ())
    assert "transfer encoding" in text.received.within[0]


def test_page_of_a_letter_is_read_where_the_text_is_a_stub():
    head = "From: a@b.example\nContent-Type: multipart/alternative; boundary=B\n\n--B\n\nOpen in a browser.\n"
    letter = f"{head}--B\nContent-Type: text/html\n\n<p>{LONG}</p>\n--B--\n"
    (one,) = read(letter, "a.eml")
    assert one.text == LONG.strip()
    assert one.published is None


@pytest.mark.parametrize(
    "letter", [b"", b"no head at all", b"From: a\n\n", b"From: a\nContent-Type: multipart/mixed\n\n", b"\xff\xfe\x00"]
)
def test_letter_without_text_is_refused(letter):
    found = read(letter, "a.eml")
    assert found
    assert all(isinstance(one, SourceError) and one.where for one in found)
