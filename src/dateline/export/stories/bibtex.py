"""The reports as a bibliography: BibTeX (BibLaTeX reads it too); CSL-JSON for Zotero where the file ends in .json."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import msgspec

from dateline.export.book import Book
from dateline.export.cells import Loss, Written
from dateline.export.stories.telling import headline, writable
from dateline.model.extraction import Extraction

if TYPE_CHECKING:
    from dateline.export.formats import Options

_TEX = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "$": r"\$",
    "&": r"\&",
    "#": r"\#",
    "%": r"\%",
    "_": r"\_",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}
"""What TeX would take for a command."""
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_URL = "!*'();:@&=+$,/?[]%-._~#"
"""Characters of a web address that stay; braces, blanks and others would end the field."""


def write(book: Book, path: Path, options: Options) -> Written:
    """Write one entry a report, by day: @article with a known outlet, else @misc; the note holds the report's id."""
    told = sorted(book.extractions.values(), key=lambda e: (str(e.report.published or "9999"), e.report.id))
    if path.suffix.lower() == ".json":
        path.write_bytes(msgspec.json.format(msgspec.json.encode([_csl(e) for e in told]), indent=1) + b"\n")
    else:
        keys = _keys(e.report.id for e in told)
        path.write_text("\n".join(_entry(key, e) for key, e in zip(keys, told, strict=True)), "utf-8", newline="\n")
    lost = [Loss(event.id, "event", headline(event), "a bibliography lists reports") for event in book.events]
    lost += [Loss("", "tally", reckoning.why, "a bibliography lists reports") for reckoning in book.tallies]
    return Written(len(told), losses=lost)


def _entry(key: str, extraction: Extraction) -> str:
    report = extraction.report
    day = report.published
    fields: dict[str, str] = {
        "author": " and ".join(f"{{{_tex(name)}}}" for name in extraction.contributors),
        "title": f"{{{_tex(report.title)}}}" if report.title else "",
        "journal": _tex(report.outlet or ""),
        "date": str(day) if day else "",
        "year": str(day.year) if day else "",
        "url": quote(report.url or "", safe=_URL),
        "note": f"Report {_tex(report.id)}",
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    lines += [f"  month = {_MONTHS[day.month - 1]},"] if day else []
    return f"@{'article' if report.outlet else 'misc'}{{{key},\n" + "\n".join(lines) + "\n}\n"


def _tex(text: str) -> str:
    """Return a text that TeX prints as it is, on one line.

    >>> _tex("=Post & Courier, 50%")
    '=Post \\\\& Courier, 50\\\\%'
    """
    return "".join(_TEX.get(c, c) for c in " ".join(writable(text).split()))


def _keys(names: Iterable[str]) -> list[str]:
    """Return a key of letters, digits, hyphens and colons for each id, none twice whatever its case."""
    out: list[str] = []
    seen: set[str] = set()
    for name in names:
        plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
        base = re.sub(r"[^A-Za-z0-9:.-]+", "-", plain).strip("-") or "report"
        key, n = base, 1
        while key.lower() in seen:
            n += 1
            key = f"{base}-{n}"
        seen.add(key.lower())
        out.append(key)
    return out


def _csl(extraction: Extraction) -> dict[str, Any]:
    """Return an item of CSL-JSON: a newspaper article, its day as parts, nothing where nothing is known."""
    report = extraction.report
    day = report.published
    item: dict[str, Any] = {
        "id": report.id,
        "type": "article-newspaper" if report.outlet else "document",
        "title": report.title,
        "container-title": report.outlet,
        "author": [{"literal": name} for name in extraction.contributors],
        "issued": {"date-parts": [[day.year, day.month, day.day]]} if day else None,
        "URL": report.url,
        "note": f"Report {report.id}",
    }
    return {name: value for name, value in item.items() if value}
