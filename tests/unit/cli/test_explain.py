"""`explain` and `rules` show rules with their reasons."""

import subprocess
import sys

import pytest
from typer.testing import CliRunner

from dateline.cli.app import app
from dateline.cli.explain import shortened
from dateline.errors import DatelineError
from dateline.lexicon import REGISTRY

SENTENCE = "Rockets killed at least 10 people in Baghdad on Monday, police said."


def run(*arguments):
    ran = CliRunner().invoke(app, arguments)
    assert ran.exit_code == 0, ran.output
    return " ".join(ran.output.split())


def test_explain_names_rule_reason_words_and_value():
    shown = run("explain", SENTENCE, "--published", "2020-03-12")
    assert '"at least 10"' in shown and "low 10, best 10, high open, hedge at least" in shown
    assert "counts.at_least" in shown and " ".join(REGISTRY["counts.at_least"].doc.split())[:40] in shown
    assert "2020-03-09, precision day" in shown


def test_explain_all_names_silent_rules():
    assert "did not fire though one of their words stands there" in run("explain", SENTENCE, "--all")


def test_nothing_to_explain():
    assert "no rule fired" in run("explain", "Ah")


def test_rules_of_one_room():
    shown = run("rules", "counts")
    assert "counts.at_least" in shown and "dates." not in shown


def test_long_words_are_shortened():
    assert len(shortened("word " * 40)) < 80 and shortened("short") == '"short"'


@pytest.mark.parametrize("arguments", [["rules", "weather"], ["explain", " "]])
def test_what_cannot_be_shown_is_said(arguments):
    ran = CliRunner().invoke(app, arguments)
    assert isinstance(ran.exception, DatelineError)


@pytest.mark.parametrize("room", ["claims", "dates", "events", "links"])
def test_rules_of_a_room_that_has_read_nothing_yet(room):
    ran = subprocess.run([sys.executable, "-m", "dateline", "rules", room], capture_output=True, text=True, check=True)
    assert f"{room}." in ran.stdout
