"""Measures reading by the length of a report and by the number of reports, alone, with workers and on Dask.

Longer and further reports are made of the same few, so that only length and number differ.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import cycle
from pathlib import Path

from dateline.errors import DatelineError
from dateline.evaluate.bench import PEAK_UNIT
from dateline.model.report import Report
from dateline.pipeline import extract_all

SAME = 8000
"""Words in all that reports of any length have, so that short ones are made of the same texts as long ones."""
FIRST_DAY = date(2001, 1, 1)


@dataclass(frozen=True, slots=True)
class Run:
    """What one command took.

    Attributes:
        seconds: by the clock, start included.
        processor: seconds of the processor, all processes together.
        peak_mb: the most memory that any one of its processes held.
    """

    seconds: float
    processor: float
    peak_mb: float


def long_reports(reports: Sequence[Report], words: int, number: int) -> list[Report]:
    """Return so many reports of about so many words each, made of others one after the other."""
    lines = (line for report in cycle(reports) for line in report.text.split("\n"))
    out = []
    for _ in range(number):
        kept, left = list[str](), words
        while left > 0:
            kept.append(line := next(lines))
            left -= len(line.split())
        out.append(Report.of("\n".join(kept), published=reports[0].published))
    return out


def by_length(reports: Sequence[Report], words: int) -> tuple[int, float]:
    """Read reports of about so many words in this process, `SAME` words in all or one report.

    Returns:
        The words of a report, and microseconds of processor a word.
    """
    read = long_reports(reports, words, max(1, SAME // words))
    counted = sum(len(report.text.split()) for report in read)
    started = time.process_time()
    for _ in extract_all(read):
        pass
    return counted // len(read), (time.process_time() - started) / counted * 1e6


def many(reports: Sequence[Report], number: int, path: Path) -> Path:
    """Write so many reports as JSON lines: the same few again and again, each time as of a later day."""
    with path.open("w", encoding="utf-8") as file:
        for n, report in zip(range(number), cycle(reports), strict=False):
            day = FIRST_DAY + timedelta(days=n // len(reports) % 8000)
            file.write(json.dumps({"id": f"{n}", "text": report.text, "published": day.isoformat()}) + "\n")
    return path


def run(arguments: Sequence[str]) -> Run:
    """Run `dateline ARGUMENTS` and tell what it took.

    Raises:
        DatelineError: if it did not come to its end.
    """
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    started = time.perf_counter()
    command = [sys.executable, "-m", "dateline", *arguments]
    ran = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, check=False)
    seconds = time.perf_counter() - started
    if ran.returncode:
        raise DatelineError(f"the command failed: {ran.stderr[-300:]}", f"dateline {' '.join(arguments)}", "run it")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Run(seconds, spent, after.ru_maxrss * PEAK_UNIT / 1_000_000)
