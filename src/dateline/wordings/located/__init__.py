"""Which places beside a wording say where its event was: not whose it was, whence somebody came, or where he spoke."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from dateline.lexicon import words
from dateline.model.actor import ActorKind
from dateline.model.event import Kind
from dateline.model.found import Found
from dateline.model.page import Page, Token
from dateline.model.where import Place, PlacePrecision
from dateline.model.wording import Index
from dateline.wordings.gathered import Gathered
from dateline.wordings.triggers import LEXICON

COARSE = (PlacePrecision.COUNTRY, PlacePrecision.REGION, PlacePrecision.PROVINCE)
ELSEWHERE = ("by", "from", "to", "with")
"""Prepositions of who does it, whence and whither, and with whom: "the brink of war with Iran" is not in Iran."""
SETTLEMENTS = ("village", "town", "city", "hamlet", "suburb", "district", "neighbourhood", "neighborhood", "settlement")
"""Words before "of" and a name that say it is a place, whatever the parse makes of what follows."""


def short_forms(page: Page, index: Index, m: Gathered) -> list[Found[Place]]:
    """Places named in full elsewhere and here by their last word: "the Taji attack" of Camp Taji."""
    out = []
    for c in page.children[m.token]:
        token = page.tokens[c]
        if token.dep in ("compound", "poss", "nmod") and token.pos == "PROPN" and c not in index.places:
            full = [p for p in index.found.places if p.value.name.lower().split()[-1:] == [token.lower]]
            out += [Found(c, c + 1, p.value, p.rule) for p in full[:1]]
    return out


def where_it_is(page: Page, index: Index, m: Gathered) -> list[Found[Place]]:
    """ "Orsa, the other base, where six rockets fell": what the clause of "where" hangs on is its place."""
    token = page.tokens[m.token]
    if token.dep != "relcl" or not any(page.tokens[c].lower == "where" for c in page.children[m.token]):
        return []
    heads = [token.head, page.tokens[token.head].head] if page.tokens[token.head].dep == "appos" else [token.head]
    found = [index.places[h] for h in heads if h in index.places]
    return [p for p in found[:1] if p not in m.places]


def locates(page: Page, index: Index, place: Found[Place], near: Gathered, events: set[int]) -> bool:
    """Whether the words say where something was, not whose it was ("US troops") or whence somebody comes."""
    coarse = place.value.precision in COARSE and place.value.kind != "road"
    at = page.head_of(place.start, place.end)
    while page.tokens[at].dep in ("appos", "conj", "flat") and page.tokens[at].head != at:
        at = page.tokens[at].head
    token, above = page.tokens[at], page.tokens[page.tokens[at].head]
    named = token.dep in ("poss", "compound", "nmod") and above.i in events
    if token.dep in ("compound", "nmod") and above.i in (near.trigger.frame.patient, *_reached(near)):
        return above.lemma in words(LEXICON, "targets", "facilities")
    elsewhere = _at_speech(page, place, events) or _is_aside(page, at, near, events)
    if (
        (elsewhere and not named)
        or _is_flag(page, place)
        or _is_group(index, place, page.head_of(place.start, place.end))
    ):
        return False
    if _is_shouted(page, place, near) or _is_of_teller(page, index, place, events) or _is_home(page, place):
        return False
    if token.dep == "pobj" and above.lower in ELSEWHERE:
        return _besieged(place.value, near, above.lower)
    if token.dep == "pobj":
        return above.lower != "of" or (above.head not in index.people and page.tokens[above.head].pos != "PROPN")
    named_so = [t.lower for t in page.tokens[max(0, place.start - 2) : place.start]]
    if len(named_so) == 2 and named_so[1] == "of" and named_so[0] in SETTLEMENTS:
        return True
    if token.dep in ("poss", "compound", "amod", "nmod"):
        return not coarse and at not in index.people and above.i in events
    if token.dep in ("nsubj", "agent"):
        return False
    struck = token.dep == "dobj" and above.i in events and near.trigger.kind is not Kind.THREAT  # "attacked Arland"
    return not coarse or struck or token.dep not in ("dobj", "attr")


def _is_home(page: Page, place: Found[Place]) -> bool:
    """Whether somebody is of the place: "Ana Sorel, 27, of Orsa"."""
    before = page.tokens[max(0, place.start - 3) : place.start]
    return [t.lower for t in before[1:]] == [",", "of"] and before[0].pos == "NUM"


def _is_aside(page: Page, at: int, near: Gathered, events: set[int]) -> bool:
    """Whether a place is that of something only named beside the event: where the hurt are, where somebody lives.

    "Were flown to a hospital in Orsa", "arms for the government in Orsa", "a group in Orsa owned up to the attack",
    "accused men sitting in Orsa of the attack".
    """
    path: list[Token] = []
    for token in (page.tokens[a] for a in page.ancestors(at)):
        if token.i in events:
            return False
        if token.pos in ("VERB", "AUX"):
            return _is_away(page, token, path, at) or _is_dwelling(token, near)
        if token.dep == "appos" and token.lemma in words(LEXICON, "aside", "bodies"):
            return token.head not in events
        path.append(token)
    return False


def _is_away(page: Page, verb: Token, path: Sequence[Token], at: int) -> bool:
    """Whether a verb leads away from the event before its place: "taken to the hospital in X", "died in hospital"."""
    to = (c for c in page.children[verb.i] if c < at and page.tokens[c].lower == "to" and page.tokens[c].pos == "ADP")
    if verb.lemma in words(LEXICON, "aside", "moving") and any(to):
        return True
    wards = any(t.lemma in words(LEXICON, "aside", "wards") for t in path)
    return wards and verb.lemma in words(LEXICON, "aside", "care")


def _is_dwelling(verb: Token, near: Gathered) -> bool:
    """Whether a clause says where somebody has his place whom the event did not befall: "men sitting in X"."""
    dwells = verb.dep in ("acl", "relcl") and verb.lemma in words(LEXICON, "aside", "dwelling")
    return dwells and verb.head != near.trigger.frame.patient


def _reached(near: Gathered) -> list[int]:
    """What the words are aimed at or stand by: "an attack on the Orsa post"."""
    return near.trigger.frame.after("on", "at", "against", "of", "in", "near", "into", "onto")


def _besieged(place: Place, near: Gathered, preposition: str) -> bool:
    """Who lays siege "to a town" is there; an embassy besieges nobody, so one "by the embassy" is there too."""
    return near.trigger.kind is Kind.SIEGE and (preposition == "to" or (preposition, place.kind) == ("by", "embassy"))


def _is_flag(page: Page, place: Found[Place]) -> bool:
    """ "A Liberia-flagged ship", "US-led forces"."""
    return place.end < len(page.tokens) and page.tokens[place.end].text == "-"


def _is_group(index: Index, place: Found[Place], at: int) -> bool:
    """Whether the words name who acts; an embassy is a house as well."""
    return (
        place.value.kind != "embassy"
        and at in index.actors
        and index.actors[at].value.actor.kind in (ActorKind.GROUP, ActorKind.ORGANISATION)
    )


def _is_of_teller(page: Page, index: Index, place: Found[Place], events: set[int]) -> bool:
    """Whether a place is that of whoever does something else: "a priest in the village of Orsa counted nine bodies"."""
    if place.start in _of_speakers(index) and not events & set(page.ancestors(place.start)):
        return True
    people = words(LEXICON, "people", "nouns", "occupations")
    for a in page.ancestors(page.head_of(place.start, place.end)):
        token = page.tokens[a]
        if a in events or token.pos in ("VERB", "AUX"):
            return False
        if token.dep == "nsubj" and (a in index.people or token.lemma in people):
            return token.head not in events
        if token.dep == "nsubj" and token.lemma in words(LEXICON, "local", "courts"):
            return True
    return False


@lru_cache(4)
def _of_speakers(index: Index) -> frozenset[int]:
    """The tokens by which those who speak are told: "a doctor at the hospital of Orsa"."""
    told = (found.value.speaker for found in index.found.sayings)
    return frozenset(i for speaker in told if speaker is not None for i in range(*speaker))


def _is_shouted(page: Page, place: Found[Place], near: Gathered) -> bool:
    """Whether a place stands in somebody's words and the event does not: shouting, "Don't forget Aleppo!"."""
    first, last = page.sentences[page.tokens[place.start].sentence]
    opened = [i for i in range(first, place.start) if page.tokens[i].text in ("“", "``", '"', "‘")]
    closed = [i for i in range(place.end, last) if page.tokens[i].text in ("”", "''", '"', "’")]
    above = page.tokens[page.tokens[page.head_of(place.start, place.end)].head]
    if (
        above.pos == "ADP"
        or len(opened) % 2 == 0
        or any(page.tokens[i].text in ("”", "’") for i in range(opened[-1], place.start))
    ):
        return False
    return not opened[-1] < near.token < (closed[0] if closed else last)


def _at_speech(page: Page, place: Found[Place], events: set[int]) -> bool:
    """Whether the place tells where something was said, or stirred up ("speaking at the Pentagon", "drew protests in
    Basra"), not where an event named was.
    """
    below = page.head_of(place.start, place.end)
    for a in page.ancestors(below):
        if a in events:
            return False
        called = page.tokens[below].lower == "as"  # "shelled what it described as posts in Orsa"
        below = a
        if page.tokens[a].pos in ("VERB", "AUX") and not called:
            if page.tokens[a].dep == "acl" and page.tokens[a].lemma in words(LEXICON, "verbs", "issuing"):
                return True
            return page.tokens[a].lemma in words(LEXICON, "verbs", "speech", "stirring")
    return False
