"""`explain` and `rules` show rules with their reasons."""

from typer.testing import CliRunner

from dateline.cli.app import app
from dateline.cli.explain import shortened
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
    assert "earliest 2020-03-09" in shown


def test_explain_all_names_silent_rules():
    assert "did not fire though one of their words stands there" in run("explain", SENTENCE, "--all")


def test_nothing_to_explain():
    assert "no rule fired" in run("explain", "Ah")


def test_rules_of_one_room():
    shown = run("rules", "counts")
    assert "counts.at_least" in shown and "dates." not in shown


def test_long_words_are_shortened():
    assert len(shortened("word " * 40)) < 80 and shortened("short") == '"short"'
