"""`dateline decide` and `import`: what they keep, what they show, what they refuse and advise."""

import csv
import json
from dataclasses import replace

import pytest
from typer.testing import CliRunner

from dateline.cli.app import app
from dateline.errors import DatelineError
from dateline.ledger import Ledger
from dateline.model.extraction import Extraction, Problem
from dateline.model.report import Report, Span

BY = ("--why", "the ministry's list", "--by", "Ann Ode")


@pytest.fixture(autouse=True)
def width(monkeypatch):
    monkeypatch.setenv("COLUMNS", "140")


@pytest.fixture
def path(tmp_path, extraction):
    with Ledger.open(tmp_path / "l.db") as ledger:
        ledger.add(extraction)
    return str(tmp_path / "l.db")


def run(*arguments, code=0, typed=None):
    ran = CliRunner().invoke(app, [str(part) for part in arguments], input=typed)
    assert ran.exit_code == code, ran.output
    return ran.output


def refused(*arguments):
    """What a refused command says (on one line, with exit code 1, in `dateline.cli.main`)."""
    ran = CliRunner().invoke(app, [str(part) for part in arguments])
    assert isinstance(ran.exception, DatelineError), ran.output
    return str(ran.exception)


def objects(*arguments):
    return [json.loads(line) for line in CliRunner().invoke(app, [*arguments, "--json"]).stdout.splitlines()]


@pytest.fixture
def event(path):
    return next(one for one in objects("events", path) if one["kind"] == "shelling")


def now(path, event):
    (found,) = objects("event", path, event["id"])
    return found


def test_a_number_is_decided_shown_told_and_taken_back(path, event):
    said = run("decide", path, event["id"][:6], "killed", "2", *BY)
    assert "killed 2, not 3" in said and "dateline undo" in said
    shown = " ".join(run("event", path, event["id"][:6]).split())
    assert "2 (decided by Ann Ode, " in shown and "⟦killed 2⟧, not 3: the ministry's list" in shown
    assert "3 - police (oru) - set aside by Ann Ode, " in shown
    found = now(path, event)
    (decision,) = found["decisions"]
    assert (found["killed"]["best"], decision["was"], decision["becomes"]) == (2, "3", "killed 2")
    (words,) = found["killed"]["evidence"]
    assert decision["note_text"][words["start"] : words["end"]] == words["exact"] == "killed 2"
    assert words["report"] == decision["note"]
    (row,) = objects("history", path)
    assert (row["slot"], row["by"], row["why"]) == ("killed", "Ann Ode", "the ministry's list")
    assert "killed 2, not 3" in run("history", path)
    assert "taken back" in run("undo", path)
    assert now(path, event) == event
    assert len(objects("history", path)) == 2
    assert "all as stored" in run("verify", path)


@pytest.mark.parametrize(
    ("arguments", "slot", "becomes"),
    [
        (["killed", "2-4"], "killed", "killed 2-4"),
        (["wounded", "12+"], "wounded", "wounded 12+"),
        (["date", "2021-05-02..2021-05-03"], "when", "date 2021-05-02..2021-05-03"),
        (["place", "Oru", "--lat", "1.5", "--lon", "2.5"], "where", "place Oru (VS, 1.5, 2.5, place)"),
        (["place", "Camp Oru", "--precision", "near"], "where", "place Camp Oru (VS, 1.5, -2.25, near)"),
        (["place", "Oru", "--country", "ta"], "where", "place Oru (TA, unknown)"),
        (["kind", "bombing"], "kind", "kind bombing"),
        (["status", "denied"], "status", "status denied"),
        (["perpetrator", "Red Arrow:suspected"], "perpetrator", "perpetrator Red Arrow (suspected)"),
        (["target", "Camp Oru; a bridge"], "target", "target Camp Oru; a bridge"),
    ],
)
def test_every_slot_can_be_decided(path, event, arguments, slot, becomes):
    run("decide", path, event["id"], *arguments, *BY)
    (decision,) = now(path, event)["decisions"]
    assert (decision["slot"], decision["becomes"]) == (slot, becomes)


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (["killed", "some"], "write it so: 3, 3-5"),
        (["killed", "3"], "it is killed 3 already"),
        (["mood", "bad"], "take one of: kind, status, date"),
        (["place", "Oru", "--lat", "1"], "--lat and --lon"),
        (["place", "Oru", "--lat", "91", "--lon", "1"], "is no point"),
        (["place", " "], "a place has a name"),
        (["place", "Oru", "--precision", "exact"], "no precision"),
        (["kind", "bombing", "--lat", "1", "--lon", "1"], "are of a place, not of kind"),
        (["reject", "ffff"], "no claim of the event begins with 'ffff'"),
        (["reject", ""], "no claim of the event"),
    ],
)
def test_slips_are_told_with_what_to_do(path, event, arguments, why):
    assert why in refused("decide", path, event["id"], *arguments, *BY)
    assert objects("history", path) == []


def test_a_reason_and_a_known_event_are_needed(path, event):
    assert "needs a reason" in refused("decide", path, event["id"], "killed", "2", "--why", " ")
    assert "no event 'zzz'" in refused("decide", path, "zzz", "killed", "2", *BY)


def test_a_claim_is_rejected_and_confirmed_by_the_id_that_event_shows(path, event):
    (account,) = event["killed"]["accounts"]
    shown = run("event", path, event["id"])
    medic = account["claims"][1]
    assert medic[:8] in shown
    run("decide", path, event["id"], "reject", medic[:8], *BY)
    found = now(path, event)
    assert found["killed"]["best"] == 2
    assert found["decisions"][0]["set_aside"][0]["claim"] == medic
    shown = " ".join(run("event", path, event["id"]).split())
    assert "the claim is set aside - Ann Ode, " in shown and "in the words 'a Talan medic' of oru" in shown
    run("decide", path, event["id"], "confirm", medic[:8], *BY)
    assert now(path, event)["killed"]["best"] == 3


def exported(path, tmp_path, column, cell):
    out = tmp_path / "events.csv"
    run("export", path, "csv", "-o", out)
    with out.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    row = next(row for row in rows if row["kind"] == "shelling")
    row[column] = cell
    with out.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(row))
        writer.writeheader()
        writer.writerows(rows)
    return out


def test_an_edited_export_is_shown_first_and_kept_when_the_user_agrees(path, event, tmp_path):
    out = exported(path, tmp_path, "killed_best", "4")
    said = run("import", path, out, "--by", "Ann Ode")
    assert "killed_best" in said and "(follows)" in said and "add --yes" in said and "nothing was written" in said
    assert objects("history", path) == []
    assert "1 decision kept" in run("import", path, out, "--by", "Ann Ode", "--yes")
    found = now(path, event)
    assert found["killed"]["best"] == 4 and found["killed"]["why"].endswith(": edited in events.csv")
    assert "there is nothing to decide" in run("import", path, out, "--yes")
    run("undo", path)
    assert now(path, event) == event


def test_a_user_at_a_terminal_is_asked(path, tmp_path, monkeypatch):
    out = exported(path, tmp_path, "killed_best", "4")
    monkeypatch.setattr("dateline.cli.away.edited.is_terminal", lambda: True)
    assert "nothing was written" in run("import", path, out, typed="no\n")
    assert "1 decision kept" in run("import", path, out, typed="yes\n")


def test_refused_rows_are_told_and_leave_with_code_1(path, tmp_path):
    out = exported(path, tmp_path, "kind", "quarrel")
    said = run("import", path, out, "--yes", code=1)
    assert "refused: events.csv line " in said and "'quarrel' is no kind" in said
    assert objects("history", path) == []


@pytest.fixture
def doubted(path):
    doubts = [Problem("kayo", Span(0, 4), "test.rule", "a sign [b]"), Problem("kayo", None, "test.rule", "no day")]
    with Ledger.open(path) as ledger:
        ledger.add(
            Extraction(Report.of("🚀Oru is calm.", id="kayo"), problems=(*doubts, replace(doubts[0], span=None)))
        )
    return path


def test_a_problem_is_settled_shown_and_taken_back(doubted):
    shown = run("settle", doubted, "kayo").splitlines()
    assert shown == ["1  a sign [b] '🚀Oru'  [test.rule]", "2  no day  [test.rule]", "3  a sign [b]  [test.rule]"]
    assert "settled: no day. Take it back with: dateline undo" in run("settle", doubted, "kayo", "no d", *BY)
    run("settle", doubted, "kayo", "1", *BY)
    assert run("settle", doubted, "kayo").count("settled by Ann Ode, ") == 2
    assert "settled: a sign [b]  by Ann Ode: the ministry's list" in run("history", doubted)
    first = objects("history", doubted)[0]
    assert (first["event"], first["slot"], first["value"]["what"]) == ("kayo", "problem", "no day")
    assert "all as stored" in run("verify", doubted)
    assert "settled: a sign [b]" in run("undo", doubted)
    assert run("settle", doubted, "kayo").count("settled by Ann Ode, ") == 1


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["kayo", "4", *BY], "no problem of the report begins with '4'"),
        (["kayo", "a sign", *BY], "more than one problem"),
        (["kayo", "no day", *BY], "settled already by Ann Ode"),
        (["kayo", "1"], "needs a reason"),
        (["nowhere", "1", *BY], "there is no report 'nowhere'"),
    ],
)
def test_slips_in_settling_are_told(doubted, arguments, said):
    run("settle", doubted, "kayo", "2", *BY)
    assert said in refused("settle", doubted, *arguments)


def test_of_a_report_without_a_doubt_nothing_is_listed(path):
    with Ledger.open(path) as ledger:
        ledger.add(Extraction(Report.of("Oru is calm.", id="calm")))
    assert "no rule had a doubt" in run("settle", path, "calm")
