"""Whom courts and the police hold for it: convicted of a deed, arrested over it; and the force that made an arrest."""

from __future__ import annotations

from dateline.events.voices import Telling
from dateline.lexicon import rule, words
from dateline.lexicon.persons import nouns
from dateline.model.actor import Actor, ActorKind
from dateline.model.claim import Perpetrator, Responsibility
from dateline.model.event import Kind
from dateline.model.found import Found, PersonSeen
from dateline.model.page import Page

LEXICON = "en/events.toml"
CONVICTED = "events.convicted"
OVER = "events.arrested_over"
"""Rule of people arrested over a deed."""


@rule(
    "events.arresting",
    yes=[
        [
            "A bomb hit Orsa on Sunday. The army said two men had been arrested at a checkpoint on Monday.",
            {"name": "army"},
        ],
        ["Police said on Monday that nine suspects had been detained in Orsa.", {"responsibility": "stated"}],
        ["The Orsa police said four men were arrested on Monday after the raid.", {"responsibility": "stated"}],
    ],
    no=[
        "The mayor said two men had been arrested in Orsa on Monday.",
        "The army said two soldiers had been arrested by rebels in Orsa on Monday.",
        "The army said two men had been killed in Orsa on Monday.",
    ],
)
def arresting(telling: Telling) -> list[Found[Perpetrator]]:
    """A force that says people "had been arrested", by nobody else, arrested them."""
    if telling.event.kind is not Kind.ARREST:
        return []
    forces = words(LEXICON, "people", "forces")
    for m in telling.story.wordings:
        saying = telling.voices.saying(m.trigger.start, m.trigger.end)
        speaker = (
            None if saying is None or m.trigger.is_noun or m.trigger.frame.agent is not None else saying.value.speaker
        )
        if speaker is None or m.trigger.frame.after("by"):
            continue
        head = telling.page.head_of(*speaker)
        if telling.page.tokens[head].lemma.lower() in forces:
            seen = telling.index.actors.get(head)
            actor = seen.value.actor if seen is not None else Actor(telling.page.text(head, head + 1), ActorKind.FORCE)
            return [Found(*speaker, Perpetrator(actor, Responsibility.STATED), "events.arresting")]
    return []


@rule(
    "events.convicted",
    yes=[
        ["Ilan Marr has been convicted of murdering two soldiers in Orsa.", {"name": "Ilan Marr"}],
        ["A court found Ilan Marr guilty of causing an explosion in Orsa on 3 March.", {"name": "Ilan Marr"}],
        ["Ilan Marr, who was serving 20 years for the bombing of a depot in Orsa, got away.", {"name": "Ilan Marr"}],
        ["Ilan Marr was jailed for life for the bombing of a depot in Orsa on Sunday.", {"name": "Ilan Marr"}],
        ["Tom Ruhl and Ilan Marr were convicted of the murder of a nurse in Orsa.", {"name": "Ilan Marr"}],
        [
            "A court sentenced Tom Ruhl to 20 years and Ilan Marr to 12 for the bombing of a depot in Orsa.",
            {"name": "Ilan Marr"},
        ],
    ],
    no=[
        "Ilan Marr was acquitted of murdering two soldiers in Orsa.",
        "Ilan Marr was accused of murdering two soldiers in Orsa.",
        "Judge Ilan Marr sentenced a man for the bombing of a depot in Orsa on Sunday.",
    ],
)
def convicted(telling: Telling) -> list[Found[Perpetrator]]:
    """Whom a court found guilty of the deed, by name."""
    page = telling.page
    for m in telling.story.wordings:
        path = [m.token, *page.ancestors(m.token)]
        at = next((i for i in path[1:] if page.tokens[i].lemma in words(LEXICON, "local", "guilty")), None)
        if at is None or not any(_is_for(page, i) for i in path[: path.index(at)]):
            continue
        who = _guilty(page, at)
        all_of_them = () if who is None else (*page.conjuncts(who), *_sentenced_too(page, at, m.token))
        people = {f.start: f for i in all_of_them if (f := telling.index.people.get(i)) is not None}
        if people and who in telling.index.people:
            return [_as_convicted(people[start]) for start in sorted(people)]
    return []


def _is_for(page: Page, i: int) -> bool:
    """Whether a word leads from a sentence to the deed: "of", "for", "over", the "in" of "for his part in"."""
    part = page.tokens[i].lower == "in" and page.tokens[i - 1].lower in ("part", "role", "involvement")
    return part or page.tokens[i].lower in ("of", "for", "over")


def _as_convicted(person: Found[PersonSeen]) -> Found[Perpetrator]:
    one = person.value.person
    actor = Actor(one.name, ActorKind.PERSON, country=one.country)
    return Found(person.start, person.end, Perpetrator(actor, Responsibility.STATED), CONVICTED)


def _sentenced_too(page: Page, at: int, deed: int) -> list[int]:
    """Whom a court gives another term for the same deed: the second of "sentenced X to 28 years and Y to 22 for"."""
    out = []
    for i in range(at + 1, deed):
        token, after = page.tokens[i], i + 1
        if page.tokens[after].text == ",":  # the age
            after = next((k + 1 for k in range(after + 1, min(after + 4, deed)) if page.tokens[k].text == ","), after)
        term = [t.tag for t in page.tokens[after : after + 2]]
        if token.pos == "PROPN" and page.tokens[after].lower == "to" and term[1:] == ["CD"]:
            out.append(i)
    return out


def _guilty(page: Page, at: int) -> int | None:
    """Who is convicted, jailed, or serves a sentence; of "found him guilty", he."""
    token = page.tokens[at]
    subject = page.child(at, "nsubj", "nsubjpass")
    if token.lemma == "guilty":
        verb = page.tokens[token.head]
        pleads = subject is None and verb.lemma in ("plead", "be")
        return page.child(verb.i, "nsubj", "nsubjpass") if pleads else subject or page.child(verb.i, "dobj")
    if (sentenced := _sentenced(page, at)) is not None:
        return sentenced
    passive = page.child(at, "nsubjpass", "auxpass") is not None
    if subject is None or not (passive or token.lemma == "serve"):
        return None
    return token.head if token.dep == "relcl" and page.tokens[subject].lower in ("who", "that") else subject


def _sentenced(page: Page, at: int) -> int | None:
    """Whom a court sentences, convicts or jails: "the court sentenced Ilan Marr to 18 years for the murder"."""
    token = page.tokens[at]
    active = token.lemma in ("sentence", "convict", "jail", "imprison", "condemn") and token.tag in ("VBD", "VBZ", "VB")
    return page.child(at, "dobj") if active and page.child(at, "auxpass") is None else None


@rule(
    OVER,
    yes=[
        [
            "A bomb killed two guards in Orsa on Monday. Police arrested two brothers in connection with the blast.",
            {"name": "brothers", "responsibility": "suspected"},
        ],
        [
            "Gunmen killed a guard in Orsa on Monday. Ilan Marr was detained on Tuesday over the attack.",
            {"name": "Ilan Marr", "responsibility": "suspected"},
        ],
    ],
    no=[
        "A bomb killed two guards in Orsa on Monday. Police arrested two brothers after the blast.",
        "A bomb killed two guards in Orsa on Monday. Police released two brothers held over the blast.",
        "A bomb killed two guards in Orsa on Monday. Nobody has been arrested over the blast.",
    ],
)
def arrested_over(telling: Telling) -> list[Found[Perpetrator]]:
    """Whom the police hold over the deed: they suspect them of it."""
    page = telling.page
    for m in telling.story.wordings:
        path = [m.token, *page.ancestors(m.token)]
        at = next((i for i in path[1:] if page.tokens[i].lemma in words(LEXICON, "local", "arresting")), None)
        if at is None or m.trigger.kind is Kind.ARREST or not _is_over(page, path[1 : path.index(at)]):
            continue
        who = page.child(at, "dobj") if page.child(at, "dobj") is not None else page.child(at, "nsubjpass")
        found = None if who is None or page.child(at, "neg") is not None else _held(telling, who)
        if found is not None:
            value = Perpetrator(found.value, Responsibility.SUSPECTED)
            return [Found(found.start, found.end, value, OVER)]
    return []


def _is_over(page: Page, between: list[int]) -> bool:
    """Whether "over", "for" or "in connection with" leads from an arrest to what the arrest is about."""
    said = [page.tokens[i].lower for i in between if page.tokens[i].dep != "dobj"]
    return said in (["over"], ["for"], *(["with", noun, "in"] for noun in ("connection", "relation")))


def _held(telling: Telling, who: int) -> Found[Actor] | None:
    """Somebody arrested, by name or by a noun for people."""
    page, index = telling.page, telling.index
    if who in index.people:
        one = index.people[who].value.person
        return Found(index.people[who].start, index.people[who].end, Actor(one.name, ActorKind.PERSON), OVER)
    if who in index.actors:
        return Found(index.actors[who].start, index.actors[who].end, index.actors[who].value.actor, OVER)
    if page.tokens[who].lower not in nouns() or page.tokens[who].lower in ("nobody", "none"):
        return None
    start, end = page.phrase(who)
    end = min(end, who + 1)
    while start < who and page.tokens[start].pos in ("DET", "NUM", "PUNCT", "PRON"):
        start += 1
    return Found(start, end, Actor(page.text(start, end), ActorKind.DESCRIBED), OVER)
