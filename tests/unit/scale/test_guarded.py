"""A fault in one report costs that report; missing weights stop the run."""

import pytest

from dateline.errors import DatelineError
from dateline.model.extraction import Extraction, Refused
from dateline.model.report import Report
from dateline.scale import guarded

REPORTS = [Report.of(f"Report {n}.", id=str(n)) for n in range(20)]


def test_one_fault_costs_one_report(monkeypatch):
    def extract_all(reports):
        for report in reports:
            yield Extraction(report, events=() if report.id != "11" else 1 / 0)

    monkeypatch.setattr(guarded, "extract_all", extract_all)
    found = list(guarded.read_guarded(REPORTS))
    assert [x.where if isinstance(x, Refused) else x.report.id for x in found] == [r.id for r in REPORTS]
    (refused,) = (x for x in found if isinstance(x, Refused))
    assert refused.where == "11" and "ZeroDivisionError" in refused.why


def test_a_missing_annotator_is_told_once(monkeypatch):
    def extract_all(reports):
        raise DatelineError("the weights are not installed")

    monkeypatch.setattr(guarded, "extract_all", extract_all)
    with pytest.raises(DatelineError, match="weights"):
        list(guarded.read_guarded(REPORTS))
