"""`dateline bench speed`: what reading costs in time and memory."""

from __future__ import annotations

from importlib.resources import as_file, files
from typing import TYPE_CHECKING

from dateline.cli.bench.sheet import Day, Gold, Write, publish, say

if TYPE_CHECKING:
    from pathlib import Path

    from dateline.model.report import Report

AIRWARS_IN_SPEED = 40
"""Airwars narratives that the speed is measured on, beside the samples and the ISAF releases: about a minute in all."""


def speed(gold: Gold = None, write: Write = None, date: Day = "undated") -> None:
    """Compare the whole reading with the bare annotation pipeline; memory; seconds to the first answer."""
    from dateline.evaluate import bench

    reports = speed_reports(gold)
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
    publish("speed", scores, f"dateline bench speed{' --gold GOLD' if gold else ''}", date, write)


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
