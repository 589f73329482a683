"""Who died, where a report tells of one death and names the dead only by what else it says of them.

"A student was shot dead on Sunday. A vigil for Tom Ruhl was held": no word ties the two, the story does. Read only
where one person alone can be meant: nobody who speaks, is accused, serves in the police, or did the shooting. A wrong
death is the worst fault of all, so only what is said of the dead counts: his family may live next door to the shots.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dateline.casualties.phrases import is_accused, speakers, words
from dateline.model.actor import Harm
from dateline.model.found import Found, PersonSeen, TollSeen
from dateline.model.page import Page, Token

AGES = frozenset(("-", "year", "years", "old"))
People = Sequence[Found[PersonSeen]]
Tolls = Sequence[Found[TollSeen]]
NEAR = 3
"""Tokens from "a vigil" to the name behind "for", or from a name to its "funeral"."""
CARE = 9
"""Tokens after "was taken" within which the hospital is named."""


def only_one(page: Page, people: People, tolls: Tolls) -> tuple[int, int] | None:
    """Return which of the harms is that of somebody named, and whose: the index of the harm and of the person."""
    told = [k for k, t in enumerate(tolls) if t.value.toll.harm is Harm.KILLED and t.value.toll.estimate.high != 0]
    if not told:
        told = [k for k, t in enumerate(tolls) if t.value.toll.harm is Harm.WOUNDED and t.value.toll.estimate.high != 0]
    if not told or any(tolls[k].value.people or tolls[k].value.toll.estimate.best != 1 for k in told):
        return None
    if any(tolls[k].value.cumulative for k in told):
        return None
    mourned = _mourned(page, people, tolls[told[0]].value.toll.harm is Harm.WOUNDED)
    fitting = {c: i for c, i in mourned.items() if _is_of_age(page, people[i], [tolls[k] for k in told])}
    if len(fitting) != 1:
        return None
    body = [k for k in told if not _is_headline(page, tolls[k])] or told
    at = next((k for k in body if not _is_doer(tolls[k])), None)
    return None if at is None else (at, next(iter(fitting.values())))


def _mourned(page: Page, people: People, hurt: bool) -> dict[int, int]:
    """The persons, by chain, of whom something is said that is said of the dead, with the mention that has it."""
    out: dict[int, int] = {}
    barred = speakers(page, people) | {p.value.chain for p in people if _did_it(page, p) or _serves(p)}
    for i, person in enumerate(people):
        chain = person.value.chain
        if chain in out or chain in barred or person.rule.endswith(("pronoun", "_again")):
            continue
        if _is_mourned(page, person, hurt):
            if is_accused(page, people, chain):
                barred |= {chain}
            else:
                out[chain] = i
    return out


def _serves(person: Found[PersonSeen]) -> bool:
    return person.value.person.rank is not None


def _is_mourned(page: Page, person: Found[PersonSeen], hurt: bool) -> bool:
    return _owns(page, person) or _is_led_up_to(page, person) or _befell(page, person, hurt)


def _owns(page: Page, person: Found[PersonSeen]) -> bool:
    """Whether "Tom Ruhl's funeral" or "Ruhl's killer" are told of."""
    after = page.tokens[person.end : person.end + 1 + NEAR]
    mine = words("mourning", "owned")
    return bool(after) and after[0].tag == "POS" and any(t.lower in mine for t in _phrase(after[1:]))


def _phrase(tokens: Sequence[Token]) -> Iterator[Token]:
    for token in tokens:
        if token.pos not in ("ADJ", "NOUN", "PROPN", "NUM"):
            return
        yield token


def _is_led_up_to(page: Page, person: Found[PersonSeen]) -> bool:
    """Whether "a vigil for", "justice for", "neighbors mourned" leads up to the name."""
    tokens, first = page.tokens, page.sentences[page.tokens[person.start].sentence][0]
    start = person.start
    while start > first and (tokens[start - 1].lower in AGES or tokens[start - 1].pos == "NUM"):
        start -= 1  # "a vigil for four-year-old Tom Ruhl"
    before = tokens[max(first, start - 1 - NEAR) : start]
    if not before:
        return False
    if before[-1].lower in ("for", "of", "to"):
        return any(t.lower in words("mourning", "for_somebody") for t in before[:-1])
    return before[-1].lemma in words("mourning", "verbs") and before[-1].pos == "VERB"


def _befell(page: Page, person: Found[PersonSeen], hurt: bool) -> bool:
    """Whether somebody "was buried", "leaves behind" a child or, where one is only hurt, "was rushed to a hospital"."""
    head = page.tokens[page.head_of(person.start, person.end)]
    verb = page.tokens[head.head]
    if head.dep == "nsubj":
        return verb.lemma == "leave" and any(t.lower == "behind" for t in page.tokens[verb.i + 1 : verb.i + 2])
    after = [t.lower for t in page.tokens[verb.i + 1 : verb.i + 1 + CARE]]
    if head.dep != "nsubjpass":
        return False
    taken = hurt and verb.lemma in words("mourning", "taken") and not words("hospital", "places").isdisjoint(after)
    return taken or verb.lemma in words("mourning", "befalling")


def _did_it(page: Page, person: Found[PersonSeen]) -> bool:
    """Whether somebody fired, fled or is called the suspect."""
    head = page.tokens[page.head_of(person.start, person.end)]
    verb = page.tokens[head.head]
    if head.dep == "nsubj" and verb.lemma in words("mourning", "doing"):
        return True
    if head.dep == "pobj" and verb.dep == "agent":
        return True
    before = [t.lower for t in page.tokens[max(0, person.start - 3) : person.start]]
    return not words("naming", "others").isdisjoint(before)


def _is_of_age(page: Page, person: Found[PersonSeen], told: Tolls) -> bool:
    """Whether the age of somebody named is that of the dead, where both are told."""
    age = person.value.person.age
    if age is None:
        return True
    said = {int(t.text) for toll in told for t in page.tokens[toll.start : toll.end + 2] if t.text.isdigit()}
    said = {number for number in said if number != 1}
    return not said or age in said


def _is_headline(page: Page, toll: Found[TollSeen]) -> bool:
    zone = page.zone(toll.start)
    return zone is not None and zone.kind == "headline"


def _is_doer(toll: Found[TollSeen]) -> bool:
    group = toll.value.toll.group
    return group is not None and not words("naming", "doers").isdisjoint(group.name.casefold().split())
