"""The commands over many reports: what they print, what they say when there is nothing, what they refuse."""

import json
from datetime import date

import pytest
from typer.testing import CliRunner

from dateline.cli.app import app
from dateline.errors import DatelineError
from dateline.ledger import Ledger
from dateline.model.report import Report
from dateline.pipeline import extract_all

REPORTS = (
    ("wire", "2021-05-05", "BAGHDAD, May 4 (Harbor Wire) - Twelve rockets struck the Balad air base in Salahuddin"
     " province on Tuesday, killing two Iraqi soldiers, the Iraqi army said."),
    ("paper", "2021-05-05", "BAGHDAD - At least 15 rockets hit the Balad air base in Salahuddin province on Tuesday. A"
     " security official said three Iraqi soldiers were killed. The army accused Kataib Hezbollah of the attack; the"
     " militia denied any role."),
    ("later", "2021-05-07", "BAGHDAD - The death toll of Tuesday's rocket attack on the Balad air base has risen to"
     " four, the health ministry said on Thursday. Four Iraqi soldiers were killed in all."),
    ("strike", "2021-05-10", "BAGHDAD - American jets bombed two depots of Kataib Hezbollah near al-Qaim on Sunday in"
     " retaliation for Tuesday's rocket attack on the Balad air base, the Pentagon said."),
    ("total", "2021-05-12", "BAGHDAD - Since January, 19 Iraqi soldiers have been killed in rocket attacks, the army"
     " said."),
    ("undated", None, "Twelve rockets struck the Balad air base in Salahuddin province, killing two Iraqi soldiers, the"
     " Iraqi army said."),
)  # fmt: skip
NOTHING = {
    "events": "no event",
    "questions": "no open question",
    "dissent": "no disagreement",
    "tallies": "no report gives a running total",
    "undated": "no undated report",
    "history": "nobody has judged yet",
    "merge": "0 tellings in 0 events",
}


@pytest.fixture(autouse=True)
def width(monkeypatch):
    monkeypatch.setenv("COLUMNS", "140")


@pytest.fixture(scope="module")
def readings():
    days = [(name, date.fromisoformat(day) if day else None, text) for name, day, text in REPORTS]
    return list(extract_all(Report.of(text, id=name, outlet=name.title(), published=day) for name, day, text in days))


def filled(path, readings):
    with Ledger.open(path) as ledger:
        ledger.add_all(readings)
    return str(path)


@pytest.fixture
def path(tmp_path, readings):
    return filled(tmp_path / "many.db", readings)


@pytest.fixture
def empty(tmp_path):
    return filled(tmp_path / "empty.db", [])


def run(*arguments, code=0):
    ran = CliRunner().invoke(app, arguments)
    assert ran.exit_code == code, ran.output
    return ran.output


def told(*arguments):
    """What a refused command says (on one line, with exit code 1, in `dateline.cli.main`)."""
    ran = CliRunner().invoke(app, arguments)
    assert isinstance(ran.exception, DatelineError), ran.output
    return str(ran.exception)


def objects(*arguments):
    return [json.loads(line) for line in CliRunner().invoke(app, [*arguments, "--json"]).stdout.splitlines()]


def attack(path):
    """The event that most reports tell."""
    return max(objects("events", path), key=lambda event: len(event["members"]))


def test_events_are_shown_once_with_how_many_tell_them(path):
    shown = run("events", path)
    assert "Balad air base" in shown and "under the policy latest" in shown
    assert {m["report"] for m in attack(path)["members"]} >= {"wire", "paper", "later"}


@pytest.mark.parametrize(
    ("options", "holds"),
    [
        (["--kind", "shelling"], True),
        (["--kind", "air strike"], False),
        (["--from", "2021-05-04", "--to", "2021-05-04"], True),
        (["--from", "2021-05-06"], False),
        (["--to", "2021-05-03"], False),
        (["--country", "IQ"], True),
        (["--country", "AF"], False),
        (["--actor", "kataib"], True),
        (["--actor", "taliban"], False),
        (["--as-of", "2021-05-05"], True),
        (["--as-of", "2021-05-01"], False),
    ],
)
def test_filters(path, options, holds):
    assert (attack(path)["id"] in {event["id"] for event in objects("events", path, *options)}) == holds


def test_as_of_and_policy_change_the_number(path):
    assert attack(path)["killed"]["best"] == 4
    (early,) = (e for e in objects("events", path, "--as-of", "2021-05-05") if e["kind"] == "shelling")
    assert early["killed"]["high"] == 3
    (few,) = (e for e in objects("events", path, "--policy", "acled") if e["id"] == attack(path)["id"])
    assert few["killed"] | {"best": 2, "low": 2, "high": 2} == few["killed"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["events", "PATH", "--kind", "bombardment"], "shelling"),
        (["events", "PATH", "--policy", "best"], "belligerents-excluded"),
        (["event", "PATH", "zzzz"], "dateline events"),
        (["event", "PATH", ""], "dateline events"),
        (["chain", "PATH", "zzzz"], "dateline events"),
        (["judge", "PATH", "zzzz", "yyyy", "same", "--why", "x"], "there is no event 'zzzz'"),
        (["judge", "PATH", "ID", "ID", "same", "--why", "x"], "both names are of one event"),
        (["judge", "PATH", "TELLING", "TELLING", "same", "--why", "x"], "against itself"),
        (["judge", "PATH", "ID", "TELLING", "alike", "--why", "x"], "say same or different"),
        (["judge", "PATH", "ID", "TELLING", "same", "--why", " "], "needs a reason"),
        (["undo", "PATH"], "there is no judgement to take back"),
        (["undo", "PATH", "zzzz"], "there is no judgement 'zzzz'"),
    ],
)
def test_wrong_input_is_told_with_advice(path, arguments, words):
    event = attack(path)
    names = {"PATH": path, "ID": event["id"], "TELLING": event["members"][0]["event"]}
    assert words in told(*(names.get(word, word) for word in arguments))


@pytest.mark.parametrize(
    "arguments", [["events", "L", "--from", "May"], ["events"], ["judge", "L", "a", "b", "same"], ["chain", "L"]]
)
def test_a_wrong_command_line_is_code_2(path, arguments):
    run(*(path if word == "L" else word for word in arguments), code=2)


def test_an_event_shows_accounts_words_and_why_it_is_one(path):
    event = attack(path)
    shown = run("event", path, event["id"][:8])
    for words in ("told by", "killed", "⟦", "disputed", "one event", "the same day"):
        assert words in shown
    one = run("event", path, event["members"][0]["event"])
    assert f"told as part of event {event['id'][:8]}" in one
    assert objects("event", path, event["id"])[0]["id"] == event["id"]


def test_judge_history_undo(path):
    event = attack(path)
    members = {m["report"]: m["event"] for m in event["members"]}
    said = run("judge", path, members["wire"], members["paper"], "different", "--why", "two salvos", "--by", "Ana")
    assert "1 judgement kept" in said and "dateline undo" in said
    homes = {m["event"]: e["id"] for e in objects("events", path) for m in e["members"]}
    assert homes[members["wire"]] != homes[members["paper"]]
    assert "by Ana: two salvos" in run("history", path)
    (judgement,) = objects("history", path)
    assert judgement["verdict"] == "different"
    assert "taken back" in run("undo", path, judgement["id"][:6], "--by", "Bo", "--why", "one salvo after all")
    assert "by Bo: one salvo after all" in run("history", path) and len(objects("history", path)) == 2
    assert attack(path)["members"] == event["members"]
    assert "there is no judgement" in told("undo", path, judgement["id"][:6])


def test_joining_two_events_and_taking_back_the_last(path):
    strike = next(e for e in objects("events", path) if e["kind"] == "air_strike")
    before = objects("events", path)
    run("judge", path, attack(path)["id"], strike["id"], "same", "--why", "a test")
    assert len(objects("events", path)) == len(before) - 1
    run("undo", path)
    assert objects("events", path) == before


def test_the_beginnings_of_two_judgements_are_no_name(path):
    tellings = [m["event"] for m in attack(path)["members"]][:3]
    for n in range(17):
        run("judge", path, tellings[n % 2], tellings[2], "different", "--why", str(n))
    firsts = [row["id"][0] for row in objects("history", path)]
    shared = next(first for first in firsts if firsts.count(first) > 1)
    assert "more than one judgement" in told("undo", path, shared)


def test_dissent_chain_tallies_undated_questions(path):
    assert "disputed" in run("dissent", path)
    assert "corrected" in run("dissent", path, "--all") or "disputed" in run("dissent", path, "--all")
    assert all(d["conflict"] for row in objects("dissent", path) for d in row["dissent"])
    event = attack(path)
    assert "retaliation" in run("chain", path, event["id"]) and len(objects("chain", path, event["id"])) > 1
    assert "19 Iraqi soldiers killed" in run("tallies", path)
    assert 19 in [row["count"]["low"] for row in objects("tallies", path)]
    assert "undated: published" in run("undated", path) and objects("undated", path)[0]["earliest"] == "2021-05-04"
    for row in objects("questions", path):
        assert row["weight"] < 3.5 and row["why"]
    assert "events" in run("merge", path)


@pytest.mark.parametrize("command", NOTHING)
def test_an_empty_ledger_says_so(empty, command):
    assert NOTHING[command] in run(command, empty)
    if command != "merge":
        assert CliRunner().invoke(app, [command, empty, "--json"]).stdout == ""


def test_one_report_alone(tmp_path, readings):
    path = filled(tmp_path / "one.db", [r for r in readings if r.report.id == "wire"])
    (event,) = objects("events", path)
    assert "1 events told 1 times" in run("events", path).replace("1 event told 1 time;", "1 events told 1 times;")
    assert "no report ties this event to another one" in run("chain", path, event["id"])
    assert "no disagreement" in run("dissent", path) and "no open question" in run("questions", path)
    assert "no event is so" in run("events", path, "--kind", "siege")


def test_narrow_terminals_get_lines(path, monkeypatch):
    for width in (60, 90, 100, 140):
        monkeypatch.setenv("COLUMNS", str(width))
        shown = CliRunner().invoke(app, ["events", path]).stdout
        heading = shown.split("\n")[0]
        assert all(len(line) <= width for line in shown.splitlines())
        assert ("perpetrators" in heading, "disputed" in heading) == (width >= 100, width >= 120)
        if width < 100:
            flat = " ".join(shown.split())
            assert "2021-05-04, shelling, Balad air base, killed" in flat and "reports" in flat and "disputed:" in flat


def test_all_of_it_in_postgresql(postgres_at, readings, path):
    address = postgres_at()
    filled(address, readings)
    for command in (["events"], ["questions"], ["dissent", "--all"], ["tallies"], ["undated"]):
        name, *options = command
        assert objects(name, address, *options) == objects(name, path, *options)
    event = attack(address)
    assert objects("chain", address, event["id"]) == objects("chain", path, event["id"])
    tellings = [m["event"] for m in event["members"]]
    run("judge", address, *tellings[:2], "different", "--why", "a test")
    assert "taken back" in run("undo", address) and attack(address) == event
    assert "tellings in" in run("merge", address)
    unused = postgres_at()
    filled(unused, [])
    for command, words in NOTHING.items():
        assert words in run(command, unused)
