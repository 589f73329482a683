"""Fills MUC-4 forms from the incidents of the trained reader: strings as published, the set fills it was taught.

Days, places and numbers come from the rooms that find them in any report. Source: MUC-4 task documentation, parts 1, 2.
"""

from __future__ import annotations

import re

from dateline.evaluate.muc.form import Form, Hit
from dateline.evaluate.muc.places import location
from dateline.model.actor import ActorKind
from dateline.model.estimate import Estimate
from dateline.model.found import Findings
from dateline.model.page import Page
from dateline.trained.entities import Entity
from dateline.trained.incidents import Incident
from dateline.trained.marks.labels import HEADS
from dateline.trained.marks.mentions import Mention

EFFECT = 0.5
"""How surely something became of a person or a thing. Found on held-out messages of MUC-4 DEV."""
HALF = 0.8
"""The share of `EFFECT` that is enough for the likeliest answer."""
PLURALS = frozenset(("people", "men", "women", "children", "police", "personnel", "policemen", "clergymen", "youths"))


def form(page: Page, found: Findings, incident: Incident) -> Form:
    """Return one incident as a form."""
    things = {hit.name: hit for e in incident.of("thing") for hit in [_hit(page, found, e, "thing", "damage")]}
    return Form(
        kind=incident.kind,
        stage=incident.stage,
        date=_day(page, found, incident),
        place=location(page, found, incident),
        category="" if incident.category == "-" else incident.category,
        weapons={quoted(page, e.fullest): e.answer("weapon") for e in incident.of("weapon")},
        doers={quoted(page, e.first): e.score for e in incident.of("perpetrator")},
        groups=_groups(page, found, incident),
        things=list(things.values()),
        people=_people(page, found, incident),
    )


def quoted(page: Page, mention: Mention) -> str:
    """Return the words of a mention as published, on one line.

    The words that a dictionary of the message gives in brackets after a name are kept: a system "may be granted full
    credit" for both together (task documentation, part 2, slot 10).
    """
    return words(page, mention.start, mention.end)


def words(page: Page, start: int, end: int) -> str:
    """Return tokens as published, on one line."""
    return re.sub(r"\s+", " ", page.evidence(start, end, "trained.mention").exact)


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


def _groups(page: Page, found: Findings, incident: Incident) -> dict[str, str]:
    """The organisations, each once, by the name that a list knows where their words hold one."""
    out: dict[str, str] = {}
    seen: set[str] = set()
    for entity in incident.of("organization"):
        listed = [
            f
            for m in entity.mentions
            for f in found.actors
            if f.value.actor.id and f.value.actor.kind is ActorKind.GROUP and f.start < m.end and m.start < f.end
        ]
        known = max(listed, key=lambda f: f.end - f.start, default=None)
        if known is None:
            out.setdefault(quoted(page, entity.fullest), entity.answer("confidence"))
        elif known.value.actor.id not in seen:
            seen.add(str(known.value.actor.id))
            out.setdefault(words(page, known.start, known.end), entity.answer("confidence"))
    return out


def _hit(page: Page, found: Findings, entity: Entity, type_of: str, fate: str) -> Hit:
    name = quoted(page, entity.fullest if entity.is_name and type_of == "person" else entity.first)
    named = type_of == "person" and entity.is_name
    count = "1" if named else number(page, found, entity)
    return Hit(name, entity.answer(type_of), count, _effects(entity, fate), named=named, score=entity.score)


def _people(page: Page, found: Findings, incident: Incident) -> list[Hit]:
    """The people hit; a description beside a name is the title of that person and nobody else."""
    people = incident.of("person")
    described = [e for e in people if not e.is_name]
    out: dict[str, Hit] = {}
    for entity in people:
        if entity.is_name:
            hit = _hit(page, found, entity, "person", "fate")
            title = next((one for one in described if _beside(entity, one)), None)
            if title is not None:
                described.remove(title)
                hit.title = quoted(page, title.first)
            out[hit.name] = hit
    for entity in described:
        hit = _hit(page, found, entity, "person", "fate")
        out.setdefault(hit.name, hit)
    return list(out.values())


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
    head = head[: head.index("of", 1)] if "of" in head[1:] else head
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
