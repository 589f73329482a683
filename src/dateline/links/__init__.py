"""What ties events together, and totals that are no event."""

from __future__ import annotations

from typing import Any

from dateline.links.relations import find_links
from dateline.links.tallies import find_tallies
from dateline.links.tellings import told_at
from dateline.model.claim import Claim
from dateline.model.event import Event
from dateline.model.found import Findings
from dateline.model.link import Link, Tally
from dateline.model.page import Page

__all__ = ["find"]


def find(
    page: Page, findings: Findings, events: tuple[Event, ...], claims: tuple[Claim[Any], ...]
) -> tuple[tuple[Link, ...], tuple[Tally, ...]]:
    """Find links between events, and tallies.

    Returns:
        Links (at most one a pair of events, the strongest wording) and tallies, each in the order of the text.
    """
    links = find_links(page, told_at(page, events), claims) if len(events) > 1 else []
    return tuple(links), tuple(find_tallies(page, findings))
