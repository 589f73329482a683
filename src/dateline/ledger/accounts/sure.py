"""Leaves out what is not sure enough: a value of an event whose score is below what the user asks for.

A value is left out whole; what remains is what was folded from all claims, so that no total changes by it. The ledger
keeps everything.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, TypeVar

from dateline.ledger.records import EventRecord
from dateline.lexicon.scores import score
from dateline.model.claim import Claim
from dateline.model.report import Evidence

T = TypeVar("T")
LOW = 0.6
"""A value wants a person if of values like it not even this share was right."""


def score_of(slot: str, evidence: Iterable[Evidence]) -> float:
    """Return how sure a value of a slot is, by the rules of its quotations."""
    return score(slot, {one.rule for one in evidence})


def surest(slot: str, claims: Iterable[Claim[Any]]) -> float:
    """Return how sure a value is that several claims give, each by itself: as sure as the surest of them."""
    return max((score_of(slot, claim.evidence) for claim in claims), default=0.0)


def sure(records: Iterable[EventRecord], least: float) -> tuple[EventRecord, ...]:
    """Return the events that are sure enough, each with the values that are.

    Args:
        least: the score that a value needs, from 0 to 1.
    """
    return tuple(_sure(one, least) for one in records if score_of("events", [one.trigger]) >= least)


def _sure(record: EventRecord, least: float) -> EventRecord:
    def kept(slot: str, value: T) -> T | None:
        told: Any = value
        return value if told is not None and score_of(slot, told.evidence) >= least else None

    def each(slot: str, values: Iterable[T]) -> tuple[T, ...]:
        return tuple(value for value in values if kept(slot, value) is not None)

    return replace(
        record,
        when=kept("when", record.when),
        where=kept("where", record.where),
        perpetrators=each("perpetrators", record.perpetrators),
        targets=each("targets", record.targets),
        weapons=each("weapons", record.weapons),
        killed=kept("killed", record.killed),
        wounded=kept("wounded", record.wounded),
        missing=kept("missing", record.missing),
        captured=kept("captured", record.captured),
        casualties=each("casualties", record.casualties),
        taken=each("casualties", record.taken),
        people=each("people", record.people),
    )
