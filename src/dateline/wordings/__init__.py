"""The words with which a report tells events: triggers, whether they happened, and what stands beside them."""

from __future__ import annotations

from dateline.model.found import Findings, Found
from dateline.model.page import Page
from dateline.model.wording import Index, Wording
from dateline.wordings.realis import is_staged
from dateline.wordings.tellings import find_wordings

__all__ = ["find"]


def find(page: Page, findings: Findings) -> tuple[Found[Wording], ...]:
    """Find every wording that tells an event, in the order of the text.

    Returns:
        Nothing for a film review, a match report or a drill: their violence did not happen.
    """
    return () if is_staged(page) else tuple(find_wordings(page, Index(page, findings)))
