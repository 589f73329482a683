"""What all measurements share: their options, and how their numbers are printed and written into the docs."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from dateline.evaluate.bench import Reading
    from dateline.model.report import Report

Gold = Annotated[
    Path | None,
    typer.Option("--gold", envvar="DATELINE_GOLD", help="Folder with the sets (data/, gold/, eval/)."),
]
Write = Annotated[Path | None, typer.Option("--write", help="Page of the docs whose section is written anew.")]
Day = Annotated[str, typer.Option("--date", help="The day, as it shall stand beside the numbers.")]
Scores = dict[str, str]


def publish(name: str, scores: Scores, command: str, date: str, page: Path | None) -> None:
    """Print a section of numbers with the command that gave them, and write it into a page of the docs."""
    from dateline.evaluate.pages import table, write_section

    lines = [f"`{command}`, {date}", "", *table(["what", "measured"], [list(row) for row in scores.items()])]
    print(f"## {name}", "", *lines, "", sep="\n")
    if page is not None:
        write_section(page, name, lines)


def read_reports(reports: tuple[Report, ...]) -> Reading:
    """Read reports, and say which could not be read and which values are not in the words that they cite."""
    from dateline.evaluate.bench import read_set

    reading = read_set(reports)
    for line in (*reading.crashed, *reading.faults):
        say(f"  {line}")
    return reading


def soundness(reading: Reading) -> Scores:
    """Return whether the reading held, in words."""
    reports = len(reading.extractions) + len(reading.crashed)
    return {
        "reports, events": f"{reports}, {reading.events}",
        "crashes": str(len(reading.crashed)),
        "quotations checked, wrong or missing": f"{reading.quotations}, {len(reading.faults)}",
        "reports a second": f"{reports / reading.seconds:.1f}",
    }


def in_words(scores: Mapping[str, object]) -> Scores:
    """Return each score as it shall stand in the table."""
    return {slot: str(score) for slot, score in scores.items()}


def say(line: str) -> None:
    """Tell the user something that is no result."""
    typer.echo(line, err=True)
