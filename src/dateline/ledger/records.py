"""The familiar shape of an event, one row with low, best and high, folded from claims (`dateline.ledger.view`)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from dateline.model.actor import Actor, Group, Harm, Munition, Person
from dateline.model.claim import Claim, Responsibility, Target
from dateline.model.estimate import Estimate
from dateline.model.event import Event, EventStatus, Kind
from dateline.model.report import Cited, Evidence, cited
from dateline.model.when import When
from dateline.model.where import Place

V = TypeVar("V")
Claims = tuple[Claim[Any], ...]


def words_of(claims: Claims) -> Cited:
    """Return every quotation that some claims rest on, in the order of the text."""
    return cited(*(evidence for claim in claims for evidence in claim.evidence))


@dataclass(frozen=True, slots=True)
class Told(Generic[V]):
    """A value with the claims it was folded from; attributes of the value can be read directly.

    `told.low` is `told.value.low`, so that `event.killed.low` and `event.where.name` read as they are spoken.
    """

    value: V
    claims: Claims

    def __getattr__(self, name: str) -> Any:
        # Copying and pickling look for special names before `value` is there.
        if name.startswith("__"):
            raise AttributeError(name)
        return getattr(self.value, name)

    @property
    def evidence(self) -> Cited:
        """The words that say it."""
        return words_of(self.claims)


@dataclass(frozen=True, slots=True)
class Party:
    """An actor tied to an event in one way.

    Attributes:
        by: those who say so, in the order of the text; empty = the report's own voice.
    """

    actor: Actor
    responsibility: Responsibility
    by: tuple[str, ...]
    claims: Claims

    @property
    def name(self) -> str:
        """The actor's name as the report has it."""
        return self.actor.name

    @property
    def evidence(self) -> Cited:
        """The words that say it."""
        return words_of(self.claims)


@dataclass(frozen=True, slots=True)
class Casualties:
    """One line of a toll: so many of one group, as said. Rival accounts of one group are two lines."""

    harm: Harm
    group: Group
    estimate: Estimate
    claims: Claims

    @property
    def evidence(self) -> Cited:
        """The words that say it."""
        return words_of(self.claims)


@dataclass(frozen=True, slots=True)
class PersonRecord:
    """A named person and what happened to them in an event (its id)."""

    person: Person
    fate: Harm
    event: str
    claims: Claims

    @property
    def name(self) -> str:
        """The person's name as the report has it."""
        return self.person.name

    @property
    def evidence(self) -> Cited:
        """The words that say it."""
        return words_of(self.claims)


@dataclass(frozen=True, slots=True)
class EventRecord:
    """One event of one report under one policy. What no claim says is None or empty, never zero.

    Attributes:
        when, where: the most precise of what is said; every other reading stays in `claims`.
        killed, wounded, missing, captured: over all sides.
        casualties: the lines of the toll, one a group and account.
        taken: such lines of people arrested or carried off, who are no casualties.
        people: named casualties.
        claims: everything that is said of the event.
    """

    id: str
    report_id: str
    kind: Kind
    status: EventStatus
    trigger: Evidence
    mentions: tuple[Evidence, ...]
    when: Told[When] | None
    where: Told[Place] | None
    perpetrators: tuple[Party, ...]
    targets: tuple[Told[Target], ...]
    weapons: tuple[Told[Munition], ...]
    killed: Told[Estimate] | None
    wounded: Told[Estimate] | None
    missing: Told[Estimate] | None
    captured: Told[Estimate] | None
    casualties: tuple[Casualties, ...]
    taken: tuple[Casualties, ...]
    people: tuple[PersonRecord, ...]
    claims: Claims
    event: Event
