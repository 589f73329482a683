"""Progress on standard error: how many reports, how fast, how long still, how many refused."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
from rich.progress import Progress as Bar

BLOCK = 1 << 20
"""Bytes read at a time when lines are counted."""


class Progress:
    """A bar on a terminal; silent elsewhere, so that logs stay readable."""

    def __init__(self, paths: list[str], said: Console, quiet: bool, total: int | None = None) -> None:
        self._bar = Bar(
            TextColumn("reading"),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("{task.fields[speed]}"),
            TimeRemainingColumn(),
            TextColumn("{task.fields[refused]}"),
            console=said,
            transient=True,
            disable=quiet or not said.is_terminal,
        )
        total = total if total is not None or self._bar.disable else expected(paths)
        self._task = self._bar.add_task("reading", total=total, speed="", refused="")

    def note(self, done: int, refused: int) -> None:
        """Show how far reading is."""
        task = self._bar.tasks[0]
        speed = f"{task.speed:.1f} reports/s" if task.speed else ""
        said = f"{refused} refused" if refused else ""
        self._bar.update(self._task, completed=done + refused, speed=speed, refused=said)

    @contextmanager
    def aside(self) -> Iterator[None]:
        """Take the bar away while results are written to the same terminal, else the two mix on one line."""
        is_shared = sys.stdout.isatty() and not self._bar.disable
        if is_shared:
            self._bar.stop()
        yield
        if is_shared:
            self._bar.start()

    def __enter__(self) -> Self:
        self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._bar.stop()


def expected(paths: Iterable[str]) -> int | None:
    """Return how many reports to expect, for the remaining time; None if standard input is among the paths."""
    total = 0
    for name in paths:
        path = Path(name)
        if name == "-":
            return None
        files = [p for p in path.rglob("*") if p.is_file()] if path.is_dir() else [path]
        total += sum(_lines(p) if p.suffix.lower() == ".jsonl" and p.is_file() else 1 for p in files)
    return total


def _lines(path: Path) -> int:
    with path.open("rb") as stream:
        return max(1, sum(block.count(b"\n") for block in iter(lambda: stream.read(BLOCK), b"")))
