"""A ledger as a whole: one digest of all it holds, and a copy of it in another file or database."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import msgspec
from sqlalchemy import Column, Connection, Select, Table, func, select

from dateline.errors import LedgerError
from dateline.ledger.store.databases import Row, insert, snapshot, transaction
from dateline.ledger.store.schema.tables import CONTENT, PROOF, READING, key_of
from dateline.ledger.store.schema.triggers import SEARCHED

SENT = 1000
"""Rows held in memory at a time."""
TIDIED_FROM = 0.1
"""Share of a ledger that must be new before its word index is written anew."""


def size(db: Connection) -> dict[str, int]:
    """Return how many rows each content table holds."""
    return {str(table.name): _count(db, table) for table in CONTENT}


def digest(db: Connection) -> str:
    """Return one SHA-256 of every row of every content table, in the order of their keys; the same in any database."""
    with snapshot(db):
        return digest_of((table, in_order(db, table)) for table in CONTENT)


def digest_of(content: Iterable[tuple[Table, Iterable[Sequence[Any]]]]) -> str:
    """Return the SHA-256 of content tables, each with its rows in the order of their keys, wherever they come from."""
    found = hashlib.sha256()
    encode = msgspec.json.Encoder().encode
    for table, rows in content:
        found.update(encode([str(table.name), *(str(column.name) for column in table.c)]))
        for row in rows:
            found.update(encode(tuple(row)))
    return found.hexdigest()


def in_order(db: Connection, table: Table) -> Iterator[Sequence[Any]]:
    """Yield the rows of a table in the order of their keys, the same in any database."""
    return iter(db.execute(_many(table, *(table.c[name] for name in key_of(table)))))


def copy(source: Connection, target: Connection) -> None:
    """Copy all content and its seals into an empty ledger, all or nothing. What is derived is to be derived again.

    Raises:
        LedgerError: if the target holds anything.
    """
    if any(size(target).values()):
        raise LedgerError("the ledger to copy into is not empty", "", "give a new file or an empty database")
    with snapshot(source), transaction(target):
        for table in (*CONTENT, *PROOF):
            for some in _rows(source, table):
                insert(target, table, some)


def tidy(db: Connection, added: int) -> None:
    """Write the word index of a file anew if much was added: it is smaller then, and the same whatever came first."""
    if db.dialect.name != "sqlite" or added <= TIDIED_FROM * _count(db, READING):
        return
    with transaction(db):
        for table, _ in SEARCHED:
            db.exec_driver_sql(f"INSERT INTO {table}_fts ({table}_fts) VALUES ('rebuild')")


def _count(db: Connection, table: Table) -> int:
    return db.execute(select(func.count()).select_from(table)).scalar_one()


def _rows(db: Connection, table: Table) -> Iterator[list[Row]]:
    """Yield the rows of a table a thousand at a time, in the order in which they are best written."""
    names = [str(column.name) for column in table.c]
    found = db.execute(_many(table, *table.primary_key))
    for some in found.partitions(SENT):
        yield [dict(zip(names, row, strict=True)) for row in some]


def _many(table: Table, *order: Column[Any]) -> Select[Any]:
    """All rows of a table, fetched in parts."""
    return select(table).order_by(*order).execution_options(yield_per=SENT)
