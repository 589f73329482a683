"""ACLED-shaped CSV: 31 columns, one row an event. Source: ACLED codebook 2023; columns as acledR loads them.

What ACLED codes by its own conventions (names of unnamed groups, a single number of dead) is written by them, and the
rule of the cell says so. Ids that only ACLED can give stay empty unless the user's map file has them.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from dateline.errors import ExportError
from dateline.export.book import Book
from dateline.export.cells import Cell, Loss, Row, Written, write_coded
from dateline.export.codebooks.parts import days, losses, places, sources
from dateline.export.codebooks.parts.given import row, with_ids
from dateline.export.codebooks.parts.parties import ARMED_GROUPS, Player, Role, Sides, sides
from dateline.export.formats import Options
from dateline.ledger.canon.records import CanonicalEvent
from dateline.ledger.records import Claims
from dateline.lexicon import data
from dateline.model.actor import Scope
from dateline.model.event import EventStatus, Kind
from dateline.model.where import PlacePrecision

COLUMNS = (
    "event_id_cnty", "event_date", "year", "time_precision", "disorder_type", "event_type", "sub_event_type", "actor1",
    "assoc_actor_1", "inter1", "actor2", "assoc_actor_2", "inter2", "interaction", "civilian_targeting", "iso",
    "region", "country", "admin1", "admin2", "admin3", "location", "latitude", "longitude", "geo_precision", "source",
    "source_scale", "notes", "fatalities", "tags", "timestamp",
)  # fmt: skip
INTER = ("text", "numeric")
NOT_LISTED = "ACLED lists no interaction of these two"
WHY = {
    "wounded": "ACLED codes no injuries; they stand in notes",
    "missing": "ACLED has no column for the missing",
    "captured": "ACLED has no column for the captured",
    "bounds": "ACLED holds one number",
    "aside": "ACLED holds one number",
    "sides": "ACLED does not split a toll between sides",
    "direction": "ACLED does not say who accuses or claims; it stands in notes",
    "suspects": "ACLED codes one suspect; the others stand in notes",
    "denials": "ACLED has no column for a denial; it stands in notes",
    "weapons": "ACLED has no column for weapons and their number",
    "people": "ACLED names no victims",
    "targets": "ACLED has no column for what was hit; it stands in notes",
    "links": "ACLED does not tie events together",
    "dissent": "ACLED holds one value; the dispute stands in notes",
    "shape": "ACLED holds a point and a code, no area",
    "range": "ACLED holds one day and a code",
    "status": "ACLED does not say that an event is only alleged or goes on",
}
Typed = tuple[str | None, str | None, str]


def write(book: Book, path: Path, options: Options) -> Written:
    """Write the events that ACLED would code, by day; the others are losses with the reason.

    Raises:
        ExportError: if `options.inter` is neither "text" nor "numeric".
    """
    if options.inter not in INTER:
        raise ExportError(f"inter is {options.inter!r}", "", f"take one of: {', '.join(INTER)}")
    rows: list[Row] = []
    lost: list[Loss] = []
    for event in book.events:
        reason = not_coded(event)
        if reason:
            lost.append(losses.left_out(event, reason))
            continue
        parties = sides(event)
        cells = {**_type(event, parties), **_when(event), **_parties(event, parties, options), **_where(event)}
        cells |= _story(book, event, parties)
        with_ids(cells, options.ids, {"event_id_cnty": [event.id]})
        rows.append(row(event.id, COLUMNS, cells))
        lost += losses.dropped(event, WHY, parties.others)
        lost += _unlisted(event, parties)
    write_coded(path, COLUMNS, rows)
    return Written(
        len(rows), rows, [*lost, *losses.tallies(book, "ACLED splits totals over days and places, or leaves them")]
    )


def not_coded(event: CanonicalEvent) -> str:
    """Return why ACLED would not code an event; empty if it would."""
    span = days.days_of(event)
    if str(event.status) not in (*data(places.FILE)["happened"]["statuses"], EventStatus.FOILED):
        return f"ACLED codes what happened, not what is {event.status}"
    if event.kind in (Kind.THREAT, Kind.OTHER):
        return f"ACLED has no type for the kind {event.kind}"
    if span is None:
        return "ACLED codes no event without a day, or a month at least: no report gives one that can be placed"
    if days.acled_day(span) is None:
        return "ACLED codes no event that is told only within more than a month"
    return "" if event.where else "ACLED codes no event without a place: no report gives one"


def typed(event: CanonicalEvent, parties: Sides) -> Typed:
    """Return event type, sub-event type and the rule: from kind and weapons, else from who was hit and who did it."""
    codes = data(places.FILE)["acled"]
    arms = [a for a in event.weapons if a.scope is not Scope.FOUND]
    by_weapon = next((codes["weapons"][a.family] for a in arms if a.family in codes["weapons"]), None)
    if event.status is EventStatus.FOILED:
        return "Strategic developments", "Disrupted weapons use", "an attack that was foiled"
    if event.kind in codes["by"]["weapons"] and by_weapon:
        return "Explosions/Remote violence", by_weapon, f"kind {event.kind} with the weapon that reports name"
    if event.kind in codes["by"]["hit"]:
        return _by_hit(event, parties)
    if event.kind is Kind.SEIZURE:
        return _seizure(event, parties)
    first, second = codes["kinds"][event.kind]
    return _by_doer(event, parties) or (first, second, f"kind {event.kind}")


def _by_hit(event: CanonicalEvent, parties: Sides) -> Typed:
    civilians = [p for p in parties.two if p.role is Role.CIVILIAN]
    if any(p.role is Role.PROTESTER for p in parties.two):
        return "Protests", "Excessive force against protesters", f"kind {event.kind} on protesters"
    if any(p.is_armed for p in parties.two):
        return "Battles", "Armed clash", f"kind {event.kind} on armed people"
    if civilians:
        return "Violence against civilians", "Attack", f"kind {event.kind} on civilians"
    return None, None, "no report tells whether civilians or armed people were attacked"


def _seizure(event: CanonicalEvent, parties: Sides) -> Typed:
    if event.weapons:
        return "Strategic developments", "Disrupted weapons use", "a seizure of weapons"
    doer = parties.one[0] if parties.one else None
    if doer and doer.is_armed and event.targets:
        by_state = doer.role is Role.STATE and doer.country == places.iso_of(event)
        whose = doer.role is Role.STATE and doer.country is None
        sub = "Government regains territory" if by_state else None if whose else "Non-state actor overtakes territory"
        return "Battles", sub, "a seizure of a place, by who did it"
    return "Strategic developments", "Other", "a seizure by nobody named, or of nothing named"


def _by_doer(event: CanonicalEvent, parties: Sides) -> Typed | None:
    """Sieges and arson by crowds, a bombing by a state, protests with and without harm; None for everything else."""
    crowd = any(p.role in (Role.PROTESTER, Role.RIOTER) for p in parties.one)
    if event.kind is Kind.SIEGE and crowd:
        return "Riots", "Violent demonstration", "a siege by a crowd"
    if event.kind is Kind.ARSON and crowd:
        return "Riots", "Mob violence", "looting or arson by a crowd"
    if event.kind is Kind.BOMBING and parties.one and parties.one[0].role is Role.STATE:
        return "Explosions/Remote violence", None, "a state bombed: whether from the air or with a charge is not told"
    if event.kind is not Kind.PROTEST:
        return None
    hurt = [c for c in (event.killed, event.wounded) if c and c.value.best]
    if hurt:
        return "Protests", "Excessive force against protesters", "a protest with people killed or wounded"
    return "Protests", "Peaceful protest", "a protest without violence told"


def _type(event: CanonicalEvent, parties: Sides) -> dict[str, Cell]:
    main, sub, rule = typed(event, parties)
    claims = sources.kind_claims(event)
    disorder = data(places.FILE)["acled"]["disorder"].get(main or "", "Political violence")
    targeted = _civilians(parties, sub)
    cells = {
        "disorder_type": Cell(disorder, "follows from the event type", claims),
        "event_type": Cell(main, rule, claims),
        "sub_event_type": Cell(sub, rule, claims),
    }
    if targeted:
        cells["civilian_targeting"] = Cell("Civilian targeting", "only civilians were hit", targeted)
    return cells


def _civilians(parties: Sides, sub: str | None) -> Claims:
    hit = [p for p in parties.two if p.role is not Role.UNKNOWN]
    if sub == "Excessive force against protesters":
        return tuple(c for p in (*parties.one, *parties.two) for c in p.claims)
    return tuple(c for p in hit for c in p.claims) if all(p.role is Role.CIVILIAN for p in hit) else ()


def _when(event: CanonicalEvent) -> dict[str, Cell]:
    span = days.days_of(event)
    coded = days.acled_day(span) if span else None
    if coded is None:
        return {}
    day, precision, rule = coded
    claims = sources.claims_of(event.when)
    return {
        "event_date": Cell(day.isoformat(), rule, claims),
        "year": Cell(day.year, "of the event date", claims),
        "time_precision": Cell(precision, "1 a day, 2 within a week, 3 within a month", claims),
    }


def name_of(player: Player, event: CanonicalEvent) -> tuple[str, str]:
    """Return what ACLED calls a party, and the rule.

    Forces of a state, civilians and groups that nobody names have names by convention, with the country they belong
    to, or else where it happened. ACLED adds the years of a government, which no report tells: they are left out.
    """
    where = places.country_name(places.iso_of(event))
    home = places.country_name(player.country, the=True)
    if player.role is Role.STATE and not (player.id and not player.id.startswith("iso:")):
        force = "Police Forces" if player.police else "Military Forces"
        if not home:
            return f"Unidentified {force}", "ACLED's name for forces of a state that no report names"
        return f"{force} of {home}", "ACLED's name for the forces of a state, without the years of a government"
    if player.role is Role.CIVILIAN:
        place = places.country_name(player.country) or where
        return (
            f"Civilians ({place})" if place else "Civilians",
            "ACLED's name for civilians, with their country or the event's",
        )
    if player.role in (Role.PROTESTER, Role.RIOTER):
        crowd = "Protesters" if player.role is Role.PROTESTER else "Rioters"
        return f"{crowd} ({where})" if where else crowd, "ACLED's name for a crowd, with the country of the event"
    if player.named:
        return player.name, "the name of the group, one for all its spellings"
    return _unidentified(where), f"ACLED's name for a group that no report names ({player.name!r})"


def _unidentified(where: str) -> str:
    return f"Unidentified Armed Group ({where})" if where else "Unidentified Armed Group"


def inter_of(player: Player, event: CanonicalEvent) -> tuple[int, str]:
    """Return the inter code of a party, and the rule."""
    if player.role is Role.COALITION:
        return 8, "a coalition of several states is an external force"
    if player.role is Role.STATE:
        here = places.iso_of(event)
        if player.country and here and player.country != here:
            return 8, "a state's forces outside their own country are external forces"
        return 1, "forces of a state"
    if player.role is Role.REBEL and player.named:
        return 2, "a named armed group, unless reports call it a militia or it is part of one"
    codes = {Role.PROTESTER: 6, Role.RIOTER: 5, Role.CIVILIAN: 7}
    return codes.get(player.role, 3), f"{player.role}: an armed group that is unnamed or called a militia is 3"


def _actors(event: CanonicalEvent, parties: Sides) -> tuple[list[Player], list[Player]]:
    """Return the two sides as ACLED has them: only parties of whom reports tell what they are, protesters first.

    Violence that nobody is named for is by an unidentified group, crowd or, from the air, military; other events have
    no first actor then.
    """
    one, two = ([p for p in side if p.role is not Role.UNKNOWN] for side in (parties.one, parties.two))
    main, claims = typed(event, parties)[0], sources.kind_claims(event)
    if main == "Protests" and any(p.role is Role.PROTESTER for p in two):
        return two, one
    if one or main == "Strategic developments":
        return one, two
    role = {"Protests": Role.PROTESTER, "Riots": Role.RIOTER}.get(main or "", Role.MILITIA)
    if event.kind is Kind.AIR_STRIKE and not any(arms.family == "drone" for arms in event.weapons):
        role = Role.STATE
    return [Player("nobody", role, None, False, "no report names or accuses anybody", claims)], two


def _parties(event: CanonicalEvent, parties: Sides, options: Options) -> dict[str, Cell]:
    cells: dict[str, Cell] = {}
    one, two = _actors(event, parties)
    for side, players in (("1", one), ("2", two)):
        if not players:
            cells[f"inter{side}"] = Cell(0 if options.inter == "numeric" else None, "no second actor")
            continue
        first = players[0]
        name, rule = name_of(first, event)
        cells[f"actor{side}"] = Cell(name, f"{first.how}; {rule}", first.claims)
        clear = [p for p in players[1:] if p.named or p.role not in ARMED_GROUPS]
        names = [(n, p) for p in clear if (n := name_of(p, event)[0]) != name]
        if names:
            claims = tuple(dict.fromkeys(c for _, p in names for c in p.claims))
            cells[f"assoc_actor_{side}"] = Cell(sources.joined(n for n, _ in names), "others on this side", claims)
        code, why = inter_of(first, event)
        cells[f"inter{side}"] = Cell(_inter(code, options), why, first.claims)
    pair = _interaction(event, one, two)
    if pair is not None:
        value = pair if options.inter == "numeric" else data(places.FILE)["acled"]["interaction"][str(pair)]
        claims = tuple(dict.fromkeys(c for p in (*one[:1], *two[:1]) for c in p.claims))
        cells["interaction"] = Cell(value, "the two inter codes, the lower one first", claims)
    return cells


def _inter(code: int, options: Options) -> int | str:
    return code if options.inter == "numeric" else str(data(places.FILE)["acled"]["inter"][str(code)])


def _interaction(event: CanonicalEvent, one: Sequence[Player], two: Sequence[Player]) -> int | None:
    codes = sorted(inter_of(side[0], event)[0] for side in (one, two) if side)
    if not codes:
        return None
    pair = codes[0] * 10 + (codes[1] if len(codes) == 2 else 0)
    return pair if str(pair) in data(places.FILE)["acled"]["interaction"] else None


def _unlisted(event: CanonicalEvent, parties: Sides) -> list[Loss]:
    one, two = _actors(event, parties)
    if not (one or two) or _interaction(event, one, two) is not None:
        return []
    claims = tuple(dict.fromkeys(c for p in (*one[:1], *two[:1]) for c in p.claims))
    pair = " and ".join(str(inter_of(side[0], event)[0]) for side in (one, two) if side)
    return [Loss(event.id, "interaction", f"inter {pair}", NOT_LISTED, claims)]


def _where(event: CanonicalEvent) -> dict[str, Cell]:
    place = places.place_of(event)
    if place is None:
        return {}
    claims = sources.claims_of(event.where)
    first, second, third = places.divisions(place)
    said: dict[str, tuple[str | int | float | None, str]] = {
        "iso": (places.country_number(place.country), "ISO 3166-1 number of the country"),
        "region": (places.region(place.country), "ACLED's region of the country"),
        "country": (places.country_name(place.country), "the country of the place"),
        "admin1": (first, "the province of the place in the gazetteer"),
        "admin2": (second, "the district of the place in the gazetteer"),
        "admin3": (third, "the sub-district of the place in the gazetteer"),
        "location": (places.town(place), "the place named, or the one that a position is told from"),
        "latitude": (place.lat, f"point of the place in the gazetteer, precision {place.precision}"),
        "longitude": (place.lon, f"point of the place in the gazetteer, precision {place.precision}"),
        "geo_precision": (
            places.ACLED_PRECISION.get(place.precision),
            "1 a town or site, 2 near one, 3 a larger region",
        ),
    }
    if place.precision is PlacePrecision.UNKNOWN:
        said.pop("geo_precision")
    return {name: Cell(value, rule, claims) for name, (value, rule) in said.items() if value not in (None, "")}


def _story(book: Book, event: CanonicalEvent, parties: Sides) -> dict[str, Cell]:
    cells = {
        "source": Cell(sources.outlets(event), "the outlets of the reports", sources.telling(event)),
        "notes": Cell(
            sources.story(event, parties), "what the columns drop, in the words of the ledger", sources.telling(event)
        ),
    }
    if event.killed is None:
        cells["fatalities"] = Cell(0, "no report gives a number of dead: ACLED counts reported fatalities, so 0")
    else:
        best = event.killed.value.best if event.killed.value.best is not None else event.killed.value.low
        rule = f"policy {book.policy}: {event.killed.why}"
        cells["fatalities"] = Cell(best, rule, sources.claims_of(event.killed))
    return cells
