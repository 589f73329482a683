"""What the tables say: each value with its words, used or set aside; what one table alone cannot hold; and faults."""

import csv
import json
import re
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from dateline.errors import ExportError
from dateline.export.cells import plain
from dateline.export.formats import Options, export
from dateline.export.tables import excel
from dateline.export.tables.sheets import TABLES

EVENTS = """
id kind status earliest latest date_precision place country latitude longitude place_precision
killed_low killed_best killed_high wounded_low wounded_best wounded_high missing_low missing_best missing_high
captured_low captured_best captured_high perpetrators targets weapons people reports sources disputed policy words
"""


def test_events_are_the_table_that_people_edit():
    assert [column.name for column in TABLES["events"].columns] == re.findall(r"\w+", EVENTS)


def test_an_event_is_one_row(rows):
    salvo = next(row for row in rows["events"] if row["place"] == "Camp Taji")
    assert (salvo["kind"], salvo["earliest"], salvo["date_precision"]) == ("shelling", "2020-03-11", "day")
    assert [salvo[f"killed_{b}"] for b in ("low", "best", "high")] == [3, 3, 3]
    assert [salvo[f"wounded_{b}"] for b in ("low", "best", "high")] == [12, 14, None]
    assert "Kataib Hezbollah (accused by US official)" in salvo["perpetrators"]
    assert "Joran Velk" in salvo["people"] and salvo["reports"] == salvo["sources"] == 2
    assert "perpetrators" in salvo["disputed"] and "Wednesday" in salvo["words"]


def test_every_claim_stands_with_its_words(rows, evil):
    texts = {key: report.text for key, report in evil.reports.items()}
    said = [claim for event in evil.events for member in event.members for claim in member.record.claims]
    assert [row["id"] for row in rows["claims"]] == [claim.id for claim in said]
    for name in ("claims", "tellings", "links", "tallies"):
        for row in rows[name]:
            found = json.loads(row["citations"])
            assert found[0]["start"] == row["start_char"] and found[0]["end"] == row["end_char"]
            for words in found:
                assert texts[words["report"]][words["start"] : words["end"]] == words["exact"]
                assert words["exact"] in row["words"] or words.get("cue")


def test_accounts_are_used_or_set_aside(rows):
    told = {(r["harm"], r["group"], r["low"], r["high"], r["standing"]): r for r in rows["tolls"]}
    later, dozen = told["wounded", None, 14, None, "used"], told["wounded", None, 12, 12, "used"]
    assert (later["hedge"], later["reports"], later["words"]) == ("at least", "post-2", "At least 14 people")
    assert dozen["approximate"] is True and [dozen[f"chosen_{b}"] for b in ("low", "best", "high")] == [12, 14, None]
    part = told["killed", None, 5, 5, "set aside"]
    assert part["why"] == "it tells only of some of the people" and part["chosen_low"] == 11
    # What the total leaves aside is what is known of the militia.
    assert told["killed", "militia", 5, 5, "used"]["country"] is None
    standing = {row["id"]: row["standing"] for row in rows["claims"]}
    assert all(standing[name] == "used" for row in (later, dozen, part) for name in row["claims"].split("; "))


def test_a_claim_that_is_set_aside_says_why(evil):
    salvo = next(event for event in evil.events if event.wounded)
    early, late = salvo.wounded.used
    lone = replace(salvo, wounded=replace(salvo.wounded, used=(late,), aside=((early, "it is older"),)), losses=())
    told = {row["id"]: row for row in TABLES["claims"].rows(replace(evil, events=(lone,)))}
    assert [(told[c.id]["standing"], told[c.id]["why"]) for c in early.claims] == [("set aside", "it is older")]
    assert [told[c.id]["standing"] for c in late.claims] == ["used"]
    assert {row["standing"] for row in told.values() if row["slot"] == "statement"} == {None}


def test_people_links_tallies_and_dissent(rows):
    velk = next(row for row in rows["people"] if row["name"] == "Joran Velk")
    assert (velk["fate"], velk["rank"], velk["age"], velk["hometown"]) == ("killed", "specialist", 27, "Dulby, Ohio")
    ids = {row["id"]: row["kind"] for row in rows["events"]}
    tied = {(ids[row["event"]], row["relation"], ids[row["to"]], row["report"]) for row in rows["links"]}
    assert ("air_strike", "retaliation", "shelling", "post-2") in tied
    assert [(row["low"], row["since"]) for row in rows["tallies"]] == [(19, "2018")]
    assert {(row["slot"], row["conflict"]) for row in rows["dissent"]} == {
        ("perpetrators", True),
        ("wounded", False),
        ("weapons", False),
    }
    assert [row["id"] for row in rows["reports"]] == ["undated-4", "wire-1", "post-2", "daily-3", "quiet-5"]
    assert all(len(row["text"]) == row["characters"] for row in rows["reports"])


def test_one_table_alone_says_what_it_drops(evil, tmp_path):
    written = export(evil, "csv", tmp_path / "events.csv")
    kinds = {loss.what for loss in written.losses}
    assert kinds >= {"hedge of wounded", "killed", "fate", "link", "place", "dissent on perpetrators"}
    assert written.beside == ("events.why.csv",)
    with (tmp_path / "events.why.csv").open(encoding="utf-8", newline="") as file:
        why = list(csv.DictReader(file))
    said = [row for row in why if row["column"] == "wounded_best" and row["value"] == "14"]
    assert said and all("At least 14 people" in row["words"] for row in said)
    filled = {row["column"] for row in why if row["column"] and not row["claims"]}
    assert filled <= {"id", "reports", "sources", "disputed", "policy", "words"}
    assert export(evil, "csv", tmp_path / "claims.csv", Options(table="claims")).losses == ()


@pytest.mark.parametrize("form", ["csv", "jsonl", "parquet"])
def test_a_folder_gets_every_table_and_keeps_what_it_holds(form, evil, tmp_path):
    folder = tmp_path / "my.tables"
    folder.mkdir()
    (folder / "notes.txt").write_text("mine", "utf-8")
    for path in (folder, tmp_path / "new"):
        assert export(evil, form, path).losses == ()
        assert {f"{name}.{form}" for name in TABLES} == {p.name for p in path.iterdir()} - {"notes.txt"}
    assert (folder / "notes.txt").read_text("utf-8") == "mine"
    for part in (tmp_path / "new").iterdir():
        assert part.read_bytes() == (folder / part.name).read_bytes()


def test_one_table_is_the_one_of_the_folder(evil, written, tmp_path):
    for form in ("csv", "jsonl", "parquet"):
        for name in ("tolls", "sources"):
            export(evil, form, tmp_path / f"one.{form}", Options(table=name))
            whole = written / form / f"{'reports' if name == 'sources' else name}.{form}"
            assert (tmp_path / f"one.{form}").read_bytes() == whole.read_bytes()


@pytest.mark.parametrize("form", ["csv", "jsonl", "parquet", "excel"])
def test_an_unknown_table_is_told_with_those_there_are(form, evil, tmp_path):
    with pytest.raises(ExportError, match=r"no table 'deaths'.*events, tellings, claims.*reports"):
        export(evil, form, tmp_path / "x.any", Options(table="deaths"))
    assert list(tmp_path.iterdir()) == []


def test_csv_gives_every_text_back(written, rows):
    with (written / "csv" / "reports.csv").open(encoding="utf-8", newline="") as file:
        found = list(csv.DictReader(file))
    for row, told in zip(found, rows["reports"], strict=True):
        for name in ("title", "outlet", "text", "url"):
            assert plain(row[name]) == (told[name] or "")
            assert not row[name].startswith(("=", "+", "@", "-"))


def test_a_workbook_has_the_same_bytes_each_time(evil, written, tmp_path):
    export(evil, "excel", tmp_path / "all.xlsx")
    assert (tmp_path / "all.xlsx").read_bytes() == (written / "all.xlsx").read_bytes()


def test_what_a_cell_cannot_hold_is_told(evil, tmp_path, monkeypatch):
    monkeypatch.setattr(excel, "MOST_CHARACTERS", 300)
    losses = export(evil, "excel", tmp_path / "cut.xlsx").losses
    assert any(loss.what == "text of wire-1 in reports" and "characters" in loss.value for loss in losses)
    monkeypatch.setattr(excel, "MOST_ROWS", 4)
    with pytest.raises(ExportError, match="a sheet holds 3 rows"):
        export(evil, "excel", tmp_path / "long.xlsx")
    assert not (tmp_path / "long.xlsx").exists()
    monkeypatch.undo()
    with pytest.raises(ExportError, match="it cannot be written"):
        export(evil, "excel", tmp_path)


def test_parquet_says_what_to_install(evil, tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(ExportError, match=r"pip install 'dateline\[parquet\]'"):
        export(evil, "parquet", tmp_path / "a.parquet")


def test_every_column_is_described_in_the_docs():
    page = (
        (Path(__file__).resolve().parents[4] / "docs" / "exports" / "tables.md")
        .read_text("utf-8")
        .partition("## Columns")[2]
    )
    told = re.findall(r"^### (\w+)$|^\| `(\w+)` \| [\w ]+ \| [\w ]*\| (.+) \|$", page, re.MULTILINE)
    wanted = []
    for table in TABLES.values():
        wanted += [(table.name, "", ""), *(("", column.name, column.doc) for column in table.columns)]
    assert told == wanted
