"""The words of a report that a reviewer selected: found in the report again, and cut from it anew."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from dateline.errors import LedgerError
from dateline.ledger.canon import CanonicalEvent
from dateline.ledger.canon.decided.decision import POINTED
from dateline.model.report import Evidence, Report, Span


class Pointed(BaseModel):
    """Words of a report that tells the event.

    Attributes:
        report: its id.
        exact: the words; where they stand apart by a line's end, a blank does for it.
        start: about where they begin, in code points: of several places with these words, the nearest is meant.
    """

    model_config = ConfigDict(extra="forbid")
    report: Annotated[str, Field(min_length=1, max_length=600)]
    exact: Annotated[str, Field(min_length=1, max_length=2000, pattern=r"\S")]
    start: Annotated[int, Field(ge=0, le=10**9)] = 0


def quoted(event: CanonicalEvent, pointed: Sequence[Pointed]) -> tuple[Evidence, ...]:
    """Return the quotations, each once, in the order in which they were pointed at.

    Raises:
        LedgerError: if a report does not tell the event, or does not hold the words.
    """
    told = {member.report.id: member.report for member in event.members}
    return tuple(dict.fromkeys(_cut(told, one) for one in pointed))


def _cut(told: dict[str, Report], one: Pointed) -> Evidence:
    if one.report not in told:
        advice = "select words in a report of the event; if another report tells it too, merge the two events first"
        raise LedgerError(f"the report {one.report!r} does not tell this event", "", advice)
    report = told[one.report]
    found = re.finditer(r"\s+".join(map(re.escape, one.exact.split())), report.text)
    span = min((Span(*m.span()) for m in found), key=lambda span: abs(span.start - one.start), default=None)
    if span is None:
        raise LedgerError(f"the report does not say {one.exact[:80]!r}", one.report, "select the words in its text")
    return report.cite(span, POINTED)
