"""Merges the mentions of one person in one report: "Mark T. Esper", "Mr. Esper" and "Esper" are one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache
from itertools import pairwise

from dateline.lexicon import data
from dateline.lexicon.known import given_names
from dateline.lexicon.phrases import fold
from dateline.model.page import Page, ZoneKind
from dateline.people.mentions import INITIAL, Mention, is_opening, runs
from dateline.people.ranks import Prefix

ALIAS = "people.alias"
"""Rule id of another name of a person, right behind the first."""
BRACKETS = ("(", "[", "“", '"', "‘", "«")


@dataclass(slots=True)
class Chain:
    """One person under construction: the mentions and the fullest name so far."""

    number: int
    words: tuple[str, ...]
    mentions: list[Mention] = field(default_factory=list)

    @property
    def keys(self) -> tuple[str, ...]:
        """Folded words of the name, particles and hyphens left out."""
        return keys(self.words)

    @property
    def ranks(self) -> list[str]:
        """Ranks said of the person, in order."""
        return [m.prefix.rank for m in self.mentions if m.prefix.rank]


@lru_cache(maxsize=1 << 16)
def keys(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return the folded words of a name without particles, hyphens and endings.

    >>> keys(("Abu", "Mahdi", "al", "-", "Muhandis"))
    ('abu', 'mahdi', 'muhandis')
    """
    return tuple(w for text in words for w in fold(text) if w not in _small())


@cache
def _small() -> frozenset[str]:
    endings = data("en/people.toml")["names"]["endings"]
    return frozenset(("al", "el", "ul", "de", "la", "del", "los", "las", "y", *endings))


def same(full: Sequence[str], short: Sequence[str]) -> bool:
    """Whether the name `short` can be a shorter or equal form of the name `full`.

    >>> same(("mark", "t", "esper"), ("esper",)), same(("mark", "t", "esper"), ("mark", "esper"))
    (True, True)
    >>> same(("mark", "esper"), ("mark", "milley"))
    False
    """
    if len(short) == 1:
        return short[0] in full
    if full[0][0] != short[0][0] or min(full[0], short[0], key=len) not in (full[0], full[0][0], short[0][0]):
        # Two surnames ("Rodriguez Hurtado") end the full name; in an Arabic name the second word is the father's.
        return full[-len(short) :] == tuple(short) and short[0] not in given_names()
    at = 0
    for word in full:
        if at < len(short) and (word == short[at] or word[0] == short[at] or word == short[at][0]):
            at += 1
    return at == len(short) and (full[-1] == short[-1] or short[-1] in full[1:])


def merged(page: Page, mentions: Iterable[Mention]) -> list[Chain]:
    """Put each mention in a chain; fuller names first make a chain, so that "Esper" in a headline finds its person."""
    ordered = list(mentions)
    aliases = _aliases(page, ordered)
    chains: list[Chain] = []
    home: dict[int, Chain] = {}
    for mention in sorted(ordered, key=lambda m: (-len(keys(m.words)), m.start)):
        if mention.start in aliases:
            continue
        fitting = [c for c in chains if same(c.keys, keys(mention.words)) and not _is_father(page, c, mention)]
        surname = [c for c in fitting if c.keys[-1:] == keys(mention.words)[-1:]] or fitting
        chain = _nearest(surname, mention) if surname and keys(mention.words) else None
        if chain is None:
            chain = Chain(len(chains), mention.words)
            chains.append(chain)
        chain.mentions.append(mention)
        home[mention.start] = chain
    for mention in ordered:
        if mention.start in aliases:
            home[aliases[mention.start]].mentions.append(replace(mention, rule=ALIAS))
    for chain in chains:
        chain.mentions.sort(key=lambda m: m.start)
    chains.sort(key=lambda c: c.mentions[0].start)
    for number, chain in enumerate(chains):
        chain.number = number
    return chains


def _is_father(page: Page, chain: Chain, mention: Mention) -> bool:
    """Whether a name without the first word of a fuller one is another's: told before it, or in one sentence with it.

    "Nazir Sol (36) and his son Omar Nazir Sol" are two; "Ana Rodriguez Hurtado. Then Rodriguez Hurtado left" is one.
    """
    short = keys(mention.words)
    if len(short) < 2 or short[0] == chain.keys[0] or len(short) == len(chain.keys):
        return False
    zone = page.zone(mention.start)
    if zone is not None and zone.kind is ZoneKind.HEADLINE:
        return False
    full = [m for m in chain.mentions if len(keys(m.words)) == len(chain.keys)]
    sentence = page.tokens[mention.start].sentence
    return all(mention.start < m.start for m in full) or any(page.tokens[m.start].sentence == sentence for m in full)


def _aliases(page: Page, mentions: Sequence[Mention]) -> dict[int, int]:
    """Return the mentions that give the one right before them another name, by start, with the start of that one.

    "Tom Ruhl (Abu Ben)", "Tom Ruhl, also known as Ben Sol"; a name in brackets that calls nobody a father or a mother
    may be somebody else's.
    """
    out: dict[int, int] = {}
    for before, mention in pairwise(mentions):
        between = [t.lower for t in page.tokens[before.end : mention.start]]
        said = " ".join(w for w in between if w.isalpha())
        kunya = page.tokens[mention.first].lower in data("en/people.toml")["names"]["parents"]
        marked = any(w in BRACKETS for w in between)
        if said in data("en/people.toml")["names"]["known_as"] or (kunya and marked and not said):
            out[mention.start] = out.get(before.start, before.start)
    return out


def _nearest(chains: list[Chain], mention: Mention) -> Chain:
    """Of several persons of one surname, the last one named before the mention; else the first named after it."""
    before = [(m.start, c.number, c) for c in chains for m in c.mentions if m.start < mention.start]
    return max(before, key=lambda b: b[:2])[2] if before else min(chains, key=lambda c: c.mentions[0].start)


def add_surnames(page: Page, chains: list[Chain]) -> None:
    """Add bare surnames and given names of chained persons, in capitalised runs that are no mention yet."""
    taken = {i for c in chains for m in c.mentions for i in range(m.start, m.end)}
    surnames: dict[str, list[Chain]] = {}
    for chain in chains:
        for word in {chain.keys[0], chain.keys[-1]} if len(chain.keys) > 1 else ():
            if len(word) > 2 and (word == chain.keys[-1] or word in given_names()):
                surnames.setdefault(word, []).append(chain)
    for start, end in runs(page) if surnames else ():
        start += is_opening(page, start) and end - start > 1
        words = keys(tuple(t.text for t in page.tokens[start:end] if not INITIAL.match(t.text)))
        if taken.isdisjoint(range(start, end)) and len(words) == 1 and words[0] in surnames and page.is_news(start):
            spoken = tuple(t.text for t in page.tokens[start:end])
            again = Mention(start, end, start, spoken, Prefix(start), "people.again")
            _nearest(surnames[words[0]], again).mentions.append(again)
