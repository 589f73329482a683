"""Every input gives one report or one refusal, and the counts add up."""

import io
import json
from datetime import date

import pytest

from dateline.model.extraction import Refused
from dateline.model.report import Report
from dateline.sources import read_sources

STORY = "BAGHDAD — Two rockets hit the camp on Monday.\r\nNobody was hurt, the army said.\n"
PAGE = """<!DOCTYPE html><html><head><title>Rockets hit camp | Delta</title>
<meta property="og:site_name" content="Delta News"><meta property="og:title" content="Rockets hit camp">
<script type="application/ld+json">{"@graph": [{"@type": ["NewsArticle"], "datePublished": "2020-03-12T23:30:00+03:00",
"headline": "Rockets hit camp again", "url": "https://delta.example.org/1", "publisher": {"name": "Delta"}}]}</script>
</head><body><nav>Home Sport Weather</nav><article><h1>Rockets hit camp</h1>
<p>Two rockets hit the camp north of the capital on Monday evening, the army said in a long statement to reporters.</p>
<p>Nobody was hurt, a spokesman said, although a store house burnt down and several vehicles were badly damaged.</p>
</article></body></html>"""


def read(*paths, **options):
    doubts = []
    out = list(read_sources(paths, doubt=doubts.append, **options))
    assert all(isinstance(r, Report | Refused) for r in out)
    return out, doubts


def why(*paths, **options):
    (refused,), _ = read(*paths, **options)
    assert isinstance(refused, Refused), refused
    return f"{refused.where}: {refused.why}"


def put(folder, name, content):
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def test_text_is_kept_exactly(tmp_path):
    (report,), doubts = read(put(tmp_path, "story-1.txt", STORY), published=date(2020, 3, 9))
    assert (report.text, report.id, report.published) == (STORY, "story-1", date(2020, 3, 9))
    assert not doubts


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_byte_order_mark_is_left_out(tmp_path, encoding):
    (report,), doubts = read(put(tmp_path, "a.txt", STORY.encode(encoding)))
    assert report.text == STORY
    assert not doubts


def test_wrong_encoding_is_a_visible_guess(tmp_path):
    text = "Le général a dit : « Trois blessés » près de la frontière, à l’aube.\n" * 5
    (report,), (doubt,) = read(put(tmp_path, "a.txt", text.encode("cp1252")))
    assert report.text == text
    assert doubt.report_id == "a"
    assert "not UTF-8; read as cp1252, a guess" in doubt.what


BAD_FILES = {
    "empty.txt": (b"", "the file is empty"),
    "blank.txt": (b" \n\t \n", "there is no text in it"),
    "binary.txt": (b"\x7fELF\x02\x01\x00\x00" + bytes(range(256)) * 20, "binary"),
    "control.txt": (b"\x01\x02\x03\x04hello", "binary"),
    "paper.txt": (b"%PDF-1.7 ...", "this is a PDF"),
    "letter.html": (b"PK\x03\x04 ...", "Word"),
    "cut16.txt": (b"\xff\xfea\x00b", "utf-16-le, but byte"),
    "long.txt": (b"word " * 2_000_000, "8,000,000"),
    "line.txt": (b"word " * 30_000, "one line has 150,000 characters"),
    "book.txt": (b"word\n" * 500_000, "2,500,000 characters"),
    "page.html": (b"<html><head><script>var a=1;</script></head><body></body></html>", "no article text"),
    "nopage.html": (b"<!-- nothing -->", "no"),
    "photo.jpeg": (b"\xff\xd8\xff", "'.jpeg' are not read"),
    "README": (b"hello", "without an ending"),
    "blank.jsonl": (b"\n\n", "the file is empty"),
}


@pytest.mark.parametrize("name", BAD_FILES)
def test_bad_file_says_what_and_where(tmp_path, name):
    content, expected = BAD_FILES[name]
    message = why(put(tmp_path, name, content))
    assert expected in message
    assert name in message
    assert message.endswith(")"), "advice stands in brackets at the end"


def test_missing_file_folder_and_address(tmp_path):
    assert "no such file" in why(tmp_path / "gone.txt")
    assert "no such file" in why(tmp_path / "gone")
    assert "no file in this folder" in why(tmp_path)
    assert "dateline fetch" in why("https://delta.example.org/1")
    assert "cannot be read" in why("a\x00b.txt")


def test_folder_is_read_in_depth_and_in_order(tmp_path):
    for name in ("b/2.txt", "a/1.txt", "c.txt", ".hidden/3.txt", "page_files/4.txt", "notes.docx"):
        put(tmp_path, name, f"Report in {name}.")
    out, _ = read(tmp_path)
    assert [r.id for r in out if isinstance(r, Report)] == ["1", "2", "c"]
    assert [r.where.rpartition("/")[2] for r in out if isinstance(r, Refused)] == ["notes.docx"]


def test_same_id_with_another_text_gets_its_own(tmp_path):
    paths = [put(tmp_path, "a/1.txt", "One."), put(tmp_path, "b/1.txt", "Two."), put(tmp_path, "c/1.txt", "One.")]
    out, (doubt,) = read(*paths)
    assert out[0].id == "1" == out[2].id
    assert out[1].id.startswith("1-")
    assert doubt.report_id == out[1].id


def test_jsonl_with_a_broken_line_in_the_middle(tmp_path):
    put(tmp_path, "beside.txt", STORY)
    put(tmp_path.parent, "outside.txt", STORY)
    lines = [
        '{"id": 7, "text": "One.", "title": "T", "url": "https://x.org", "outlet": "X", "published": "2020-03-12"}',
        '{"text": "Two." "id": 2}',
        "[1, 2]",
        '{"title": "no text"}',
        '{"text": 5}',
        '{"text": "Six.", "published": "31 February"}',
        '{"file": "../outside.txt"}',
        '{"file": "missing.txt"}',
        "",
        '{"id": "nine", "file": "beside.txt", "date_publish": "2020-03-12 10:00:00"}',
        '{"maintext": "Ten \\ud83d dead.", "id": "ten"}',
        '{"text": ""}',
        '{"file": "beside.txt"}',
    ]
    out, doubts = read(put(tmp_path, "reports.jsonl", "\n".join(lines)), published=date(2020, 1, 1))
    assert len(out) == 12, "every line that is not blank is accounted for"
    first = out[0]
    assert (first.id, first.title, first.outlet, first.published) == ("7", "T", "X", date(2020, 3, 12))
    refused = {r.where.rpartition("line ")[2]: r.why for r in out if isinstance(r, Refused)}
    assert "broken JSON at column 17" in refused["2"]
    assert "a list" in refused["3"]
    assert "its keys: title" in refused["4"]
    assert "int, not a string" in refused["5"]
    assert "'31 February' is no date (write it as YYYY-MM-DD" in refused["6"]
    assert "outside the folder" in refused["7"]
    assert "'missing.txt' cannot be read: no such file" in refused["8"]
    assert "no text in it" in refused["12"]
    nine, ten, last = (r for r in out[8:] if isinstance(r, Report))
    assert (nine.id, nine.text, nine.published) == ("nine", STORY, date(2020, 3, 12))
    assert (ten.text, ten.published) == ("Ten \ufffd dead.", date(2020, 1, 1))
    assert last.id == "beside"
    assert [d.report_id for d in doubts] == ["ten"]


def test_line_that_breaks_off_names_its_last_column(tmp_path):
    assert "broken JSON at column 9" in why(put(tmp_path, "a.jsonl", '{"text": \n'))


def test_text_named_by_a_line_of_the_folder_is_read_once(tmp_path):
    put(tmp_path, "x.txt", STORY)
    put(tmp_path, "z.jsonl", json.dumps({"id": "own", "file": "x.txt"}))
    out, _ = read(tmp_path)
    assert [r.id for r in out] == ["own"]


def test_line_of_ten_megabytes(tmp_path):
    path = put(tmp_path, "a.jsonl", b'{"text": "' + b"a" * 20_000_000 + b'"}\n{"text": "Two."}\n')
    out, _ = read(path)
    assert "longer than 16,000,000 bytes" in out[0].why
    assert out[1].text == "Two."


def test_web_page_with_its_own_metadata(tmp_path):
    (report,), doubts = read(put(tmp_path, "p.html", PAGE))
    assert "Two rockets hit the camp north of the capital on Monday evening" in report.text
    assert "Sport" not in report.text
    assert (report.published, report.outlet, report.url) == (
        date(2020, 3, 12),
        "Delta News",
        "https://delta.example.org/1",
    )
    assert (report.title, report.id) == ("Rockets hit camp", "p")
    assert not doubts


def test_web_page_with_a_garbled_date_is_read_with_a_doubt(tmp_path):
    page = PAGE.replace("2020-03-12T23:30:00+03:00", "yesterday")
    (report,), (doubt,) = read(put(tmp_path, "p.html", page))
    assert report.published is None
    assert "'yesterday' is no date" in doubt.what


def test_declared_charset_is_believed(tmp_path):
    page = PAGE.replace("<head>", '<head><meta charset="iso-8859-2">').replace("a spokesman", "Wałęsa")
    (report,), doubts = read(put(tmp_path, "p.html", page.encode("iso-8859-2")))
    assert "Wałęsa" in report.text
    assert not doubts


def test_huge_web_page_is_refused_not_cut(tmp_path):
    page = "<html><body><article><p>" + "word " * 1_500_000 + "</p></article></body></html>"
    assert "limit" in why(put(tmp_path, "p.html", page)) or "breaks off" in why(tmp_path / "p.html")


@pytest.mark.parametrize(
    ("content", "ids"),
    [
        (STORY, 1),
        (PAGE, 1),
        ('\n {"text": "One.", "id": "1"}\n{"text": "Two.", "id": "2"}', 2),
        ('{"file": "a.txt"}', 0),
    ],
)
def test_standard_input(content, ids):
    stream = io.BytesIO(content.encode())
    out, _ = read("-", stdin=stream)
    assert sum(isinstance(r, Report) for r in out) == ids
    assert not stream.closed


def test_no_standard_input():
    assert "no standard input" in why("-")
    assert "the file is empty" in why("-", stdin=io.BytesIO(b""))


def test_what_to_do_with_other_kinds_is_said(tmp_path):
    assert "jq" in why(put(tmp_path, "a.json", b'[{"text": "One."}' + b" " * 50_000_000 + b"]"))
    assert "save it as .docx" in why(put(tmp_path, "a.doc", b"One."))
