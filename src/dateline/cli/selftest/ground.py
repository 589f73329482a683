"""What the tests of promises stand on: their list, small readings, processes that can be killed."""

from __future__ import annotations

import hashlib
import os
import random
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Final

import pysqlite3

from dateline.ledger import Ledger
from dateline.model.claim import TARGET, Claim, Target
from dateline.model.event import Event, Kind
from dateline.model.extraction import Extraction
from dateline.model.report import Report, Span, cited


@dataclass(frozen=True, slots=True)
class Dose:
    """How a promise is tried.

    Attributes:
        size: how many times; each promise says of what.
        folder: an empty folder for it alone.
        database: the address of an empty database, for D8; empty if there is none.
    """

    size: int
    seed: int
    folder: Path
    database: str = ""
    chance: random.Random = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "chance", random.Random(self.seed))


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of it: the figure in words, and whether the promise is kept; None if it could not be tried."""

    figure: str
    kept: bool | None


@dataclass(frozen=True, slots=True)
class Promise:
    """One promise and its test."""

    name: str
    says: str
    pr: int
    release: int
    of: str
    run: Callable[[Dose], Outcome]


PROMISES: Final[dict[str, Promise]] = {}


def promise(
    name: str, says: str, *, pr: int, release: int, of: str
) -> Callable[[Callable[[Dose], Outcome]], Callable[[Dose], Outcome]]:
    """Register the test of a promise.

    Args:
        pr, release: how many times it is tried on a change, and at a release.
        of: what is counted.
    """

    def register(run: Callable[[Dose], Outcome]) -> Callable[[Dose], Outcome]:
        PROMISES[name] = Promise(name, says, pr, release, of, run)
        return run

    return register


SAMPLES = Path(__file__).parents[2] / "samples"


def telling(number: int) -> Extraction:
    """Return a small reading: one event with one claim, in a text of its own."""
    text = f"Shots were fired at post {number} near Lentovar 🚑. " + f"Nobody in ward {number} would speak of it. " * 4
    report = Report.of(text, id=f"r{number}")
    event = Event.of(Kind.ATTACK, report.cite(Span(0, 16), "selftest"))
    post = report.cite(Span(20, 24 + len(str(number)) + 1), "selftest")
    return Extraction(report, (event,), (Claim(event.id, TARGET, Target(post.exact), cited(post)),))


def sha256(text: str) -> str:
    """Return the hash by which a text is acknowledged."""
    return hashlib.sha256(text.encode()).hexdigest()


def held(path: str) -> dict[str, str]:
    """Return the hash of every report of a ledger by its id."""
    with Ledger.open(path) as ledger:
        return {report.id: sha256(report.text) for report in ledger.reports()}


def faults(path: str) -> list[str]:
    """Return what `verify` finds, in words."""
    with Ledger.open(path) as ledger:
        return [f"{fault.where}: {fault.what}" for fault in ledger.verify()]


def digest(path: str) -> str:
    """Return the digest of all content of a ledger."""
    with Ledger.open(path, create=False) as ledger:
        return ledger.digest()


@dataclass(slots=True)
class Child:
    """A process of this program, made by fork, and what it tells line by line."""

    pid: int
    told: IO[str]

    def kill(self) -> list[str]:
        """Kill it as a crash would, and return what it had told."""
        os.kill(self.pid, signal.SIGKILL)
        return self.wait()[0]

    def wait(self) -> tuple[list[str], int]:
        """Wait for its end; return the whole lines that it told, and its exit code."""
        lines = [line.rstrip("\n") for line in self.told if line.endswith("\n")]
        self.told.close()
        return lines, os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])


def forked(work: Callable[[Callable[[str], None]], None]) -> Child:
    """Run a function in a process of its own; it is given a way to tell lines. An error ends it with code 1.

    Nothing of this process is closed there, so no ledger may be open here.
    """
    reading, writing = os.pipe()
    sys.stdout.flush()
    sys.stderr.flush()
    pid = os.fork()
    if pid:
        os.close(writing)
        return Child(pid, os.fdopen(reading, "r"))
    with _leaving():
        os.close(reading)
        work(lambda line: _tell(writing, line))
    os._exit(0)


def _tell(pipe: int, line: str) -> None:
    os.write(pipe, (line + "\n").encode())


@contextmanager
def _leaving() -> Iterator[None]:
    """Leave a forked process whatever happens in it: code 1 and the error in words, and never back into its caller."""
    code = 1
    try:
        yield
        code = 0
    finally:
        error = sys.exception() if sys.version_info >= (3, 12) else sys.exc_info()[1]
        if code:
            os.write(2, f"{error!r}\n".encode() if os.environ.get("DATELINE_SELFTEST_LOUD") else b"")
            os._exit(code)


def contents(path: str) -> dict[str, list[str]] | str:
    """Return every row of every table of a file, past Dateline; or the error that SQLite gives."""
    try:
        with closing(pysqlite3.connect(f"file:{path}?mode=ro", uri=True)) as db:
            # A flip may leave text that is no UTF-8: in a table made anew by `merge` it changes nothing that is kept.
            db.text_factory = lambda raw: raw.decode("utf-8", "backslashreplace")
            asked = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE '%_fts%' ORDER BY name"
            names = [name for (name,) in db.execute(asked)]
            return {name: sorted(map(repr, db.execute(f'SELECT * FROM "{name}"'))) for name in names}
    except (pysqlite3.DatabaseError, UnicodeDecodeError) as error:
        return str(error)
