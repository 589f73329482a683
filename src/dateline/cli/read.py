"""`dateline read`: every input becomes a report or a refusal, results stream to standard output."""

from __future__ import annotations

import getpass
import os
import sys
from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass, replace
from datetime import date
from importlib.util import find_spec
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import typer
from rich.console import Console
from rich.markup import escape

from dateline.cli import REFUSED, STOPPED
from dateline.cli.terminal import printable
from dateline.cli.terminal.progress import Progress
from dateline.cli.terminal.table import NO_EVENT, PASSED, console, heading, notes, table
from dateline.errors import SourceError
from dateline.ledger import fold
from dateline.ledger.accounts.sure import sure
from dateline.model.extraction import Extraction, Problem, Refused
from dateline.model.report import Report

if TYPE_CHECKING:
    from dateline.ledger import Ledger
    from dateline.ledger.store.proof.masks import Mask


@dataclass(frozen=True, slots=True)
class Options:
    """What the user asked for."""

    published: date | None = None
    ledger: str | None = None
    as_json: bool = False
    quiet: bool = False
    again: bool = False
    workers: int = 1
    protect: Path | None = None
    pdf: bool = False
    keep: Path | None = None
    least: float = 0.0
    every: bool = False


@dataclass(slots=True)
class Given:
    """One input: a report or why there is none, what was doubtful about it, and whether the ledger holds it."""

    what: Report | Refused
    doubts: tuple[Problem, ...]
    held: bool = False


@dataclass(slots=True)
class Account:
    """What became of the inputs: given = read + passed over + known + refused."""

    read: int = 0
    known: int = 0
    refused: int = 0
    passed: int = 0

    def __str__(self) -> str:
        given = self.read + self.passed + self.known + self.refused
        passed = f"passed over {self.passed} + " if self.passed else ""
        return f"given {given} = read {self.read} + {passed}already in the ledger {self.known} + refused {self.refused}"


def choose_engine(engine: str, every: bool = False) -> None:
    """Tell the reading processes what reads, and whether they pass over reports in which no word tells violence.

    Raises:
        BadParameter: if there is no such engine, or what it needs is not installed.
    """
    if engine not in ("rules", "hybrid"):
        raise typer.BadParameter(f"{engine!r} is none of rules, hybrid", param_hint="--engine")
    if engine == "hybrid" and not (find_spec("onnxruntime") and find_spec("tokenizers")):
        raise typer.BadParameter("hybrid needs: pip install 'dateline[hybrid]'", param_hint="--engine")
    os.environ["DATELINE_ENGINE"] = engine
    os.environ["DATELINE_PASS_OVER"] = "0" if every else "1"


def read_all(paths: list[str], options: Options) -> int:
    """Read what the user named and print it; return the exit code."""
    if options.protect and options.keep:
        what = "what is kept as received would hold the names that are to be protected"
        raise SourceError(what, str(options.keep), "leave out --keep, or --protect")
    account, said = Account(), notes()
    try:
        _read(paths, options, account, said)
    except KeyboardInterrupt:
        kept = "; the ledger keeps what was read: the same command goes on from there" if options.ledger else ""
        said.print(f"stopped after: {account}{kept}", soft_wrap=True)
        return STOPPED
    if options.ledger:
        seal_added(options.ledger, account.read, said, options.quiet)
    if not options.quiet:
        said.print(str(account), soft_wrap=True)
    return REFUSED if account.refused else 0


def _read(paths: list[str], options: Options, account: Account, said: Console) -> None:
    with ExitStack() as stack:
        ledger = stack.enter_context(_opened(options.ledger)) if options.ledger else None
        show = _Lines(options.least) if options.as_json else _Tables(options.least)
        progress = stack.enter_context(Progress(paths, said, options.quiet))
        for result in stack.enter_context(closing(_results(paths, options, ledger, account))):
            if isinstance(result, Refused):
                account.refused += 1
                said.print(
                    f"[red]refused[/] {escape(printable(result.where))}: {escape(printable(result.why))}",
                    soft_wrap=True,
                )
            else:
                with progress.aside():
                    show.show(result)
            progress.note(account.read + account.passed + account.known, account.refused)


def seal_added(ledger: str, read: int, said: Console, quiet: bool) -> None:
    """Seal what was added, where this user has a key."""
    from dateline.ledger.store.proof.keys import Key, key_file

    key = Key.load(key_file())
    if key is None:
        return
    from dateline.cli.many.judging import now
    from dateline.ledger.store.proof.seals import sealed

    head = sealed(ledger, key, getpass.getuser(), f"read {read} reports", now())
    if head is not None and not quiet:
        said.print(f"seal {head.number}: {head.hash}", soft_wrap=True)


def _opened(ledger: str) -> Ledger:
    # The database library takes a third of a second to load, which reading without a ledger need not wait for.
    from dateline.ledger import Ledger

    return Ledger.open(ledger)


def _results(
    paths: list[str], options: Options, ledger: Ledger | None, account: Account
) -> Generator[Extraction | Refused]:
    """Yield what became of each input, in the order given; what was read is stored before it is shown.

    What is read together is stored together: a transaction a report would wait for the disk each time.
    """
    from dateline.scale import AHEAD
    from dateline.scale.workers import read_chunks

    with closing(
        read_chunks(_planned(_chunks(given_by(paths, options), AHEAD), ledger, options), options.workers)
    ) as read:
        for chunk, results in read:
            yield from _settled(chunk, results, ledger, account)


def _planned(
    chunks: Iterable[list[Given]], ledger: Ledger | None, options: Options
) -> Iterator[tuple[list[Given], list[Report]]]:
    """Yield each chunk with its reports that must be read; the ledger holds the others."""
    for chunk in chunks:
        for given in chunk:
            if isinstance(given.what, Report) and ledger is not None and not options.again:
                given.held = ledger.knows(given.what) and not (options.every and _was_passed_over(ledger, given.what))
        yield chunk, [given.what for given in chunk if isinstance(given.what, Report) and not given.held]


def _was_passed_over(ledger: Ledger, report: Report) -> bool:
    from dateline.wordings.relevance import was_passed_over

    return was_passed_over(ledger.extraction(report.id).problems)


def _settled(
    chunk: list[Given], read: list[Extraction | Refused], ledger: Ledger | None, account: Account
) -> Iterator[Extraction | Refused]:
    """Store what was read of a chunk together, and yield what became of each input."""
    doubts = [given.doubts for given in chunk if isinstance(given.what, Report) and not given.held]
    found = iter(_kept([_with_doubts(*one) for one in zip(read, doubts, strict=True)], ledger, account))
    refused = [given.what for given in chunk if isinstance(given.what, Refused)]
    for given in chunk:
        if isinstance(given.what, Refused):
            yield given.what
        elif ledger is not None and given.held:
            account.known += 1
            yield ledger.extraction(given.what.id)
        else:
            result = next(found)
            refused += [result] if isinstance(result, Refused) else []
            yield result
    if ledger is not None and refused:
        ledger.refuse(*refused)


def _with_doubts(read: Extraction | Refused, doubts: Sequence[Problem]) -> Extraction | Refused:
    """Put what was doubtful about an input before what was doubtful about its text."""
    return read if isinstance(read, Refused) else replace(read, problems=(*doubts, *read.problems))


def _chunks(given: Iterator[Given], ahead: int) -> Iterator[list[Given]]:
    """Reports are read several at a time; the first one alone, so that something shows early."""
    size = 1
    while chunk := list(islice(given, size)):
        yield chunk
        size = ahead


def _count(account: Account, one: Extraction, is_new: bool) -> None:
    """Count a report that is on the disk now: read, passed over, or known before."""
    from dateline.wordings.relevance import was_passed_over

    passed = is_new and was_passed_over(one.problems)
    account.passed += passed
    account.read += is_new and not passed
    account.known += not is_new


def _kept(read: list[Extraction | Refused], ledger: Ledger | None, account: Account) -> Iterator[Extraction | Refused]:
    """Store what was read together; count each report as it is handed on, when it is on the disk."""
    read_well = [one for one in read if isinstance(one, Extraction)]
    stored = iter([True] * len(read_well) if ledger is None else ledger.add_all(read_well))
    for one in read:
        result = one if isinstance(one, Refused) else next(stored)
        if isinstance(result, Refused):
            yield result
        elif isinstance(one, Extraction):
            _count(account, one, result)
            yield one


def given_by(paths: list[str], options: Options) -> Iterator[Given]:
    """Yield what the user named, names taken out and the ledger's own files left out."""
    from dateline.scale.guard.given import Wanted, given

    mask = _protected(options.protect)
    stdin = sys.stdin.buffer if sys.stdin else None  # closed with "<&-"
    wanted = Wanted(tuple(paths), options.published, pdf=options.pdf, keep=options.keep)
    with closing(given(wanted, stdin)) as inputs:
        for what, doubts in inputs:
            if isinstance(what, Refused) and options.ledger and what.where in _files_of(options.ledger, what.where):
                continue
            yield Given(mask.report(what) if isinstance(what, Report) and mask is not None else what, doubts)


def _protected(names: Path | None) -> Mask | None:
    """Return the mask of the names in a file, one a line."""
    if names is None:
        return None
    from dateline.ledger.store.proof.masks import Mask

    try:
        return Mask.of(names.read_text("utf-8").splitlines())
    except (OSError, UnicodeDecodeError) as error:
        raise SourceError(f"the names cannot be read: {error}", str(names), "check the file of --protect") from error


def _files_of(ledger: str, where: str) -> set[str]:
    """The names under which the ledger's own files are met in a folder that is read."""
    if "://" in ledger or Path(where).resolve().parent != Path(ledger).resolve().parent:
        return set()
    return {str(Path(where).with_name(Path(ledger).name + ending)) for ending in ("", "-wal", "-shm")}


class _Lines:
    """One JSON object a report a line, written at once."""

    def __init__(self, least: float) -> None:
        self._least = least

    def show(self, extraction: Extraction) -> None:
        from dateline.export.record import as_json

        sys.stdout.buffer.write(as_json(extraction, least=self._least) + b"\n")
        sys.stdout.buffer.flush()


class _Tables:
    """A small table a report; the columns of all of them line up."""

    def __init__(self, least: float) -> None:
        self._least = least
        self._console: Console = console()
        self._is_first = True

    def show(self, extraction: Extraction) -> None:
        from dateline.wordings.relevance import was_passed_over

        records = sure(fold(extraction), self._least)
        self._console.print(heading(extraction.report))
        if was_passed_over(extraction.problems):
            self._console.print(PASSED)
        elif records:
            self._console.print(table(records, self._is_first, self._console.width))
            self._is_first = False
        else:
            self._console.print(NO_EVENT)
