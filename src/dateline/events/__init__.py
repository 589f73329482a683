"""Wordings to events and claims: one event told in five sentences is one event, and each value keeps its words."""

from __future__ import annotations

from typing import Any

from dateline.events.facts import facts, make_event
from dateline.events.grouping import group
from dateline.events.voices import Telling, Voices, statements
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
    tellings = [Telling(page, index, voices, story, make_event(page, story)) for story in stories]
    claims = [claim for telling in tellings for claim in facts(telling, tellings)]
    claims += statements(page, index, tellings)
    return tuple(t.event for t in tellings), tuple(claims)
