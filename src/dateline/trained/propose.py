"""Adds to what the rules read what the trained reader proposes: only where the rules say nothing, each with its words.

An incident that tells what an event of the rules tells fills the slots that this event leaves empty; one that tells of
something else becomes an event of its own. Rule ids begin with `trained.`, so every such value can be told apart.
Who did it is not proposed: a wrong attribution is worse than none, and on MUC-4 the reader is wrong in every second.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from dateline.errors import EvidenceError
from dateline.lexicon.persons import nouns
from dateline.model.actor import Group, Harm, Munition, Person, Status, Toll
from dateline.model.claim import (
    CASUALTY,
    KIND,
    STATUS,
    TARGET,
    TOLL,
    WEAPON,
    Claim,
    NamedCasualty,
    Slot,
    Target,
)
from dateline.model.estimate import Estimate
from dateline.model.event import Event, EventStatus, Kind
from dateline.model.found import Findings
from dateline.model.page import Page
from dateline.trained.entities import Entity
from dateline.trained.incidents import Incident
from dateline.trained.marks.labels import HEADS
from dateline.trained.marks.mentions import Mention

KINDS = {
    "ATTACK": Kind.ATTACK,
    "BOMBING": Kind.BOMBING,
    "KIDNAPPING": Kind.ABDUCTION,
    "ARSON": Kind.ARSON,
}
"""The kinds of incidents that are events of Dateline; robberies and strikes are not."""
STAGES = {
    "ACCOMPLISHED": EventStatus.HAPPENED,
    "ATTEMPTED": EventStatus.FOILED,
    "THREATENED": EventStatus.THREATENED,
}
FATES = {"DEATH": Harm.KILLED, "INJURY": Harm.WOUNDED}
STATUSES = {
    "ACTIVE MILITARY": Status.MILITARY,
    "LAW ENFORCEMENT": Status.POLICE,
    "SECURITY GUARD": Status.SECURITY,
    "CIVILIAN": Status.CIVILIAN,
}
FAMILIES = {
    "GUN": "small_arms",
    "MACHINE GUN": "small_arms",
    "HANDGUN": "small_arms",
    "RIFLE": "small_arms",
    "MORTAR": "mortar",
    "EXPLOSIVE": "explosive",
    "BOMB": "bomb",
    "VEHICLE BOMB": "car_bomb",
    "DYNAMITE": "explosive",
    "MINE": "mine",
    "GRENADE": "grenade",
    "MISSILE": "missile",
    "ROCKET": "rocket",
    "CUTTING DEVICE": "knife",
    "FIRE": "fire",
}
ENOUGH = 0.5
"""How surely somebody came to harm."""
Value = tuple[Slot[Any], Any, Mention]


@dataclass(frozen=True, slots=True)
class _Told:
    """An event of the rules: the sentences that tell it, and the slots that it fills."""

    event: Event
    sentences: frozenset[int]
    filled: frozenset[str]


def add(
    page: Page, found: Findings, events: Sequence[Event], claims: Sequence[Claim[Any]], incidents: Iterable[Incident]
) -> tuple[tuple[Event, ...], tuple[Claim[Any], ...]]:
    """Return the events and claims of a page with what incidents add to them, new events last.

    Raises:
        EvidenceError: if an incident points at tokens that the page does not have.
    """
    told = [_told(page, event, claims) for event in events]
    new: list[Event] = []
    added: list[Claim[Any]] = []
    for incident in incidents:
        _check(page, incident)
        kind = KINDS.get(incident.kind)
        founders = incident.of("person", "thing")
        if kind is None or not founders:
            continue
        values = list(_values(page, found, incident))
        match = _match(told, founders)
        if match is not None:
            values = [value for value in values if value[0].name not in match.filled]
            event = match.event
        else:
            trigger = founders[0].first
            event = Event.of(kind, page.evidence(trigger.start, trigger.end, "trained.incident"))
            new.append(event)
            values = [(KIND, kind, trigger), (STATUS, STAGES[incident.stage], trigger), *values]
        added += [_claim(page, event, *value) for value in values]
    return (*events, *new), (*claims, *added)


def _check(page: Page, incident: Incident) -> None:
    for mention in (one for member in incident.members for one in member.mentions):
        if not 0 <= mention.start < mention.end <= len(page.tokens):
            what = f"tokens {mention.start}-{mention.end} are not on a page of {len(page.tokens)}"
            raise EvidenceError(what, page.report.id)


def _told(page: Page, event: Event, claims: Sequence[Claim[Any]]) -> _Told:
    own = [claim for claim in claims if claim.event == event.id]
    cited = [
        event.trigger,
        *event.mentions,
        *(e for c in own if c.slot in (TOLL, CASUALTY, TARGET) for e in c.evidence),
    ]
    spans = {(e.span.start, e.span.end) for e in cited}
    sentences = {
        number
        for number, (start, end) in enumerate(page.sentences)
        if start < end
        for span in [page.repaired.source(page.tokens[start].start, page.tokens[end - 1].end)]
        if any(a < span.end and span.start < b for a, b in spans)
    }
    harmed = {"toll", "casualty"} & {c.slot.name for c in own}
    return _Told(
        event, frozenset(sentences), frozenset(c.slot.name for c in own) | ({"toll", "casualty"} if harmed else set())
    )


def _match(told: Sequence[_Told], founders: Sequence[Entity]) -> _Told | None:
    """Return the event told in most of the sentences that name what was hit; None where they share none."""
    sentences = [mention.sentence for founder in founders for mention in founder.mentions]
    shared = [(sum(s in one.sentences for s in sentences), -at) for at, one in enumerate(told)]
    best = max(shared, default=(0, 0))
    return told[-best[1]] if best[0] else None


def _claim(page: Page, event: Event, slot: Slot[Any], value: Any, mention: Mention) -> Claim[Any]:
    evidence = page.evidence(mention.start, mention.end, f"trained.{slot.name}")
    return Claim(event.id, slot, value, (evidence,), as_of=page.report.published)


def _values(page: Page, found: Findings, incident: Incident) -> Iterator[Value]:
    for entity in incident.of("weapon"):
        family = FAMILIES.get(entity.answer("weapon"))
        if family is not None:
            yield WEAPON, Munition(_name(page, entity.fullest), family), entity.fullest
    for entity in incident.of("thing"):
        yield TARGET, Target(_name(page, entity.first), _count(found, entity)), entity.first
    for entity in incident.of("person"):
        yield _person(page, found, incident, entity)


def _person(page: Page, found: Findings, incident: Incident, entity: Entity) -> Value:
    harm = _harm(incident, entity)
    name = _name(page, entity.fullest if entity.is_name else entity.first)
    count = Estimate.exactly(1) if entity.is_name else _count(found, entity)
    if harm is None or count is None:
        return TARGET, Target(name, count), entity.first
    if entity.is_name:
        return CASUALTY, NamedCasualty(Person(name), harm), entity.fullest
    status = STATUSES.get(entity.answer("person"), Status.CIVILIAN)
    return TOLL, Toll(harm, count, Group(name, status=status)), entity.first


def _harm(incident: Incident, entity: Entity) -> Harm | None:
    chances = {fate: entity.chances("fate")[HEADS["fate"].index(fate)] for fate in FATES}
    fate = max(chances, key=lambda one: chances[one])
    if chances[fate] > ENOUGH:
        return FATES[fate]
    return Harm.CAPTURED if incident.kind == "KIDNAPPING" and incident.stage == "ACCOMPLISHED" else None


def _count(found: Findings, entity: Entity) -> Estimate | None:
    """Return the number told in or right before the words; one for a person or thing told as one; else None."""
    for mention in entity.mentions:
        for count in found.counts:
            if mention.start <= count.start < mention.end or count.end == mention.start:
                return count.value.estimate
    last = entity.first.words[-1]
    return Estimate.exactly(1) if last in nouns() and not last.endswith("s") else None


def _name(page: Page, mention: Mention) -> str:
    return page.text(mention.start, mention.end)
