"""Dates on a page."""

from dateline.model.found import Found
from dateline.model.page import Page
from dateline.model.when import When


def find(page: Page) -> tuple[Found[When], ...]:
    """Find them."""
    return ()
