"""Whose arms they are: the flag of an aircraft, the force of "an army drone", the allies of "US and British jets"."""

from __future__ import annotations

from dateline.events.voices import Telling
from dateline.lexicon import words
from dateline.lexicon.known import demonyms, states
from dateline.model.actor import Actor, ActorKind
from dateline.model.found import Found

LEXICON = "en/events.toml"
RULE = "events.agent"
FLAGGED = {"drone", "aircraft", "helicopter", "gun", "artillery", "ship", "tank"}
"""Weapons that act for their owner: "Kyrgyz jets", "shells from Tajik guns"."""
OWNED = FLAGGED | {"rocket", "missile", "mortar"}
"""Weapons that act for the force named with them ("army rockets"); what a nation makes, others fire."""
ARMS = ("fighter", "combat", "attack", "war", "ballistic", "cruise", "mortar", "artillery")
"""Words between a force and its craft or arm."""
OWNING = ("amod", "compound", "poss", "nmod")

AND = ("and", "&", ",", "-")
"""What stands between allies: "US and British jets"."""


def allies(telling: Telling, head: int) -> list[Found[Actor]]:
    """The states that did it together: the two of "US and British warplanes"; fewer than two are none.

    Args:
        head: the noun for their craft, or for their strike.
    """
    tokens, out, joined = telling.page.tokens, [], False
    first = telling.page.sentences[tokens[head].sentence][0]
    for i in range(head - 1, first - 1, -1):
        token = tokens[i]
        state = next(iter(demonyms().get(token.text) or states().get(token.text)), None)
        if state is not None:
            out.append(Found(i, i + 1, Actor(state.name, ActorKind.STATE, f"iso:{state.iso2}", state.iso2), RULE))
        elif token.lower in AND:
            joined = joined or token.lower in ("and", "&")
        elif token.pos not in ("NOUN", "ADJ") or token.lower not in (*ARMS, "air", "military", "joint", "naval"):
            break
    return out[::-1] if joined and len(out) > 1 else []


def force_of(telling: Telling, first: int, last: int) -> Found[Actor] | None:
    """Whose arms or strike: the army of "an army drone", the rebels of "rebel rockets"; "unidentified jets" nobody's.

    Where the report names one force of that noun ("the Oruan army"), it is that one.

    Args:
        first, last: the first and the last token of the words for the arms or the strike.
    """
    page = telling.page
    for c in sorted({c for i in range(first, last + 1) for c in page.children[i] if c < first}):
        token = page.tokens[c]
        if token.dep not in OWNING or page.tokens[c + 1].text in ("-", "’s", "'s"):
            continue
        if token.lower == "force" and page.tokens[c - 1].lower == "air":
            return Found(c - 1, c + 1, _named_force(telling, page.text(c - 1, c + 1)), RULE)
        if token.lower in words(LEXICON, "people", "armed_owners"):
            return Found(c, c + 1, _named_force(telling, token.text), RULE)
        if token.lower in words(LEXICON, "people", "fighters"):
            return Found(c, c + 1, Actor(f"{token.text.lower()}s", ActorKind.DESCRIBED), RULE)
    return None


def arm_words(telling: Telling, head: int) -> tuple[int, int]:
    """The words for a craft or an arm up to its head: "fighter jets" of "army fighter jets"."""
    tokens, first = telling.page.tokens, head
    while first > 0 and tokens[first - 1].head == head and tokens[first - 1].lower in ARMS:
        first -= 1
    return first, head


def _named_force(telling: Telling, noun: str) -> Actor:
    seen = [f.value.actor for f in telling.index.found.actors if f.value.actor.kind is ActorKind.FORCE]
    named = {a.name: a for a in seen if a.name.lower().endswith(f" {noun.lower()}") or a.name.lower() == noun.lower()}
    return next(iter(named.values())) if len(named) == 1 else Actor(noun, ActorKind.FORCE)


def flag(telling: Telling, head: int) -> Found[Actor] | None:
    """Whose aircraft: "American warplanes" are the United States, "unidentified aircraft" nobody's."""
    index = telling.index
    near = (head, *telling.page.children[head], *range(head + 1, telling.page.edges[head][1]))
    seen = [index.actors[c] for c in near if c in index.actors]
    known = [f for f in seen if f.value.actor.country or f.value.actor.kind is not ActorKind.DESCRIBED]
    if not known or index.weapons[head].value.family not in FLAGGED:
        return None
    return Found(known[0].start, known[0].end, known[0].value.actor, known[0].rule)
