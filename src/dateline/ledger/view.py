"""Folds the claims about an event into one familiar record, under a policy with a name.

Claims are what the report says; a record has to choose. The choice is made here and nowhere else, and every record
lists the claims it was made from, so that another policy can choose otherwise. Knows no store.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, Protocol, TypeVar

from dateline.ledger.accounts import compatible, is_among, is_earlier, survivors
from dateline.ledger.assessed import as_assessed
from dateline.ledger.records import EventRecord, Party, PersonRecord, Told
from dateline.ledger.toll import as_reported, casualties, killed, taken, wounded
from dateline.model.actor import ActorKind, Harm, Toll
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
    Factuality,
    NamedCasualty,
    Perpetrator,
    Responsibility,
    Slot,
    Stance,
)
from dateline.model.estimate import Estimate
from dateline.model.event import Event, EventStatus, Kind
from dateline.model.extraction import Extraction
from dateline.model.when import Precision, When
from dateline.model.where import Place, PlacePrecision

V = TypeVar("V")
Said = tuple[Claim[V], ...]

FINEST_DATE = tuple(Precision)
"""Grains of a date, finest first (the order of the type)."""
FINEST_PLACE = (
    PlacePrecision.SITE,
    PlacePrecision.PLACE,
    PlacePrecision.NEAR,
    PlacePrecision.DISTRICT,
    PlacePrecision.UNKNOWN,
    PlacePrecision.PROVINCE,
    PlacePrecision.REGION,
    PlacePrecision.COUNTRY,
)
"""Grains of a place, finest first. A named village in no gazetteer says more than a province."""
NEGATED = {Factuality.CERTAINLY_NOT, Factuality.PROBABLY_NOT, Factuality.POSSIBLY_NOT}
DISPUTING = {Stance.DENIES, Stance.RULES_OUT, Stance.UNCLEAR, Stance.WITHHOLDS, Stance.DECLINES}
"""Stances that do not put a value forward, so that it may not fill a record."""

PEACEFUL = {Kind.ARREST, Kind.THREAT, Kind.PROTEST, Kind.AGREEMENT, Kind.DEPLOYMENT, Kind.WITHDRAWAL, Kind.SEIZURE}
"""Kinds that follow on an attack or stand around it; a report that tells both is about the attack."""


class Policy(Protocol):
    """How a toll is folded: the claims of one harm, and the people named as suffering it, to one estimate."""

    def __call__(self, said: Said[Any], named: Said[NamedCasualty], /) -> Told[Estimate] | None: ...


POLICIES: Mapping[str, Policy] = {"as_reported": as_reported, "as_assessed": as_assessed}
"""Every policy, by the name that exports and tables carry."""


def fold(extraction: Extraction, policy: str = "as_reported") -> tuple[EventRecord, ...]:
    """Fold what one report says into one record an event, in the order of the extraction.

    Raises:
        KeyError: if no policy has that name.
    """
    chosen = POLICIES[policy]
    said: dict[str, list[Claim[Any]]] = {event.id: [] for event in extraction.events}
    for claim in extraction.claims:
        said.setdefault(claim.event, []).append(claim)
    return tuple(record(event, tuple(said[event.id]), chosen) for event in extraction.events)


def record(event: Event, claims: Said[Any], policy: Policy) -> EventRecord:
    """Fold the claims about one event."""
    parties = _parties(_slot(claims, PERPETRATOR))
    told = tuple(c for c in _put_forward(claims, TOLL) if not is_earlier(c))
    tolls = _without_boasts(tuple(c for c in told if not is_among(c)), parties)
    named = _put_forward(claims, CASUALTY)

    def harmed(harm: Harm) -> Told[Estimate] | None:
        return policy(tuple(c for c in tolls if c.value.harm is harm), tuple(c for c in named if c.value.harm is harm))

    hurt, dead = (tuple(c for c in tolls if c.value.harm is harm) for harm in (Harm.WOUNDED, Harm.KILLED))
    doers = {p.actor.name for p in parties}
    dead_people = tuple(c for c in named if c.value.harm is Harm.KILLED)
    gone = killed(policy, dead, dead_people, doers)
    victims = tuple(c for c in named if c.value.harm in (Harm.WOUNDED, Harm.KILLED))
    number = (gone.value.low or 0) if gone else 0
    inside = tuple(c for c in told if is_among(c) and c.value.harm is Harm.KILLED)
    living, hurt_left = survivors(hurt, dead, victims, number), wounded(policy, hurt, dead + inside, victims, number)

    return EventRecord(
        id=event.id,
        report_id=event.report_id,
        kind=_last(_slot(claims, KIND), event.kind),
        status=_last(_slot(claims, STATUS), EventStatus.HAPPENED),
        trigger=event.trigger,
        mentions=event.mentions,
        when=_finest(_put_forward(claims, WHEN), _date_rank),
        where=_finest(_put_forward(claims, WHERE), _place_rank),
        perpetrators=parties,
        targets=_each(_put_forward(claims, TARGET)),
        weapons=_each(_put_forward(claims, WEAPON)),
        killed=gone,
        wounded=hurt_left,
        missing=harmed(Harm.MISSING),
        captured=harmed(Harm.CAPTURED),
        casualties=casualties(
            tuple(c for c in tolls if c not in hurt or c in living or not _is_among(c, dead)) + _parts(told, tolls),
            named,
        ),
        taken=taken(tolls),
        people=_people(named, hurt=bool(hurt_left and hurt_left.value.high != 0), killed=gone),
        claims=claims,
        event=event,
    )


def _parts(told: Said[Toll], tolls: Said[Toll]) -> Said[Toll]:
    """Return the counts of groups that a bare figure holds, all or most of it, where no group's own number stands."""
    parts: Said[Toll] = ()
    for harm in (Harm.KILLED, Harm.WOUNDED):
        same = [c.value for c in tolls if c.value.harm is harm]
        whole = max((toll.estimate.low or 0 for toll in same), default=0)
        inside = tuple(c for c in told if is_among(c) and c.value.harm is harm and c.value.group is not None)
        sums = [c.value.estimate.low or 0 for c in inside]
        if all(toll.group is None for toll in same):
            parts += tuple(c for c, n in zip(inside, sums, strict=True) if sum(sums) == whole or 2 * n >= whole)
    return parts


OFFICIAL = (ActorKind.STATE, ActorKind.FORCE, ActorKind.COALITION, ActorKind.ORGANISATION)
"""Kinds of actors whose own counts stand beside others."""


DONE = (Responsibility.CLAIMED, Responsibility.STATED)
"""How an armed group is tied to a deed of its own."""
SAME_NAME = 0.7
"""Share of the words of the shorter of two names above which they are one."""


def _without_boasts(tolls: Said[Toll], parties: Sequence[Party]) -> Said[Toll]:
    """Leave out how many an armed group says it killed in its own deed, where anybody else counts the same people."""
    acting = [p for p in parties if p.responsibility in DONE and p.actor.kind not in OFFICIAL]
    names = [_name_words(p.actor.name) for p in acting]
    mouths = (c.attribution for p in acting for c in p.claims)  # "Anton Vale, the group's spokesman, put it at 21"
    names += [_name_words(a.speaker) for a in mouths if a.speaker and a.stance is Stance.CLAIMS]
    boasts = [c for c in tolls if any(_is_called(_name_words(c.attribution.speaker or ""), n) for n in names)]
    others = [c for c in tolls if not any(c is b for b in boasts)]
    return tuple(c for c in tolls if not any(c is b for b in boasts) or not any(_are_alike(c, o) for o in others))


def _are_alike(boast: Claim[Toll], other: Claim[Toll]) -> bool:
    """Whether another count of the same harm can be of the people that an armed group counts."""
    a, b = boast.value.group, other.value.group
    return boast.value.harm is other.value.harm and (a is None or b is None or compatible(a, b))


def _name_words(name: str) -> frozenset[str]:
    return frozenset(word for word in re.findall(r"\w+", name.casefold()) if word not in ("the", "of", "and", "for"))


def _is_called(speaker: frozenset[str], actor: frozenset[str]) -> bool:
    """Whether a speaker's name is mostly that of an actor: "Front of the South" and "Southern Front" are not."""
    least = min(len(speaker), len(actor))
    return least > 0 and len(speaker & actor) / least > SAME_NAME


def _is_among(hurt: Claim[Toll], dead: Said[Toll]) -> bool:
    """Whether the same words tell of somebody hurt and of one of the dead."""
    return any(d.value.group is not None and d.value.group == hurt.value.group for d in dead)


def lead(records: Sequence[EventRecord]) -> EventRecord | None:
    """Return the event that a report is about: the first violent one told that says whom it hurt, or on which day.

    Where no event says either it is the first that happened; a report is not about what only was planned or denied.

    Args:
        records: those of one report, as `fold` returns them.

    Returns:
        None where nothing happened.
    """
    happened = [r for r in records if r.status in (EventStatus.HAPPENED, EventStatus.ONGOING)]
    violent = [r for r in happened if r.kind not in PEACEFUL] or happened
    told = [r for r in violent if _is_news(r)] or violent
    return min(told, key=first_told, default=None)


def _is_news(record: EventRecord) -> bool:
    """Whether it is told with a toll, be it none, or with its day: what is only mentioned has neither."""
    if record.killed is not None or record.wounded is not None:
        return True
    return record.when is not None and record.when.value.placed and record.when.value.precision is Precision.DAY


def first_told(record: EventRecord) -> int:
    """Return the character at which a report first speaks of an event."""
    return min(evidence.span.start for evidence in (record.trigger, *record.mentions))


def _slot(claims: Said[Any], slot: Slot[V]) -> Said[V]:
    return tuple(c for c in claims if c.slot is slot)


def _put_forward(claims: Said[Any], slot: Slot[V]) -> Said[V]:
    """The claims of a slot that say it is so; a value that is only denied or held back fills nothing."""
    return tuple(
        c for c in claims if c.slot is slot and c.factuality not in NEGATED and c.attribution.stance not in DISPUTING
    )


def _last(claims: Said[V], otherwise: V) -> V:
    return claims[-1].value if claims else otherwise


def _finest(claims: Said[V], rank: Callable[[V], int]) -> Told[V] | None:
    """The value told most precisely; among equals the one told first. Its claims are those that tell the same."""
    if not claims:
        return None
    best = min(claims, key=lambda c: rank(c.value)).value
    return Told(best, tuple(c for c in claims if c.value == best))


def _date_rank(when: When) -> int:
    return FINEST_DATE.index(when.precision) + (0 if when.placed else len(FINEST_DATE))


def _place_rank(place: Place) -> int:
    return FINEST_PLACE.index(place.precision)


def _grouped(claims: Iterable[Claim[V]], key: Callable[[V], Hashable]) -> dict[Hashable, list[Claim[V]]]:
    groups: dict[Hashable, list[Claim[V]]] = {}
    for claim in claims:
        groups.setdefault(key(claim.value), []).append(claim)
    return groups


def _each(claims: Said[V]) -> tuple[Told[V], ...]:
    return tuple(Told(same[0].value, tuple(same)) for same in _grouped(claims, lambda v: v).values())


def _parties(claims: Said[Perpetrator]) -> tuple[Party, ...]:
    groups = _grouped(
        (c for c in claims if c.value.actor is not None and c.value.responsibility is not None),
        lambda v: (v.actor.name if v.actor else "", v.responsibility),
    )
    parties = []
    for same in groups.values():
        actor, responsibility = same[0].value.actor, same[0].value.responsibility
        by = dict.fromkeys(c.attribution.speaker for c in same if c.attribution.speaker)
        if actor is not None and responsibility is not None:
            parties.append(Party(actor, responsibility, tuple(by), tuple(same)))
    return tuple(parties)


def _people(claims: Said[NamedCasualty], hurt: bool, killed: Told[Estimate] | None) -> tuple[PersonRecord, ...]:
    """Each person by name with what became of them; who was shot and died is dead.

    Args:
        hurt: whether anybody is left among the wounded. Where nobody is and one is dead, the one named shot is the one.
    """
    groups = _grouped(claims, lambda v: (v.person.name, v.harm))
    told = [
        PersonRecord(same[0].value.person, same[0].value.harm, same[0].event, tuple(same)) for same in groups.values()
    ]
    dead = [set(p.name.casefold().split()) for p in told if p.fate is Harm.KILLED]
    shot = [p for p in told if p.fate is Harm.WOUNDED and not any(_is_name(p, name) for name in dead)]
    if len(shot) == 1 and not dead and not hurt and killed is not None and killed.value.high == 1:
        shot = [replace(shot[0], fate=Harm.KILLED, claims=(*shot[0].claims, *killed.claims))]
    return (*(p for p in told if p.fate is not Harm.WOUNDED), *shot)


def _is_name(person: PersonRecord, name: set[str]) -> bool:
    own = set(person.name.casefold().split())
    return own <= name or name <= own


__all__ = ["POLICIES", "Policy", "first_told", "fold", "lead", "record"]
