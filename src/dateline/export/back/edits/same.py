"""Whether a cell is what was exported, whatever a spreadsheet made of how it is written."""

from __future__ import annotations

import re
from datetime import date

from dateline.export.cells import Value, plain

CUT = 32_767
"""Characters that a cell of Excel holds: a longer text comes back cut."""
NEAR = 1e-9
"""Degrees by which a coordinate differs after it went through a spreadsheet's 15 digits."""


def same(cell: str, now: Value) -> bool:
    """Whether a cell of an edited table says what the ledger says.

    Numbers may be written otherwise ("3.0"), a day as a spreadsheet shows it (with a time, or turned round as far as
    it can be that day), blanks and line ends may differ, a long text may be cut.

    >>> same("3.0", 3), same("11/03/2020", "2020-03-11"), same("", None), same("4", 3)
    (True, True, True, False)
    """
    if isinstance(now, bool):
        return cell.strip().casefold() == str(now).casefold()
    if isinstance(now, int | float):
        number = number_in(cell)
        return number is not None and abs(number - now) <= NEAR
    was = "" if now is None else str(plain(now))
    words, told = " ".join(cell.split()), " ".join(was.split())
    if words == told or (len(cell) >= CUT and was.startswith(cell[:CUT])):
        return True
    return bool(re.fullmatch(r"\d{4}-\d{2}-\d{2}", told)) and told in {str(day) for day in days_in(words)}


def meant(cell: str) -> str:
    """Return a text whose UTF-8 a spreadsheet took for Windows-1252 as it was; any other text as it is.

    >>> meant("18â€“30 rockets"), meant("Málaga")
    ('18–30 rockets', 'Málaga')
    """
    try:
        return b"".join(_byte(letter) for letter in cell).decode()
    except UnicodeError:
        return cell


def _byte(letter: str) -> bytes:
    """The byte that Windows-1252 shows so; five show nothing: kept as controls, by LibreOffice from U+F180 on."""
    if "\uf180" <= letter <= "\uf19f":
        return bytes([ord(letter) - 0xF100])
    return letter.encode("latin-1" if "\x80" <= letter < "\xa0" else "cp1252")


def number_in(cell: str) -> float | None:
    """Return the number in a cell, None if there is none."""
    try:
        return float(cell.strip())
    except ValueError:
        return None


def days_in(cell: str) -> list[date]:
    """Return the days that a cell can mean: one for an ISO date, two for one that may be turned round.

    >>> [str(day) for day in days_in("11/03/2020")], [str(day) for day in days_in("2020-03-11 00:00:00")]
    (['2020-03-11', '2020-11-03'], ['2020-03-11'])
    """
    if found := re.fullmatch(r"(\d{4})-(\d{2})-(\d{2})(?:[T ]00:00(?::00(?:\.0+)?)?)?", cell.strip()):
        year, month, day = map(int, found.groups())
        return _days((year, month, day))
    if found := re.fullmatch(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})", cell.strip()):
        one, other, year = map(int, found.groups())
        year += 2000 if year < 100 else 0
        return _days((year, other, one), (year, one, other))
    return []


def _days(*found: tuple[int, int, int]) -> list[date]:
    out = []
    for year, month, day in dict.fromkeys(found):
        try:
            out.append(date(year, month, day))
        except ValueError:
            continue
    return out
