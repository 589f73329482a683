"""By whose account: the outlets, headlines and days of the reports, who speaks in them, the claims under a value.

And the account itself: a few plain sentences for the columns that hold one.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from dateline.export.codebooks.parts.days import days_of
from dateline.export.codebooks.parts.parties import Player, Sides
from dateline.export.codebooks.parts.places import described, place_of
from dateline.export.words import number
from dateline.ledger.canon.records import CanonicalEvent, Chosen
from dateline.ledger.canon.voices import said_by
from dateline.ledger.records import Claims
from dateline.model.claim import KIND, Responsibility
from dateline.model.report import Evidence, Report


def reports_of(event: CanonicalEvent) -> tuple[Report, ...]:
    """Return the reports that tell an event, by day of publication, each once."""
    return tuple({m.report.id: m.report for m in event.members}.values())


def joined(values: Iterable[object], between: str = "; ") -> str:
    """Return values as one text, each once, empty ones left out."""
    return between.join(dict.fromkeys(str(v) for v in values if v not in (None, "")))


def outlets(event: CanonicalEvent) -> str:
    """Return the outlets that print it."""
    return joined(r.outlet for r in reports_of(event))


def citations(event: CanonicalEvent) -> list[str]:
    """Return the reports as they are cited: outlet, day, headline, as far as known; else by id."""
    return [joined((r.outlet, r.published, r.title), ", ") or r.id for r in reports_of(event)]


def claims_of(chosen: Chosen[Any] | None) -> Claims:
    """Return the claims that a value was made from."""
    return tuple(dict.fromkeys(c for account in chosen.used for c in account.claims)) if chosen else ()


def speakers(claims: Claims) -> tuple[str, ...]:
    """Return who says some claims; empty where the reports say it themselves."""
    return said_by(claims)


def kind_claims(event: CanonicalEvent) -> Claims:
    """Return the claims that tell what kind of event it is; without one, all of the report that says most."""
    said = tuple(c for m in event.members for c in m.record.claims if c.slot is KIND)
    return said or event.lead.record.claims[:1]


def claims_at(event: CanonicalEvent, evidence: Iterable[Evidence]) -> Claims:
    """Return the claims of an event that rest on some of these words."""
    wanted = set(evidence)
    every = (c for m in event.members for c in m.record.claims)
    return tuple(dict.fromkeys(c for c in every if wanted.intersection(c.evidence)))


def tied(event: CanonicalEvent) -> tuple[str, str, Claims]:
    """Return the ids of the events that an event is tied to, the rule with the words that tie them, and claims."""
    words = [one for link in event.links for one in link.evidence]
    said = joined((f'"{one.exact}"' for one in words), ", ")
    return (
        joined(link.to for link in event.links),
        f"events it is tied to, in the words {said}",
        claims_at(event, words),
    )


def telling(event: CanonicalEvent) -> Claims:
    """Return one claim of each report that tells the event: what a list of sources rests on."""
    return tuple(m.record.claims[0] for m in event.members if m.record.claims)


def story(event: CanonicalEvent, parties: Sides) -> str:
    """Return what happened in a few plain sentences, with what the columns cannot say: wounded, blame, disputes."""
    place, span = place_of(event), days_of(event)
    when = f"On {span.first}" if span and span.count == 1 else f"Between {span.first} and {span.last}" if span else ""
    doer = _by(parties.one[0]) if parties.one else "nobody named"
    what = str(event.kind).replace("_", " ")
    where = f", {described(place)}" if place else ""
    said = [f"{when}: {what} by {doer}{where}."]
    hit = joined((t.name for t in event.targets), ", ")
    weapons = joined(
        (joined((number(a.count.value) if a.count else "", a.name, a.scope), " ") for a in event.weapons), ", "
    )  # fmt: skip
    said += [f"Hit: {hit}."] if hit else []
    said += [f"Weapons: {weapons}."] if weapons else []
    for what in ("killed", "wounded", "missing", "captured"):
        chosen = getattr(event, what)
        said += [f"{number(chosen.value)} {what}."] if chosen else []
    for player in parties.others:
        said.append(f"Also {player.how}: {player.name}.")
    for suspect in event.perpetrators:
        if suspect.responsibility is Responsibility.DENIED:
            said.append(f"Denied: {suspect.name}.")
    said += [f"Disputed {d.slot}: {d.why}." for d in event.dissent if d.conflict and d.slot != "perpetrators"]
    return " ".join(said)


def _by(player: Player) -> str:
    return player.name if player.responsibility is Responsibility.STATED else f"{player.name} ({player.how})"
