"""One report's reading as one JSON object: what `dateline read --json` prints.

Every value carries its evidence: the words with their code-point offsets in the report as published, and the rule
that read them. The form is described in docs/output.md.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import msgspec

from dateline.ledger.accounts.sure import score_of, sure
from dateline.ledger.records import Casualties, EventRecord, Party, PersonRecord, Told
from dateline.ledger.view import fold
from dateline.model.claim import (
    PERPETRATOR,
    STATEMENT,
    About,
    Claim,
    Perpetrator,
    Responsibility,
    Stance,
    Statement,
)
from dateline.model.estimate import Estimate
from dateline.model.extraction import Extraction
from dateline.model.link import Link, Tally
from dateline.model.report import Evidence, cited
from dateline.model.when import When
from dateline.model.where import Place

Json = dict[str, Any]

_ENCODER = msgspec.json.Encoder()


def as_json(extraction: Extraction, policy: str = "as_reported", least: float = 0.0) -> bytes:
    """Return a reading as one line of JSON, UTF-8, without a line end."""
    return _ENCODER.encode(as_dict(extraction, policy, least))


def as_dict(extraction: Extraction, policy: str = "as_reported", least: float = 0.0) -> Json:
    """Return a reading as plain dictionaries and lists, ready for any JSON library.

    Args:
        least: the score that events and values need; what has less is left out, and so is what is said of it.

    Returns:
        Keys `report`, `events`, `people`, `claims`, `links`, `tallies`, `repairs`, `problems`.
    """
    records = sure(fold(extraction, policy), least)
    report = extraction.report
    known = {record.id for record in records}
    dropped = {event.id for event in extraction.events} - known
    claims = [claim for claim in extraction.claims if claim.event not in dropped]
    links = [link for link in extraction.links if not {link.source, link.target} & dropped]
    tallies = [tally for tally in extraction.tallies if score_of("tallies", tally.evidence) >= least]
    return {
        "report": {
            "id": report.id,
            "published": _day(report.published),
            "dateline_place": {"name": extraction.dateline} if extraction.dateline else None,
            "contributors": list(extraction.contributors),
        },
        "events": [_event(record) for record in records],
        "people": [_person(person) for record in records for person in record.people],
        "claims": _claims(claims, tallies),
        "links": [_link(link) for link in links if score_of("links", link.evidence) >= least],
        "tallies": [_tally(tally) for tally in tallies],
        "repairs": [
            {
                "start": edit.span.start,
                "end": edit.span.end,
                "original": report.text[edit.span.start : edit.span.end],
                "becomes": edit.becomes,
                "rule": edit.rule,
            }
            for edit in extraction.edits
        ],
        "problems": [
            {
                "start": problem.span.start if problem.span else None,
                "end": problem.span.end if problem.span else None,
                "rule": problem.rule,
                "what": problem.what,
            }
            for problem in extraction.problems
        ],
    }


def quotation(evidence: Evidence) -> Json:
    """Return one quotation: offsets in code points, the exact words, and the rule."""
    span = evidence.span
    return {"start": span.start, "end": span.end, "exact": evidence.exact, "rule": evidence.rule}


def _quotations(evidence: Iterable[Evidence]) -> list[Json]:
    return [quotation(e) for e in evidence]


def _scored(slot: str, evidence: Iterable[Evidence]) -> Json:
    """Return the quotations of a value with the share of values like it that are right."""
    words = tuple(evidence)
    return {"evidence": _quotations(words), "score": round(score_of(slot, words), 2)}


def _event(record: EventRecord) -> Json:
    return {
        "id": record.id,
        "kind": record.kind,
        "status": record.status,
        "trigger": quotation(record.trigger),
        "score": round(score_of("events", [record.trigger]), 2),
        "when": _when(record.when),
        "where": _where(record.where),
        "perpetrators": [_party(party) for party in record.perpetrators],
        "targets": [
            {"name": t.name, "count": _count(t.count), **_scored("targets", t.evidence)} for t in record.targets
        ],
        "weapons": [
            {"name": w.name, "count": _count(w.count), "scope": w.scope, **_scored("weapons", w.evidence)}
            for w in record.weapons
        ],
        "killed": _toll("killed", record.killed),
        "wounded": _toll("wounded", record.wounded),
        "casualties": [_casualties(line) for line in record.casualties],
        "taken": [_casualties(line) for line in record.taken],
    }


def _when(when: Told[When] | None) -> Json | None:
    # A date that the words cannot place ("Friday" in a report without a day) is kept in the ledger, not here:
    # the form wants both bounds.
    if when is None or not when.value.placed:
        return None
    return {
        "earliest": _day(when.earliest),
        "latest": _day(when.latest),
        "precision": when.precision,
        **_scored("when", when.evidence),
    }


def _where(where: Told[Place] | None) -> Json | None:
    if where is None:
        return None
    place = where.value
    return {
        "name": place.name,
        "country": place.country,
        "lat": place.lat,
        "lon": place.lon,
        "precision": place.precision,
        **_scored("where", where.evidence),
    }


def _party(party: Party) -> Json:
    return {
        "name": party.name,
        "responsibility": party.responsibility,
        "by": list(party.by),
        **_scored("perpetrators", party.evidence),
    }


def _count(estimate: Estimate | None) -> Json | None:
    if estimate is None:
        return None
    return {"low": estimate.low, "best": estimate.best, "high": estimate.high}


def _toll(slot: str, told: Told[Estimate] | None) -> Json | None:
    return None if told is None else {**(_count(told.value) or {}), **_scored(slot, told.evidence)}


def _casualties(line: Casualties) -> Json:
    return {
        "fate": line.harm,
        "group": line.group.name,
        "country": line.group.nationality,
        "count": _count(line.estimate),
        **_scored("casualties", line.evidence),
    }


def _person(record: PersonRecord) -> Json:
    person = record.person
    return {
        "name": person.name,
        "rank": person.rank,
        "unit": person.unit,
        "home": person.hometown,
        "age": person.age,
        "fate": record.fate,
        "event": record.event,
        **_scored("people", record.evidence),
    }


def _claims(claims: Iterable[Claim[Any]], tallies: Iterable[Tally]) -> list[Json]:
    """Gather who says what about what: one entry a speaker's act, subject, event and actor."""
    groups: dict[tuple[object, ...], list[Claim[Any]]] = {}
    for claim in claims:
        if _is_said(claim):
            key = (claim.attribution, _about(claim), claim.event, _actor(claim))
            groups.setdefault(key, []).append(claim)
    return [_saying(same) for same in groups.values()] + [_tally_claim(t) for t in tallies]


def _is_said(claim: Claim[Any]) -> bool:
    """Whether somebody says it, or it is said without a value, or it blames: the report's plain telling is not."""
    if claim.attribution.cue is not None or claim.slot is STATEMENT:
        return True
    value = claim.value
    return isinstance(value, Perpetrator) and value.responsibility not in (None, Responsibility.STATED)


def _saying(same: list[Claim[Any]]) -> Json:
    attribution = same[0].attribution
    words = [evidence for claim in same for evidence in claim.evidence]
    return {
        "speaker": attribution.speaker,
        "about": _about(same[0]),
        "stance": attribution.stance,
        "certainty": attribution.certainty,
        "event": same[0].event,
        "actor": _actor(same[0]),
        "said": _day(attribution.said),
        "evidence": _quotations(cited(*([attribution.cue] if attribution.cue else []), *words)),
    }


def _tally_claim(tally: Tally) -> Json:
    return {
        "speaker": tally.source,
        "about": About.TALLY,
        "stance": Stance.ASSERTS,
        "certainty": None,
        "event": None,
        "actor": None,
        "said": None,
        "evidence": _quotations(tally.evidence),
    }


def _about(claim: Claim[Any]) -> About:
    return claim.value.about if isinstance(claim.value, Statement) else claim.slot.about


def _actor(claim: Claim[Any]) -> str | None:
    if claim.slot is PERPETRATOR and claim.value.actor is not None:
        return str(claim.value.actor.name)
    return None


def _link(link: Link) -> Json:
    return {"from": link.source, "to": link.target, "kind": link.relation, **_scored("links", link.evidence)}


def _tally(tally: Tally) -> Json:
    as_of = tally.as_of
    return {
        "count": _count(tally.estimate),
        "fate": tally.harm,
        "group": tally.group,
        "places": list(tally.places),
        "since": tally.since,
        "as_of": _day(as_of.latest) if as_of else None,
        "source": tally.source,
        **_scored("tallies", tally.evidence),
    }


def _day(day: Any) -> str | None:
    return day.isoformat() if day else None
