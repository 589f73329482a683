"""Who says what, on a page."""

from __future__ import annotations

from dateline.claims.acts import Reader
from dateline.claims.issued import own_voice
from dateline.model.found import Findings, Found, Saying
from dateline.model.page import Page


def find(page: Page, findings: Findings) -> tuple[Found[Saying], ...]:
    """Find acts of speech, in the order of their cues.

    A saying may stand inside the content of another ("an official said suspicion had fallen on ..." is an assertion
    and a suspicion): the innermost one tells what is done with the words.

    Args:
        findings: dates, people and actors of the page; whichever is empty is made up for from the parse.
    """
    reader = Reader(page, findings)
    said, issuer = reader.read(), reader.speakers.issuer
    if issuer is None:
        return said
    own = own_voice(page, reader.quoted, issuer, reader.speakers.name(issuer), said)
    return tuple(sorted((*said, *own), key=lambda s: s.start))


"""The range of a found saying covers its speaker and cue; its content stands in `Saying.content`."""
