"""Things found to events and claims."""

from typing import Any

from dateline.model.claim import Claim
from dateline.model.event import Event
from dateline.model.found import Findings
from dateline.model.page import Page


def find(page: Page, findings: Findings) -> tuple[tuple[Event, ...], tuple[Claim[Any], ...]]:
    """Find the events of a page and all that is claimed of them."""
    return (), ()
