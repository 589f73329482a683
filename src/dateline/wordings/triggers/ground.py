"""Ground taken, lost, left and gone to: "took control of the town", "fell to the rebels", "pulled out of the town".

Each reading returns the clause with its roles set right (who acts, which place or whom it befalls), or None where the
everyday verb tells nothing of the kind.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from dateline.lexicon import words
from dateline.model.actor import ActorKind
from dateline.model.page import Page
from dateline.model.where import PlacePrecision
from dateline.model.wording import Frame, Index

LEXICON = "en/events.toml"
AHEAD = 12
"""Tokens from a verb within which the place stands that somebody is driven from."""
FALLING = ("to", "on", "in", "after", "before", "during", "at", "amid", "following", "within")
"""Prepositions behind "fell" that do not make a figure of speech of it ("fell into disrepair")."""

TAKEN_UP = ("it", "them", "both")
"""What takes up places told in the sentence before."""


def _is_ground(index: Index, at: int) -> bool:
    """Whether a token is a place smaller than a country, or a post, town or height by its noun."""
    place = index.places.get(at)
    if place is not None:
        return place.value.precision is not PlacePrecision.COUNTRY
    return not words(LEXICON, "ground", "settled").isdisjoint(
        (index.page.tokens[at].lemma, index.page.tokens[at].lower)
    )


def _is_town(index: Index, at: int) -> bool:
    """Whether a token is a place that has a name of its own, or a town, post or garrison: a bridge falls otherwise."""
    lemma = index.page.tokens[at].lemma
    return _is_ground(index, at) and (at in index.places or lemma in words(LEXICON, "ground", "falling"))


def _is_side(index: Index, at: int | None) -> bool:
    """Whether somebody bears arms, or sends those who do."""
    if at is None:
        return False
    token = index.page.tokens[at]
    armed = words(LEXICON, "people", "armed") | words(LEXICON, "people", "forces") | words(LEXICON, "ground", "sides")
    kind = index.actors[at].value.actor.kind if at in index.actors else None
    official = kind in (ActorKind.GROUP, ActorKind.FORCE, ActorKind.COALITION, ActorKind.STATE)
    named = {token.lemma, token.lower.removesuffix("s")}
    return official or not named.isdisjoint(armed - {"man", "individual"}) or token.lower in ("they", "it", "we")


def _is_force(index: Index, at: int | None) -> bool:
    """Whether troops, or what they go to war with, are meant."""
    return at is not None and index.page.tokens[at].lemma in words(LEXICON, "ground", "forces")


def _control(index: Index, found: Frame, token: int) -> Frame | None:
    """ "Took control of the town"; "wrested the town from the rebels"."""
    page = index.page
    if not _is_side(index, found.agent):
        return None
    held = page.child(token, "dobj")
    of = None if held is None else next((c for c in page.children[held] if page.tokens[c].lower == "of"), None)
    of = of if of is not None else next((c for c in page.children[token] if page.tokens[c].lower == "of"), None)
    at = held if of is None else page.child(of, "pobj")
    return Frame(found.agent, at, found.preps) if at is not None and _is_ground(index, at) else None


def _fallen(index: Index, found: Frame, token: int) -> Frame | None:
    """ "The town fell to the rebels", "the city has fallen"; shares, rain and silence fall otherwise."""
    page = index.page
    subject = page.child(token, "nsubj")
    if subject is None or not _is_town(index, subject):
        return None
    for c in page.children[token]:
        child = page.tokens[c]
        if child.dep in ("acomp", "dobj", "npadvmod", "prt", "xcomp", "oprd", "attr") and c not in index.dates:
            return None
        if child.dep == "prep" and child.lower not in (*FALLING, "into"):
            return None
    hands = any(page.tokens[h].lemma == "hand" for h in found.after("into"))
    to, inside = found.after("to"), found.after("in")
    if (found.after("into") and not hands) or any(h not in index.dates for h in inside):
        return None
    perfect = any(page.tokens[c].lower in ("has", "have", "had") for c in page.children[token])
    if to and not _is_side(index, to[0]):
        return None
    if not (to or hands or perfect or page.tokens[subject].lemma in words(LEXICON, "ground", "falling")):
        return None  # "Orsa fell on Sunday" may be a club
    return Frame(to[0] if to else None, subject, found.preps)


def _driven(index: Index, found: Frame, token: int) -> Frame | None:
    """ "Drove the militants out of the town", "cleared the village of rebels"."""
    page = index.page
    if found.patient is None or (found.agent is not None and not _is_side(index, found.agent)):
        return None
    if page.tokens[token].lemma in ("clear", "rid", "purge"):
        of = [page.child(c, "pobj") for c in page.children[found.patient] if page.tokens[c].lower == "of"]
        whom = [h for h in (*found.after("of"), *of) if h is not None]
        return found if _is_ground(index, found.patient) and any(_is_side(index, h) for h in whom) else None
    if not _is_side(index, found.patient):
        return None
    at = _left_place(index, token)
    return None if at is None else Frame(found.agent, at, found.preps)


def _left_place(index: Index, token: int) -> int | None:
    """The place behind "out of" or "from" after a verb."""
    page = index.page
    last = page.sentences[page.tokens[token].sentence][1]
    for i in range(token + 1, min(token + AHEAD, last - 1)):
        lower = page.tokens[i].lower
        if lower in ("from", "of") and (lower == "from" or page.tokens[i - 1].lower == "out"):
            ahead = page.child(i, "pobj")
            if ahead is not None and (_is_ground(index, ahead) or _named_of(page, index, ahead) is not None):
                return ahead
    return None


def _named_of(page: Page, index: Index, at: int) -> int | None:
    """The place that a part of it is named with: "most of Orsa", "the outskirts of Orsa"."""
    of = next((c for c in page.children[at] if page.tokens[c].lower == "of"), None)
    inner = None if of is None else page.child(of, "pobj")
    return inner if inner is not None and _is_ground(index, inner) else None


def _lost_or_won(index: Index, found: Frame, token: int) -> Frame | None:
    """ "The capture of the town", "the fall of Orsa", "the liberation of Vala, a village": of a place it is said.

    A front "for the Liberation of Orsa" has taken nothing.
    """
    page = index.page
    if any(a.start <= token < a.end for a in index.found.actors) or page.tokens[token].pos == "PROPN":
        return None
    at = next(iter(found.after("of")), None)
    if at is None:
        return None
    apposed = page.child(at, "appos")
    place = _is_town(index, at) or (apposed is not None and _is_town(index, apposed))
    return Frame(found.agent, at, found.preps) if place else None


def _held(index: Index, found: Frame, token: int) -> Frame | None:
    """ "Occupied the town hall", "liberated the village", "captured most of the town": armed people, and ground."""
    if found.patient is None or (found.agent is not None and not _is_side(index, found.agent)):
        return None
    alone = found.agent is None and index.page.tokens[token].lemma in words(LEXICON, "ground", "by_arms")
    if found.agent is None and not alone:
        return None
    if index.page.tokens[found.patient].lower in words(LEXICON, "ground", "parts"):
        at = _named_of(index.page, index, found.patient)
        return None if at is None else Frame(found.agent, at, found.preps)
    if index.page.tokens[found.patient].lower in TAKEN_UP:
        at = _told_before(index, token)
        return None if at is None or found.agent is None else Frame(found.agent, at, found.preps)
    return found if _is_ground(index, found.patient) else None


def _told_before(index: Index, token: int) -> int | None:
    """The place that "retook it" takes up: what somebody took, lost or left in the sentence before."""
    page, now = index.page, index.page.tokens[token].sentence
    start, end = page.sentences[now - 1] if now else (0, 0)
    taken = [t.i for t in page.tokens[start:end] if t.dep in ("dobj", "nsubjpass", "nsubj") and _is_ground(index, t.i)]
    return taken[-1] if taken and page.is_news(taken[-1]) else None


def _given_up(index: Index, found: Frame, token: int) -> Frame | None:
    """ "The last soldiers left the town", "abandoned their base", "pulled its troops back"."""
    page = index.page
    who = found.agent
    if page.tokens[token].dep == "acl":
        return None  # "troops pulling out of the village burned down 38 houses"
    if _is_force(index, found.patient) and page.tokens[token].lemma in ("pull", "move", "withdraw"):
        return found
    if page.tokens[token].lemma in ("pull", "move"):
        gone = _is_side(index, who) and (_left_place(index, token) is not None or bool(found.after("from", "of")))
        return found if gone and found.patient is None else None
    if found.patient is None or who is None or not _is_ground(index, found.patient):
        return None
    if page.tokens[token].lemma == "leave" and page.tokens[found.patient].lemma in words(LEXICON, "ground", "bases"):
        return None  # a patrol leaves its base every day
    return found if page.tokens[who].lemma in words(LEXICON, "ground", "garrisons") else None


def _sent(index: Index, found: Frame, token: int) -> Frame | None:
    """ "Sent 500 troops to the town", "warships were moved closer to the coast", "reinforcements arrived"."""
    page = index.page
    if page.tokens[token].lemma in ("arrive", "reach", "pour"):
        who = found.agent
        come = who is not None and page.tokens[who].lemma == "reinforcement"
        at = found.after("in", "at", "into", "from") or ([found.patient] if found.patient is not None else [])
        return found if come and any(_is_ground(index, h) for h in at) else None
    if not _is_force(index, found.patient):
        return None
    to = found.after("to", "into", "around", "toward", "towards", "along", "near", "in", "across")
    return found if any(_is_ground(index, h) or h in index.places or _is_border(page, h) for h in to) else None


def _is_border(page: Page, at: int) -> bool:
    return page.tokens[at].lemma in ("border", "coast", "frontier", "front", "area", "region", "scene", "line")


GROUND: Mapping[str, Callable[[Index, Frame, int], Frame | None]] = {
    "control": _control,
    "driven": _driven,
    "fallen": _fallen,
    "given_up": _given_up,
    "held": _held,
    "lost_or_won": _lost_or_won,
    "sent": _sent,
}
"""The needs of rules about ground, by name; each returns the clause with its roles set right."""


def _told(read: Callable[[Index, Frame, int], Frame | None], index: Index, found: Frame, token: int | None) -> bool:
    return token is not None and read(index, found, token) is not None


TOLD: Mapping[str, Callable[[Index, Frame, int | None], bool]] = {
    name: partial(_told, read) for name, read in GROUND.items()
}
"""Whether the clause tells it, for each need of `GROUND`."""
