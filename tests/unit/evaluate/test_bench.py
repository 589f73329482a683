"""The run over a set notices a crash, a value without words, and words that are not in the text."""

from dataclasses import replace

import pytest

from dateline.errors import DatelineError
from dateline.evaluate import bench
from dateline.model.event import Event, Kind
from dateline.model.extraction import Extraction
from dateline.model.report import Report, Span

REPORT = Report.of("Shells hit Lentovar.", id="a")


def test_one_crashing_report_is_counted_and_the_rest_is_read(monkeypatch):
    def extract(report):
        if report.id == "b":
            raise ZeroDivisionError("odd text")
        return Extraction(report)

    monkeypatch.setattr(bench, "extract", extract)
    monkeypatch.setattr(bench, "extract_all", lambda reports: map(extract, reports))
    reading = bench.read_set([REPORT, replace(REPORT, id="b"), replace(REPORT, id="c")])
    assert [x.report.id for x in reading.extractions] == ["a", "c"]
    assert reading.crashed == ("b: ZeroDivisionError('odd text')",)


def test_wrong_words_are_a_fault():
    good = REPORT.cite(Span(0, 6), "test")
    assert bench.holds(REPORT, (good,))
    assert not bench.holds(REPORT, ())
    assert not bench.holds(REPORT, (replace(good, exact="SHELLS"),))
    assert not bench.holds(REPORT, (replace(good, report_id="z"),))


def test_every_value_is_looked_at():
    event = Event.of(Kind.SHELLING, REPORT.cite(Span(7, 10), "test"))
    assert [where for where, _ in bench.evidence(Extraction(REPORT, (event,)))] == [f"event {event.id}"]


def test_a_command_that_prints_nothing_is_not_a_fast_one(monkeypatch):
    monkeypatch.setattr(bench, "ROUNDS", 1)
    assert 0 < bench.cold(["--help"]) < 60
    with pytest.raises(DatelineError, match="printed nothing"):
        bench.cold(["no-such-command"])


def test_speed_is_measured_on_both_ways():
    measured = bench.measure([REPORT])
    assert measured.reports == 1
    assert measured.words == 3
    assert measured.ratio() == measured.reading["rules"] / measured.annotating
