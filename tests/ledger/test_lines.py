"""A ledger leaves as JSON lines and comes back the same, in either database; a file that was harmed stores nothing."""

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from dateline.cli.app import app
from dateline.errors import LedgerError
from dateline.ledger import Ledger
from dateline.ledger.canon import Decision
from dateline.ledger.store.whole import lines
from dateline.model.estimate import Estimate
from dateline.model.extraction import Refused
from dateline.model.judgement import Judgement, Verdict


@pytest.fixture
def full(extraction):
    """Fills a ledger with a row for every content table."""

    def fill(path):
        with Ledger.open(path) as ledger:
            ledger.add(extraction)
            ledger.refuse(Refused("b.txt", "empty – «nothing»"))
            one, other = (event.id for event in extraction.events)
            judgement = Judgement.between(one, other, Verdict.DIFFERENT, "Ana", "two days apart", "2021-05-05")
            ledger.judge(judgement)
            ledger.retract(judgement.id, "Ben", "it was one", "2021-05-06")
            decision = Decision(one, "killed", Estimate.exactly(2), "3", "Ana", "the list", "2021-05-05")
            decision = replace(decision, words=(extraction.events[0].trigger,))
            ledger.decide(decision)
            ledger.retract(decision.id, "Ben", "it was three", "2021-05-06")
        return path

    return fill


@pytest.fixture
def saved(full, tmp_path):
    """A full ledger as lines."""
    with Ledger.open(full(tmp_path / "full.db")) as ledger:
        assert all(ledger.size().values())
        ledger.save(tmp_path / "full.jsonl")
    return tmp_path / "full.jsonl"


def test_there_and_back_the_digest_is_the_same(ledger_at, full, tmp_path, saved, extraction, monkeypatch):
    monkeypatch.setattr(lines, "SENT", 3)
    with Ledger.open(full(ledger_at())) as ledger:
        sent = ledger.save(tmp_path / "there.jsonl")
        assert sent == ledger.digest()
        history = ledger.history()
    # The same ledger is the same file, whatever database it comes from.
    assert (tmp_path / "there.jsonl").read_bytes() == saved.read_bytes()
    with Ledger.restore(tmp_path / "there.jsonl", ledger_at("back")) as back:
        assert back.digest() == sent and back.verify() == []
        assert list(back.extractions()) == [extraction]
        assert back.history() == history and len(history) == 4
        assert len(back.merged().events()) == len(extraction.events)


def test_every_line_is_a_row_that_anybody_reads(saved):
    head, *rows = map(json.loads, saved.read_text("utf-8").splitlines())
    assert head["dateline"] == "ledger" and len(head["digest"]) == 64
    counts = {name: sum(row["table"] == name for row in rows) for name in head["rows"]}
    assert counts == head["rows"] and sum(counts.values()) == len(rows)
    assert any(row["table"] == "report" and "Rockets hit Camp Oru" in row["text"] for row in rows)


def harmed(text):
    """What can happen to a file: what was done, the file, and what is said of it."""
    rows = text.splitlines(keepends=True)
    swapped = [rows[0], rows[2], rows[1], *rows[3:]]
    newer = rows[0].replace('"form":', '"form":9')
    odd = rows[3].replace('"table":', '"colour":"red","table":')
    return {
        "cut between lines": ("".join(rows[:-2]), rf"line {len(rows) - 2}: the file ends here with"),
        "cut within a line": (text[: len(text) - 20], rf"line {len(rows)}: no row of a ledger"),
        "the head alone": (rows[0], r"line 1: the file ends here with 0 of 1 report rows"),
        "a line lost": ("".join(rows[:5] + rows[6:]), "the file ends here with"),
        "a value changed": (text.replace("police", "poLice", 1), r"lines 2 to \d+: a value was changed"),
        "lines swapped": ("".join(swapped), r"line 3: a row out of its place"),
        "a line twice": ("".join([*rows, rows[-1]]), r"the file ends here with 2 of 1 ground rows"),
        "another column": ("".join([*rows[:3], odd, *rows[4:]]), r"line 4: no row of a ledger .*colour"),
        "a number as text": (
            re.sub('"start_char":([0-9]+)', r'"start_char":"\1"', text, count=1),
            r"no row of a ledger .*start_char",
        ),
        "not JSON": ("".join([*rows[:3], "\x00\x01\n", *rows[4:]]), "line 4: no row of a ledger"),
        "a newer form": ("".join([newer, *rows[1:]]), r"line 1: the ledger in this file has form 9\d"),
        "reports": ('{"text": "Nothing happened."}\n', r"line 1: this file is no ledger .*dateline read"),
        "empty": ("", "line 1: this file is no ledger"),
    }


CASES = (
    "cut between lines", "cut within a line", "the head alone", "a line lost", "a value changed", "lines swapped",
    "a line twice", "another column", "a number as text", "not JSON", "a newer form", "reports", "empty",
)  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_a_harmed_file_is_told_with_its_line_and_nothing_is_made(case, saved, tmp_path):
    whole = saved.read_text("utf-8")
    text, said = harmed(whole)[case]
    assert text != whole
    bad, target = tmp_path / "bad.jsonl", tmp_path / "new.db"
    bad.write_text(text, "utf-8", newline="")
    with pytest.raises(LedgerError, match=said):
        Ledger.restore(bad, target)
    assert not target.exists()


def test_bytes_that_are_no_text_are_told(saved, tmp_path):
    bad = tmp_path / "bad.jsonl"
    bad.write_bytes(saved.read_bytes().replace("«".encode(), b"\xab"))
    with pytest.raises(LedgerError, match=r"line \d+: no row of a ledger"):
        Ledger.restore(bad, tmp_path / "new.db")
    bad.write_bytes(b"\x89PNG\r\n" * 9)
    with pytest.raises(LedgerError, match="this file is no ledger"):
        Ledger.restore(bad, tmp_path / "new.db")


def test_nothing_is_written_over(saved, full, ledger_at, tmp_path):
    held = full(ledger_at())
    with Ledger.open(held) as ledger:
        before = ledger.digest()
        with pytest.raises(LedgerError, match="a file of this name already"):
            ledger.save(saved)
        with pytest.raises(LedgerError, match="cannot be written"):
            ledger.save(tmp_path / "nowhere" / "a.jsonl")
    with pytest.raises(LedgerError, match="not empty"):
        Ledger.restore(saved, held)
    with pytest.raises(LedgerError, match="cannot be read"):
        Ledger.restore(tmp_path / "none.jsonl", tmp_path / "new.db")
    with Ledger.open(held) as ledger:
        assert ledger.digest() == before


def test_what_fails_on_the_way_leaves_an_empty_ledger(saved, ledger_at, monkeypatch):
    target, calls = ledger_at(), []

    def insert(db, table, some):
        calls.append(table.name)
        if table.name == "record":
            raise LedgerError("the disk took no more")
        real(db, table, some)

    real = lines.insert
    monkeypatch.setattr(lines, "insert", insert)
    with pytest.raises(LedgerError, match="took no more"):
        Ledger.restore(saved, target)
    assert "statement" in calls
    with Ledger.open(target) as ledger:
        assert not any(ledger.size().values())


def test_the_command_copies_there_and_back(full, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    full("my.db")
    said = [CliRunner().invoke(app, ["copy", *names]) for names in (("my.db", "my.jsonl"), ("my.jsonl", "back.db"))]
    assert [one.exit_code for one in said] == [0, 0] and said[0].output == said[1].output
    with Ledger.open("my.db") as one, Ledger.open("back.db") as other:
        assert one.digest() == other.digest() and one.digest() in said[0].output
    refused = CliRunner().invoke(app, ["copy", "my.jsonl", "other.jsonl"])
    assert isinstance(refused.exception, LedgerError) and not Path("other.jsonl").exists()
