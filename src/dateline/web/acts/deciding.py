"""What a reviewer says of one value of an event, or of one claim of a report."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from dateline.errors import LedgerError, MergeError
from dateline.ledger import Ledger
from dateline.ledger.canon import CanonicalEvent, Decision
from dateline.ledger.canon.decided import Ruling, Value, read, slot_named
from dateline.ledger.canon.decided.spoken import WRITTEN
from dateline.ledger.canon.slots.decided import stood, value_at
from dateline.model.claim import Claim
from dateline.model.where import Place, PlacePrecision
from dateline.web.acts.judging import ChangedError, Name, Why, now
from dateline.web.acts.review.pointing import Pointed, quoted

SLOTS = WRITTEN
"""What the form of a correction offers."""
RULINGS = {"reject": False, "confirm": True}


class Corrected(BaseModel):
    """A value as the reviewer holds it.

    Attributes:
        event: id of an event.
        slot: "killed", "when", ...; "reject" or "confirm" of a claim, whose id is then the value.
        value: in the words that `dateline decide` takes: "3", "3-5", "2020-03-11", "Red Arrow (accused); the army".
        was: what the page showed there; None = it showed nothing of it.
        lat, lon, country: of a place.
        accept: the value that stands is held to be right, against accounts that differ.
        words: what reports say that the reviewer points to; the value cites it beside the review note.
    """

    model_config = ConfigDict(extra="forbid")
    event: Name
    slot: Annotated[str, Field(min_length=1, max_length=30)]
    value: Annotated[str, Field(max_length=2000)]
    why: Why
    was: Annotated[str, Field(max_length=5000)] | None = None
    lat: Annotated[float, Field(ge=-90, le=90, allow_inf_nan=False)] | None = None
    lon: Annotated[float, Field(ge=-180, le=180, allow_inf_nan=False)] | None = None
    country: Annotated[str, Field(max_length=2)] = ""
    precision: Literal["", "site", "place"] = ""
    accept: bool = False
    words: Annotated[list[Pointed], Field(max_length=20)] = []


def decide(ledger: Ledger, asked: Corrected, by: str) -> str:
    """Keep a decision; return its id.

    Raises:
        LedgerError, MergeError: if it is no value, or says what stands there already.
        ChangedError: if it is not any more what the page showed.
    """
    with ledger.transaction():
        merged = ledger.near(asked.event)
        event = merged.event(merged.find(asked.event))
        signed = (by, asked.why.strip(), now())
        if asked.slot in RULINGS:
            claim, said = _claim(ledger, event, asked.value)
            decision = Decision(claim.event, "claim", Ruling(claim.id, RULINGS[asked.slot]), said, *signed)
        else:
            decision = _decision(event, asked, signed)
        ledger.decide(decision)
    return decision.id


def _decision(event: CanonicalEvent, asked: Corrected, signed: tuple[str, str, str]) -> Decision:
    slot = slot_named(asked.slot)
    before = stood(event, slot)
    if asked.was is not None and asked.was != before:
        last = next((d.decision for d in reversed(event.decided) if d.decision.slot == slot), None)
        who = f" ({last.by}: {last.why})" if last is not None else ""
        raise ChangedError(f"it is {before or 'empty'} by now{who}, not {asked.was or 'empty'}", "", "look at it again")
    words = quoted(event, asked.words)
    value: Value = _place(event, asked) if slot == "where" else read(slot, asked.value)
    if value == value_at(event, slot):
        if asked.accept:
            return Decision(event.members[0].record.id, slot, value, "", *signed, words)
        raise MergeError(f"{slot} is {before} already", "", "there is nothing to decide")
    return Decision(event.members[0].record.id, slot, value, before, *signed, words)


def _place(event: CanonicalEvent, asked: Corrected) -> Place:
    """A place from its name and point; without a point it is one that is named and not located."""
    name = asked.value.strip()
    if not name:
        raise LedgerError("a place has a name", "", "write its name")
    if (asked.lat is None) != (asked.lon is None):
        raise LedgerError("a point has a latitude and a longitude", "", "give both or neither")
    told = event.where.value if event.where is not None else None
    country = asked.country.upper() or (told.country if told is not None else None)
    lands = (country,) if country else ()
    if asked.lat is not None:
        precision = PlacePrecision(asked.precision) if asked.precision else PlacePrecision.PLACE
        return Place(name, "place", precision, country, lands, asked.lat, asked.lon)
    if told is not None and told.name == name:
        return Place(name, told.kind, told.precision, country, lands, told.lat, told.lon)
    return Place(name, "place", PlacePrecision.UNKNOWN, country, lands)


def _claim(ledger: Ledger, event: CanonicalEvent, name: str) -> tuple[Claim[Any], str]:
    """A claim of the event with what it says; those set aside before are found too."""
    told = {member.record.id for member in event.members}
    for report in dict.fromkeys(member.report.id for member in event.members):
        for claim in ledger.extraction(report).claims:
            if claim.event in told and claim.id == name:
                quoted = " … ".join(words.exact for words in claim.evidence)
                return claim, f"{claim.slot.name}, in the words {quoted!r} of {report}"
    raise LedgerError(f"there is no claim {name!r} of this event", "", "take one from the event's page")
