"""One record of an operation: what a force did at one day in one province, be it a search, a fight or arrests.

Coders of military releases count an operation as one row; Dateline tells its arrests, fights and finds apart.
"""

from __future__ import annotations

from dateline.ledger.records import EventRecord
from dateline.ledger.view import POLICIES, fold, record
from dateline.model.claim import WHERE
from dateline.model.event import EventStatus, Kind
from dateline.model.extraction import Extraction
from dateline.places.gazetteer import fold as folded
from dateline.places.gazetteer import lookup

LAND = "AF"
"""The country whose provinces the releases speak of."""
AREA_WORDS = (" province", " district", " city")
"""Words that name no area but its kind."""
APART = (Kind.THREAT, Kind.AGREEMENT, Kind.PROTEST)
"""Kinds that no operation consists of."""


def operations(
    extraction: Extraction, policy: str = "as_reported", *, by_province: bool = True
) -> tuple[EventRecord, ...]:
    """Fold what a report says into one record an operation or incident, in the order of the text.

    Events that happened are one unless their days differ, or their provinces; what is told without either goes to
    the first.
    """
    groups: list[list[EventRecord]] = []
    for event in fold(extraction, policy):
        if event.status not in (EventStatus.HAPPENED, EventStatus.ONGOING) or event.kind in APART:
            continue
        home = next((g for g in groups if all(_may_be_one(event, other, by_province) for other in g)), None)
        if home is None:
            groups.append([event])
        else:
            home.append(event)
    return tuple(_joined(group, policy) for group in groups)


def _joined(events: list[EventRecord], policy: str) -> EventRecord:
    claims = sorted((c for e in events for c in e.claims), key=lambda c: c.evidence[0].span)
    return record(events[0].event, tuple(claims), POLICIES[policy])


def _may_be_one(one: EventRecord, other: EventRecord, by_province: bool) -> bool:
    days = [e.when.value for e in (one, other) if e.when is not None]
    if len(days) == 2 and (days[0].earliest, days[0].latest) != (days[1].earliest, days[1].latest):
        return False
    if not by_province:
        return True
    here, there = provinces(one), provinces(other)
    return not here or not there or bool(here & there)


def provinces(event: EventRecord) -> frozenset[str]:
    """Return the codes of the provinces that an event is put in, whichever way their names are spelt."""
    places = [claim.value for claim in event.claims if claim.slot is WHERE]
    return frozenset(code for place in places for name in (place.name, *place.within) for code in province(name))


def province(name: str) -> frozenset[str]:
    """Return the code of the province with a name, or none.

    >>> province("Khowst province") == province("khost") != province("Zabul")
    True
    """
    key = folded(name)
    for word in AREA_WORDS:
        key = key.removesuffix(word)
    found = [known for known in lookup(key) if known.countries == (LAND,) and known.kind == "province"]
    return frozenset(known.admin1 for known in found[:1])
