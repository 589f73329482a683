"""Cells of a coded table, each with the rule that filled it and the claims under it; and what a format dropped.

A codebook holds one number where reports hold ten sentences. The sidecar (`FILE.why.csv`) keeps what the cell cannot.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from dateline.ledger.records import Claims

Value = str | int | float | bool | None
"""What a cell can hold; days are written as ISO text."""
RISKY = ("=", "+", "-", "@", "\t", "\r", "\n")
"""A text that begins so may be run as a formula by a spreadsheet. Source: OWASP, CSV injection."""
CRLF = "\r\n"
WHY = ("event", "column", "value", "rule", "claims", "reports", "words")


@dataclass(frozen=True, slots=True)
class Cell:
    """One value of a coded row.

    Attributes:
        rule: how the value came about, for a reader of the codebook ("fatalities: the most conservative number").
        claims: what it rests on; empty only for what no report says (a code of the format, an empty cell).
    """

    value: Value
    rule: str = ""
    claims: Claims = ()


@dataclass(frozen=True, slots=True)
class Loss:
    """Something that the ledger knows and the format cannot hold.

    Attributes:
        event: id of the canonical event; empty where it is about no event (a tally, a report).
        what: the slot or kind of thing ("wounded", "links", "tally").
        value: it, in words.
        why: why the format cannot hold it.
    """

    event: str
    what: str
    value: str
    why: str
    claims: Claims = ()


@dataclass(frozen=True, slots=True)
class Row:
    """One coded row: its event, and the cells by column, in the order of the format."""

    event: str
    cells: Mapping[str, Cell]


@dataclass(frozen=True, slots=True)
class Written:
    """What an export wrote.

    Attributes:
        rows: how many events, entities or rows the file holds.
        coded: rows whose cells are explained in the sidecar; empty for a format that carries its evidence itself.
        losses: what the format dropped.
        beside: names of further files written beside the one asked for.
    """

    rows: int
    coded: Sequence[Row] = ()
    losses: Sequence[Loss] = ()
    beside: Sequence[str] = field(default=())


def harmless(value: Value) -> Value:
    """Return a cell that no spreadsheet runs: a text that begins like a formula gets an apostrophe before it.

    Numbers stay numbers: a text that is a plain number ("-9") is left as it is.

    >>> harmless("=1+1"), harmless(-9), harmless("-9"), harmless("- nine")
    ("'=1+1", -9, '-9', "'- nine")
    """
    if not isinstance(value, str) or not value.startswith(RISKY):
        return value
    return value if _is_number(value) else f"'{value}"


def plain(value: Value) -> Value:
    """Undo `harmless`: what a text was before it was written to a table.

    >>> plain("'=1+1"), plain("'tis")
    ('=1+1', "'tis")
    """
    if isinstance(value, str) and value.startswith("'") and value[1:].startswith(RISKY):
        return value[1:]
    return value


def write_csv(path: Path, columns: Sequence[str], rows: Iterable[Mapping[str, Value]]) -> None:
    """Write a table as CSV: UTF-8, a header, quotes where needed, LF line ends; None is an empty cell."""
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(_line(columns))
        for row in rows:
            file.write(_line(["" if (cell := harmless(row.get(name))) is None else cell for name in columns]))


def _line(cells: Sequence[Value]) -> str:
    """Return a row of CSV. `csv` quotes what its own line end is made of: with LF alone, a CR would begin a new row."""
    written = io.StringIO(newline="")
    csv.writer(written, lineterminator=CRLF).writerow(cells)
    return written.getvalue().removesuffix(CRLF) + "\n"


def write_coded(path: Path, columns: Sequence[str], rows: Iterable[Row]) -> None:
    """Write coded rows as CSV (`write_csv`)."""
    write_csv(path, columns, ({name: cell.value for name, cell in row.cells.items()} for row in rows))


def write_why(path: Path, written: Written) -> None:
    """Write the sidecar: one row a cell that holds something, then one a thing dropped (its column is empty)."""
    write_csv(path, WHY, [*_cells(written.coded), *_losses(written.losses)])


def _cells(rows: Iterable[Row]) -> Iterator[dict[str, Value]]:
    for row in rows:
        for column, cell in row.cells.items():
            if cell.value not in (None, ""):
                yield {
                    "event": row.event,
                    "column": column,
                    "value": cell.value,
                    "rule": cell.rule,
                    **_under(cell.claims),
                }


def _losses(losses: Iterable[Loss]) -> Iterator[dict[str, Value]]:
    for loss in losses:
        said = {"event": loss.event, "value": f"{loss.what}: {loss.value}", "rule": f"dropped: {loss.why}"}
        yield {**said, **_under(loss.claims)}


def _under(claims: Claims) -> dict[str, str]:
    words = [words for claim in claims for words in claim.evidence]
    return {
        "claims": "; ".join(dict.fromkeys(claim.id for claim in claims)),
        "reports": "; ".join(dict.fromkeys(one.report_id for one in words)),
        "words": " … ".join(dict.fromkeys(one.exact for one in words)),
    }


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return text == text.strip()
