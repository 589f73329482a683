"""What a map says of an event and of an area: flat properties, one value a column, as QGIS and its kin sort them."""

from __future__ import annotations

from collections.abc import Iterable

from dateline.export.cells import Value
from dateline.export.maps.shapes import Area
from dateline.export.stories.telling import TOLLS, country_name, dated, day_words, headline, suspect_words
from dateline.export.words import number
from dateline.ledger.canon.records import CanonicalEvent
from dateline.model.report import Evidence

EVENT_COLUMNS: dict[str, str] = {
    "event": "TEXT",
    "headline": "TEXT",
    "kind": "TEXT",
    "status": "TEXT",
    "earliest": "DATE",
    "latest": "DATE",
    "date_precision": "TEXT",
    "date": "TEXT",
    "place": "TEXT",
    "place_precision": "TEXT",
    "within": "TEXT",
    "country": "TEXT",
    "country_name": "TEXT",
    "lat": "REAL",
    "lon": "REAL",
    **{f"{harm}_{bound}": "INTEGER" for harm in TOLLS for bound in ("low", "best", "high")},
    "perpetrators": "TEXT",
    "targets": "TEXT",
    "weapons": "TEXT",
    "people": "TEXT",
    "conflicts": "TEXT",
    "sources": "INTEGER",
    "reports": "TEXT",
    "words": "TEXT",
    "policy": "TEXT",
}
"""Columns of the layer of events and their GeoPackage types. An open bound ("at least 14") is an empty `_high`."""
AREA_COLUMNS: dict[str, str] = {
    "event": "TEXT",
    "headline": "TEXT",
    "kind": "TEXT",
    "earliest": "DATE",
    "latest": "DATE",
    "place": "TEXT",
    "place_precision": "TEXT",
    "form": "TEXT",
    "inner_km": "REAL",
    "outer_km": "REAL",
    "bearing": "REAL",
    "spread_deg": "REAL",
    "why": "TEXT",
    "words": "TEXT",
}
"""Columns of the layer of areas: where an event may have been, and the words that say so."""


def event_properties(event: CanonicalEvent) -> dict[str, Value]:
    """Return what the columns of `EVENT_COLUMNS` hold for an event; what nobody says is None."""
    when, place = dated(event), event.where.value if event.where is not None else None
    out: dict[str, Value] = {"event": event.id, "headline": headline(event), "kind": event.kind, "status": event.status}
    out |= {"earliest": None, "latest": None, "date_precision": None, "date": None}
    if when is not None:
        out |= {"earliest": str(when.earliest), "latest": str(when.latest)}
        out |= {"date_precision": when.precision, "date": day_words(when)}
    out |= dict.fromkeys(("place", "place_precision", "within", "country", "country_name", "lat", "lon"))
    if place is not None:
        out |= {"place": place.name, "place_precision": place.precision, "within": ", ".join(place.within) or None}
        out |= {"country": place.country, "country_name": country_name(place.country) or None}
        out |= {"lat": place.lat, "lon": place.lon}
    for harm in TOLLS:
        chosen = getattr(event, harm)
        for bound in ("low", "best", "high"):
            out[f"{harm}_{bound}"] = getattr(chosen.value, bound) if chosen is not None else None
    arms = (f"{number(a.count.value)} {a.name}" if a.count is not None else a.name for a in event.weapons)
    out |= {
        "perpetrators": _joined(suspect_words(one) for one in event.perpetrators),
        "targets": _joined(one.name for one in event.targets),
        "weapons": _joined(arms),
        "people": _joined(f"{one.name}, {one.fate}" if one.fate else one.name for one in event.people),
        "conflicts": _joined(f"{one.slot}: {one.why}" for one in event.dissent if one.conflict),
        "sources": event.sources,
        "reports": _joined(member.report.id for member in event.members),
        "words": quotations(member.record.trigger for member in event.members),
        "policy": event.policy,
    }
    return out


def area_properties(event: CanonicalEvent, area: Area) -> dict[str, Value]:
    """Return what the columns of `AREA_COLUMNS` hold for an event and its area."""
    told = event_properties(event)
    out = {name: told[name] for name in ("event", "headline", "kind", "earliest", "latest", "place", "place_precision")}
    out |= {"form": area.form, "inner_km": round(area.inner_km, 2), "outer_km": round(area.outer_km, 2)}
    out |= {"bearing": area.bearing, "spread_deg": area.spread_deg, "why": area.why}
    return out | {"words": quotations(event.where.evidence if event.where is not None else ())}


def quotations(evidence: Iterable[Evidence]) -> str:
    """Return quotations in one cell, each once: "hit Camp Taji … two Americans"."""
    return " … ".join(dict.fromkeys(" ".join(words.exact.split()) for words in evidence))


def _joined(parts: Iterable[str]) -> str | None:
    return "; ".join(dict.fromkeys(parts)) or None
