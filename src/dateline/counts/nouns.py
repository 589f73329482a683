"""Finds the noun that a number counts: "five of its positions" counts positions, "killed at least 25" names none."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from dateline.counts.numbers import FILE, HYPHENS
from dateline.lexicon import data
from dateline.model.page import Token

_OWNERS = frozenset(("the", "its", "his", "her", "their", "our", "my", "these", "those", "your"))
_PREMODIFIERS = frozenset(("ADJ", "NOUN", "PROPN", "NUM"))
_DIRECTIONS = frozenset(("north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest"))
_TIMES = frozenset(("last", "late", "early", "earlier", "later", "next", "overnight", "yesterday", "today", "tonight"))
_PARTICIPLES = frozenset(("VBN", "VBG"))


@cache
def _enders() -> frozenset[str]:
    return frozenset(data(FILE)["not_counts"]["weekdays"])


@cache
def _harm_verbs() -> frozenset[str]:
    return frozenset(data(FILE)["not_counts"]["harm_verbs"])


def counted(tokens: Sequence[Token], end: int, stop: int) -> int | None:
    """Return the head of the noun phrase that goes on after a number ending at `end`, or None.

    Args:
        stop: end of the sentence.
    """
    at = end
    if at < stop and tokens[at].lower == "of":
        at += 1
        if at < stop and tokens[at].lower in _OWNERS:
            at += 1
    head = None
    while at < stop:
        token = tokens[at]
        if token.lower in _enders() or (head is not None and _ends(token, tokens[head])):
            break
        if token.pos in _PREMODIFIERS or token.tag in _PARTICIPLES or _calibre(tokens, at):
            if token.pos in ("NOUN", "PROPN") and token.lower not in _harm_verbs():
                head = at
        elif not _links(tokens, at, stop):
            break
        elif token.lower in ("'s", "’s", "'", "’"):
            head = None
        at += 1
    return head


def _ends(token: Token, head: Token) -> bool:
    """Whether a word after the noun tells what happened to it: "rockets hit", "men using explosives"."""
    if token.lower in _DIRECTIONS and token.pos != "ADJ":
        return True  # "killed a farmer east of the town"
    if token.lower in _TIMES and head.pos == "NOUN":
        return True  # "hurt eight people last week", "two men early Saturday"
    return token.lower in _harm_verbs() or (token.tag in _PARTICIPLES and head.tag in ("NNS", "NNPS"))


def _calibre(tokens: Sequence[Token], at: int) -> bool:
    """The "mm" of "107mm", which taggers take for an interjection."""
    return tokens[at].lower in ("mm", "cm") and tokens[at - 1].text[0].isdigit()


def _links(tokens: Sequence[Token], at: int, stop: int) -> bool:
    """Whether the phrase runs on over this token: a hyphen, a possessive, or "and" between two adjectives."""
    token = tokens[at]
    if token.lower in HYPHENS or token.tag == "POS":
        return token.tag == "POS" or token.end == tokens[at + 1].start if at + 1 < stop else False
    if token.lower in ("and", "or") and at + 1 < stop:
        adjectives = tokens[at - 1].pos == "ADJ" and tokens[at + 1].pos == "ADJ"
        return adjectives and at + 2 < stop and tokens[at + 2].pos in ("NOUN", "PROPN")
    return False
