"""Things found to events and claims: one event told in five sentences is one event, and each value keeps its words."""

from __future__ import annotations

from typing import Any

from dateline.events.facts import Facts, make_event
from dateline.events.frames import Index
from dateline.events.grouping import group
from dateline.events.mentions import find_mentions
from dateline.events.realis import is_staged
from dateline.events.voices import Told, Voices, statements
from dateline.model.claim import Claim
from dateline.model.event import Event
from dateline.model.found import Findings
from dateline.model.page import Page

__all__ = ["find"]


def find(page: Page, findings: Findings) -> tuple[tuple[Event, ...], tuple[Claim[Any], ...]]:
    """Find the events of a page and all that is claimed of them.

    Returns:
        Events in the order in which they are first told, and their claims, event by event; both may be empty
        (a film review tells no event).
    """
    if is_staged(page):
        return (), ()
    index = Index(page, findings)
    voices = Voices(page, index)
    stories = group(page, index, find_mentions(page, index))
    told = [Told(make_event(page, story), story) for story in stories]
    claims = [c for t in told for c in Facts(page, index, voices, t.story, t.event).collect()]
    claims += statements(page, index, told)
    return tuple(t.event for t in told), tuple(claims)
