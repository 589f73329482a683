"""show, event, verify, page and eval over a ledger that was filled by hand."""

import json
import re

import pytest
from typer.testing import CliRunner

from dateline.cli.app import app
from dateline.errors import DatelineError
from dateline.ledger import Ledger
from dateline.model.event import Event, Kind
from dateline.model.extraction import Extraction
from dateline.model.report import Report, Span


@pytest.fixture(autouse=True)
def width(monkeypatch):
    """pytest-xdist sets COLUMNS to the width of the terminal that the tests are started in."""
    monkeypatch.setenv("COLUMNS", "140")


@pytest.fixture
def path(tmp_path, extraction):
    path = tmp_path / "oru.db"
    with Ledger.open(path) as ledger:
        ledger.add(extraction)
    return str(path)


def run(*arguments, code=0):
    ran = CliRunner().invoke(app, arguments)
    assert ran.exit_code == code, ran.output
    return ran.output


def test_show(path):
    shown = run("show", path)
    for words in ("oru", "2021-05-03", "shelling", "Camp Oru", "10+", "Red Arrow (accused by army)", "air strike"):
        assert words in shown


def test_show_json(path, extraction):
    (line,) = run("show", path, "--json").splitlines()
    assert [event["id"] for event in json.loads(line)["events"]] == [event.id for event in extraction.events]


def test_event_shows_words_in_their_sentence(path, extraction):
    shown = " ".join(run("event", path, extraction.events[0].id[:8]).split())
    assert "killing ⟦two Veshti soldiers⟧ and a Talan medic 🚑, police said." in shown
    assert "said by Red Arrow spokesman, stance denies, cue: 'denied'" in shown
    assert "⟦At least 10 people⟧ were ⟦wounded⟧." in shown
    assert "followed of event" in shown


def test_event_json(path, extraction):
    found = json.loads(run("event", path, extraction.events[0].id, "--json"))
    assert found["event"]["killed"]["low"] == 3 and found["claims"]


def test_an_unknown_event_is_told_with_advice(path):
    ran = CliRunner().invoke(app, ["event", path, "zzz"])
    assert isinstance(ran.exception, DatelineError) and "dateline events" in str(ran.exception)


def test_verify(path):
    shown = run("verify", path)
    assert "all as stored" in shown and re.search(r"SHA-256 of all content: [0-9a-f]{64}\n", shown)


def test_copy(path, tmp_path):
    copied = run("copy", path, str(tmp_path / "copy.db"))
    assert "copied 1 reports" in copied and "both hold the same" in copied
    assert copied.splitlines()[-1] == run("verify", str(tmp_path / "copy.db")).splitlines()[-1]
    ran = CliRunner().invoke(app, ["copy", path, path])
    assert isinstance(ran.exception, DatelineError) and "not empty" in str(ran.exception)


def test_a_database_that_is_not_there_is_told_with_advice():
    for address in ("postgresql://nobody:secret@127.0.0.1:1/none", "postgres://nobody:secret@127.0.0.1:1/none"):
        ran = CliRunner().invoke(app, ["show", address])
        assert isinstance(ran.exception, DatelineError)
        assert "cannot reach the database" in str(ran.exception) and "secret" not in str(ran.exception)


def test_page(path, tmp_path):
    run("page", path, "--out", str(tmp_path / "p.html"))
    assert "<mark" in (tmp_path / "p.html").read_text("utf-8")


def test_eval_of_a_ledger(path, tmp_path, extraction):
    gold = {
        "id": "oru",
        "text": "oru.txt",
        "events": [{"id": "e", "kind": "shelling", "anchors": ["Rockets hit"], "killed": {"low": 3, "high": 3}}],
    }
    (tmp_path / "oru.txt").write_text(extraction.report.text, "utf-8")
    (tmp_path / "gold.json").write_text(json.dumps(gold), "utf-8")
    shown = run("eval", "--gold", str(tmp_path / "gold.json"), "--ledger", path)
    assert "killed" in shown and "invented air_strike 'jets bombed a Red Arrow depot'" in shown


def test_a_report_cannot_steer_the_terminal(tmp_path):
    text = "Shots\x1b]0;owned\x07 were \u202efired\u202c."
    report = Report.of(text, title="\x1b[2Jgone", outlet="\x9b31m")
    event = Event.of(Kind.ATTACK, report.cite(Span(0, len(text)), "test.rule"))
    with Ledger.open(tmp_path / "l.db") as ledger:
        ledger.add(Extraction(report, (event,)))
    shown = run("show", str(tmp_path / "l.db")) + run("event", str(tmp_path / "l.db"), event.id)
    assert "gone" in shown and "fired" in shown
    assert not {"\x1b", "\x07", "\x9b", "\u202e"} & set(shown)


def test_who_says_it_is_shown_where_there_is_room(path, monkeypatch):
    shown = {}
    for width in ("140", "90", "60"):
        monkeypatch.setenv("COLUMNS", width)
        shown[width] = run("show", path)
    assert "who says it" in shown["140"] and "who says it" not in shown["90"]
    assert all(len(line) <= 60 for line in shown["60"].splitlines()) and "2021-05-03, shelling, Camp Oru" in shown["60"]


def test_a_report_without_events_says_so(tmp_path):
    with Ledger.open(tmp_path / "l.db") as ledger:
        ledger.add(Extraction(Report.of("Calm.", id="calm")))
    assert run("show", str(tmp_path / "l.db")).split("\n")[1].strip() == "no event"


def test_what_one_speaker_says_in_the_same_words_is_shown_once(path, extraction):
    lines = [line.split()[0] for line in run("event", path, extraction.events[0].id).splitlines() if line[:1].strip()]
    assert "statement" in lines
