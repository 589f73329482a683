"""One wording of an event with what stands beside it: its date, places, weapons and tolls.

A finding belongs to the trigger nearest to it in the parse of its sentence; crossing into another clause costs more.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dateline.lexicon import words
from dateline.model.actor import ActorKind, Harm, Munition
from dateline.model.event import EventStatus, Kind
from dateline.model.found import Found, TollSeen
from dateline.model.page import Page
from dateline.model.when import Precision, When
from dateline.model.where import Place, PlacePrecision
from dateline.model.wording import Frame, Index, Trigger, Wording
from dateline.wordings.frames import frame
from dateline.wordings.realis import is_definite, status
from dateline.wordings.triggers import FLOWN, find_triggers, kind_by_means

LEXICON = "en/events.toml"
CROSSING = {"advcl": 1.0, "ccomp": 2.0, "relcl": 0.5, "conj": 0.5, "parataxis": 1.5, "acl": 0.2, "csubj": 1.0}
"""Extra cost of crossing a clause boundary (chosen by reading own sample sentences, not fitted)."""
AHEAD = 1.0
"""Extra distance to an event that the sentence tells only later."""
KILLING = "events.killing"
RANGE = "dates.range"
"""Rule of a date that spans the two dates inside it ("from March 3 to March 5")."""
GRAIN = [Precision.DAY, Precision.DAYS, Precision.WEEK, Precision.MONTH, Precision.SEASON, Precision.YEAR]
"""Of two dates beside a wording the finer one dates it."""


class _Gathered:
    """A wording while the findings beside it are gathered."""

    def __init__(self, trigger: Trigger, real: EventStatus, definite: bool, headline: bool) -> None:
        self.trigger, self.status, self.definite, self.headline = trigger, real, definite, headline
        self.when: Found[When] | None = None
        self.places: list[Found[Place]] = []
        self.weapons: list[Found[Munition]] = []
        self.tolls: list[Found[TollSeen]] = []

    @property
    def token(self) -> int:
        return self.trigger.token

    def wording(self, index: Index) -> Wording:
        return Wording(
            self._refined(index),
            self.status,
            self.definite,
            self.headline,
            self.when,
            tuple(self.places),
            tuple(self.weapons),
            tuple(self.tolls),
        )

    def _refined(self, index: Index) -> Trigger:
        """Let an aircraft beside the words make of an attack or a raid an air strike."""
        flown = any(w.value.family in FLOWN and not _is_support(index.page, w) for w in self.weapons)
        vague = self.trigger.kind in (Kind.ATTACK, Kind.RAID) and self.trigger.rule != KILLING
        return replace(self.trigger, kind=Kind.AIR_STRIKE) if flown and vague else self.trigger


def _is_support(page: Page, weapon: Found[Munition]) -> bool:
    """Whether the weapon only helped ("troops, backed by coalition jets, killed ...")."""
    above = page.ancestors(page.head_of(weapon.start, weapon.end))[:2]
    return any(page.tokens[a].lemma in words(LEXICON, "verbs", "help") for a in above)


def find_wordings(page: Page, index: Index) -> list[Found[Wording]]:
    """Find all wordings of events that are told as such, each with what stands beside it."""
    mentions = []
    for trigger in find_triggers(page, index):
        real = status(page, trigger)
        if real is not None and not _is_background(page, index, trigger):
            mentions.append(_mention(page, index, trigger, real))
    mentions += _harms(page, index, mentions)
    mentions.sort(key=lambda m: m.token)
    by_sentence: dict[int, list[_Gathered]] = {}
    for m in mentions:
        by_sentence.setdefault(page.tokens[m.token].sentence, []).append(m)
    _assign(page, index, by_sentence)
    return [Found(m.trigger.start, m.trigger.end, m.wording(index), m.trigger.rule) for m in mentions]


def _is_background(page: Page, index: Index, trigger: Trigger) -> bool:
    """Whether the word only says how a tally's people died ("killed in combat since 2014"), or vaguely "operations"."""
    sentence = page.tokens[trigger.token].sentence
    counted = any(t.value.cumulative and page.tokens[t.value.predicate].sentence == sentence for t in index.found.tolls)
    return trigger.is_noun and (counted or (trigger.weak and not is_definite(page, trigger)))


def _mention(page: Page, index: Index, trigger: Trigger, real: EventStatus) -> _Gathered:
    zone = page.zone(trigger.token)
    headline = zone is not None and zone.kind == "headline"
    definite = is_definite(page, trigger) if trigger.is_noun else _definite_verb(page, index, trigger.frame)
    return _Gathered(trigger, real, definite, headline)


def _definite_verb(page: Page, index: Index, frame: Frame) -> bool:
    """Whether a clause takes up known things: "The rockets were launched from a truck", "They were shot"."""
    for head in (frame.agent, frame.patient):
        if head is not None and page.tokens[head].pos == "PRON" and page.tokens[head].lower not in ("who", "which"):
            return True
    weapon = frame.agent if frame.agent is not None else frame.patient
    return (
        weapon in index.weapons
        and weapon is not None
        and any(page.tokens[c].lower in ("the", "those", "these") for c in page.children[weapon])
    )


def _harms(page: Page, index: Index, mentions: Sequence[_Gathered]) -> list[_Gathered]:
    """Make a wording of each harm that is its own telling: by its own agent, or alone in its sentence."""
    told = {page.tokens[m.token].sentence for m in mentions if m.trigger.kind is not Kind.THREAT}
    triggers = [m.token for m in mentions]
    out: list[_Gathered] = []
    for predicate, tolls in sorted(index.tolls.items()):
        if predicate in triggers or all(t.value.cumulative for t in tolls) or not page.is_news(predicate):
            continue
        own = _own_agent(page, index, predicate, triggers)
        sentence = page.tokens[predicate].sentence
        if own is None and sentence in told:
            continue
        told.add(sentence)
        taken = all(t.value.toll.harm is Harm.CAPTURED for t in tolls)
        kind = Kind.ARREST if taken else kind_by_means(index, [own] if own is not None else [], Kind.ATTACK)
        agent = Frame(agent=own, preps=frame(page, predicate).preps)
        trigger = Trigger(predicate, predicate, predicate + 1, kind, KILLING, agent, weak=own is None)
        out.append(_mention(page, index, trigger, EventStatus.HAPPENED))
    return out


def _own_agent(page: Page, index: Index, predicate: int, triggers: Sequence[int]) -> int | None:
    """Who or what did the harm, if the clause says so itself and that is no event told by another wording."""
    token = page.tokens[predicate]
    if token.pos != "VERB":
        return None
    agent = frame(page, predicate).agent
    inherited = token.dep in ("advcl", "conj", "xcomp") and page.child(predicate, "nsubj", "agent") is None
    if agent is None or inherited or page.tokens[agent].pos == "PRON":
        return None
    if token.lemma in words(LEXICON, "verbs", "undone"):
        return None
    if any(t.start <= agent < t.end for t in index.tolls[predicate]):
        return None
    left, right = page.edges[agent]
    if any(left <= t < max(right, agent + 1) and t != predicate for t in triggers if t <= max(agent, predicate)):
        return None
    return agent if agent in index.weapons or agent in index.actors else None


def distance(page: Page, a: int, b: int) -> float:
    """Return how far apart two tokens of one sentence are in its parse, clause crossings counted extra."""
    up = [a, *page.ancestors(a)]
    other = [b, *page.ancestors(b)]
    seen = {token: n for n, token in enumerate(up)}
    for n, token in enumerate(other):
        if token in seen:
            path = up[: seen[token]] + other[:n]
            return len(path) + sum(CROSSING.get(page.tokens[t].dep, 0.0) for t in path)
    return 99.0


def nearest(page: Page, at: int, mentions: Sequence[_Gathered]) -> _Gathered | None:
    """Return the mention of a sentence nearest to token `at`; of two as near the one before it."""
    return min(
        mentions, key=lambda m: (distance(page, at, m.token) + _ahead(page, at, m), abs(at - m.token)), default=None
    )


def _ahead(page: Page, at: int, m: _Gathered) -> float:
    """A reader gives words to the event told before them rather than to one that is yet to come."""
    left, right = page.edges[m.token]
    return AHEAD if m.token > at and not left <= at < right else 0.0


def _assign(page: Page, index: Index, by_sentence: dict[int, list[_Gathered]]) -> None:
    for tolls in index.tolls.values():
        for toll in tolls:
            near = _here(page, by_sentence, toll.value.predicate)
            told = near is not None and near.status in (EventStatus.HAPPENED, EventStatus.ONGOING)
            if told and near is not None and not toll.value.cumulative and page.is_news(toll.start):
                near.tolls.append(toll)
    for weapon in index.found.weapons:
        near = _here(page, by_sentence, page.head_of(weapon.start, weapon.end))
        if near is not None:
            near.weapons.append(weapon)
    events = {m.token for here in by_sentence.values() for m in here}
    for place in index.found.places:
        near = _here(page, by_sentence, page.head_of(place.start, place.end))
        if near is not None and _locates(page, index, place, events):
            near.places.append(place)
    for m in (m for here in by_sentence.values() for m in here):
        m.places += _short_forms(page, index, m)
    _dates(page, index, by_sentence)


def _here(page: Page, by_sentence: dict[int, list[_Gathered]], at: int) -> _Gathered | None:
    here = by_sentence.get(page.tokens[at].sentence, [])
    real = [m for m in here if m.trigger.kind is not Kind.THREAT] or here
    return nearest(page, at, real)


def _dates(page: Page, index: Index, by_sentence: dict[int, list[_Gathered]]) -> None:
    """Give each mention the nearest date; a date of the clause serves all its mentions that have none of their own."""
    for sentence, mentions in by_sentence.items():
        dates = _dates_of(page, index, sentence)
        for date in sorted(dates, key=lambda d: (_grain(d.value), _gap(page, d, mentions))):
            near = nearest(page, page.head_of(date.start, date.end), mentions)
            if near is not None and near.when is None and _dates_it(page, index, date, near, mentions):
                near.when = date
        for m in mentions:
            if m.when is None and dates and m.trigger.kind is not Kind.THREAT:
                m.when = _shared(page, m, dates, mentions)


def _dates_of(page: Page, index: Index, sentence: int) -> list[Found[When]]:
    """The placed dates of a sentence that date no speech; a range stands for the dates inside it."""
    first, last = page.sentences[sentence]
    dates = [d for d in index.found.dates if first <= d.start < last and d.value.placed]
    dates = [d for d in dates if not _of_speech(page, index, d) and not _is_limit(page, d)]
    ranges = [d for d in dates if d.rule == RANGE]
    return [d for d in dates if d in ranges or not any(r.start <= d.start and d.end <= r.end for r in ranges)]


def _is_limit(page: Page, date: Found[When]) -> bool:
    """Whether the date only says since or until when: "the deadliest since fighting began on Sunday"."""
    for a in (page.head_of(date.start, date.end), *page.ancestors(page.head_of(date.start, date.end))):
        marks = (
            a,
            *(c for c in page.children[a] if page.tokens[c].dep in ("mark", "prep", "advmod") and c < date.start),
        )
        if any(page.tokens[t].lower in ("since", "until") for t in marks):
            return True
        if page.tokens[a].pos in ("VERB", "AUX") and page.tokens[a].dep in ("ROOT", "conj", "ccomp"):
            return False
    return False


def _grain(when: When) -> int:
    return GRAIN.index(when.precision) if when.precision in GRAIN else len(GRAIN)


def _gap(page: Page, date: Found[When], mentions: Sequence[_Gathered]) -> float:
    head = page.head_of(date.start, date.end)
    return min(distance(page, head, m.token) for m in mentions)


def _dates_it(page: Page, index: Index, date: Found[When], m: _Gathered, mentions: Sequence[_Gathered]) -> bool:
    """Whether the date is the event's and not that of another clause ("..., who will govern from 1 June")."""
    governor = next(
        (a for a in page.ancestors(page.head_of(date.start, date.end)) if page.tokens[a].pos in ("VERB", "AUX")), None
    )
    if governor is None or governor in (m.token, page.tokens[m.token].head) or governor in page.ancestors(m.token):
        return True
    told = governor in index.tolls or any(o.token == governor for o in mentions)
    return told or page.tokens[governor].head == m.token or page.tokens[governor].dep not in ("relcl", "ccomp", "advcl")


def _shared(page: Page, m: _Gathered, dates: list[Found[When]], mentions: list[_Gathered]) -> Found[When] | None:
    """The date of the clause that the wording stands in, if no other wording holds it for itself."""
    for date in dates:
        head = page.head_of(date.start, date.end)
        governor = next((a for a in page.ancestors(head) if page.tokens[a].pos in ("VERB", "AUX")), None)
        private = any(
            o is not m and o.trigger.is_noun and page.edges[o.token][0] <= head < page.edges[o.token][1]
            for o in mentions
        )
        if governor is None or private:
            continue
        if governor == m.token or (governor in page.ancestors(m.token) and _one_clause(page, m, governor)):
            return date
    return None


def _one_clause(page: Page, m: _Gathered, governor: int) -> bool:
    """Whether no clause boundary lies between a wording and the verb above it; a definite noun must be near."""
    path = page.ancestors(m.token)
    path = [m.token, *path[: path.index(governor)]]
    crossed = any(page.tokens[t].dep in ("advcl", "ccomp", "relcl", "acl", "pcomp") for t in path)
    return not crossed and not (m.trigger.is_noun and m.definite and len(path) > 2)


def _of_speech(page: Page, index: Index, date: Found[When]) -> bool:
    """Whether the date tells when something was said ("said on Tuesday"), as the saying itself has it."""
    for a in page.ancestors(page.head_of(date.start, date.end)):
        if a in index.cues:
            return index.cues[a].value.attribution.said == date.value.earliest
        if page.tokens[a].pos in ("VERB", "AUX", "NOUN"):
            return False
    return False


def _short_forms(page: Page, index: Index, m: _Gathered) -> list[Found[Place]]:
    """Places named in full elsewhere and here by their last word: "the Taji attack" of Camp Taji."""
    out = []
    for c in page.children[m.token]:
        token = page.tokens[c]
        if token.dep in ("compound", "poss", "nmod") and token.pos == "PROPN" and c not in index.places:
            full = [p for p in index.found.places if p.value.name.lower().split()[-1:] == [token.lower]]
            out += [Found(c, c + 1, p.value, p.rule) for p in full[:1]]
    return out


def _locates(page: Page, index: Index, place: Found[Place], events: set[int]) -> bool:
    """Whether the words say where something was, not whose it was ("US troops") or whence somebody comes."""
    coarse = place.value.precision in (PlacePrecision.COUNTRY, PlacePrecision.REGION, PlacePrecision.PROVINCE)
    at = page.head_of(place.start, place.end)
    while page.tokens[at].dep in ("appos", "conj", "flat") and page.tokens[at].head != at:
        at = page.tokens[at].head
    token, above = page.tokens[at], page.tokens[page.tokens[at].head]
    if _at_speech(page, index, place) or _is_group(index, page.head_of(place.start, place.end)):
        return False
    if token.dep == "pobj" and above.lower in ("by", "from", "to"):
        return False
    if token.dep == "pobj":
        return above.lower != "of" or (above.head not in index.people and page.tokens[above.head].pos != "PROPN")
    if token.dep in ("poss", "compound", "amod", "nmod"):
        return not coarse and at not in index.people and above.i in events
    if token.dep in ("nsubj", "agent"):
        return False
    return not coarse or token.dep not in ("dobj", "attr")


def _is_group(index: Index, at: int) -> bool:
    return at in index.actors and index.actors[at].value.actor.kind in (ActorKind.GROUP, ActorKind.ORGANISATION)


def _at_speech(page: Page, index: Index, place: Found[Place]) -> bool:
    """Whether the place tells where something was said ("speaking at the Pentagon")."""
    for a in page.ancestors(page.head_of(place.start, place.end)):
        if page.tokens[a].pos in ("VERB", "AUX"):
            return page.tokens[a].lemma in words(LEXICON, "verbs", "speech")
    return False
