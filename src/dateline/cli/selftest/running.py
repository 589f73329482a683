"""Runs the test of a promise, and writes its figure into docs/promises.md."""

from __future__ import annotations

import re
import tempfile
import time
from pathlib import Path

from dateline.cli import REFUSED
from dateline.cli.selftest.ground import PROMISES, Dose, Outcome, Promise
from dateline.cli.terminal.table import console
from dateline.errors import DatelineError

KEPT = {True: "kept", False: "BROKEN", None: "not tried"}


def load() -> dict[str, Promise]:
    """Return all promises by name, in the order of the list."""
    from dateline.cli.selftest import durable, hostile, integrity, power  # noqa: F401 - they register
    from dateline.cli.selftest.browser import inert  # noqa: F401
    from dateline.cli.selftest.cluster import killed  # noqa: F401
    from dateline.cli.selftest.doors import asserted, bombs, fetched, served  # noqa: F401 - they register
    from dateline.cli.selftest.leaving import kept  # noqa: F401 - it registers

    return dict(sorted(PROMISES.items(), key=lambda one: ("DIHS".index(one[0][0]), int(one[0][1:]))))


def list_promises() -> None:
    """Print every promise with its doses."""
    for one in load().values():
        console().print(f"{one.name:<3} {one.says} (pr {one.pr:,}, release {one.release:,} {one.of})", soft_wrap=True)


def run_selftests(names: list[str], dose: str, seed: int, size: int | None, database: str, write: Path | None) -> int:
    """Run the tests of some promises, all if none is named; return the exit code."""
    promises = load()
    unknown = [name for name in names if name.upper() not in promises]
    if unknown:
        raise DatelineError(f"there is no promise {unknown[0]!r}", "", "list them with: dateline selftest --list")
    if dose not in ("pr", "release"):
        raise DatelineError(f"there is no dose {dose!r}", "", "take pr or release")
    broken = 0
    for one in [promises[name.upper()] for name in names] or promises.values():
        count = size or (one.pr if dose == "pr" else one.release)
        began = time.monotonic()
        with tempfile.TemporaryDirectory(prefix="dateline-selftest-") as folder:
            outcome = one.run(Dose(count, seed, Path(folder), database))
        took = time.monotonic() - began
        console().print(f"{one.name:<3} {KEPT[outcome.kept]}: {outcome.figure}  ({took:.0f} s)", soft_wrap=True)
        broken += outcome.kept is False
        if write is not None and outcome.kept is not None:
            write_figure(write, one, outcome, count, seed)
    return REFUSED if broken else 0


def write_figure(path: Path, one: Promise, outcome: Outcome, count: int, seed: int) -> None:
    """Write a figure into its row of the table of promises."""
    try:
        page = path.read_text("utf-8")
    except OSError as error:
        raise DatelineError(f"it cannot be read: {error.strerror}", str(path), "give docs/promises.md") from error
    row = re.compile(rf"^\| {one.name} \|.*$", re.MULTILINE)
    if not row.search(page):
        raise DatelineError(
            f"there is no row for {one.name}", str(path), f"add a line that begins with: | {one.name} |"
        )
    share = "" if count >= one.release else f" (a dose of {count:,} of {one.release:,})"
    figure = f"{KEPT[outcome.kept]}: {outcome.figure}{share}; seed {seed}"
    path.write_text(row.sub(lambda _: f"| {one.name} | {one.says} | {figure} |", page), "utf-8")
