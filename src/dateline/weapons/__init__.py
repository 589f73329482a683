"""Weapons on a page."""

from dateline.model.found import Count, Found
from dateline.model.page import Page
from dateline.model.actor import Munition


def find(page: Page, counts: tuple[Found[Count], ...]) -> tuple[Found[Munition], ...]:
    """Find them."""
    return ()
