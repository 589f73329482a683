"""The Python interface as the documentation shows it."""

import json
import subprocess
import sys
from datetime import date
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
