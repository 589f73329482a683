"""Whatever bytes come, a reader gives reports and refusals: it raises nothing, gives at least one, and maps truly.

DATELINE_FUZZ sets the number of inputs for each kind of file (10,000 in the full dose).
"""

import gzip
import io
import json
import os
import zipfile

import pytest
from docx import Document
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.errors import SourceError
from dateline.sources.draft import Draft, Part
from dateline.sources.kinds import parse

EXAMPLES = int(os.environ.get("DATELINE_FUZZ", "12"))
TEXT = "Two rockets hit the depot near Oru – “nobody” was hurt.\nThe army blamed the Red Arrow group.\n"
PAGE = (
    '<html><head><meta charset="utf-8"><style>.x{display:none}</style><script type="application/ld+json">'
    '{"@type":"NewsArticle","datePublished":"2021-05-04"}</script></head><body><article>'
    + f"<p>{TEXT}</p><p class=x>Hidden &amp; gone.</p><p style='color:#fff'>{TEXT}</p>" * 2
    + "</article></body></html>"
)
FEED = f"""<rss><channel><title>T</title><item><guid>1</guid><pubDate>Tue, 04 May 2021 10:00:00 GMT</pubDate>
<description><![CDATA[<p>{TEXT}</p>]]></description></item></channel></rss>"""
NITF = f"""<nitf><head><docdata><date.issue norm="20210504T100000Z"/></docdata></head><body><body.head><hedline>
<hl1>H</hl1></hedline></body.head><body.content><p>{TEXT}</p></body.content></body></nitf>"""
HTTP = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n"
HTTP += f"{len(PAGE.encode()):x}\r\n{PAGE}\r\n0\r\n\r\n"
WARC = "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://a/\r\nContent-Type: application/http\r\n"
WARC += f"Content-Length: {len(HTTP.encode())}\r\n\r\n{HTTP}\r\n\r\n"
MESSAGE = {"id": 1, "type": "message", "date": "2021-05-04T10:00:00", "text": ["a", {"type": "bold", "text": TEXT}]}
TELEGRAM = {"name": "C", "type": "public_channel", "id": 1, "messages": [MESSAGE | {"date_unixtime": "1620122400"}]}
BODY = {"contenttype": "text/html", "value": f"<p>{TEXT}"}
NINJS = {"uri": "u", "type": "text", "versioncreated": "2021-05-04", "bodies": [BODY]}
GDELT = {"articles": [{"url": "u", "title": TEXT, "seendate": "20210504T000000Z"}]}
MAIL = f"""From: a@b.example
Subject: =?utf-8?q?a?=
Date: Tue, 04 May 2021 10:00:00 GMT
Content-Type: multipart/mixed; boundary=B

--B
Content-Type: text/html
Content-Transfer-Encoding: quoted-printable

<p>{TEXT}=20</p>
--B
Content-Type: text/plain; name=a.txt
Content-Transfer-Encoding: base64

VHdv
--B--
"""
FACTIVA = f"Rockets\n3 words\n4 May 2021\nWire\n(c) 2021\n\n{TEXT}\n\nDocument WIRE000020210504eh5400001\n\n"
FACTIVA += f"HD H\nPD 4 May 2021\nSN W\nLP\n{TEXT}\nTD\n{TEXT}\nAN Document WIRE000020210504eh5400002\n"
NEXIS = f"Rockets\nWire\nMay 4, 2021 Tuesday\n\nCopyright 2021 W\nLength: 3 words\nBody\n\n{TEXT}\n\n"
NEXIS += "Load-Date: May 5, 2021\n\nEnd of Document\n"
RTF = "{\\rtf1\\ansi\\ansicpg1252 Two \\b rockets\\b0  hit \\u8211? Oru {\\*\\x y}\\'e9.\\par}"
PDF = """%PDF-1.4
1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj
2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1>>\nendobj
3 0 obj\n<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>\nendobj
4 0 obj\n<</Length 30>>\nstream\nBT /F 9 Tf (Two rockets) Tj ET\nendstream\nendobj
5 0 obj\n<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>\nendobj
trailer<</Root 1 0 R>>\n%%EOF"""


def word():
    made, out = Document(), io.BytesIO()
    made.add_paragraph(TEXT)
    made.add_table(1, 1).rows[0].cells[0].text = "Killed: 0"
    made.save(out)
    return out.getvalue()


def folder():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("a.txt", TEXT)
        made.writestr("b/c.html", PAGE)
    return out.getvalue()


SEEDS = {
    "text.txt": TEXT, "factiva.txt": FACTIVA, "nexis.txt": NEXIS, "page.html": PAGE, "feed.xml": FEED,
    "story.xml": NITF, "lines.jsonl": json.dumps({"text": TEXT, "date": "2021-05-04"}) + "\n",
    "telegram.json": json.dumps(TELEGRAM), "item.json": json.dumps(NINJS), "gdelt.json": json.dumps(GDELT),
    "gdelt.csv": "URL,MobileURL,Date,Title\nu,,d,Two\n", "letter.eml": MAIL, "word.docx": word(), "rich.rtf": RTF,
    "page.pdf": PDF, "folder.zip": folder(), "capture.warc": WARC, "capture.warc.gz": gzip.compress(WARC.encode()),
    "page.html.gz": gzip.compress(PAGE.encode()), "": TEXT,
}  # fmt: skip
HOSTILE = [
    b"\x00", b"\xff", b"<", b"&", b'"', b"\\", b"{", b"[", b"\r\n\r\n", b"\n", b"9" * 30, b"-1", b"\xed\xa0\xbd", b"%",
    b"]]>", b"<!DOCTYPE a [", b"<![CDATA[", b"Content-Length: ", b"charset=utf-7", b"&#x110000;", b"\xe2\x80\xae",
    b"\\u0000", b"null", b"\xc3\xa9", b"\xe9",
]  # fmt: skip


@st.composite
def spoiled(draw, seed):
    """The seed with some of its bytes cut, doubled, changed or put in."""
    data = bytearray(seed)
    for _ in range(draw(st.integers(0, 6))):
        at = draw(st.integers(0, len(data)))
        how = draw(st.sampled_from(("change", "insert", "cut", "double", "end")))
        if how == "change" and at < len(data):
            data[at] = draw(st.integers(0, 255))
        elif how == "insert":
            data[at:at] = draw(st.sampled_from(HOSTILE) | st.binary(max_size=8))
        elif how == "cut":
            del data[at : at + draw(st.integers(1, 40))]
        elif how == "double":
            data[at:at] = data[max(0, at - draw(st.integers(1, 60))) : at]
        else:
            del data[at:]
    return bytes(data)


@pytest.mark.parametrize("name", SEEDS)
def test_any_bytes_are_read_or_refused(name):
    seed = SEEDS[name] if isinstance(SEEDS[name], bytes) else SEEDS[name].encode()

    @settings(max_examples=EXAMPLES, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(spoiled(seed))
    def read(data):
        found = parse(Part(name or "input", name, data), True)
        assert found, "at least one report or refusal"
        for one in found:
            assert isinstance(one, Draft | SourceError)
            if isinstance(one, SourceError):
                assert one.where
                assert one.what
            else:
                check(one)

    read()


def check(draft):
    """The text can be stored, and each stretch of the map is inside both texts and leads to like characters."""
    draft.text.encode("utf-8")
    assert "\x00" not in draft.text
    received, end = draft.received, 0
    source = received.decoded if received.encoding else ""
    for one in received.stretches:
        assert end <= one.start < one.end <= len(draft.text)
        assert 0 <= one.first < one.last <= len(source)
        end = one.end
        if one.end - one.start == one.last - one.first > 1:
            differ = [
                (a, b)
                for a, b in zip(draft.text[one.start : one.end], source[one.first : one.last], strict=True)
                if a != b
            ]
            assert all(a == "\ufffd" or (a.isspace() and b.isspace()) for a, b in differ), differ
