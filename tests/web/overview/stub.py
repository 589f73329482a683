"""The JSON API as the overview needs it, made in memory from `Merged.events`: until the real one is there."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date, timedelta
from typing import Any

from fastapi import APIRouter, Request

from dateline.export.html.drawn.shapes import shape
from dateline.ledger.canon.records import CanonicalEvent
from dateline.web.held import held_by

router = APIRouter(prefix="/api")
Json = dict[str, Any]
FACETS = ("kind", "country", "actor", "status", "outlet", "responsibility")
FEW = 300


@router.get("/events")
def events(request: Request) -> Json:
    asked = request.query_params
    found = _found(request)
    key = asked.get("sort") or "-date"
    back = key.startswith("-")
    rows = [_row(e) for e in found]
    field = {"date": "earliest", "killed": "killed_best", "reports": "reports"}[key.lstrip("-")]
    rows.sort(key=lambda r: (r[field] is not None, r[field]) if back else (r[field] is None, r[field]), reverse=back)
    page, per = int(asked.get("page") or 1), int(asked.get("per") or 50)
    return {"total": len(rows), "page": page, "per": per, "rows": rows[(page - 1) * per : page * per]}


@router.get("/overview")
def overview(request: Request) -> Json:
    found = _found(request)
    dated = sorted((e for e in found if _days(e)), key=_days)
    ids = {e.id for e in found}
    few = len(found) <= FEW
    links = [{"from": t.to, "to": e.id, "kind": str(t.relation)} for e in found for t in e.links if t.to in ids]
    grain = _grain(dated)
    return {
        "total": len(found),
        "from": _days(dated[0])[0] if dated else None,
        "to": max(_days(e)[1] for e in dated) if dated else None,
        "grain": grain,
        "lanes": _lanes(found, request.query_params.get("lanes") or "actor", few, grain),
        "links": links if few else [],
        "toll": [{"start": start, **_sums(those)} for start, those in _bins(dated, grain)],
        "places": _places(found),
        "facets": {name: dict(Counter(v for e in found for v in _values(e, name)).most_common()) for name in FACETS},
    }


def _found(request: Request) -> list[CanonicalEvent]:
    asked = request.query_params
    with held_by(request).opened() as ledger:
        every = ledger.merged().events()
    return [e for e in every if _holds(e, asked)]


def _holds(e: CanonicalEvent, asked: Any) -> bool:
    for name in (*FACETS, "place"):
        wanted = [w for w in asked.getlist(name) if w]
        if wanted and not set(wanted) & set(_values(e, name)):
            return False
    days = _days(e)
    if asked.get("from") and (not days or days[1] < asked["from"]):
        return False
    if asked.get("to") and (not days or days[0] > asked["to"]):
        return False
    if asked.get("unresolved") and not any(d.conflict for d in e.dissent):
        return False
    words = " ".join(m.report.text for m in e.members).casefold()
    return all(word in words for word in (asked.get("q") or "").casefold().split())


def _values(e: CanonicalEvent, name: str) -> list[str]:
    where = e.where.value if e.where else None
    return {
        "kind": [str(e.kind)],
        "status": [str(e.status)],
        "country": [where.country] if where and where.country else [],
        "place": [where.name] if where else [],
        "actor": sorted({p.name for p in e.perpetrators}),
        "outlet": sorted({m.report.outlet for m in e.members if m.report.outlet}),
        "responsibility": sorted({str(p.responsibility) for p in e.perpetrators}),
    }[name]


def _days(e: CanonicalEvent) -> tuple[str, ...]:
    when = e.when.value if e.when else None
    return (str(when.earliest), str(when.latest)) if when and when.earliest and when.latest else ()


def _toll(e: CanonicalEvent, harm: str) -> Json:
    chosen = getattr(e, harm)
    return {f"{harm}_{b}": getattr(chosen.value, b) if chosen else None for b in ("low", "best", "high")}


def _row(e: CanonicalEvent) -> Json:
    where, days = e.where.value if e.where else None, _days(e)
    return {
        "id": e.id,
        "kind": str(e.kind),
        "status": str(e.status),
        "earliest": days[0] if days else None,
        "latest": days[1] if days else None,
        "date_precision": str(e.when.value.precision) if e.when else None,
        "place": where.name if where else None,
        "country": where.country if where else None,
        "latitude": where.lat if where else None,
        "longitude": where.lon if where else None,
        "place_precision": str(where.precision) if where else None,
        **_toll(e, "killed"),
        **_toll(e, "wounded"),
        "perpetrators": [p.name for p in e.perpetrators],
        "reports": len({m.report.id for m in e.members}),
        "sources": e.sources,
        "disputed": any(d.conflict for d in e.dissent),
    }


def _grain(dated: list[CanonicalEvent]) -> str:
    span = (date.fromisoformat(_days(dated[-1])[1]) - date.fromisoformat(_days(dated[0])[0])).days if dated else 0
    return "day" if span < 120 else "week" if span < 700 else "month" if span < 4000 else "year"


def _start(day: str, grain: str) -> str:
    at = date.fromisoformat(day)
    week = at - timedelta(at.weekday())
    return str({"day": at, "week": week, "month": at.replace(day=1), "year": at.replace(month=1, day=1)}[grain])


def _end(start: str, grain: str) -> str:
    long = {"day": 0, "week": 6, "month": 31, "year": 366}[grain]
    at = date.fromisoformat(start) + timedelta(long)
    return str(at if grain in ("day", "week") else date.fromisoformat(_start(str(at), grain)) - timedelta(1))


def _bins(dated: list[CanonicalEvent], grain: str) -> list[tuple[str, list[CanonicalEvent]]]:
    out: dict[str, list[CanonicalEvent]] = defaultdict(list)
    for e in dated:
        out[_start(_days(e)[0], grain)].append(e)
    return sorted(out.items())


def _sums(those: list[CanonicalEvent]) -> Json:
    out: Json = {}
    for harm in ("killed", "wounded"):
        tolls = [_toll(e, harm) for e in those if getattr(e, harm)]
        for bound in ("low", "best", "high"):
            values = [t[f"{harm}_{bound}"] for t in tolls]
            out[f"{harm}_{bound}"] = None if None in values or not values else sum(values)
    return out


def _lanes(found: list[CanonicalEvent], by: str, few: bool, grain: str) -> list[Json]:
    lanes: dict[str, list[CanonicalEvent]] = defaultdict(list)
    for e in found:
        for name in _values(e, by) or [""]:
            lanes[name].append(e)
    out = []
    for name, those in sorted(lanes.items(), key=lambda item: (not item[0], -len(item[1]), item[0])):
        dated = [e for e in those if _days(e)]
        bins = [
            {"start": start, "end": _end(start, grain), "count": len(some)}
            | {k: v for k, v in _sums(some).items() if k.startswith("killed")}
            for start, some in _bins(dated, grain)
        ]
        lane: Json = {"name": name, "count": len(those), "bins": bins}
        if few:
            kept = ("id", "kind", "earliest", "latest", "killed_best", "disputed")
            lane["events"] = [{key: row[key] for key in kept} for row in map(_row, dated)]
        out.append(lane)
    return out


def _places(found: list[CanonicalEvent]) -> list[Json]:
    places: dict[Any, list[CanonicalEvent]] = defaultdict(list)
    for e in found:
        if e.where:
            places[e.where.value].append(e)
    out = []
    for place, those in places.items():
        drawn = shape(place)
        ring = [list(p) for p in drawn.ring] if drawn else []
        best = [e.killed.value.best for e in those if e.killed and e.killed.value.best is not None]
        out.append(
            {
                "name": place.name,
                "country": place.country,
                "lat": place.lat,
                "lon": place.lon,
                "precision": str(place.precision),
                "count": len(those),
                "killed_best": sum(best) if best else None,
                "events": [e.id for e in those[:20]],
                "shape": {"type": "Polygon", "coordinates": [[*ring, ring[0]]]} if ring else None,
            }
        )
    return sorted(out, key=lambda p: -p["count"])
