"""Reads many reports in several processes: results in the order given, and the caller alone writes.

Each process holds the annotator's weights (about 400 MB) and reads a chunk of reports at a time. One that dies, of its
time, its memory or a fault in a library, costs the report that it died of: its chunk is read again one by one.
"""

from __future__ import annotations

import signal
from collections import deque
from collections.abc import Generator, Iterable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from multiprocessing.connection import Connection
from queue import SimpleQueue
from typing import TypeVar

from dateline.annotate import pipeline as load
from dateline.annotate import spare_what_stays
from dateline.errors import DatelineError
from dateline.model.extraction import Extraction, Refused
from dateline.model.report import Report
from dateline.scale.guard.limits import budget, keep_small, patience, why_it_died, within
from dateline.scale.guard.process import Apart

T = TypeVar("T")
Result = Extraction | Refused
UNDER_WAY = 3
"""Chunks under way for each process: one is read, one waits for it, one waits to be handed on."""
OTHERS = "; the others are read"


def read_chunks(chunks: Iterable[tuple[T, Sequence[Report]]], workers: int) -> Generator[tuple[T, list[Result]]]:
    """Read chunks of reports in so many processes, each of which may die of a report without harm to the others.

    Args:
        chunks: reports that are read together, each chunk with whatever goes with it. Chunks are
            taken some time before their results are handed on.

    Returns:
        Each chunk's companion with its results, in the order given: what one process gives, report by report.

    Raises:
        DatelineError: if nothing can be read at all (the annotator's weights are missing).
    """
    room = _Room(workers)
    try:
        ahead: deque[tuple[T, Future[list[Result]]]] = deque()
        for beside, reports in chunks:
            ahead.append((beside, room.read(reports)))
            # The first chunk is small so that something shows early; it is not held back for those behind it.
            while ahead and (len(ahead) > UNDER_WAY * workers or ahead[0][1].done()):
                yield ahead[0][0], ahead.popleft()[1].result()
        while ahead:
            yield ahead[0][0], ahead.popleft()[1].result()
    finally:
        room.close()


def died_of(refused: Refused) -> bool:
    """Whether a report was refused because the process that read it died of it."""
    return refused.why.endswith(OTHERS)


class _Room:
    """Several reading processes, and a thread for each that waits for it."""

    def __init__(self, workers: int) -> None:
        self._idle: SimpleQueue[Reader] = SimpleQueue()
        self._readers = [Reader() for _ in range(workers)]
        self._readers[0].start()  # it loads while the first reports are looked for
        for reader in self._readers:
            self._idle.put(reader)
        self._threads = ThreadPoolExecutor(workers)

    def read(self, reports: Sequence[Report]) -> Future[list[Result]]:
        return self._threads.submit(self._read, reports)

    def _read(self, reports: Sequence[Report]) -> list[Result]:
        if not reports:
            return []
        reader = self._idle.get()
        try:
            return reader.read(reports)
        finally:
            self._idle.put(reader)

    def close(self) -> None:
        """End at once, also in the middle of a report (Ctrl-C)."""
        for reader in self._readers:
            reader.end()
        self._threads.shutdown(cancel_futures=True)


class Reader:
    """One process that reads; started when it is first needed, or before, and again when it died."""

    def __init__(self) -> None:
        self._apart: Apart | None = None
        self._ended = False

    def start(self) -> None:
        """Start the process, which loads at once what it reads with."""
        self._apart = self._apart or Apart(serve)

    def read(self, reports: Sequence[Report]) -> list[Result]:
        found = self._asked(reports)
        if isinstance(found, list):
            return found
        return [result for report in reports for result in self._alone(report)]

    def _alone(self, report: Report) -> list[Result]:
        found = self._asked([report])
        return found if isinstance(found, list) else [Refused(report.id, found + OTHERS)]

    def _asked(self, reports: Sequence[Report]) -> list[Result] | str:
        """What the process makes of some reports; why it died if it died of them."""
        if self._ended:
            return []
        seconds = budget(reports)
        apart = self._apart = self._apart or Apart(serve)
        try:
            apart.pipe.send(reports)
            answer: list[Result] | DatelineError = apart.receive(patience(seconds))
        except TimeoutError:
            self._apart = None
            return why_it_died(apart.end(), seconds)
        except (EOFError, OSError):
            self._apart = None
            return [] if self._ended else why_it_died(apart.died(), seconds)
        if isinstance(answer, DatelineError):
            raise answer
        return answer

    def end(self) -> None:
        self._ended = True
        if self._apart is not None:
            self._apart.kill()


def serve(pipe: Connection) -> None:
    """Load, and read what comes through a pipe until its other end is closed: what a reading process does."""
    from dateline.scale.guarded import read_guarded  # what starts the process need not load the reading

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    fault, is_ready = _loaded(), False
    while True:
        try:
            reports: Sequence[Report] = pipe.recv()
            if fault is not None:
                raise fault
            with within(budget(reports)):
                found = list(read_guarded(reports))
            pipe.send(found)
            if not is_ready:
                spare_what_stays()
                is_ready = True
        except DatelineError as error:
            pipe.send(error)
        except (EOFError, OSError):
            return


def _loaded() -> DatelineError | None:
    """Load what is read with; return why that cannot be."""
    try:
        load()
    except DatelineError as error:
        return error
    keep_small()
    return None
