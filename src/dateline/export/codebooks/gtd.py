"""GTD-shaped CSV: 135 columns, one row an attack by people who are no state. Source: GTD codebook 2021.

Most columns ask what no news report says; they stay empty, or hold the code that GTD has for "unknown" (-9, -99).
"""

from __future__ import annotations

from pathlib import Path

from dateline.export.book import Book
from dateline.export.cells import Cell, Loss, Row, Value, Written, write_coded
from dateline.export.codebooks.parts import days, losses, places, sources
from dateline.export.codebooks.parts.given import row, with_ids
from dateline.export.codebooks.parts.parties import ARMED_GROUPS, Role, Sides, count_of, finest, sides
from dateline.export.formats import Options
from dateline.ledger.canon.records import CanonicalEvent, Losses
from dateline.ledger.records import Claims
from dateline.lexicon import data
from dateline.model.actor import Harm, Scope, Status
from dateline.model.claim import PERPETRATOR, Responsibility, Stance
from dateline.model.event import EventStatus, Kind
from dateline.model.where import PlacePrecision

COLUMNS = tuple(data(places.FILE)["gtd"]["columns"].split())
UNKNOWN, UNCOUNTED = -9, -99
"""GTD's codes for "unknown", and for a number that is not known."""
MOST = 3
"""Groups, targets and citations that a row has room for."""
WEAPONS = 4
WHY = {
    "missing": "GTD has no column for the missing",
    "bounds": "GTD holds one number",
    "aside": "GTD holds one number",
    "direction": "GTD says only whether a group is suspected or claims it, not who says so",
    "denials": "GTD has no column for a denial",
    "weapons": "GTD codes the type of weapon, not how many",
    "people": "GTD names no victims but in its summary",
    "dissent": "GTD holds one value",
    "shape": "GTD holds a point and a code, no area",
    "range": "GTD holds one day",
    "status": "GTD does not say that an event is only alleged",
}


def write(book: Book, path: Path, options: Options) -> Written:
    """Write attacks that GTD would hold, by day; the others are losses with the reason."""
    rows: list[Row] = []
    lost: list[Loss] = []
    for event in book.events:
        parties = sides(event)
        reason = not_coded(event, parties)
        if reason:
            lost.append(losses.left_out(event, reason))
            continue
        cells = {**_when(event), **_where(event), **_attack(event), **_targets(event), **_groups(event, parties)}
        cells |= {**_claimed(event, parties), **_weapons(event), **_harm(book, event, parties), **_rest(event, parties)}
        known = {"eventid": [event.id]} | {
            name: [str(cells[text].value)]
            for name, text in (("country", "country_txt"), ("natlty1", "natlty1_txt"))
            if text in cells
        }
        with_ids(cells, options.ids, known)
        rows.append(row(event.id, COLUMNS, cells))
        lost += losses.dropped(event, WHY)
    write_coded(path, COLUMNS, rows)
    return Written(len(rows), rows, [*lost, *losses.tallies(book, "a running total is no event")])


def not_coded(event: CanonicalEvent, parties: Sides) -> str:
    """Return why GTD would not hold an event; empty if it would."""
    done = (*data(places.FILE)["happened"]["statuses"], EventStatus.FOILED)
    if event.kind not in data(places.FILE)["gtd"]["attack"]:
        return f"GTD holds attacks; the kind {event.kind} is none"
    if str(event.status) not in done:
        return f"GTD holds attacks carried out or tried, not what is {event.status}"
    if parties.one and parties.one[0].role in (Role.STATE, Role.COALITION):
        return "GTD holds attacks by people who are no state"
    if event.kind is Kind.AIR_STRIKE and not any(p.role in ARMED_GROUPS for p in parties.one):
        return "GTD holds attacks by people who are no state; no group is named for this air strike"
    span = days.days_of(event)
    if span is None or span.first.year != span.last.year:
        return "GTD needs a year: no report gives one that can be placed"
    return "" if event.where else "GTD needs a country: no report says where"


def _when(event: CanonicalEvent) -> dict[str, Cell]:
    span = days.days_of(event)
    if span is None:
        return {}
    claims = sources.claims_of(event.when)
    one_month = span.first.month == span.last.month
    cells = {
        "iyear": Cell(span.first.year, "the year that reports give", claims),
        "imonth": Cell(span.first.month if one_month else 0, "0 where the month is not known", claims),
        "iday": Cell(span.first.day if span.count == 1 else 0, "0 where the day is not known", claims),
    }
    if span.count > 1:
        cells["approxdate"] = Cell(f"{span.first} to {span.last}", "the days that reports allow", claims)
    return cells


def _where(event: CanonicalEvent) -> dict[str, Cell]:
    place = places.place_of(event)
    if place is None:
        return {}
    claims = sources.claims_of(event.where)
    near, at = place.precision is PlacePrecision.NEAR, f"point of the place, precision {place.precision}"
    is_town = place.precision in (*places.EXACT, PlacePrecision.NEAR, PlacePrecision.UNKNOWN)
    said: dict[str, tuple[Value, str]] = {
        "country_txt": (places.country_name(place.country), "the country of the place"),
        "provstate": (places.divisions(place)[0], "the province of the place in the gazetteer"),
        "city": (places.town(place) if is_town else "Unknown", "the town or site; Unknown where none is told"),
        "latitude": (place.lat, at),
        "longitude": (place.lon, at),
        "specificity": (
            places.GTD_SPECIFICITY.get(place.precision, places.GTD_UNKNOWN),
            "1 a town, 2 a district, 3 not in a town, 4 a province, 5 unknown",
        ),
        "vicinity": (int(near), "1 where it was near the town, 0 in it"),
        "location": (places.described(place) if place.offset else "", "where it was in the words of the reports"),
    }
    return {name: Cell(value, rule, claims) for name, (value, rule) in said.items() if value not in (None, "")}


def _attack(event: CanonicalEvent) -> dict[str, Cell]:
    codes, claims = data(places.FILE)["gtd"], sources.kind_claims(event)
    number = codes["attack"][event.kind]
    return {
        "attacktype1": Cell(number, f"kind {event.kind}", claims),
        "attacktype1_txt": Cell(codes["attack_names"][str(number)], f"kind {event.kind}", claims),
        "success": Cell(int(event.status is not EventStatus.FOILED), "0 where it was foiled", claims),
        "suicide": Cell(int(event.kind is Kind.SUICIDE_BOMBING), "1 a suicide attack", claims),
    }


def _targets(event: CanonicalEvent) -> dict[str, Cell]:
    """What was hit: the kinds of people harmed, up to three, then the first thing named."""
    codes = data(places.FILE)["gtd"]["targets"]
    cells: dict[str, Cell] = {}
    seen: dict[tuple[int, str | None], Losses] = {}
    for line in event.losses:
        status = next((s for s in Status if line.people.endswith(str(s))), Status.UNCLEAR)
        if str(status) in codes and line.harm in (Harm.KILLED, Harm.WOUNDED):
            seen.setdefault((codes[status][0], line.nationality), line)
    for n, ((code, nation), line) in enumerate(list(seen.items())[:MOST], 1):
        claims = sources.claims_of(line.count)
        text = next(text for number, text in codes.values() if number == code)
        cells[f"targtype{n}"] = Cell(code, f"{line.people} among the {line.harm}", claims)
        cells[f"targtype{n}_txt"] = Cell(text, f"{line.people} among the {line.harm}", claims)
        if nation:
            cells[f"natlty{n}_txt"] = Cell(places.country_name(nation), "nationality of the victims", claims)
    for n, target in enumerate(event.targets[:MOST], 1):
        cells[f"target{n}"] = Cell(target.name, "what was hit, as reports name it", target.claims)
    return cells


def _groups(event: CanonicalEvent, parties: Sides) -> dict[str, Cell]:
    """Who did it, up to three; accused and suspected ones are marked as uncertain."""
    cells: dict[str, Cell] = {}
    named = [p for p in (*parties.one, *parties.others) if p.named and p.role is not Role.UNKNOWN][:MOST]
    for n, player in enumerate(named, 1):
        suffix = "" if n == 1 else str(n)
        unsure = player.responsibility in (Responsibility.ACCUSED, Responsibility.SUSPECTED)
        cells[f"gname{suffix}"] = Cell(player.name, player.how, player.claims)
        cells[f"guncertain{n}"] = Cell(int(unsure), "1 where reports accuse or suspect it only", player.claims)
    if not named:
        claims = parties.one[0].claims if parties.one else sources.kind_claims(event)
        cells["gname"] = Cell("Unknown", "no report names who did it", claims)
    cells["nperps"] = Cell(UNCOUNTED, "not counted by Dateline")
    return cells


def _claimed(event: CanonicalEvent, parties: Sides) -> dict[str, Cell]:
    """Whether somebody claims it: 1, or 0 where nobody is told to."""
    boasts = [s for s in event.perpetrators if s.responsibility is Responsibility.CLAIMED]
    if boasts:
        claims = tuple(c for s in boasts for c in s.claims)
        cells = {"claimed": Cell(1, f"claimed by {sources.joined(s.name for s in boasts)}", claims)}
        if len(boasts) > 1:
            cells["compclaim"] = Cell(UNKNOWN, "several claim it; whether they compete is not told", claims)
        return cells
    every = (c for m in event.members for c in m.record.claims)
    nobody = tuple(c for c in every if c.attribution.stance is Stance.NO_CLAIM)
    if nobody:
        return {"claimed": Cell(0, "reports say that nobody has claimed it", nobody)}
    blamed = tuple(c for p in (*parties.one, *parties.others) for c in p.claims if c.slot is PERPETRATOR)
    return {"claimed": Cell(0, "no report tells of a claim of responsibility", blamed)}


def _weapons(event: CanonicalEvent) -> dict[str, Cell]:
    codes = data(places.FILE)["gtd"]
    used: dict[int, Claims] = {}
    names: list[str] = []
    for arms in event.weapons:
        of_state = arms.family in codes["of_states"] and event.kind is not Kind.AIR_STRIKE
        if arms.scope is not Scope.FOUND and arms.family in codes["weapons"] and not of_state:
            code = codes["weapons"][arms.family]
            used[code] = tuple(dict.fromkeys((*used.get(code, ()), *arms.claims)))
            names.append(arms.name)
    if not used:
        used = {codes["weapon_of"].get(event.kind, 13): sources.kind_claims(event)}
    cells: dict[str, Cell] = {}
    for n, (code, claims) in enumerate(list(used.items())[:WEAPONS], 1):
        cells[f"weaptype{n}"] = Cell(code, "the weapons that reports name, else the kind of attack", claims)
        cells[f"weaptype{n}_txt"] = Cell(codes["weapon_names"][str(code)], "the name of the type", claims)
    if names:
        claims = tuple(c for under in used.values() for c in under)
        cells["weapdetail"] = Cell(sources.joined(names), "the weapons as reports name them", claims)
    return cells


def _harm(book: Book, event: CanonicalEvent, parties: Sides) -> dict[str, Cell]:
    cells: dict[str, Cell] = {}
    for column, chosen in (("nkill", event.killed), ("nwound", event.wounded), ("nhostkid", event.captured)):
        if chosen is not None:
            value = chosen.value.best if chosen.value.best is not None else chosen.value.low
            value = chosen.value.high if value is None else value
            cells[column] = Cell(value, f"policy {book.policy}: {chosen.why}", sources.claims_of(chosen))
    for harm, us, doers in ((Harm.KILLED, "nkillus", "nkillter"), (Harm.WOUNDED, "nwoundus", "nwoundte")):
        told = _americans(event, harm)
        if told:
            cells[us] = _sum(told, f"Americans among the {harm}")
        own = [line for line in finest(event, harm) if line.people.endswith(Status.MILITIA) and _group_did_it(parties)]
        if own:
            cells[doers] = _sum(own, f"fighters of those who attacked among the {harm}")
    if event.kind is Kind.ABDUCTION:
        cells["ishostkid"] = Cell(1, "an abduction", sources.kind_claims(event))
        cells.setdefault("nhostkid", Cell(UNCOUNTED, "no report gives a number"))
    return cells


def _group_did_it(parties: Sides) -> bool:
    return any(p.role in ARMED_GROUPS for p in parties.one) and any(p.role not in ARMED_GROUPS for p in parties.two)


def _americans(event: CanonicalEvent, harm: Harm) -> list[Losses]:
    """The line that counts Americans, else those of American soldiers, contractors and others."""
    lines = [line for line in event.losses if line.harm is harm and line.nationality == "US"]
    return [line for line in lines if line.people == "US"] or lines


def _sum(lines: list[Losses], rule: str) -> Cell:
    claims = tuple(dict.fromkeys(c for line in lines for c in sources.claims_of(line.count)))
    return Cell(sum(count_of(line) for line in lines), rule, claims)


def _rest(event: CanonicalEvent, parties: Sides) -> dict[str, Cell]:
    claims = sources.telling(event)
    cells = {"summary": Cell(sources.story(event, parties), "what happened, in the words of the ledger", claims)}
    for n, citation in enumerate(sources.citations(event)[:MOST], 1):
        cells[f"scite{n}"] = Cell(citation, "the reports, by day of publication: outlet, day, headline", claims)
    foreign = {line.nationality for line in event.losses if line.nationality}
    here = places.iso_of(event)
    if foreign and here:
        under = tuple(
            dict.fromkeys(c for line in event.losses if line.nationality for c in sources.claims_of(line.count))
        )
        cells["INT_MISC"] = Cell(int(foreign != {here}), "1 where victims are from another country", under)
    for column in ("INT_LOG", "INT_IDEO", "INT_MISC", "property"):
        cells.setdefault(column, Cell(UNKNOWN, "no report tells"))
    abroad = cells["INT_MISC"].value == 1
    cells["INT_ANY"] = Cell(1 if abroad else UNKNOWN, "1 where any of the three is 1", cells["INT_MISC"].claims)
    if event.links:
        cells["related"] = Cell(*sources.tied(event))
    more = sources.citations(event)[MOST:]
    if more:
        cells["addnotes"] = Cell(f"Further reports: {sources.joined(more)}", "GTD cites three", claims)
    return cells
