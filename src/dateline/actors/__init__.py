"""Actors on a page."""

from dateline.model.found import ActorSeen, Found, PersonSeen
from dateline.model.page import Page


def find(page: Page, people: tuple[Found[PersonSeen], ...]) -> tuple[Found[ActorSeen], ...]:
    """Find them."""
    return ()
