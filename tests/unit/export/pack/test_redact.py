"""Names are hidden everywhere a pack could tell them, positions stay true, and what is not hidden is said."""

import json
import subprocess
import sys
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import dateline
from dateline.cli.away.pack import Ordered, pack_ledger
from dateline.errors import ExportError
from dateline.export.book import book as book_of
from dateline.export.pack import verify
from dateline.export.pack.pack import write_pack
from dateline.export.pack.redact import MARK, Redactor, note, redacted
from dateline.ledger.canon.decided import Decision
from dateline.ledger.together import merge
from dateline.model.estimate import Estimate
from dateline.model.judgement import Judgement, Retraction, Verdict
from dateline.model.report import Report

VELK = Redactor.of(["Joran Velk"])


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("Specialist Joran Velk died.", "Specialist ①█████████ died."),
        ("JORAN VELK", "①█████████"),
        ("Joran\nVelk and Velk's father", "①█████████ and ①███'s father"),
        ("Joran P. Velk", "①████ P. ①███"),
        ("Jorán Ve\u0301lk", "①██████████"),
        ("Joran\u00a0Velk", "①█████████"),
        ("Jo\u00adran Velk", "①██████████"),
        ("Velkin and Joranovic", "Velkin and Joranovic"),
        ("he will velk it", "he will velk it"),
    ],
)
def test_a_name_is_hidden_in_each_writing(text, hidden):
    assert VELK.hide(text) == hidden


def test_two_persons_have_two_numbers_and_a_shared_word_none():
    both = Redactor.of(["Ana Velk", "Joran Velk"])
    assert both.hide("Joran Velk, Ana Velk, Velk") == "①█████████, ②███████, ████"


@given(st.text(st.one_of(st.characters(exclude_categories=["Cs"]), st.sampled_from("Joran Velkß\u0301ﬁ")), max_size=60))
def test_a_text_keeps_its_length_and_all_but_the_name(text):
    whole = f"{text} Joran Velk {text}"
    hidden = VELK.hide(whole)
    assert len(hidden) == len(whole) and "Joran Velk" not in hidden
    assert all(a == b or b in "①█" for a, b in zip(whole, hidden, strict=True))


def test_every_file_of_a_pack_is_free_of_the_name(book, tmp_path):
    assert "Velk" in "".join(report.text for report in book.reports.values())
    left, right = (event.members[0].record.id for event in book.events[:2])
    judged = Judgement.between(left, right, Verdict.DIFFERENT, "ada", "Velk is named in one", "2020-04-01T10:00:00Z")
    taken = Retraction(judged.id, "ada", "Velk again", "2020-04-02T10:00:00Z")
    made, history = redacted(book, VELK, [judged, taken], True)
    write_pack(tmp_path / "r.zip", made, history, "test", note(VELK, made))
    with zipfile.ZipFile(tmp_path / "r.zip") as archive:
        contents = {name: archive.read(name).decode() for name in archive.namelist()}
    assert not [name for name, text in contents.items() if "velk" in text.casefold() or "joran" in text.casefold()]
    assert len(contents["history.jsonl"].splitlines()) == 2 and "ada" not in contents["history.jsonl"]
    told = json.loads(contents["manifest.json"])["redaction"]
    assert told["names"] == 1 and told["marks_in_texts"] >= 1 and "Not hidden: ages" in told["note"]
    assert "WHAT WAS HIDDEN" in contents["README.txt"]
    assert "https://" not in contents["reports.jsonl"]
    command = [sys._base_executable, "-I", "-S", str(Path(verify.__file__)), str(tmp_path / "r.zip")]
    assert subprocess.run(command, capture_output=True, text=True, check=False).stdout.startswith("OK")


def verified(path):
    command = [sys._base_executable, "-I", "-S", str(Path(verify.__file__)), str(path)]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    assert ran.stdout.startswith("OK"), ran.stdout
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


@pytest.mark.parametrize("without_people", [False, True])
def test_decisions_and_their_notes_are_free_of_the_name(decided, tmp_path, without_people):
    book, history = decided
    made, hidden = redacted(book, VELK, history, without_people)
    write_pack(tmp_path / "d.zip", made, hidden, "test", note(VELK, made))
    contents = verified(tmp_path / "d.zip")
    assert not [name for name, text in contents.items() if "velk" in text.casefold() or "joran" in text.casefold()]
    assert bool([name for name, text in contents.items() if "Ann Ode" in text]) is not without_people
    killed, listed, gone, undone, taken = (json.loads(line) for line in contents["history.jsonl"].splitlines())
    assert killed["by"] == (MARK if without_people else "Ann Ode") and taken["retracts"] == undone["id"]
    assert listed["decided"] == "perpetrator Kataib Hezbollah; Brother of ①███" and listed["was"] == "①" + MARK * 9
    claims = [json.loads(line) for line in contents["claims.jsonl"].splitlines()]
    assert [one["id"] for one in claims if one["set_aside"]] == [gone["claim"]]
    assert [json.loads(line)["id"] for line in contents["notes.jsonl"].splitlines()] == [
        one["report"] for one in (killed, listed, gone)
    ]
    event = next(e for e in made.events if e.decided)
    assert event.killed.value.best == 2 and event.killed.evidence[0].exact == "killed 2"


def test_the_id_of_a_report_that_a_decision_tells_is_hidden():
    told = dateline.extract(Report.of("Joran Velk was killed in Kabul.", id="velk-obituary"))
    (event,) = merge([told]).events()
    was = "toll: 1, in the words 'Joran Velk' of velk-obituary"
    made = Decision(event.members[0].record.id, "killed", Estimate.exactly(2), was, "x", "see velk-obituary", "2020")
    merged = merge([told], decisions=[made])
    book, (hidden,) = redacted(book_of(merged, [told]), VELK, [made])
    assert hidden.was == f"toll: 1, in the words '①{MARK * 9}' of report-1" and hidden.why == "see report-1"
    assert [done.decision for done in book.events[0].decided] == [hidden]


def test_a_name_that_only_a_reviewer_wrote_is_found_without_people(decided_path, tmp_path, capsys):
    pack_ledger(str(decided_path), tmp_path / "w.zip", Ordered(without_people=True))
    whole = "".join(verified(tmp_path / "w.zip").values())
    assert "Velk" not in whole and "Ann Ode" not in whole and "①" in whole


def test_values_are_hidden_as_the_texts_are_and_positions_stay(book):
    made, _ = redacted(book, VELK)
    people = [person.name for event in made.events for person in event.people]
    assert people == ["①" + MARK * 9]
    for key, report in book.reports.items():
        assert len(made.reports[key].text) == len(report.text)
    spans = [[c.evidence[0].span for c in e.claims] for e in book.extractions.values()]
    assert spans == [[c.evidence[0].span for c in e.claims] for e in made.extractions.values()]
    for extraction in made.extractions.values():
        for words in (w for claim in extraction.claims for w in claim.evidence):
            assert extraction.report.text[words.span.start : words.span.end] == words.exact


def test_a_report_is_renamed_whose_id_tells_the_name():
    told = dateline.extract(
        Report.of("Joran Velk was killed in Kabul.", id="velk-obituary", published=date(2020, 3, 1))
    )
    made, _ = redacted(book_of(merge([told]), [told]), VELK)
    assert list(made.reports) == ["report-1"] and {m.report.id for e in made.events for m in e.members} == {"report-1"}


@pytest.mark.parametrize("text", ["Joran V&eacute;lk was killed.", "Joran Ve-\nlk was killed.", "V&#101;lk fell."])
def test_a_writing_that_is_not_known_is_refused_and_not_passed_on(text):
    told = dateline.extract(Report.of(text, id="r"))
    with pytest.raises(ExportError, match="another writing"):
        redacted(book_of(merge([told]), [told]), VELK)


def test_a_name_without_letters_is_refused():
    with pytest.raises(ExportError, match="no letter"):
        Redactor.of(["--"])


def test_without_people_hides_those_the_program_finds(ledger_path, tmp_path, capsys):
    pack_ledger(str(ledger_path), tmp_path / "w.zip", Ordered(without_people=True))
    with zipfile.ZipFile(tmp_path / "w.zip") as archive:
        whole = "".join(archive.read(name).decode() for name in archive.namelist())
    assert "Velk" not in whole and "①" in whole
    assert "Joran Velk" in capsys.readouterr().err


def test_a_book_that_does_not_name_them_stays_as_it_is(book):
    made, _ = redacted(book, Redactor.of(["Quentin Ashdown"]))
    assert [r.text for r in made.reports.values()] == [r.text for r in book.reports.values()]
    assert [replace(e, members=()) for e in made.events] == [replace(e, members=()) for e in book.events]
