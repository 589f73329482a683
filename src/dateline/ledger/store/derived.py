"""What is computed from many reports: which events are worth comparing, what ties them, and the clusters.

Plain functions on a connection, to be used within `Ledger.transaction`. All of it can be thrown away and computed
again from the content, so rows here are changed and deleted at will.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Column, Connection, Table, bindparam, delete, func, or_, select

from dateline.ledger.store.databases import Row, in_parts, insert, rows
from dateline.ledger.store.schema.tables import BLOCK, CANONICAL, DERIVED, FEATURE, MEMBER, TIE, TRAIT, key_of

Ids = Iterable[str]


def put_features(db: Connection, found: Iterable[Mapping[str, Any]]) -> None:
    """Keep what matching looks at of each event (event_id, report_id, value as JSON), in place of what was there."""
    _put(db, FEATURE, found)


def features_of(db: Connection, event_ids: Ids) -> dict[str, str]:
    """Return the features of these events, by event; those without any are left out."""
    return {row["event_id"]: row["value"] for row in _having(db, FEATURE, FEATURE.c.event_id, event_ids)}


def put_blocks(db: Connection, found: Iterable[Mapping[str, Any]]) -> None:
    """Keep the keys (key, event_id) under which events are looked up; one that is there already stays."""
    _put(db, BLOCK, found)


def blocks_of(db: Connection, event_ids: Ids) -> dict[str, list[str]]:
    """Return the keys of these events, sorted, by event."""
    out: dict[str, list[str]] = {}
    for row in _having(db, BLOCK, BLOCK.c.event_id, event_ids):
        out.setdefault(row["event_id"], []).append(row["key"])
    return {name: sorted(keys) for name, keys in out.items()}


def events_in(db: Connection, keys: Ids) -> dict[str, list[str]]:
    """Return the events under each key, by id; keys without events are left out."""
    out: dict[str, list[str]] = {}
    for row in _having(db, BLOCK, BLOCK.c.key, keys):
        out.setdefault(row["key"], []).append(row["event_id"])
    return {key: sorted(events) for key, events in out.items()}


def count_in(db: Connection, keys: Ids) -> dict[str, int]:
    """Return how many events stand under each key; keys without events are left out."""
    out: dict[str, int] = {}
    for some in _parts(keys):
        query = select(BLOCK.c.key, func.count().label("events")).where(BLOCK.c.key.in_(some)).group_by(BLOCK.c.key)
        out |= {row["key"]: row["events"] for row in rows(db, query)}
    return out


def put_ties(db: Connection, found: Iterable[Mapping[str, Any]]) -> None:
    """Keep ties (left_id, right_id, weight, why), in place of those between the same events."""
    _put(db, TIE, found)


def ties_of(db: Connection, event_ids: Ids) -> list[Row]:
    """Return every tie at either end of which one of these events stands, once each, by left_id and right_id."""
    found: dict[tuple[str, str], Row] = {}
    for some in _parts(event_ids):
        for row in rows(db, select(TIE).where(or_(TIE.c.left_id.in_(some), TIE.c.right_id.in_(some)))):
            found[row["left_id"], row["right_id"]] = row
    return [found[ends] for ends in sorted(found)]


def drop_ties(db: Connection, pairs: Iterable[tuple[str, str]]) -> None:
    """Forget the ties between these events, the lesser id first."""
    found = [{"one": one, "other": other} for one, other in sorted(set(pairs))]
    if found:
        db.execute(delete(TIE).where(TIE.c.left_id == bindparam("one"), TIE.c.right_id == bindparam("other")), found)


def drop_ties_of(db: Connection, event_ids: Ids) -> None:
    """Forget every tie at either end of which one of these events stands."""
    for column in (TIE.c.left_id, TIE.c.right_id):
        _drop(db, TIE, column, event_ids)


def put_members(db: Connection, found: Iterable[Mapping[str, Any]]) -> None:
    """Keep to which canonical event each event belongs (event_id, canonical_id), in place of what was there."""
    _put(db, MEMBER, found)


def members_of(db: Connection, canonical_ids: Ids) -> dict[str, list[str]]:
    """Return the events of these canonical events, sorted, by canonical event."""
    out: dict[str, list[str]] = {}
    for row in _having(db, MEMBER, MEMBER.c.canonical_id, canonical_ids):
        out.setdefault(row["canonical_id"], []).append(row["event_id"])
    return {name: sorted(events) for name, events in out.items()}


def canonical_of(db: Connection, event_ids: Ids) -> dict[str, str]:
    """Return the canonical event of each of these events; those in none are left out."""
    return {row["event_id"]: row["canonical_id"] for row in _having(db, MEMBER, MEMBER.c.event_id, event_ids)}


def put_canonical(db: Connection, found: Iterable[Mapping[str, Any]]) -> None:
    """Keep canonical events (the columns of the table `canonical`), in place of those with the same id.

    Args:
        found: rows; `traits` in a row lists what the event is looked up by, as pairs (trait, name).
    """
    kept = list(found)
    _put(db, CANONICAL, kept)
    _drop(db, TRAIT, TRAIT.c.canonical_id, (row["id"] for row in kept))
    traits = ((row["id"], *pair) for row in kept for pair in row.get("traits", ()))
    _put(db, TRAIT, ({"canonical_id": id_, "trait": trait, "name": name} for id_, trait, name in traits))


def drop_canonical(db: Connection, ids: Ids) -> None:
    """Forget canonical events; their members stay until they are put elsewhere or forgotten."""
    names = sorted(set(ids))
    _drop(db, CANONICAL, CANONICAL.c.id, names)
    _drop(db, TRAIT, TRAIT.c.canonical_id, names)


def forget_events(db: Connection, event_ids: Ids) -> None:
    """Forget everything derived of these events, canonical events excepted."""
    names = sorted(set(event_ids))
    for table in (FEATURE, BLOCK, MEMBER):
        _drop(db, table, table.c.event_id, names)
    drop_ties_of(db, names)


def events_of(db: Connection, report_ids: Ids) -> list[str]:
    """Return the events of these reports that anything is derived of."""
    return sorted(row["event_id"] for row in _having(db, FEATURE, FEATURE.c.report_id, report_ids))


def reports_of(db: Connection, event_ids: Ids) -> list[str]:
    """Return the reports that tell these events, each once, sorted."""
    asked = (select(FEATURE.c.report_id).where(FEATURE.c.event_id.in_(some)).distinct() for some in _parts(event_ids))
    return sorted({report for query in asked for report in db.scalars(query)})


def groups(db: Connection) -> dict[str, list[str]]:
    """Return every canonical event with its events, by id."""
    out: dict[str, list[str]] = {}
    for row in rows(db, select(MEMBER).order_by(MEMBER.c.canonical_id, MEMBER.c.event_id)):
        out.setdefault(row["canonical_id"], []).append(row["event_id"])
    return out


def unfolded(db: Connection) -> list[str]:
    """Return the canonical events that have no record yet."""
    # Two counts are quick, and tell nearly always that there is none. Counted so, the index has them in order.
    told = select(func.count()).select_from(select(MEMBER.c.canonical_id).distinct().subquery())
    if db.execute(told).scalar_one() == db.execute(select(func.count()).select_from(CANONICAL)).scalar_one():
        return []
    known = select(CANONICAL.c.id)
    found = select(MEMBER.c.canonical_id).where(MEMBER.c.canonical_id.not_in(known)).distinct()
    return sorted(row["canonical_id"] for row in rows(db, found))


def forget_all(db: Connection) -> None:
    """Forget everything derived."""
    for table in DERIVED:
        db.execute(delete(table))


def _put(db: Connection, table: Table, found: Iterable[Mapping[str, Any]]) -> None:
    """Insert rows, in the order of their keys; where a row of that key is there, it takes the new values."""
    key = key_of(table)
    by_key = {tuple(row[name] for name in key): dict(row) for row in found}
    others = [f'"{column.name}" = excluded."{column.name}"' for column in table.c if column.name not in key]
    change = f"DO UPDATE SET {', '.join(others)}" if others else "DO NOTHING"
    quoted = ", ".join(f'"{name}"' for name in key)
    insert(db, table, [by_key[name] for name in sorted(by_key)], f"({quoted}) {change}")


def _having(db: Connection, table: Table, column: Column[Any], values: Ids) -> Iterable[Row]:
    for some in _parts(values):
        yield from rows(db, select(table).where(column.in_(some)))


def _drop(db: Connection, table: Table, column: Column[Any], values: Ids) -> None:
    for some in _parts(values):
        db.execute(delete(table).where(column.in_(some)))


def _parts(values: Ids) -> Iterable[Sequence[str]]:
    return in_parts(sorted(set(values)))
