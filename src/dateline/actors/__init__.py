"""Actors on a page: states, forces, armed groups, bodies and people told by a description; who is who again later."""

from dateline.actors.capitals import acronyms, at_arms, capitalised, introduced
from dateline.actors.chains import chained
from dateline.actors.described import described
from dateline.actors.listed import listed
from dateline.actors.mention import Mention, Sort
from dateline.actors.pronouns import referring
from dateline.lexicon import load
from dateline.lexicon.phrases import Stream
from dateline.model.actor import ActorKind
from dateline.model.found import ActorSeen, Found, PersonSeen
from dateline.model.page import Page

load("en/actors.toml")

BESIDE = 8
"""Tokens between an office and its holder: "A spokeswoman for the Pentagon, Navy Cmdr. Dana Whitlock"."""


def find(page: Page, people: tuple[Found[PersonSeen], ...]) -> tuple[Found[ActorSeen], ...]:
    """Find every mention of an actor, in text order; mentions of one actor share a `chain`.

    Args:
        people: persons found before; their names are no actors here, nor are descriptions set beside them.
    """
    taken = frozenset(i for p in people if p.rule != "people.pronoun" for i in range(p.start, p.end))
    names = [m for m in listed(page, Stream(t.text for t in page.tokens)) if taken.isdisjoint(range(m.start, m.end))]
    owned = taken | {i for m in names if m.sort is Sort.LISTED for i in range(m.start, m.end)}
    names += introduced(page, owned)
    found = names + capitalised(page, names, taken) + described(page, names)
    found += acronyms(page, found)
    found += at_arms(page, found, taken)
    mentions = [m for m in _outermost(found) if not _beside_person(page, m, taken)]
    seen = chained(page, mentions)
    actors = {c.number: ActorSeen(c.actor(), c.number) for _, c in seen}
    out = [Found(m.start, m.end, actors[c.number], m.rule) for m, c in seen]
    out += [Found(i, i + 1, actors[c.number], "actors.pronoun") for i, c in referring(page, seen)]
    return tuple(sorted(out, key=lambda f: (f.start, -f.end)))


def _outermost(found: list[Mention]) -> list[Mention]:
    """Keep the longest of overlapping mentions; a group's name inside a description of its people stays too."""
    kept: list[Mention] = []
    at: dict[int, list[Mention]] = {}
    for mention in sorted(found, key=lambda m: (m.start - m.end, m.start)):
        over = [k for i in range(mention.start, mention.end) for k in at.get(i, ())]
        inside = all(k.start <= mention.start and mention.end <= k.end and k.sort is Sort.PEOPLE for k in over)
        group = mention.sort is Sort.LISTED or (mention.named and mention.actor.kind is not ActorKind.STATE)
        if not over or (inside and group):
            kept.append(mention)
            for i in range(mention.start, mention.end):
                at.setdefault(i, []).append(mention)
    return sorted(kept, key=lambda m: (m.start, -m.end))


def _beside_person(page: Page, mention: Mention, taken: frozenset[int]) -> bool:
    """Whether one official is described right beside a name, so that the name says who it is."""
    if mention.sort is not Sort.PEOPLE or mention.plural:
        return False
    at = mention.start
    while at > mention.start - 4 and at > 0 and page.tokens[at - 1].text != ",":
        at -= 1
    if at > 1 and page.tokens[at - 1].text == "," and at - 2 in taken:
        return True
    at = mention.end
    while (
        at < min(len(page.tokens), mention.end + BESIDE)
        and at not in taken
        and page.tokens[at].pos not in ("VERB", "AUX")
    ):
        at += 1
    between = page.repaired.text[page.tokens[mention.end - 1].end : page.tokens[at - 1].end]
    return at in taken and (at == mention.end or between.count(",") == 1 or between.istitle())
