"""Did it happen? Tells events from plans, threats, denials, generalities, drills and films."""

from __future__ import annotations

from functools import cache

from dateline.events.triggers import LEXICON, Trigger
from dateline.lexicon import data
from dateline.model.event import EventStatus
from dateline.model.page import Page

UNREAL = {"would", "could", "might", "may", "should", "can", "must", "ought"}
FUTURE = {"will", "'ll", "shall"}
PLANS = {"plan", "prepare", "intend", "expect", "schedule", "mean", "aim", "decide", "order", "want", "promise"}
WISHES = {"threaten", "vow", "warn", "refuse", "hope", "wish", "ability", "able", "ready", "capable", "seek", "pledge", "deter", "urge", "call", "consider", "rule"}  # fmt: skip
FAILURES = {"foil", "thwart", "prevent", "avert", "try", "attempt", "fail", "stop", "abort"}
UNTOLD = {"new", "further", "future", "possible", "potential", "planned", "retaliatory", "more", "any", "such", "no", "imminent", "similar", "every", "most"}  # fmt: skip
"""Modifiers of an event noun that speak of no event told: "further strikes", "any attack"."""
GENRE_CUES = 4
"""Distinct cues that make a report a review, a match report or a drill (measured on own samples: news has at most 2)."""


@cache
def _genres() -> dict[str, tuple[str, ...]]:
    return {name: tuple(words) for name, words in data(LEXICON)["genre"].items()}


def is_staged(page: Page) -> bool:
    """Whether the report tells of a film, a match or an exercise, so that its violence did not happen."""
    padded = f" {page.repaired.text.lower()} "
    for words in _genres().values():
        cues = sum(1 for w in words if any(f"{a}{w}" in padded for a in (" ", "“", '"', "‘", "\n", "'")))
        if cues >= GENRE_CUES:
            return True
    return False


def status(page: Page, trigger: Trigger) -> EventStatus | None:
    """Return the status of what a trigger tells, or None if it tells no event at all."""
    if trigger.status != "happened":
        return EventStatus(trigger.status)
    if trigger.is_noun:
        return _of_noun(page, trigger)
    return _of_verb(page, trigger.token)


def _of_verb(page: Page, i: int) -> EventStatus | None:
    words = {page.tokens[c].lower for c in page.children[i] if page.tokens[c].dep in ("aux", "auxpass")}
    negated = page.child(i, "neg") is not None
    if negated or words & UNREAL or _is_conditional(page, i):
        return None
    if words & FUTURE:
        return EventStatus.PLANNED
    token, above = page.tokens[i], page.tokens[page.tokens[i].head]
    infinitive = any(page.tokens[c].lower == "to" for c in page.children[i])
    if infinitive or token.dep in ("xcomp", "pcomp"):
        governed = _governed(above.lemma)
        if governed is not EventStatus.HAPPENED:
            return governed
        if (
            infinitive
            and token.dep in ("acl", "relcl")
            and above.lemma in WISHES | PLANS | {"plan", "threat", "attempt", "bid"}
        ):
            return None
    if token.dep in ("conj", "advcl", "xcomp") and token.head != i and above.pos == "VERB":
        over = {page.tokens[c].lower for c in page.children[token.head] if page.tokens[c].dep == "aux"}
        if over & UNREAL and token.dep != "advcl":
            return None
    return EventStatus.HAPPENED


def _governed(lemma: str) -> EventStatus | None:
    if lemma in PLANS:
        return EventStatus.PLANNED
    if lemma in FAILURES:
        return EventStatus.FOILED
    return None if lemma in WISHES else EventStatus.HAPPENED


def _is_conditional(page: Page, i: int) -> bool:
    return any(
        page.tokens[c].dep == "mark" and page.tokens[c].lower in ("if", "unless", "whether") for c in page.children[i]
    )


def _of_noun(page: Page, trigger: Trigger) -> EventStatus | None:
    i = trigger.token
    inside = {page.tokens[c].lower for c in page.children[i]}
    definite = is_definite(page, trigger)
    if not definite and inside & UNTOLD:
        return None
    if {"planned", "foiled", "thwarted"} & inside:
        return EventStatus.FOILED if {"foiled", "thwarted"} & inside else EventStatus.PLANNED
    verb = next((a for a in page.ancestors(i) if page.tokens[a].pos in ("VERB", "AUX")), None)
    if verb is None or definite:
        return EventStatus.HAPPENED
    bare = page.tokens[i].tag in ("NNS", "NNPS") and not inside & {"the", "these", "those", "several", "two", "three"}
    real = _of_verb(page, verb)
    if real is None:
        return None
    if bare and _is_general(page, verb):
        return None
    if real is EventStatus.PLANNED and not bare:
        return real
    return EventStatus.HAPPENED if real is not EventStatus.FOILED else real


def _is_general(page: Page, verb: int) -> bool:
    """A present-tense statement about attacks as such: "Attacks by day are rare"."""
    token = page.tokens[verb]
    auxiliaries = [page.tokens[c] for c in page.children[verb] if page.tokens[c].dep in ("aux", "auxpass")]
    return token.tag in ("VBP", "VBZ") and token.lemma in ("be", "have", "remain", "become") and not auxiliaries


def is_definite(page: Page, trigger: Trigger) -> bool:
    """Whether the wording takes up something known: "the attack", "that barrage", "Wednesday's attack"."""
    for c in page.children[trigger.token]:
        token = page.tokens[c]
        if token.lower in ("the", "that", "this", "these", "those", "its", "their", "his", "latest", "same", "both"):
            return True
        if token.dep == "poss":
            return True
    return False
