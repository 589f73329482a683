"""Who says what, on a page."""

from dateline.model.found import Findings, Found, Saying
from dateline.model.page import Page


def find(page: Page, findings: Findings) -> tuple[Found[Saying], ...]:
    """Find acts of speech. `findings` holds dates, people and actors."""
    return ()
