"""Reads many reports so that a fault of Dateline in one of them costs that report and not the batch."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import islice

from dateline.errors import DatelineError
from dateline.model.extraction import Extraction, Refused
from dateline.model.report import Report
from dateline.pipeline import extract_all
from dateline.scale import AHEAD
from dateline.wordings.relevance import is_relevant, note

ENGINE = "DATELINE_ENGINE"
"""The variable of the environment that tells reading processes what reads: `rules` (as without it) or `hybrid`."""
PASS_OVER = "DATELINE_PASS_OVER"
"""The variable that tells them to pass over reports in which no word tells violence; without it all are read."""


def read_guarded(reports: Iterable[Report]) -> Iterator[Extraction | Refused]:
    """Read reports in the order given; one that Dateline fails on comes out as refused, with the fault named.

    Raises:
        DatelineError: if nothing can be read at all (the annotator's weights are missing).
    """
    queue = iter(reports)
    # A future keeps whatever was raised, of any kind, as a value.
    with ThreadPoolExecutor(1) as worker:
        while ahead := list(islice(queue, AHEAD)):
            together = worker.submit(_read, ahead)
            if together.exception() is None:
                yield from together.result()
                continue
            for report in ahead:
                alone = worker.submit(_read, [report])
                fault = alone.exception()
                if isinstance(fault, DatelineError):
                    raise fault
                yield alone.result()[0] if fault is None else _refused(report, fault)


def _read(reports: list[Report]) -> list[Extraction]:
    passes_over = os.environ.get(PASS_OVER) == "1"
    wanted = [not passes_over or is_relevant(report) for report in reports]
    chosen = [report for report, is_wanted in zip(reports, wanted, strict=True) if is_wanted]
    hybrid = os.environ.get(ENGINE) == "hybrid"
    read = iter(extract_all(chosen, "hybrid") if hybrid else extract_all(chosen))
    return [
        next(read) if is_wanted else Extraction(report, problems=(note(report),))
        for report, is_wanted in zip(reports, wanted, strict=True)
    ]


def _refused(report: Report, fault: BaseException) -> Refused:
    if isinstance(fault, MemoryError):
        return Refused(report.id, "reading it took too much memory; the others are read")
    return Refused(report.id, f"a fault of Dateline: {fault!r} (please report it with the text; the others are read)")
