"""Reads what is pasted or dropped into the page, one report after the other, and tells what became of each."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path, PurePosixPath
from typing import IO, Any

import msgspec

from dateline.errors import SourceError
from dateline.export.words import days, number
from dateline.model.extraction import Extraction, Refused
from dateline.model.report import Report
from dateline.pipeline import extract
from dateline.sources import given_report, read_sources
from dateline.web.held import Held

BODY_LIMIT = 32_000_000
"""Bytes that one request may bring; more is for `dateline read`, which needs no browser."""
Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Pasted:
    """A text with what the reviewer knows of it; empty = not known."""

    text: str
    published: date | None = None
    outlet: str = ""
    url: str = ""
    title: str = ""


def kept(folder: Path, number_: int, name: str, stream: IO[bytes]) -> Path:
    """Put a file into a folder of its own, under its own name without any folders in it."""
    plain = PurePosixPath(name.replace("\\", "/")).name.replace("\0", "") or "file"
    home = folder / str(number_)
    home.mkdir()
    # The name of a file may have 255 bytes; a browser may send more.
    path = home / (plain if len(plain.encode("utf-8", "replace")) <= 200 else f"{plain[:40]}{Path(plain).suffix[:10]}")
    with path.open("wb") as out:
        shutil.copyfileobj(stream, out)
    return path


def given(pasted: Pasted | None, files: list[Path], published: date | None) -> Iterator[Report | Refused]:
    """Yield every report given, and a refusal for each input that gives none."""
    if pasted is not None:
        try:
            named = {"outlet": pasted.outlet or None, "url": pasted.url or None, "title": pasted.title or None}
            yield given_report(pasted.text, published=pasted.published, **named)[0]
        except SourceError as error:
            yield Refused("pasted text", error.what)
    for path in files:
        for one in read_sources([path], published=published):
            where = one.where.replace(f"{path.parent}/", "") if isinstance(one, Refused) else ""
            yield replace(one, where=where) if isinstance(one, Refused) else one


def added(held: Held, reports: Iterator[Report | Refused], folder: Path) -> Iterator[bytes]:
    """Read and keep each report; yield a line of JSON before and after it, and one at the end.

    The ledger is opened for each report alone, since a stream goes on in any thread.
    """
    counts = {"read": 0, "known": 0, "refused": 0}
    try:
        for one in reports:
            if isinstance(one, Report):
                yield _line({"what": "reading", "title": one.title or one.id})
            told = _kept(held, one)
            counts[told["what"]] += 1
            yield _line(told)
        yield _line({"what": "done", **counts})
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _kept(held: Held, one: Report | Refused) -> Json:
    with held.opened() as ledger:
        if isinstance(one, Report) and ledger.knows(one):
            return {"what": "known", "report": one.id, "title": one.title or one.id, "events": _events(held, one.id)}
        result = one if isinstance(one, Refused) else _read(one)
        if isinstance(result, Extraction):
            (stored,) = ledger.add_all([result])
            result = stored if isinstance(stored, Refused) else result
        if isinstance(result, Refused):
            ledger.refuse(result)
            return {"what": "refused", "where": result.where, "why": result.why}
    report = result.report
    return {"what": "read", "report": report.id, "title": report.title or report.id, "events": _events(held, report.id)}


def _read(report: Report) -> Extraction | Refused:
    """Read a report; a fault of Dateline costs it alone. A future keeps whatever was raised, of any kind."""
    with ThreadPoolExecutor(1) as worker:
        reading = worker.submit(extract, report)
        fault = reading.exception()
        if fault is None:
            return reading.result()
    return Refused(report.id, f"a fault of Dateline: {fault!r} (please report it with the text)")


def _events(held: Held, report: str) -> list[Json]:
    """The events that a report tells, as all reports tell them."""
    with held.opened() as ledger:
        told = ledger.extraction(report).events
        if not told:
            return []
        merged = ledger.near(told[0].id)  # with all that its report tells beside it
        found = [merged.event(home) for home in dict.fromkeys(merged.home[event.id] for event in told)]
    return [
        {
            "id": event.id,
            "kind": event.kind,
            "day": days(event.when.value) if event.when else "",
            "place": event.where.value.name if event.where else "",
            "killed": number(event.killed.value) if event.killed else "",
            "wounded": number(event.wounded.value) if event.wounded else "",
            "reports": len({member.report.id for member in event.members}),
        }
        for event in found
    ]


def _line(row: Json) -> bytes:
    return msgspec.json.encode(row) + b"\n"
