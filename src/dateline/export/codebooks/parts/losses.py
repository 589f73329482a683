"""What a codebook cannot hold of an event, each thing with its claims; and why an event has no row at all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from dateline.export.book import Book
from dateline.export.cells import Loss
from dateline.export.codebooks.parts.days import days_of
from dateline.export.codebooks.parts.parties import Player
from dateline.export.codebooks.parts.places import place_of
from dateline.export.codebooks.parts.sources import claims_at, claims_of, joined, kind_claims
from dateline.export.words import TIED, in_words, number
from dateline.ledger.canon.records import CanonicalEvent
from dateline.ledger.records import Claims
from dateline.model.claim import WHERE, Responsibility

Why = Mapping[str, str]
"""What a codebook drops, by name, with the reason; what is not in it, the codebook holds."""


def dropped(event: CanonicalEvent, why: Why, others: Iterable[Player] = ()) -> list[Loss]:
    """Return what is known of an event and has no column in a codebook.

    Args:
        why: what the codebook drops and for what reason: "wounded", "missing", "captured", "bounds", "sides",
            "direction", "suspects", "denials", "weapons", "people", "targets", "links", "dissent", "shape", "status".
        others: those named as having done it who are in no column.
    """
    found = [*_numbers(event), *_parties(event, others), *_things(event), *_disputes(event), *_position(event)]
    return [Loss(event.id, what, value, why[what], claims) for what, value, claims in found if what in why]


def left_out(event: CanonicalEvent, why: str) -> Loss:
    """Return an event that a codebook does not code, with the reason."""
    where, days = place_of(event), days_of(event)
    when = f"{days.first} to {days.last}" if days else "no day"
    return Loss(
        event.id,
        "event",
        joined((event.kind, when, where.name if where else "no place"), ", "),
        why,
        kind_claims(event),
    )


def tallies(book: Book, why: str) -> list[Loss]:
    """Return the running totals of a book: no codebook of events holds them. Their words stand in the value."""
    return [
        Loss("", "tally", joined((t.harm, number(t.estimate), t.group, f'"{t.evidence[0].exact}"'), ", "), why)
        for t in (told.tally for told in book.tallies)
    ]


def _numbers(event: CanonicalEvent) -> Iterable[tuple[str, str, Claims]]:
    for what in ("wounded", "missing", "captured"):
        chosen = getattr(event, what)
        if chosen is not None:
            yield what, in_words(chosen.value), claims_of(chosen)
    if event.killed is not None:
        told = {(a.value.low, a.value.high) for a in event.killed.used}
        if told != {(event.killed.value.best, event.killed.value.best)}:
            yield "bounds", joined(in_words(a.value) for a in event.killed.used), claims_of(event.killed)
        for account, reason in event.killed.aside:
            yield "aside", f"killed {in_words(account.value)} ({reason})", account.claims
    for line in event.losses:
        yield "sides", f"{number(line.count.value)} {line.people} {line.harm}", claims_of(line.count)


def _parties(event: CanonicalEvent, others: Iterable[Player]) -> Iterable[tuple[str, str, Claims]]:
    for suspect in event.perpetrators:
        by = f" by {', '.join(suspect.by)}" if suspect.by else ""
        said = f"{suspect.name} {suspect.responsibility}{by}"
        if suspect.responsibility is Responsibility.DENIED:
            yield "denials", said, suspect.claims
        elif suspect.responsibility is not Responsibility.STATED:
            yield "direction", said, suspect.claims
    for player in others:
        yield "suspects", f"{player.name} ({player.how})", player.claims


def _things(event: CanonicalEvent) -> Iterable[tuple[str, str, Claims]]:
    for arms in event.weapons:
        count = number(arms.count.value) if arms.count else ""
        yield "weapons", joined((count, arms.name, arms.scope), " "), arms.claims
    for person in event.people:
        yield "people", f"{person.name} ({person.fate})", person.claims
    for target in event.targets:
        yield "targets", target.name, target.claims
    for tied in event.links:
        words = " … ".join(one.exact for one in tied.evidence)
        yield "links", f'{TIED[tied.relation]} {tied.to}: "{words}"', claims_at(event, tied.evidence)


def _disputes(event: CanonicalEvent) -> Iterable[tuple[str, str, Claims]]:
    for dissent in event.dissent:
        for voice in dissent.voices:
            by = f" ({', '.join(voice.speakers)})" if voice.speakers else ""
            yield "dissent", f"{dissent.slot}: {voice.value}{by}", claims_at(event, voice.evidence)
    if event.status != "happened":
        yield "status", str(event.status), kind_claims(event)


def _position(event: CanonicalEvent) -> Iterable[tuple[str, str, Claims]]:
    place, days = place_of(event), days_of(event)
    if place is not None and place.offset is not None:
        claims = tuple(c for c in claims_of(event.where) if c.slot is WHERE)
        yield "shape", in_words(place.offset), claims
    if days is not None and days.count > 1:
        yield "range", f"{days.first} to {days.last}", claims_of(event.when)
