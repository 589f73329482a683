"""`dateline import` and `compare`: what they print, what they keep, what they refuse."""

import json
from datetime import date

import pytest
from typer.testing import CliRunner

from dateline.cli.app import app
from dateline.errors import ExportError, SourceError
from dateline.export.formats import FORMATS
from dateline.ledger import Ledger
from dateline.model.report import Report
from dateline.pipeline import extract_all

REPORT = "BAGHDAD - Rockets hit Camp Taji on Wednesday, killing three soldiers and wounding 12, police said."
TABLE = "case,day,town,land,dead,hurt\n1,2020-03-11,Taji,Iraq,4,12\n2,2020-03-02,Basra,Iraq,1,0\n"
MAP = ("id=case", "date=day", "place=town", "country=land", "killed=dead", "wounded=hurt")


@pytest.fixture(scope="module")
def reading():
    return next(iter(extract_all([Report.of(REPORT, id="wire", outlet="Wire", published=date(2020, 3, 12))])))


@pytest.fixture
def ledger(tmp_path, reading, monkeypatch):
    monkeypatch.setenv("COLUMNS", "160")
    path = tmp_path / "l.db"
    with Ledger.open(path) as held:
        held.add(reading)
    (tmp_path / "mine.csv").write_text(TABLE, "utf-8")
    return path


def run(*arguments, code=0):
    done = CliRunner().invoke(app, [str(a) for a in arguments], catch_exceptions=False)
    assert done.exit_code == code, done.output
    return done.output


def mapped(*said):
    return [part for one in said for part in ("--map", one)]


def test_a_table_becomes_one_more_voice(ledger, tmp_path):
    said = run("import", ledger, tmp_path / "mine.csv", *mapped(*MAP), "--dataset", "My coding")
    assert "given 2 = imported 2 + known before 0 + refused 0" in said
    again = run("import", ledger, tmp_path / "mine.csv", *mapped(*MAP), "--dataset", "My coding")
    assert "given 2 = imported 0 + known before 2 + refused 0" in again
    events = [json.loads(line) for line in run("events", ledger, "--json").splitlines() if line.startswith("{")]
    taji = next(e for e in events if len(e["members"]) == 2)
    assert {m["report"] for m in taji["members"]} == {"wire", "My coding:1"} and taji["independent_sources"] == 2
    killed = next(d for d in taji["dissent"] if d["slot"] == "killed")
    assert {(v["value"], tuple(v["reports"])) for v in killed["values"]} == {("3", ("wire",)), ("4", ("My coding:1",))}
    assert "all as stored" in run("verify", ledger)


def test_bad_rows_are_refused_and_the_others_kept(ledger, tmp_path):
    (tmp_path / "mine.csv").write_text(TABLE + "3,2020-02-30,Basra,Iraq,1,0\n", "utf-8")
    said = run("import", ledger, tmp_path / "mine.csv", *mapped(*MAP), code=1)
    assert "refused mine.csv line 4: '2020-02-30' in column 'day' is no date" in said
    assert "given 3 = imported 2 + known before 0 + refused 1" in said


def test_compare_tells_agreement_and_differences(ledger, tmp_path):
    out = run("compare", ledger, tmp_path / "mine.csv", *mapped(*MAP), "--differences", tmp_path / "differ.csv")
    assert "2 rows: 1 matched, 1 missed; 0 events are extra" in out
    assert "line 2 (1) killed: coded 4," in out and "has 3" in out and "missed: line 3 (2)" in out
    assert (
        (tmp_path / "differ.csv")
        .read_text("utf-8")
        .startswith("line,id,event,slot,coded,ledger,within,why,reports,words")
    )
    whole = json.loads(run("compare", ledger, tmp_path / "mine.csv", *mapped(*MAP), "--json"))
    assert whole["slots"]["wounded"]["same"] == 1 and whole["missed"] == [{"line": 3, "id": "2"}]
    evidence = next(d for d in whole["differences"] if d["slot"] == "killed")["evidence"]
    assert all(REPORT[e["start"] : e["end"]] == e["exact"] for e in evidence)


@pytest.mark.parametrize("command", ["import", "compare"])
def test_a_map_that_names_nothing_is_told(ledger, tmp_path, command):
    with pytest.raises(SourceError, match="names nothing"):
        run(command, ledger, tmp_path / "mine.csv", "--map", "victims=dead")
    with pytest.raises(SourceError, match="cannot be read"):
        run(command, ledger, tmp_path / "none.csv", "--map", "killed=dead")


def test_formats_are_listed_with_what_each_is_for(ledger, tmp_path):
    for arguments, code in ((("export",), 0), (("export", ledger), 2)):
        said = run(*arguments, code=code)
        for one in FORMATS.values():
            assert one.name in said and one.doc in said
    done = CliRunner().invoke(app, ["export", str(ledger), "foo", "-o", str(tmp_path / "x")])
    assert isinstance(done.exception, ExportError) and "no format 'foo'" in str(done.exception)
    assert "OpenSanctions" in done.output
    assert "give the file to write: -o FILE" in run("export", ledger, "acled", code=2)


def test_a_whole_ledger_in_lines_is_not_imported_and_the_way_is_told(ledger, tmp_path):
    run("copy", ledger, tmp_path / "whole.jsonl")
    for command in ("import", "compare"):
        done = CliRunner().invoke(app, [command, str(ledger), str(tmp_path / "whole.jsonl")])
        assert isinstance(done.exception, SourceError) and "dateline copy" in str(done.exception)
    assert "0 judgements, 0 decisions; both hold the same" in run("copy", tmp_path / "whole.jsonl", tmp_path / "new.db")
