"""What is costly to work out of a ledger, kept until anybody writes to it, in this process or by another program."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import RLock
from typing import TypeVar, cast

from dateline.ledger.store.databases.watch import Seen, Watch

V = TypeVar("V")
MOST = 64
"""Answers kept, those asked for last; the largest are about a megabyte."""
LARGE = 4
"""Answers kept that may be of hundreds of megabytes: an event that thousands of reports tell."""


class Kept:
    """What one process keeps of one ledger. Of a moment, and thrown away together: no answer is older than a write.

    Attributes:
        path: its file or address.
    """

    def __init__(self, path: str) -> None:
        self.path = path
        self._watch = Watch(path)
        self._lock, self._loading = RLock(), RLock()
        self._seen: Seen | None = None
        self._held: dict[str, tuple[Seen, object]] = {}
        self._answers: dict[int, OrderedDict[Hashable, object]] = {MOST: OrderedDict(), LARGE: OrderedDict()}

    def answer(self, question: Hashable, make: Callable[[], V], most: int = MOST) -> V:
        """Return what was answered to a question if nobody has written since, and make the answer otherwise.

        Args:
            most: how many answers of this size are kept: `MOST` or `LARGE`.
        """
        seen = self._watch.seen()
        with self._lock:
            if seen != self._seen:
                self._seen, self._answers = seen, {size: OrderedDict() for size in self._answers}
            kept = self._answers[most]
            if question in kept:
                kept.move_to_end(question)
                return cast(V, kept[question])
        found = make()
        with self._lock:
            # Made of what stood at `seen` or later; if of later, nobody will ask for it under `seen` again.
            if seen == self._seen:
                kept = self._answers[most]
                kept[question] = found
                if len(kept) > most:
                    kept.popitem(last=False)
        return found

    def held(self, name: str, make: Callable[[], V], ready: Callable[[], object] = bool) -> V:
        """Return what is kept under a name, and make it where somebody has written since.

        Args:
            ready: makes the ledger ready for that; it may write.
        """
        held = self._held.get(name)
        if held is not None and held[0] == self._watch.seen():
            return cast(V, held[1])
        # Of many questions at once, one reads.
        with self._loading:
            held = self._held.get(name)
            if held is None or held[0] != self._watch.seen():
                ready()
                held = self._watch.seen(), make()
                self._held[name] = held
            return cast(V, held[1])

    def close(self) -> None:
        """Let go of the ledger."""
        self._watch.close()
