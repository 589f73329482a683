"""PLOVER event records, one JSON object a line, with the words of the reports as spans. Source: PLOVER manual 0.7b1.

An event that reports tell together is one record; what accuses, denies or claims it is no record of its own. Fields are
those of the manual; a field that nothing fills is left out, but for the four that the manual requires.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import msgspec

from dateline.export.book import Book
from dateline.export.cells import Cell, Loss, Row, Written
from dateline.export.codebooks.parts import days, losses, places, sources
from dateline.export.codebooks.parts.parties import Player, Role, sides
from dateline.export.formats import Options
from dateline.ledger.canon.records import CanonicalEvent
from dateline.ledger.records import Claims
from dateline.lexicon import data
from dateline.model.claim import Responsibility
from dateline.model.event import EventStatus, Kind
from dateline.model.where import Place, PlacePrecision

FIELDS = (
    "id", "has_event", "date", "enddate", "actor", "recipient", "event", "event_loc", "event_text", "quad_code", "mode",
    "link", "text_info", "cite_info", "size", "coder", "comment",
)  # fmt: skip
"""Fields of a record that Dateline fills, in order; of the manual's, `context`, times and scales stay out."""
SECTORS = {
    Role.STATE: "MIL", Role.COALITION: "MIL", Role.REBEL: "REB", Role.MILITIA: "PRM", Role.PROTESTER: "OPP",
    Role.RIOTER: "OPP", Role.CIVILIAN: "CVL", Role.UNKNOWN: "UNK",
}  # fmt: skip
TELLS_NOBODY = ({"code": "", "sector": "UNK", "entity_text": ""},)
WHY = {
    "captured": "PLOVER counts people arrested, and only where that is the event",
    "missing": "PLOVER's size has dead, injured and arrested only",
    "bounds": "PLOVER's size holds one number",
    "aside": "PLOVER's size holds one number",
    "sides": "PLOVER's size does not split a toll between sides",
    "direction": "PLOVER does not say that an actor is only accused; it stands in comment",
    "suspects": "PLOVER lists actors, not rival suspects",
    "denials": "PLOVER has no field for a denial",
    "weapons": "PLOVER has a mode, no list of weapons and their number",
    "people": "PLOVER names no victims",
    "dissent": "PLOVER holds one value",
    "shape": "PLOVER holds a point and a resolution, no area",
    "status": "PLOVER does not say that an event is only alleged or goes on",
}
Json = dict[str, Any]
_ENCODER = msgspec.json.Encoder()


def write(book: Book, path: Path, options: Options) -> Written:
    """Write the events that PLOVER has a category for, by day; the others are losses with the reason."""
    rows: list[Row] = []
    lost: list[Loss] = []
    with path.open("wb") as file:
        for event in book.events:
            reason = not_coded(event)
            if reason:
                lost.append(losses.left_out(event, reason))
                continue
            cells = record(book, event)
            file.write(_ENCODER.encode({name: cell.value for name, cell in cells.items()}) + b"\n")
            shown = {name: Cell(_shown(cell.value), cell.rule, cell.claims) for name, cell in cells.items()}
            rows.append(Row(event.id, shown))
            lost += losses.dropped(event, WHY, sides(event).others)
    return Written(len(rows), rows, [*lost, *losses.tallies(book, "a running total is no event")])


def not_coded(event: CanonicalEvent) -> str:
    """Return why PLOVER has no record for an event; empty if it has."""
    if event.kind not in data(places.FILE)["plover"]["events"]:
        return f"PLOVER has no category for the kind {event.kind}"
    if event.status in (EventStatus.PLANNED, EventStatus.DENIED, EventStatus.FOILED):
        return f"PLOVER codes what happened, not what is {event.status}"
    if event.status is EventStatus.THREATENED and event.kind is not Kind.THREAT:
        return "PLOVER would code the threat, by whom it is made; the ledger has it as an event that did not happen"
    return "" if days.days_of(event) else "PLOVER requires a date: no report gives one that can be placed"


def record(book: Book, event: CanonicalEvent) -> dict[str, Cell]:
    """Return the fields of a record, each with its rule and claims; values are ready for JSON."""
    codes, parties, kind = data(places.FILE)["plover"], sides(event), sources.kind_claims(event)
    category = codes["events"][event.kind]
    cells = {"id": Cell(event.id, "id of the event in the ledger"), "has_event": Cell(True, "it has been coded")}
    cells |= _when(event)
    cells |= _entities("actor", parties.one) or {"actor": _cell(list(TELLS_NOBODY), "nobody is named", ())}
    cells |= _entities("recipient", parties.two)
    cells["event"] = _cell([category], f"kind {event.kind}", kind)
    cells |= _where(event)
    cells["event_text"] = _cell([m.record.trigger.exact for m in event.members], "the words that tell it", kind)
    cells["quad_code"] = Cell(codes["quads"][category], "the manual's quad of the category", kind)
    mode = _mode(event)
    if category == "ASSAULT" and mode:
        cells["mode"] = _cell([mode], "the kind of event and the weapon that reports name", kind)
    if event.links:
        _, rule, under = sources.tied(event)
        cells["link"] = _cell([tied.to for tied in event.links], rule, under)
    cells |= _text(event) | _size(book, event)
    cells["coder"] = Cell("Dateline", "made by Dateline")
    blame = [p.how for p in parties.one if p.responsibility not in (None, Responsibility.STATED)]
    if blame:
        cells["comment"] = Cell(f"Actor {sources.joined(blame)}", "how the actor is tied to it", parties.one[0].claims)
    return {name: cells[name] for name in FIELDS if name in cells}


def _cell(value: Any, rule: str, claims: Claims) -> Cell:
    """A cell of JSON: lists and objects stand in the record as they are, in the sidecar as text."""
    return Cell(value, rule, claims)


def _shown(value: Any) -> str | int | bool:
    return value if isinstance(value, str | int | bool) else _ENCODER.encode(value).decode()


def _when(event: CanonicalEvent) -> dict[str, Cell]:
    span = days.days_of(event)
    if span is None:
        return {}
    claims = sources.claims_of(event.when)
    cells = {"date": Cell(span.first.isoformat(), "the first day that reports allow", claims)}
    if span.count > 1:
        cells["enddate"] = Cell(span.last.isoformat(), "the last day that reports allow", claims)
    return cells


def _entities(field: str, players: Iterable[Player]) -> dict[str, Cell]:
    found = list(players)
    if not found:
        return {}
    claims = tuple(dict.fromkeys(c for p in found for c in p.claims))
    return {field: _cell([_entity(p) for p in found], "who reports say it is; sector from what they are", claims)}


def _entity(player: Player) -> Json:
    sector = "COP" if player.police else SECTORS[player.role]
    if player.role is Role.MILITIA and not player.named:
        sector = "UAF"
    state = player.country if player.role in (Role.STATE, Role.CIVILIAN, Role.UNKNOWN) else None
    return {"code": places.country_letters(state), "sector": sector, "entity_text": player.name}


def _mode(event: CanonicalEvent) -> str:
    codes = data(places.FILE)["plover"]
    by_weapon = next((codes["weapon_modes"][a.family] for a in event.weapons if a.family in codes["weapon_modes"]), "")
    kind = str(codes["modes"].get(event.kind, ""))
    return by_weapon if not kind or kind == "aerial" and by_weapon == "drone" else kind


def _where(event: CanonicalEvent) -> dict[str, Cell]:
    place = places.place_of(event)
    if place is None:
        return {}
    return {"event_loc": _cell(location(place), "the place that reports name", sources.claims_of(event.where))}


def location(place: Place) -> Json:
    """Return a place as a PLOVER location; a point never without its resolution."""
    first, second, _ = places.divisions(place)
    is_town = place.precision in (*places.EXACT, PlacePrecision.NEAR)
    geonames = (place.id or "").removeprefix("gn:")
    said: Json = {
        "extracted_place": places.described(place),
        "resolved_place": places.town(place) if place.lat is not None else "",
        "geonameid": int(geonames) if geonames.isdecimal() else None,
        "lat": place.lat,
        "lon": place.lon,
        "city": places.town(place) if is_town else "",
        "district": second,
        "province": first,
        "country": places.country_name(place.country),
        "country_code": place.country,
        "resolution": data(places.FILE)["plover"]["resolution"].get(place.precision),
    }
    return {name: value for name, value in said.items() if value not in (None, "")}


def _text(event: CanonicalEvent) -> dict[str, Cell]:
    """Every quotation of the event with its offsets in the report, and what report that is."""
    claims = tuple(c for m in event.members for c in m.record.claims)
    number = {m.report.id: n for n, m in enumerate(event.members, 1)}
    quoted = sorted({(number[e.report_id], e.span.start, e.span.end, e.exact) for c in claims for e in c.evidence})
    text = [{"sequence": n, "start": start, "end": end, "text_story": [exact]} for n, start, end, exact in quoted]
    cites = [_cite(m.report) for m in event.members]
    return {
        "text_info": _cell(
            text, "every quotation; sequence numbers the report in cite_info, offsets are its code points", claims
        ),
        "cite_info": _cell(cites, "the reports, by day of publication", sources.telling(event)),
    }


def _cite(report: Any) -> Json:
    said = {"citation": report.id, "url": report.url, "title": report.title, "publication": report.outlet}
    return {name: value for name, value in said.items() if value} | {"coder": "Dateline", "codebook": "PLOVER 0.7b1"}


def _size(book: Book, event: CanonicalEvent) -> dict[str, Cell]:
    size: dict[str, int] = {}
    claims: Claims = ()
    for name, chosen in (("dead", event.killed), ("injured", event.wounded), ("arrested", event.captured)):
        if chosen is not None and not (name == "arrested" and event.kind is not Kind.ARREST):
            value = chosen.value
            size[name] = next(n for n in (value.best, value.low, value.high) if n is not None)
            claims = (*claims, *sources.claims_of(chosen))
    return {"size": _cell(size, f"policy {book.policy}", tuple(dict.fromkeys(claims)))} if size else {}
