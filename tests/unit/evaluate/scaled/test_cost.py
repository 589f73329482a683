"""Longer and further reports are made of the same few; a command that fails is told."""

import json

import pytest

from dateline.errors import DatelineError
from dateline.evaluate.scaled.cost import long_report, many, run
from dateline.model.report import Report

FEW = [Report.of("Shots were fired in Oru.\nTwo guards died.", id="a"), Report.of("A bomb went off in Marn.", id="b")]


@pytest.mark.parametrize("words", [3, 14, 100, 1000])
def test_a_long_report_has_about_so_many_words(words):
    counted = len(long_report(FEW, words).text.split())
    assert words <= counted < words + 6
    assert long_report(FEW, words).text.startswith("Shots were fired in Oru.")


def test_many_reports_have_ids_and_days_of_their_own(tmp_path):
    rows = [json.loads(line) for line in many(FEW, 7, tmp_path / "m.jsonl").read_text().splitlines()]
    assert len({row["id"] for row in rows}) == 7 and len({(row["text"], row["published"]) for row in rows}) == 7


def test_a_command_that_fails_is_told():
    with pytest.raises(DatelineError, match="the command failed"):
        run(["read"])
