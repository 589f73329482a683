"""What was not understood in a report, and who settled it: nothing is left to do about it."""

from __future__ import annotations

from collections.abc import Iterable

from dateline.errors import MergeError
from dateline.ledger.canon.decided.decision import PROBLEM, Decision
from dateline.model.extraction import Extraction, Problem


def settled(decisions: Iterable[Decision], report: str) -> dict[Problem, list[Decision]]:
    """Return what settles each settled problem of a report, in the order of the decisions."""
    out: dict[Problem, list[Decision]] = {}
    for one in decisions:
        if one.slot == PROBLEM and one.event == report and isinstance(one.value, Problem):
            out.setdefault(one.value, []).append(one)
    return out


def settle(read: Extraction, problem: Problem, signed: tuple[str, str, str]) -> Decision:
    """Return the decision that settles a problem of a reading.

    It holds the problem itself: a later reading that has the same doubt about the same words is settled with it, and
    one that doubts anything else is not.

    Args:
        signed: by whom, why, and when (ISO time).

    Raises:
        MergeError: if the reading has no such problem.
    """
    if problem not in read.problems:
        raise MergeError("the report has no such problem by now", read.report.id, "look at it again")
    return Decision(read.report.id, PROBLEM, problem, "", *signed)
