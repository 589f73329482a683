"""UCDP-GED-shaped CSV: 49 columns, one row an event with at least one death. Source: UCDP GED codebook 25.1.

Ids of conflicts, dyads and sides are UCDP's to give: they stay empty unless the user's map file has them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from dateline.export.book import Book
from dateline.export.cells import Cell, Loss, Row, Value, Written, write_coded
from dateline.export.codebooks.parts import days, losses, places, sources
from dateline.export.codebooks.parts.given import Ids, row, with_ids
from dateline.export.codebooks.parts.parties import (
    ARMED_GROUPS,
    UNARMED,
    Player,
    Role,
    Sides,
    count_of,
    counted,
    finest,
    sides,
)
from dateline.export.formats import Options
from dateline.ledger.canon.records import CanonicalEvent, Losses
from dateline.lexicon import data
from dateline.model.actor import Harm

COLUMNS = (
    "id", "relid", "year", "active_year", "code_status", "type_of_violence", "conflict_dset_id", "conflict_new_id",
    "conflict_name", "dyad_dset_id", "dyad_new_id", "dyad_name", "side_a_dset_id", "side_a_new_id", "side_a",
    "side_b_dset_id", "side_b_new_id", "side_b", "number_of_sources", "source_article", "source_office", "source_date",
    "source_headline", "source_original", "where_prec", "where_coordinates", "where_description", "adm_1", "adm_2",
    "latitude", "longitude", "geom_wkt", "priogrid_gid", "country", "country_id", "region", "event_clarity",
    "date_prec", "date_start", "date_end", "deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown", "best", "high",
    "low", "gwnoa", "gwnob",
)  # fmt: skip
STATE_BASED, NON_STATE, ONE_SIDED = 1, 2, 3
NO_DEATH = "no death: UCDP GED holds events with at least one death in some estimate"
WHY = {
    "wounded": "UCDP codes no injuries",
    "missing": "UCDP has no column for the missing",
    "captured": "UCDP has no column for the captured",
    "aside": "UCDP holds best, low and high under one rule",
    "direction": "UCDP does not say who accuses or claims",
    "suspects": "UCDP codes one pair of sides",
    "denials": "UCDP has no column for a denial",
    "weapons": "UCDP has no column for weapons",
    "people": "UCDP names no victims",
    "targets": "UCDP has no column for what was hit",
    "links": "UCDP does not tie events together",
    "dissent": "UCDP holds numbers, not who gives them",
    "shape": "UCDP holds a point and a code, no area",
    "status": "UCDP does not say that an event is only alleged or goes on",
}


@dataclass(frozen=True, slots=True)
class Pair:
    """The two sides as UCDP orders them: a government first; civilians last."""

    a: tuple[Player, ...]
    b: tuple[Player, ...]
    type: int | None
    rule: str


def write(book: Book, path: Path, options: Options) -> Written:
    """Write the events with a death, by day; the others are losses with the reason."""
    rows: list[Row] = []
    lost: list[Loss] = []
    for event in book.events:
        reason = not_coded(event)
        if reason:
            lost.append(losses.left_out(event, reason))
            continue
        parties = sides(event)
        pair = pair_of(parties)
        cells = {
            **_sides(pair, event),
            **_sources(event),
            **_where(event),
            **_when(event),
            **_deaths(book, event, pair),
        }
        cells |= _clarity(event, pair)
        _map_ids(cells, options.ids, event)
        rows.append(row(event.id, COLUMNS, cells))
        lost += losses.dropped(event, WHY, parties.others)
        lost += _unsplit(event, pair)
    write_coded(path, COLUMNS, rows)
    return Written(len(rows), rows, [*lost, *losses.tallies(book, "a running total is no event")])


def not_coded(event: CanonicalEvent) -> str:
    """Return why UCDP would not code an event; empty if it would."""
    killed, span = event.killed, days.days_of(event)
    if killed is None or not any((killed.value.low, killed.value.best, killed.value.high)):
        return NO_DEATH
    if str(event.status) not in data(places.FILE)["happened"]["statuses"]:
        return f"UCDP codes what happened, not what is {event.status}"
    if span is None or days.ucdp_precision(span) is None:
        return "UCDP codes no event without a year at least: no report gives one that can be placed"
    return "" if event.where else "UCDP codes no event without a place: no report gives one"


def pair_of(parties: Sides) -> Pair:
    """Return the sides in UCDP's order and the type of violence: 1 a government, 2 groups, 3 against civilians."""
    one = tuple(p for p in parties.one if p.is_armed)
    armed = tuple(p for p in parties.two if p.is_armed)
    civilians = tuple(p for p in parties.two if p.role in UNARMED)
    if armed and (_is_state(one) or _is_state(armed)):
        first, second = (armed, one) if _is_state(armed) and not _is_state(one) else (one, armed)
        return Pair(first, second, STATE_BASED, "one side is a government or a coalition of them")
    if armed and one:
        return Pair(one, armed, NON_STATE, "both sides are armed groups")
    if armed:
        return Pair(armed, (), None, "an armed group was hit by nobody named")
    if civilians:
        return Pair(one, civilians, ONE_SIDED, "only civilians were hit")
    return Pair(one, (), None, "no report tells who was hit")


def _is_state(players: Sequence[Player]) -> bool:
    return bool(players) and players[0].role in (Role.STATE, Role.COALITION)


def name_of(player: Player) -> str:
    """Return what UCDP calls a side: a government by its country, civilians, a group by its name; else empty."""
    if player.role is Role.STATE:
        home = places.country_name(player.country, the=True)
        return f"Government of {home}" if home else ""
    if player.role in UNARMED:
        return "Civilians"
    return player.name if player.named else ""


def _sides(pair: Pair, event: CanonicalEvent) -> dict[str, Cell]:
    claims = tuple(dict.fromkeys(c for p in (*pair.a, *pair.b) for c in p.claims)) or sources.kind_claims(event)
    cells = {"type_of_violence": Cell(pair.type, pair.rule, claims)} if pair.type else {}
    for letter, players in (("a", pair.a), ("b", pair.b)):
        named = next((p for p in players if name_of(p)), None)
        if named:
            cells[f"side_{letter}"] = Cell(name_of(named), f"{named.how}; a government by its country", named.claims)
    if "side_a" in cells and "side_b" in cells:
        dyad = f"{cells['side_a'].value} - {cells['side_b'].value}"
        cells["dyad_name"] = Cell(dyad, "the two sides", claims)
    return cells


def _sources(event: CanonicalEvent) -> dict[str, Cell]:
    reports, claims = sources.reports_of(event), sources.telling(event)
    said: dict[str, tuple[Value, str]] = {
        "number_of_sources": (event.sources, "reports, copies of one story counted once"),
        "source_article": (sources.joined(sources.citations(event)), "the reports: outlet, day, headline"),
        "source_office": (sources.outlets(event), "the outlets of the reports"),
        "source_date": (sources.joined(r.published for r in reports), "the days of publication"),
        "source_headline": (sources.joined(r.title for r in reports), "the headlines"),
    }
    cells = {name: Cell(value, rule, claims) for name, (value, rule) in said.items() if value not in (None, "")}
    killed = sources.claims_of(event.killed)
    who = sources.joined(sources.speakers(killed))
    if who:
        cells["source_original"] = Cell(who, "who gives the number of dead, as reports say", killed)
    return cells


def _where(event: CanonicalEvent) -> dict[str, Cell]:
    place = places.place_of(event)
    if place is None:
        return {}
    claims = sources.claims_of(event.where)
    first, second, _ = places.divisions(place)
    precision = places.UCDP_WATER if places.is_water(place) else places.UCDP_PRECISION.get(place.precision)
    at = f"point of the place in the gazetteer, precision {place.precision}"
    said: dict[str, tuple[Value, str]] = {
        "where_prec": (precision, "1 exact, 2 near, 3 district, 4 province, 5 larger or vague, 6 country, 7 water"),
        "where_coordinates": (places.town(place), "the place that the coordinates are of"),
        "where_description": (places.described(place), "where it was in the words of the reports"),
        "adm_1": (first, "the province of the place in the gazetteer"),
        "adm_2": (second, "the district of the place in the gazetteer"),
        "country": (places.country_name(place.country), "the country of the place"),
    }
    if place.lat is not None and place.lon is not None:
        said |= {
            "latitude": (place.lat, at),
            "longitude": (place.lon, at),
            "geom_wkt": (f"POINT ({place.lon} {place.lat})", "longitude, latitude"),
            "priogrid_gid": (places.grid_cell(place.lat, place.lon), "half-degree cell of the point"),
        }
    return {name: Cell(value, rule, claims) for name, (value, rule) in said.items() if value not in (None, "")}


def _when(event: CanonicalEvent) -> dict[str, Cell]:
    span = days.days_of(event)
    if span is None:
        return {}
    claims = sources.claims_of(event.when)
    rule = "1 a day, 2 two to six days, 3 a week, 4 a month, 5 a year"
    return {
        "year": Cell(span.first.year, "of the first day", claims),
        "date_prec": Cell(days.ucdp_precision(span), rule, claims),
        "date_start": Cell(span.first.isoformat(), "the first day that reports allow", claims),
        "date_end": Cell(span.last.isoformat(), "the last day that reports allow", claims),
    }


def _deaths(book: Book, event: CanonicalEvent, pair: Pair) -> dict[str, Cell]:
    killed = event.killed
    if killed is None:
        return {}
    claims, how = sources.claims_of(killed), f"policy {book.policy}: {killed.why}"
    best = best_of(event)
    low = killed.value.low if killed.value.low is not None else 0
    high = killed.value.high if killed.value.high is not None else max(best, low)
    cells = {
        "best": Cell(best, how, claims),
        "high": Cell(high, f"{how}{'' if killed.value.high is not None else '; no upper bound is said'}", claims),
        "low": Cell(low, f"{how}{'' if killed.value.low is not None else '; no lower bound is said'}", claims),
    }
    counts, by = split(event, pair)
    for column, number in counts.items():
        under = tuple(dict.fromkeys(c for line in by.get(column, ()) for c in sources.claims_of(line.count)))
        rule = "the dead told of this side" if under else "the rest of best, of whom no report tells the side"
        cells[column] = Cell(number, rule if number else "nobody is told of here", under or claims)
    return cells


def best_of(event: CanonicalEvent) -> int:
    """Return the best number of dead: what was said, else its lower bound, else its upper one."""
    value = event.killed.value if event.killed else None
    known = [n for n in (value.best, value.low, value.high) if n is not None] if value else []
    return known[0] if known else 0


def split(event: CanonicalEvent, pair: Pair) -> tuple[dict[str, int], dict[str, list[Losses]]]:
    """Return the dead by side, and the lines of the toll under each; they add up to the best number.

    Where the lines add up to more than the best number (rival accounts), nobody is given a side, unless all of them
    are of one side.
    """
    best = best_of(event)
    by: dict[str, list[Losses]] = {}
    for line in finest(event, Harm.KILLED):
        by.setdefault(_column(counted(line), pair, places.iso_of(event)), []).append(line)
    names = ("deaths_a", "deaths_b", "deaths_civilians")
    counts = {name: sum(count_of(line) for line in by.get(name, ())) for name in names}
    over = sum(counts.values()) > best
    if over and sum(map(bool, counts.values())) == 1 and not by.get("deaths_unknown"):
        return {**{name: best if n else 0 for name, n in counts.items()}, "deaths_unknown": 0}, by
    if over:
        return {**dict.fromkeys(names, 0), "deaths_unknown": best}, {}
    return {**counts, "deaths_unknown": best - sum(counts.values())}, {k: v for k, v in by.items() if k in names}


def _column(dead: Player, pair: Pair, home: str | None) -> str:
    if dead.role in UNARMED:
        return "deaths_civilians"
    fits = [name for name, side in (("deaths_a", pair.a), ("deaths_b", pair.b)) if _is_of(dead, side, home)]
    return fits[0] if len(fits) == 1 else "deaths_unknown"


def _is_of(dead: Player, side: Sequence[Player], home: str | None) -> bool:
    """Whether the dead belong to a side as its column names it: a state beside others, or one of a coalition.

    Soldiers of no nation told are those of the country (`home`), never of a state that fights abroad.
    """
    if not side:
        return False
    head = side[0]
    if dead.role in ARMED_GROUPS:
        return head.role in ARMED_GROUPS
    if head.role in ARMED_GROUPS or dead.role is Role.COALITION:
        return dead.role is head.role
    countries = {p.country for p in side if p.role is Role.STATE}
    is_home = dead.country is None and (head.role is Role.COALITION or home in countries)
    return dead.role is Role.STATE and (dead.country in countries or is_home)


def _unsplit(event: CanonicalEvent, pair: Pair) -> list[Loss]:
    """Lines of the toll that are in no column of a side."""
    _, by = split(event, pair)
    held = {id(line) for lines in by.values() for line in lines}
    return [
        Loss(event.id, "sides", f"{count_of(line)} {line.people} {line.harm}", why, sources.claims_of(line.count))
        for line in event.losses
        if line.harm is Harm.KILLED and id(line) not in held
        for why in ["UCDP has no column for these people, or the numbers by side do not fit the best one"]
    ]


def _clarity(event: CanonicalEvent, pair: Pair) -> dict[str, Cell]:
    place, span = places.place_of(event), days.days_of(event)
    known = all(any(name_of(p) for p in side) for side in (pair.a, pair.b))
    clear = bool(known and place and place.lat is not None and span and span.count <= days.WEEK)
    claims = tuple(dict.fromkeys((*sources.claims_of(event.where), *sources.claims_of(event.when))))
    return {"event_clarity": Cell(1 if clear else 2, "1: both sides, a week and a place are known; else 2", claims)}


def _map_ids(cells: dict[str, Cell], ids: Ids, event: CanonicalEvent) -> None:
    def said(column: str) -> list[str]:
        return [str(cells[column].value) if column in cells else "", event.id]

    names = {"id": [event.id], "relid": [event.id], "country_id": said("country")}
    names |= {name: said("side_a") for name in ("side_a_dset_id", "side_a_new_id", "gwnoa")}
    names |= {name: said("side_b") for name in ("side_b_dset_id", "side_b_new_id", "gwnob")}
    dyad = said("dyad_name")
    names |= dict.fromkeys(("dyad_dset_id", "dyad_new_id", "conflict_dset_id", "conflict_new_id"), dyad)
    with_ids(cells, ids, names)
