"""Whose arms they are: the flag of an aircraft, the force of "an army drone", the allies of "US and British jets"."""

from __future__ import annotations

from dateline.events.voices import Telling
from dateline.lexicon import words
from dateline.lexicon.known import demonyms, states
from dateline.lexicon.persons import nouns
from dateline.model.actor import Actor, ActorKind, Status
from dateline.model.claim import Stance
from dateline.model.found import Found
from dateline.model.page import Page

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


def both(telling: Telling, head: int) -> list[Found[Actor]]:
    """The people of two nations told by one noun: "Kyrgyz and Tajik border guards"; fewer than two are none.

    Args:
        head: a word of theirs.
    """
    tokens, out = telling.page.tokens, list[Found[Actor]]()
    seen = telling.index.actors.get(head)
    if seen is None or seen.value.actor.kind is not ActorKind.DESCRIBED:
        return []
    sides = [i for i in range(seen.start, seen.end - 1) if demonyms().get(tokens[i].text)]
    if len(sides) < 2 or sides[0] != seen.start:
        return []
    if any(tokens[i].lower not in AND for i in range(sides[0], sides[-1]) if i not in sides):
        return []
    for i in sides:
        state = next(iter(demonyms().get(tokens[i].text)))
        name = f"{tokens[i].text} {telling.page.text(sides[-1] + 1, seen.end)}"
        actor = Actor(name, ActorKind.DESCRIBED, None, state.iso2, f"iso:{state.iso2}")
        out.append(Found(i, i + 1, actor, RULE))
    return out


STATE_ARMS = ("military", "army", "force", "navy", "defence", "defense", "command")
"""Words in the name of whoever speaks for a state's arms."""


def spoken_for(telling: Telling, start: int, end: int) -> Found[Actor] | None:
    """Whose craft they are where a state's military tells that they hit fighters: "the army said jets hit rebels".

    Args:
        start, end: the words for the deed; the fighters are told behind them in what is said.
    """
    page, saying = telling.page, telling.voices.saying(start, end)
    speaker = None if saying is None else saying.value.speaker
    if saying is None or speaker is None or saying.value.attribution.stance is Stance.DENIES:
        return None
    inside = [i for i in range(*speaker) if page.tokens[i].lemma.lower() in STATE_ARMS]
    last = max((b for a, b in saying.value.content if a <= start < b), default=end)
    fighters = any(nouns().get(page.tokens[i].lower) is Status.MILITIA for i in range(end, last))
    own = any(page.tokens[i].lower in ("its", "our", "their") for i in range(end, last))
    if not inside or not fighters or own:
        return None
    seen = next((f for i in inside if (f := telling.index.actors.get(i)) is not None), None)
    if seen is not None:
        return Found(seen.start, seen.end, seen.value.actor, RULE)
    return Found(*speaker, Actor(page.text(*speaker), ActorKind.FORCE), RULE)


SENDING = ("plant", "lay", "place", "bury", "fire", "launch", "drop", "operate", "send", "detonate", "throw", "leave")
"""What somebody does with a bomb, a shell or a drone who did what it did."""


def sent_by(telling: Telling, head: int) -> list[int]:
    """Who laid or sent a weapon: the rebels of "a bomb planted by rebels went off".

    Args:
        head: the noun for the weapon.
    """
    page, out = telling.page, list[int]()
    for c in page.children[head]:
        token = page.tokens[c]
        if token.dep in ("acl", "relcl") and token.tag == "VBN" and token.lemma in SENDING:
            by = next((k for k in page.children[c] if page.tokens[k].lower == "by"), None)
            who = page.child(by, "pobj") if by is not None else None
            out += [] if who is None else [who]
    return out


def counted(page: Page, head: int) -> int:
    """Whom a bare number counts: the rebels of "a hundred of the rebels", the men of "forty of its men"."""
    token, after = page.tokens[head], page.tokens[head + 1 : head + 2]
    if not after or after[0].lower != "of" or not (token.tag == "CD" or token.lemma.lower() in NUMBERS):
        return head
    inner = page.child(head + 1, "pobj")
    return head if inner is None else inner


NUMBERS = ("dozen", "score", "hundred", "thousand", "some", "several", "many")
"""Words that count people before "of"."""


def men_of(page: Page, head: int) -> int | None:
    """The people told before "of" and a name: the gunmen of "gunmen of the Karun Front", where the parse says no more.

    Args:
        head: the last noun before the verb.
    """
    at = head
    while page.tokens[at].dep == "pobj" and page.tokens[page.tokens[at].head].lower in ("of", "for"):
        above = page.tokens[page.tokens[at].head].head
        if above > at:
            return None
        at = above
    return at if at != head and page.tokens[at].tag == "NNS" else None
