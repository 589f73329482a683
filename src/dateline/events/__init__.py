"""Wordings to events and claims: one event told in five sentences is one event, and each value keeps its words."""

from __future__ import annotations

from typing import Any

from dateline.events.facts import Facts, make_event
from dateline.events.grouping import group
from dateline.events.voices import Told, Voices, statements
from dateline.model.claim import Claim
from dateline.model.event import Event
from dateline.model.found import Findings, Found
from dateline.model.page import Page
from dateline.model.wording import Index, Wording

__all__ = ["find"]


def find(
    page: Page, findings: Findings, wordings: tuple[Found[Wording], ...]
) -> tuple[tuple[Event, ...], tuple[Claim[Any], ...]]:
    """Find the events of a page and all that is claimed of them.

    Returns:
        Events in the order in which they are first told, and their claims, event by event; both may be empty.
    """
    index = Index(page, findings)
    voices = Voices(page, index)
    stories = group(page, index, [w.value for w in wordings])
    told = [Told(make_event(page, story), story) for story in stories]
    claims = [c for t in told for c in Facts(page, index, voices, t.story, t.event).collect()]
    claims += statements(page, index, told)
    return tuple(t.event for t in told), tuple(claims)
