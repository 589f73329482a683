"""A process that works for this one and may be ended at any time; Ctrl-C does not reach it."""

from __future__ import annotations

import signal
from collections.abc import Callable
from multiprocessing import get_context
from multiprocessing.connection import Connection
from typing import Any

ENDING_SECONDS = 5
"""How long the exit code of a process that closed its pipe is waited for."""


class Apart:
    """A process and the pipe to it. It is to end by itself when the other end of its pipe is closed."""

    def __init__(self, serve: Callable[..., None], *more: Any) -> None:
        """Start a process that runs `serve(pipe, *more)`."""
        context = get_context("spawn")
        self.pipe: Connection
        self.pipe, theirs = context.Pipe()
        self._process = context.Process(target=serve, args=(theirs, *more), daemon=True)
        _deaf(self._process.start)
        theirs.close()

    def receive(self, seconds: float) -> Any:
        """Return what it sends next.

        Raises:
            TimeoutError: if it sends nothing for so many seconds.
            EOFError, OSError: if it ended.
        """
        if not self.pipe.poll(seconds):
            raise TimeoutError
        return self.pipe.recv()

    def end(self) -> int | None:
        """End it at once if it runs still, and return the exit code of one that had ended by itself, else None."""
        self.pipe.close()
        self._process.join(0 if self._process.is_alive() else ENDING_SECONDS)
        code = self._process.exitcode
        if code is None:
            self._process.kill()
            self._process.join(ENDING_SECONDS)
        return code

    def kill(self) -> None:
        """End it at once, from any thread; whoever waits for it gets `EOFError`."""
        self._process.kill()

    def died(self) -> int | None:
        """Return the exit code of one whose pipe broke."""
        self._process.join(ENDING_SECONDS)
        return self.end()


def _deaf(start: Callable[[], None]) -> None:
    """Start a process that Ctrl-C does not reach, not even before it comes to work: it ends with its caller."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        return start()
    from multiprocessing.resource_tracker import ensure_running

    ensure_running()  # else it starts now and lets the signal through again
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        start()
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
