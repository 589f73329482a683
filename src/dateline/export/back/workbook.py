"""A sheet of an Excel workbook as rows, read with the standard library: plain cells need no library of their own.

An .xlsx file is a zip of XML (ECMA-376). Only what an edited table can hold is read: texts, numbers, days, yes and no;
of a formula its last result; no style, so a day is known by its column.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Final
from xml.etree import ElementTree
from zipfile import BadZipFile, ZipFile

from dateline.errors import SourceError
from dateline.export.back.tables import Line, Sheet
from dateline.export.cells import plain

MAIN: Final = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
TARGET: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
LARGEST = 500_000_000
"""Bytes of one part unpacked: a greater one is no table that somebody edits, and may be made to fill the memory."""
ADVICE = "save it as .xlsx or CSV"


def read_workbook(path: Path, name: str, days: Sequence[str] = ()) -> Sheet:
    """Read a sheet of a workbook.

    Args:
        name: of the sheet; a workbook of one sheet is read whatever that is called.
        days: columns whose numbers are days.

    Returns:
        Rows with the number of the row; numbers as they are written in text ("3", "33.31"), days as ISO text.

    Raises:
        SourceError: if it is no workbook, or has no such sheet.
    """
    try:
        with ZipFile(path) as packed:
            part, first_day = _sheet(packed, path, name)
            shared = _shared(packed)
            rows = list(_rows(packed, part, shared))
    except (BadZipFile, KeyError, ElementTree.ParseError, ValueError, IndexError) as error:
        raise SourceError(f"this is no Excel workbook: {error}", str(path), ADVICE) from error
    except OSError as error:
        raise SourceError(f"the workbook cannot be read: {error.strerror}", str(path), "check the name") from error
    if not rows:
        raise SourceError("the sheet is empty", f"{path} sheet {name}", "give a table with a header and rows")
    heads = {at: str(cell).strip() for at, cell in rows[0][1].items() if str(cell).strip()}
    lines = []
    for number, cells in rows[1:]:
        found = {head: _text(cells.get(at, ""), first_day if head in days else None) for at, head in heads.items()}
        if any(found.values()):
            lines.append(Line(number, found))
    return Sheet(path.name, tuple(heads.values()), tuple(lines))


def _sheet(packed: ZipFile, path: Path, name: str) -> tuple[str, date]:
    """The part that holds a sheet, and the day from which days are counted."""
    book = _xml(packed, "xl/workbook.xml")
    sheets = {str(one.get("name")): str(one.get(TARGET)) for one in book.iter(MAIN + "sheet")}
    wanted = sheets.get(name) or (next(iter(sheets.values())) if len(sheets) == 1 else None)
    if wanted is None:
        raise SourceError(f"there is no sheet {name!r}", str(path), f"it has: {', '.join(sheets)}")
    parts = {str(one.get("Id")): str(one.get("Target")) for one in _xml(packed, "xl/_rels/workbook.xml.rels")}
    settings = book.find(MAIN + "workbookPr")
    is_1904 = settings is not None and settings.get("date1904") in ("1", "true")
    # Excel counts a 29 February 1900 that never was; so from 1 March 1900 on, day 0 is 30 December 1899.
    first = date(1904, 1, 1) if is_1904 else date(1899, 12, 30)
    return posixpath.normpath(posixpath.join("xl", parts[wanted])).removeprefix("/"), first


def _shared(packed: ZipFile) -> list[str]:
    if "xl/sharedStrings.xml" not in packed.namelist():
        return []
    return [_words(one) for one in _xml(packed, "xl/sharedStrings.xml").iter(MAIN + "si")]


def _rows(packed: ZipFile, part: str, shared: Sequence[str]) -> Iterator[tuple[int, dict[int, str | float]]]:
    """Yield the number of each row, and its cells by the place of their column."""
    for count, row in enumerate(_xml(packed, part).iter(MAIN + "row"), 1):
        cells: dict[int, str | float] = {}
        for at, cell in enumerate(row.iter(MAIN + "c")):
            cells[_column(cell.get("r"), at)] = _value(cell, shared)
        yield int(row.get("r", count)), cells


def _value(cell: ElementTree.Element, shared: Sequence[str]) -> str | float:
    kind, held = cell.get("t", "n"), cell.find(MAIN + "v")
    if kind == "inlineStr":
        return _words(cell)
    said = held.text or "" if held is not None else ""
    if kind == "s":
        return shared[int(said)]
    if kind == "b":
        return "true" if said == "1" else "false"
    return float(said) if kind == "n" and said else said


def _words(element: ElementTree.Element) -> str:
    """The text of a cell, whose parts may be styled; how it is pronounced is no part of it."""
    spoken = {id(t) for hint in element.iter(MAIN + "rPh") for t in hint.iter(MAIN + "t")}
    words = "".join(t.text or "" for t in element.iter(MAIN + "t") if id(t) not in spoken)
    return re.sub(r"_x([0-9A-Fa-f]{4})_", lambda code: chr(int(code[1], 16)), words)


def _text(value: str | float, first_day: date | None) -> str:
    if isinstance(value, str):
        return str(plain(value))
    if first_day is not None:
        return (first_day + timedelta(days=int(value))).isoformat()
    return str(int(value)) if value.is_integer() else repr(value)


def _column(name: str | None, otherwise: int) -> int:
    """The place of a column by its name: A is 0, AA is 26."""
    letters = re.match(r"[A-Z]+", name or "")
    if letters is None:
        return otherwise
    place = 0
    for letter in letters[0]:
        place = place * 26 + ord(letter) - ord("A") + 1
    return place - 1


def _xml(packed: ZipFile, part: str) -> ElementTree.Element:
    if packed.getinfo(part).file_size > LARGEST:
        raise ValueError(f"{part} is larger than {LARGEST:,} bytes")
    return ElementTree.fromstring(packed.read(part))
