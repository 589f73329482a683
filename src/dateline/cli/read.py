"""`dateline read`: every input becomes a report or a refusal, results stream to standard output."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from itertools import chain, islice
from pathlib import Path

from rich.console import Console
from rich.markup import escape

from dateline.cli import REFUSED
from dateline.cli.terminal.progress import Progress
from dateline.cli.terminal.table import console, heading, notes, table
from dateline.errors import SourceError
from dateline.ledger import Ledger, Run, fold
from dateline.model.extraction import Extraction, Problem, Refused
from dateline.model.report import Report


@dataclass(frozen=True, slots=True)
class Options:
    """What the user asked for."""

    published: date | None = None
    ledger: Path | None = None
    as_json: bool = False
    quiet: bool = False
    again: bool = False


@dataclass(slots=True)
class Account:
    """What became of the inputs: given = read + known + refused."""

    read: int = 0
    known: int = 0
    refused: list[Refused] = field(default_factory=list)

    def __str__(self) -> str:
        given = self.read + self.known + len(self.refused)
        return f"given {given} = read {self.read} + already in the ledger {self.known} + refused {len(self.refused)}"


def read_all(paths: list[str], options: Options) -> int:
    """Read what the user named and print it; return the exit code."""
    account, said = Account(), notes()
    started = datetime.now(UTC).isoformat(timespec="microseconds")
    with ExitStack() as stack:
        ledger = stack.enter_context(Ledger.open(options.ledger)) if options.ledger else None
        show = _Lines() if options.as_json else _Tables()
        progress = stack.enter_context(Progress(paths, said, options.quiet))
        for extraction in _extractions(paths, options, ledger, account, progress):
            show.show(extraction)
            progress.note(account.read + account.known, len(account.refused))
        if ledger is not None:
            command = " ".join(["read", *paths])
            ledger.note(Run(started, command, account.read, account.known, tuple(account.refused)))
    for refused in account.refused:
        said.print(f"[red]refused[/] {escape(refused.where)}: {escape(refused.why)}")
    if not options.quiet:
        said.print(str(account))
    return REFUSED if account.refused else 0


def _extractions(
    paths: list[str], options: Options, ledger: Ledger | None, account: Account, progress: Progress
) -> Iterator[Extraction]:
    """Yield what was read, or what the ledger holds already, each stored before it is shown."""
    from dateline.pipeline import extract_all

    doubts: dict[str, list[Problem]] = {}
    known: list[Extraction] = []

    def reports() -> Iterator[Report]:
        for given in _given(paths, options.published, doubts):
            if isinstance(given, Refused):
                account.refused.append(given)
                progress.note(account.read + account.known, len(account.refused))
            elif ledger is not None and not options.again and ledger.knows(given):
                account.known += 1
                known.append(ledger.extraction(given.id))
            else:
                yield given

    queue = reports()
    # Reports are read several at a time; the first one alone, so that something shows early.
    for extraction in chain(extract_all(islice(queue, 1)), extract_all(queue)):
        whole = replace(extraction, problems=(*doubts.pop(extraction.report.id, ()), *extraction.problems))
        try:
            is_new = ledger is None or ledger.add(whole)
        except SourceError as error:
            account.refused.append(Refused(error.where, f"{error.what} ({error.advice})"))
            continue
        account.read += is_new
        account.known += not is_new
        yield from known
        known.clear()
        yield whole
    yield from known


def _given(paths: list[str], published: date | None, doubts: dict[str, list[Problem]]) -> Iterator[Report | Refused]:
    from dateline.sources import read_sources

    def doubt(problem: Problem) -> None:
        doubts.setdefault(problem.report_id, []).append(problem)

    return read_sources(paths, published=published, stdin=sys.stdin.buffer, doubt=doubt)


class _Lines:
    """One JSON object a report a line, written at once."""

    def show(self, extraction: Extraction) -> None:
        from dateline.export.record import as_json

        sys.stdout.buffer.write(as_json(extraction) + b"\n")
        sys.stdout.buffer.flush()


class _Tables:
    """A small table a report; the columns of all of them line up."""

    def __init__(self) -> None:
        self._console: Console = console()
        self._is_first = True

    def show(self, extraction: Extraction) -> None:
        records = fold(extraction)
        self._console.print(heading(extraction.report))
        if records:
            self._console.print(table(records, self._is_first))
            self._is_first = False
        else:
            self._console.print("[dim]no event[/]")
