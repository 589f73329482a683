"""Where on the page each event is told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dateline.model.event import Event
from dateline.model.page import Page


@dataclass(frozen=True, slots=True)
class ToldAt:
    """One wording of an event, at a token."""

    token: int
    sentence: int
    event: Event


def told_at(page: Page, events: Sequence[Event]) -> list[ToldAt]:
    """Return every wording of every event, in the order of the text."""
    wanted: dict[int, list[Event]] = {}
    for event in events:
        for quote in (event.trigger, *event.mentions):
            wanted.setdefault(quote.span.start, []).append(event)
    out = []
    for token in page.tokens:
        at = page.repaired.source(token.start, token.end).start
        out += [ToldAt(token.i, token.sentence, event) for event in wanted.get(at, ())]
    return out
