"""What an event told by a noun struck: "a blast tore through a bar", "the convoy was the target of an ambush"."""

from __future__ import annotations

from dateline.events.voices import Telling
from dateline.lexicon import words
from dateline.model.page import Page
from dateline.model.where import PlacePrecision
from dateline.model.wording import Wording

LEXICON = "en/events.toml"
BETWEEN = 2
"""Clauses that may stand over the verb in which "it" is said."""


def struck(telling: Telling, m: Wording) -> int | None:
    """Return the noun for what the words of an event say that it struck, by a verb of which the event is the subject.

    A town or a province that is rocked was not meant.
    """
    page = telling.page
    if not m.trigger.is_noun:
        return None
    head = _was_target(page, m.token)
    head = _torn(page, m.token) if head is None else head
    if head is None or page.tokens[head].pos not in ("NOUN", "PROPN") or head in telling.index.dates:
        return None
    place = telling.index.places.get(head) if page.tokens[head].pos == "PROPN" else None
    town = place is not None and place.value.precision is not PlacePrecision.SITE
    known = page.tokens[head].lemma in words(LEXICON, "local", "towns") | words(LEXICON, "targets", "aimless")
    return None if town or known else head


def _torn(page: Page, event: int) -> int | None:
    """ "A blast ripped through a market", "an explosion rocked a hotel"."""
    verb = page.tokens[page.tokens[event].head]
    if page.tokens[event].dep != "nsubj" or verb.pos != "VERB" or page.child(verb.i, "neg") is not None:
        return None
    if verb.lemma in words(LEXICON, "targets", "tearing"):
        through = next((c for c in page.children[verb.i] if page.tokens[c].lower in ("through", "into")), None)
        return None if through is None else page.child(through, "pobj")
    return page.child(verb.i, "dobj") if verb.lemma in words(LEXICON, "targets", "rocking") else None


def _was_target(page: Page, event: int) -> int | None:
    """ "The convoy was the target of an ambush"."""
    of = page.tokens[page.tokens[event].head]
    target = page.tokens[of.head]
    if of.lower != "of" or target.lemma not in ("target", "object", "victim") or target.dep not in ("attr", "nsubj"):
        return None
    what = page.child(target.head, "nsubj")
    return what if what != target.i and page.tokens[target.head].lemma == "be" else None


def taken_up(page: Page, it: int) -> int | None:
    """Return what "it" is as the object of a deed: "when a convoy came, the rebels attacked it"."""
    verb = page.tokens[it].head
    if page.tokens[it].lower != "it" or page.tokens[it].dep != "dobj":
        return None
    before = [c for c in page.children[verb] if page.tokens[c].dep == "advcl" and c < verb]
    for clause in before[:BETWEEN]:
        who = page.child(clause, "nsubj", "nsubjpass")
        if who is not None and page.tokens[who].lemma in words(LEXICON, "targets", "nouns"):
            return who
    return None
