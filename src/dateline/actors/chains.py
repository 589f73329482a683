"""Ties the mentions of one actor in one report together, and gives the chain its fullest name.

A wrong tie is worse than a missed one: a description is taken up only by "the" and the same noun, or by a general
word ("the group") when the last actor it fits has been named.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from itertools import takewhile

from dateline.actors.described import listed_heads
from dateline.actors.listed import words
from dateline.actors.mention import Mention, Sort
from dateline.lexicon.phrases import fold
from dateline.model.actor import Actor, ActorKind
from dateline.model.page import Page

LOOK_BACK = 8
"""Sentences over which "the group" still means the last group (by eye on wire reports: most stand within 3)."""
UNITS = frozenset(("battle", "strike", "task", "working", "contact", "media", "rights"))
"""Words before "Group" in the names of those who are no armed group."""
CALLED = re.compile(
    r"^[^.;]{0,60}?,?\s(?:called|known as|named|dubbed|calling itself|calling themselves)\s(?:the\s)?[\"“'‘]?$"
)
BESIDE = re.compile(r"^,?\s?(?:the\s)?[\"“'‘(\[]?$")


@dataclass(slots=True)
class Chain:
    """One actor under construction."""

    number: int
    mentions: list[Mention] = field(default_factory=list)
    last: int = 0

    def actor(self) -> Actor:
        """The actor with its fullest name; a name wins over a description, a listed id over none."""
        own = [m for m in self.mentions if m.rule not in ("actors.definite", "actors.pronoun")] or self.mentions
        named = [m for m in own if m.named] or own
        if named[0].sort is Sort.STATE:
            return named[0].actor
        best = max(named, key=lambda m: (not _is_short(m.actor.name), len(m.actor.name), -m.start))
        keyed = next((m.actor for m in named if m.actor.id), best.actor)
        country = best.actor.country or keyed.country or next((m.actor.country for m in own if m.actor.country), None)
        return replace(keyed, name=" ".join(best.actor.name.split()), country=country)


def _is_short(name: str) -> bool:
    return name.replace("-", "").replace(".", "").isupper()


def chained(page: Page, mentions: list[Mention]) -> list[tuple[Mention, Chain]]:
    """Give each mention, in text order, its chain."""
    ties = appositions(page, mentions)
    chains: list[Chain] = []
    by_key: dict[object, Chain] = {}
    out: list[tuple[Mention, Chain]] = []
    for index, mention in enumerate(mentions):
        partner = ties.get(index)
        key = _key(mentions[partner] if partner is not None else mention)
        chain = by_key.get(key)
        rule = mention.rule
        if partner is None and not mention.named and mention.definite:
            taken_up = _taken_up(page, mention, out)
            if taken_up is not None:
                chain, rule = taken_up, "actors.definite"
        if chain is None and mention.named:
            chain = _named_in_full(mention, out)
        if chain is None:
            chain = Chain(len(chains))
            chains.append(chain)
            by_key[key] = chain
        mention = mention if rule == mention.rule else replace(mention, rule=rule)
        chain.mentions.append(mention)
        chain.last = mention.start
        out.append((mention, chain))
    return out


def _named_in_full(mention: Mention, seen: list[tuple[Mention, Chain]]) -> Chain | None:
    """Find the one actor whose name goes on: "the Armed Forces" are "the Armed Forces of the Kestrian Republic"."""
    begins = f"{mention.actor.name} of "
    full = {id(chain): chain for other, chain in seen if other.named and other.actor.name.startswith(begins)}
    bodies = mention.sort is Sort.BODY and len(fold(mention.actor.name)) > 1
    return next(iter(full.values())) if bodies and len(full) == 1 else None


def _key(mention: Mention) -> object:
    """What makes two mentions one actor without more ado: a listed id, a proper name, or the same plural words."""
    if mention.actor.id and mention.sort is not Sort.PEOPLE:
        return mention.actor.id
    if mention.named or mention.plural or mention.sort is Sort.BODY:
        return (mention.sort, tuple(w for w in fold(mention.actor.name) if w not in ("the",)))
    return (mention.start, mention.end)


def appositions(page: Page, mentions: list[Mention]) -> dict[int, int]:
    """Find descriptions that stand beside the name they describe: "a militia called X", "X, the militia that ...".

    Returns:
        For each such description (index into `mentions`) the index of the name.
    """
    out: dict[int, int] = {}
    for index, mention in enumerate(mentions):
        if mention.named or mention.sort is not Sort.BODY:
            continue
        after = next((k for k in range(index + 1, min(index + 4, len(mentions))) if _is_group(mentions[k])), None)
        if after is not None and not mention.definite and _beside(page, mention.end, mentions[after].start, mention):
            out[index] = after
        elif index and _is_group(mentions[index - 1]) and _before(page, mentions[index - 1], mention):
            out[index] = index - 1
    return out


def _is_group(mention: Mention) -> bool:
    return mention.named and mention.actor.kind in (
        ActorKind.GROUP,
        ActorKind.COALITION,
        ActorKind.ORGANISATION,
        ActorKind.FORCE,
    )


def _beside(page: Page, end: int, start: int, mention: Mention) -> bool:
    if start < end or page.tokens[end - 1].sentence != page.tokens[start].sentence:
        return False
    text = page.repaired.text[page.tokens[end - 1].end : page.tokens[start].start]
    return bool(CALLED.match(text)) or (bool(BESIDE.match(text)) and mention.noun in listed_heads("groups"))


def _before(page: Page, name: Mention, mention: Mention) -> bool:
    """Whether a description follows the name after a comma and an article."""
    if mention.noun not in listed_heads("groups") | listed_heads("coalitions"):
        return False
    between = [t.lower for t in page.tokens[name.end : mention.start]]
    return between in ([",", "the"], [",", "a"], [",", "an"])


def _taken_up(page: Page, mention: Mention, seen: list[tuple[Mention, Chain]]) -> Chain | None:
    """Find the chain that a definite description takes up, or None."""
    sentence = page.tokens[mention.start].sentence
    near = takewhile(lambda one: sentence - page.tokens[one[0].start].sentence <= LOOK_BACK, reversed(seen))
    recent = list(near)
    said = set(fold(mention.actor.name))
    for other, chain in recent:
        same_noun = other.noun == mention.noun and other.plural == mention.plural
        loose = len(said) == 1 and (_fights_state(mention.noun, other.actor) or _is_unit(mention.noun, other.actor))
        same_noun = same_noun and not loose
        if same_noun and said <= set(fold(chain.actor().name)) | set(fold(other.actor.name)):
            return chain
    if mention.sort is not Sort.BODY or len(said) > 1:
        return None
    return next((chain for other, chain in recent if _general(mention.noun, other)), None)


def _fights_state(noun: str, actor: Actor) -> bool:
    """Whether a noun means a state's own ("the army") and the actor is a group of that name ("Liberation Army")."""
    insurgent = actor.kind is ActorKind.GROUP or bool(words("insurgent") & set(fold(actor.name)))
    return noun in words("state") and insurgent


def _is_unit(noun: str, actor: Actor) -> bool:
    """Whether a name ends in the noun and means no armed group: "the group" is never the Irish Guards Battle Group."""
    named = fold(actor.name)
    return noun == "group" and tuple(named[-1:]) == ("group",) and not UNITS.isdisjoint(named[-2:-1])


def _general(noun: str, other: Mention) -> bool:
    """Whether the general word `noun` ("group", "coalition", "command") can mean the actor of another mention."""
    if other.plural or other.sort is Sort.PEOPLE or _fights_state(noun, other.actor) or _is_unit(noun, other.actor):
        return False
    if noun in listed_heads("groups"):
        return other.actor.kind is ActorKind.GROUP or (other.sort is Sort.BODY and other.noun in listed_heads("groups"))
    if noun in listed_heads("coalitions"):
        return other.actor.kind is ActorKind.COALITION
    return other.named and noun in fold(other.actor.name)
