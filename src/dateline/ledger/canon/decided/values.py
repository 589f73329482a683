"""What a decision can hold that no report is read as."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.model.claim import Responsibility
from dateline.model.estimate import Estimate
from dateline.model.event import EventStatus, Kind
from dateline.model.extraction import Problem
from dateline.model.when import When
from dateline.model.where import Place


@dataclass(frozen=True, slots=True)
class Blamed:
    """Who did it, or how else they are tied to the event."""

    name: str
    responsibility: Responsibility = Responsibility.STATED


@dataclass(frozen=True, slots=True)
class Ruling:
    """A claim (its id) is confirmed, or else set aside from every account; it is never deleted."""

    claim: str
    stands: bool


Value = Kind | EventStatus | When | Place | Estimate | tuple[Blamed, ...] | tuple[str, ...] | Ruling | Problem
"""What a decision can set."""
