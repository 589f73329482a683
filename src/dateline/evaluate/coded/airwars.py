"""Scores Airwars assessments against their coding: day, place, killed and injured over all sources, named victims."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping

from dateline.evaluate.coded.scores import (
    SMALL_WORDS,
    CodedSlot,
    Gold,
    best_match,
    bounds,
    one_name,
    place_words,
    words,
)
from dateline.evaluate.coded.sets import day_of
from dateline.evaluate.intervals import Score, Spotted, f1_told
from dateline.ledger.records import EventRecord
from dateline.ledger.view import fold
from dateline.model.extraction import Extraction

_DATE = re.compile(r"([A-Z][a-z]+) (\d+)(?:[–-]\d+)?, (\d{4})$")
"""A day or a span of days inside one month; the few codings that span months are not scored on the date."""


def _toll(harm: str, key: str, *, low_only: bool = False) -> Callable[[EventRecord, Gold], bool]:
    def right(event: EventRecord, gold: Gold) -> bool:
        told = getattr(event, harm)
        wanted, read = tuple(gold[key]), bounds(told.value) if told is not None else None
        return read is not None and (read[0] == wanted[0] if low_only else read == wanted)

    return right


def _date(event: EventRecord, gold: Gold) -> bool:
    found = _DATE.match(gold["incident_date"])
    if event.when is None or found is None:
        return False
    return event.when.value.earliest == day_of(int(found[3]), found[1], int(found[2]))


def _place(event: EventRecord, gold: Gold) -> bool:
    named = set(words(place_words(event))) - SMALL_WORDS
    return bool(named & set(words(gold["location"])))


def _given(key: str) -> Callable[[Gold], bool]:
    return lambda gold: bool(gold.get(key))


SLOTS = (
    CodedSlot("date", lambda gold: bool(_DATE.match(gold["incident_date"])), _date),
    CodedSlot("place named", lambda gold: bool(set(words(gold["location"])) - SMALL_WORDS), _place),
    CodedSlot("killed, lower bound", _given("killed_civ"), _toll("killed", "killed_civ", low_only=True)),
    CodedSlot("killed, both bounds", _given("killed_civ"), _toll("killed", "killed_civ")),
    CodedSlot("injured, lower bound", _given("injured_civ"), _toll("wounded", "injured_civ", low_only=True)),
    CodedSlot("injured, both bounds", _given("injured_civ"), _toll("wounded", "injured_civ")),
)
"""What is scored on the event that fits the coding best."""
FITTING = tuple(slot for slot in SLOTS if not slot.name.endswith("lower bound"))
"""The slots by which that event is chosen: a lower bound is no second vote for its toll."""


def score(extractions: Iterable[Extraction], coded: Mapping[str, Gold]) -> dict[str, str]:
    """Score all slots, then the named victims; each figure in words, as it shall stand in the table."""
    kept = list(extractions)
    told = {name: str(found) for name, found in best_match(kept, coded, SLOTS, FITTING).items()}
    rows = victims(kept, coded)
    told["named victims, precision"] = str(Score.over((row.both, row.read) for row in rows))
    told["named victims, recall"] = str(Score.over((row.both, row.marked) for row in rows))
    return told | {"named victims, F1": f1_told(rows)}


def victims(extractions: Iterable[Extraction], coded: Mapping[str, Gold]) -> list[Spotted]:
    """Count named victims with their fate over all events of each report.

    Victims that the text does not name (they stand in lists beside it) are not asked for. Two names are one when the
    words of one, two or more, all stand in the other.
    """
    return [_victims(extraction, coded[extraction.report.id]) for extraction in extractions]


def _victims(extraction: Extraction, gold: Gold) -> Spotted:
    text = set(words(extraction.report.text))
    listed = [(set(words(v["name"])), v["status"]) for v in gold["victims"] if v["status"]]
    wanted = [(name, fate) for name, fate in listed if name <= text]
    read = {(p.name, p.fate.value.replace("wounded", "injured")) for e in fold(extraction) for p in e.people}
    asked, hits = len(wanted), 0
    for name, fate in sorted(read):
        told = set(words(name))
        match = next((w for w in wanted if w[1] == fate and one_name(w[0], told)), None)
        if match:
            wanted.remove(match)
            hits += 1
    return Spotted(hits, len(read), asked)
