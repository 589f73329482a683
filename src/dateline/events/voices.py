"""Who says what about which event: attributions for values, and statements that carry no value of their own."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from dateline.events.grouping import Story
from dateline.lexicon import words
from dateline.model.actor import Actor, ActorKind
from dateline.model.claim import (
    PERPETRATOR,
    STATEMENT,
    About,
    Attribution,
    Claim,
    Perpetrator,
    Responsibility,
    Stance,
    Statement,
)
from dateline.model.event import Event, Kind
from dateline.model.found import Found, Saying
from dateline.model.page import Page
from dateline.model.report import cited
from dateline.model.wording import Index, Wording

LEXICON = "en/events.toml"
BY_STANCE = {
    Stance.ACCUSES: Responsibility.ACCUSED,
    Stance.SUSPECTS: Responsibility.SUSPECTED,
    Stance.CLAIMS: Responsibility.CLAIMED,
    Stance.DENIES: Responsibility.DENIED,
    Stance.RULES_OUT: None,
    Stance.NO_CLAIM: None,
}
NEAR = 7
"""Tokens after "denied" within which the words for a part in something stand ("that its planes were involved")."""
VOUCHING = {Stance.ASSERTS, Stance.CONFIRMS, Stance.CLAIMS}
"""Stances whose speaker stands for the values in the words said."""
SILENT = {Stance.NO_CLAIM, Stance.WITHHOLDS, Stance.DECLINES, Stance.UNCLEAR}


class Voices:
    """Attributions of a page, by token."""

    def __init__(self, page: Page, index: Index) -> None:
        self.page, self.index = page, index
        self._inside: list[tuple[int, int, Found[Saying]]] = sorted(
            ((a, b, s) for s in index.found.sayings for a, b in s.value.content), key=lambda x: x[1] - x[0]
        )
        self._at: dict[int, list[tuple[int, int, Found[Saying]]]] = {}
        for one in self._inside:
            for i in range(one[0], one[1]):
                self._at.setdefault(i, []).append(one)
        self.cued: dict[int, list[Found[Saying]]] = {}
        self.holding: dict[int, list[Found[Saying]]] = {}
        """Acts of speech by their cue, and by every token of their words, in their order."""
        for saying in index.found.sayings:
            self.cued.setdefault(saying.value.cue, []).append(saying)
            for i in (i for a, b in saying.value.content for i in range(a, b)):
                self.holding.setdefault(i, []).append(saying)
        self.spoken_of: dict[tuple[Any, ...], list[Telling]] = {}
        """What each act of speech is about, once it was asked (`events_of`)."""
        self.order: list[tuple[int, int]] = []
        """Every wording of the tellings of the page: its token, and the number of its telling."""

    def saying(self, start: int, end: int) -> Found[Saying] | None:
        """Return the act of speech whose content most closely holds tokens `[start, end)`, or None."""
        return next((s for _, b, s in self._at.get(start, ()) if end <= b), None)

    def attribution(self, start: int, end: int) -> Attribution:
        """Return who says what stands at tokens `[start, end)`; the report's own voice if nobody."""
        for _, b, saying in self._at.get(start, ()):
            if end <= b and (saying.value.attribution.stance in VOUCHING or self._denied(saying)):
                return saying.value.attribution
        return Attribution()

    def denied(self, start: int, end: int) -> bool:
        """Whether tokens `[start, end)` stand inside a denial: what it says was done, nobody here says was done."""
        return any(end <= b and s.value.attribution.stance is Stance.DENIES for _, b, s in self._at.get(start, ()))

    def _denied(self, saying: Found[Saying]) -> bool:
        """Whether it is the value that is denied, not who did it: to deny a part in an attack grants the attack."""
        said = saying.value
        if said.attribution.stance is not Stance.DENIES or not said.content or denies_role(self.page, saying):
            return False
        return self.page.tokens[said.content[0][0]].lower in ("that", "any", "reports", "claims")


@dataclass(frozen=True, slots=True)
class Telling:
    """An event with the story it was made from, and where to look things up."""

    page: Page
    index: Index
    voices: Voices
    story: Story
    event: Event


def lead_wording(story: Story) -> Wording:
    """Return the wording that tells most: not weak, not the headline, with date, place and people."""
    return max(
        story.wordings,
        key=lambda m: (
            not m.trigger.weak,
            not m.headline,
            bool(m.when) + bool(m.places) + bool(m.tolls) + bool(m.weapons) + (m.trigger.frame.agent is not None),
            -m.token,
        ),
    )


def denies_role(page: Page, saying: Found[Saying]) -> bool:
    """Whether a denial is of responsibility ("denied any role", "had nothing to do with it")."""
    said = saying.value
    if said.about is About.RESPONSIBILITY:
        return True
    near = page.tokens[saying.start : min(said.cue + 1 + NEAR, len(page.tokens))]
    return any(t.lemma in words(LEXICON, "subjects", "role") for t in near)


def statements(page: Page, index: Index, told: Sequence[Telling]) -> list[Claim[Any]]:
    """Return what the acts of speech say of events beyond plain values: blame, denials, silence, and subjects."""
    out: list[Claim[Any]] = []
    if not told:
        return out
    voices = told[0].voices
    for saying in (_dated(voices, s) for s in index.found.sayings):
        exact = _nested(voices, saying)
        events = events_of(page, saying, told)
        for target in events:
            out += _responsibility(page, index, saying, target)
            out += [c for c in _subjects(page, index, saying, target) if c.value.about not in exact]
    return out


def _dated(voices: Voices, saying: Found[Saying]) -> Found[Saying]:
    """An accusation inside a speech was made when the speech was: "said Thursday that X was behind it"."""
    own = saying.value.attribution
    if own.said is not None:
        return saying
    for outer in voices.holding.get(saying.value.cue, ()):
        said = outer.value.attribution
        if said.said is not None and said.speaker == own.speaker:
            return replace(saying, value=replace(saying.value, attribution=replace(own, said=said.said)))
    return saying


def _nested(voices: Voices, saying: Found[Saying]) -> set[About | None]:
    """Subjects on which a more exact act of speech by the same speaker stands inside the words said."""
    return {
        o.value.about
        for a, b in saying.value.content
        for i in range(a, b)
        for o in voices.cued.get(i, ())
        if i != saying.value.cue and o.value.attribution.speaker == saying.value.attribution.speaker
    }


def events_of(page: Page, saying: Found[Saying], told: Sequence[Telling]) -> list[Telling]:
    """Return the events told within the words said; else one of the same sentence; else the last one told before."""
    if not told:
        return []
    said, voices = saying.value, told[0].voices
    key = (said.cue, said.content, said.attribution.stance)
    if key not in voices.spoken_of:
        voices.order = voices.order or sorted((m.token, n) for n, t in enumerate(told) for m in t.story.wordings)
        voices.spoken_of[key] = _spoken_of(page, said, told, voices.order)
    return voices.spoken_of[key]


def _spoken_of(page: Page, said: Saying, told: Sequence[Telling], order: list[tuple[int, int]]) -> list[Telling]:
    """What words are about; `order` has every wording's token with the number of its telling, ascending."""

    def between(start: int, end: int) -> list[tuple[int, int]]:
        return order[bisect_left(order, (start, 0)) : bisect_left(order, (end, 0))]

    def is_violent(n: int) -> bool:
        return told[n].event.kind is not Kind.THREAT

    inside = sorted({n for a, b in said.content for _, n in between(a, b)})
    if inside:
        return [told[n] for n in inside]
    first, last = page.sentences[page.tokens[said.cue].sentence]
    here = [(abs(token - said.cue), n) for token, n in between(first, last) if is_violent(n)]
    if here:
        return [told[min(here)[1]]]
    before = [n for _, n in reversed(order[: bisect_left(order, (said.cue, 0))]) if is_violent(n)]
    if before:
        news = [n for n in before if not _is_background(page, said, told[n], told[before[-1]])]
        return [told[(news or before)[0]]]
    violent = [t for t in told if t.event.kind is not Kind.THREAT]
    return [violent[0]] if violent and said.attribution.stance in SILENT | set(BY_STANCE) else []


def _is_background(page: Page, said: Saying, told: Telling, news: Telling) -> bool:
    """Whether words about who did the news cannot be about this: an attack of weeks or years before the news.

    "No group claimed that attack" may be about it.
    """
    if said.attribution.stance not in (Stance.NO_CLAIM, Stance.CLAIMS) or told is news:
        return False
    start, end = page.sentences[page.tokens[said.cue].sentence]
    if any(page.tokens[i].lower in TAKING_UP for i in range(start, end)):
        return False
    days = [m.when.value.latest for m in told.story.wordings if m.when is not None and m.when.value.latest]
    now = [m.when.value.earliest for m in news.story.wordings if m.when is not None and m.when.value.earliest]
    return bool(days and now) and max(days) < min(now) - RECENT


def _responsibility(page: Page, index: Index, saying: Found[Saying], told: Telling) -> list[Claim[Any]]:
    said = saying.value
    denies = said.attribution.stance is Stance.DENIES
    role = denies_role(page, saying) or _denies_charge(page, index, saying)
    if denies and (not role or _disputes_account(index, saying)):
        return []
    if said.attribution.stance not in BY_STANCE or (said.about not in (None, About.RESPONSIBILITY)):
        return []
    actor = _actor_of(page, index, saying)
    held = told.event.kind in (Kind.ARREST, Kind.SEIZURE) and said.attribution.stance in (
        Stance.ACCUSES,
        Stance.SUSPECTS,
    )
    if actor is None or held or (said.attribution.stance is Stance.CLAIMS and _is_anothers(page, index, saying, told)):
        return []
    evidence = page.evidence(saying.start, saying.end, saying.rule)
    value = Perpetrator(actor, BY_STANCE[said.attribution.stance])
    return [Claim(told.event.id, PERPETRATOR, value, cited(evidence), said.attribution)]


def _is_anothers(page: Page, index: Index, saying: Found[Saying], told: Telling) -> bool:
    """Whether what somebody takes credit for is not this event: "it had shot down drones launched by the rebels"."""
    said = saying.value
    if any(saying.start <= m.token < saying.end for m in told.story.wordings):
        return False
    inside = [m for m in told.story.wordings if any(a <= m.token < b for a, b in said.content)]
    doers = [m.trigger.frame.agent for m in inside if m.trigger.frame.agent is not None]
    spoken = range(*said.speaker) if said.speaker is not None else ()
    return bool(doers) and all(
        d in index.actors and page.tokens[d].pos != "PRON" and d not in spoken and not _is_owned(page, d) for d in doers
    )


def _is_owned(page: Page, i: int) -> bool:
    return any(page.tokens[c].lower in ("its", "their", "our", "his") for c in page.children[i])


STATE_FORCES = frozenset(("army", "military", "government", "police", "navy", "forces"))
"""What a state has too: "the army" is not the National Liberation Army told of before."""
TAKING_UP = frozenset(("that", "this", "it", "those", "these", "which"))
"""Words that take up what was told last."""
RECENT = timedelta(days=14)
"""Before the news by more than this, an attack is background."""
CHARGES = ("it", "this", "that")
"""What is denied where somebody was accused just before: "the front denied it"."""
OBJECTS = ("dobj", "nsubj")
FALSE = "claims.calls_false"
"""Rule of words that call what was said before a lie, or a claim in one's name a forgery."""
CHARGED = 2
"""Sentences after an accusation within which "denied it" answers it."""


def _denies_charge(page: Page, index: Index, saying: Found[Saying]) -> bool:
    """Whether "X denied it" answers an accusation told just before."""
    near = range(saying.value.cue + 1, min(saying.value.cue + 3, len(page.tokens)))
    taken_up = any(page.tokens[i].lower in CHARGES and page.tokens[i].dep in OBJECTS for i in near)
    return (taken_up or saying.rule == FALSE) and _charge(page, index, saying) is not None


def _charge(page: Page, index: Index, saying: Found[Saying]) -> Found[Saying] | None:
    """The accusation told last before a denial; of words that call a text false also the claim that it makes."""
    said, blame = saying.value, {Stance.ACCUSES, Stance.SUSPECTS}
    blame |= {Stance.CLAIMS} if saying.rule == FALSE else set()
    here = page.tokens[said.cue].sentence
    charges = [o for o in index.found.sayings if o.value.attribution.stance in blame and o.value.cue < said.cue]
    near = [o for o in charges if here - page.tokens[o.value.cue].sentence <= CHARGED]
    return near[-1] if near else None


def _disputes_account(index: Index, saying: Found[Saying]) -> bool:
    """Whether what is denied is another's account ("disputing Washington's account that ..."), not a part in it."""
    said = saying.value
    return any(
        o.value.attribution.speaker not in (None, said.attribution.speaker)
        and any(a <= o.value.cue < b for a, b in said.content)
        for o in index.found.sayings
    )


def _actor_of(page: Page, index: Index, saying: Found[Saying]) -> Actor | None:
    said = saying.value
    doer = _denied_doer(page, index, saying) if said.attribution.stance is Stance.DENIES else None
    if doer is not None:
        return doer
    if said.actor is not None:
        found = actor_in(index, *said.actor)
        start, end = said.actor
        while start < end - 1 and page.tokens[start].pos in ("DET", "ADV", "NUM"):
            start += 1
        if page.tokens[end - 1].pos == "PRON":
            charge = _charge(page, index, saying) if said.attribution.stance is Stance.DENIES else None
            return _actor_of(page, index, charge) if charge is not None else found
        return found or _short_for(page, index, start, end) or Actor(page.text(start, end), ActorKind.DESCRIBED)
    if said.attribution.stance in (Stance.CLAIMS, Stance.DENIES) and said.speaker is not None:
        return _principal(page, index, *said.speaker)
    return None


def _short_for(page: Page, index: Index, start: int, end: int) -> Actor | None:
    """The group that one word of its name takes up: "the front" of "the Karun Front", in a report that has one."""
    if end - start != 1 or page.tokens[start].pos not in ("NOUN", "PROPN"):
        return None
    word = page.tokens[start].lower
    groups = [f.value.actor for f in index.found.actors if f.start < start and f.value.actor.kind is ActorKind.GROUP]
    named = {a.name: a for a in groups if a.name.lower().split()[-1] == word and word not in STATE_FORCES}
    return next(iter(named.values())) if len(named) == 1 else None


def _denied_doer(page: Page, index: Index, saying: Found[Saying]) -> Actor | None:
    """Who is said not to have done it: "denied that American planes were involved"."""
    inside = [f for a, b in saying.value.content for f in index.found.actors if a <= f.start < b]
    kinds = (ActorKind.FORCE, ActorKind.GROUP, ActorKind.DESCRIBED)
    doers = [f for f in inside if f.value.actor.country or f.value.actor.kind in kinds]
    known = [f for f in doers if _is_subject(page, page.head_of(f.start, f.end))]
    return known[0].value.actor if known else None


def _is_subject(page: Page, i: int) -> bool:
    """Whether a token is a subject, or says whose the subject is ("American planes were involved")."""
    token = page.tokens[i]
    above = page.tokens[token.head].dep if token.dep in ("amod", "compound", "poss", "nmod") else ""
    return token.dep in ("nsubj", "nsubjpass") or above in ("nsubj", "nsubjpass")


def _principal(page: Page, index: Index, start: int, end: int) -> Actor | None:
    """For whom a speaker speaks: the state of "Iran's foreign ministry", the movement of "a Taliban spokesman"."""
    owner = page.child(page.head_of(start, end), "poss")
    if owner is not None and page.tokens[owner].pos == "PROPN":
        kind = index.actors[owner].value.actor.kind if owner in index.actors else ActorKind.STATE
        return Actor(page.text(page.edges[owner][0], owner + 1), kind)
    return actor_in(index, start, end)


def actor_in(index: Index, start: int, end: int) -> Actor | None:
    """Return the actor at tokens `[start, end)`: the longest one named there, else a person."""
    seen = {f.start: f for i in range(start, end) if (f := index.actors.get(i)) and start <= f.start and f.end <= end}
    if seen:
        group = any(f.value.actor.kind in (ActorKind.GROUP, ActorKind.FORCE) for f in seen.values())
        named = [f for f in seen.values() if not group or f.value.actor.kind is not ActorKind.DESCRIBED]
        return max(named, key=lambda f: (f.end - f.start, -f.start)).value.actor
    for i in range(start, end):
        if i in index.people:
            person = index.people[i].value.person
            return Actor(person.name, ActorKind.PERSON, country=person.country)
    return None


def _subjects(page: Page, index: Index, saying: Found[Saying], told: Telling) -> list[Claim[Any]]:
    """One statement for each subject that the words said touch on."""
    said = saying.value
    ranges = said.content or ((saying.start, saying.end),)
    words = page.text(min(a for a, _ in ranges), max(b for _, b in ranges)) or page.text(saying.start, saying.end)
    evidence = cited(
        page.evidence(saying.start, saying.end, saying.rule),
        *(page.evidence(a, b, saying.rule) for a, b in said.content),
    )
    return [
        Claim(told.event.id, STATEMENT, Statement(about, words), evidence, said.attribution)
        for about in sorted(_abouts(page, index, saying))
    ]


def _abouts(page: Page, index: Index, saying: Found[Saying]) -> set[About]:
    said = saying.value
    if said.attribution.stance is Stance.NO_CLAIM:
        return {About.RESPONSIBILITY}
    silent = {About.RESPONSIBILITY} if said.attribution.stance in (Stance.DECLINES, Stance.WITHHOLDS) else set()
    ranges = (*said.content, (saying.start, saying.end))
    tokens = {i for a, b in ranges for i in range(a, b)}
    lemmas = {page.tokens[i].lemma for i in tokens} | {page.tokens[i].lower for i in tokens}
    out = {said.about} if said.about is not None else set()
    tolls = any(p in tokens for p in index.tolls)
    if tolls or lemmas & words(LEXICON, "subjects", "victims"):
        out.add(About.VICTIMS)
    if lemmas & words(LEXICON, "subjects", "responsibility"):
        out.add(About.RESPONSIBILITY)
    if any(i in index.weapons for i in tokens) or lemmas & words(LEXICON, "subjects", "weapons"):
        out.add(About.WEAPONS)
    if lemmas & words(LEXICON, "subjects", "motive"):
        out.add(About.MOTIVE)
    if lemmas & words(LEXICON, "subjects", "place"):
        out.add(About.PLACE)
    return {o for o in out if o is not None} | silent | {About.EVENT}
