"""Scores ISAF press releases against their coding: one operation each, its day, province, dead and captured.

A coded row is an operation: the search, the fight and the arrests of one day in one province. So the arrests and fights
that Dateline tells apart are folded together before they are compared (`operations`). Provinces are
compared by their code, since the coders' spelling is not the release's ("Paktya", "Paktia").
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from dateline.evaluate.coded.operations import operations, province, provinces
from dateline.evaluate.coded.scores import CodedSlot, Gold, always, best_match, place_words, words
from dateline.evaluate.sureness.intervals import Score
from dateline.ledger.records import EventRecord
from dateline.model.extraction import Extraction


def _date(event: EventRecord, gold: Gold) -> bool:
    return event.when is not None and str(event.when.value.earliest) == gold["start_date"]


def _province(event: EventRecord, gold: Gold) -> bool:
    wanted = gold["province"][0]
    named = "".join(words(wanted)) in "".join(words(place_words(event)))
    return named or bool(province(wanted) & provinces(event))


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
"""What is scored, on one operation of a release; the event type is coded in classes that Dateline has not."""


def score(extractions: Iterable[Extraction], coded: Mapping[str, Gold]) -> dict[str, Score]:
    """Score the operation of each release that fits the coding best, then the first one, found without the coding."""
    kept = list(extractions)
    at_best = best_match(kept, coded, SLOTS, records=operations)
    first = best_match(kept, coded, SLOTS, records=lambda extraction: operations(extraction)[:1])
    return at_best | {f"{name}, first operation told": right for name, right in first.items()}
