"""Scores ISAF press releases against their coding: one operation each, its day, province, dead and captured."""

from __future__ import annotations

from collections.abc import Callable

from dateline.evaluate.coded.scores import CodedSlot, Gold, always, place_words, words
from dateline.ledger.records import EventRecord


def _date(event: EventRecord, gold: Gold) -> bool:
    return event.when is not None and str(event.when.value.earliest) == gold["start_date"]


def _province(event: EventRecord, gold: Gold) -> bool:
    return "".join(words(gold["province"][0])) in "".join(words(place_words(event)))


def _count(harm: str) -> Callable[[EventRecord, Gold], bool]:
    def right(event: EventRecord, gold: Gold) -> bool:
        told = getattr(event, harm)
        return bool(((told.value.low or 0) if told else 0) == gold[f"min_{harm}"])

    return right


SLOTS = (
    CodedSlot("start date", always, _date),
    CodedSlot("province", lambda gold: bool(gold["province"] and gold["province"][0]), _province),
    CodedSlot("minimum killed", always, _count("killed")),
    CodedSlot("minimum captured", always, _count("captured")),
)
"""What is scored, on the event that fits the coding best; the event type is coded in classes that Dateline has not."""
