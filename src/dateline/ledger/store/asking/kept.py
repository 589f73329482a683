"""What is costly to work out of a ledger, kept until anybody writes to it, in this process or by another program."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import TYPE_CHECKING

from dateline.ledger.store.databases.watch import Seen, Watch

if TYPE_CHECKING:
    from dateline.ledger.store.asking.columns import Columns

MOST = 256
"""Answers kept; those asked for last."""


class Kept:
    """What one process keeps of one ledger. Of a moment, and thrown away together: no answer is older than a write.

    Attributes:
        path: its file or address.
    """

    def __init__(self, path: str) -> None:
        self.path = path
        self._watch = Watch(path)
        self._lock, self._loading = Lock(), Lock()
        self._seen: Seen | None = None
        self._columns: tuple[Seen, Columns] | None = None
        self._answers: OrderedDict[Hashable, bytes] = OrderedDict()

    def answer(self, question: Hashable, make: Callable[[], bytes]) -> bytes:
        """Return what was answered to a question if nobody has written since, and make the answer otherwise."""
        seen = self._watch.seen()
        with self._lock:
            if seen != self._seen:
                self._seen, self._answers = seen, OrderedDict()
            elif question in self._answers:
                self._answers.move_to_end(question)
                return self._answers[question]
        found = make()
        with self._lock:
            # Made of what stood at `seen` or later; if of later, nobody will ask for it under `seen` again.
            if seen == self._seen:
                self._answers[question] = found
                if len(self._answers) > MOST:
                    self._answers.popitem(last=False)
        return found

    def columns(self, fold: Callable[[], None], load: Callable[[], Columns]) -> Columns:
        """Return the columns of all events.

        Args:
            fold: makes the ledger ready to be read; it may write.
            load: reads them, where somebody has written since.
        """
        held = self._columns
        if held is not None and held[0] == self._watch.seen():
            return held[1]
        # Of many questions at once, one reads.
        with self._loading:
            held = self._columns
            if held is None or held[0] != self._watch.seen():
                fold()
                held = self._watch.seen(), load()
                self._columns = held
            return held[1]

    def close(self) -> None:
        """Let go of the ledger."""
        self._watch.close()
