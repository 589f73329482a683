"""Keeps what merging works out in the tables of a ledger, and works it out for what is added."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice

from sqlalchemy import Connection

from dateline.ledger.accounts.sure import LOW, surest
from dateline.ledger.canon import CanonicalEvent
from dateline.ledger.canon.records import Named, Suspect
from dateline.ledger.codec import decoded, encoded
from dateline.ledger.merge.blocks import blocks
from dateline.ledger.merge.clusters import Edge, standing
from dateline.ledger.merge.matching import Tie, loosen, regroup, settle
from dateline.ledger.merge.shelf import Memory
from dateline.ledger.merge.telling import Telling, tellings
from dateline.ledger.merge.telling.names import fold_name
from dateline.ledger.store import derived, judged
from dateline.ledger.store.databases import Row
from dateline.model.claim import Responsibility
from dateline.model.extraction import Extraction

STORED_AT_ONCE = 2000
"""Tellings, ties or groups written together."""


class SqlShelf:
    """A shelf in the tables of a ledger (`merge.matching.Shelf`), to be used within a transaction."""

    def __init__(self, db: Connection) -> None:
        self._db = db

    def tellings(self, ids: Iterable[str]) -> dict[str, Telling]:
        """Return the tellings of these events, as far as they are here."""
        return {event: decoded(text, Telling) for event, text in derived.features_of(self._db, ids).items()}

    def put(self, tellings: Sequence[Telling], puts: Mapping[str, Sequence[str]]) -> None:
        """Add tellings and the keys of the blocks they stand in."""
        found = [{"event_id": t.id, "report_id": t.report, "value": encoded(t)} for t in tellings]
        derived.put_features(self._db, found)
        derived.put_blocks(self._db, ({"key": key, "event_id": t.id} for t in tellings for key in puts[t.id]))

    def inside(self, keys: Iterable[str]) -> dict[str, list[str]]:
        """Return the events in each block that has any."""
        return derived.events_in(self._db, keys)

    def counts(self, keys: Iterable[str]) -> dict[str, int]:
        """Return how many events stand in each block that has any."""
        return derived.count_in(self._db, keys)

    def ties(self, ids: Iterable[str]) -> list[Tie]:
        """Return every tie that one of these events is an end of, each once."""
        found = derived.ties_of(self._db, ids)
        return [Tie((row["left_id"], row["right_id"]), row["weight"], row["why"]) for row in found]

    def tie(self, found: Sequence[Tie], gone: Iterable[Edge]) -> None:
        """Keep ties, in the place of those between the same events, and forget others."""
        derived.drop_ties(self._db, gone)
        rows = [{"left_id": t.pair[0], "right_id": t.pair[1], "weight": t.weight, "why": t.why} for t in found]
        derived.put_ties(self._db, rows)

    def homes(self, ids: Iterable[str]) -> dict[str, str]:
        """Return the canonical event of each event that has one."""
        return derived.canonical_of(self._db, ids)

    def members(self, canonical: Iterable[str]) -> dict[str, list[str]]:
        """Return the events of each canonical event."""
        return derived.members_of(self._db, canonical)

    def group(self, gone: Iterable[str], found: Mapping[str, Sequence[str]]) -> None:
        """Take canonical events away and put others in their place; their records are folded anew later."""
        derived.drop_canonical(self._db, {*gone, *found})
        members = ({"event_id": e, "canonical_id": home} for home, events in found.items() for e in events)
        derived.put_members(self._db, members)


def store(db: Connection, shelf: Memory) -> None:
    """Write what was merged in memory into the tables of a ledger, within a transaction."""
    kept = SqlShelf(db)
    told = iter(shelf.all_tellings())
    while some := list(islice(told, STORED_AT_ONCE)):
        kept.put(some, {t.id: blocks(t).puts for t in some})
    ties = iter(shelf.all_ties())
    while found := list(islice(ties, STORED_AT_ONCE)):
        kept.tie(found, ())
    groups = iter(shelf.all_groups().items())
    while grouped := dict(islice(groups, STORED_AT_ONCE)):
        kept.group((), grouped)


def add_to_shelf(db: Connection, read: Sequence[Extraction]) -> set[str]:
    """Merge new readings with what a ledger holds, within a transaction; an older reading of a report makes room.

    Returns:
        Ids of the canonical events that came, went or changed.
    """
    judgements = standing(judged.standing(db, None))
    shelf, changed = SqlShelf(db), set[str]()
    old = derived.events_of(db, {e.report.id for e in read})
    if old:
        homes = set(shelf.homes(old).values())
        beside = {e for members in shelf.members(homes).values() for e in members} - set(old)
        gone = list(shelf.tellings(old).values())
        derived.forget_events(db, old)
        derived.drop_canonical(db, homes)
        changed = homes | regroup(shelf, beside | loosen(shelf, gone), judgements)
    return changed | settle(shelf, [t for e in read for t in tellings(e)], judgements)


def judge_again(db: Connection, events: Iterable[str]) -> set[str]:
    """Group anew what a judgement or its retraction touches, within a transaction; return what changed."""
    return regroup(SqlShelf(db), events, standing(judged.standing(db, None)))


def canonical_row(event: CanonicalEvent) -> Row:
    """Return a canonical event as a row of the table `canonical`."""
    when = event.when.value if event.when is not None else None
    where = event.where.value if event.where is not None else None
    row: Row = {
        "id": event.id,
        "kind": event.kind,
        "status": event.status,
        "earliest": when.earliest.isoformat() if when is not None and when.earliest else None,
        "latest": when.latest.isoformat() if when is not None and when.latest else None,
        "date_precision": str(when.precision) if when is not None else None,
        "place_precision": str(where.precision) if where is not None else None,
        "told_place": encoded(where) if where is not None else None,
        "suspects": encoded([{"name": p.name, "responsibility": p.responsibility} for p in event.perpetrators]),
        "disputed": ", ".join(sorted({d.slot for d in event.dissent if d.conflict})),
        "traits": _traits(event),
        "place": where.name if where is not None else None,
        "country": where.country if where is not None else None,
        "latitude": where.lat if where is not None else None,
        "longitude": where.lon if where is not None else None,
        "perpetrators": "; ".join(dict.fromkeys(f"{p.name} ({p.responsibility})" for p in event.perpetrators)),
        "reports": len({m.report.id for m in event.members}),
        "sources": event.sources,
        "policy": event.policy,
    }
    unsure = {slot: score for slot, score in _scores(event) if score < LOW}
    row |= {"unsure": ", ".join(sorted(unsure)), "sureness": min(unsure.values(), default=None)}
    for harm, toll in (("killed", event.killed), ("wounded", event.wounded)):
        for bound in ("low", "best", "high"):
            row[f"{harm}_{bound}"] = getattr(toll.value, bound) if toll is not None else None
    return row


def _scores(event: CanonicalEvent) -> Iterator[tuple[str, float]]:
    """Yield how sure each value is of those that an event has one of."""
    values = {"killed": event.killed, "wounded": event.wounded, "when": event.when, "where": event.where}
    for slot, chosen in values.items():
        if chosen is not None:
            yield slot, surest(slot, (claim for account in chosen.used for claim in account.claims))


def _traits(event: CanonicalEvent) -> list[tuple[str, str]]:
    """Return what an event is looked up by (table `trait`). One who only denies is found by name, and is no actor."""
    where = event.where.value if event.where is not None else None
    parties: list[Suspect | Named] = [*event.perpetrators, *event.targets]
    spelled = (name for one in parties for name in (one.name, *one.names))
    lands = (where.country, *where.countries) if where is not None else ()
    around = (where.name, *where.within) if where is not None else ()
    found: dict[str, Iterable[str | None]] = {
        "actor": (p.name for p in event.perpetrators if p.responsibility is not Responsibility.DENIED),
        "responsibility": (str(p.responsibility) for p in event.perpetrators),
        "outlet": (member.report.outlet for member in event.members),
        "country": lands,
        "land": (fold_name(name) for name in (*lands, *around) if name),
        "place": (fold_name(name) for name in around),
        "spelling": map(fold_name, spelled),
    }
    return [(trait, name) for trait, names in found.items() for name in dict.fromkeys(names) if name]
