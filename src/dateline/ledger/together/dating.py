"""Suggests when an undated report was published, from the events that it tells and dated reports tell too.

A suggestion with its reasons, never applied: a date is given by a person or by the page, or there is none.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from dateline.ledger.merge.matching import OPEN, judge
from dateline.ledger.merge.telling import Telling
from dateline.ledger.together.merged import Merged
from dateline.ledger.view import fold
from dateline.model.extraction import Extraction

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
ONE_DAY = timedelta(days=1)
SOON = timedelta(days=6)
"""A report that names a weekday alone is of the week that begins with it."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Days within which an undated report was probably published, and why."""

    report: str
    earliest: date
    latest: date
    why: str


def suggestions(extractions: Iterable[Extraction], merged: Merged) -> list[Suggestion]:
    """Return a suggestion for each report without a day of publication that tells an event of a dated report.

    Returns:
        By report; a report that shares no event with a dated one has none.
    """
    undated = [e for e in extractions if e.report.published is None]
    if not undated:
        return []
    known = merged.tellings()
    dated = [t for t in known.values() if t.published is not None and _day(t) is not None]
    return [found for e in undated if (found := _suggested(e, known, dated)) is not None]


def _suggested(extraction: Extraction, known: dict[str, Telling], dated: list[Telling]) -> Suggestion | None:
    first, reasons = date.min, []
    for record in fold(extraction):
        telling = known.get(record.id)
        if telling is None or telling.days is not None:
            continue
        best = max(((_weight(telling, other), other.order, other) for other in dated), default=None)
        if best is None or best[0] < OPEN:
            continue
        other, day = best[2], _day(best[2])
        weekday = _weekday(record.when.value.timex if record.when is not None else "")
        if day is None or (weekday is not None and weekday != day.weekday()):
            continue
        why = "; ".join(clue.why for clue in judge(telling, other, {}) if clue.why)
        named = f", a {WEEKDAYS[day.weekday()]} as it says" if weekday is not None else ""
        reasons.append(f"it tells the {other.kind.replace('_', ' ')} of {day}{named}, as {other.report} does ({why})")
        first = max(first, day)
    return Suggestion(extraction.report.id, first, first + SOON, "; ".join(reasons)) if reasons else None


def _weight(one: Telling, other: Telling) -> float:
    return sum(clue.weight for clue in judge(one, other, {}))


def _day(telling: Telling) -> date | None:
    return telling.days[1] if telling.days is not None and telling.days[1] - telling.days[0] <= ONE_DAY else None


def _weekday(timex: str) -> int | None:
    """Return the weekday of a value that names nothing else ("XXXX-WXX-3" is a Wednesday: 2)."""
    return int(timex[-1]) - 1 if timex.startswith("XXXX-WXX-") and timex[-1] in "1234567" else None
