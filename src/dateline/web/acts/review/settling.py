"""Settles what was not understood in a report: a reviewer holds that nothing is left to do about it."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from dateline.errors import LedgerError, MergeError
from dateline.ledger import Ledger
from dateline.ledger.canon.decided.settled import settle, settled
from dateline.model.extraction import Problem
from dateline.model.report import Span
from dateline.web.acts.judging import ChangedError, Name, Why, now

Offset = Annotated[int, Field(ge=0, le=10**9)]


class Doubted(BaseModel):
    """What was not understood, as the queue gives it; without offsets where it is about the whole report."""

    model_config = ConfigDict(extra="forbid")
    start: Offset | None = None
    end: Offset | None = None
    rule: Annotated[str, Field(max_length=500)]
    what: Annotated[str, Field(max_length=20_000)]


class Settled(BaseModel):
    """A problem of a report is settled.

    Attributes:
        report: id of the report.
        again: also where somebody else settled it, so that two reviewers can be compared.
    """

    model_config = ConfigDict(extra="forbid")
    report: Name
    problem: Doubted
    why: Why
    again: bool = False


def keep(ledger: Ledger, asked: Settled, by: str) -> str:
    """Keep that a problem is settled; return the id of the decision.

    Raises:
        LedgerError, MergeError: if there is no such report, or one has settled it oneself.
        ChangedError: if the report is read without this problem by now, or somebody settled it.
    """
    if "\0" in asked.report:
        raise LedgerError(f"there is no report {asked.report!r}", "", "take one from the queue")
    with ledger.transaction():
        read, doubt = ledger.extraction(asked.report), asked.problem
        problem = Problem(asked.report, _span(doubt), doubt.rule, doubt.what)
        before = settled(ledger.decisions(), asked.report).get(problem, [])
        if any(one.by == by for one in before):
            raise MergeError("you have settled it already", asked.report, "there is nothing to decide")
        if before and not asked.again:
            what = f"somebody was here before you: {before[-1].by} settled it: {before[-1].why}"
            raise ChangedError(what, "", "look at it again")
        if problem not in read.problems:
            raise ChangedError("the report has no such problem by now", asked.report, "look at it again")
        decision = settle(read, problem, (by, asked.why.strip(), now()))
        ledger.decide(decision)
    return decision.id


def _span(doubt: Doubted) -> Span | None:
    if doubt.start is None and doubt.end is None:
        return None
    if doubt.start is None or doubt.end is None or doubt.end < doubt.start:
        raise MergeError("a problem has both ends in order, or none", "", "take it from the queue")
    return Span(doubt.start, doubt.end)
