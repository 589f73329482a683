"""A number as said: what it says at least and at most, and the hedge words kept."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Estimate:
    """How many, as one speaker said it.

    Attributes:
        low: the smallest number that the words allow; None = no lower bound ("as many as 30").
        best: the number said, if one was; None when the words only bound it.
        high: the greatest number that the words allow; None = no upper bound ("at least 10").
        hedge: the words that loosen the number ("more than", "about", "dozens"); empty for a plain number.
        approximate: "about 30" - low and high are the number said, and it is not exact.

    Raises:
        ValueError: if the bounds are out of order or all are missing.
    """

    low: int | None
    best: int | None
    high: int | None
    hedge: str = ""
    approximate: bool = False

    def __post_init__(self) -> None:
        known = [n for n in (self.low, self.best, self.high) if n is not None]
        if not known or known != sorted(known) or known[0] < 0:
            raise ValueError(f"estimate {self.low}/{self.best}/{self.high} is empty, negative or out of order")

    @classmethod
    def exactly(cls, number: int) -> Estimate:
        """Return the estimate of a plain number."""
        return cls(number, number, number)

    def plus(self, other: Estimate) -> Estimate:
        """Add counts of different people: bounds add, an open bound stays open.

        >>> Estimate.exactly(2).plus(Estimate(13, 13, None, "more than")).low
        15
        """

        def add(a: int | None, b: int | None) -> int | None:
            return None if a is None or b is None else a + b

        low = (self.low or 0) + (other.low or 0)
        best, high = add(self.best, other.best), add(self.high, other.high)
        hedge = "; ".join(h for h in (self.hedge, other.hedge) if h)
        return Estimate(low, best, high, hedge, self.approximate or other.approximate)
