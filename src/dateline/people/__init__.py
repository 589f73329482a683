"""Named people on a page."""

from dateline.model.found import Found, PersonSeen
from dateline.model.page import Page


def find(page: Page) -> tuple[Found[PersonSeen], ...]:
    """Find them."""
    return ()
