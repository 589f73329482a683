"""`dateline bench gold|timex|attribution|geo|quantities`: agreement with hand-written records and with marked words."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dateline.cli.bench.sheet import Day, Gold, Scores, Write, publish, read_reports, say, soundness

RECORDS = (
    "frontier", "world", "coast", "desk", "mesa", "fjord", "plains", "steppe", "delta", "omega", "seed", "taji-reports",
)  # fmt: skip
"""Sets of gold records, the project's own first."""
Every = Annotated[int, typer.Option("--every", min=1, help="Read only each so-manieth report.")]


def gold(gold: Gold = None, write: Write = None, date: Day = "undated") -> None:
    """Compare with gold records, slot by slot, as `dateline eval` does."""
    from dateline.evaluate.whereabouts import FILES, WHERE, found

    for name in RECORDS:
        path = found(gold, name)
        if path is None:
            folder = gold or "any folder: give --gold DIR"
            say(f"gold {name}: skipped, no {FILES[name]} in {folder}. It is {WHERE[name]}")
            continue
        say(f"gold {name}: reading {path}")
        command = f"dateline bench gold --gold {'tests/gold' if name in RECORDS[:2] else 'GOLD'}"
        publish(f"gold {name}", _records(path), command, date, write)


def timex(gold: Gold = None, write: Write = None, date: Day = "undated") -> None:
    """Compare dates with marked TIMEX3 expressions (WikiWars, or any folder of TimeML)."""
    from dateline.evaluate.marked.timex import measure

    folders: dict[Path, list[Path]] = {}
    for path in _files(gold, "timex"):
        folders.setdefault(path.parent, []).append(path)
    for folder, paths in folders.items():
        section = "timex" if len(folders) == 1 or folder.name == "wikiwars" else f"timex {folder.name}"
        say(f"{section}: reading {len(paths)} texts of {folder}")
        publish(section, measure(paths).told(), "dateline bench timex --gold GOLD", date, write)


def attribution(gold: Gold = None, write: Write = None, date: Day = "undated", every: Every = 1) -> None:
    """Compare who says what with marked attributions (PolNeAR)."""
    from dateline.evaluate.marked.attribution import measure
    from dateline.evaluate.sureness.intervals import spotted_told

    texts = _files(gold, "attribution")
    if texts:
        say(f"attribution: reading {len(texts[::every])} reports")
        scores = {what: spotted_told(rows) for what, rows in measure(texts, every).items()}
        publish("attribution", scores, f"dateline bench attribution --gold GOLD{_at(every)}", date, write)


def geo(gold: Gold = None, write: Write = None, date: Day = "undated", every: Every = 1) -> None:
    """Compare places with marked toponyms and their coordinates (LGL, TR-News, or any file of their form)."""
    from dateline.evaluate.marked.geo import measure

    for path in _files(gold, "geo"):
        section = f"geo {path.stem.lower()}"
        say(f"{section}: reading {path}")
        publish(section, measure(path, every).told(), f"dateline bench geo --gold GOLD{_at(every)}", date, write)


def quantities(gold: Gold = None, write: Write = None, date: Day = "undated") -> None:
    """Compare values of quantities with those listed for each sentence (NewsQuant)."""
    from dateline.evaluate.marked.quantities import measure
    from dateline.evaluate.sureness.intervals import spotted_told

    for path in _files(gold, "quantities"):
        say(f"quantities: reading {path}")
        score = measure(path)
        scores = {"value": spotted_told(score.value), "value with its bound": spotted_told(score.bound)}
        section = "quantities" if path.stem.lower() == "newsquant" else f"quantities {path.stem.lower()}"
        publish(section, scores, "dateline bench quantities --gold GOLD", date, write)


def _at(every: int) -> str:
    return f" --every {every}" if every > 1 else ""


def _files(gold: Path | None, name: str) -> list[Path]:
    """Return the files of a set; where there are none, say where a user gets it."""
    from dateline.evaluate.whereabouts import FOLDERS, WHERE, files

    paths = files(gold, name)
    if not paths:
        say(f"{name}: skipped, no {FOLDERS[name][0]} in {gold or 'any folder: give --gold DIR'}. It is {WHERE[name]}")
    return paths


def _records(path: Path) -> Scores:
    from dateline.evaluate.gold import judge, load_gold, scores
    from dateline.export.record import as_dict

    records = load_gold(path)
    reading = read_reports(tuple(record.report for record in records))
    out = soundness(reading)
    for s in scores(judge(records, map(as_dict, reading.extractions))):
        out[s.slot] = f"precision {s.precision:.2f}, recall {s.recall:.2f}, F1 {s.f1:.3f} ({s.right} right)"
    return out
