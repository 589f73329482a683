"""What ties events together, and totals that are no event."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from dateline.model.actor import Harm
from dateline.model.claim import Attribution
from dateline.model.estimate import Estimate
from dateline.model.report import Cited
from dateline.model.when import When


class Relation(StrEnum):
    """How a later event is tied to an earlier one, as said."""

    RESPONSE = "response"
    RETALIATION = "retaliation"
    FOLLOWED = "followed"
    CAUSE = "cause"
    PART_OF = "part_of"


@dataclass(frozen=True, slots=True)
class Link:
    """`source` (the later event's id) is a `relation` to `target` (the earlier event's id)."""

    source: str
    relation: Relation
    target: str
    evidence: Cited
    attribution: Attribution = Attribution()


@dataclass(frozen=True, slots=True)
class Tally:
    """A cumulative total ("19 killed since the start of ..."): never an event, never added to an event's toll.

    Attributes:
        group: who is counted, as said; None if not said.
        places: where, as said.
        since: the baseline as said ("the start of the campaign", "2014"); None if not said.
        as_of: up to when it counts.
        source: who keeps the count, as said; None = the report's own voice.
    """

    harm: Harm
    estimate: Estimate
    evidence: Cited
    group: str | None = None
    places: tuple[str, ...] = ()
    since: str | None = None
    as_of: When | None = None
    source: str | None = None
