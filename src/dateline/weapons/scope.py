"""Tells what a number of weapons counts: those fired, those that hit, those stopped, those found."""

from __future__ import annotations

from functools import cache

from dateline.lexicon import data, rule
from dateline.model.actor import Scope
from dateline.model.page import Page
from dateline.weapons.names import FILE, Name

_SKIPPED = frozenset(("AUX", "ADV", "PART", "PRON", "SCONJ"))
REACH = 5
"""Tokens between a name and its verb ("rockets, officials said, struck" is left to the parse)."""


@cache
def lemmas(key: str) -> frozenset[str]:
    """Return the verb lemmas of a scope."""
    return frozenset(data(FILE)["scopes"][key])


@cache
def thrown() -> frozenset[str]:
    """Return the families of things that are fired or thrown and land."""
    return frozenset(data(FILE)["munitions"]["thrown"])


def scope_of(page: Page, name: Name, begins: int) -> tuple[Scope | None, str]:
    """Return what a number of this weapon counts, and the rule that says so.

    Args:
        begins: first token of the phrase, number and article included.
    """
    for read in (_found, _intercepted, _fired, _hit):
        scope = read(page, name, begins)
        if scope is not None:
            return scope, f"weapons.{scope.value}"
    return None, "weapons.name"


def after(page: Page, name: Name) -> tuple[int, bool] | None:
    """Return the verb that follows the name directly, and whether the name suffers it ("rockets were fired")."""
    at, stop, passive = name.end, page.sentences[page.tokens[name.head].sentence][1], False
    while at < min(stop, name.end + REACH):
        token = page.tokens[at]
        if token.pos == "VERB" and token.lower not in ("had", "has", "have"):
            return at, passive or (at == name.end and _participle(page, at, stop))
        if token.pos not in _SKIPPED and token.lower not in ("were", "was", "had", "have", "that", "which", ","):
            return None
        passive = passive or token.lemma in ("be", "get") or token.lower in ("were", "was", "been", "being")
        at += 1
    return None


def _participle(page: Page, verb: int, stop: int) -> bool:
    """Whether a verb right after the name describes it ("rockets fired at the camp", not "rockets hit the camp")."""
    if page.tokens[verb].tag not in ("VBN", "VBD") or page.tokens[verb].lemma in lemmas("hit"):
        return False
    return verb + 1 >= stop or page.tokens[verb + 1].pos not in ("DET", "NOUN", "PROPN", "NUM", "ADJ", "PRON")


_BETWEEN = frozenset(("up", "down", "off", "out", "back", "another", "its", "his", "their", "the"))
"""Words that may stand between a verb and the phrase it acts on."""


def before(page: Page, name: Name, begins: int) -> int | None:
    """Return the verb whose object the name is: the word before the phrase, or by the parse."""
    first = page.sentences[page.tokens[name.head].sentence][0]
    at = begins - 1
    while at >= first and page.tokens[at].lower in _BETWEEN:
        at -= 1
    if at >= first and page.tokens[at].pos == "VERB":
        return at
    token = page.tokens[name.head]
    while token.dep == "conj" and token.head != token.i:
        token = page.tokens[token.head]
    return token.head if token.dep in ("dobj", "obj") and page.tokens[token.head].pos == "VERB" else None


def _suffers(page: Page, name: Name, begins: int) -> int | None:
    """Return the verb that is done to the weapon, or None."""
    follows = after(page, name)
    if follows is not None and follows[1]:
        return follows[0]
    if follows is not None and page.tokens[name.head].dep != "dobj":
        return None
    return before(page, name, begins)


def _lemma(page: Page, verb: int | None) -> str:
    return "" if verb is None else page.tokens[verb].lemma


@rule(
    "weapons.fired",
    yes=[
        ["Roughly 30 rockets were launched at Camp Ostrel.", {"scope": "fired", "count.best": 30}],
        ["Kestria fired 16 ballistic missiles at two bases.", {"scope": "fired", "name": "ballistic missiles"}],
        ["Gunmen threw three hand grenades into the bar.", {"scope": "fired", "count.best": 3}],
    ],
    no=["Six rockets struck the camp.", "The minister fired two aides.", "Soldiers found four mortars."],
)
def _fired(page: Page, name: Name, begins: int) -> Scope | None:
    """Weapons that are fired, launched, lobbed, thrown or dropped, whatever became of them."""
    fired = name.family in thrown() and _lemma(page, _suffers(page, name, begins)) in lemmas("fired")
    return Scope.FIRED if fired else None


@rule(
    "weapons.hit",
    yes=[
        ["More than 15 small rockets landed on Camp Ostrel.", {"scope": "hit", "count.low": 16}],
        ["Two shells slammed into the market.", {"scope": "hit"}],
        ["The ship was struck by two missiles.", {"scope": "hit", "count.best": 2}],
    ],
    no=["Jets struck two depots.", "Ten rockets were fired at the camp.", "Troops hit two launchers."],
)
def _hit(page: Page, name: Name, begins: int) -> Scope | None:
    """Weapons that land, strike, slam into or fall on something."""
    if name.family not in thrown():
        return None
    follows = after(page, name)
    if follows is not None and not follows[1] and page.tokens[follows[0]].lemma in lemmas("hit"):
        return Scope.HIT
    struck = begins >= 2 and page.tokens[begins - 1].lower == "by" and page.tokens[begins - 2].lemma in lemmas("hit")
    follower = page.tokens[min(name.end, len(page.tokens) - 1)].lower
    headline = name.modifies is None and follower in ("hit", "hits", "strike", "struck", "slam")
    return Scope.HIT if struck or headline else None


@rule(
    "weapons.intercepted",
    yes=[
        ["Air defences intercepted 12 missiles over Marn.", {"scope": "intercepted", "count.best": 12}],
        ["Four drones were shot down.", {"scope": "intercepted"}],
    ],
    no=["Four drones were launched.", "Gunmen shot two guards."],
)
def _intercepted(page: Page, name: Name, begins: int) -> Scope | None:
    """Weapons stopped on their way: intercepted, downed, shot down."""
    verb = _suffers(page, name, begins)
    lemma = _lemma(page, verb)
    if verb is None or lemma not in lemmas("intercepted"):
        return None
    last = len(page.tokens) - 1
    beside = (min(verb + 1, last), begins - 1, min(name.end, last))
    down = any(page.tokens[i].lower == "down" for i in beside)
    if lemma == "shoot":
        return Scope.INTERCEPTED if down else None
    if lemma == "destroy" and name.family not in ("rocket", "missile", "drone"):
        return None
    return Scope.INTERCEPTED


@rule(
    "weapons.found",
    yes=[
        ["Troops found seven launchers and nearly two dozen unfired rockets.", {"scope": "found", "count.best": 7}],
        ["Police seized 40 rifles.", {"scope": "found", "count.best": 40}],
        ["They left the truck with three rockets still in their tubes.", {"scope": "found", "count.best": 3}],
    ],
    no=["Two rockets hit the camp.", "A bomb exploded in Marn."],
)
def _found(page: Page, name: Name, begins: int) -> Scope | None:
    """Weapons found, seized or left unfired: they did no harm."""
    if any(page.tokens[i].lower in lemmas("found_words") for i in range(begins, name.end)):
        return Scope.FOUND
    tail = page.text(name.end, min(name.end + 2, len(page.tokens))).lower()
    found = tail in lemmas("found_after") or _lemma(page, _suffers(page, name, begins)) in lemmas("found")
    return Scope.FOUND if found else None
