"""Ties "it", "its", "they" and "their" to an actor, only where one subject before them fits."""

from __future__ import annotations

from dateline.actors.chains import Chain
from dateline.actors.listed import SUBJECTS, words
from dateline.actors.mention import Mention, Sort
from dateline.model.page import Page

SINGULAR = frozenset({"it", "its"})
PLURAL = frozenset({"they", "their"})
OWNING = frozenset({"its", "their"})
STATES = frozenset({"be", "take", "seem", "appear", "become", "remain", "happen", "mean", "look", "rain", "come"})
"""Verbs whose "it" mostly stands for nobody."""


def referring(page: Page, seen: list[tuple[Mention, Chain]]) -> list[tuple[int, Chain]]:
    """Find pronouns with the chain each stands for, in text order."""
    by_sentence: dict[int, list[tuple[Mention, Chain]]] = {}
    for mention, chain in seen:
        by_sentence.setdefault(page.tokens[mention.start].sentence, []).append((mention, chain))
    out = []
    for token in page.tokens:
        if token.lower not in SINGULAR and token.lower not in PLURAL:
            continue
        if not page.is_news(token.i) or (token.lower == "it" and _is_empty(page, token.i)):
            continue
        chain = _meant(page, token.i, token.lower in PLURAL, by_sentence)
        if chain:
            out.append((token.i, chain))
    return out


def _is_empty(page: Page, i: int) -> bool:
    token = page.tokens[i]
    verb = page.tokens[token.head]
    return (
        token.dep not in SUBJECTS
        or verb.lemma in STATES
        or verb.lemma not in words("acting") | {"add", "name", "count", "mention"}
    )


def _meant(page: Page, i: int, plural: bool, by_sentence: dict[int, list[tuple[Mention, Chain]]]) -> Chain | None:
    """Take the last fitting subject before the pronoun in its sentence, else the one subject of the sentence before."""
    now = page.tokens[i].sentence
    here = [p for p in by_sentence.get(now, ()) if p[0].end <= i]
    subjects = [p for p in here if page.tokens[p[0].head].dep in SUBJECTS]
    if subjects and _fits(subjects[-1][0], plural):
        return subjects[-1][1]
    if page.tokens[i].lower in OWNING:
        owners = {c.number: c for m, c in here if _fits(m, plural)}
        if owners:
            return next(iter(owners.values())) if len(owners) == 1 else None
    if subjects:
        return None
    previous = [p for p in by_sentence.get(now - 1, ()) if page.tokens[p[0].head].dep in SUBJECTS]
    fitting = {c.number: c for m, c in previous if _fits(m, plural)}
    return next(iter(fitting.values())) if len(fitting) == 1 else None


def _fits(mention: Mention, plural: bool) -> bool:
    if mention.rule == "actors.state_adjective":
        return False
    if plural:
        return mention.plural or (mention.named and mention.sort is Sort.LISTED)
    return not mention.plural and mention.sort is not Sort.PEOPLE
