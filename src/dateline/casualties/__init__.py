"""People harmed, on a page."""

from dateline.model.found import Count, Found, PersonSeen, TollSeen
from dateline.model.page import Page


def find(page: Page, counts: tuple[Found[Count], ...], people: tuple[Found[PersonSeen], ...]) -> tuple[Found[TollSeen], ...]:
    """Find them."""
    return ()
