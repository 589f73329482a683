"""Merges what many reports say: which tellings are one event, and the record of each under a policy."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from dateline.errors import LedgerError
from dateline.ledger.canon import DEFAULT, CanonicalEvent, Decision, canonical, members_of, policy_named
from dateline.ledger.canon.decided import Ruling
from dateline.ledger.canon.decided.decision import PROBLEM
from dateline.ledger.canon.records import Tied
from dateline.ledger.canon.slots.decided import set_aside
from dateline.ledger.merge.clusters import standing
from dateline.ledger.merge.matching import Shelf, Tie, settle
from dateline.ledger.merge.shelf import Memory
from dateline.ledger.merge.telling import Telling, tellings
from dateline.ledger.together.chains import links
from dateline.ledger.view import fold
from dateline.model.claim import Claim
from dateline.model.extraction import Extraction
from dateline.model.judgement import Judgement, Verdict
from dateline.model.link import Link

Read = Callable[[str], Extraction]
"""Gives the reading of a report by its id."""
Ahead = Callable[[Iterable[str]], object]
"""Is told whose readings are needed next, so that they are fetched at once."""
ReadAll = Callable[[], Iterable[Extraction]]
"""Gives every reading."""


@dataclass(frozen=True, slots=True)
class Question:
    """Two canonical events that may be one: somebody should look."""

    left: str
    right: str
    tie: Tie


class Merged:
    """Canonical events, worked out from tellings on a shelf and the readings they stand in."""

    def __init__(
        self,
        shelf: Shelf,
        groups: Mapping[str, Sequence[str]],
        read: Read,
        read_all: ReadAll,
        decisions: Sequence[Decision] = (),
        ahead: Ahead = set,
    ) -> None:
        self._shelf, self._read, self._read_all, self._ahead = shelf, read, read_all, ahead
        self._told: dict[str, Telling] = {}
        self._decided: dict[str, list[Decision]] = {}
        self._gone = set_aside(decisions)
        for decision in (one for one in decisions if one.slot != PROBLEM):
            self._decided.setdefault(decision.event, []).append(decision)
        self._groups = {home: tuple(members) for home, members in groups.items()}
        self.home = {event: home for home, members in self._groups.items() for event in members}

    def decided(self, decisions: Sequence[Decision]) -> Merged:
        """Return the same events as other decisions make them."""
        return Merged(self._shelf, self._groups, self._read, self._read_all, decisions, self._ahead)

    def decisions_on(self, id: str) -> tuple[Decision, ...]:  # noqa: A002
        """Return what reviewers decided about a canonical event and stands, in any order."""
        return tuple(decision for event in self._groups[id] for decision in self._decided.get(event, ()))

    def ids(self) -> list[str]:
        """Return the id of every canonical event."""
        return sorted(self._groups)

    def members(self, id: str) -> tuple[str, ...]:  # noqa: A002
        """Return the events of reports that a canonical event is made of, by order of publication."""
        return self._groups[id]

    def tellings(self, of: Iterable[str] | None = None) -> dict[str, Telling]:
        """Return what each event of a report is compared by, or each of these."""
        return self._tellings(self.home if of is None else of)

    def find(self, name: str) -> str:
        """Return the id of the canonical event that is called so: by its id, that of a telling, or their beginning.

        Raises:
            LedgerError: if none or more than one begins so.
        """
        found = {home for home in self._groups if home.startswith(name)}
        found |= {home for event, home in self.home.items() if event.startswith(name)}
        if not name or not found:
            raise LedgerError(f"there is no event {name!r}", "", "list the events with: dateline events")
        if len(found) > 1:
            some = ", ".join(sorted(found)[:5])
            raise LedgerError(f"more than one event begins with {name!r}: {some}", "", "give more of the id")
        return found.pop()

    def event(self, id: str, policy: str = DEFAULT) -> CanonicalEvent:  # noqa: A002
        """Return one canonical event under a policy, with its links."""
        return replace(self._fold(id, policy, self._read), links=self.tied(id))

    def tied(self, id: str) -> tuple[Tied, ...]:  # noqa: A002
        """Return what a canonical event is said to have followed or answered."""
        return self._links_in(id).get(id, ())

    def following(self, id: str) -> list[tuple[str, Tied]]:  # noqa: A002
        """Return what is said to have followed or answered a canonical event: each later event, and its tie to it."""
        return [(later, tie) for later, ties in self._links_in(id).items() for tie in ties if tie.to == id]

    def events(self, policy: str = DEFAULT) -> list[CanonicalEvent]:
        """Return every canonical event under a policy, with its links, by day; those without a day last."""
        policy_named(policy)  # a wrong name is told, whether or not there is an event
        known = {e.report.id: e for e in self._read_all()}
        folded = [self._fold(id_, policy, known.__getitem__) for id_ in self._groups]
        tied = links(_links(known.values()), self.home)
        return sorted((replace(e, links=tied.get(e.id, ())) for e in folded), key=by_day)

    def questions(self) -> list[Question]:
        """Return the pairs of canonical events that the reports leave open, the likeliest first."""
        asked: dict[tuple[str, str], Tie] = {}
        for tie in self._shelf.ties(self.home):
            ends = sorted(self.home[e] for e in tie.pair if e in self.home)
            if len(ends) == 2 and ends[0] != ends[1]:
                key = (ends[0], ends[1])
                # Of equally strong ties the first by id: a shelf gives them in any order.
                asked[key] = min(asked.get(key, tie), tie, key=lambda t: (-t.weight, t.pair))
        found = (Question(*ends, tie) for ends, tie in asked.items())
        return sorted(found, key=lambda q: (-q.tie.weight, q.left, q.right))

    def ties(self) -> list[Tie]:
        """Return everything that ties two tellings, whether they became one event or not."""
        return self._shelf.ties(self.home)

    def why(self, one: str, other: str) -> Tie | None:
        """Return what holds two tellings together, or None where it is too little to be kept."""
        pair = {one, other}
        return next((tie for tie in self._shelf.ties([one]) if {*tie.pair} == pair), None)

    def ties_of(self, id: str) -> list[Tie]:  # noqa: A002
        """Return what holds the tellings of a canonical event together, the strongest first."""
        members = set(self._groups[id])
        inside = (tie for tie in self._shelf.ties(members) if members >= {*tie.pair})
        return sorted(inside, key=lambda tie: (-tie.weight, tie.pair))

    def _links_in(self, id_: str) -> dict[str, tuple[Tied, ...]]:
        """All links in the reports that tell an event."""
        known = self._tellings(self._groups[id_])
        reports = dict.fromkeys(known[event].report for event in self._groups[id_])
        self._ahead(reports)
        return links(_links(map(self._read, reports)), self.home)

    def _tellings(self, ids: Iterable[str]) -> dict[str, Telling]:
        """What some events are compared by; a shelf is asked for each once."""
        asked = list(ids)
        new = [id_ for id_ in asked if id_ not in self._told]
        if new:
            self._told |= self._shelf.tellings(new)
        return {id_: self._told[id_] for id_ in asked if id_ in self._told}

    def _fold(self, id_: str, policy: str, read: Read) -> CanonicalEvent:
        told, ruled = [], dict[str, Claim[Any]]()
        known = self._tellings(self._groups[id_])
        self._ahead(known[event].report for event in self._groups[id_])
        decisions = self.decisions_on(id_)
        asked = {d.value.claim for d in decisions if isinstance(d.value, Ruling)}
        for event in self._groups[id_]:
            extraction = read(known[event].report)
            ruled |= {c.id: c for c in extraction.claims if c.event == event and c.id in asked} if asked else {}
            records = fold(self._spared(extraction))
            record = next(r for r in records if r.id == event)
            told.append((extraction.report, record, records))
        return canonical(id_, members_of(told), policy, decisions, ruled)

    def _spared(self, extraction: Extraction) -> Extraction:
        """A reading without the claims that reviewers set aside."""
        if not self._gone:
            return extraction
        return replace(extraction, claims=tuple(c for c in extraction.claims if c.id not in self._gone))


def by_day(event: CanonicalEvent) -> tuple[str, str]:
    """Order canonical events by day; those without one come last."""
    when = event.when
    return (str(when.value.earliest) if when is not None else "9999", event.id)


def _links(extractions: Iterable[Extraction]) -> Iterable[Link]:
    for extraction in extractions:
        yield from extraction.links


def merge(
    extractions: Iterable[Extraction],
    judgements: Iterable[Judgement] = (),
    as_of: date | None = None,
    decisions: Sequence[Decision] = (),
) -> Merged:
    """Merge readings in memory.

    Args:
        judgements: what persons hold of pairs of events.
        as_of: only reports published by then count, as they alone were known; one without a day of publication is
            left out.
        decisions: what reviewers hold of values.

    >>> merge([]).events()
    []
    """
    known = {e.report.id: e for e in extractions if as_of is None or (e.report.published or date.max) <= as_of}
    told: list[Telling] = [t for e in known.values() for t in tellings(e)]
    shelf = Memory()
    settle(shelf, told, standing(judgements))
    return Merged(shelf, shelf.all_groups(), known.__getitem__, known.values, decisions)


__all__ = ["Merged", "Question", "Verdict", "by_day", "merge"]
