"""The words of a filler: where a phrase ends, which noun heads it, and whether that is one or many."""

from __future__ import annotations

import re

from dateline.evaluate.muc.form import Hit

SMALL = ["OF", "IN", "ON", "AT", "AND", "WHERE", "WHOSE", "WHICH", "WHO", "THAT", "WERE", "FROM", "TO", "BY"]
LEADING = frozenset([*SMALL, "AS", "ANOTHER", "OTHER", "SEVERAL", "THEM"])
"""Words that no filler begins with."""
TRAILING = frozenset([*SMALL, "THE", "A", "SOME", "BE", "NO", "THERE"])
"""Words that none ends with."""
CLAUSES = re.compile(r"\s(?:WHERE|WHO|WHOSE|WHICH|THAT|WHEN|WHILE|UNTIL|SUCH AS)\s.*", re.IGNORECASE)
"""Words that begin what is told of a thing, not what it is."""
SINGULARS = ("ss", "us", "is", "headquarters")
"""Ends of words for one thing that look like many."""
MANY = frozenset(("people", "men", "women", "children", "police", "personnel", "clergymen", "youths", "clergy"))
"""Words for many that do not end in s; so do those with `men` at their end."""


def trimmed(name: str) -> str:
    """Return a name without a clause behind it and without the small words at its ends; nothing for a bare number.

    >>> trimmed("CAR IN"), trimmed("WHOSE DRIVER"), trimmed("VEHICLES IN THE AREA WHERE BOMBS WERE"), trimmed("12")
    ('CAR', 'DRIVER', 'VEHICLES IN THE AREA', '')
    """
    words = CLAUSES.sub("", name).split()
    while words and words[-1].upper() in TRAILING:
        words.pop()
    while words and words[0].upper() in LEADING:
        words.pop(0)
    return " ".join(words) if any(not word.isdigit() for word in words) else ""


def head(name: str) -> str:
    """Return the last word before "of" and its like.

    >>> head("OFFICES OF THE BANK"), head("power station")
    ('offices', 'station')
    """
    words = re.split(r"(?<=\S)\s(?:of|in|at|on|from|near|for)\s|,", name.casefold())[0].split()
    return words[-1] if words else ""


def is_many(name: str) -> bool:
    """Whether a description means more than one.

    >>> is_many("OFFICES OF THE BANK"), is_many("BUS"), is_many("POLICEMEN")
    (True, False, True)
    """
    noun = head(name)
    return noun in MANY or noun.endswith("men") or (noun.endswith("s") and not noun.endswith(SINGULARS))


def counted(hit: Hit) -> str:
    """Return how many a hit is: one for a single person or thing, and no bare "more than one" as a number."""
    if hit.named:
        return "1"
    if not is_many(hit.name):
        return "1"
    return "PLURAL" if hit.number in ("", "1") or re.fullmatch(r"[123] -", hit.number) else hit.number
