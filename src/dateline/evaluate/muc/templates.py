"""Writes the incidents of the trained reader as MUC-4 templates: strings as published, the set fills it was taught.

Days, places and numbers come from the rooms that find them in any report. Source: MUC-4 task documentation, parts 1, 2.
"""

from __future__ import annotations

import re
from typing import Any

from dateline.evaluate.muc.places import location
from dateline.evaluate.muc.settings import EFFECT, HALF
from dateline.model.estimate import Estimate
from dateline.model.found import Findings
from dateline.model.page import Page
from dateline.trained.entities import Entity
from dateline.trained.incidents import Incident
from dateline.trained.labels import HEADS
from dateline.trained.mentions import Mention

Template = dict[str, list[Any]]
WITHOUT_WEAPON = ("ARSON", "KIDNAPPING")
"""Kinds to which no instrument applies. Source: task documentation, 7.7."""
WITHOUT_THING = ("KIDNAPPING",)
"""Kinds to which no physical target applies. Source: task documentation, 7.13."""
PLURALS = frozenset(("people", "men", "women", "children", "police", "personnel", "policemen", "clergymen", "youths"))


def response(page: Page, found: Findings, incidents: list[Incident]) -> dict[str, Any]:
    """Return the templates of one message in the form that the scorer reads."""
    return {"docid": page.report.id, "templates": [template(page, found, one) for one in incidents]}


def template(page: Page, found: Findings, incident: Incident) -> Template:
    """Return one incident as a template; slots that it does not fill are left out."""
    slots: Template = {
        "incident_date": _day(page, found, incident),
        "incident_location": location(page, found, incident),
        "incident_type": [incident.kind],
        "incident_stage": [incident.stage],
    }
    if incident.category != "-":
        slots["perp_incident_category"] = [incident.category]
    slots |= _weapons(page, incident) | _doers(page, incident)
    return slots | _things(page, found, incident) | _people(page, found, incident)


def quoted(page: Page, mention: Mention) -> str:
    """Return the words of a mention as published, on one line.

    The words that a dictionary of the message gives in brackets after a name are kept: a system "may be granted full
    credit" for both together (task documentation, part 2, slot 10).
    """
    exact = page.evidence(mention.start, mention.end, "trained.mention").exact
    return re.sub(r"\s+", " ", exact)


def _day(page: Page, found: Findings, incident: Incident) -> list[str]:
    """The day of the surest date told of it; else "on or before" the message's (7.3 note 3)."""
    for entity in sorted(incident.of("date"), key=lambda e: -e.score):
        for one in found.dates:
            when = one.value
            overlaps = any(one.start < m.end and m.start < one.end for m in entity.mentions)
            if overlaps and when.placed and when.earliest and when.latest and (when.latest - when.earliest).days < 2:
                days = [day.strftime("%d %b %y").upper() for day in (when.earliest, when.latest)]
                return [" - ".join(dict.fromkeys(days))]
    published = page.report.published
    return [f"- {published.strftime('%d %b %y').upper()}"] if published else []


def _weapons(page: Page, incident: Incident) -> Template:
    if incident.kind in WITHOUT_WEAPON:
        return {}
    named = {quoted(page, weapon.fullest): weapon for weapon in incident.of("weapon")}
    return {
        "incident_instrument_id": list(named),
        "incident_instrument_type": [{"value": one.answer("weapon"), "xref": name} for name, one in named.items()],
    }


def _doers(page: Page, incident: Incident) -> Template:
    groups = {quoted(page, group.fullest): group for group in incident.of("organization")}
    return {
        "perp_individual_id": list(dict.fromkeys(quoted(page, e.first) for e in incident.of("perpetrator"))),
        "perp_organization_id": list(groups),
        "perp_organization_confidence": [
            {"value": group.answer("confidence"), "xref": name} for name, group in groups.items()
        ],
    }


def _things(page: Page, found: Findings, incident: Incident) -> Template:
    if incident.kind in WITHOUT_THING:
        return {}
    things = {quoted(page, thing.first): thing for thing in incident.of("thing")}
    return {
        "phys_tgt_id": list(things),
        "phys_tgt_type": [{"value": thing.answer("thing"), "xref": name} for name, thing in things.items()],
        "phys_tgt_number": [{"value": number(page, found, thing), "xref": name} for name, thing in things.items()],
        "phys_tgt_effect": [
            {"value": effect, "xref": name} for name, thing in things.items() for effect in _effects(thing, "damage")
        ],
    }


def _people(page: Page, found: Findings, incident: Incident) -> Template:
    people = incident.of("person")
    named = {quoted(page, e.fullest): e for e in people if e.is_name}
    described = [e for e in people if not e.is_name]
    titles = {
        name: title for name, e in named.items() if (title := next((d for d in described if _beside(e, d)), None))
    }
    groups = {quoted(page, e.first): e for e in described if e not in titles.values()}
    every = named | {name: e for name, e in groups.items() if name not in named}
    return {
        "hum_tgt_name": list(named),
        "hum_tgt_description": [
            *({"value": quoted(page, title.first), "xref": name} for name, title in titles.items()),
            *groups,
        ],
        "hum_tgt_type": [{"value": e.answer("person"), "xref": name} for name, e in every.items()],
        "hum_tgt_number": [
            {"value": "1" if e.is_name else number(page, found, e), "xref": name} for name, e in every.items()
        ],
        "hum_tgt_effect": [
            {"value": effect, "xref": name} for name, e in every.items() for effect in _effects(e, "fate")
        ],
    }


def _beside(name: Entity, title: Entity) -> bool:
    """Whether a description stands right before a name or, after a comma, right behind it."""
    return any(0 <= n.start - t.end <= 1 or 0 <= t.start - n.end <= 2 for n in name.mentions for t in title.mentions)


def _effects(entity: Entity, question: str) -> list[str]:
    """Return what became of it: each answer surer than `EFFECT`, and the likeliest one if it is nearly so."""
    chances = entity.chances(question)
    best = max(chances)
    return [
        answer
        for answer, chance in zip(HEADS[question], chances, strict=True)
        if chance > EFFECT or (chance == best and chance > EFFECT * HALF)
    ]


def number(page: Page, found: Findings, entity: Entity) -> str:
    """Return how many an entity is: the number told in or right before a mention, else one or `PLURAL`."""
    for mention in entity.mentions:
        for count in found.counts:
            inside = mention.start <= count.start < mention.end or count.end == mention.start
            if inside and count.start < mention.end:
                return in_words(count.value.estimate)
    head = entity.first.words
    head = head[: head.index("of")] if "of" in head[1:] else head
    last = head[-1]
    return "PLURAL" if (last.endswith("s") and not last.endswith("ss")) or last in PLURALS else "1"


def in_words(estimate: Estimate) -> str:
    """Write a number as the task does: "3", "~30", "10 - 20", "100 -".

    >>> in_words(Estimate.exactly(3)), in_words(Estimate(100, None, None, "more than"))
    ('3', '100 -')
    """
    if estimate.best is not None and estimate.approximate:
        return f"~{estimate.best}"
    if estimate.low == estimate.high:
        return str(estimate.low)
    if estimate.high is None:
        return f"{estimate.low} -"
    return f"{estimate.low or 0} - {estimate.high}"
