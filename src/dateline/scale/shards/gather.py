"""Puts finished shards into a ledger. Doing it again adds nothing: a ledger takes the same reading once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from dateline.errors import SourceError
from dateline.ledger import Ledger
from dateline.ledger.reader import reader
from dateline.model.extraction import Extraction, Refused
from dateline.scale.shards.folder import Done, Folder
from dateline.scale.shards.lines import Result
from dateline.wordings.relevance import was_passed_over

TOGETHER = 64
"""Readings added in one transaction."""


@dataclass(slots=True)
class Gathered:
    """What became of the shards of a folder, and of the inputs in them: given = read + passed over + known + refused.

    Attributes:
        done: how many shards are in the ledger now.
        missing: names of shards that are not done, each with the reason if one is known.
        is_open: whether a stream has not come to its end, so that more shards may be missing.
        quarantined: reports that killed the process that read them, and how.
    """

    done: int = 0
    missing: dict[str, str] = field(default_factory=dict)
    is_open: bool = False
    quarantined: list[tuple[str, str]] = field(default_factory=list)
    read: int = 0
    passed: int = 0
    known: int = 0
    refused: int = 0

    @property
    def is_whole(self) -> bool:
        """Whether every shard is in the ledger."""
        return not self.missing and not self.is_open


def gather(
    folder: Folder, ledger: Ledger, tell: Callable[[Gathered], None] | None = None, most: int = TOGETHER
) -> Gathered:
    """Put all finished shards of a folder into a ledger, in their order.

    Args:
        tell: told after each shard how far it is.

    Raises:
        SourceError: if the shards were not all read by this version and these rules, or one is damaged.
        LedgerError: if the ledger takes nothing.
    """
    found, expected = Gathered(), folder.expected()
    found.is_open = expected is None
    markers = {name: folder.done(name) for name in (expected if expected is not None else folder.names())}
    _check_code(folder, [done for done in markers.values() if done is not None])
    for name, done in markers.items():
        if done is None:
            stuck = folder.stuck(name)
            found.missing[name] = stuck.why if stuck is not None else ""
            continue
        _add(folder.results(name, done), ledger, found, most)
        found.done += 1
        found.quarantined += done.quarantined
        if tell is not None:
            tell(found)
    return found


def _add(results: Iterator[Result], ledger: Ledger, found: Gathered, most: int) -> None:
    while some := list(islice(results, most)):
        read = [one for one in some if isinstance(one, Extraction)]
        stored = ledger.add_all(read)
        refused = [one for one in (*some, *stored) if isinstance(one, Refused)]
        passed = [is_new is True and was_passed_over(one.problems) for one, is_new in zip(read, stored, strict=True)]
        found.passed += sum(passed)
        found.read += stored.count(True) - sum(passed)
        found.known += stored.count(False)
        found.refused += len(refused)
        if refused:
            ledger.refuse(*refused)


def _check_code(folder: Folder, done: Sequence[Done]) -> None:
    """Refuse shards of different readers: the ledger says of every reading who read it."""
    codes = sorted({one.code for one in done})
    advice = "read the shards again with one version; those that are as it would read them are skipped"
    if len(codes) > 1:
        raise SourceError(f"the shards were read by different versions: {'; '.join(codes)}", str(folder.path), advice)
    if codes and codes[0].split()[0] != reader():
        what = f"the shards were read by {codes[0].split()[0]}, and this is {reader()}"
        raise SourceError(what, str(folder.path), f"gather them with that version, or {advice}")
