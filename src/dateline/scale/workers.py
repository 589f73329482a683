"""Reads many reports in several processes: results in the order given, and the caller alone writes.

Each process holds the annotator's weights (about 400 MB) and reads a chunk of reports at a time. One that dies, killed
for its memory or by a fault in a library, costs the report that it died of: its chunk is read again one by one.
"""

from __future__ import annotations

import signal
from collections import deque
from collections.abc import Callable, Generator, Iterable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from queue import SimpleQueue
from typing import TypeVar

from dateline.errors import DatelineError
from dateline.model.extraction import Extraction, Refused
from dateline.model.report import Report
from dateline.scale.guarded import read_guarded

T = TypeVar("T")
Result = Extraction | Refused
UNDER_WAY = 3
"""Chunks under way for each process: one is read, one waits for it, one waits to be handed on."""
DIED = "the process that read it died (too little memory, or a fault of Dateline; the others are read)"


def read_chunks(chunks: Iterable[tuple[T, Sequence[Report]]], workers: int) -> Generator[tuple[T, list[Result]]]:
    """Read chunks of reports in so many processes; one worker is this process itself.

    Args:
        chunks: reports that are read together, each chunk with whatever goes with it. With several workers chunks are
            taken some time before their results are handed on.

    Returns:
        Each chunk's companion with its results, in the order given: what one process gives, report by report.

    Raises:
        DatelineError: if nothing can be read at all (the annotator's weights are missing).
    """
    if workers == 1:
        for beside, reports in chunks:
            yield beside, list(read_guarded(reports))
        return
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


class _Room:
    """Several reading processes, and a thread for each that waits for it."""

    def __init__(self, workers: int) -> None:
        self._idle: SimpleQueue[_Reader] = SimpleQueue()
        self._readers = [_Reader() for _ in range(workers)]
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


class _Reader:
    """One process that reads; started when it is first needed, and again when it died."""

    def __init__(self) -> None:
        self._process: SpawnProcess | None = None
        self._pipe: Connection | None = None
        self._ended = False

    def read(self, reports: Sequence[Report]) -> list[Result]:
        found = self._asked(reports)
        return found if found is not None else [result for report in reports for result in self._alone(report)]

    def _alone(self, report: Report) -> list[Result]:
        found = self._asked([report])
        return found if found is not None else [Refused(report.id, DIED)]

    def _asked(self, reports: Sequence[Report]) -> list[Result] | None:
        """What the process makes of some reports; None if it died of them."""
        if self._ended:
            return []
        pipe = self._pipe or self._started()
        try:
            pipe.send(reports)
            answer: list[Result] | DatelineError = pipe.recv()
        except (EOFError, OSError):
            pipe.close()
            self._pipe = None
            return None
        if isinstance(answer, DatelineError):
            raise answer
        return answer

    def _started(self) -> Connection:
        context = get_context("spawn")
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(target=serve, args=(theirs,), daemon=True)
        _deaf(self._process.start)
        theirs.close()
        return self._pipe

    def end(self) -> None:
        self._ended = True
        if self._process is not None and self._process.pid is not None:
            self._process.kill()


def _deaf(start: Callable[[], None]) -> None:
    """Start a process that Ctrl-C does not reach, not even before it comes to `serve`: it ends with its caller."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        return start()
    from multiprocessing.resource_tracker import ensure_running

    ensure_running()  # else it starts now and lets the signal through again
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        start()
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def serve(pipe: Connection) -> None:
    """Read what comes through a pipe until its other end is closed: what a reading process does."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    while True:
        try:
            reports: Sequence[Report] = pipe.recv()
        except (EOFError, OSError):
            return
        try:
            pipe.send(list(read_guarded(reports)))
        except DatelineError as error:
            pipe.send(error)
