"""How events look in a terminal: a line an event, numbers as they were said."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from dateline.cli.terminal import printable
from dateline.export.words import day, number, party
from dateline.ledger.records import EventRecord
from dateline.model.report import Report

PIPE_WIDTH = 140
"""Columns when the output goes to a file or another program."""
ID_SHOWN = 8
"""Characters of an event's id in tables; `dateline event` takes any unique beginning."""

NO_EVENT = Text("no event", style="dim")
"""What stands below the heading of a report that tells none."""
PASSED = Text("passed over: no word in it tells violence (--all reads it)", style="dim")
"""What stands below the heading of one that was not read."""
COLUMNS = (("id", 8), ("date", 11), ("kind", 12), ("place", 16), ("killed", 6), ("wounded", 7))
"""Columns of one fixed width, so that the tables of many reports line up; the rest of the line is shared."""
NARROW = 100
"""Columns below which a terminal has no room for who says it; perpetrators name their accusers anyway."""
NARROWEST = 80
"""Columns below which nothing is left for perpetrators, so that each event is told in lines instead of a row."""


class _Results(Console):
    def on_broken_pipe(self) -> None:
        # "| head" is no fault; rich would leave with code 1. The handler around the command line knows better.
        raise BrokenPipeError


def console() -> Console:
    """Return the console for results, on standard output; NO_COLOR, COLUMNS and pipes are respected."""
    is_sized = sys.stdout.isatty() or "COLUMNS" in os.environ
    return _Results(width=None if is_sized else PIPE_WIDTH, highlight=False, soft_wrap=False)


def notes() -> Console:
    """Return the console for progress and remarks, on standard error."""
    return Console(stderr=True, highlight=False)


def heading(report: Report) -> Text:
    """Return the line above a report's events: id, day, outlet and title."""
    parts = (report.published.isoformat() if report.published else "no date", report.outlet, report.title)
    return Text.assemble((printable(report.id), "bold"), *(f" · {printable(part)}" for part in parts if part))


def table(records: Iterable[EventRecord], with_header: bool, width: int = PIPE_WIDTH) -> RenderableType:
    """Return the events of one report as a table for a terminal so many columns wide; as lines where it is narrow."""
    if width < NARROWEST:
        return Group(*map(_lines, records))
    out = Table(box=None, expand=True, show_header=with_header, pad_edge=False, header_style="dim")
    for name, columns in COLUMNS:
        out.add_column(name, width=columns, overflow="fold")
    out.add_column("perpetrators", ratio=2, overflow="fold")
    if width >= NARROW:
        out.add_column("who says it", ratio=1, overflow="fold")
    for record in records:
        out.add_row(*(Text(cell) for cell in _cells(record)[: len(out.columns)]))
    return out


def _cells(record: EventRecord) -> tuple[str, ...]:
    cells = (
        record.id[:ID_SHOWN],
        day(record.when),
        record.kind.replace("_", " ") + ("" if record.status == "happened" else f" ({record.status})"),
        record.where.name if record.where else "",
        number(record.killed),
        number(record.wounded),
        "; ".join(map(party, record.perpetrators)),
        "; ".join(speakers(record)) or "the report",
    )
    return tuple(map(printable, cells))


def _lines(record: EventRecord) -> RenderableType:
    key, when, kind, place, killed, wounded, perpetrators, _ = _cells(record)
    told = (when, kind, place, killed and f"killed {killed}", wounded and f"wounded {wounded}", perpetrators)
    return Group(Text(key), Padding(Text(", ".join(filter(None, told))), (0, 0, 0, 2)))


def speakers(record: EventRecord) -> list[str]:
    """Return who says anything about the event, in the order of the text."""
    return list(dict.fromkeys(c.attribution.speaker for c in record.claims if c.attribution.speaker))
