"""Who does what in a clause: the agent, the patient and the prepositional arguments of a trigger.

spaCy's parse of wire text is often wrong in its labels but seldom in its local attachments, so each role has a
fallback, and an argument is a head token, not a phrase.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dateline.model.actor import Munition
from dateline.model.found import ActorSeen, Count, Findings, Found, PersonSeen, Saying, TollSeen
from dateline.model.page import Page
from dateline.model.when import When
from dateline.model.where import Place

CLAUSAL = {"ROOT", "conj", "advcl", "relcl", "ccomp", "acl", "xcomp", "csubj", "pcomp", "parataxis", "dep"}
"""Dependency labels whose dependent, if a verb, heads a clause of its own."""
SUBJECTS = ("nsubj", "nsubjpass", "csubj", "expl")
RELATIVES = {"that", "which", "who", "whom"}
SUPPORT = {
    "carry", "launch", "conduct", "stage", "mount", "perpetrate", "commit", "lead", "make", "stag", "execute", "undertake",
    "order", "authorize", "authorise", "unleash", "deliver", "take", "do", "perform",
}  # fmt: skip
"""Verbs that only carry an event noun: "carried out an airstrike"."""


@dataclass(frozen=True, slots=True)
class Frame:
    """Arguments of a trigger as head tokens.

    Attributes:
        agent: who acts; None if not said.
        patient: who or what is acted on.
        passive: whether the clause is passive.
        preps: (preposition, head token of its object), in order.
    """

    agent: int | None
    patient: int | None
    passive: bool
    preps: tuple[tuple[str, int], ...]

    def after(self, *words: str) -> list[int]:
        """Return the objects of these prepositions, in order."""
        return [head for prep, head in self.preps if prep in words]


class Index:
    """What stands at a token: the findings of a page by token."""

    def __init__(self, page: Page, found: Findings) -> None:
        self.page, self.found = page, found
        self.dates: dict[int, Found[When]] = _at(found.dates)
        self.places: dict[int, Found[Place]] = _at(found.places)
        self.actors: dict[int, Found[ActorSeen]] = _at(found.actors)
        self.people: dict[int, Found[PersonSeen]] = _at(found.people)
        self.weapons: dict[int, Found[Munition]] = _at(found.weapons)
        self.counted: dict[int, Found[Count]] = {c.value.noun: c for c in found.counts if c.value.noun is not None}
        self.tolls: dict[int, list[Found[TollSeen]]] = {}
        for toll in found.tolls:
            self.tolls.setdefault(toll.value.predicate, []).append(toll)
        self.cues: dict[int, Found[Saying]] = {s.value.cue: s for s in found.sayings}

    def clause(self, i: int) -> int:
        """Return the verb that heads the innermost clause around token `i` (or the sentence root)."""
        tokens = self.page.tokens
        while True:
            token = tokens[i]
            if token.head == i or (token.dep in CLAUSAL and token.pos in ("VERB", "AUX")):
                return i
            i = token.head

    def span_of(self, head: int) -> tuple[int, int]:
        """Return the noun phrase of `head`: its subtree up to the first clause, comma or dash after it."""
        page = self.page
        left, right = page.edges[head]
        for i in range(head + 1, right):
            token = page.tokens[i]
            if token.dep in ("relcl", "acl", "appos", "advcl", "punct", "cc") or token.lower in (
                "who",
                "that",
                "which",
            ):
                right = min(right, i)
                break
        while left < head and page.tokens[left].pos in ("PUNCT", "CCONJ", "ADV", "SPACE"):
            left += 1
        return left, max(right, head + 1)


def _at(found: Iterable[Found]) -> dict[int, Found]:  # type: ignore[type-arg]
    out: dict[int, Found] = {}  # type: ignore[type-arg]
    for f in found:
        for i in range(f.start, f.end):
            held = out.get(i)
            if held is None or f.end - f.start > held.end - held.start:
                out[i] = f
    return out


def frame(page: Page, i: int) -> Frame:
    """Return the arguments of the verb or event noun at token `i`."""
    return _of_noun(page, i) if page.tokens[i].pos in ("NOUN", "PROPN", "ADJ") else _of_verb(page, i)


def conjuncts(page: Page, i: int) -> list[int]:
    """Return token `i` and the tokens coordinated with it, in order."""
    out = [i]
    for at in out:
        out += [c for c in page.children[at] if page.tokens[c].dep in ("conj", "appos") and c not in out]
    return sorted(out)


def _of_verb(page: Page, i: int) -> Frame:
    passive = _is_passive(page, i)
    subject = _subject(page, i)
    agent = _by(page, i)
    patient = page.child(i, "dobj", "obj", "attr", "oprd")
    if passive:
        return Frame(agent, subject if subject is not None else patient, True, _preps(page, i))
    return Frame(subject if subject is not None else agent, patient, False, _preps(page, i))


def _is_passive(page: Page, i: int) -> bool:
    token = page.tokens[i]
    if page.child(i, "auxpass", "nsubjpass") is not None:
        return True
    if token.tag == "VBN" and token.dep in ("acl", "amod", "relcl") and page.child(i, "aux") is None:
        return True
    return token.dep == "conj" and token.tag == "VBN" and page.child(i, "aux") is None and _is_passive(page, token.head)


def _subject(page: Page, i: int) -> int | None:
    token = page.tokens[i]
    subjects = [c for c in page.children[i] if page.tokens[c].dep in SUBJECTS]
    own = next((c for c in reversed(subjects) if c < i), None)
    beside = _beside(page, i) if own is None and token.tag != "VBG" else None
    own = own if own is not None else beside if beside is not None else next(iter(subjects), None)
    if own is not None:
        return token.head if page.tokens[own].lower in RELATIVES and token.dep == "relcl" else own
    if token.head == i:
        return None
    if token.dep in ("acl", "relcl"):
        return token.head
    above = page.tokens[token.head]
    if token.dep in ("conj", "advcl", "xcomp", "ccomp", "dep", "pcomp") and above.pos in (
        "VERB",
        "AUX",
        "ADP",
        "SCONJ",
    ):
        if token.dep == "advcl" and token.tag not in ("VBG", "VBN"):
            return None
        up = token.head if above.pos in ("VERB", "AUX") else above.head
        return _subject(page, up) if up != i and page.tokens[up].pos in ("VERB", "AUX") else None
    return None


def _beside(page: Page, i: int) -> int | None:
    """The noun that stands right before the verb, adverbs and auxiliaries skipped; the parse often hangs it elsewhere."""
    first = page.sentences[page.tokens[i].sentence][0]
    at = i - 1
    while at >= first and page.tokens[at].pos in ("ADV", "AUX", "PART"):
        at -= 1
    return at if at >= first and page.tokens[at].pos in ("NOUN", "PROPN") else None


def _by(page: Page, i: int) -> int | None:
    for c in page.children[i]:
        if page.tokens[c].dep == "agent" or (page.tokens[c].dep == "prep" and page.tokens[c].lower == "by"):
            return page.child(c, "pobj")
    return None


def _preps(page: Page, i: int) -> tuple[tuple[str, int], ...]:
    out: list[tuple[str, int]] = []
    todo = [c for c in page.children[i] if page.tokens[c].dep in ("prep", "prt", "advmod", "dative", "agent")]
    for c in todo:
        token = page.tokens[c]
        head = page.child(c, "pobj")
        if head is not None:
            out.append((token.lower, head))
        todo += [d for d in page.children[c] if page.tokens[d].dep == "prep"]
    return tuple(sorted(out, key=lambda p: p[1]))


def _of_noun(page: Page, i: int) -> Frame:
    agent = _by(page, i)
    if agent is None:
        agent = page.child(i, "poss")
    carrier = _support(page, i)
    preps = _preps(page, i)
    if carrier is not None:
        preps += _preps(page, carrier)
        if agent is None:
            verb = _of_verb(page, carrier)
            agent = verb.agent
    patient = next((h for p, h in preps if p in ("on", "against", "at", "upon", "of", "to", "into", "targeting")), None)
    return Frame(agent, patient, False, preps)


def _support(page: Page, i: int) -> int | None:
    token = page.tokens[i]
    above = page.tokens[token.head]
    carried = token.dep in ("dobj", "nsubjpass", "obj") and above.lemma in SUPPORT
    return token.head if carried else None
