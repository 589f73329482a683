"""Who says what, on a page."""

from __future__ import annotations

from dateline.claims.acts import Reader
from dateline.model.found import Findings, Found, Saying
from dateline.model.page import Page


def find(page: Page, findings: Findings) -> tuple[Found[Saying], ...]:
    """Find acts of speech, in the order of their cues.

    A saying may stand inside the content of another ("an official said suspicion had fallen on ..." is an assertion
    and a suspicion): the innermost one tells what is done with the words.

    Args:
        findings: dates, people and actors of the page; whichever is empty is made up for from the parse.
    """
    return Reader(page, findings).read()


"""The range of a found saying covers its speaker and cue; its content stands in `Saying.content`."""
