"""Writes what was read as MUC-4 templates, so that the scorer of 1992 can judge it (responses as JSON Lines).

The task keeps attacks on people and things that are not purely military, in nine countries, of the two months before
the message; events outside that are left out here, not in the reading. The vocabularies stand in `rules.toml`.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import tomllib
from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import pycountry

from dateline.evaluate.muc.form import PRESUMED, Template, alike
from dateline.ledger.records import Casualties, EventRecord, Party
from dateline.ledger.view import fold
from dateline.lexicon.persons import nouns
from dateline.model.actor import ActorKind, Group, Harm, Person, Status
from dateline.model.claim import WHERE, Target
from dateline.model.estimate import Estimate
from dateline.model.extraction import Extraction
from dateline.model.when import When
from dateline.model.where import Place, PlacePrecision

RECENT = timedelta(days=62)
"""Two months before the message. Source: MUC-4 task documentation, 1.0 point 6."""
STATE_ACTORS = (ActorKind.STATE, ActorKind.FORCE)
ORGANISED = (ActorKind.FORCE, ActorKind.GROUP, ActorKind.COALITION, ActorKind.ORGANISATION)
"""Actors that are organisations; a state as such is none, its forces are."""
ARMED = (Status.MILITARY, Status.MILITIA, Status.POLICE, Status.SECURITY)


@cache
def vocabulary() -> dict[str, Any]:
    """Return how Dateline's words read in MUC-4."""
    return tomllib.loads(files("dateline.evaluate.muc").joinpath("rules.toml").read_text("utf-8"))


def response(extraction: Extraction) -> dict[str, Any]:
    """Return the templates of one message in the form that the scorer reads."""
    published = extraction.report.published
    events = fold(extraction)
    country = main_country(events)
    wanted = [event for event in events if is_relevant(event, published)]
    return {"docid": extraction.report.id, "templates": [template(event, published, country) for event in wanted]}


def main_country(events: Iterable[EventRecord]) -> str | None:
    """Return the country, of those that the task is about, at which most events of a message are put; or None.

    An event without a place is put there: a location "should never be left blank" (task documentation, 7.4 note 5).
    """
    placed = Counter(c.value.country for event in events for c in event.claims if c.slot is WHERE)
    named = Counter(p.actor.country for event in events for p in event.perpetrators)
    known = [(n, country) for country, n in (placed or named).items() if country in vocabulary()["nations"]]
    return max(known, key=lambda pair: pair[0])[1] if known else None


def official_score(scorer: Path, key: Path, responses: Path) -> str:
    """Run a scorer of MUC-4 templates that a user has, with its automatic judge; return its verdict in words."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        command = [sys.executable, str(scorer), "--key", str(key), "--response", str(responses), "--json", str(report)]
        ran = subprocess.run(command, capture_output=True, text=True, check=False)
        if ran.returncode:
            return f"the scorer failed: {ran.stderr.strip()[-200:]}"
        whole = json.loads(report.read_text("utf-8"))["rows"]["ALL TEMPLATES"]
    return f"recall {whole['REC']}, precision {whole['PRE']}, F {whole['F']}"


def write_responses(extractions: Iterable[Extraction], path: Path) -> None:
    """Write the response file of a test set, one message a line."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(response(extraction)) + "\n" for extraction in extractions), "utf-8")


def is_relevant(event: EventRecord, published: date | None) -> bool:
    """Whether the task wants an event: its kind, how real it is, how recent, where, and against whom."""
    known = vocabulary()
    if event.kind not in known["kind"] or event.status not in known["stage"]:
        return False
    country = event.where.value.country if event.where else None
    if country and country not in known["nations"]:
        return False
    latest = event.when.value.latest if event.when else None
    if latest and published and latest < published - RECENT:
        return False
    hit = [c.group.status for c in (*event.casualties, *event.taken)] + [status_of(name) for name in aimed_at(event)]
    return bool(event.people or named_targets(event) or physical(event)) or any(status not in ARMED for status in hit)


def template(event: EventRecord, published: date | None, country: str | None = None) -> Template:
    """Return one event as a template; slots that the event does not fill are left out.

    Args:
        country: where to put an event that is put nowhere.
    """
    known = vocabulary()
    place = event.where.value if event.where else None
    slots: Template = {
        "incident_date": _dates(event.when.value if event.when else None, published),
        "incident_location": _location(place) or ([nation(country)] if country else []),
        "incident_type": [known["kind"][event.kind]],
        "incident_stage": [known["stage"][event.status]],
        "incident_instrument_id": [w.value.name for w in event.weapons],
        "incident_instrument_type": [
            {"value": known["instrument"][w.value.family], "xref": w.value.name}
            for w in event.weapons
            if w.value.family in known["instrument"]
        ],
    }
    return slots | _perpetrators(event.perpetrators) | _things(event) | _people(event, place)


def _dates(when: When | None, published: date | None) -> list[str]:
    if when is None or when.earliest is None or when.latest is None:
        return [f"- {_day(published)}"] if published else []
    if when.earliest == when.latest:
        return [_day(when.earliest)]
    return [f"{_day(when.earliest)} - {_day(when.latest)}"]


def _day(day: date) -> str:
    return day.strftime("%d %b %y").upper()


def nation(code: str) -> str:
    """Return the name of a country as the set list writes it.

    >>> nation("SV"), nation("BO")
    ('EL SALVADOR', 'BOLIVIA')
    """
    found = pycountry.countries.get(alpha_2=code)
    return str(found.name).split(",")[0].upper() if found else code


def _location(place: Place | None) -> list[str]:
    if place is None or place.country is None:
        return []
    if place.precision is PlacePrecision.COUNTRY:
        return [nation(place.country)]
    name = place.offset.origin if place.offset else place.name
    told, kind = told_kind(name.upper().split(" IN ")[-1], vocabulary()["place"].get(place.kind, "CITY"))
    return [f"{nation(place.country)}: {told} ({kind})"]


def told_kind(name: str, kind: str) -> tuple[str, str]:
    """Return a place's name without a word for its kind at the end, and that kind; "Guatemala City" keeps its own.

    >>> told_kind("TIERRALTA MUNICIPALITY", "CITY"), told_kind("GUATEMALA CITY", "CITY")
    (('TIERRALTA', 'MUNICIPALITY'), ('GUATEMALA CITY', 'CITY'))
    """
    *words, last = name.split()
    if not words or last not in vocabulary()["told_kinds"] or " ".join(words) in vocabulary()["named_as_country"]:
        return name, kind
    return " ".join(words), last


def _perpetrators(parties: tuple[Party, ...]) -> Template:
    if not parties:
        return {"perp_incident_category": [PRESUMED]}
    organised = _once([p for p in parties if p.actor.kind in ORGANISED])
    single = [p for p in parties if p.actor.kind in (ActorKind.DESCRIBED, ActorKind.PERSON)]
    by_state = any(p.actor.kind in STATE_ACTORS for p in parties)
    return {
        "perp_incident_category": ["STATE-SPONSORED VIOLENCE" if by_state else "TERRORIST ACT"],
        "perp_individual_id": _doers([p.name for p in single], [p.name for p in organised]),
        "perp_organization_id": list(dict.fromkeys(p.name for p in organised)),
        "perp_organization_confidence": [
            {"value": vocabulary()["confidence"][p.responsibility], "xref": p.name} for p in organised
        ],
    }


def _doers(names: list[str], groups: list[str]) -> list[str]:
    """Return the people who did it: those whose words mean people, each once, none that is an organisation's name."""
    out: list[str] = []
    for name in names:
        told = is_people(name) or is_person(name)
        if told and name not in groups and not any(alike(name, one) for one in out):
            out.append(name)
    return out


def _once(parties: list[Party]) -> list[Party]:
    """Leave out a party that a list knows as the same as one before it: an acronym beside its name."""
    known: set[str] = set()
    out = []
    for party in parties:
        if party.actor.id is None or party.actor.id not in known:
            out.append(party)
        known |= {party.actor.id} if party.actor.id else set()
    return out


def _things(event: EventRecord) -> Template:
    things = {target.name: target.count for target in physical(event)}
    return {
        "phys_tgt_id": list(things),
        "phys_tgt_type": [{"value": word_type("thing", name) or "OTHER", "xref": name} for name in things],
        "phys_tgt_number": [
            {"value": _number(count) if count else _default_number(name), "xref": name}
            for name, count in things.items()
        ],
    }


def physical(event: EventRecord) -> list[Target]:
    """Return the targets that are things; people are human targets, and the name of a place is none."""
    places = {n.casefold() for c in event.claims if c.slot is WHERE for n in (c.value.name, *c.value.within)}
    named = [t.value for t in event.targets if not is_people(t.value.name) and not is_person(t.value.name)]
    return [t for t in named if t.name.casefold() not in places or word_type("thing", t.name)]


def named_targets(event: EventRecord) -> list[str]:
    """Return the names of people that were aimed at and are not among those harmed."""
    harmed = [person.name for person in event.people]
    named = [t.value.name for t in event.targets if is_person(t.value.name)]
    return [name for name in named if not any(name in other or other in name for other in harmed)]


def aimed_at(event: EventRecord) -> list[str]:
    """Return the groups of people that were aimed at and of whom no harm is told."""
    harmed = {c.group.name for c in (*event.casualties, *event.taken)}
    return [t.value.name for t in event.targets if is_people(t.value.name) and t.value.name not in harmed]


def is_person(name: str) -> bool:
    """Whether a target's name reads as the name of a person: two capitalised words or more and no word for a thing.

    >>> is_person("Roberto Olmo Vidal"), is_person("National Police headquarters"), is_person("Lentovar")
    (True, False, False)
    """
    parts = name.split()
    return (
        len(parts) > 1 and all(p[0].isupper() for p in parts) and not word_type("thing", name) and not is_people(name)
    )


def _default_number(name: str) -> str:
    return "PLURAL" if name.endswith("s") and not name.endswith("ss") else "1"


def _people(event: EventRecord, place: Place | None) -> Template:
    missed, spared = named_targets(event), aimed_at(event)
    names = [person.name for person in event.people] + missed
    groups = _victims(event)
    effects = [(p.name, p.fate) for p in event.people] + [(c.group.name, c.harm) for c in groups]
    titles = [(p.person.role or p.person.rank, p.name) for p in event.people]
    known = vocabulary()["effect"]
    return {
        "hum_tgt_name": names,
        "hum_tgt_description": [{"value": title, "xref": name} for title, name in titles if title]
        + [c.group.name for c in groups]
        + spared,
        "hum_tgt_type": [{"value": _person_type(p.person), "xref": p.name} for p in event.people]
        + [{"value": "CIVILIAN", "xref": name} for name in missed]
        + [{"value": _group_type(c.group), "xref": c.group.name} for c in groups]
        + [
            {"value": _group_type(Group(name, status=status_of(name) or Status.UNCLEAR)), "xref": name}
            for name in spared
        ],
        "hum_tgt_number": [{"value": "1", "xref": name} for name in names]
        + [{"value": _number(c.estimate), "xref": c.group.name} for c in groups]
        + [{"value": _default_number(name), "xref": name} for name in spared],
        "hum_tgt_foreign_nation": [
            {"value": nation(c.group.nationality), "xref": c.group.name}
            for c in groups
            if c.group.nationality and place and place.country not in (None, c.group.nationality)
        ],
        "hum_tgt_effect": [{"value": known[fate], "xref": name} for name, fate in effects if fate in known],
    }


def _person_type(person: Person) -> str:
    return word_type("office", person.role or "") or ("ACTIVE MILITARY" if person.rank else "CIVILIAN")


def _group_type(group: Group) -> str:
    return word_type("office", group.name) or str(vocabulary()["victim"][group.status])


def word_type(table: str, name: str) -> str | None:
    """Return the first type of a table of which a word stands in a name, or None.

    >>> word_type("thing", "the Salvadoran embassy building"), word_type("office", "a Jesuit priest")
    ('DIPLOMAT OFFICE OR RESIDENCE', 'CIVILIAN')
    """
    folded = f" {name.casefold()} "
    found = (str(one["type"]) for one in vocabulary()[table] if any(f" {word} " in folded for word in one["words"]))
    kind = next(found, None)
    former = vocabulary()["former"]
    if table == "office" and kind in former and any(f" {word} " in folded for word in former["words"]):
        return str(former[kind])
    return kind


def _victims(event: EventRecord) -> list[Casualties]:
    """Return each group of people harmed or aimed at, once; somebody named is counted among the named alone."""
    named = [person.name for person in event.people]
    told = (*event.casualties, *event.taken)
    harmed = {c.group.name: c for c in told if c.harm in (Harm.KILLED, Harm.WOUNDED, Harm.CAPTURED)}
    return [c for name, c in harmed.items() if not any(name in one or one in name for one in named)]


def _number(estimate: Estimate) -> str:
    if estimate.best is not None and estimate.approximate:
        return f"~{estimate.best}"
    if estimate.low == estimate.high:
        return str(estimate.low)
    if estimate.high is None:
        return f"{estimate.low} -"
    return f"{estimate.low or 0} - {estimate.high}"


def is_people(name: str) -> bool:
    """Whether a target's name means people.

    >>> is_people("four Jesuit priests"), is_people("power station")
    (True, False)
    """
    return status_of(name) is not None


def status_of(name: str) -> Status | None:
    """Return what people a name means, by its last word that means any; None for things."""
    head = name.casefold().split(" of ")[0].split(" in ")[0].split()
    return next((nouns()[end] for end in (" ".join(head[-2:]), head[-1]) if end in nouns()), None) if head else None
