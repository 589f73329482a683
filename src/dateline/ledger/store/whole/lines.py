"""A ledger in one file of JSON lines: a head, then every row of every content table (docs/exports/tables.md).

The rows stand in the order in which their digest is taken, so that a file is proved whole before any of it is stored,
and the same ledger gives the same bytes from any database.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any, Union

import msgspec
from sqlalchemy import Connection, Table

from dateline.errors import LedgerError
from dateline.ledger.store.databases import insert, snapshot, transaction
from dateline.ledger.store.schema import FORM
from dateline.ledger.store.schema.tables import CONTENT
from dateline.ledger.store.whole.content import SENT, digest_of, in_order, size

LINE_FORMS = (3, FORM)
"""Forms of the tables whose lines are the same: form 4 added only seals, which lines leave out."""
AGAIN = "copy it again from the ledger that it came from"


class Head(msgspec.Struct, tag_field="dateline", tag="ledger", forbid_unknown_fields=True):
    """The first line: the form of the tables, the digest of all that follows, and the rows of each table."""

    form: int
    digest: str
    rows: dict[str, int]


def _line(table: Table) -> type[msgspec.Struct]:
    """The form of a line that holds a row of a table; a column that is empty is left out."""
    fields: list[Any] = []
    for column in table.c:
        kind = column.type.python_type
        fields.append((str(column.name), kind | None, None) if column.nullable else (str(column.name), kind))
    settings: Any = {"forbid_unknown_fields": True, "omit_defaults": True, "kw_only": True}
    return msgspec.defstruct(str(table.name), fields, tag_field="table", tag=str(table.name), **settings)


LINES = {str(table.name): _line(table) for table in CONTENT}
HEAD_LIMIT = 100_000
"""Bytes: a longer first line is no head."""


def save(db: Connection, path: Path) -> str:
    """Write all content to a new file, all or nothing; return its digest.

    Raises:
        LedgerError: if the file is there already, or cannot be written.
    """
    if path.exists():
        raise LedgerError("there is a file of this name already", str(path), "give another name, or remove it first")
    draft = path.with_name(f".{path.name}.part")
    encode = msgspec.json.Encoder().encode
    try:
        with snapshot(db), draft.open("wb") as file:
            found = _digest(db)
            file.write(encode(Head(FORM, found, size(db))) + b"\n")
            for table in CONTENT:
                names, form = [str(column.name) for column in table.c], LINES[str(table.name)]
                for row in in_order(db, table):
                    file.write(encode(form(**dict(zip(names, row, strict=True)))) + b"\n")
        draft.replace(path)
    except OSError as error:
        raise LedgerError(f"it cannot be written: {error.strerror}", str(path), "give another file") from error
    finally:
        draft.unlink(missing_ok=True)
    return found


def check(path: Path) -> str:
    """Read a file to its end and return its digest, which is that of the ledger that it came from.

    Raises:
        LedgerError: if it is no ledger, is of another form, was cut off or was changed; it names the line.
    """
    head, lines = _head(path), _Lines(path)
    found = digest_of((table, lines.of(table)) for table in CONTENT)
    if not lines.is_at_end:
        raise _wrong("a row out of its place", path, lines.number)
    if lines.counts != head.rows:
        short = (f"{held} of {head.rows.get(name, 0)} {name}" for name, held in lines.counts.items())
        told = next(
            words for words, name in zip(short, LINES, strict=True) if lines.counts[name] != head.rows.get(name)
        )
        raise _wrong(f"the file ends here with {told} rows", path, lines.number)
    if found != head.digest:
        raise LedgerError(
            "a value was changed since it was written, so nothing was stored",
            f"{path} lines 2 to {lines.number}",
            AGAIN,
        )
    return found


def load(db: Connection, path: Path, found: str) -> None:
    """Store all content of a file in an empty ledger, all or nothing.

    Args:
        found: the digest of the file (`check`).

    Raises:
        LedgerError: if the ledger holds anything, or what arrived is not what was read.
    """
    if any(size(db).values()):
        raise LedgerError("the ledger to copy into is not empty", "", "give a new file or an empty database")
    with transaction(db):
        lines = _Lines(path)
        for table in CONTENT:
            names, rows = [str(column.name) for column in table.c], lines.of(table)
            while some := [dict(zip(names, row, strict=True)) for row in islice(rows, SENT)]:
                insert(db, table, some)
        if _digest(db) != found:
            raise LedgerError("what arrived is not what the file holds", str(path), "copy it again")


class _Lines:
    """The rows of a file, table after table; `number` is the line that was read last."""

    def __init__(self, path: Path) -> None:
        self.number = 1
        self.counts = dict.fromkeys(LINES, 0)
        self._rows = self._read(path)
        self._ahead = next(self._rows, None)

    @property
    def is_at_end(self) -> bool:
        """Whether every row was taken."""
        return self._ahead is None

    def of(self, table: Table) -> Iterator[tuple[Any, ...]]:
        """Yield the rows of a table that stand next in the file."""
        form = LINES[str(table.name)]
        while isinstance(self._ahead, form):
            self.counts[str(table.name)] += 1
            yield msgspec.structs.astuple(self._ahead)
            self._ahead = next(self._rows, None)

    def _read(self, path: Path) -> Iterator[msgspec.Struct]:
        decode = msgspec.json.Decoder(Union[tuple(LINES.values())]).decode  # noqa: UP007 - the tables are known at run time
        with path.open("rb") as file:
            file.readline()
            for self.number, line in enumerate(file, 2):
                try:
                    yield decode(line)
                except (msgspec.MsgspecError, UnicodeDecodeError) as error:
                    raise _wrong(f"no row of a ledger ({error})", path, self.number) from error


def _digest(db: Connection) -> str:
    return digest_of((table, in_order(db, table)) for table in CONTENT)


def _head(path: Path) -> Head:
    try:
        with path.open("rb") as file:
            line = file.readline(HEAD_LIMIT)
    except OSError as error:
        raise LedgerError(f"it cannot be read: {error.strerror}", str(path), "check the name") from error
    try:
        head = msgspec.json.decode(line, type=Head)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        advice = "give one that `dateline copy LEDGER FILE.jsonl` wrote; reports are read with: dateline read"
        raise LedgerError("this file is no ledger", f"{path} line 1", advice) from error
    if head.form not in LINE_FORMS:
        what = f"the ledger in this file has form {head.form}, this version of Dateline reads form {FORM}"
        raise LedgerError(what, f"{path} line 1", "read it with the version that made it")
    return head


def _wrong(what: str, path: Path, line: int) -> LedgerError:
    return LedgerError(f"{what}: the file was cut off or changed, and nothing was stored", f"{path} line {line}", AGAIN)
