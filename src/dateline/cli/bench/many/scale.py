"""`dateline bench scale`: what reading costs as reports grow longer and more, with workers and on Dask."""

from __future__ import annotations

import tempfile
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dateline.cli.bench.cost import bundled
from dateline.cli.bench.sheet import Day, Scores, Write, publish, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dateline.evaluate.scaled.cost import Run
    from dateline.model.report import Report


def scale(
    write: Write = None,
    date: Day = "undated",
    lengths: Annotated[str, typer.Option(help="Words a report, each length by itself.")] = "200,1000,16000,100000",
    numbers: Annotated[str, typer.Option(help="Reports into one ledger, each number by itself.")] = "100,1000",
    shared: Annotated[int, typer.Option(help="Reports that one, two and Dask's two workers read.")] = 2000,
) -> None:
    """Read longer and more reports: seconds and memory by length, by number, with two workers and on Dask."""
    from dateline.evaluate import bench

    reports = bundled()
    scores: Scores = {}
    scores |= _lengths(reports, [int(one) for one in lengths.split(",")])
    with tempfile.TemporaryDirectory() as folder:
        scores |= _numbers(reports, [int(one) for one in numbers.split(",")], Path(folder))
        scores |= _workers(reports, shared, Path(folder))
    scores["`dateline --help`"] = f"{bench.cold(['--help']):.2f} s"
    command = f"dateline bench scale --lengths {lengths} --numbers {numbers} --shared {shared}"
    publish("scale", scores, command, date, write)


def _lengths(reports: Sequence[Report], lengths: Sequence[int]) -> Scores:
    """Microseconds of processor a word, by the words of a report, after a first report has loaded everything."""
    from dateline.evaluate.scaled.cost import by_length

    by_length(reports, lengths[0])
    out, first = {}, 0.0
    for wanted in lengths:
        words, each = by_length(reports, wanted)
        first = first or each
        out[f"a report of {words:,} words"] = f"{each:.0f} µs of processor a word ({each / first:.2f} times the first)"
        say(f"scale: {words:,} words done")
    return out


def _numbers(reports: Sequence[Report], numbers: Sequence[int], folder: Path) -> Scores:
    """Milliseconds of processor a report, by the number of reports that go into one ledger."""
    from dateline.evaluate.scaled.cost import many, run

    out, first = {}, 0.0
    for number in numbers:
        path = many(reports, number, folder / f"{number}.jsonl")
        took = run(["read", str(path), "--ledger", str(folder / f"{number}.db"), "--all", "--json", "-q"])
        each = took.processor / number * 1000
        first = first or each
        out[f"{number:,} reports into one ledger"] = f"{each:.0f} ms a report ({each / first:.2f} times the first)"
        say(f"scale: {number:,} reports done")
    return out


def _workers(reports: Sequence[Report], number: int, folder: Path) -> Scores:
    """Reports a second with one worker, with two, and with two of Dask's."""
    from dateline.evaluate.scaled.cost import many, run

    path = str(many(reports, number, folder / "shared.jsonl"))
    one = run(["read", path, "--all", "--json", "-q"])
    ways = {"two workers": ["--json", "--workers", "2"]}
    if find_spec("distributed"):
        ways["Dask, two workers here"] = ["--on", "dask", "--out", str(folder / "parts"), "--workers", "2"]
    out = {f"{number:,} reports, one worker": _told(one, number)}
    for name, more in ways.items():
        took = run(["read", path, "--all", "-q", *more])
        out[f"{number:,} reports, {name}"] = f"{_told(took, number)}, {one.seconds / took.seconds:.2f} times one worker"
        say(f"scale: {name} done")
    return out


def _told(took: Run, number: int) -> str:
    return f"{number / took.seconds:.1f} reports/s, start included, {took.peak_mb:.0f} MB at most a process"
