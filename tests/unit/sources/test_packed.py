"""Files within files: captures, zips and gzip, with what is odd about them refused and nothing else lost."""

import gzip
import io
import re
import stat
import time
import zipfile
import zlib

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from dateline.errors import SourceError
from dateline.sources import read_sources
from dateline.sources.draft import Draft, Part
from dateline.sources.kinds import parse
from dateline.sources.packed.unpack import RATIO_LIMIT, Gunzipped, gunzipped, inflated

PAGE = b"""<html><head><title>Rockets</title></head><body><article><p>Two rockets hit the depot north of Lentovar on
Monday evening, the army said in a long statement.</p><p>Nobody was hurt, a spokesman said, although a store house burnt
down.</p></article></body></html>"""


def read(data, name):
    return parse(Part(name, name, data))


def texts(found):
    return [one.text for one in found if isinstance(one, Draft)]


def whys(found):
    return [f"{one.where}: {one.what}" for one in found if isinstance(one, SourceError)]


def capture(*records, packed=True):
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=packed)
    writer.write_record(writer.create_warcinfo_record("a.warc.gz", {"software": "test"}))
    for number, (kind, media, body, headers) in enumerate(records):
        url = f"https://post.example.org/{number}"
        status = headers.pop("status", "200 OK")
        http = StatusAndHeaders(status, [("Content-Type", media), *headers.items()], protocol="HTTP/1.1")
        is_http = kind == "response"
        record = writer.create_warc_record(
            url,
            kind,
            payload=io.BytesIO(body),
            http_headers=http if is_http else None,
            warc_content_type="" if is_http else media,
        )
        writer.write_record(record)
    return out.getvalue()


def response(body, media="text/html; charset=utf-8", **headers):
    return ("response", media, body, {k.replace("_", "-"): v for k, v in headers.items()})


PIECES = b"%x;note=1\r\n" % len(PAGE) + PAGE + b"\r\n0\r\n\r\n"


@pytest.mark.parametrize("packed", [True, False])
def test_capture(packed):
    data = capture(
        response(PAGE),
        response(gzip.compress(PAGE), Content_Encoding="gzip"),
        response(zlib.compress(PAGE), Content_Encoding="deflate"),
        response(PIECES, Transfer_Encoding="chunked"),
        response(b"gone", status="404 Not Found"),
        response(b"", status="301 Moved"),
        response(b"\x89PNG", "image/png"),
        ("conversion", "text/plain", b"Shells fell on Oru.", {}),
        ("resource", "text/html", PAGE, {}),
        ("metadata", "text/plain", b"note", {}),
        response(PAGE, Content_Encoding="br"),
        packed=packed,
    )
    found = read(data, "a.warc.gz" if packed else "a.warc")
    assert len(texts(found)) == 6
    assert found[0].url == "https://post.example.org/0"
    assert found[0].published is None, "the day of the capture is not the day of publication"
    assert found[0].received.data == PAGE
    assert "captured 20" in found[0].received.within[-1]
    refused = whys(found)
    assert ["404" in refused[0], "'br'" in refused[1]] == [True, True]
    assert "image/png 1, redirects 1" in refused[2]


def test_revisit_is_read_from_its_record():
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=True)
    http = StatusAndHeaders("200 OK", [("Content-Type", "text/html")], protocol="HTTP/1.1")
    first = writer.create_warc_record("https://a.example/1", "response", payload=io.BytesIO(PAGE), http_headers=http)
    writer.write_record(first)
    digest = first.rec_headers.get_header("WARC-Payload-Digest")
    for known in (digest, "sha1:AAAA"):
        again = writer.create_revisit_record(
            "https://a.example/2", known, "https://a.example/1", "2021-05-04T00:00:00Z"
        )
        writer.write_record(again)
    one, two, three = read(out.getvalue(), "a.warc.gz")
    assert (one.text, one.url, two.url) == (two.text, "https://a.example/1", "https://a.example/2")
    assert "not changed since 2021-05-04" in three.what


def unsigned(data):
    """A capture without its digests, so that a change is not noticed by them."""
    return re.sub(rb"WARC-(Block|Payload)-Digest: \S+\r\n", b"", data)


FAULTS = {
    "changed page": (lambda d: d.replace(b"Two rockets", b"Six rockets"), "digest is not that of its bytes"),
    "cut": (lambda d: d[:-300], "breaks off"),
    "not a capture": (lambda d: b"GET / HTTP/1.1\r\n\r\n", "no WARC file"),
    "empty": (lambda d: b"", "no WARC file"),
    "garbage behind": (lambda d: d + b"\x00\x01garbage\r\n\r\n", "WARC file is damaged"),
    "wrong length": (lambda d: d.replace(b"Content-Length: ", b"Content-Length: 1", 1), ""),
    "a raised digit": (lambda d: unsigned(d).replace(b"HTTP/1.1 200", b"HTTP/1.1 2\xb20"), "no answer of a server"),
    "no length": (lambda d: d.replace(b"Content-Length: ", b"Content-Width: "), ""),
}


@pytest.mark.parametrize("name", FAULTS)
def test_damaged_capture_says_so(name, capsys):
    spoil, why = FAULTS[name]
    found = read(spoil(capture(response(PAGE), packed=False)), "a.warc")
    assert why in " ".join(whys(found))
    assert whys(found) or texts(found)
    assert capsys.readouterr() == ("", "")


def test_packed_capture_that_breaks_off_gives_what_stands_before(tmp_path):
    data = capture(response(PAGE), response(PAGE.replace(b"Two", b"Ten")))
    path = tmp_path / "a.warc.gz"
    path.write_bytes(data[:-200])
    out = list(read_sources([path]))
    assert len(out) == 2
    assert out[0].text.startswith("Two")
    assert "nothing behind record" in out[1].why


def zipped(*members, **options):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", **options) as made:
        for name, data in members:
            made.writestr(name, data)
    return out.getvalue()


def link(name):
    made = zipfile.ZipInfo(name)
    made.external_attr = (stat.S_IFLNK | 0o777) << 16
    return made


def test_zip_as_a_folder():
    inner = zipped(("deep.txt", "Four."))
    data = zipped(
        ("a/one.txt", "One."),
        ("two.html.gz", gzip.compress(PAGE)),
        ("three.jsonl", '{"text": "Three."}\n{"text": 3}\n'),
        ("../../evil.txt", "Evil."),
        ("/etc/evil.txt", "Evil."),
        ("C:\\evil.txt", "Evil."),
        (link("link.txt"), "/etc/passwd"),
        ("inner.zip", inner),
        (".hidden.txt", "No."),
        ("__MACOSX/one.txt", "No."),
        ("photo.jpg", "x"),
        ("empty.txt", ""),
        ("folder/", ""),
    )
    found = read(data, "a.zip")
    assert [text[:11] for text in texts(found)] == ["One.", "Two rockets", "Three.", "Four."]
    assert found[0].received.within == ("member a/one.txt",)
    refused = whys(found)
    assert len(refused) == 7
    assert sum("leads outside" in why for why in refused) == 3
    assert any("link.txt: it is a link" in why for why in refused)
    assert any("inner.zip" not in why and "photo.jpg: files of kind '.jpg'" in why for why in refused)


def test_layers_are_counted():
    nested = zipped(("deep.txt", "Deep."))
    for _ in range(4):
        nested = zipped(("inner.zip", nested))
    (refused,) = read(nested, "a.zip")
    assert "packed more than 2 times" in refused.what


def test_zip_with_a_locked_or_damaged_member():
    data = bytearray(zipped(("a.txt", "One report. " * 30), ("b.txt", "Two.")))
    data[45] ^= 0xFF
    found = read(bytes(data), "a.zip")
    assert texts(found) == ["Two."]
    assert "damaged" in whys(found)[0]
    listed = bytearray(zipped(("a.txt", "One.")))
    central = listed.rindex(b"PK\x01\x02")
    listed[6] |= 1
    listed[central + 8] |= 1
    assert "password" in whys(read(bytes(listed), "a.zip"))[0]
    assert "another way" not in whys(read(zipped(("a.txt", "One.")), "a.zip"))
    assert "not read" in whys(read(zipped(("a.txt", "One."), compression=zipfile.ZIP_BZIP2), "a.zip"))[0]
    assert "no file in this zip" in whys(read(zipped(), "a.zip"))[0]
    assert "no whole zip" in whys(read(b"PK\x03\x04rubbish", "a.zip"))[0]


ZEROS = b"\0" * 30_000_000
BOMBS = {
    "a.txt.gz": gzip.compress(ZEROS),
    "b.html.gz": gzip.compress(gzip.compress(ZEROS)),
    "c.zip": zipped(("a.txt", ZEROS), compression=zipfile.ZIP_DEFLATED),
    "d.docx": zipped(("word/document.xml", ZEROS), compression=zipfile.ZIP_DEFLATED),
    "e.warc.gz": gzip.compress(ZEROS),
    "f.warc": capture(response(gzip.compress(ZEROS), Content_Encoding="gzip"), packed=False),
    "g.jsonl.gz": gzip.compress(b'{"text": "' + b"a" * 30_000_000),
}


@pytest.mark.parametrize("name", BOMBS)
def test_bomb_is_refused_at_once(name, tmp_path):
    path = tmp_path / name
    path.write_bytes(BOMBS[name])
    began = time.process_time()
    out = list(read_sources([path]))
    assert time.process_time() - began < 1
    assert len(out) == 1
    assert "times its size" in out[0].why or "breaks" in out[0].why or "WARC" in out[0].why or "image" in out[0].why


def test_many_small_members_do_not_add_up_to_a_bomb():
    data = zipped(*((f"{n}.txt", b"a" * 900_000) for n in range(40)), compression=zipfile.ZIP_DEFLATED)
    (refused,) = read(data, "a.zip")
    assert f"more than {RATIO_LIMIT} times" in refused.what


def test_gzip_says_what_is_wrong_with_it():
    good = gzip.compress(b"One. ") + gzip.compress(b"Two.") + b"\0" * 100
    assert gunzipped(good, "a") == b"One. Two."
    for bad, why in (
        (good[:12], "breaks off"),
        (gzip.compress(b"One")[:-5] + b"xxxxx", "damaged"),
        (b"none", "damaged"),
    ):
        with pytest.raises(SourceError, match=why):
            gunzipped(bad, "a")
    assert Gunzipped(io.BytesIO(good), "a").readable()
    raw = zlib.compressobj(wbits=-15)
    assert inflated(raw.compress(b"One.") + raw.flush(), "a") == b"One."
    with pytest.raises(SourceError, match="damaged"):
        inflated(b"\xff\xff", "a")
