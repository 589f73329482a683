"""Protected names: absent from every page, every answer of the API, every export and the log, for readers."""

from __future__ import annotations

import io
import json
import re
import zipfile

import pytest

from dateline.export.formats import FORMATS
from dateline.ledger import Ledger
from dateline.web.team.gates import addresses
from dateline.web.team.names.hidden import HTML, hidden, plain
from dateline.web.team.store import audit
from dateline.web.who import Role

WORDS = re.compile(rb"(?i)\b(ilen|marra)\b")


@pytest.fixture
def protected(visit, them):
    """A coder protects the witness; return that coder."""
    coder = visit(Role.CODER)
    coder.goes_to("/protected")
    assert coder.sends("/protected/add", name=them.WITNESS, why="a witness").status_code == 303
    return coder


def event_of(team):
    with Ledger.open(team.ledger, create=False) as ledger:
        return ledger.merged().ids()[0]


def told_in(content):
    """The words of the name that stand in a file, or in a file of a zip; small."""
    if content[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(content)) as zipped:
            return {word for name in zipped.namelist() for word in told_in(zipped.read(name) + b" " + name.encode())}
    return {found.lower() for found in WORDS.findall(content)}


def test_a_reader_meets_no_protected_name_anywhere(visit, protected, team):
    reader, event = visit(Role.READER), event_of(team)
    values = {"{name}": event, "{id:path}": event, "{name:path}": "coast-1"}
    shown = 0
    for method, path in addresses(reader.app):
        if method == "GET" and not path.startswith(("/static", "/api/export")):
            for address in {path.replace(k, v) for k, v in values.items()}:
                address = address.replace("/api/reports/" + event, "/api/reports/post-2")
                answer = reader.get(address, headers={"accept": "text/html"})
                assert told_in(answer.content) == set(), address
                shown += "█" in answer.text
    assert shown >= 4, "event and report, as page and as JSON"
    before = protected.get("/report/coast-1").text
    assert "Ilen Marra" in before and "①" not in before
    assert "①" in reader.get("/report/coast-1?part=text").text


def test_no_export_tells_a_reader(visit, protected, clock):
    reader = visit(Role.READER)
    for name in FORMATS:
        clock.goes(seconds=10)
        answer = reader.get(f"/api/export/{name}")
        assert answer.status_code == 200 and told_in(answer.content) == set(), name


def test_a_coder_exports_what_a_reader_may_not(visit, protected):
    assert told_in(protected.get("/api/export/jsonl").content) == {b"ilen", b"marra"}


def test_no_search_tells_a_reader_where_a_name_stands(visit, protected):
    reader = visit(Role.READER)
    for q in ("Marra", "marra", "Ilen Marra", "ILEN marra"):
        assert reader.get("/api/events", params={"q": q}).json()["total"] == 0
        assert "0 reports" in reader.get("/reports", params={"q": q}).text
        assert protected.get("/api/events", params={"q": q}).json()["total"] == 1
    assert reader.get("/api/events", params={"q": "rockets"}).json()["total"] == 1


def test_the_log_tells_who_saw_it_by_number_and_never_the_name(visit, protected, team):
    visit(Role.READER).get("/report/coast-1")
    protected.get("/api/reports/post-2")
    protected.get("/reports?q=Ilen+Marra")
    protected.get("/api/export/jsonl?q=marra")
    with team.opened() as db:
        rows = audit.entries(db)
    seen = [(one.who, one.about) for one in rows if one.what == "protected names seen"]
    assert ("Ann Ode", "names 1: /api/reports/post-2") in seen
    assert all(who == "Ann Ode" for who, _ in seen)
    assert ("name protected", "name 1") in [(one.what, one.about) for one in rows]
    assert told_in(str(rows).encode()) == set()


def test_the_ledger_knows_nothing_of_it(visit, made, team, them):
    with Ledger.open(made, create=False) as ledger:
        before = ledger.digest()
    coder = visit(Role.CODER)
    coder.goes_to("/protected")
    coder.sends("/protected/add", name=them.WITNESS, why="a witness")
    with Ledger.open(made, create=False) as ledger:
        assert ledger.digest() == before and ledger.verify() == []


def test_only_an_editor_releases_and_the_row_stays(visit, protected, team):
    assert protected.sends("/protected/release", number=1).status_code == 403
    editor = visit(Role.EDITOR)
    editor.goes_to("/protected")
    assert editor.sends("/protected/release", number=1).status_code == 303
    assert editor.sends("/protected/release", number=1).status_code == 400
    assert "Ilen Marra" in visit(Role.READER).get("/report/coast-1").text
    assert "by <bdi>Ed Moss</bdi>" in editor.get("/protected").text


@pytest.mark.parametrize(
    ("name", "why"), [("", "w"), ("123", "w"), ("x" * 201, "w"), ("Ilen", ""), ("Ilen Marra", "again"), ("a\0b", "w")]
)
def test_what_cannot_be_protected_is_told(protected, name, why):
    answer = protected.sends("/protected/add", name=name, why=why)
    assert answer.status_code == 400 and 'role="alert"' in answer.text


@pytest.mark.parametrize(
    "page",
    [
        "<p>Ilen Marra said</p>", "<p><mark>Ilen</mark> <b>Marra</b></p>", "<p>Il<mark>en Mar</mark>ra</p>",
        '<a href="/report/Ilen%20Marra" title="by ILEN MARRA">x</a>', "<td>Ilen</td><td>Marra</td>",
        "<p>I&#39;m with Ilén M\u00adarra</p>", "<p>told by Ilen Mar…</p>", "<p>IL EN, Marr…</p>",
        '<script type="application/json" id="d">{"who":"Ilen Marra","n":1}</script>',
    ],
)  # fmt: skip
def test_names_are_found_across_tags_and_in_attributes(page):
    veil = hidden(((7, "Ilen Marra"),))
    after = veil.answer(page, HTML)
    assert not any(word in plain(after, HTML).lower().replace("\u00ad", "") for word in ("ilen", "marr", "ilén"))
    assert "%20Marra" not in after and "ILEN" not in after
    assert [one[:2] for one in after.split("<")] == [one[:2] for one in page.split("<")], "the same tags"


def test_what_holds_no_name_stays_as_it_is():
    veil = hidden(((7, "Ilen Marra"), (8, "Bo")))
    page = '<p class="marra">a mar, a market &amp; an "ilex"…</p><script type="module" src="/static/x.js"></script>'
    assert veil.answer(page, HTML) == page.replace('"marra"', '"①████"') or veil.answer(page, HTML) == page
    assert json.loads(veil.answer('{"a":["Bo ran","bosun"],"n":-1.5}', "application/json"))["a"][1] == "bosun"
    assert veil.numbers("Bo was there") == [8] and veil.numbers("nobody") == []
