"""`dateline bench gold|timex|attribution|geo`: agreement with hand-written records and with marked words."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from dateline.cli.bench.sheet import Day, Gold, Scores, Write, publish, read_reports, say, soundness

RECORDS = ("frontier", "world", "seed", "taji-reports")
"""Sets of gold records, the project's own first."""
Every = Annotated[int, typer.Option("--every", min=1, help="Read only each so-manieth report.")]


def gold(gold: Gold = None, write: Write = None, date: Day = "undated") -> None:
    """Compare with gold records, slot by slot, as `dateline eval` does."""
    command = "dateline bench gold --gold GOLD"
    own = "dateline bench gold --gold tests/gold"
    for name in RECORDS:
        called = own if name in RECORDS[:2] else command
        _measure(f"gold {name}", name, _records, gold, called, write, date)


def timex(gold: Gold = None, write: Write = None, date: Day = "undated") -> None:
    """Compare dates with marked TIMEX3 expressions (WikiWars)."""
    _measure("timex", "wikiwars", _timex, gold, "dateline bench timex --gold GOLD", write, date)


def attribution(gold: Gold = None, write: Write = None, date: Day = "undated", every: Every = 1) -> None:
    """Compare who says what with marked attributions (PolNeAR)."""

    def measured(path: Path) -> Scores:
        from dateline.evaluate.marked.attribution import measure

        out = {}
        for what, s in measure(path, every).items():
            out[what] = f"precision {s.precision:.3f}, recall {s.recall:.3f}, F1 {s.f1:.3f} ({s.marked} marked)"
        return out

    _measure(
        "attribution", "polnear", measured, gold, f"dateline bench attribution --gold GOLD{_at(every)}", write, date
    )


def geo(gold: Gold = None, write: Write = None, date: Day = "undated", every: Every = 1) -> None:
    """Compare places with marked toponyms and their coordinates (LGL, TR-News)."""

    def measured(path: Path) -> Scores:
        from dateline.evaluate.marked.geo import CLOSE_KM, measure

        score = measure(path, every)
        names = f"precision {score.precision:.3f}, recall {score.recall:.3f}, F1 {score.f1:.3f}"
        return {
            "names": f"{names} ({score.found + score.missed} marked)",
            f"found names within {CLOSE_KM:.0f} km": f"{score.near:.3f} of {score.located}",
        }

    for name in ("lgl", "tr-news"):
        _measure(f"geo {name}", name, measured, gold, f"dateline bench geo --gold GOLD{_at(every)}", write, date)


def _at(every: int) -> str:
    return f" --every {every}" if every > 1 else ""


def _measure(
    section: str,
    name: str,
    measured: Callable[[Path], Scores],
    folder: Path | None,
    command: str,
    page: Path | None,
    date: str,
) -> None:
    """Measure with a set and publish the section; where the set is not there, say where a user gets it."""
    from dateline.evaluate.whereabouts import FILES, WHERE, found

    path = found(folder, name)
    if path is None:
        say(f"{section}: skipped, no {FILES[name]} in {folder or 'any folder: give --gold DIR'}. It is {WHERE[name]}")
        return
    say(f"{section}: reading {path}")
    publish(section, measured(path), command, date, page)


def _timex(path: Path) -> Scores:
    from dateline.evaluate.marked.timex import measure

    score = measure(path)
    return {
        "marked, found": f"{score.marked}, {score.found}",
        "F1 strict": f"{score.f1(score.strict):.3f}",
        "F1 relaxed": f"{score.f1(score.relaxed):.3f}",
        "F1 value": f"{score.f1(score.value):.3f}",
    }


def _records(path: Path) -> Scores:
    from dateline.evaluate.gold import judge, load_gold, scores
    from dateline.export.record import as_dict

    records = load_gold(path)
    reading = read_reports(tuple(record.report for record in records))
    out = soundness(reading)
    for s in scores(judge(records, map(as_dict, reading.extractions))):
        out[s.slot] = f"precision {s.precision:.2f}, recall {s.recall:.2f}, F1 {s.f1:.3f} ({s.right} right)"
    return out
