"""The Python interface as the documentation shows it."""

import json
import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

import dateline
from dateline.api import Reading
from dateline.errors import SourceError

TEXT = "ORU - Rockets hit Camp Oru on Wednesday, killing two soldiers and wounding at least 10 people, police said."


def test_a_text_is_read():
    reading = dateline.read(TEXT, published="2020-03-12", outlet="Oru Post")
    event = reading.events[0]
    assert (event.killed.low, event.wounded.low, event.wounded.high) == (2, 10, None)
    assert event.when.earliest == date(2020, 3, 11) and event.when.evidence[0].exact == "Wednesday"
    assert reading.report.outlet == "Oru Post"
    assert reading.claims and reading.links == reading.tallies == ()
    assert json.loads(json.dumps(reading.to_dict()))["events"][0]["id"] == event.id


def test_records_speak_of_values_directly(extraction):
    reading = Reading(extraction)
    assert reading.events[0].where.name == "Camp Oru"
    assert reading.people[0].name == "Ana Sol"
    with pytest.raises(AttributeError):
        _ = reading.events[0].where.depth


@pytest.mark.parametrize("as_path", [str, Path])
def test_a_file_is_read(tmp_path, as_path):
    (tmp_path / "oru.txt").write_text(TEXT, "utf-8")
    assert dateline.read(as_path(tmp_path / "oru.txt"), date(2020, 3, 12)).report.id == "oru"


def test_a_file_that_is_none_says_so(tmp_path):
    with pytest.raises(SourceError, match="cannot be read"):
        dateline.read("nowhere.txt")
    with pytest.raises(ValueError, match="March"):
        dateline.read(TEXT, published="12 March")
    (tmp_path / "two.jsonl").write_text('{"text": "One."}\n{"text": "Two."}\n')
    with pytest.raises(SourceError, match="2 reports"):
        dateline.read(tmp_path / "two.jsonl")


def test_a_ledger_is_kept(tmp_path, extraction):
    with dateline.Ledger.open(tmp_path / "l.db") as ledger:
        assert ledger.add(extraction)
        assert [event.kind for event in ledger.events()] == ["shelling", "air_strike"]


def test_public_names_are_there_and_load_late():
    assert set(dateline.__all__) <= set(dir(dateline))
    for name in dateline.__all__:
        assert getattr(dateline, name)
    with pytest.raises(AttributeError):
        _ = dateline.nothing
    code = "import sys, dateline; print('spacy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout == "False\n"


def test_characters_that_nothing_can_hold_are_replaced_with_a_doubt():
    reading = dateline.read("Two soldiers \ud800 were killed\0 in Oru.")
    assert reading.report.text == "Two soldiers \ufffd were killed\ufffd in Oru."
    assert "half surrogates" in reading.problems[0].what and reading.problems[0].rule == "sources.doubt"


def test_a_guessed_encoding_is_told(tmp_path):
    (tmp_path / "oru.txt").write_bytes("Gunmen shot José Sol dead at a café in Oru.".encode("latin-1"))
    reading = dateline.read(tmp_path / "oru.txt")
    assert "José" in reading.report.text and "a guess" in reading.problems[0].what


def test_a_text_longer_than_any_report_is_refused():
    with pytest.raises(SourceError, match="the limit is"):
        dateline.read("Two died.\n" * 300_000)


def test_a_day_may_come_with_a_time_and_a_wrong_word_is_named():
    assert dateline.read("Calm.", datetime(2020, 3, 12, 9, tzinfo=UTC)).report.published == date(2020, 3, 12)
    with pytest.raises(TypeError, match="outlt"):
        dateline.read("Calm.", outlt="Oru Post")
