"""Report to repaired text: edits in published offsets, and the zones of a report."""

from dateline.model.page import Repaired
from dateline.model.report import Report


def repair(report: Report) -> Repaired:
    """Repair a report for reading."""
    return Repaired.of(report)
