"""Who speaks: every claim by the one who makes it, with the stance; and the people that reports name."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from dateline.export.html.events import sentence
from dateline.export.words import in_words, number
from dateline.ledger.canon.decided import Ruling
from dateline.ledger.canon.records import CanonicalEvent, Member
from dateline.ledger.canon.slots.decided import set_aside
from dateline.model.actor import Munition, Toll
from dateline.model.claim import CASUALTY, Claim, NamedCasualty, Perpetrator, Statement, Target
from dateline.model.estimate import Estimate
from dateline.model.when import When
from dateline.model.where import Place
from dateline.web.pages.seen.cites import Cite, cites
from dateline.web.pages.seen.values import shown


@dataclass(frozen=True, slots=True)
class Claimed:
    """One claim: its id, what it is about, its value in words, the stance, how sure, the words; is it set aside?"""

    id: str
    about: str
    value: str
    stance: str
    sure: str
    cites: tuple[Cite, ...]
    aside: bool = False


@dataclass(frozen=True, slots=True)
class Named:
    """A named person: what came of them, what reports tell of them, and the words."""

    name: str
    fate: str
    told: str
    cites: tuple[Cite, ...]


@dataclass(frozen=True, slots=True)
class Differing:
    """A disagreement as a sentence, and each side of it: the value, who gives it, and the words."""

    sentence: str
    conflict: bool
    voices: tuple[tuple[str, str, tuple[Cite, ...]], ...]


def by_speaker(event: CanonicalEvent, members: Sequence[Member]) -> dict[str, list[Claimed]]:
    """Return the claims of some tellings by speaker, who says most first; those in the reports' own voice under ""."""
    out: dict[str, list[Claimed]] = {}
    for claim in _claims(event, members):
        out.setdefault(claim.attribution.speaker or "", []).append(_claimed(claim, event))
    return dict(sorted(out.items(), key=lambda item: (not item[0], -len(item[1]), item[0])))


def people(event: CanonicalEvent) -> list[Named]:
    """Return the people whom reports name, each once."""
    return [
        Named(one.name, one.fate or "", _life(one.claims), cites(one.evidence, event.reports)) for one in event.people
    ]


def differing(event: CanonicalEvent) -> list[Differing]:
    """Return where accounts differ, conflicts first."""
    found = [
        Differing(
            sentence(one),
            one.conflict,
            tuple((v.value, " and ".join(v.speakers), cites(v.evidence, event.reports)) for v in one.voices),
        )
        for one in event.dissent
    ]
    return sorted(found, key=lambda one: not one.conflict)


def in_short(value: object) -> str:
    """Return the value of a claim in a few words."""
    if isinstance(value, Toll):
        who = f" {value.group.name}" if value.group else ""
        return f"{number(value.estimate)}{who} {value.harm}"
    if isinstance(value, Perpetrator):
        name = value.actor.name if value.actor else "nobody named"
        return name + (f" ({value.responsibility})" if value.responsibility else "")
    if isinstance(value, NamedCasualty):
        return f"{value.person.name}, {value.harm}"
    if isinstance(value, Statement):
        return f"a statement about {value.about.replace('_', ' ')}"
    if isinstance(value, Munition):
        scope = f" ({value.scope})" if value.scope else ""
        return f"{number(value.count)} {value.name}{scope}".strip()
    if isinstance(value, Target):
        return f"{number(value.count)} {value.name}".strip()
    return shown(value) if isinstance(value, Estimate | When | Place | str) else in_words(value)


def _claims(event: CanonicalEvent, members: Sequence[Member]) -> Iterable[Claim[Any]]:
    """Every claim of some tellings, those last that a reviewer set aside."""
    told = {claim.id: claim for member in members for claim in member.record.claims}
    here = {member.record.id for member in members}
    for done in event.decided:
        if isinstance(done.decision.value, Ruling):
            told |= {claim.id: claim for claim in done.aside if claim.event in here and claim.id not in told}
    return told.values()


def _claimed(claim: Claim[Any], event: CanonicalEvent) -> Claimed:
    said = claim.attribution
    sure = "" if claim.factuality == "CT+" else str(claim.factuality)
    sure = "; ".join(filter(None, (said.certainty or "", sure)))
    stance = str(said.stance).replace("_", " ")
    aside = claim.id in set_aside(done.decision for done in event.decided)
    quoted = cites(claim.evidence, event.reports)
    return Claimed(claim.id, claim.slot.name, in_short(claim.value), stance, sure, quoted, aside)


def _life(claims: Iterable[Claim[Any]]) -> str:
    told: dict[str, None] = {}
    for claim in claims:
        if claim.slot is CASUALTY:
            person = claim.value.person
            age = str(person.age) if person.age is not None else None
            told |= dict.fromkeys(filter(None, (person.rank, age, person.unit, person.hometown)))
    return ", ".join(told)
