"""Whether two reports tell one event: a judgement, by rule or by a person, that can be taken back."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from dateline.model.report import content_id

BY_RULE = "rule"
"""Who judges when nobody does: the rules of `dateline.ledger.merge`."""


class Verdict(StrEnum):
    """What a judgement says of two events."""

    SAME = "same"
    DIFFERENT = "different"
    ASK = "ask"
    """the reports leave it open: somebody should look"""


@dataclass(frozen=True, slots=True)
class Judgement:
    """An edge between two events of two reports. Judgements are added, never changed; taking one back is recorded too.

    Attributes:
        left, right: ids of events, the lesser first (`between`).
        by: `BY_RULE`, or the name of the person who judged.
        why: the reasons in words.
        made: ISO time of the judgement; empty for a rule's, which is the same at any time.
    """

    left: str
    right: str
    verdict: Verdict
    by: str
    why: str
    made: str = ""

    @classmethod
    def between(cls, one: str, other: str, verdict: Verdict, by: str, why: str, made: str = "") -> Judgement:
        """Make a judgement whose ends stand in one order, whoever names them.

        Raises:
            ValueError: if both ends are one event.
        """
        if one == other:
            raise ValueError(f"an event is not judged against itself: {one}")
        return cls(min(one, other), max(one, other), verdict, by, why, made)

    @property
    def id(self) -> str:
        """A stable id of the content."""
        return content_id(self.left, self.right, self.verdict, self.by, self.why, self.made)
