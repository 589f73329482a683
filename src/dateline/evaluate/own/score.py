"""Scores what was read against a user's coded table: on the lead event, and on the one that fits best."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import timedelta
from typing import Any

from dateline.evaluate.coded.gun import number
from dateline.evaluate.coded.scores import SMALL_WORDS, bounds, one_name, words
from dateline.evaluate.intervals import Score, Spotted, f1_told, summed
from dateline.evaluate.own.columns import Map, Row
from dateline.ledger.records import EventRecord
from dateline.ledger.view import fold, lead
from dateline.model.claim import WHERE
from dateline.model.extraction import Extraction
from dateline.places.gazetteer import distance_km, lookup
from dateline.places.gazetteer import fold as folded

HARMS = {"killed": "killed", "injured": "wounded", "captured": "captured"}
"""A column's harm, and what a record calls it."""


def score(extractions: Iterable[Extraction], rows: Iterable[Row], columns: Map) -> dict[str, str]:
    """Score each coded value in words: once on the lead event of each report, once on the event that fits best."""
    coded = {row.report.id: row for row in rows}
    tallies: list[dict[str, tuple[int, int]]] = []
    named: list[Spotted] = []
    for extraction in extractions:
        row, events = coded[extraction.report.id], fold(extraction)
        checks = _checks(row, columns)
        best = max(events, key=lambda event: sum(_judged(event, checks).values()), default=None)
        tally: dict[str, tuple[int, int]] = {}
        for ending, event in (("", lead(events)), (", at best", best)):
            tally |= {name + ending: (int(right), 1) for name, right in _judged(event, checks).items()}
        tallies.append(tally)
        if row.names is not None:
            named.append(victims(extraction, row.names))
    told = {name: str(found) for name, found in sorted(summed(tallies).items(), key=lambda item: "best" in item[0])}
    if named:
        told["named victims, precision"] = str(Score.over((n.both, n.read) for n in named))
        told["named victims, recall"] = str(Score.over((n.both, n.marked) for n in named))
        told["named victims, F1"] = f1_told(named)
    return told


Check = Callable[[EventRecord], bool]


def _judged(event: EventRecord | None, checks: Mapping[str, Check]) -> dict[str, bool]:
    """Whether each coded value is right; without an event each is wrong."""
    return {name: event is not None and right(event) for name, right in checks.items()}


def _checks(row: Row, columns: Map) -> dict[str, Check]:
    found: dict[str, Check] = {}
    if row.kind is not None:
        found["kind"] = lambda event: event.kind == row.kind
    if row.date is not None:
        found["date"] = lambda event: _dated(event, row, columns)
    if row.place:
        found["place"] = lambda event: _placed(event, row.place, columns)
    for name, harm in HARMS.items():
        if name in row.numbers:
            found[name] = _counted(harm, row.numbers[name])
        if f"{name}_low" in row.numbers and f"{name}_high" in row.numbers:
            ends = row.numbers[f"{name}_low"], row.numbers[f"{name}_high"]
            found[f"{name}, both bounds"] = _bounded(harm, ends)
    if row.perpetrator:
        found["perpetrator"] = lambda event: _done_by(event, row.perpetrator)
    return found


def _counted(harm: str, wanted: int) -> Check:
    return lambda event: number(getattr(event, harm)) == wanted


def _bounded(harm: str, wanted: tuple[int, int]) -> Check:
    def right(event: EventRecord) -> bool:
        told: Any = getattr(event, harm)
        return (bounds(told.value) if told is not None else (0, 0)) == wanted

    return right


def _dated(event: EventRecord, row: Row, columns: Map) -> bool:
    """The coded day lies among the event's days, or as many days beside them as the map allows."""
    when = event.when.value if event.when else None
    if when is None or when.earliest is None or when.latest is None or row.date is None:
        return False
    beside = timedelta(days=columns.days)
    return when.earliest - beside <= row.date <= when.latest + beside


def _placed(event: EventRecord, wanted: str, columns: Map) -> bool:
    """The event is put at a place whose name holds the coded one's words, or the reverse, or near a namesake of it."""
    coded = set(words(wanted)) - SMALL_WORDS
    known = lookup(folded(wanted.split(",")[0]))
    for place in (claim.value for claim in event.claims if claim.slot is WHERE):
        for name in (place.name, *place.within):
            read = set(words(name)) - SMALL_WORDS
            if read and coded and (read <= coded or coded <= read):
                return True
        if place.lat is None or place.lon is None or place.precision in ("province", "region", "country"):
            continue
        here = (place.lat, place.lon)
        same_land = [k for k in known if place.country is None or place.country in k.countries]
        if any(distance_km(here, (k.lat, k.lon)) <= columns.km for k in same_land):
            return True
    return False


def _done_by(event: EventRecord, wanted: str) -> bool:
    coded = set(words(wanted)) - SMALL_WORDS
    read = [set(words(party.name)) - SMALL_WORDS for party in event.perpetrators]
    return any(name and coded and (name <= coded or coded <= name) for name in read)


def victims(extraction: Extraction, listed: Iterable[str]) -> Spotted:
    """Count the killed and wounded that a report names, in all its events; names it lacks are not asked for."""
    text = set(words(extraction.report.text))
    wanted = [name for name in (set(words(said)) for said in listed) if name and name <= text]
    people = {(p.name, p.fate.value) for event in fold(extraction) for p in event.people}
    read = sorted({name for name, fate in people if fate in ("killed", "wounded")})
    hits, asked = 0, len(wanted)
    for name in read:
        match = next((w for w in wanted if one_name(w, set(words(name)))), None)
        if match is not None:
            wanted.remove(match)
            hits += 1
    return Spotted(hits, len(read), asked)
