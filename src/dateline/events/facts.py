"""Turns the gathered wordings of an event into the event and its claims, slot by slot, each value with its words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dateline.events.aims import aims
from dateline.events.doers import doers
from dateline.events.grouping import Story
from dateline.events.setting import (
    called,
    came,
    hours_after,
    hours_later,
    reckoned,
    release_day,
    scene_day,
    summed_day,
    when,
    where,
)
from dateline.events.sites import counted_sites
from dateline.events.tolls import all_tolls
from dateline.events.voices import Telling, lead_wording
from dateline.model.actor import Harm, Munition, Scope, Status
from dateline.model.claim import (
    CASUALTY,
    KIND,
    PERPETRATOR,
    STATUS,
    TARGET,
    TOLL,
    WEAPON,
    WHEN,
    WHERE,
    Claim,
    NamedCasualty,
    Slot,
    Target,
)
from dateline.model.event import Event, EventStatus, Kind
from dateline.model.found import Found, TollSeen
from dateline.model.page import Page
from dateline.model.report import cited

MANNED = ("aircraft", "helicopter")
"""Families of what people fly in: shot down, it is what was hit."""
TAKEN = ("events.seizure", "events.taken_place")
"""Rule of a place taken by force."""


def make_event(page: Page, story: Story) -> Event:
    """Return the event of a story; its trigger is the fullest wording in the body of the report."""
    lead = lead_wording(story)
    rest = [m for m in story.wordings if m is not lead]
    quotes = [page.evidence(m.trigger.start, m.trigger.end, m.trigger.rule) for m in (lead, *rest)]
    return Event.of(_kind(story), quotes[0], tuple(quotes[1:]))


def _kind(story: Story) -> Kind:
    """A fight is told by losses on both sides where no word says what it was; a place taken with dead was attacked."""
    dead = any(t.value.toll.harm is Harm.KILLED and t.value.toll.estimate.low for m in story.wordings for t in m.tolls)
    if story.kind is Kind.SEIZURE and dead and any(m.trigger.rule in TAKEN for m in story.wordings):
        fought = any(m.trigger.kind is Kind.ARMED_CLASH for m in story.wordings)
        return Kind.ARMED_CLASH if fought else Kind.ARMED_ASSAULT
    sides = {t.value.toll.group.status for m in story.wordings for t in m.tolls if t.value.toll.group is not None}
    both = sides & {Status.MILITARY, Status.SECURITY, Status.POLICE} and Status.MILITIA in sides
    return Kind.ARMED_CLASH if both and story.kind in (Kind.ATTACK, Kind.RAID) else story.kind


def facts(telling: Telling, told: Sequence[Telling]) -> list[Claim[Any]]:
    """Return all claims of an event, slot by slot; `told` are all events of the report."""
    lead = lead_wording(telling.story)
    happened = [m.status for m in telling.story.wordings if m.status is EventStatus.HAPPENED]
    trigger = lead.trigger
    out = [
        _claim(telling, KIND, Found(trigger.start, trigger.end, telling.event.kind, trigger.rule)),
        _claim(telling, STATUS, Found(trigger.start, trigger.end, (*happened, lead.status)[0], trigger.rule)),
    ]
    dated = when(telling) or reckoned(telling, told) or hours_after(telling, told) or hours_later(telling, told)
    dated = dated or scene_day(telling) or release_day(telling) or called(telling) or came(telling, told)
    dated = dated or summed_day(telling)
    out += [_claim(telling, WHEN, dated)] if dated is not None else []
    out += [_claim(telling, WHERE, found) for found in where(telling)]
    targets = [*aims(telling), *counted_sites(telling, told)]
    many: list[tuple[Slot[Any], list[Found[Any]]]] = [
        (PERPETRATOR, list(doers(telling))),
        (TARGET, list(targets)),
        (WEAPON, list(_weapons(telling.story, targets))),
    ]
    out += [_claim(telling, slot, f) for slot, found in many for f in found]
    return out + _harm(telling)


def _claim(telling: Telling, slot: Slot[Any], found: Found[Any]) -> Claim[Any]:
    evidence = telling.page.evidence(found.start, found.end, found.rule)
    attribution = telling.voices.attribution(found.start, found.end)
    return Claim(telling.event.id, slot, found.value, cited(evidence), attribution)


def _harm(telling: Telling) -> list[Claim[Any]]:
    """The counts that stand, and the people harmed by name."""
    out = []
    told = all_tolls(telling.page, telling.story)
    for toll in told:
        out.append(_claim(telling, TOLL, Found(toll.start, toll.end, toll.value.toll, toll.rule)))
        out += _named(telling, toll)
    # "Tom Ruhl was killed" after "two men were killed" is told again and counts nobody; he is named all the same.
    counted = {(_chain(telling, i), t.value.toll.harm) for t in told for i in t.value.people}
    for toll in (t for m in telling.story.wordings for t in m.tolls if t.value.people and t not in told):
        mine = {(_chain(telling, i), toll.value.toll.harm) for i in toll.value.people}
        out += [] if mine <= counted or toll.value.cumulative else _named(telling, toll)
        counted |= mine
    return out


def _chain(telling: Telling, person: int) -> int:
    """The number of a person, the same at each mention."""
    return telling.index.found.people[person].value.chain


def _named(telling: Telling, toll: Found[TollSeen]) -> list[Claim[Any]]:
    """The people harmed by name."""
    out = []
    for i in toll.value.people:
        person = telling.index.found.people[i]
        named = NamedCasualty(person.value.person, toll.value.toll.harm)
        out.append(_claim(telling, CASUALTY, Found(person.start, person.end, named, person.rule)))
    return out


def _weapons(story: Story, targets: list[Found[Target]]) -> list[Found[Munition]]:
    """The weapons used, each once; what was hit ("destroyed 14 tanks") is no weapon, what was shot down is both."""
    hit = {i for t in targets for i in range(t.start, t.end)} if story.kind is not Kind.INTERCEPTION else set()
    used = [w for m in story.wordings for w in m.weapons if _is_used(w.value)]
    downed = story.kind is not Kind.INTERCEPTION
    used = [w for w in used if not (downed and w.value.family in MANNED and w.value.scope is Scope.INTERCEPTED)]
    weapons = [w for w in used if w.value.scope is not None or not hit.intersection(range(w.start, w.end))]
    return [
        w
        for n, w in enumerate(weapons)
        if not any(_covers(o.value, w.value, n < k) for k, o in enumerate(weapons) if k != n)
    ]


def _is_used(weapon: Munition) -> bool:
    """A launcher or a vehicle is what fires, not what is fired; found ones are kept."""
    return weapon.family not in ("launcher", "vehicle") or weapon.scope is not None


def _covers(one: Munition, other: Munition, later: bool) -> bool:
    """Whether `one` says all that `other` says, and more (or the same, earlier)."""
    if one.family != other.family and {one.family, other.family} != {"rocket", "missile"}:
        return False
    if other.count is None:
        return one.count is not None or (one.scope is not None and other.scope is None) or not later
    return (one.count, one.scope) == (other.count, other.scope) and not later
