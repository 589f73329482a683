"""A reviewer's decision about one value of an event, and the note that the decided value quotes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from dateline.ledger.canon.decided.spoken import SPOKEN, in_words
from dateline.ledger.canon.decided.values import Blamed, Ruling, Value
from dateline.ledger.codec import decoded, encoded
from dateline.model.estimate import Estimate
from dateline.model.event import EventStatus, Kind
from dateline.model.extraction import Problem
from dateline.model.report import Evidence, Report, Span, content_id
from dateline.model.when import When
from dateline.model.where import Place

SLOTS: Mapping[str, Any] = {
    "kind": Kind,
    "status": EventStatus,
    "when": When,
    "where": Place,
    "killed": Estimate,
    "wounded": Estimate,
    "missing": Estimate,
    "captured": Estimate,
    "perpetrator": tuple[Blamed, ...],
    "target": tuple[str, ...],
    "weapon": tuple[str, ...],
    "claim": Ruling,
    "problem": Problem,
}
"""What can be decided, and the type of the value; of the lists the whole list. A problem is settled."""
PROBLEM = "problem"
"""The slot of what was not understood in a report; all others are of an event."""
RULE = "review.decision"
"""The rule named by quotations of a note."""
POINTED = "review.words"
"""The rule named by quotations of a report that a reviewer selected."""
NOTE = "review-"
"""How the id of a note begins."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What a reviewer holds of one value. Decisions are added, never changed; a later one of a slot supersedes.

    Attributes:
        event: id of a telling, the first of its event, so that it still holds when events are merged otherwise; for a
            claim, of the telling that the claim stands in; for a problem, the id of its report.
        slot: what is decided (`SLOTS`).
        was: what stood there before, in words; of a claim, what it says.
        by: the name of the reviewer.
        why: the reasons in words.
        when: ISO time.
        words: quotations of reports that the reviewer points to, beside the note; often none.

    Raises:
        ValueError: if there is no such slot, or the value is not of its type.
    """

    event: str
    slot: str
    value: Value
    was: str
    by: str
    why: str
    when: str
    words: tuple[Evidence, ...] = ()

    def __post_init__(self) -> None:
        if self.slot not in SLOTS:
            raise ValueError(f"there is no slot {self.slot!r}: take one of {', '.join(SLOTS)}")
        wanted = tuple if self.slot in ("perpetrator", "target", "weapon") else SLOTS[self.slot]
        if not isinstance(self.value, wanted):
            raise ValueError(f"slot {self.slot} does not take {self.value!r}")

    @property
    def id(self) -> str:
        """A hash of all of it."""
        parts = (self.event, self.slot, encoded(self.value), self.was, self.by, self.why, self.when)
        return decision_id(*parts, words=[(w.report_id, w.span.start, w.span.end) for w in self.words])

    @property
    def said(self) -> str:
        """The decision in words, without its reason: "killed 3"; of a claim or a problem, what becomes of it."""
        if isinstance(self.value, Ruling):
            return f"the claim is {'confirmed' if self.value.stands else 'set aside'}"
        if isinstance(self.value, Problem):
            return f"settled: {self.value.what}"
        return f"{SPOKEN.get(self.slot, self.slot)} {in_words(self.value) or 'none'}"

    @property
    def signed(self) -> str:
        """Who decided, on which day, and why: "Ann Ode, 2026-11-28: the ministry's list"."""
        return f"{self._who}: {self.why}"

    @property
    def _who(self) -> str:
        return ", ".join(filter(None, (self.by, self.when[:10])))

    def note(self) -> Report:
        """Return the review note, a text that the decided value quotes as others quote a report.

        >>> two = Estimate.exactly(2)
        >>> Decision("e", "killed", two, "3", "Ann Ode", "the ministry's list", "2026-11-28T10:00").note().text
        "Ann Ode, 2026-11-28: killed 2, not 3: the ministry's list"
        """
        not_ = f" ({self.was})" if self.slot == "claim" else f", not {self.was}" if self.was else ""
        text = f"{self._who}: {self.said}{not_}: {self.why}"
        return Report.of(text, id=NOTE + self.id, title="Review note", published=_day(self.when))

    def evidence(self) -> Evidence:
        """Return the words of the note that say what is decided."""
        start = len(f"{self._who}: ")
        return self.note().cite(Span(start, start + len(self.said)), RULE)


def decision_id(*parts: str, words: Sequence[tuple[str, int, int]] = ()) -> str:
    """Return the id of a decision.

    Args:
        parts: its event, slot, value (`codec.encoded`), what stood there, who, why, when.
        words: of each quotation of a report, the report and the stretch.
    """
    return content_id(*parts, *(one for quoted in words for one in quoted))


def value_of(slot: str, text: str) -> Value:
    """Return the value of a slot that `codec.encoded` wrote.

    Raises:
        LedgerError: if it is no such value.
    """
    value: Value = decoded(text, SLOTS.get(slot, str))
    return value


def order(decision: Decision) -> tuple[str, str]:
    """Order decisions by time; of two about one slot the last one stands."""
    return decision.when, decision.id


def _day(when: str) -> date | None:
    try:
        return date.fromisoformat(when[:10])
    except ValueError:
        return None
