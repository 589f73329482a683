"""How it was said: on which day, and how sure the speaker says they are."""

from __future__ import annotations

from datetime import date
from functools import cache

from dateline.claims.content import Ranges, Unit
from dateline.claims.cues import FILE
from dateline.lexicon import data
from dateline.model.found import Findings
from dateline.model.page import Page

SHORT = 30
"""Tokens of a content in which a word of certainty holds for the whole; in longer ones it holds for a part."""
REACH = 12
"""Tokens at the front of a longer content in which it still does."""


@cache
def _certainty() -> dict[str, str]:
    return {word: name for name, forms in data(FILE)["certainty"].items() for word in forms}


def certainty(page: Page, spot: Unit, content: Ranges) -> str | None:
    """Return the name of the first word of certainty at the cue or in the content, or None."""
    known = _certainty()
    size = sum(end - start for start, end in content)
    places = list(range(max(0, spot.start - 1), spot.end))
    for start, end in content:
        places += range(start, min(end, start + (SHORT if size <= SHORT else REACH)))
    for i in places:
        token = page.tokens[i]
        name = known.get(token.lower)
        if name and token.tag not in ("NNP", "NNPS") and not _negated(page, i) and name != "believed":
            return name
    return None


def _negated(page: Page, i: int) -> bool:
    return i > 0 and page.tokens[i - 1].lower in ("not", "n't", "no", "never")


def said_on(page: Page, findings: Findings, spot: Unit, content: Ranges) -> date | None:
    """Return the day attached to the cue ("said Thursday", "on Tuesday confirmed"), or None."""
    tokens = page.tokens
    first = page.sentences[tokens[spot.verb].sentence][0]
    inside = {i for start, end in content for i in range(start, end)}
    for found in findings.dates:
        when = found.value
        if when.earliest is None or when.earliest != when.latest or found.start in inside:
            continue
        near = spot.start <= found.start < spot.end + 2 and tokens[found.start].sentence == tokens[spot.verb].sentence
        leading = found.start - first <= 1 and found.start < spot.start and found.end >= spot.start - 1
        if near or leading:
            return when.earliest
    return None
