"""What a coder's row and an event of the ledger say of one slot, side by side, and whether they agree."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from dateline.export.back.coded import CodedRow
from dateline.export.words import days, number
from dateline.ledger.canon.records import CanonicalEvent, Chosen
from dateline.ledger.merge.telling.names import fold_name
from dateline.model.claim import PERPETRATOR, TOLL, WHEN, WHERE
from dateline.model.estimate import Estimate
from dateline.model.event import Kind
from dateline.model.report import Evidence
from dateline.model.when import When
from dateline.model.where import Place
from dateline.places.gazetteer import distance_km

CLOSE_KM = 30.0
"""Two points this near are one place: coders put an event on a town, reports on a part of it (chosen, not fitted)."""


@dataclass(frozen=True, slots=True)
class Beside:
    """One slot of one row beside the ledger's.

    Attributes:
        coded, held: the values in words; `held` is empty where the ledger is silent.
        pair: the values as categories or numbers, for a coefficient; None where one of them is missing.
        agrees: they are the same.
        within: the coded value lies within the bounds of the ledger's.
        why: how the ledger came to its value.
    """

    coded: str
    held: str
    pair: tuple[Any, Any] | None
    agrees: bool
    within: bool
    why: str = ""
    evidence: tuple[Evidence, ...] = ()


def one_number(estimate: Estimate | None) -> int:
    """Return the one number that a toll comes to: the best, else the floor, else the ceiling; silence is none."""
    if estimate is None:
        return 0
    return next((n for n in (estimate.best, estimate.low, estimate.high) if n is not None), 0)


def _kind(row: CodedRow, event: CanonicalEvent) -> Beside | None:
    kind = row.event.kind
    if not row.codes("kind"):
        return None
    words = tuple(m.record.trigger for m in event.members)
    same = kind is event.kind
    return Beside(kind, event.kind, (kind, event.kind), same, same or event.kind is Kind.ATTACK, "", words)


def _date(row: CodedRow, event: CanonicalEvent) -> Beside | None:
    coded: When | None = _value(row, WHEN)
    if coded is None or coded.earliest is None or coded.latest is None:
        return None
    held = event.when.value if event.when is not None else None
    if held is None or held.earliest is None or held.latest is None:
        return Beside(days(coded), "", None, False, False)
    same = (coded.earliest, coded.latest) == (held.earliest, held.latest)
    touch = coded.earliest <= held.latest and held.earliest <= coded.latest
    pair = (coded.earliest.toordinal(), held.earliest.toordinal())
    return Beside(days(coded), days(held), pair, same, touch, _why(event.when), _words(event.when))


def _country(row: CodedRow, event: CanonicalEvent) -> Beside | None:
    coded: Place | None = _value(row, WHERE)
    if coded is None or coded.country is None:
        return None
    held = event.where.value if event.where is not None else None
    lands = {held.country, *held.countries} - {None} if held is not None else set()
    if held is None or not lands:
        return Beside(coded.country, "", None, False, False)
    shown = held.country or ", ".join(sorted(land for land in lands if land))
    inside = coded.country in lands
    same = coded.country == held.country
    return Beside(coded.country, shown, (coded.country, shown), same, inside, _why(event.where), _words(event.where))


def _place(row: CodedRow, event: CanonicalEvent) -> Beside | None:
    coded: Place | None = _value(row, WHERE)
    if coded is None:
        return None
    held = event.where.value if event.where is not None else None
    if held is None:
        return Beside(coded.name, "", None, False, False)
    named = fold_name(coded.name) == fold_name(held.name)
    near = named or fold_name(coded.name) in {fold_name(name) for name in held.within}
    if coded.lat is not None and coded.lon is not None and held.lat is not None and held.lon is not None:
        near = near or distance_km((coded.lat, coded.lon), (held.lat, held.lon)) <= CLOSE_KM
    return Beside(coded.name, held.name, None, named, near, _why(event.where), _words(event.where))


def _toll(harm: str) -> Callable[[CodedRow, CanonicalEvent], Beside | None]:
    def beside(row: CodedRow, event: CanonicalEvent) -> Beside | None:
        tolls = (c.value for c in row.extraction.claims if c.slot is TOLL and c.value.group is None)
        coded: Estimate | None = next((toll.estimate for toll in tolls if toll.harm == harm), None)
        if coded is None:
            return None
        chosen: Chosen[Estimate] | None = getattr(event, harm)
        held = chosen.value if chosen is not None else None
        pair = (one_number(coded), one_number(held))
        low = (held.low or 0) if held is not None else 0
        high = held.high if held is not None else 0
        within = low <= pair[0] and (high is None or pair[0] <= high)
        return Beside(number(coded), number(held), pair, pair[0] == pair[1], within, _why(chosen), _words(chosen))

    return beside


def _perpetrator(row: CodedRow, event: CanonicalEvent) -> Beside | None:
    coded = [c.value.actor.name for c in row.extraction.claims if c.slot is PERPETRATOR and c.value.actor is not None]
    if not coded:
        return None
    names = {fold_name(name) for party in event.perpetrators for name in party.names}
    mine = fold_name(coded[0])
    shown = "; ".join(party.name for party in event.perpetrators)
    words = tuple(words for party in event.perpetrators for words in party.evidence)
    near = any(mine in name or name in mine for name in names if name)
    return Beside(coded[0], shown, None, mine in names, near, "", words)


SLOTS: Mapping[str, Callable[[CodedRow, CanonicalEvent], Beside | None]] = {
    "kind": _kind,
    "date": _date,
    "country": _country,
    "place": _place,
    "killed": _toll("killed"),
    "wounded": _toll("wounded"),
    "perpetrator": _perpetrator,
}
"""How each slot is compared; None where the row does not code it."""
NOMINAL, NUMERIC = ("kind", "country"), ("killed", "wounded", "date")
"""Slots whose agreement is told by kappa, and by alpha."""


def _value(row: CodedRow, slot: object) -> Any:
    return next((claim.value for claim in row.extraction.claims if claim.slot is slot), None)


def _why(chosen: Chosen[Any] | None) -> str:
    return chosen.why if chosen is not None else ""


def _words(chosen: Chosen[Any] | None) -> tuple[Evidence, ...]:
    found: Iterable[Evidence] = chosen.evidence if chosen is not None and chosen.used else ()
    return tuple(found)
