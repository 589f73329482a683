"""Longer and further reports are made of the same few; a command that fails is told."""

import json

import pytest

from dateline.errors import DatelineError
from dateline.evaluate.scaled.cost import SAME, by_length, long_reports, many, run
from dateline.model.report import Report

FEW = [Report.of("Shots were fired in Oru.\nTwo guards died.", id="a"), Report.of("A bomb went off in Marn.", id="b")]


@pytest.mark.parametrize("words", [3, 14, 100, 1000])
def test_a_long_report_has_about_so_many_words(words):
    one, two = long_reports(FEW, words, 2)
    for report in (one, two):
        assert words <= len(report.text.split()) < words + 6
    assert one.text.startswith("Shots were fired in Oru.")


def test_short_reports_are_made_of_the_same_words_as_long_ones():
    short, long = (long_reports(FEW, words, 600 // words) for words in (20, 300))
    assert {line for r in short for line in r.text.split("\n")} == {line for r in long for line in r.text.split("\n")}
    words, each = by_length(FEW, SAME // 4)
    assert words >= SAME // 4
    assert each > 0


def test_many_reports_have_ids_and_days_of_their_own(tmp_path):
    rows = [json.loads(line) for line in many(FEW, 7, tmp_path / "m.jsonl").read_text().splitlines()]
    assert len({row["id"] for row in rows}) == 7 and len({(row["text"], row["published"]) for row in rows}) == 7


def test_a_command_that_fails_is_told():
    with pytest.raises(DatelineError, match="the command failed"):
        run(["read"])
