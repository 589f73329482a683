"""How events look in a terminal: a line an event, numbers as they were said."""

from __future__ import annotations

import os
import sys
from calendar import monthrange
from collections.abc import Iterable

from rich.console import Console
from rich.table import Table
from rich.text import Text

from dateline.cli.terminal import printable
from dateline.ledger.records import EventRecord, Party, Told
from dateline.model.estimate import Estimate
from dateline.model.report import Report
from dateline.model.when import When

PIPE_WIDTH = 140
"""Columns when the output goes to a file or another program."""
ID_SHOWN = 8
"""Characters of an event's id in tables; `dateline event` takes any unique beginning."""

COLUMNS = (("id", 8), ("date", 11), ("kind", 12), ("place", 16), ("killed", 6), ("wounded", 7))
"""Columns of one fixed width, so that the tables of many reports line up; the rest of the line is shared."""
NARROW = 100
"""Columns below which a terminal has no room for who says it; perpetrators name their accusers anyway."""


def console() -> Console:
    """Return the console for results, on standard output; NO_COLOR, COLUMNS and pipes are respected."""
    is_sized = sys.stdout.isatty() or "COLUMNS" in os.environ
    return Console(width=None if is_sized else PIPE_WIDTH, highlight=False, soft_wrap=False)


def notes() -> Console:
    """Return the console for progress and remarks, on standard error."""
    return Console(stderr=True, highlight=False)


def heading(report: Report) -> Text:
    """Return the line above a report's events: id, day, outlet and title."""
    parts = (report.published.isoformat() if report.published else "no date", report.outlet, report.title)
    return Text.assemble((printable(report.id), "bold"), *(f" · {printable(part)}" for part in parts if part))


def table(records: Iterable[EventRecord], with_header: bool, width: int = PIPE_WIDTH) -> Table:
    """Return the events of one report as a table for a terminal so many columns wide."""
    out = Table(box=None, expand=True, show_header=with_header, pad_edge=False, header_style="dim")
    for name, width in COLUMNS:
        out.add_column(name, width=width, overflow="fold")
    out.add_column("perpetrators", ratio=2, overflow="fold")
    if width >= NARROW:
        out.add_column("who says it", ratio=1, overflow="fold")
    for record in records:
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
        out.add_row(*(Text(printable(cell)) for cell in cells[: len(out.columns)]))
    return out


def day(when: Told[When] | None) -> str:
    """Return a date as a day, a month, a year or two days; nothing where the words cannot be placed."""
    if when is None or not when.value.placed:
        return ""
    first, last = when.earliest, when.latest
    if first == last:
        return str(first)
    if (first.day, last) == (1, first.replace(day=monthrange(first.year, first.month)[1])):
        return f"{first:%Y-%m}"
    if (first.month, first.day, last) == (1, 1, first.replace(month=12, day=31)):
        return f"{first:%Y}"
    return f"{first}–{last}"


def number(told: Told[Estimate] | Estimate | None) -> str:
    """Return a number as it was said: "3", "13+", "up to 30", "4–25", "about 30"; nothing where nobody says one."""
    if told is None:
        return ""
    low, high = told.low, told.high
    if high is None:
        return f"{low}+"
    if not low and told.best != 0 and high:
        return f"up to {high}"
    return ("~" if told.approximate else "") + (str(low) if low == high else f"{low}–{high}")


def party(one: Party) -> str:
    """Return an actor with how it is tied to the event, and by whom."""
    if one.responsibility == "stated":
        return one.name
    return f"{one.name} ({one.responsibility}{' by ' + ', '.join(one.by) if one.by else ''})"


def speakers(record: EventRecord) -> list[str]:
    """Return who says anything about the event, in the order of the text."""
    return list(dict.fromkeys(c.attribution.speaker for c in record.claims if c.attribution.speaker))
