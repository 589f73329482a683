"""Reads a user's coded table and its map: which column holds the report and which each value."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import msgspec

from dateline.errors import SourceError
from dateline.export.back.tables import Line, Sheet, read_table
from dateline.model.event import Kind
from dateline.model.report import Report
from dateline.sources.decode import decode

NUMBERS = ("killed", "killed_low", "killed_high", "injured", "injured_low", "injured_high", "captured")
VALUES = ("date", "place", *NUMBERS, "perpetrator", "names", "kind")
"""What a table may code."""
OF_REPORT = ("id", "text", "file", "published", "title", "outlet", "url")
"""What a table may say of the report itself."""
FORM = 'write [columns] with lines such as text = "story", killed = "dead"'


@dataclass(frozen=True, slots=True, kw_only=True)
class Map:
    """What a map file says.

    Attributes:
        columns: the column of each of `OF_REPORT` and `VALUES` that the table has.
        kinds: Dateline's kind for a type of the table's; a type that is itself a kind needs none.
        days: days by which a date may differ.
        km: kilometres from a place of the coded name within which a point is right.
    """

    columns: Mapping[str, str]
    kinds: Mapping[str, Kind] = field(default_factory=dict)
    days: int = 0
    km: float = 30.0


@dataclass(frozen=True, slots=True)
class Row:
    """One coded row: the report, and what it codes, a value each; what its cell leaves empty is not coded."""

    report: Report
    date: date | None
    place: str
    numbers: Mapping[str, int]
    perpetrator: str
    names: tuple[str, ...] | None
    kind: Kind | None


def load_map(path: Path) -> Map:
    """Read a map file.

    Raises:
        SourceError: if it is no TOML, or says what no map says.
    """
    try:
        said = tomllib.loads(path.read_text("utf-8"))
        found = msgspec.convert(said, Map, strict=True)
    except OSError as error:
        raise SourceError(f"the map cannot be read: {error.strerror}", str(path), FORM) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, msgspec.ValidationError) as error:
        raise SourceError(f"this is no map: {error}", str(path), FORM) from error
    strange = [name for name in found.columns if name not in (*OF_REPORT, *VALUES)]
    strange += [name for name in said if name not in Map.__dataclass_fields__]
    if strange:
        raise SourceError(
            f"the map names {strange[0]!r}", str(path), f"columns are: {', '.join((*OF_REPORT, *VALUES))}"
        )
    if not {"text", "file"} & set(found.columns):
        raise SourceError("the map has no column with the report", str(path), "name it: text = COLUMN or file = COLUMN")
    if not set(VALUES) & set(found.columns):
        raise SourceError("the map has no coded value", str(path), f"name one of: {', '.join(VALUES)}")
    return found


def load(path: Path, columns: Map) -> list[Row]:
    """Read all rows of a table.

    Raises:
        SourceError: if a column of the map is not there, or a cell does not hold what it should.
    """
    sheet = read_table(path)
    missing = [column for column in columns.columns.values() if column not in sheet.columns]
    if missing:
        what = f"there is no column {missing[0]!r}"
        raise SourceError(what, str(path), f"the columns are: {', '.join(sheet.columns)}")
    rows = [_row(line, columns, path) for line in sheet.lines]
    return list(_with_own_ids(rows, sheet))


def _with_own_ids(rows: list[Row], sheet: Sheet) -> Iterator[Row]:
    seen: set[str] = set()
    for row, line in zip(rows, sheet.lines, strict=True):
        if row.report.id in seen:
            what = f"a row before it has the id {row.report.id!r} too"
            raise SourceError(what, f"{sheet.name} line {line.number}", "give each row an id of its own")
        seen.add(row.report.id)
        yield row


def _row(line: Line, columns: Map, path: Path) -> Row:
    where = f"{path} line {line.number}"

    def said(name: str) -> str:
        return line.get(columns.columns[name]) if name in columns.columns else ""

    text = said("text") or (_file(path.parent / said("file"), where) if said("file") else "")
    if not text:
        raise SourceError("the row has no report", where, "fill in its text, or leave the row out")
    report = Report.of(
        text,
        id=said("id") or f"line {line.number}",
        title=said("title") or None,
        outlet=said("outlet") or None,
        url=said("url") or None,
        published=_day(said("published"), where),
    )
    numbers = {name: _number(said(name), where) for name in NUMBERS if said(name)}
    listed = tuple(name.strip() for name in said("names").split(";") if name.strip())
    names = listed if "names" in columns.columns else None
    kind = _kind(said("kind"), columns, where)
    return Row(report, _day(said("date"), where), said("place"), numbers, said("perpetrator"), names, kind)


def _file(path: Path, where: str) -> str:
    try:
        return decode(path.read_bytes(), str(path))[0]
    except OSError as error:
        what = f"the report {path.name} cannot be read: {error.strerror}"
        raise SourceError(what, where, "put it beside the table") from error


def _day(said: str, where: str) -> date | None:
    try:
        return date.fromisoformat(said) if said else None
    except ValueError as error:
        raise SourceError(f"{said!r} is no date", where, "write year-month-day") from error


def _number(said: str, where: str) -> int:
    if not said.isdecimal():
        raise SourceError(f"{said!r} counts no people", where, "write digits, or leave the cell empty")
    return int(said)


def _kind(said: str, columns: Map, where: str) -> Kind | None:
    plain = said.casefold().replace(" ", "_")
    if not said or said in columns.kinds:
        return columns.kinds.get(said)
    if plain not in set(Kind):
        advice = f'add it to the map: [kinds] "{said}" = "attack", or another of: {", ".join(Kind)}'
        raise SourceError(f"{said!r} is no kind", where, advice)
    return Kind(plain)
