"""What ties events together, and totals that are no event."""

from typing import Any

from dateline.model.claim import Claim
from dateline.model.event import Event
from dateline.model.found import Findings
from dateline.model.link import Link, Tally
from dateline.model.page import Page


def find(
    page: Page, findings: Findings, events: tuple[Event, ...], claims: tuple[Claim[Any], ...]
) -> tuple[tuple[Link, ...], tuple[Tally, ...]]:
    """Find links between events, and tallies."""
    return (), ()
