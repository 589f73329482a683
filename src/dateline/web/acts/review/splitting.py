"""Splits an event: some of its tellings are another event, or each its own."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from dateline.errors import MergeError
from dateline.ledger import Ledger
from dateline.model.judgement import Judgement, Verdict
from dateline.web.acts.judging import ChangedError, Name, Why, now

MOST = 20_000
"""Pairs judged at once: 200 tellings against 100."""


class Split(BaseModel):
    """Which tellings of an event are another one.

    Attributes:
        event: id of the event.
        apart: ids of the tellings that are set apart, together.
        members: the tellings that the page showed; if there are others by now, nothing is done.
    """

    model_config = ConfigDict(extra="forbid")
    event: Name
    apart: Annotated[list[Name], Field(min_length=1, max_length=1000)]
    members: Annotated[list[Name], Field(max_length=10_000)] = []
    why: Why


def split(ledger: Ledger, asked: Split, by: str) -> list[str]:
    """Judge each telling that is set apart different from each that stays; return the ids, which are undone as one.

    Raises:
        LedgerError, MergeError: if they are no tellings of the event, or none would stay.
        ChangedError: if it has other tellings than the page showed.
    """
    with ledger.transaction():
        merged = ledger.near(asked.event)
        told = merged.members(merged.find(asked.event))
        if asked.members and set(asked.members) != set(told):
            raise ChangedError("other reports tell this event by now", "", "look at it again")
        apart, stay = [one for one in told if one in asked.apart], [one for one in told if one not in asked.apart]
        if len(apart) != len(set(asked.apart)) or not stay:
            raise MergeError("name some of the tellings of the event, not all", "", "they are listed on its page")
        if len(apart) * len(stay) > MOST:
            raise MergeError(f"these are more than {MOST:,} pairs", "", "set fewer tellings apart at once")
        made, why = now(), asked.why.strip()
        kept = [Judgement.between(a, b, Verdict.DIFFERENT, by, why, made) for a in apart for b in stay]
        for one in kept:
            ledger.judge(one)
    return [one.id for one in kept]
