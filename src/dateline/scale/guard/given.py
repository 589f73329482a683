"""Parses what the user named in a process of its own, so that no file can stop, hang or swell the one that stores.

A parser that takes too long is first stopped by an error that costs the one report. Where that does not reach, inside a
C library, the process is killed, started again, and goes on from where it was; the file it died of is not opened again.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from io import BufferedReader, BytesIO, RawIOBase
from multiprocessing.connection import Connection
from pathlib import Path
from time import monotonic
from types import TracebackType
from typing import Any, BinaryIO, Final, Self, cast

from dateline.errors import DatelineError, SourceError
from dateline.model.extraction import Problem, Refused
from dateline.model.report import Report
from dateline.scale.guard.limits import HAS_LIMITS, WALL_LEAST, keep_small, why_it_died
from dateline.scale.guard.process import Apart
from dateline.sources import read_sources
from dateline.sources.draft import BYTE_LIMIT
from dateline.sources.received import Originals

Given = tuple[Report | Refused, tuple[Problem, ...], str]
"""What an input gave, what was doubtful about it, and the file that was opened last."""
SOFT: Final = 10.0
"""Seconds of processor time to the next report before the parser is stopped by an error: a page of 2 MB that asks for
37 s is refused, an archive of 20 MB that asks for 2 s is not."""
HARD: Final = 20.0
"""... before the process is killed, where the error did not reach the parser."""
PEEK: Final = 1024
AT_ONCE, HELD_SECONDS = 64, 0.02
"""Reports sent together, and how long one is held back for others."""
CODE: Final = (".py", ".pyc", ".so", ".toml", ".tsv", ".sqlite", ".lock")
"""Endings of files that the parsers open for themselves."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a parsing process is to do.

    Attributes:
        stdin: what "-" gives, read to its end.
        deadly: files that are not to be opened, each with what happened to the process that did.
        pdf: whether PDF files are read.
        keep: folder for the bytes as received, or None.
    """

    paths: tuple[str, ...]
    published: date | None = None
    stdin: bytes | None = None
    deadly: dict[str, str] = field(default_factory=dict)
    pdf: bool = False
    keep: Path | None = None

    def read(self, stdin: BinaryIO | None, doubt: Callable[[Problem], None]) -> Iterator[Report | Refused]:
        """Read the inputs in this process."""
        keep = Originals(self.keep).keep if self.keep else None
        return read_sources(self.paths, published=self.published, stdin=stdin, doubt=doubt, keep=keep, pdf=self.pdf)


def read_apart(wanted: Wanted) -> Generator[tuple[Report | Refused, tuple[Problem, ...]]]:
    """Yield what `dateline.sources.read_sources` gives, each with what was doubtful about it, in the same order.

    A file that kills the process that parses it gives what came of it before that, and one refusal.
    """
    taken: list[str] = []  # the file of each input that came, as far as they come again when all is parsed again
    while True:
        apart, at, last = Apart(serve, wanted, SOFT, HARD), 0, ""
        try:
            while True:
                last, some = apart.receive(WALL_LEAST)
                if some is None:
                    return
                if isinstance(some, str):
                    why = some
                    break
                for what, doubts, file in some:
                    at += 1
                    if at > len(taken):
                        taken.append(file)
                        yield what, doubts
        except TimeoutError:
            why = why_it_died(apart.end(), HARD)
        except (EOFError, OSError):
            why = why_it_died(apart.died(), HARD)
        finally:
            apart.end()
        if not last or last in wanted.deadly:
            yield Refused(last or "the inputs", f"{why}, so it and the inputs behind it were not read"), ()
            return
        wanted.deadly[last] = why
        taken = [file for file in taken if file != last]


def given(wanted: Wanted, stdin: BinaryIO | None) -> Generator[tuple[Report | Refused, tuple[Problem, ...]]]:
    """Yield what the user named, each with what was doubtful about it, parsed in a process of its own.

    Lines on standard input come when they come, and are JSON: they alone are parsed here.
    """
    if "-" not in wanted.paths or stdin is None:
        yield from read_apart(wanted)
        return
    stream = BufferedReader(cast(RawIOBase, stdin))
    try:
        if not stream.peek(PEEK).removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"{"):
            yield from read_apart(replace(wanted, stdin=stream.read(BYTE_LIMIT + 1)))
            return
        doubts: list[Problem] = []
        for what in wanted.read(stream, doubts.append):
            yield what, tuple(doubts)
            doubts.clear()
    finally:
        stream.detach()  # else the user's standard input closes with the reader


class _DeadlyError(SourceError, OSError):
    """A file that is not opened again."""


class _Opened:
    """Follows which file of the user's is open; the parsers may open it in any way that Python knows."""

    def __init__(self, wanted: Wanted, tell: Callable[[str], None]) -> None:
        self.last = ""
        self._deadly, self._tell = wanted.deadly, tell
        roots = [Path(p) if Path(p).is_dir() else Path(p).parent for p in wanted.paths if p != "-"]
        self._roots = tuple(os.path.join(os.path.abspath(root), "") for root in roots)  # noqa: PTH100, PTH118
        self._own = tuple(os.path.join(os.path.abspath(p), "") for p in sys.path if p)  # noqa: PTH100, PTH118
        sys.addaudithook(self._note)

    def _note(self, event: str, arguments: tuple[Any, ...]) -> None:
        if event != "open" or not isinstance(arguments[0], str) or arguments[0].endswith(CODE):
            return
        path = arguments[0]
        whole = os.path.abspath(path)  # noqa: PTH100 - Path would allocate for every file that Python opens
        if not whole.startswith(self._roots) or whole.startswith(self._own):
            return
        self.last = path
        self._tell(path)
        if path in self._deadly:
            raise _DeadlyError(self._deadly[path], path, "the others are read")


def serve(pipe: Connection, wanted: Wanted, soft: float, hard: float) -> None:
    """Parse what is wanted and send it through a pipe: what a parsing process does."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        _Sender(pipe, wanted, soft, hard).send_all()
    except OSError:  # nobody listens any more
        return


class _Kept:
    """Keeps what was raised, of any kind, as words: a fault of a parser costs one file and not the batch."""

    def __init__(self) -> None:
        self.why: str | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> bool:
        if isinstance(error, MemoryError):
            self.why = "parsing it took too much memory"
        elif isinstance(error, DatelineError):
            self.why = error.what
        elif error is not None:
            self.why = f"a fault of Dateline: {error!r} (please report it with the file)"
        return isinstance(error, Exception) and not isinstance(error, BrokenPipeError)


class _Sender:
    """Sends reports a few at a time, and at once which file is opened, so that a file that kills is known."""

    def __init__(self, pipe: Connection, wanted: Wanted, soft: float, hard: float) -> None:
        self._pipe, self._wanted, self._soft, self._hard = pipe, wanted, soft, hard
        self._held: list[Given] = []
        self._since = monotonic()
        self._opened = _Opened(wanted, self._tell)
        keep_small()

    def _tell(self, path: str) -> None:
        self._pipe.send((path, []))

    def send_all(self) -> None:
        """Parse and send everything, then None; or why that cannot go on."""
        with _Kept() as kept:
            for one in self._timed(self._parsed()):
                self._held.append(one)
                if len(self._held) >= AT_ONCE or monotonic() - self._since > HELD_SECONDS:
                    self._flush()
            self._flush()
        self._pipe.send((self._opened.last, kept.why))

    def _flush(self) -> None:
        self._pipe.send((self._opened.last, self._held))
        self._held, self._since = [], monotonic()

    def _parsed(self) -> Iterator[Given]:
        doubts: list[Problem] = []
        wanted, stdin = self._wanted, self._wanted.stdin
        stream = BytesIO(stdin) if stdin is not None else None
        for what in wanted.read(stream, doubts.append):
            yield what, tuple(doubts), self._opened.last
            doubts.clear()

    def _timed(self, parsed: Iterator[Given]) -> Iterator[Given]:
        """Give each report its time: an error in the parser first, then the end of the process."""
        if not HAS_LIMITS:
            yield from parsed
            return
        signal.signal(signal.SIGVTALRM, self._stop)
        while True:
            signal.setitimer(signal.ITIMER_VIRTUAL, self._soft)
            signal.setitimer(signal.ITIMER_PROF, self._hard)
            one = next(parsed, None)
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)
            signal.setitimer(signal.ITIMER_PROF, 0)
            if one is None:
                return
            yield one

    def _stop(self, *_: Any) -> None:
        raise SourceError(f"parsing it took more than {self._soft:.0f} s", self._opened.last, "the others are read")
