"""`dateline bench`: a set that is not there is skipped with advice, one that is there becomes a section of the docs."""

import json

import pytest
from typer.testing import CliRunner

from dateline.cli.app import app
from dateline.cli.bench import cost
from dateline.evaluate import bench
from dateline.evaluate.coded import sets
from dateline.evaluate.whereabouts import FILES, FOLDERS, WHERE, files, found

RUN = CliRunner()
TIMEX = '<TEXT>Shells fell on <TIMEX3 tid="t1" type="DATE" value="2020-03-11">11 March 2020</TIMEX3>.</TEXT>'


def test_every_set_says_where_to_get_it():
    assert FILES.keys() | FOLDERS.keys() == WHERE.keys() | {"isaf", "airwars", "gun"}
    assert {"isaf", "airwars", "gun"} < sets.WHERE.keys()


@pytest.mark.parametrize(
    "command", ["gold", "timex", "attribution", "geo", "quantities", "isaf", "airwars", "gun", "read"]
)
def test_what_is_not_there_is_skipped_with_advice(command, tmp_path):
    ran = RUN.invoke(app, ["bench", command, "--gold", str(tmp_path)])
    assert ran.exit_code == 0
    assert "skipped" in ran.stderr
    assert not ran.stdout


def test_without_a_folder_the_option_is_named(monkeypatch):
    monkeypatch.delenv("DATELINE_GOLD", raising=False)
    ran = RUN.invoke(app, ["bench", "timex"])
    assert ran.exit_code == 0
    assert "--gold DIR" in ran.stderr


def test_the_section_is_written_with_its_command(tmp_path):
    (tmp_path / "data/timex/wikiwars").mkdir(parents=True)
    (tmp_path / "data/timex/wikiwars/a.tml").write_text(TIMEX)
    page = tmp_path / "page.md"
    page.write_text("before\n<!-- timex -->\n2019 figures\n<!-- /timex -->\nafter\n")
    ran = RUN.invoke(app, ["bench", "timex", "--gold", str(tmp_path), "--write", str(page), "--date", "2021-05-04"])
    assert ran.exit_code == 0, ran.output
    text = page.read_text()
    assert "`dateline bench timex --gold GOLD`, 2021-05-04" in text
    assert "| F1 value | 1.000 |" in text
    assert (
        text.startswith("before\n<!-- timex -->") and text.endswith("<!-- /timex -->\nafter\n") and "2019" not in text
    )


def test_gold_records_are_scored_slot_by_slot(tmp_path):
    folder = tmp_path / "frontier"
    folder.mkdir()
    (folder / "a.txt").write_text("Rebels shelled Orsa on Monday, killing two guards.")
    event = {"id": "e", "kind": "shelling", "status": "happened", "anchors": ["shelled"], "wounded": None}
    gold = {"reports": {"a": {"published": "2021-05-04", "events": [event], "links": []}}}
    (folder / "gold.json").write_text(json.dumps(gold))
    ran = RUN.invoke(app, ["bench", "gold", "--gold", str(tmp_path)])
    assert ran.exit_code == 0, ran.output
    assert "| events | precision 1.00, recall 1.00, F1 1.000 (1 right) |" in ran.stdout
    assert "| ALL |" in ran.stdout
    assert "gold world: skipped" in ran.stderr


def test_found_needs_a_folder(tmp_path):
    assert found(None, "frontier") is None
    assert found(tmp_path, "frontier") is None
    assert files(None, "geo") == []


def test_each_set_of_a_folder_is_a_section(tmp_path):
    for name in ("wikiwars", "other"):
        (tmp_path / "data/timex" / name).mkdir(parents=True)
        (tmp_path / "data/timex" / name / "a.tml").write_text(TIMEX)
    for folder, sections in ((tmp_path, ["## timex other", "## timex"]), (tmp_path / "data/timex/other", ["## timex"])):
        ran = RUN.invoke(app, ["bench", "timex", "--gold", str(folder)])
        assert [line for line in ran.stdout.splitlines() if line.startswith("##")] == sections


def test_releases_are_read_and_scored_with_an_interval(tmp_path):
    gold = {"start_date": "2011-08-16", "province": ["zabul"], "min_killed": 2, "min_captured": 0}
    text = "KABUL, Afghanistan (Aug. 17, 2011) - Security forces killed two insurgents in Zabul province on Tuesday."
    rows = [json.dumps({"id": name, "text": text, "gold": gold}) for name in "ab"]
    (tmp_path / "held.jsonl").write_text("\n".join(rows))
    ran = RUN.invoke(app, ["bench", "isaf", "--gold", str(tmp_path)])
    assert ran.exit_code == 0, ran.output
    assert "| minimum killed | 2 of 2 (100.0 %, 100.0 to 100.0) |" in ran.stdout


def test_speed_is_told_engine_by_engine_and_text_by_text(tmp_path, monkeypatch):
    row = {"incident": "1", "killed": 0, "injured": 1}
    article = {"id": "a", "title": "Shot in Orsa", "dct": "2021-05-04", "content": "A man was shot."}
    (tmp_path / "data/gun_violence").mkdir(parents=True)
    (tmp_path / "data/gun_violence/dev.jsonl").write_text(json.dumps(row | {"articles": [article]}) + "\n")
    measured = {}

    def measure(reports, engines):
        measured[tuple(report.id for report in reports)] = engines
        return bench.Speed(len(reports), 40, 2.0, {"rules": 2.5, "hybrid": 4.0}, 300.0)

    monkeypatch.setattr(bench, "measure", measure)
    monkeypatch.setattr(bench, "cold", lambda arguments: 1.0)
    monkeypatch.setattr(cost, "speed_reports", lambda gold: ())
    ran = RUN.invoke(app, ["bench", "speed", "--engine", "hybrid", "--gold", str(tmp_path)])
    assert ran.exit_code == 0, ran.output
    assert measured == {(): ("rules",), ("1/a",): ("rules", "hybrid")}
    assert "| whole reading / bare pipeline | 1.25 |" in ran.stdout
    assert "| shootings: whole reading, with the trained reader / bare pipeline | 2.00 |" in ran.stdout
    assert "MUC-4" not in ran.stdout
    assert RUN.invoke(app, ["bench", "speed", "--engine", "steam"]).exit_code == 2
