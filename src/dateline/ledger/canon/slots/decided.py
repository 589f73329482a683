"""Puts what reviewers decided in the place of what the reports give; what stood there is set aside, never lost."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from dateline.ledger.canon.decided import Blamed, Decision, Ruling, Value, in_words
from dateline.ledger.canon.decided.decision import order
from dateline.ledger.canon.records import Account, Arms, CanonicalEvent, Chosen, Decided, Member, Named, Suspect
from dateline.ledger.canon.voices import said_by
from dateline.ledger.merge.telling.names import fold_name
from dateline.model.actor import Actor, ActorKind, Harm, Munition, Toll
from dateline.model.claim import (
    KIND,
    PERPETRATOR,
    STATUS,
    TARGET,
    TOLL,
    WEAPON,
    WHEN,
    WHERE,
    Attribution,
    Claim,
    Perpetrator,
    Slot,
    Target,
)
from dateline.model.report import Report

REVIEWER = -1
"""The number of the source that a decision is: none of the reports."""
UNKNOWN = "unknown"
"""The family of a weapon that no report names and a reviewer does."""
ONE: Mapping[str, Slot[Any]] = {"kind": KIND, "status": STATUS, "when": WHEN, "where": WHERE}


def decide(event: CanonicalEvent, decisions: Sequence[Decision], ruled: Mapping[str, Claim[Any]]) -> CanonicalEvent:
    """Apply decisions by time, so that it does not matter in which order they came."""
    gone = set_aside(decisions)
    for decision in sorted(decisions, key=order):
        if isinstance(decision.value, Ruling):
            event = _rule(event, decision, decision.value, ruled, gone)
        elif decision.slot in LISTS:
            event = _list(event, decision)
        else:
            event = _value(event, decision)
    return event


def set_aside(decisions: Iterable[Decision]) -> frozenset[str]:
    """Return the ids of the claims that stand in no account: the last word about each."""
    last = {d.value.claim: d.value for d in sorted(decisions, key=order) if isinstance(d.value, Ruling)}
    return frozenset(claim for claim, ruling in last.items() if not ruling.stands)


def value_at(event: CanonicalEvent, slot: str) -> Value | None:
    """Return what stands in a slot of an event as a decision would hold it; None where nobody says anything."""
    if slot in ("kind", "status"):
        return event.kind if slot == "kind" else event.status
    if slot == "perpetrator":
        return tuple(dict.fromkeys(Blamed(one.name, one.responsibility) for one in event.perpetrators))
    if slot in LISTS:
        return tuple(dict.fromkeys(one.name for one in getattr(event, LISTS[slot][0])))
    chosen: Chosen[Any] | None = getattr(event, slot)
    value: Value | None = chosen.value if chosen is not None else None
    return value


def stood(event: CanonicalEvent, slot: str) -> str:
    """Return what stands in a slot in words; empty where nobody says anything."""
    value = value_at(event, slot)
    return "" if value is None else in_words(value)


def reason(decision: Decision) -> str:
    """Return why an account is set aside: "set aside by Ann Ode, 2026-11-28: misread"."""
    return f"set aside by {decision.signed}"


def _value(event: CanonicalEvent, decision: Decision) -> CanonicalEvent:
    note, slot = decision.note(), decision.slot
    harm = next((harm for harm in Harm if harm == slot), None)
    value: Any = decision.value
    if harm is not None:
        claim = _claim(event, decision, TOLL, Toll(harm, value))
    else:
        claim = _claim(event, decision, ONE[slot], value)
    if slot not in ("kind", "status"):
        told: Chosen[Any] | None = getattr(event, slot)
        account = Account(value, (note.id,), (decision.by,), (claim,), note.published, True, REVIEWER)
        before = tuple((a, reason(decision)) for a in told.used) if told is not None else ()
        aside = (*before, *(told.aside if told is not None else ()))
        value = Chosen(value, (account,), aside, f"decided by {decision.signed}")
    done = Decided(decision, note, (claim,))
    changed: dict[str, Any] = {slot: value, "decided": (*event.decided, done)}
    return replace(event, **changed)


def _claim(event: CanonicalEvent, decision: Decision, slot: Slot[Any], value: object) -> Claim[Any]:
    """The value as what the reviewer says: in the words of the note, then of the reports that the decision points to.

    A report that was split off since is not quoted here.
    """
    told = {member.report.id for member in event.members}
    words = (words for words in decision.words if words.report_id in told)
    return Claim(decision.event, slot, value, (decision.evidence(), *words), Attribution(decision.by))


def _list(event: CanonicalEvent, decision: Decision) -> CanonicalEvent:
    """Set a list: what reports tell keeps their words, what is new rests on the note, what is missing is set aside."""
    note, (name, is_same, made) = decision.note(), LISTS[decision.slot]
    before: tuple[Any, ...] = getattr(event, name)
    wanted: tuple[Any, ...] = decision.value if isinstance(decision.value, tuple) else ()
    claims = tuple(_claim(event, decision, *_entry(event, one, decision.slot)) for one in wanted)
    listed: list[Any] = []
    for one, claim in zip(wanted, claims, strict=True):
        listed += [told for told in before if is_same(told, one)] or [made(one, claim, note)]
    done = Decided(decision, note, claims, tuple(told for told in before if told not in listed))
    changed: dict[str, Any] = {name: tuple(dict.fromkeys(listed)), "decided": (*event.decided, done)}
    return replace(event, **changed)


def _entry(event: CanonicalEvent, one: Any, slot: str) -> tuple[Slot[Any], object]:
    if slot == "perpetrator":
        return PERPETRATOR, Perpetrator(_actor(event, one.name), one.responsibility)
    return (TARGET, Target(one)) if slot == "target" else (WEAPON, Munition(one, UNKNOWN))


def _actor(event: CanonicalEvent, name: str) -> Actor:
    """The actor as a report tells it, where one does; of any other nothing is known but the name."""
    told = (party.actor for m in event.members for party in m.record.perpetrators)
    return next((a for a in told if fold_name(a.name) == fold_name(name)), Actor(name, ActorKind.DESCRIBED))


def _is_suspect(told: Suspect, one: Blamed) -> bool:
    return told.responsibility is one.responsibility and one.name in told.names


def _is_named(told: Named, one: str) -> bool:
    return one in told.names


def _is_weapon(told: Arms, one: str) -> bool:
    return told.name == one


def _suspect(one: Blamed, claim: Claim[Perpetrator], note: Report) -> Suspect:
    actor = claim.value.actor
    return Suspect(
        one.name,
        (one.name,),
        one.responsibility,
        (),
        (note.id,),
        (claim,),
        actor.country if actor is not None else None,
    )


def _target(one: str, claim: Claim[Any], note: Report) -> Named:
    return Named(one, (one,), (note.id,), (claim,))


def _weapon(one: str, claim: Claim[Any], note: Report) -> Arms:
    return Arms(one, UNKNOWN, None, None, (note.id,), (claim,))


LISTS: Mapping[str, tuple[str, Callable[[Any, Any], bool], Callable[[Any, Claim[Any], Report], Any]]] = {
    "perpetrator": ("perpetrators", _is_suspect, _suspect),
    "target": ("targets", _is_named, _target),
    "weapon": ("weapons", _is_weapon, _weapon),
}
"""Slots that are set as a whole list: where they stand, whether an entry is the one meant, and how one is made."""


def _rule(
    event: CanonicalEvent,
    decision: Decision,
    ruling: Ruling,
    ruled: Mapping[str, Claim[Any]],
    gone: frozenset[str],
) -> CanonicalEvent:
    """Tell of a claim that is confirmed or set aside; one of a value stands beside it as an account set aside."""
    claim = ruled.get(ruling.claim)
    done = Decided(decision, decision.note(), (), (claim,) if claim is not None else ())
    event = replace(event, decided=(*event.decided, done))
    if claim is None or ruling.stands or ruling.claim not in gone:
        return event
    slot, value = _account_of(claim)
    chosen: Chosen[Any] | None = getattr(event, slot) if slot else None
    member = next((m for m in event.members if m.record.id == claim.event), None)
    if chosen is None or member is None:
        return event
    account = _told(member, claim, value)
    changed: dict[str, Any] = {slot: replace(chosen, aside=(*chosen.aside, (account, reason(decision))))}
    return replace(event, **changed)


def _account_of(claim: Claim[Any]) -> tuple[str, object]:
    """The slot of an event that a claim gives one value for, and the value; else an empty name."""
    if claim.slot is TOLL:
        return str(claim.value.harm), claim.value.estimate
    return (claim.slot.name, claim.value) if claim.slot in (WHEN, WHERE) else ("", None)


def _told(member: Member, claim: Claim[Any], value: object) -> Account[Any]:
    day = member.report.published
    return Account(value, (member.report.id,), said_by((claim,)), (claim,), day, member.lead, member.source)
