"""Words by which a report goes on to another event: "elsewhere", "about an hour later, in the next town"."""

from __future__ import annotations

from functools import cache

from dateline.lexicon import words
from dateline.model.page import Page
from dateline.model.wording import Wording

LEXICON = "en/events.toml"
AFTER = 12
"""Tokens after a verb within which "the same evening" still belongs to it."""


@cache
def _listed(name: str) -> tuple[str, ...]:
    return tuple(f" {phrase} " for phrase in sorted(words(LEXICON, "realis", name)))


def is_elsewhere(page: Page, m: Wording) -> bool:
    """Whether the clause puts its event somewhere else than the one before ("elsewhere", "also in Orsa")."""
    return _says(page, m, "elsewhere", m.token)


def is_beside(page: Page, m: Wording) -> bool:
    """Whether the clause sets its event beside one told before in time ("an hour later", "the same evening")."""
    return _says(page, m, "same_time", min(m.token + AFTER, page.sentences[page.tokens[m.token].sentence][1]))


def _says(page: Page, m: Wording, name: str, end: int) -> bool:
    first = page.sentences[page.tokens[m.token].sentence][0]
    clause = max(
        (i + 1 for i in range(first, m.token) if page.tokens[i].text in (";", ":", "–") or _opens(page, i)),
        default=first,
    )
    said = " ".join(t.lower for t in page.tokens[clause:end] if t.text != ",")
    return any(phrase in f" {said} " for phrase in _listed(name))


def _opens(page: Page, i: int) -> bool:
    return page.tokens[i].lower == "when"
