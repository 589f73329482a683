"""Reads a whole set to see whether the reading holds, and measures what it costs.

It holds when no report crashes and every value stands in the exact words that it cites. It costs processor time against
the bare annotation pipeline, memory, and the wait for a first answer.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from itertools import islice

from dateline.annotate import pipeline, spare_what_stays
from dateline.annotate.annotator import BATCH, cut_lines
from dateline.errors import DatelineError
from dateline.model.extraction import Extraction
from dateline.model.report import Evidence, Report
from dateline.pipeline import Engine, extract, extract_all
from dateline.repair import repair

AHEAD = 8
"""Reports read together; one that crashes is then looked for among them."""
FEW = 5
"""Reports read before anything is measured, so that everything is loaded."""
ROUNDS = 3
"""Rounds of each measurement; the fastest counts, since everything else on the machine only ever adds time."""
PEAK_UNIT = 1024 if sys.platform != "darwin" else 1
"""Bytes of one unit of `ru_maxrss`: kibibytes on Linux, bytes on macOS."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What reading a set gave.

    Attributes:
        crashed: for each report that could not be read, its id and the error.
        faults: for each value that cites nothing or cites wrongly, where it stands.
        quotations: how many quotations were compared with the text.
    """

    extractions: tuple[Extraction, ...]
    crashed: tuple[str, ...]
    faults: tuple[str, ...]
    quotations: int
    seconds: float

    @property
    def events(self) -> int:
        """How many events were read."""
        return sum(len(x.events) for x in self.extractions)


def read_set(reports: Iterable[Report]) -> Reading:
    """Read all reports, note which could not be read, and compare every quotation with the text it cites."""
    started = time.perf_counter()
    extractions: list[Extraction] = []
    crashed: list[str] = []
    queue = iter(reports)
    with ThreadPoolExecutor(1) as reader:
        while ahead := list(islice(queue, AHEAD)):
            together = reader.submit(lambda some: list(extract_all(some)), ahead)
            if together.exception() is None:
                extractions += together.result()
                continue
            for report in ahead:
                alone = reader.submit(extract, report)
                error = alone.exception()
                if error is None:
                    extractions.append(alone.result())
                else:
                    crashed.append(f"{report.id}: {error!r}")
    seconds = time.perf_counter() - started
    cited = [(x, where, found) for x in extractions for where, found in evidence(x)]
    faults = [f"{x.report.id} {where}" for x, where, found in cited if not holds(x.report, found)]
    quotations = sum(len(found) for _, _, found in cited)
    return Reading(tuple(extractions), tuple(crashed), tuple(faults), quotations, seconds)


def evidence(extraction: Extraction) -> Iterator[tuple[str, tuple[Evidence, ...]]]:
    """Yield every value of an extraction, in words, with the quotations that it rests on."""
    for event in extraction.events:
        yield f"event {event.id}", (event.trigger, *event.mentions)
    for claim in extraction.claims:
        yield f"{claim.slot.name} of {claim.event}", claim.evidence
        if claim.attribution.cue:
            yield f"cue of {claim.id}", (claim.attribution.cue,)
    for link in extraction.links:
        yield f"link {link.source} {link.relation} {link.target}", link.evidence
    for tally in extraction.tallies:
        yield f"tally of {tally.harm}", tally.evidence


def holds(report: Report, found: tuple[Evidence, ...]) -> bool:
    """Whether there is a quotation, and each is the exact words at its place in this report."""
    return bool(found) and all(
        e.report_id == report.id and e.exact == report.text[e.span.start : e.span.end] for e in found
    )


@dataclass(frozen=True, slots=True)
class Speed:
    """What reading some reports cost.

    Attributes:
        words: words of all reports, split at white space.
        annotating: seconds of the bare annotation pipeline over the lines that the reading annotates, batched as there.
        reading: seconds of the whole reading by each engine, annotation included.
        peak_mb: the most memory this process ever held.
    """

    reports: int
    words: int
    annotating: float
    reading: Mapping[Engine, float]
    peak_mb: float

    def ratio(self, engine: Engine = "rules") -> float:
        """How many times the bare pipeline the whole reading costs."""
        return self.reading[engine] / self.annotating


def measure(reports: Sequence[Report], engines: Sequence[Engine] = ("rules",)) -> Speed:
    """Read the same reports in each way in this process, taking turns, and keep the fastest round of each.

    What counts is the processor's time: other work on the machine makes a reading wait, which is not what it costs.
    """
    nlp = pipeline()
    lines = [line for report in reports for _, line in cut_lines(repair(report))]

    def annotate() -> int:
        return sum(len(doc) for doc in nlp.pipe(lines, batch_size=BATCH))

    def read(engine: Engine) -> int:
        return sum(len(extraction.events) for extraction in extract_all(reports, engine))

    for engine in engines:
        list(extract_all(reports[:FEW], engine))
    spare_what_stays()  # as every process does that only reads
    annotating, reading = float("inf"), dict.fromkeys(engines, float("inf"))
    for _ in range(ROUNDS):
        annotating = min(annotating, spent(annotate))
        for engine in engines:
            reading[engine] = min(reading[engine], spent(partial(read, engine)))
    counted = sum(len(report.text.split()) for report in reports)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * PEAK_UNIT / 1_000_000
    return Speed(len(reports), counted, annotating, reading, peak)


def spent(work: Callable[[], object]) -> float:
    """Return how long some work takes of the processor."""
    started = time.process_time()
    work()
    return time.process_time() - started


def seconds(work: Callable[[], object]) -> float:
    """Return how long some work takes by the clock."""
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def cold(arguments: Sequence[str]) -> float:
    """Return the seconds from starting `dateline ARGUMENTS` in a new process to its first line on standard output.

    Raises:
        DatelineError: if it prints none.
    """
    best = float("inf")
    for _ in range(ROUNDS):
        started = time.perf_counter()
        command = [sys.executable, "-m", "dateline", *arguments]
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
            line = process.stdout.readline() if process.stdout is not None else b""
            best = min(best, time.perf_counter() - started)
            process.communicate()
        if not line:
            raise DatelineError("the command printed nothing", f"dateline {' '.join(arguments)}", "run it by itself")
    return best
