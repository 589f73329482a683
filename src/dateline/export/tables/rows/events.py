"""The table of events: one row an event, every cell with the claims under it; and what one row cannot hold."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from dateline.export.book import Book
from dateline.export.cells import Cell, Loss, Row, Value
from dateline.export.tables.rows.columns import EVENTS
from dateline.export.tables.rows.quoted import bounds, exact, joined
from dateline.export.words import TIED, number
from dateline.ledger.canon.records import Arms, CanonicalEvent, Chosen, Named, Suspect
from dateline.ledger.canon.slots.harm.tolls import PEOPLE
from dateline.ledger.records import Claims
from dateline.model.estimate import Estimate
from dateline.model.report import Evidence

HARMS = ("killed", "wounded", "missing", "captured")
DOCS = {column.name: column.doc for column in EVENTS}


def rows(book: Book) -> Iterator[dict[str, Value]]:
    """Yield the events as plain rows."""
    for row in coded(book):
        yield {name: cell.value for name, cell in row.cells.items()}


def coded(book: Book) -> Iterator[Row]:
    """Yield the events with the rule and the claims of every cell."""
    for event in book.events:
        cells = _head(event) | _when(event) | _where(event)
        for harm in HARMS:
            cells |= _toll(harm, getattr(event, harm))
        cells |= _lists(event) | _about(event)
        yield Row(event.id, {column.name: cells[column.name] for column in EVENTS})


def losses(book: Book) -> list[Loss]:
    """Return what one row an event cannot hold; the other tables do."""
    return [loss for event in book.events for loss in _losses(event)]


def _cell(name: str, value: Value, claims: Claims = (), rule: str = "") -> dict[str, Cell]:
    return {name: Cell(value, rule or DOCS[name], claims)}


def _head(event: CanonicalEvent) -> dict[str, Cell]:
    told = [m.record.claims for m in event.members] + [done.claims for done in event.decided]
    said = tuple(c for claims in told for c in claims if c.slot.name in ("kind", "status"))
    return (
        _cell("id", event.id)
        | _cell("kind", str(event.kind), _of(said, "kind"))
        | _cell("status", str(event.status), _of(said, "status"))
    )


def _of(claims: Claims, slot: str) -> Claims:
    return tuple(claim for claim in claims if claim.slot.name == slot)


def _when(event: CanonicalEvent) -> dict[str, Cell]:
    when = event.when
    if when is None or not when.value.placed:
        return {name: Cell(None) for name in ("earliest", "latest", "date_precision")}
    told, claims = when.value, _used(when)
    return (
        _cell("earliest", str(told.earliest), claims, when.why)
        | _cell("latest", str(told.latest), claims, when.why)
        | _cell("date_precision", str(told.precision), claims)
    )


def _where(event: CanonicalEvent) -> dict[str, Cell]:
    names = ("place", "country", "latitude", "longitude", "place_precision")
    if event.where is None:
        return {name: Cell(None) for name in names}
    told, claims = event.where.value, _used(event.where)
    values = (told.name, told.country, told.lat, told.lon, str(told.precision))
    return {n: Cell(v, event.where.why or DOCS[n], claims) for n, v in zip(names, values, strict=True)}


def _toll(harm: str, toll: Chosen[Estimate] | None) -> dict[str, Cell]:
    if toll is None:
        return {name: Cell(None) for name in bounds(None, harm)}
    claims = _used(toll)
    return {name: Cell(value, toll.why or DOCS[name], claims) for name, value in bounds(toll.value, harm).items()}


def _lists(event: CanonicalEvent) -> dict[str, Cell]:
    return (
        _cell("perpetrators", joined(map(suspect, event.perpetrators)), _claims(event.perpetrators))
        | _cell("targets", joined(one.name for one in event.targets), _claims(event.targets))
        | _cell("weapons", joined(map(arms, event.weapons)), _claims(event.weapons))
        | _cell("people", joined(one.name for one in event.people), _claims(event.people))
    )


def _about(event: CanonicalEvent) -> dict[str, Cell]:
    return (
        _cell("reports", len({member.report.id for member in event.members}))
        | _cell("sources", event.sources)
        | _cell("disputed", joined(one.slot for one in event.dissent if one.conflict))
        | _cell("policy", event.policy)
        | _cell("words", _told(event))
    )


def _told(event: CanonicalEvent) -> str:
    """The words of the telling that says most, in the order of its text; words within others are told with them."""
    record = event.lead.record
    said = {words.span: words for claim in record.claims for words in claim.evidence} | {
        record.trigger.span: record.trigger
    }
    kept: list[Evidence] = []
    for words in sorted(said.values(), key=lambda e: (e.span.start, -e.span.end)):
        if not kept or words.span.end > kept[-1].span.end:
            kept.append(words)
    return exact(kept)


def suspect(one: Suspect) -> str:
    """Return somebody who is tied to an event, with how and by whom, as the cell tells it."""
    if one.responsibility == "stated":
        return one.name
    return f"{one.name} ({one.responsibility}{' by ' + ', '.join(one.by) if one.by else ''})"


def arms(one: Arms) -> str:
    """Return a weapon with what was counted and how many, as the cell tells it."""
    count = number(one.count.value) if one.count else ""
    said = " ".join(filter(None, (count, one.scope)))
    return f"{one.name} ({said})" if said else one.name


def _claims(found: Sequence[Suspect | Named] | Sequence[Arms]) -> Claims:
    return tuple(claim for one in found for claim in one.claims)


def _used(chosen: Chosen[Any]) -> Claims:
    return tuple(claim for account in chosen.used for claim in account.claims)


def _losses(event: CanonicalEvent) -> Iterator[Loss]:
    for harm in HARMS:
        toll = getattr(event, harm)
        if toll is not None:
            yield from _of_toll(event.id, harm, toll)
    for line in (one for one in event.losses if one.people != PEOPLE):
        value = f"{number(line.count.value)} {line.people}"
        yield Loss(event.id, str(line.harm), value, "one row holds no groups (table tolls)", _used(line.count))
    if event.where is not None and event.where.value.offset is not None:
        why = "one point holds no area of uncertainty (table claims)"
        yield Loss(event.id, "place", event.where.value.offset.said, why, _used(event.where))
    for person in event.people:
        yield Loss(
            event.id, "fate", f"{person.name}: {person.fate}", "only names are held (table people)", person.claims
        )
    for tie in event.links:
        value = f"{TIED[tie.relation]} {tie.to} ({exact(tie.evidence)})"
        yield Loss(event.id, "link", value, "one row holds no links (table links)")
    for one in event.dissent:
        yield Loss(event.id, f"dissent on {one.slot}", one.why, "only that there is some is held (table dissent)")


def _of_toll(event: str, harm: str, toll: Chosen[Estimate]) -> Iterator[Loss]:
    said = toll.value.hedge or ("about" if toll.value.approximate else "")
    if said:
        yield Loss(event, f"hedge of {harm}", said, "bounds hold no hedge (table tolls)", _used(toll))
    for account, why in toll.aside:
        value = f"{number(account.value)} ({why})"
        yield Loss(event, harm, value, "one row holds one account (table tolls)", account.claims)
