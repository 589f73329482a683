"""Keeps tellings, blocks, ties and groups in memory: for merging a set of reports at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from dateline.ledger.merge.clusters import Edge
from dateline.ledger.merge.matching import Tie
from dateline.ledger.merge.telling import Telling


class Memory:
    """A shelf in memory (`matching.Shelf`)."""

    def __init__(self) -> None:
        self._tellings: dict[str, Telling] = {}
        self._blocks: dict[str, list[str]] = defaultdict(list)
        self._ties: dict[str, dict[str, Tie]] = defaultdict(dict)
        self._home: dict[str, str] = {}
        self._members: dict[str, list[str]] = {}

    def tellings(self, ids: Iterable[str]) -> dict[str, Telling]:
        """Return the tellings of these events, as far as they are here."""
        return {e: self._tellings[e] for e in ids if e in self._tellings}

    def put(self, tellings: Sequence[Telling], puts: Mapping[str, Sequence[str]]) -> None:
        """Add tellings and the keys of the blocks they stand in."""
        for telling in tellings:
            self._tellings[telling.id] = telling
            for key in puts[telling.id]:
                self._blocks[key].append(telling.id)

    def inside(self, keys: Iterable[str]) -> dict[str, list[str]]:
        """Return the events in each block that has any."""
        return {key: self._blocks[key] for key in keys if key in self._blocks}

    def counts(self, keys: Iterable[str]) -> dict[str, int]:
        """Return how many events stand in each block that has any."""
        return {key: len(self._blocks[key]) for key in keys if key in self._blocks}

    def ties(self, ids: Iterable[str]) -> list[Tie]:
        """Return every tie that one of these events is an end of, each once."""
        return list({tie.pair: tie for e in ids if e in self._ties for tie in self._ties[e].values()}.values())

    def tie(self, found: Sequence[Tie], gone: Iterable[Edge]) -> None:
        """Keep ties, in the place of those between the same events, and forget others."""
        for a, b in gone:
            if b in self._ties.get(a, {}):
                del self._ties[a][b], self._ties[b][a]
        for tie in found:
            a, b = tie.pair
            self._ties[a][b] = self._ties[b][a] = tie

    def homes(self, ids: Iterable[str]) -> dict[str, str]:
        """Return the canonical event of each event that has one."""
        return {e: self._home[e] for e in ids if e in self._home}

    def members(self, canonical: Iterable[str]) -> dict[str, list[str]]:
        """Return the events of each canonical event."""
        return {c: self._members[c] for c in canonical if c in self._members}

    def group(self, gone: Iterable[str], found: Mapping[str, Sequence[str]]) -> None:
        """Take canonical events away and put others in their place."""
        for home in gone:
            self._members.pop(home, None)
        for home, members in found.items():
            self._members[home] = list(members)
            self._home.update(dict.fromkeys(members, home))

    def all_tellings(self) -> list[Telling]:
        """Return every telling, as they came."""
        return list(self._tellings.values())

    def all_groups(self) -> dict[str, list[str]]:
        """Return every canonical event with its events."""
        return dict(self._members)

    def all_ties(self) -> list[Tie]:
        """Return every tie, each once."""
        return list({tie.pair: tie for found in self._ties.values() for tie in found.values()}.values())
