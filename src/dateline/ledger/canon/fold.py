"""Folds what reports tell of one event into its canonical record, under a policy with a name. Knows no store."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from dateline.errors import LedgerError
from dateline.ledger.canon.decided import Decision
from dateline.ledger.canon.dissent import dissent
from dateline.ledger.canon.policies import DEFAULT, POLICIES, Policy
from dateline.ledger.canon.records import CanonicalEvent, Chosen, Dissent, Member
from dateline.ledger.canon.slots.arms import arms
from dateline.ledger.canon.slots.days import when
from dateline.ledger.canon.slots.decided import decide
from dateline.ledger.canon.slots.harm.died import without_the_dead
from dateline.ledger.canon.slots.harm.tolls import TOLD, accounts, losses
from dateline.ledger.canon.slots.parties import people, suspects, targets
from dateline.ledger.canon.slots.places import where
from dateline.ledger.canon.sources import source_groups
from dateline.ledger.canon.voices import Sides
from dateline.ledger.merge.telling.kinds import specific
from dateline.ledger.records import EventRecord
from dateline.ledger.view import lead
from dateline.model.actor import Harm
from dateline.model.claim import Claim
from dateline.model.estimate import Estimate
from dateline.model.event import EventStatus, Kind
from dateline.model.report import Report

SUREST = (
    EventStatus.HAPPENED, EventStatus.ONGOING, EventStatus.ALLEGED, EventStatus.FOILED, EventStatus.THREATENED,
    EventStatus.PLANNED, EventStatus.DENIED,
)  # fmt: skip
"""Of several statuses the one that stands: what happened is no longer planned."""


def policy_named(name: str) -> Policy:
    """Return a policy by its name.

    Raises:
        LedgerError: if there is none of that name.
    """
    if name not in POLICIES:
        raise LedgerError(f"there is no policy {name!r}", "", f"take one of: {', '.join(POLICIES)}")
    return POLICIES[name]


def members_of(told: Sequence[tuple[Report, EventRecord, Sequence[EventRecord]]]) -> tuple[Member, ...]:
    """Return the tellings of an event as members, by day of publication.

    Args:
        told: each telling with its report and all events of that report.
    """
    ordered = sorted(told, key=lambda t: (t[0].published is None, str(t[0].published), t[0].id, t[1].trigger.span))
    groups = source_groups([report for report, _, _ in ordered])
    source = {report: number for number, group in enumerate(groups) for report in group}
    return tuple(Member(report, r, lead(all_) is r, source[report.id]) for report, r, all_ in ordered)


def canonical(
    id: str,  # noqa: A002
    members: Sequence[Member],
    policy: str = DEFAULT,
    decisions: Sequence[Decision] = (),
    ruled: Mapping[str, Claim[Any]] = MappingProxyType({}),
) -> CanonicalEvent:
    """Fold the tellings of one event, and put what reviewers decided in its place.

    Args:
        id: of the canonical event (`merge.clusters.canonical_id`).
        members: one or more, by day of publication (`members_of`).
        policy: how one value is chosen from many accounts (`POLICIES`).
        decisions: those about one of the tellings, in any order.
        ruled: the claims that decisions are about, by id; those set aside stand in no record of `members`.

    Raises:
        LedgerError: if no policy has that name.
    """
    chosen = policy_named(policy)
    sides, blamed = Sides.of(members), suspects(members)
    differing = dissent(members, blamed, sides)
    killed = _toll(members, Harm.KILLED, sides, chosen, differing, 0)
    dead = (killed.value.best or 0) if killed is not None else 0
    tolls = {harm: _toll(members, harm, sides, chosen, differing, dead) for harm in Harm}
    folded = CanonicalEvent(
        id=id,
        policy=policy,
        members=tuple(members),
        kind=_kind(members),
        status=min((m.record.status for m in members), key=SUREST.index),
        when=when(members),
        where=where(members),
        killed=tolls[Harm.KILLED],
        wounded=tolls[Harm.WOUNDED],
        missing=tolls[Harm.MISSING],
        captured=tolls[Harm.CAPTURED],
        losses=tuple(line for harm in Harm for line in losses(members, harm, sides, chosen.choose)),
        perpetrators=blamed,
        targets=targets(members),
        weapons=arms(members, sides, chosen.choose),
        people=people(members),
        dissent=differing,
        sources=len({m.source for m in members}),
    )
    return decide(folded, decisions, ruled)


def _toll(
    members: Sequence[Member], harm: Harm, sides: Sides, policy: Policy, differing: Sequence[Dissent], dead: int
) -> Chosen[Estimate] | None:
    said = accounts(members, harm, sides)
    said = without_the_dead(said, members, dead) if harm is Harm.WOUNDED else said
    if not said:
        return None
    chosen = policy.choose(said)
    why = [d.why for d in differing if d.slot == TOLD[harm] and d.conflict]
    return replace(chosen, why=f"unresolved: {'; '.join(why)}") if why else chosen


def _kind(members: Sequence[Member]) -> Kind:
    """The kind most sources tell; one that says by what means before one that does not."""
    told: Mapping[Kind, int] = Counter(kind for kind, _ in {(m.record.kind, m.source) for m in members})
    first = {m.record.kind: n for n, m in reversed(list(enumerate(members)))}
    return min(told, key=lambda kind: (not specific(kind), -told[kind], first[kind]))
