"""`dateline bench speed`: what reading costs in time and memory."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from importlib.resources import as_file, files
from typing import TYPE_CHECKING, Annotated, get_args

import typer

from dateline.cli.bench.sheet import Day, Gold, Scores, Write, publish, say

if TYPE_CHECKING:
    from pathlib import Path

    from dateline.evaluate.bench import Speed
    from dateline.model.report import Report
    from dateline.pipeline import Engine

AIRWARS_IN_SPEED = 40
"""Airwars narratives that the speed is measured on, beside the samples and the ISAF releases: about a minute in all."""
DRAWN, SEED = 40, 1992
"""Reports drawn of MUC-4 and of the shootings, each to be measured by itself, and the seed of the draw."""


def speed(
    gold: Gold = None,
    write: Write = None,
    date: Day = "undated",
    engine: Annotated[
        str, typer.Option(help="`hybrid` measures the trained reader too, beside the `rules`.")
    ] = "rules",
) -> None:
    """Compare the whole reading with the bare annotation pipeline; memory; seconds to the first answer.

    Figures are of the processor's time, which other work on the machine adds nothing to; the waits are by the clock.
    """
    from dateline.evaluate import bench
    from dateline.pipeline import Engine

    if engine not in get_args(Engine):
        raise typer.BadParameter(f"{engine!r} is none of {', '.join(get_args(Engine))}", param_hint="--engine")
    engines: tuple[Engine, ...] = ("rules", "hybrid") if engine == "hybrid" else ("rules",)
    measured = bench.measure(speed_reports(gold), ("rules",) if gold is not None else engines)
    with as_file(files("dateline") / "samples" / "1-wire-brief.txt") as brief:
        first = bench.cold(["read", str(brief), "--published", "2011-08-16", "--json"])
    scores = {
        "reports, words": f"{measured.reports}, {measured.words}",
        "bare annotation pipeline": f"{measured.annotating:.2f} s, {measured.words / measured.annotating:.0f} words/s",
    }
    scores |= {
        f"whole reading{HYBRID if one == 'hybrid' else ''}": f"{spent:.2f} s, {measured.words / spent:.0f} words/s"
        for one, spent in measured.reading.items()
    }
    scores |= _ratios(measured)
    for name, reports in _drawn(gold):
        say(f"speed: {len(reports)} reports, {name}")
        measured = bench.measure(reports, engines)
        scores[f"{name}: reports, words"] = f"{measured.reports}, {measured.words}"
        scores |= _ratios(measured, f"{name}: ")
    scores["peak memory"] = f"{measured.peak_mb:.0f} MB"
    scores["`dateline --help`"] = f"{bench.cold(['--help']):.2f} s"
    scores["first event of one report, cold"] = f"{first:.2f} s"
    asked = f"{' --engine hybrid' if engine == 'hybrid' else ''}{' --gold GOLD' if gold else ''}"
    publish("speed", scores, f"dateline bench speed{asked}", date, write)


HYBRID = ", with the trained reader"


def _ratios(measured: Speed, before: str = "") -> Scores:
    """How many times the bare pipeline each engine costs."""
    return {
        f"{before}whole reading{HYBRID if one == 'hybrid' else ''} / bare pipeline": f"{measured.ratio(one):.2f}"
        for one in measured.reading
    }


def _drawn(gold: Path | None) -> Iterator[tuple[str, Sequence[Report]]]:
    """Yield reports drawn from MUC-4 and from the shootings, where they are there."""
    from dateline.evaluate.coded import sets

    for title, names in (("MUC-4", ("muc4 tst1", "muc4 tst2")), ("shootings", (sets.GUN,))):
        there = [name for name in names if gold is not None and sets.is_there(gold, name)]
        reports = [report for name in there if gold is not None for report in sets.load(gold, name).reports]
        if reports:
            yield title, random.Random(SEED).sample(reports, min(DRAWN, len(reports)))  # noqa: S311 - no secret


def speed_reports(gold: Path | None) -> tuple[Report, ...]:
    """Return the texts whose reading is timed: the samples and, with the sets, press releases and narratives."""
    from dateline.evaluate.coded import sets

    reports = bundled()
    if gold is not None:
        reports += sets.load(gold, "isaf").reports
        reports += sets.load(gold, "airwars").reports[:AIRWARS_IN_SPEED]
    return reports


def bundled() -> tuple[Report, ...]:
    """Return the sample reports that come with Dateline."""
    from dateline.model.extraction import Refused
    from dateline.sources import read_sources

    with as_file(files("dateline") / "samples") as folder:
        found = list(read_sources([folder / "reports.jsonl"]))
    return tuple(report for report in found if not isinstance(report, Refused))


def relevance(gold: Gold = None, write: Write = None, date: Day = "undated") -> None:
    """Measure the test that passes over reports without violence: its recall, and what it spares of mixed news."""
    from dateline.evaluate.relevance import mixed, recall, telling

    scores, missed = {}, []
    for name, reports in telling(gold).items():
        passed, lost = recall(reports)
        scores[f"recall, {name}"] = str(passed)
        missed += [f"{name}: {report}" for report in lost]
    for name, reports in mixed(gold).items():
        passed, _ = recall(reports)
        scores[f"spared, {name}"] = f"{passed.of - passed.right} of {passed.of} ({1 - passed.right / passed.of:.1%})"
    if not scores:
        say(f"relevance: skipped, no set in {gold or 'any folder: give --gold DIR'}")
        return
    for line in missed:
        say(f"  passed over: {line}")
    publish("relevance", scores, "dateline bench relevance --gold GOLD", date, write)
