"""`dateline bench`: measures the reading on the user's own machine and writes the numbers into the docs."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from importlib.resources import as_file, files
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from dateline.evaluate.bench import Reading
    from dateline.evaluate.coded.sets import GoldSet
    from dateline.model.report import Report

app = typer.Typer(help="Measure speed and agreement with coded sets.", no_args_is_help=True)
Gold = Annotated[
    Path | None,
    typer.Option("--gold", envvar="DATELINE_GOLD", help="Folder with the coded sets (data/, gold/, eval/)."),
]
Write = Annotated[Path | None, typer.Option("--write", help="Page of the docs whose section is written anew.")]
Day = Annotated[str, typer.Option("--date", help="The day, as it shall stand beside the numbers.")]
AIRWARS_IN_SPEED = 40
"""Airwars narratives that the speed is measured on, beside the samples and the ISAF releases: about a minute in all."""
Scores = dict[str, str]


@app.command()
def speed(gold: Gold = None, write: Write = None, date: Day = "undated") -> None:
    """Compare the whole reading with the bare annotation pipeline; memory; seconds to the first answer."""
    from dateline.evaluate import bench
    from dateline.evaluate.coded import sets

    reports = _samples()
    if gold is not None:
        reports += sets.isaf(gold).reports
        reports += sets.airwars(gold).reports[:AIRWARS_IN_SPEED]
    measured = bench.measure(reports)
    with as_file(files("dateline") / "samples" / "1-wire-brief.txt") as brief:
        first = bench.cold(["read", str(brief), "--published", "2011-08-16", "--json"])
    scores = {
        "reports, words": f"{measured.reports}, {measured.words}",
        "bare annotation pipeline": f"{measured.annotating:.2f} s, {measured.words / measured.annotating:.0f} words/s",
        "whole reading": f"{measured.reading:.2f} s, {measured.words / measured.reading:.0f} words/s",
        "whole reading / bare pipeline": f"{measured.ratio:.2f}",
        "peak memory": f"{measured.peak_mb:.0f} MB",
        "`dateline --help`": f"{bench.cold(['--help']):.2f} s",
        "first event of one report, cold": f"{first:.2f} s",
    }
    _publish("speed", scores, f"dateline bench speed{' --gold GOLD' if gold else ''}", date, write)


@app.command()
def read(
    gold: Gold = None,
    write: Write = None,
    date: Day = "undated",
    responses: Annotated[Path | None, typer.Option(help="Folder to keep the MUC-4 response files in.")] = None,
) -> None:
    """Read the coded sets to the end, check every quotation, and give a first score for each."""
    from dateline.evaluate.coded import sets

    if gold is None or not gold.is_dir():
        _say("no folder with coded sets: give --gold DIR, or set DATELINE_GOLD. Where to get each set:")
        for name, where in sets.WHERE.items():
            _say(f"  {name}: {where}")
        return
    bad = 0
    with tempfile.TemporaryDirectory() as spare:
        kept = responses or Path(spare)
        for name in sets.SETS:
            if not sets.is_there(gold, name):
                _say(f"{name}: skipped, not in {gold}. It is {sets.WHERE[name.split()[0]]}")
                continue
            found = sets.load(gold, name)
            _say(f"{name}: reading {len(found.reports)} reports")
            reading = _read(found.reports)
            scores = _soundness(reading) | _scores(found, reading, gold, kept)
            _publish(name, scores, "dateline bench read --gold GOLD", date, write)
            bad += len(reading.crashed) + len(reading.faults)
    raise typer.Exit(1 if bad else 0)


def _samples() -> tuple[Report, ...]:
    from dateline.model.extraction import Refused
    from dateline.sources import read_sources

    with as_file(files("dateline") / "samples") as folder:
        found = list(read_sources([folder / "reports.jsonl"]))
    return tuple(report for report in found if not isinstance(report, Refused))


def _read(reports: tuple[Report, ...]) -> Reading:
    from dateline.evaluate.bench import read_set

    reading = read_set(reports)
    for line in (*reading.crashed, *reading.faults):
        _say(f"  {line}")
    return reading


def _soundness(reading: Reading) -> Scores:
    reports = len(reading.extractions) + len(reading.crashed)
    return {
        "reports, events": f"{reports}, {reading.events}",
        "crashes": str(len(reading.crashed)),
        "quotations checked, wrong or missing": f"{reading.quotations}, {len(reading.faults)}",
        "reports a second": f"{reports / reading.seconds:.1f}",
    }


def _scores(found: GoldSet, reading: Reading, gold: Path, kept: Path) -> Scores:
    from dateline.evaluate.coded import muc4, scores, sets

    if found.name == "isaf":
        return _words(scores.best_match(reading.extractions, found.coded, scores.ISAF))
    if found.name == "airwars":
        precision, recall = scores.victims(reading.extractions, found.coded)
        slots = _words(scores.best_match(reading.extractions, found.coded, scores.AIRWARS))
        return slots | {"named victims, precision": str(precision), "named victims, recall": str(recall)}
    result = _words(scores.incidents(reading.extractions, found.coded))
    responses = kept / f"{found.name.replace(' ', '-')}.jsonl"
    muc4.write_responses(reading.extractions, responses)
    scorer = gold / "eval" / "muc4" / "muc4_score.py"
    if scorer.is_file():
        key = sets.muc_key(gold, found.name)
        result["all templates, scorer of 1992 with automatic judge"] = muc4.official_score(scorer, key, responses)
    return result


def _words(scores: Mapping[str, object]) -> Scores:
    return {slot: str(score) for slot, score in scores.items()}


def _publish(name: str, scores: Scores, command: str, date: str, page: Path | None) -> None:
    from dateline.evaluate.pages import table, write_section

    lines = [f"`{command}`, {date}", "", *table(["what", "measured"], [list(row) for row in scores.items()])]
    print(f"## {name}", "", *lines, "", sep="\n")
    if page is not None:
        write_section(page, name, lines)


def _say(line: str) -> None:
    typer.echo(line, err=True)
