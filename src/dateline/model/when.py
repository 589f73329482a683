"""A date as said: the days it may be, and how precisely the words place it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Precision(StrEnum):
    """How precisely a date is said."""

    DAY = "day"
    DAYS = "days"
    WEEK = "week"
    MONTH = "month"
    SEASON = "season"
    YEAR = "year"
    DECADE = "decade"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class When:
    """A span of days as said; both bounds are inclusive.

    Attributes:
        earliest, latest: the days the words allow; both None when the words cannot be placed (a weekday in a
            report without a publication day).
        precision: the grain of the words.
        timex: the TIMEX3 value ("2020-03-11", "2019-12", "XXXX-WXX-7", "P2W", "PRESENT_REF").
        kind: the TIMEX3 type: DATE, TIME, DURATION or SET. Only DATE and TIME place an event.

    Raises:
        ValueError: if one bound is missing or they are out of order.
    """

    earliest: date | None
    latest: date | None
    precision: Precision
    timex: str
    kind: str = "DATE"

    def __post_init__(self) -> None:
        if (self.earliest is None) != (self.latest is None):
            raise ValueError("a date has both bounds or none")
        if self.earliest is not None and self.latest is not None and self.earliest > self.latest:
            raise ValueError(f"date {self.earliest} is after {self.latest}")

    @property
    def placed(self) -> bool:
        """Whether the words give days at all."""
        return self.earliest is not None and self.kind in ("DATE", "TIME")
