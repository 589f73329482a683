"""Every format that a ledger leaves in, by the name that the command takes; each lives in a file of its own.

A format's file has one public function, `write(book, path, options) -> Written`. To add one: write the file, add a
line here, and a test that opens it with a reader that somebody else wrote.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path

from dateline.errors import ExportError
from dateline.export.book import Book
from dateline.export.cells import Written, write_why


@dataclass(frozen=True, slots=True)
class Options:
    """What some formats ask.

    Attributes:
        inter: how ACLED's actor codes are written: "text" (today's default) or "numeric".
        ids: ids that only a publisher can give, from the user's map file: column -> name in Dateline -> id.
        table: which table a format of one table holds ("events", "claims", ...).
    """

    inter: str = "text"
    ids: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    table: str = "events"


@dataclass(frozen=True, slots=True)
class Format:
    """A format: the file under this room that writes it, its usual ending, and what it is for."""

    name: str
    home: str
    ending: str
    doc: str


FORMATS: Mapping[str, Format] = {
    one.name: one
    for one in (
        Format("acled", "codebooks.acled", ".csv", "ACLED's 31 columns"),
        Format("ucdp", "codebooks.ucdp", ".csv", "UCDP GED's 49 columns; events with a death"),
        Format("gtd", "codebooks.gtd", ".csv", "the Global Terrorism Database's 135 columns"),
        Format("plover", "codebooks.plover", ".jsonl", "PLOVER event records, one JSON object a line"),
        Format("geojson", "maps.geojson", ".geojson", "points and areas of uncertainty, for web maps and QGIS"),
        Format("geopackage", "maps.geopackage", ".gpkg", "points, areas and tables in one file for QGIS and ArcGIS"),
        Format("kml", "maps.kml", ".kml", "for Google Earth"),
        Format("csv", "tables.csv", ".csv", "one table as CSV (--table), or all of them into a folder"),
        Format("excel", "tables.excel", ".xlsx", "all tables as sheets of one workbook"),
        Format("parquet", "tables.parquet", ".parquet", "one table with types (--table), or all into a folder"),
        Format("jsonl", "tables.jsonl", ".jsonl", "one table as JSON lines (--table), or all into a folder"),
        Format("timelinejs", "stories.timelinejs", ".json", "a TimelineJS timeline"),
        Format("timemap", "stories.timemap", ".json", "events and sources for Forensic Architecture's timemap"),
        Format("ical", "stories.ical", ".ics", "a calendar"),
        Format("bibtex", "stories.bibtex", ".bib", "the reports as a bibliography; .json writes CSL"),
        Format("graphml", "graphs.graphml", ".graphml", "actors, events and what links them, for Gephi and networkx"),
        Format("gexf", "graphs.gexf", ".gexf", "the same with days, for Gephi"),
        Format(
            "followthemoney", "graphs.followthemoney", ".jsonl", "FollowTheMoney entities for Aleph and OpenSanctions"
        ),
        Format("jsonld", "graphs.jsonld", ".jsonld", "linked data: Simple Event Model, PROV-O, Web Annotation"),
        Format("html", "html.report", ".html", "one page to read, print and send, that needs nothing else"),
    )
}


def export(book: Book, name: str, path: Path, options: Options | None = None) -> Written:
    """Write a book in a format, with the sidecar `.why.csv` where cells need explaining or something was dropped.

    All or nothing: files are written elsewhere and moved into place when they are whole.

    Args:
        name: of the format (`FORMATS`).
        path: the file; for a format of many files, a folder.

    Returns:
        What was written; `beside` names the further files.

    Raises:
        ExportError: if there is no such format, the folder is missing, or the file cannot be written.
    """
    write = _writer(name)
    if not path.parent.is_dir():
        raise ExportError("there is no such folder", str(path.parent), "make it first")
    try:
        with tempfile.TemporaryDirectory(prefix=".dateline-", dir=path.parent) as folder:
            draft = Path(folder) / path.name
            if path.is_dir():
                draft.mkdir()
            written = write(book, draft, options or Options())
            if written.coded or written.losses:
                write_why(draft.with_name(_why_name(path)), written)
            names = sorted(part.name for part in Path(folder).iterdir())
            for part in names:
                _put(Path(folder) / part, path.with_name(part))
    except OSError as error:
        raise ExportError(f"it cannot be written: {error.strerror}", str(path), "give another file") from error
    beside = tuple(part for part in names if part != path.name)
    return Written(written.rows, written.coded, written.losses, beside)


def _why_name(path: Path) -> str:
    """Name the sidecar so that two formats of one name do not write over each other's: a.why.csv, a.gexf.why.csv."""
    return f"{path.stem if path.suffix == '.csv' else path.name}.why.csv"


def _writer(name: str) -> Callable[[Book, Path, Options], Written]:
    if name not in FORMATS:
        raise ExportError(f"there is no format {name!r}", "", f"take one of: {', '.join(FORMATS)}")
    found: Callable[[Book, Path, Options], Written] = import_module(f"dateline.export.{FORMATS[name].home}").write
    return found


def _put(source: Path, target: Path) -> None:
    """Move a file into place; a folder's files into the folder, beside what it holds."""
    if source.is_dir():
        target.mkdir(exist_ok=True)
        for part in source.iterdir():
            part.replace(target / part.name)
        shutil.rmtree(source)
        return
    source.replace(target)
