"""Whether two reports tell one event: a judgement, by rule or by a person, that can be taken back."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from dateline.model.report import content_id


class Verdict(StrEnum):
    """What a judgement says of two events; "ask" where the reports leave it open."""

    SAME = "same"
    DIFFERENT = "different"
    ASK = "ask"


@dataclass(frozen=True, slots=True)
class Judgement:
    """An edge between two events of two reports. Judgements are added, never changed; a later one supersedes.

    Attributes:
        left, right: ids of events, the lesser first (`between`).
        by: the name of the person who judged.
        why: the reasons in words.
        when: ISO time of the judgement.
    """

    left: str
    right: str
    verdict: Verdict
    by: str
    why: str
    when: str = ""

    @property
    def id(self) -> str:
        """A hash of all of it."""
        return content_id(self.left, self.right, self.verdict, self.by, self.why, self.when)

    @classmethod
    def between(cls, one: str, other: str, verdict: Verdict, by: str, why: str, when: str = "") -> Judgement:
        """Make a judgement whose ends stand in one order, whoever names them.

        Raises:
            ValueError: if both ends are one event.
        """
        if one == other:
            raise ValueError(f"an event is not judged against itself: {one}")
        return cls(min(one, other), max(one, other), verdict, by, why, when)


@dataclass(frozen=True, slots=True)
class Retraction:
    """A judgement is taken back: by whom, why, and when (ISO time). It stays in the history."""

    judgement_id: str
    by: str
    why: str
    when: str
