"""Dates that tell what came of an event later, and not when it was: a trial, a death of wounds, words about it."""

from __future__ import annotations

from dateline.lexicon import words
from dateline.model.found import Found
from dateline.model.page import Page
from dateline.model.when import When
from dateline.model.wording import Index
from dateline.wordings.gathered import Gathered
from dateline.wordings.triggers import LEXICON

__all__ = ["TOLLS", "ends_it", "is_afterwards"]

TOLLS = frozenset(("toll", "number", "count", "figure", "deaths", "fatalities", "casualties", "injuries"))
"""What rises when more of those hurt in an event have died, or been counted."""


def is_afterwards(page: Page, date: Found[When], governor: int, m: Gathered) -> bool:
    """Whether a date tells what came of an event later: a trial, a death of wounds, a claim of it, words about it."""
    if _is_court(page, governor, m) or _is_late_death(page, governor, m) or _is_rise(page, governor):
        return True
    if _is_of_followed(page, date, governor, m):
        return True
    path = [m.token, *page.ancestors(m.token)]
    spoken = page.tokens[governor].lemma in words(LEXICON, "verbs", "afterwards")
    taken = any(page.tokens[i].lower in ("responsibility", "credit") for i in path[1:4])  # "took credit for the raid"
    if not (spoken or taken) or not m.trigger.is_noun or (spoken and governor not in path[1:]):
        return False
    if spoken and page.tokens[path[path.index(governor) - 1]].dep == "nsubj":
        return False  # "the bombing claimed nine lives on Sunday"
    own = m.token in page.ancestors(page.head_of(date.start, date.end))
    bare = len(page.children[m.token]) == 2 and date.end == page.edges[m.token][1]  # "condemned the attack on Tuesday"
    return m.definite and not (own and date.start > m.token and not bare)


def ends_it(page: Page, index: Index, date: Found[When], m: Gathered, governor: int) -> bool:
    """Whether a date ends the words for a deed, and what was done about it has a day of its own, or the date a year.

    "Jailed two men on Wednesday over an attack on a convoy near Orsa on 6 June 2028".
    """
    between = page.tokens[m.token + 1 : date.start]
    if not m.trigger.is_noun or not governor < m.token < date.start or any(t.pos in ("VERB", "AUX") for t in between):
        return False
    others = (
        d
        for d in index.found.dates
        if d is not date and page.sentences[page.tokens[date.start].sentence][0] <= d.start and d.end <= m.token
    )
    year = any(t.text.isdigit() and len(t.text) == len("2028") for t in page.tokens[date.start : date.end])
    return year or any(d.value.placed for d in others)


def _is_of_followed(page: Page, date: Found[When], governor: int, m: Gathered) -> bool:
    """Whether a date behind both is that of what was followed: "the attack followed an air strike on Sunday"."""
    if page.tokens[governor].lemma not in words(LEXICON, "realis", "following"):
        return False
    subject = page.tokens[m.token].head == governor and page.tokens[m.token].dep == "nsubj"
    object_ = page.child(governor, "dobj")
    return subject and object_ is not None and object_ < date.start


def _is_court(page: Page, governor: int, m: Gathered) -> bool:
    """Whether a date tells when somebody was charged or tried: "was charged on Tuesday in the shooting"."""
    lemma = page.tokens[governor].lemma
    held = lemma in words(LEXICON, "local", "held")
    if held:
        first, stop = page.sentences[page.tokens[governor].sentence]
        held = any(t.lower in words(LEXICON, "local", "custody") for t in page.tokens[first:stop])
    return governor != m.token and (held or lemma in words(LEXICON, "local", "court"))


def _is_rise(page: Page, governor: int) -> bool:
    """Whether a date tells when a toll grew: "the toll from the raid on Orsa rose to 27 on Monday"."""
    subject = page.child(governor, "nsubj", "nsubjpass")
    changed = page.tokens[governor].lower in words("en/casualties.toml", "rising", "changed")
    return changed and subject is not None and page.tokens[subject].lower in TOLLS


def _is_late_death(page: Page, governor: int, m: Gathered) -> bool:
    """Whether a date tells when somebody hurt before died: "a clerk who was shot last week died on Monday night"."""
    if governor == m.token or page.tokens[governor].lemma not in words(LEXICON, "verbs", "undone"):
        return False
    wounds = any(page.tokens[t].lemma in ("wound", "injury") for c in page.children[governor] for t in page.children[c])
    if page.tokens[governor].dep == "conj" and page.tokens[governor].head == m.token:
        return page.tokens[m.token].lemma not in words(LEXICON, "verbs", "undone") | {
            "kill"
        }  # "was shot and later died"
    if wounds and page.tokens[m.token].dep == "advcl":
        return True  # "died of his wounds on Sunday, two days after his car hit a mine"
    for inner, outer in ((m.token, governor), (governor, m.token)):
        path = [inner, *page.ancestors(inner)]
        if outer in path and any(page.tokens[t].dep in ("relcl", "acl") for t in path[: path.index(outer)]):
            return True
    return False
