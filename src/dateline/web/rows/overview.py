"""The sums of the overview: bins of time in lanes, links, toll, places and counts, all of the same events."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from dateline.export.maps.shapes import area
from dateline.ledger.codec import decoded
from dateline.ledger.store.asking.answers import Answers
from dateline.ledger.store.asking.sums import grain_of
from dateline.model.where import Place
from dateline.web.rows.told.listed import Arrow, Bin, Lane, Mark, Overview, Spot, TollBin

FEW = 300
"""Up to so many events are given one by one, with their links."""
MOST_LANES = 60
MOST_PLACES = 1000
KEPT = 10_000
"""Shapes kept, of a few ledgers."""


def overview(answers: Answers, by: str) -> Overview:
    """Return the sums of the events that are asked for, in lanes by actor or country."""
    total, (first, last) = answers.total(), answers.span()
    grain, is_few = grain_of(first, last), total <= FEW
    all_lanes, lanes = answers.lanes(by, grain, MOST_LANES)
    marks = _marks(answers.laned(by)) if is_few else None
    places, spots = answers.places(MOST_PLACES)
    return Overview(
        total=total,
        first=first,
        last=last,
        grain=grain,
        lanes=[
            Lane(
                name=lane.name,
                count=lane.count,
                bins=[Bin(**row) for row in lane.bins],
                events=marks.get(lane.name, []) if marks is not None else None,
            )
            for lane in lanes
        ],
        lanes_left=all_lanes - len(lanes),
        links=[Arrow(later=e.later, earlier=e.earlier, kind=e.relation) for e in answers.links()] if is_few else [],
        toll=[TollBin(**row) for row in answers.toll(grain)],
        places=[_spot(row) for row in spots],
        places_left=places - len(spots),
        facets=answers.facets(),
        beside=answers.beside(),
    )


def _marks(rows: list[dict[str, Any]]) -> dict[str, list[Mark]]:
    out: dict[str, list[Mark]] = {}
    for row in rows:
        mark = Mark(**{name: row[name] for name in Mark.model_fields} | {"disputed": bool(row["disputed"])})
        out.setdefault(row["lane"], []).append(mark)
    return out


def _spot(row: dict[str, Any]) -> Spot:
    return Spot(
        name=row["place"],
        country=row["country"],
        lat=row["latitude"],
        lon=row["longitude"],
        precision=row["place_precision"],
        count=row["count"],
        killed_best=row["killed_best"],
        events=row["events"],
        shape=_shape(row["told_place"]) if row["told_place"] else None,
    )


@lru_cache(KEPT)
def _shape(told: str) -> dict[str, Any] | None:
    """Where an event at such a place may have been; the places of a ledger are asked for again and again."""
    shape = area(decoded(told, Place))
    if shape is None:
        return None
    polygons = shape.polygons
    if len(polygons) == 1:
        return {"type": "Polygon", "coordinates": polygons[0]}
    return {"type": "MultiPolygon", "coordinates": polygons}
