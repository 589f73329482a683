"""The record of an event as all reports tell it: every account of a value, which were used, which not, and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, TypeVar

from dateline.ledger.canon.decided import Decision
from dateline.ledger.records import Claims, EventRecord, words_of
from dateline.model.actor import Harm
from dateline.model.claim import Responsibility
from dateline.model.estimate import Estimate
from dateline.model.event import EventStatus, Kind
from dateline.model.link import Relation
from dateline.model.report import Cited, Report
from dateline.model.when import When
from dateline.model.where import Place

V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class Member:
    """One report's telling of the event.

    Attributes:
        lead: it is what the report is about.
        source: which independent voice the report is, copies of one story having one number.
    """

    report: Report
    record: EventRecord
    lead: bool
    source: int

    @property
    def day(self) -> date:
        """The day of publication; of a report without one, the first of all days."""
        return self.report.published or date.min


@dataclass(frozen=True, slots=True)
class Account(Generic[V]):
    """What one report, or one speaker in it, gives for a value.

    Attributes:
        reports: ids; more than one where copies of one story say the same.
        speakers: those who say so; empty = the report's own voice.
        day: day of publication, None where not known.
        lead: the report is about this event.
        partial: it tells only of some of the people ("two Marines", nothing of the militants).
        belligerent: only parties to the fight say so.
        replaced: the report itself gives a later figure in its place.
    """

    value: V
    reports: tuple[str, ...]
    speakers: tuple[str, ...]
    claims: Claims
    day: date | None
    lead: bool
    source: int
    partial: bool = False
    belligerent: bool = False
    replaced: bool = False

    @property
    def evidence(self) -> Cited:
        """The words that say it."""
        return words_of(self.claims)


@dataclass(frozen=True, slots=True)
class Chosen(Generic[V]):
    """A value under a policy, with the accounts it was made from and those set aside.

    Attributes:
        aside: each with the reason in words.
        why: how it was chosen; for a number that accounts differ on, who says what.
    """

    value: V
    used: tuple[Account[Any], ...]
    aside: tuple[tuple[Account[Any], str], ...]
    why: str

    @property
    def evidence(self) -> Cited:
        """The words it rests on."""
        return words_of(tuple(c for account in self.used for c in account.claims))


@dataclass(frozen=True, slots=True)
class Losses:
    """What happened to the people of one side or kind: "US military", "militia", "civilian"."""

    harm: Harm
    people: str
    nationality: str | None
    count: Chosen[Estimate]


@dataclass(frozen=True, slots=True)
class Suspect:
    """Somebody who is tied to the event in one way by one or more reports."""

    name: str
    names: tuple[str, ...]
    responsibility: Responsibility
    by: tuple[str, ...]
    reports: tuple[str, ...]
    claims: Claims
    country: str | None = None

    @property
    def evidence(self) -> Cited:
        """The words that say it."""
        return words_of(self.claims)


@dataclass(frozen=True, slots=True)
class Arms:
    """A class of weapon used, and how many of it were fired, hit, were intercepted or found."""

    name: str
    family: str
    scope: str | None
    count: Chosen[Estimate] | None
    reports: tuple[str, ...]
    claims: Claims

    @property
    def evidence(self) -> Cited:
        """The words that say it."""
        return words_of(self.claims)


@dataclass(frozen=True, slots=True)
class Named:
    """A person or a thing hit that reports name, under every spelling of it."""

    name: str
    names: tuple[str, ...]
    reports: tuple[str, ...]
    claims: Claims
    fate: Harm | None = None

    @property
    def evidence(self) -> Cited:
        """The words that say it."""
        return words_of(self.claims)


@dataclass(frozen=True, slots=True)
class Voice:
    """One side of a disagreement: a value in words, who says it, in which reports."""

    value: str
    speakers: tuple[str, ...]
    reports: tuple[str, ...]
    evidence: Cited


@dataclass(frozen=True, slots=True)
class Dissent:
    """Values of one slot that differ. A later correction or another scope is told too, and is no conflict."""

    slot: str
    voices: tuple[Voice, ...]
    conflict: bool
    why: str


@dataclass(frozen=True, slots=True)
class Tied:
    """This event is said to be a `relation` to an earlier one (`to`, its id), in the words of some reports."""

    to: str
    relation: Relation
    said: tuple[Relation, ...]
    reports: tuple[str, ...]
    evidence: Cited


@dataclass(frozen=True, slots=True)
class Decided:
    """A reviewer's decision as it stands in an event.

    Attributes:
        note: the review note, which the decided value quotes.
        claims: the value as a claim of the reviewer's; empty where the decision is about a claim of a report.
        aside: what it took out of a list (suspects, targets, arms), or the claim that it is about; accounts of one
            value that were set aside stand beside that value (`Chosen.aside`).
    """

    decision: Decision
    note: Report
    claims: Claims
    aside: tuple[Any, ...] = ()


@dataclass(frozen=True, slots=True)
class CanonicalEvent:
    """An event as all reports together tell it, under a policy with a name.

    Attributes:
        id: follows from the telling published first; `members` in order of publication.
        losses: killed and wounded by side, where reports tell sides.
        sources: reports, copies of one story counted once.
        links: to the events that it followed or answered.
        decided: what reviewers decided about it, by time; of two about one slot the last one stands.
    """

    id: str
    policy: str
    members: tuple[Member, ...]
    kind: Kind
    status: EventStatus
    when: Chosen[When] | None
    where: Chosen[Place] | None
    killed: Chosen[Estimate] | None
    wounded: Chosen[Estimate] | None
    missing: Chosen[Estimate] | None
    captured: Chosen[Estimate] | None
    losses: tuple[Losses, ...]
    perpetrators: tuple[Suspect, ...]
    targets: tuple[Named, ...]
    weapons: tuple[Arms, ...]
    people: tuple[Named, ...]
    dissent: tuple[Dissent, ...]
    sources: int
    links: tuple[Tied, ...] = ()
    decided: tuple[Decided, ...] = ()

    @property
    def reports(self) -> Mapping[str, Report]:
        """Every report, and every review note, that a quotation in it can name, by id."""
        return {m.report.id: m.report for m in self.members} | {d.note.id: d.note for d in self.decided}

    @property
    def lead(self) -> Member:
        """The telling that says most of it, a report about it before one that only recalls it."""
        return max(self.members, key=lambda m: (m.lead, len(m.record.claims), m.report.id))
