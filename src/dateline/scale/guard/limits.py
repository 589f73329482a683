"""What one report may cost: processor time by a timer of the kernel that kills, memory by a limit on its addresses.

A timer of the kernel ends a process that hangs inside a C library too, where no Python code runs any more. It counts
processor time, so a machine that is busy with other work refuses nothing. The clock on the wall stands behind it, for
a process that waits for something that never comes.
"""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from dateline.model.report import Report

SECONDS: Final = 5.0
"""Processor time that every report gets."""
SECONDS_A_CHARACTER: Final = 0.001
"""More for a long one; usual news takes a tenth of it (0.1 ms a character), the densest prose a quarter."""
ROOM: Final = 1 << 30
"""Bytes that a process may take beyond what it holds when it is ready; a report of 200,000 characters takes a tenth."""
WALL_FACTOR: Final = 20
"""How much longer than its processor time a report may take by the clock: on a busy machine it waits for its turn."""
WALL_LEAST: Final = 300.0
"""Seconds by the clock before a silent process is ended, its start included."""

HAS_LIMITS: Final = find_spec("resource") is not None and hasattr(signal, "setitimer")
"""POSIX; on Windows only the clock on the wall ends a process."""


def budget(reports: Iterable[Report]) -> float:
    """Return the seconds of processor time that some reports may take together."""
    return sum(SECONDS + SECONDS_A_CHARACTER * len(report.text) for report in reports)


def patience(seconds: float) -> float:
    """Return the seconds by the clock after which a process that may take so much processor time is ended."""
    return WALL_LEAST + WALL_FACTOR * seconds


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Let the kernel kill this process if the block takes more processor time than this."""
    if not HAS_LIMITS:
        yield
        return
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def keep_small(room: int = ROOM) -> None:
    """Let this process take no more than so many bytes beyond what it has mapped; a crash leaves no core file."""
    held = _mapped()
    if not HAS_LIMITS or held is None:
        return
    import resource

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    most = resource.getrlimit(resource.RLIMIT_AS)[1]
    wanted = held + room
    resource.setrlimit(resource.RLIMIT_AS, (wanted if most < 0 else min(wanted, most), most))


def why_it_died(code: int | None, seconds: float) -> str:
    """Say in the user's words why a process ended that was reading.

    Args:
        code: its exit code; the number of a signal, negative, if one killed it; None if it was ended by the clock.
        seconds: what it might take.
    """
    if code is None:
        return f"reading it did not end within {patience(seconds):.0f} s"
    if HAS_LIMITS and code == -signal.SIGPROF:
        return f"reading it took more than {seconds:.0f} s of processor time"
    if code < 0 and sys.platform != "win32":
        return f"the process that read it died of signal {-code} ({_name(-code)}: too little memory, or a fault)"
    return f"the process that read it died (exit code {code})"


def _name(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:
        return "unknown"


def _mapped() -> int | None:
    """Bytes of addresses that this process has; None where the system does not tell."""
    told = Path("/proc/self/statm")
    if not told.exists():
        return None
    import resource

    return int(told.read_text().split()[0]) * resource.getpagesize()
