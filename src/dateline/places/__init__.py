"""Places on a page."""

from dateline.model.found import Found
from dateline.model.page import Page
from dateline.model.where import Place


def find(page: Page) -> tuple[Found[Place], ...]:
    """Find them."""
    return ()
