"""Where on the page each event is told."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from dateline.model.event import Event
from dateline.model.page import Page, Token


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

    def begins(token: Token) -> int:
        return page.repaired.source(token.start, token.end).start

    out = []
    for at in sorted(wanted):
        first = bisect_left(page.tokens, at, key=begins)
        last = bisect_right(page.tokens, at, first, key=begins)
        out += [ToldAt(i, page.tokens[i].sentence, event) for i in range(first, last) for event in wanted[at]]
    return out
