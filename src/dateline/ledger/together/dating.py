"""Suggests when an undated report was published, from the events that it tells and dated reports tell too.

A suggestion with its reasons, never applied: a date is given by a person or by the page, or there is none.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from dateline.ledger.canon import CanonicalEvent
from dateline.ledger.together.merged import Merged
from dateline.ledger.view import fold
from dateline.model.extraction import Extraction

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
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
    return [found for e in undated if (found := _suggested(e, merged)) is not None]


def _suggested(extraction: Extraction, merged: Merged) -> Suggestion | None:
    spans, reasons = [], []
    for record in fold(extraction):
        home = merged.home.get(record.id)
        if home is None:
            continue
        event = merged.event(home)
        day = _day(event)
        others = sorted({m.report.id for m in event.members if m.report.published is not None})
        if day is None or not others:
            continue
        said = record.when.value.timex if record.when is not None else ""
        weekday = _weekday(said)
        if weekday is not None and weekday != day.weekday():
            reasons.append(
                f"it says {WEEKDAYS[weekday]} of an event that {others[0]} puts on a {WEEKDAYS[day.weekday()]}"
            )
            continue
        spans.append((day, day + SOON))
        named = f"{WEEKDAYS[day.weekday()]}, " if weekday is not None else ""
        reasons.append(f"it tells the {event.kind.replace('_', ' ')} of {named}{day} that {', '.join(others)} tells")
    if not spans:
        return None
    first = max(span[0] for span in spans)
    return Suggestion(extraction.report.id, first, first + SOON, "; ".join(reasons))


def _day(event: CanonicalEvent) -> date | None:
    return event.when.value.latest if event.when is not None else None


def _weekday(timex: str) -> int | None:
    """Return the weekday of a value that names nothing else ("XXXX-WXX-3" is a Wednesday: 2)."""
    return int(timex[-1]) - 1 if timex.startswith("XXXX-WXX-") and timex[-1] in "1234567" else None
