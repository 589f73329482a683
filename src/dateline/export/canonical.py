"""One canonical event as one JSON object: what `dateline events --json` prints (docs/output.md).

Every value lists the accounts it was made from and those set aside; every quotation names its report.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

import msgspec

from dateline.export.record import Json, quotation
from dateline.ledger.canon.records import Account, Arms, CanonicalEvent, Chosen, Decided, Dissent, Named, Suspect, Tied
from dateline.ledger.records import Claims
from dateline.model.estimate import Estimate
from dateline.model.report import Evidence
from dateline.model.when import When
from dateline.model.where import Place

V = TypeVar("V")
_ENCODER = msgspec.json.Encoder()


def event_json(event: CanonicalEvent) -> bytes:
    """Return a canonical event as one line of JSON, UTF-8, without a line end."""
    return _ENCODER.encode(event_dict(event))


def event_dict(event: CanonicalEvent) -> Json:
    """Return a canonical event as plain dictionaries and lists, ready for any JSON library."""
    return {
        "id": event.id,
        "policy": event.policy,
        "members": [{"report": m.report.id, "event": m.record.id, "lead": m.lead} for m in event.members],
        "independent_sources": event.sources,
        "kind": event.kind,
        "status": event.status,
        "when": _chosen(event.when, _when),
        "where": _chosen(event.where, _where),
        "killed": _chosen(event.killed, _count),
        "wounded": _chosen(event.wounded, _count),
        "missing": _chosen(event.missing, _count),
        "captured": _chosen(event.captured, _count),
        "casualties": [
            {"fate": line.harm, "group": line.people, "country": line.nationality, "count": _chosen(line.count, _count)}
            for line in event.losses
        ],
        "perpetrators": [_suspect(one) for one in event.perpetrators],
        "targets": [_named(one) for one in event.targets],
        "weapons": [_arms(one) for one in event.weapons],
        "people": [_named(one) | {"fate": one.fate} for one in event.people],
        "dissent": [_dissent(one) for one in event.dissent],
        "links": [_tied(one) for one in event.links],
        "decisions": [_decided(one) for one in event.decided],
    }


def _chosen(chosen: Chosen[V] | None, shown: Callable[[V], Json]) -> Json | None:
    if chosen is None:
        return None
    return shown(chosen.value) | {
        "why": chosen.why,
        "accounts": [_account(account, shown) for account in chosen.used],
        "set_aside": [_account(account, shown) | {"why": why} for account, why in chosen.aside],
        "evidence": _quotations(chosen.evidence),
    }


def _account(account: Account[V], shown: Callable[[V], Json]) -> Json:
    return shown(account.value) | {
        "reports": list(account.reports),
        "by": list(account.speakers),
        "claims": _ids(account.claims),
    }


def _ids(claims: Claims) -> list[str]:
    """Ids of claims, by which a reviewer sets one aside (`dateline decide`)."""
    return list(dict.fromkeys(claim.id for claim in claims))


def _when(when: When) -> Json:
    days = {"earliest": when.earliest, "latest": when.latest}
    return {key: day.isoformat() if day else None for key, day in days.items()} | {"precision": when.precision}


def _where(place: Place) -> Json:
    shape = place.offset
    out: Json = {"name": place.name, "country": place.country, "lat": place.lat, "lon": place.lon}
    out["precision"] = place.precision
    if shape is not None:
        out["uncertainty"] = {"origin": shape.origin, "spread_km": shape.spread_km, "said": shape.said}
    return out


def _count(count: Estimate) -> Json:
    return {"low": count.low, "best": count.best, "high": count.high}


def _suspect(one: Suspect) -> Json:
    said = {"name": one.name, "responsibility": one.responsibility, "by": list(one.by), "country": one.country}
    return said | {"spellings": list(one.names), "reports": list(one.reports), "evidence": _quotations(one.evidence)}


def _named(one: Named) -> Json:
    said = {"name": one.name, "spellings": list(one.names), "reports": list(one.reports)}
    return said | {"evidence": _quotations(one.evidence)}


def _arms(one: Arms) -> Json:
    said = {"name": one.name, "family": one.family, "scope": one.scope, "count": _chosen(one.count, _count)}
    return said | {"reports": list(one.reports), "evidence": _quotations(one.evidence)}


def _dissent(one: Dissent) -> Json:
    voices = [
        {"value": v.value, "by": list(v.speakers), "reports": list(v.reports), "evidence": _quotations(v.evidence)}
        for v in one.voices
    ]
    return {"slot": one.slot, "conflict": one.conflict, "why": one.why, "values": voices}


def _tied(one: Tied) -> Json:
    said = {"to": one.to, "kind": one.relation, "kinds_said": list(one.said)}
    return said | {"reports": list(one.reports), "evidence": _quotations(one.evidence)}


def _decided(one: Decided) -> Json:
    decision = one.decision
    said = {name: getattr(decision, name) for name in ("id", "event", "slot", "was", "by", "why", "when")}
    aside = [_set_aside(gone) for gone in one.aside]
    said |= {"becomes": decision.said, "note": one.note.id, "note_text": one.note.text}
    return said | {"words": _quotations(decision.words), "set_aside": aside}


def _set_aside(gone: Any) -> Json:
    """A suspect, target, weapon or claim that a decision took out."""
    if isinstance(gone, Suspect):
        return _suspect(gone)
    if isinstance(gone, Arms):
        return _arms(gone)
    if isinstance(gone, Named):
        return _named(gone)
    return {"claim": gone.id, "slot": gone.slot.name, "evidence": _quotations(gone.evidence)}


def _quotations(evidence: Iterable[Evidence]) -> list[Json]:
    return [{"report": words.report_id, **quotation(words)} for words in evidence]
