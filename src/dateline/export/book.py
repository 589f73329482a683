"""What leaves a ledger: its events under a policy with a name, and everything that they rest on.

Every format is written from a `Book` and from nothing else, so that all of them tell the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from dateline.ledger.canon import DEFAULT
from dateline.ledger.canon.records import CanonicalEvent
from dateline.ledger.together import Merged, Reckoning, Wanted, reckon
from dateline.model.extraction import Extraction
from dateline.model.report import Report


@dataclass(frozen=True, slots=True)
class Book:
    """Events to write to a file, with their reports.

    Attributes:
        events: canonical events by day, those without a day last; each once.
        extractions: the reading of every report that tells one of the events, or a tally, by id of the report.
        tallies: running totals, held against all events of the ledger.
        policy: how one value was chosen from many accounts (`ledger.canon.policies`).
        asked: which events these are, in words ("kind shelling, from 2020-03-01"; "all events").
        as_of: only what was known on this day; None = all.
        title: what a page or map is called.
    """

    events: tuple[CanonicalEvent, ...]
    extractions: Mapping[str, Extraction]
    tallies: tuple[Reckoning, ...]
    policy: str = DEFAULT
    asked: str = "all events"
    as_of: date | None = None
    title: str = "Events"

    @property
    def reports(self) -> Mapping[str, Report]:
        """Every report, and every reviewer's note, by its id: what a quotation (`Evidence.report_id`) names."""
        notes = {done.note.id: done.note for event in self.events for done in event.decided}
        return {key: extraction.report for key, extraction in self.extractions.items()} | notes


def book(
    merged: Merged,
    extractions: Iterable[Extraction],
    wanted: Wanted | None = None,
    policy: str = DEFAULT,
    as_of: date | None = None,
    title: str = "Events",
) -> Book:
    """Gather what an export is made from.

    Args:
        merged: the events of a ledger, as known at `as_of` (`Ledger.merged`).
        extractions: the readings of all its reports; those published after `as_of` are left out.
        wanted: which events; without it, all.

    Raises:
        LedgerError: if no policy has that name.
    """
    wanted = wanted or Wanted()
    known = {e.report.id: e for e in extractions if as_of is None or (e.report.published or date.max) <= as_of}
    every = merged.events(policy)
    events = tuple(event for event in every if wanted.holds(event))
    everything = wanted == Wanted()
    tallies = tuple(reckon(known.values(), every)) if everything else ()
    used = {member.report.id for event in events for member in event.members} | {t.report.id for t in tallies}
    kept = {key: extraction for key, extraction in known.items() if everything or key in used}
    return Book(events, kept, tallies, policy, wanted.in_words(), as_of, title)
