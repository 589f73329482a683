"""What an address asks for, as the API describes it; an empty value asks for nothing."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import Depends, Query
from pydantic import BeforeValidator

from dateline.ledger.store.asking import Area, Asked
from dateline.model.claim import Responsibility
from dateline.model.event import EventStatus, Kind


def _said(values: object) -> object:
    """Leave out empty values: a form sends its empty fields too."""
    return [value for value in values if value != ""] if isinstance(values, list) else values


def _day(value: object) -> object:
    return None if value == "" else value


def _yes(value: object) -> object:
    return False if value == "" else value


Words = Annotated[list[str], BeforeValidator(_said), Query(default_factory=list)]
DEGREES = r"^(-?\d+(\.\d+)?(,-?\d+(\.\d+)?){3})?$"
AREA = "Degrees west, south, east, north, with commas between: only events whose place is a point in it."
Day = Annotated[date | None, BeforeValidator(_day)]


def asked(
    kind: Annotated[list[Kind], BeforeValidator(_said), Query(default_factory=list)],
    status: Annotated[list[EventStatus], BeforeValidator(_said), Query(default_factory=list)],
    responsibility: Annotated[list[Responsibility], BeforeValidator(_said), Query(default_factory=list)],
    actor: Words,
    country: Words,
    place: Words,
    outlet: Words,
    first: Annotated[Day, Query(alias="from", description="Only events that may be on this day or later.")] = None,
    last: Annotated[Day, Query(alias="to", description="Only events that may be on this day or earlier.")] = None,
    unresolved: Annotated[bool, BeforeValidator(_yes), Query(description="Only where reports disagree.")] = False,
    q: Annotated[str, Query(max_length=500, description="Words of a report, or part of a name.")] = "",
    area: Annotated[str, Query(max_length=100, pattern=DEGREES, description=AREA)] = "",
) -> Asked:
    """Read the filters. Of the values of one filter an event has one, and it passes every filter."""
    return Asked(
        kind=tuple(kind),
        first=first,
        last=last,
        actor=tuple(actor),
        country=tuple(country),
        place=tuple(place),
        status=tuple(status),
        responsibility=tuple(responsibility),
        outlet=tuple(outlet),
        unresolved=unresolved,
        q=q,
        area=Area.of(area) if area else None,
    )


Filters = Annotated[Asked, Depends(asked)]
Page = Annotated[int, Query(ge=1, le=1_000_000)]
Per = Annotated[int, Query(ge=1, le=500)]
