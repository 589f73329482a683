"""What actors, places and claims are called, and which names are one: by id or a name of its own, not a description."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from dateline.export.words import days, number
from dateline.ledger.canon.records import CanonicalEvent, Suspect
from dateline.model.actor import Actor, ActorKind, Munition, Toll
from dateline.model.claim import WHERE, Claim, NamedCasualty, Perpetrator, Statement, Target
from dateline.model.report import Report
from dateline.model.when import When
from dateline.model.where import Place


def folded(name: str) -> str:
    """Return a name as it is compared: without case and surplus blanks.

    >>> folded("Camp  TAJI")
    'camp taji'
    """
    return " ".join(name.casefold().split())


@dataclass(frozen=True, slots=True)
class Names:
    """The actors that a lexicon knows, by their names in these events; a name of two actors is none."""

    known: Mapping[str, Actor]

    @classmethod
    def of(cls, events: Iterable[CanonicalEvent]) -> Names:
        """Gather the names of actors with an id."""
        found: dict[str, dict[str, Actor]] = {}
        for event in events:
            for suspect in event.perpetrators:
                for actor in actors(suspect):
                    if actor.id and actor.kind is not ActorKind.DESCRIBED:
                        found.setdefault(folded(actor.name), {}).setdefault(actor.id, actor)
        return cls({name: next(iter(by_id.values())) for name, by_id in found.items() if len(by_id) == 1})

    def actor(self, suspect: Suspect, event: str) -> tuple[str, str, Actor | None]:
        """Return by what an actor is known, and where: its key; the event, if it is known only there; and itself.

        A description ("gunmen") and a person called by one word are known only within their event.
        """
        told = actors(suspect)
        actor = next((a for a in told if a.id), None) or self.known.get(folded(suspect.name))
        if actor is not None and actor.id:
            return actor.id, "", next((a for a in told if a.id and a.kind is not ActorKind.DESCRIBED), actor)
        actor = min(told, key=lambda a: a.kind is ActorKind.DESCRIBED, default=None)
        vague = actor is None or actor.kind is ActorKind.DESCRIBED
        vague |= actor is not None and actor.kind is ActorKind.PERSON and len(suspect.name.split()) < 2
        return folded(suspect.name), event if vague else "", actor

    @staticmethod
    def of_place(event: CanonicalEvent) -> list[str]:
        """Return the names that reports give the chosen place of an event, the chosen one first."""
        if event.where is None:
            return []
        place = event.where.value
        said = [c.value for m in event.members for c in m.record.claims if c.slot is WHERE]
        same = (other.name for other in said if place.id and other.id == place.id)
        return list(dict.fromkeys((place.name, *same)))


def actors(suspect: Suspect) -> list[Actor]:
    """Return the actor as each of its claims has it."""
    values = (claim.value for claim in suspect.claims)
    return [value.actor for value in values if isinstance(value, Perpetrator) and value.actor is not None]


def spoken(claim: Claim[Any]) -> str:
    """Return what a claim says in one short line ("killed: 2 US service members", "where: Camp Oru")."""
    value = claim.value
    if isinstance(value, Toll):
        return f"{value.harm}: {number(value.estimate)}{' ' + value.group.name if value.group else ''}"
    if isinstance(value, Perpetrator):
        name = value.actor.name if value.actor else "nobody named"
        return f"perpetrator: {name}{f' ({value.responsibility})' if value.responsibility else ''}"
    if isinstance(value, NamedCasualty):
        return f"{value.harm}: {value.person.name}"
    if isinstance(value, Munition):
        parts = (number(value.count), value.name, value.scope)
        return f"weapon: {' '.join(str(part) for part in parts if part)}"
    if isinstance(value, Statement):
        return f"about {value.about}"
    if isinstance(value, When):
        return f"when: {days(value) or value.timex}"
    if isinstance(value, Place | Target):
        return f"{claim.slot.name}: {value.name}"
    return f"{claim.slot.name}: {str(value).replace('_', ' ')}"


def speaker(claim: Claim[Any], report: Report) -> str:
    """Return who says it: the speaker, else the outlet, else the report by its id."""
    return claim.attribution.speaker or report.outlet or report.id
