"""Turns the gathered wordings of an event into the event and its claims: day, place, who, whom, with what, how many."""

from __future__ import annotations

from typing import Any

from dateline.events.grouping import Story
from dateline.events.tolls import told_tolls
from dateline.events.voices import Voices
from dateline.lexicon import words
from dateline.model.actor import Actor, ActorKind, Harm, Munition, Status
from dateline.model.claim import (
    CASUALTY,
    KIND,
    PERPETRATOR,
    STATUS,
    TARGET,
    TOLL,
    WEAPON,
    WHEN,
    WHERE,
    Claim,
    NamedCasualty,
    Perpetrator,
    Responsibility,
    Slot,
    Target,
)
from dateline.model.event import Event, EventStatus, Kind
from dateline.model.found import Found
from dateline.model.page import Page
from dateline.model.report import cited
from dateline.model.when import Precision, When
from dateline.model.where import Place, PlacePrecision
from dateline.model.wording import Index, Wording

LEXICON = "en/events.toml"
FLOWN = {"drone", "aircraft", "helicopter"}
AIMED = ("onto", "into", "at", "on", "against", "inside", "upon", "toward", "towards", "in", "near", "over")
"""Prepositions of what a shot is aimed at, the surest first."""
GRAIN = [
    PlacePrecision.SITE, PlacePrecision.PLACE, PlacePrecision.NEAR, PlacePrecision.DISTRICT, PlacePrecision.UNKNOWN,
    PlacePrecision.PROVINCE, PlacePrecision.REGION, PlacePrecision.COUNTRY,
]  # fmt: skip
"""Places from the finest grain to the coarsest; of two as fine the one told first."""
DAYS = [
    Precision.DAY,
    Precision.DAYS,
    Precision.WEEK,
    Precision.MONTH,
    Precision.SEASON,
    Precision.YEAR,
    Precision.DECADE,
]
PEOPLE_KINDS = {Kind.ARMED_CLASH, Kind.ASSASSINATION, Kind.ABDUCTION, Kind.ARREST, Kind.EXECUTION, Kind.ARMED_ASSAULT}
"""Kinds whose target is people."""


def make_event(page: Page, story: Story) -> Event:
    """Return the event of a story; its trigger is the fullest wording in the body of the report."""
    lead = lead_mention(story)
    rest = [m for m in story.wordings if m is not lead]
    quotes = [page.evidence(m.trigger.start, m.trigger.end, m.trigger.rule) for m in (lead, *rest)]
    return Event.of(_kind(story), quotes[0], tuple(quotes[1:]))


def _kind(story: Story) -> Kind:
    """A fight is told by losses on both sides where no word says what it was."""
    sides = {t.value.toll.group.status for m in story.wordings for t in m.tolls if t.value.toll.group is not None}
    both = sides & {Status.MILITARY, Status.SECURITY, Status.POLICE} and Status.MILITIA in sides
    return Kind.ARMED_CLASH if both and story.kind in (Kind.ATTACK, Kind.RAID) else story.kind


def lead_mention(story: Story) -> Wording:
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


class Facts:
    """Collects the claims of one event."""

    def __init__(self, page: Page, index: Index, voices: Voices, story: Story, event: Event) -> None:
        self.page, self.index, self.voices, self.story, self.event = page, index, voices, story, event
        self.out: list[Claim[Any]] = []

    def collect(self) -> list[Claim[Any]]:
        """Return all claims of the event, slot by slot."""
        lead = lead_mention(self.story)
        self._add(KIND, self.event.kind, lead.trigger.start, lead.trigger.end, lead.trigger.rule)
        status = next((m.status for m in self.story.wordings if m.status is EventStatus.HAPPENED), lead.status)
        self._add(STATUS, status, lead.trigger.start, lead.trigger.end, lead.trigger.rule)
        self._when()
        self._where()
        self._perpetrators()
        self._targets()
        self._weapons()
        self._tolls()
        return self.out

    def _add(self, slot: Slot[Any], value: object, start: int, end: int, rule: str) -> None:
        evidence = self.page.evidence(start, end, rule)
        attribution = self.voices.attribution(start, end)
        self.out.append(Claim(self.event.id, slot, value, cited(evidence), attribution))

    def _when(self) -> None:
        dates = [m.when for m in self.story.wordings if m.when is not None]
        if dates:
            best = min(dates, key=lambda d: DAYS.index(d.value.precision) if d.value.precision in DAYS else 9)
            self._add(WHEN, best.value, best.start, best.end, best.rule)
        elif self.event.kind is Kind.THREAT:
            self._when_said()

    def _when_said(self) -> None:
        """A threat is made on the day it is said; where no day is said, on the day of the report that carries it."""
        lead = lead_mention(self.story).trigger
        saying = self.voices.saying(lead.start, lead.end)
        said = saying.value.attribution.said if saying else None
        day = said or self.page.report.published
        if day is not None:
            self._add(WHEN, When(day, day, Precision.DAY, day.isoformat()), lead.start, lead.end, "events.said")

    def _where(self) -> None:
        places = [
            (p, self._preposition(p)) for m in self.story.wordings for p in m.places if p.start not in self.index.people
        ]
        if not places:
            self._where_again()
            return
        best, _ = min(
            places,
            key=lambda x: (x[1] == "from", x[0].value.kind == "government", GRAIN.index(x[0].value.precision)),
        )
        if best.value.kind == "government":
            return
        self._add(WHERE, _joined(best.value, [p.value for p, _ in places]), best.start, best.end, best.rule)

    def _where_again(self) -> None:
        """ "The same camp" is the camp named last before it."""
        for m in self.story.wordings:
            heads = [h for h in (m.trigger.frame.patient, *m.trigger.frame.after(*AIMED)) if h is not None]
            for head in heads:
                token = self.page.tokens[head]
                pointing = any(
                    self.page.tokens[c].lower in ("the", "same", "that", "this") for c in self.page.children[head]
                )
                if token.lemma not in words(LEXICON, "targets", "facilities") or not pointing:
                    continue
                exact = (PlacePrecision.SITE, PlacePrecision.PLACE)
                before = [p for p in self.index.found.places if p.end <= head and p.value.precision in exact]
                named = [p for p in before if self.page.is_news(p.start)]
                if named:
                    start, end = self.page.phrase(head)
                    self._add(WHERE, named[-1].value, start, end, "events.same_place")
                    return

    def _preposition(self, place: Found[Place]) -> str:
        head = self.page.tokens[self.page.head_of(place.start, place.end)]
        return self.page.tokens[head.head].lower

    def _perpetrators(self) -> None:
        seen: set[str] = set()
        for m in self.story.wordings:
            if seen and self.event.kind is Kind.THREAT:
                return
            for start, end, actor in self._agents(m):
                if actor.name.lower() not in seen and not self._is_denied(m, start, end):
                    seen.add(actor.name.lower())
                    value = Perpetrator(actor, self._level(m, start, end))
                    self._add(PERPETRATOR, value, start, end, "events.agent")

    def _level(self, m: Wording, start: int, end: int) -> Responsibility:
        """ "An alleged Israeli airstrike", "suspected rebels": the words themselves hedge who did it."""
        near = {*self.page.children[m.token], *range(start, end), *self.page.children[self.page.head_of(start, end)]}
        lemmas = {self.page.tokens[i].lower for i in near}
        if lemmas & words(LEXICON, "hedges", "alleged"):
            return Responsibility.ACCUSED
        return Responsibility.SUSPECTED if lemmas & words(LEXICON, "hedges", "suspected") else Responsibility.STATED

    def _is_denied(self, m: Wording, start: int, end: int) -> bool:
        inside = self.voices.denied(m.trigger.start, m.trigger.end) or self.voices.denied(start, end)
        return inside and self.page.tokens[m.token].sentence == self.page.tokens[start].sentence

    def _agents(self, m: Wording) -> list[tuple[int, int, Actor]]:
        heads = self.page.conjuncts(m.trigger.frame.agent) if m.trigger.frame.agent is not None else []
        out = [found for h in heads if (found := self._agent_at(h, m)) is not None]
        if not out and m.trigger.is_noun:
            own = [
                c
                for c in self.page.children[m.token]
                if self.page.tokens[c].dep in ("amod", "compound", "poss", "nmod")
            ]
            out = [(f.start, f.end, f.value.actor) for c in own if (f := self.index.actors.get(c)) is not None]
        if not out and m.trigger.kind in (Kind.ARMED_CLASH, Kind.ARMED_ASSAULT) and (m.trigger.is_noun or not m.tolls):
            heads = [c for h in m.trigger.frame.after("with", "against", "between") for c in self.page.conjuncts(h)]
            out = [found for h in heads if (found := self._agent_at(h, m)) is not None]
        return out

    def _agent_at(self, head: int, m: Wording) -> tuple[int, int, Actor] | None:
        if head in self.index.weapons:
            flags = [c for c in (head, *self.page.children[head]) if c in self.index.actors]
            known = [self.index.actors[c] for c in flags if self.index.actors[c].value.actor.country]
            if known and self.index.weapons[head].value.family in FLOWN:
                return known[0].start, known[0].end, known[0].value.actor
            return None
        if head in self.index.actors:
            found = self.index.actors[head]
            return found.start, found.end, found.value.actor
        if head in self.index.people and not any(head in range(t.start, t.end) for t in m.tolls):
            seen = self.index.people[head]
            return (
                seen.start,
                seen.end,
                Actor(seen.value.person.name, ActorKind.PERSON, country=seen.value.person.country),
            )
        return self._described(head, m)

    def _described(self, head: int, m: Wording) -> tuple[int, int, Actor] | None:
        """Somebody whom no list names: "the mourners", "hooded men"."""
        token = self.page.tokens[head]
        human = token.lemma in words(LEXICON, "people", "nouns")
        harmed = any(t.start <= head < t.end for t in m.tolls)
        bomber = self.story.kind is Kind.SUICIDE_BOMBING
        if token.pos != "NOUN" or not human or harmed or bomber or head in self.index.weapons:
            return None
        start, end = self.page.phrase(head)
        while start < head and self.page.tokens[start].pos in ("DET", "NUM", "PUNCT", "PRON"):
            start += 1
        return start, end, Actor(self.page.text(start, end), ActorKind.DESCRIBED)

    def _targets(self) -> None:
        aimed = [self._target(head) for m in self.story.wordings for head in self._aimed_at(m)]
        seen = self._distinct(aimed)
        for start, end, target in seen:
            self._add(TARGET, target, start, end, "events.target")
        if not seen and self.event.kind not in PEOPLE_KINDS:
            self._place_as_target()
        elif not seen:
            self._victims_as_target()

    def _distinct(self, aimed: list[tuple[int, int, Target]]) -> list[tuple[int, int, Target]]:
        """Leave out what names the same thing again: "the base" where Camp Taji is named, "Taji" beside "Camp Taji"."""
        named = [t for a, b, t in aimed if self._is_named(a, b)]
        out: list[tuple[int, int, Target]] = []
        for start, end, target in aimed:
            mine = set(target.name.lower().split())
            again = any(mine <= set(o.name.lower().split()) for _, _, o in out)
            vague = target.count is None and not self._is_named(start, end)
            facility = self.page.tokens[self.page.head_of(start, end)].lemma in words(LEXICON, "targets", "facilities")
            if not again and not (named and vague and facility):
                out = [o for o in out if not set(o[2].name.lower().split()) < mine]
                out.append((start, end, target))
        return out

    def _is_named(self, start: int, end: int) -> bool:
        place = next((self.index.places[i] for i in range(start, end) if i in self.index.places), None)
        return place is not None and place.value.precision in (PlacePrecision.SITE, PlacePrecision.PLACE)

    def _victims_as_target(self) -> None:
        """In a fight those who fell were the other side: "two Marines were killed in a gunfight with militants"."""
        for toll in told_tolls(self.story):
            group = toll.value.toll.group
            if group is not None and toll.value.toll.estimate.low:
                self._add(TARGET, Target(group.name), toll.start, toll.end, "events.target")
                return

    def _aimed_at(self, m: Wording) -> list[int]:
        found = m.trigger.frame
        fight = m.trigger.is_noun and m.trigger.kind in (Kind.ARMED_CLASH, Kind.ARMED_ASSAULT) and m.tolls
        heads = [found.patient] if found.patient is not None and not fight else []
        if m.trigger.is_noun and m.trigger.kind not in (Kind.ARMED_CLASH, Kind.ARMED_ASSAULT):
            heads += [h for h in found.after("against", "on", "at", "upon") if h not in heads]
        if m.trigger.kind is Kind.SIEGE:
            heads += [h for h in found.after("to", "of", "by") if h not in heads]
        if m.trigger.rule == "events.projectile" or found.patient in self.index.weapons:
            aims = [found.after(prep) for prep in AIMED if found.after(prep)]
            heads = [*(aims[0] if aims else ()), *(h for h in heads if h not in self.index.weapons)]
        heads = [h for head in heads for h in self.page.conjuncts(self._counted_thing(head))]
        return [h for h in heads if self._is_target(h, m)]

    def _counted_thing(self, head: int) -> int:
        """ "five of its positions" are positions."""
        of = self.page.child(head, "prep") if self.page.tokens[head].pos == "NUM" else None
        thing = self.page.child(of, "pobj") if of is not None else None
        return head if thing is None else thing

    def _is_target(self, head: int, m: Wording) -> bool:
        token = self.page.tokens[head]
        if head in self.index.dates or token.pos == "PRON":
            return token.lower in ("everyone", "everybody")
        if head in self.index.weapons:
            return self.event.kind is Kind.SEIZURE
        harmed = any(t.start <= head < t.end for t in m.tolls)
        if harmed:
            return self.event.kind in PEOPLE_KINDS or head in self.index.people
        place = self.index.places.get(head)
        if place is not None:
            return place.value.precision not in (PlacePrecision.COUNTRY, PlacePrecision.REGION, PlacePrecision.PROVINCE)
        return (
            token.lemma in words(LEXICON, "targets", "nouns") or head in self.index.actors or head in self.index.people
        )

    def _target(self, head: int) -> tuple[int, int, Target]:
        if head in self.index.people:
            person = self.index.people[head]
            return person.start, person.end, Target(person.value.person.name)
        if head in self.index.places:
            place = self.index.places[head]
            return place.start, place.end, Target(place.value.name)
        start, end = self.page.phrase(head)
        count = self.index.counted.get(head)
        if count is not None and start <= count.start < head:
            start = count.end if count.end <= head else start
        while start < head and self.page.tokens[start].pos in ("DET", "NUM", "PUNCT", "PRON"):
            start += 1
        estimate = count.value.estimate if count is not None and count.rule != "counts.article" else None
        return start, end, Target(self.page.text(start, end), estimate, self._owner(head))

    def _owner(self, head: int) -> str | None:
        """Whose it is: "bases held by X", "its positions", "depots of X"."""
        left, right = self.page.edges[head]
        near = (self.index.actors[i] for i in range(left, right) if i != head and i in self.index.actors)
        kinds = (ActorKind.GROUP, ActorKind.STATE, ActorKind.FORCE, ActorKind.COALITION)
        return next((f.value.actor.name for f in near if f.value.actor.kind in kinds), None)

    def _place_as_target(self) -> None:
        for m in self.story.wordings:
            for p in m.places:
                if p.value.precision is PlacePrecision.SITE:
                    self._add(TARGET, Target(p.value.name), p.start, p.end, "events.target")
                    return

    def _weapons(self) -> None:
        weapons = [w for m in self.story.wordings for w in m.weapons if _is_used(w.value)]
        for n, w in enumerate(weapons):
            if not any(_covers(o.value, w.value, n < k) for k, o in enumerate(weapons) if k != n):
                self._add(WEAPON, w.value, w.start, w.end, w.rule)

    def _tolls(self) -> None:
        for toll in told_tolls(self.story):
            self._add(TOLL, toll.value.toll, toll.start, toll.end, toll.rule)
            for i in toll.value.people:
                person = self.index.found.people[i]
                named = NamedCasualty(person.value.person, toll.value.toll.harm)
                self._add(CASUALTY, named, person.start, person.end, person.rule)
                if toll.value.toll.harm is Harm.KILLED and self.event.kind in (Kind.AIR_STRIKE, Kind.ASSASSINATION):
                    self._named_target(person.value.person.name, person.start, person.end)

    def _named_target(self, name: str, start: int, end: int) -> None:
        if not any(c.slot is TARGET and c.value.name == name for c in self.out):
            self._add(TARGET, Target(name), start, end, "events.target")


def _is_used(weapon: Munition) -> bool:
    """A launcher or a vehicle is what fires, not what is fired; found ones are kept."""
    return weapon.family not in ("launcher", "vehicle") or weapon.scope is not None


def _covers(one: Munition, other: Munition, later: bool) -> bool:
    """Whether `one` says all that `other` says, and more (or the same, earlier)."""
    if one.family != other.family and {one.family, other.family} != {"rocket", "missile"}:
        return False
    if other.count is None:
        return one.count is not None or (one.scope is not None and other.scope is None) or not later
    return (one.count, one.scope) == (other.count, other.scope) and not later


def _joined(best: Place, places: list[Place]) -> Place:
    """Add the other countries named where the best place is a country itself."""
    if best.precision is not PlacePrecision.COUNTRY:
        return best
    lands = tuple(dict.fromkeys(p.country for p in places if p.precision is PlacePrecision.COUNTRY and p.country))
    return Place(
        best.name, best.kind, best.precision, best.country, lands, best.lat, best.lon, best.within, None, best.id
    )
