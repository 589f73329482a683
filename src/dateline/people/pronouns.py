"""Ties "he", "she" and "the captain" to a person the report has named, and stays silent where two could be meant."""

from __future__ import annotations

from dateline.model.page import Page
from dateline.people.chains import Chain
from dateline.people.ranks import spelt_out

Placed = tuple[int, int, Chain]
"""A mention's token range and the person it names."""

PRONOUNS = frozenset({"he", "she", "him", "his", "her"})
SUBJECTS = frozenset({"nsubj", "nsubjpass"})


def referring(page: Page, placed: list[Placed]) -> list[tuple[int, int, Chain, str]]:
    """Find pronouns and ranks that stand for persons already named.

    Args:
        placed: mentions of named persons in text order.

    Returns:
        Token range, person and rule id of each, in text order.
    """
    out: list[tuple[int, int, Chain, str]] = []
    seen: list[Placed] = []
    queue = list(placed)
    for token in page.tokens:
        while queue and queue[0][1] <= token.i:
            seen.append(queue.pop(0))
        if token.lower in PRONOUNS:
            chain = _pronoun(page, token.i, seen)
            if chain and page.is_news(token.i):
                out.append((token.i, token.i + 1, chain, "people.pronoun"))
                seen.append((token.i, token.i + 1, chain))
        elif token.lower == "the" and seen:
            ranked = _rank(page, token.i, [c for _, _, c in seen])
            if ranked and page.is_news(token.i):
                out.append((token.i, ranked[0], ranked[1], "people.rank_again"))
    return out


def _pronoun(page: Page, i: int, seen: list[Placed]) -> Chain | None:
    """Take the one person of this sentence so far, else the one person or the subject of the sentence before."""
    now = page.tokens[i].sentence
    for sentence in (now, now - 1):
        near = [p for p in seen if page.tokens[p[0]].sentence == sentence]
        chains = list({p[2].number: p[2] for p in near}.values())
        if len(chains) == 1:
            return chains[0]
        subjects = {p[2].number: p[2] for p in near if page.tokens[page.head_of(p[0], p[1])].dep in SUBJECTS}
        if chains:
            return next(iter(subjects.values())) if len(subjects) == 1 else None
    return None


def _rank(page: Page, the: int, persons: list[Chain]) -> tuple[int, Chain] | None:
    """Read "the gunnery sergeant": a rank in lower case, not before a name, that only one person named has."""
    words: list[str] = []
    best: tuple[int, str] | None = None
    for token in page.tokens[the + 1 : the + 4]:
        if not token.text.islower():
            break
        words.append(token.lower.rstrip("."))
        rank = spelt_out(tuple(words))
        best = (token.i + 1, rank) if rank else best
    if not best or (best[0] < len(page.tokens) and page.tokens[best[0]].pos in ("NOUN", "PROPN")):
        return None
    fits = {c.number: c for c in persons if best[1] in c.ranks}
    return (best[0], next(iter(fits.values()))) if len(fits) == 1 else None
