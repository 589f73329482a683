"""The tables of what is said of events: tellings, claims, tolls, people, dissent."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from dateline.export.book import Book
from dateline.export.cells import Value
from dateline.export.tables.rows.quoted import Cells, bounds, citations, cited, exact, hedged, ids, joined, spoken
from dateline.ledger.canon.decided import Ruling
from dateline.ledger.canon.records import Account, CanonicalEvent, Chosen, Named
from dateline.ledger.canon.slots.decided import reason
from dateline.ledger.canon.slots.harm.tolls import PEOPLE
from dateline.ledger.codec import encoded
from dateline.ledger.records import Claims, words_of
from dateline.model.claim import Claim, NamedCasualty
from dateline.model.estimate import Estimate
from dateline.model.report import Cited

Standing = dict[str, tuple[str, str | None]]
"""Whether the event has its value from a claim, by its id: "used" or "set aside", and why it was."""
USED, ASIDE = "used", "set aside"


def tellings(book: Book) -> Iterator[Cells]:
    """Yield each report's telling of each event, with the words that tell it."""
    for event in book.events:
        for member in event.members:
            record = member.record
            yield {
                "event": event.id,
                "telling": record.id,
                "report": member.report.id,
                "lead": member.lead,
                "source": member.source,
                "kind": str(record.kind),
                "status": str(record.status),
                **cited((record.trigger,)),
                "mentions": citations(record.mentions),
            }


def claims(book: Book) -> Iterator[Cells]:
    """Yield every claim about the events, by event, then in the order of the reports."""
    for event in book.events:
        standing = _standing(event)
        for report, told in _told(event):
            for claim in told:
                said = claim.attribution
                name = claim.id
                place, why = standing.get(name, (None, None))
                yield {
                    "id": name,
                    "event": event.id,
                    "telling": claim.event,
                    "report": report,
                    "slot": claim.slot.name,
                    "value": spoken(claim.value),
                    "value_json": encoded(claim.value),
                    "speaker": said.speaker,
                    "stance": str(said.stance),
                    "certainty": said.certainty,
                    "said": str(said.said) if said.said else None,
                    "factuality": str(claim.factuality),
                    "as_of": str(claim.as_of) if claim.as_of else None,
                    "standing": place,
                    "why": why,
                    "cue": said.cue.exact if said.cue else None,
                    **cited(claim.evidence, said.cue),
                }


def _told(event: CanonicalEvent) -> Iterator[tuple[str, Claims]]:
    """The claims of an event report by report, with those that a reviewer set aside or made."""
    for member in event.members:
        ruled = (claim for done in event.decided for claim in done.aside if isinstance(claim, Claim))
        gone = (claim for claim in ruled if claim.event == member.record.id)
        yield member.report.id, tuple(dict.fromkeys((*member.record.claims, *gone)))
    for done in event.decided:
        yield done.note.id, done.claims


def tolls(book: Book) -> Iterator[Cells]:
    """Yield every account of every toll: over all first, then by side."""
    for event in book.events:
        for harm in ("killed", "wounded", "missing", "captured"):
            toll = getattr(event, harm)
            if toll is not None:
                yield from _accounts({"event": event.id, "harm": harm, "group": None, "country": None}, toll)
        # Where no report tells sides, what is told of "people" is the total again.
        for line in (one for one in event.losses if one.people != PEOPLE):
            whom: Cells = {"group": line.people, "country": line.nationality}
            yield from _accounts({"event": event.id, "harm": str(line.harm), **whom}, line.count)


def people(book: Book) -> Iterator[Cells]:
    """Yield the people named among the killed, wounded, missing or captured, each once an event."""
    for event in book.events:
        for one in event.people:
            yield {
                "event": event.id,
                "name": one.name,
                "spellings": joined(one.names),
                "fate": str(one.fate) if one.fate else None,
                **_told_of(one),
                "reports": joined(one.reports),
                "speakers": joined(claim.attribution.speaker for claim in one.claims),
                "claims": ids(one.claims),
                "words": exact(one.evidence),
            }


def dissent(book: Book) -> Iterator[Cells]:
    """Yield where reports differ, one row a value that somebody gives."""
    for event in book.events:
        for one in event.dissent:
            for voice in one.voices:
                yield {
                    "event": event.id,
                    "slot": one.slot,
                    "conflict": one.conflict,
                    "why": one.why,
                    "value": voice.value,
                    "speakers": joined(voice.speakers),
                    "reports": joined(voice.reports),
                    **_words(voice.evidence),
                }


def _words(evidence: Cited) -> Cells:
    return {"words": exact(evidence), "citations": citations(evidence)}


def _accounts(whose: Cells, toll: Chosen[Estimate]) -> Iterator[Cells]:
    for account in toll.used:
        yield {**whose, **_account(account), "standing": USED, "why": toll.why or None, **bounds(toll.value, "chosen")}
    for account, why in toll.aside:
        yield {**whose, **_account(account), "standing": ASIDE, "why": why, **bounds(toll.value, "chosen")}


def _account(account: Account[Estimate]) -> Cells:
    return {
        **hedged(account.value),
        "speakers": joined(account.speakers),
        "reports": joined(account.reports),
        "published": str(account.day) if account.day else None,
        "claims": ids(account.claims),
        "words": exact(words_of(account.claims)),
    }


def _told_of(one: Named) -> Cells:
    """What reports say of a person; of things that differ every one, of ages that differ none."""
    told = [claim.value.person for claim in one.claims if isinstance(claim.value, NamedCasualty)]
    ages = {person.age for person in told} - {None}
    said: dict[str, Value] = {
        name: joined(getattr(person, name) for person in told)
        for name in ("rank", "unit", "hometown", "role", "country")
    }
    return said | {"age": ages.pop() if len(ages) == 1 else None}


def _standing(event: CanonicalEvent) -> Standing:
    """Sort an event's claims; one that is set aside in a total and used for a side is used."""
    out: Standing = {}
    for chosen in _choices(event):
        for account, why in chosen.aside:
            out.update({claim.id: (ASIDE, why) for claim in account.claims})
    for name in _used(event):
        out[name] = (USED, None)
    for done in event.decided:
        ruling = done.decision.value
        if isinstance(ruling, Ruling):
            out.update({claim.id: (ASIDE, reason(done.decision)) for claim in done.aside if not ruling.stands})
        elif done.decision.slot in ("kind", "status"):
            out.update({claim.id: (USED, None) for claim in done.claims})
    return out


def _used(event: CanonicalEvent) -> Iterator[str]:
    for chosen in _choices(event):
        yield from _ids(account.claims for account in chosen.used)
    for found in (event.perpetrators, event.targets, event.people):
        yield from _ids(one.claims for one in found)
    yield from _ids(arms.claims for arms in event.weapons if arms.count is None)


def _choices(event: CanonicalEvent) -> Iterator[Chosen[Any]]:
    values = (event.when, event.where, event.killed, event.wounded, event.missing, event.captured)
    yield from (chosen for chosen in values if chosen is not None)
    yield from (line.count for line in event.losses)
    yield from (arms.count for arms in event.weapons if arms.count is not None)


def _ids(found: Iterable[Claims]) -> Iterator[str]:
    return (claim.id for claims in found for claim in claims)
