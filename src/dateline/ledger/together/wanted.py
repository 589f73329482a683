"""Which events somebody asks for: by kind, days, country and actor. Commands, exports and pages ask alike."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dateline.errors import LedgerError
from dateline.ledger.canon.records import CanonicalEvent
from dateline.ledger.merge.telling.names import fold_name
from dateline.model.event import Kind


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which events to take; empty = all.

    Attributes:
        kind: "shelling", "air strike", ...; blanks and case do not count.
        first, last: days; an event that may lie within them is taken, one without a day is not.
        country: ISO code, or the name of a country, or of a larger place that reports name.
        actor: part of the name of a perpetrator or of what was hit.

    Raises:
        LedgerError: if there is no such kind.
    """

    kind: str = ""
    first: date | None = None
    last: date | None = None
    country: str = ""
    actor: str = ""

    def __post_init__(self) -> None:
        if self.kind and self._kind not in set(Kind):
            raise LedgerError(f"there is no kind {self.kind!r}", "", f"take one of: {', '.join(Kind)}")

    @property
    def _kind(self) -> str:
        return self.kind.replace(" ", "_").casefold()

    def holds(self, event: CanonicalEvent) -> bool:
        """Whether an event is wanted. One without a day is not within any days."""
        when = event.when.value if event.when is not None else None
        if self.kind and event.kind != self._kind:
            return False
        if self.first is not None and (when is None or when.latest is None or when.latest < self.first):
            return False
        if self.last is not None and (when is None or when.earliest is None or when.earliest > self.last):
            return False
        return self._is_there(event) and self._acts(event)

    def in_words(self) -> str:
        """Return what is asked for, for the head of a file; "all events" where nothing is.

        >>> Wanted(kind="shelling", first=date(2020, 3, 1)).in_words()
        'kind shelling, from 2020-03-01'
        """
        asked = {"kind": self.kind, "from": self.first, "to": self.last, "country": self.country, "actor": self.actor}
        return ", ".join(f"{name} {value}" for name, value in asked.items() if value) or "all events"

    def _is_there(self, event: CanonicalEvent) -> bool:
        if not self.country:
            return True
        told = event.where.value if event.where is not None else None
        lands = {told.country, *told.countries, *told.within, told.name} if told is not None else set()
        return fold_name(self.country) in {fold_name(land) for land in lands if land}

    def _acts(self, event: CanonicalEvent) -> bool:
        names = (name for party in event.perpetrators for name in party.names)
        targets = (name for target in event.targets for name in target.names)
        return not self.actor or any(fold_name(self.actor) in fold_name(name) for name in (*names, *targets))
