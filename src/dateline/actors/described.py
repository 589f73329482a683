"""Finds actors told by a noun phrase: "Iranian-backed militias", "a US official", "Iraq's military", "hooded men"."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import islice

from dateline.actors.listed import words
from dateline.actors.mention import Mention, Sort
from dateline.lexicon import data
from dateline.lexicon.known import demonyms
from dateline.model.actor import Actor, ActorKind
from dateline.model.page import Page, Token

DEFINITE = frozenset({"the", "that", "this", "these", "those", "its", "his", "their"})
LEANINGS = frozenset(
    {
        "backed",
        "led",
        "aligned",
        "allied",
        "linked",
        "supported",
        "funded",
        "affiliated",
        "inspired",
        "based",
        "held",
        "made",
        "built",
    }
)
"""After a hyphen these say whose friend somebody is, not whose citizen."""


DAYTIMES = ("morning", "afternoon", "evening", "night")
COLLECTIVE = (ActorKind.GROUP, ActorKind.COALITION, ActorKind.FORCE, ActorKind.ORGANISATION)
ARMED = ("gang", "militia", "cartel")
"""Nouns that a name before them makes the name of an armed group."""
ALWAYS_PLURAL = frozenset({"police", "troops", "forces", "personnel"})


@dataclass(frozen=True, slots=True)
class Head:
    """A noun that makes an actor: the words that must stand before it, and its class."""

    before: tuple[str, ...]
    sort: str


@cache
def heads() -> dict[str, tuple[Head, ...]]:
    """Return the head nouns by their last word; a longer head comes first."""
    out: dict[str, list[Head]] = {}
    for sort, phrases in data("en/actors.toml")["heads"].items():
        for phrase in phrases if sort in CLASSES else ():
            *before, last = phrase.split()
            out.setdefault(last, []).append(Head(tuple(before), sort))
    return {last: tuple(sorted(found, key=lambda h: -len(h.before))) for last, found in out.items()}


CLASSES = ("armed", "soldiers", "speakers", "crowds", "aircraft", "people", "bodies")


@cache
def singular(word: str) -> str:
    """Return a lower-case noun in the form in which the lexicon lists it; unchanged when no form is listed."""
    endings = (("", ""), ("s", ""), ("es", ""), ("ies", "y"), ("men", "man"))
    forms = (word.removesuffix(end) + new for end, new in endings if word.endswith(end))
    return next((f for f in forms if f in heads()), word)


@cache
def listed_heads(key: str) -> frozenset[str]:
    """Return one class of heads."""
    return frozenset(data("en/actors.toml")["heads"][key])


def described(page: Page, listed: list[Mention]) -> list[Mention]:
    """Find noun phrases headed by an actor noun, in order. `listed` are the names found before."""
    owner = {i: m for m in listed for i in range(m.start, m.end)}
    out = []
    for token in page.tokens:
        noun = singular(token.lower)
        if noun not in heads() or token.pos in ("VERB", "ADV", "AUX") or not page.is_news(token.i):
            continue
        if _modifier_of_head(page, token.i, owner):
            continue
        fits = (h for h in heads()[noun] if _stands(page, token.i, h.before))  # a gang: people, or a body
        out += list(islice((m for h in fits if (m := _phrase(page, token, noun, h, owner)) is not None), 1))
    return out


def _stands(page: Page, i: int, before: tuple[str, ...]) -> bool:
    return i >= len(before) and all(page.tokens[i - len(before) + k].lower == w for k, w in enumerate(before))


def _modifier_of_head(page: Page, i: int, owner: dict[int, Mention]) -> bool:
    """Whether the noun only qualifies another noun: "militia commander", "police station", "rebel positions"."""
    if i + 1 >= len(page.tokens) or page.tokens[i + 1].sentence != page.tokens[i].sentence:
        return False
    after = page.tokens[i + 1]
    if after.text == "-" and after.start == page.tokens[i].end:
        return True
    return after.pos in ("NOUN", "PROPN") and (
        after.tag != "NNP" or page.tokens[i].tag in ("NN", "NNP") and i + 1 not in owner
    )


def _phrase(page: Page, token: Token, noun: str, head: Head, owner: dict[int, Mention]) -> Mention | None:
    if token.i in owner and owner[token.i].end > token.i:
        return None
    start = _left(page, token.i - len(head.before), owner)
    inside = [owner[i] for i in range(start, token.i) if i in owner]
    whose = _whose(page, token.i, owner) if head.sort not in ("bodies", "aircraft") else None
    if head.sort == "people" and not (whose or _qualified(page, start, token.i, inside)):
        return None
    plural = token.tag in ("NNS", "NNPS") or noun != token.lower or token.lower in ALWAYS_PLURAL
    several = any(t.lower == "and" for t in page.tokens[start : token.i])
    state = None if several else _state_of(page, inside)
    if head.sort == "aircraft" and state and (force := _force_inside(page, state, token.i)) is not None:
        return force
    if head.sort == "aircraft" and state:
        actor = Actor(state.actor.name, ActorKind.STATE, state.actor.id, state.actor.country)
        return Mention(
            start, token.i + 1, token.i, noun, actor, Sort.STATE, "actors.state_aircraft", plural=plural, named=True
        )
    group = whose or next((m for m in inside if m.actor.kind in COLLECTIVE), None)
    if head.sort == "bodies":
        return _body(page, start, token, noun, plural, state, group)
    return _people(page, (start, whose.end if whose else token.i + 1), token, (noun, head.sort, plural), state, group)


def _force_inside(page: Page, state: Mention, craft: int) -> Mention | None:
    """The force of a state whose craft they are: the air force of "an Oruan air force jet"."""
    forces = sorted(listed_heads("forces"), key=len, reverse=True)
    for end in range(craft, state.end, -1):
        said = " ".join(t.lower for t in page.tokens[state.end : end])
        noun = next((f for f in forces if said == f), None)
        if noun is not None:
            actor = Actor(page.text(state.start, end), ActorKind.FORCE, None, state.actor.country, state.actor.id)
            return Mention(state.start, craft + 1, craft, noun.split()[-1], actor, Sort.BODY, "actors.body")
    return None


def _people(
    page: Page,
    span: tuple[int, int],
    token: Token,
    shape: tuple[str, str, bool],
    state: Mention | None,
    group: Mention | None,
) -> Mention:
    """People or craft told by a description; fighters of a listed group act as that group."""
    noun, sort, plural = shape
    owner = group or state
    actor = Actor(
        page.text(*span),
        ActorKind.DESCRIBED,
        group.actor.id if group and sort in ("armed", "people") else None,
        state.actor.country if state else (group.actor.country if group else None),
        (owner.actor.id or owner.actor.name) if owner else None,
    )
    definite = _determiner(page, span[0]) in DEFINITE
    return Mention(*span, token.i, noun, actor, Sort.PEOPLE, "actors.described", definite, plural)


def _determiner(page: Page, start: int) -> str:
    """The article before the phrase, over numbers and participles ("the two detained"); lower case, or empty."""
    at, first = start - 1, page.sentences[page.tokens[start].sentence][0]
    while at > max(first, start - 3) and page.tokens[at].tag in ("CD", "VBN", "VBG", "JJ"):
        at -= 1
    return page.tokens[at].lower if at >= first else ""


def _whose(page: Page, head: int, owner: dict[int, Mention]) -> Mention | None:
    """Return the group named right after "of", "from" or "for" ("fighters of the Popular Mobilization Units")."""
    after = page.tokens[head + 1 : head + 4]
    if len(after) < 2 or after[0].lower not in ("of", "from", "for", "with"):
        return None
    named = owner.get(head + 3 if after[1].lower == "the" else head + 2)
    return named if named and named.actor.kind in COLLECTIVE and named.start > head else None


def _body(
    page: Page, start: int, token: Token, noun: str, plural: bool, state: Mention | None, group: Mention | None
) -> Mention | None:
    """A body: bare it must be definite, or of a kind that is always armed; with a state it belongs to that state."""
    first = _determiner(page, start)
    if start == token.i and not _stands_bare(page, token, noun, plural, first):
        return None
    phrase = " ".join(t.lower for t in page.tokens[start : token.i + 1])
    if any(phrase.endswith(c) for c in listed_heads("coalitions")):
        kind = ActorKind.COALITION
    elif any(phrase.endswith(f) for f in listed_heads("forces")):
        kind = ActorKind.FORCE
    else:
        kind = ActorKind.DESCRIBED if noun in listed_heads("groups") else ActorKind.ORGANISATION
        kind = ActorKind.GROUP if noun in ARMED and _is_by_name(page, start, token.i, state) else kind
    owner = group or state
    actor = Actor(
        page.text(start, token.i + 1),
        kind,
        None,
        state.actor.country if state else None,
        (owner.actor.id or owner.actor.name) if owner else None,
    )
    owned_by = state is not None and page.tokens[state.end].tag == "POS"
    definite = first in DEFINITE and not owned_by
    return Mention(
        start, token.i + 1, token.i, noun, actor, Sort.BODY, "actors.body", definite, plural and noun != "police"
    )


def _is_by_name(page: Page, start: int, head: int, state: Mention | None) -> bool:
    """Whether a capital before the noun says which gang it is: "the Kraze gang"."""
    named = page.tokens[head - 1]
    return head > start and state is None and named.pos == "PROPN" and named.text[0].isupper()


def _stands_bare(page: Page, token: Token, noun: str, plural: bool, first: str) -> bool:
    """Whether a body needs only its noun: "the coalition", "police", "a militia"; not "the group responsible"."""
    if noun in ("police", "government") or (noun in ("militia", "gang", "cartel") and first in ("a", "an")):
        return True
    after = page.tokens[token.i + 1].lower if token.i + 1 < len(page.tokens) else ""
    return not plural and first in DEFINITE and after not in ("responsible", "behind", "of")


def _left(page: Page, at: int, owner: dict[int, Mention]) -> int:
    """Step left over the words that belong to the phrase: adjectives, nouns, names, "-backed", a state's possessive."""
    first = page.sentences[page.tokens[at].sentence][0]
    head = at
    while at > first:
        before = page.tokens[at - 1]
        if before.tag == "POS":
            named = owner.get(at - 2)
            return named.start if named and named.sort is Sort.STATE and at - 2 >= first else at
        if before.text == "-" and at - 2 >= first and before.start == page.tokens[at - 2].end:
            if page.tokens[at].lower == "old":
                return at + 1
            at -= 2
        elif at - 1 in owner and owner[at - 1].start >= first:
            at = owner[at - 1].start
        elif before.lower == "and" and at - 2 >= first and at < head and _is_side(page.tokens[at - 2]):
            at -= 2
        elif _joins(page, before, at):
            at -= 1
        else:
            break
    while (
        at < head
        and at > first
        and page.tokens[at - 1].lower in words("locative")
        and page.tokens[at].pos == "PROPN"
        and at not in owner
    ):
        at += 1
    return at


def _is_side(token: Token) -> bool:
    """Whether the word before "and" is a side too: "Afghan and coalition forces"."""
    return token.lower in ("coalition", "government") or (token.text in demonyms() and not token.lower.endswith("s"))


def _joins(page: Page, token: Token, at: int) -> bool:
    if token.lower in words("stop") or not token.text[0].isalpha() or token.tag == "CD":
        return False
    if token.lower in DAYTIMES and token.i > 0 and page.tokens[token.i - 1].lower.endswith("day"):
        return False  # "on Saturday evening insurgents walked in"
    if token.lower in words("ordinals"):
        return token.i > 0 and page.tokens[token.i - 1].lower == "a"
    if token.pos in ("ADJ", "NOUN", "PROPN") and token.tag not in ("PRP$", "DT", "PDT", "WDT"):
        return token.dep not in ("nsubj", "nsubjpass", "dobj", "pobj") or token.head >= at
    return token.lower in words_suspicious() or (token.tag in ("VBN", "VBG") and page.tokens[at - 2].text == "-")


@cache
def words_suspicious() -> frozenset[str]:
    """Return words that make an actor of "men" or "individuals"."""
    return listed_heads("suspicious")


def _qualified(page: Page, start: int, head: int, inside: list[Mention]) -> bool:
    """Whether "men", "individuals", "members" are told apart: by arms, a mask, a group, or a service."""
    said = {t.lower for t in page.tokens[start:head]}
    if said & words_suspicious() or any(m.actor.kind is not ActorKind.STATE for m in inside):
        return True
    if _does_violence(page, head):
        return True
    return bool(said & {"service", "gang", "militia", "security", "military", "police", "family", "cartel", "crew"})


def _does_violence(page: Page, i: int) -> bool:
    """Whether the noun is subject or agent of a violent deed ("individuals threw a bomb", "shot by two men")."""
    token = page.tokens[i]
    verb = page.tokens[token.head]
    if token.dep == "pobj" and verb.dep == "agent":
        verb = page.tokens[verb.head]
        return verb.lemma in data("en/actors.toml")["violence"]["verbs"]
    passive = any(page.tokens[c].dep in ("auxpass", "nsubjpass") for c in page.children[verb.i])
    return token.dep == "nsubj" and not passive and verb.lemma in data("en/actors.toml")["violence"]["verbs"]


def _state_of(page: Page, inside: list[Mention]) -> Mention | None:
    """The state that the phrase belongs to; "Iranian-backed" and "pro-Iranian" name a friend, not the owner."""
    for mention in inside:
        if mention.sort is not Sort.STATE:
            continue
        after = page.tokens[mention.end : mention.end + 2]
        leans = len(after) == 2 and after[0].text == "-" and after[1].lower in LEANINGS
        before = page.tokens[mention.start - 1] if mention.start else None
        against = before is not None and before.text == "-" and before.end == page.tokens[mention.start].start
        if not leans and not against:
            return mention
    return None
