"""Short forms that a report explains as people: "the Volunteers for the Homeland (VDH)", later "five VDH"."""

from __future__ import annotations

from dateline.lexicon.persons import nouns
from dateline.model.page import Page

NAME = 9
"""Tokens of a name before its short form in brackets."""


def stands_for_people(page: Page, short: str) -> bool:
    """Return whether the report explains a short form as one of people: "the Volunteers for the Homeland (VDH)"."""
    for token in page.tokens:
        if token.text == short and token.i > 2 and page.tokens[token.i - 1].text == "(":
            return any(
                t.lower in nouns() and t.tag in ("NNS", "NNPS") for t in page.tokens[max(0, token.i - NAME) : token.i]
            )
    return False
