"""Holds an edited table of events against the ledger: decisions, and what cannot become one, with the reason."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from dateline.errors import LedgerError, SourceError
from dateline.export.back.edits.becomes import COLUMNS, Edit, becomes
from dateline.export.back.edits.same import meant, same
from dateline.export.back.tables import Line, Sheet
from dateline.export.book import Book
from dateline.export.cells import Value
from dateline.export.tables.rows.columns import EVENTS
from dateline.export.tables.rows.events import rows
from dateline.ledger.canon import POLICIES, CanonicalEvent, Decision
from dateline.ledger.canon.decided.decision import order
from dateline.ledger.canon.slots.decided import decide, stood
from dateline.ledger.together import Merged
from dateline.model.extraction import Refused

KEYS = ("id", "policy")
EDITABLE = tuple(column for columns in COLUMNS.values() for column in columns)
FIXED = tuple(column.name for column in EVENTS if column.name not in (*EDITABLE, *KEYS))
"""Columns that tell of the event and cannot be edited; they show whether it changed since the export."""
AGAIN = "export the events again and edit that"


@dataclass(frozen=True, slots=True)
class Signed:
    """Who edited, why, and when (ISO time): the same for every cell of a file."""

    by: str
    why: str
    when: str


@dataclass(frozen=True, slots=True)
class Changed:
    """A cell that changes: of which line and event, what it was, what it becomes.

    Attributes:
        follows: nobody typed it; it changes with another cell of its value.
    """

    line: int
    event: str
    column: str
    was: str
    becomes: str
    follows: bool = False


@dataclass(frozen=True, slots=True)
class Edits:
    """What an edited table comes down to.

    Attributes:
        decisions: one a value that changed, in the order of the table.
        changed: every cell that changes by them.
        refused: rows and cells that become nothing, each with its line and the reason.
        rows: how many rows name an event; `same` how many of them were left as they are.
        left_out: events of the ledger that the table does not hold: nothing happens to them.
        unknown: columns that are not of the table of events: they are not looked at.
    """

    decisions: tuple[Decision, ...]
    changed: tuple[Changed, ...]
    refused: tuple[Refused, ...]
    rows: int
    same: int
    left_out: int
    unknown: tuple[str, ...]


def edits(sheet: Sheet, merged: Merged, signed: Signed) -> Edits:
    """Compare an edited table with what the ledger gives now.

    A row is taken whole or not at all: where one of its cells is refused, none of them is decided.

    Raises:
        SourceError: if it is no table of events.
    """
    if missing := [column for column in KEYS if column not in sheet.columns]:
        advice = "give a file that `dateline export LEDGER csv --table events` or excel wrote, edited"
        raise SourceError(f"the table has no column {missing[0]!r}", sheet.name, advice)
    known, often = set(merged.ids()), Counter(line.get("id") for line in sheet.lines)
    decisions, changed, refused = list[Decision](), list[Changed](), list[Refused]()
    unchanged = 0
    for line in sheet.lines:
        where = f"{sheet.name} line {line.number}"
        why = _stranger(line, known, often)
        if why:
            refused.append(Refused(where, why))
            continue
        row = _Row(line, merged, signed, sheet.columns)
        told = [Refused(f"{where}, {column}", why) for column, why in row.refusals]
        refused += told
        if not told:
            decisions += row.decisions
            changed += row.changed
            unchanged += not row.changed
    unknown = tuple(c for c in sheet.columns if c and c not in (*KEYS, *EDITABLE, *FIXED))
    named = known & often.keys()
    return Edits(tuple(decisions), tuple(changed), tuple(refused), len(named), unchanged, len(known - named), unknown)


def _stranger(line: Line, known: set[str], often: Mapping[str, int]) -> str:
    """Why a row is of no event; empty if it is."""
    name, policy = line.get("id"), line.get("policy")
    if not name:
        return "a new row becomes no event: read a report that tells it, or import a table of coded events with --map"
    if name not in known:
        return f"no event of the ledger has the id {name!r}: it was typed, or events were merged anew; {AGAIN}"
    if often[name] > 1:
        return f"the event {name} stands in more than one row: leave one"
    return "" if policy in POLICIES else f"there is no policy {policy!r}: take one of {', '.join(POLICIES)}"


class _Row:
    """One row that names an event: what its cells become, or why not."""

    def __init__(self, line: Line, merged: Merged, signed: Signed, columns: Sequence[str]) -> None:
        self.decisions: list[Decision] = []
        self.changed: list[Changed] = []
        self.refusals: list[tuple[str, str]] = []
        self._number, self._columns = line.number, columns
        self._policy = line.get("policy")
        self._event = merged.event(line.get("id"), self._policy)
        self._merged, self._signed = merged, signed
        self._now = cells_of(self._event)
        self._cells = _as_meant(line.cells, self._now)
        self._made = sorted(merged.decisions_on(self._event.id), key=order)
        self.refusals += self._moved()
        for slot in COLUMNS:
            self._take(slot)

    def _typed(self, columns: Sequence[str], now: Mapping[str, Value]) -> tuple[str, ...]:
        """The columns of the row whose cells are not what the ledger has."""
        return tuple(c for c in columns if c in self._columns and not same(self._cells.get(c, ""), now[c]))

    def _moved(self) -> Iterator[tuple[str, str]]:
        for column in self._typed(FIXED, self._now):
            told = _short(self._cells.get(column, ""))
            what = f"the file has {told!r}, the ledger {_short(_text(self._now[column]))!r}"
            yield column, f"{what}: this column cannot be edited, or the event changed since the export; {AGAIN}"

    def _take(self, slot: str) -> None:
        edit = self._edit(slot, self._event, self._now)
        made = [d for d in self._made if d.slot == slot]
        if not edit.changed or (made and self._is_done(made[-1])):
            return
        columns = ", ".join(edit.changed)
        if (since := self._since(made)) is not None:
            why = f"{since.by} decided it on {since.when[:10]} ({since.said}), it seems after this export; {AGAIN}"
            self.refusals.append((columns, f"{why}, or take that back: dateline undo LEDGER {since.id[:8]}"))
            return
        try:
            value = becomes(edit)
        except LedgerError as error:
            self.refusals.append((columns, f"{error.what}{f' ({error.advice})' if error.advice else ''}"))
            return
        first, sign = self._event.members[0].record.id, self._signed
        decision = Decision(first, slot, value, stood(self._event, slot), sign.by, sign.why, sign.when)
        self.decisions.append(decision)
        after = cells_of(decide(self._event, (decision,), {}))
        for column in COLUMNS[slot]:
            if after[column] != self._now[column]:
                was, then, follows = _text(self._now[column]), _text(after[column]), column not in edit.changed
                self.changed.append(Changed(self._number, self._event.id, column, was, then, follows))

    def _edit(self, slot: str, event: CanonicalEvent, now: Mapping[str, Value]) -> Edit:
        columns = COLUMNS[slot]
        cells = {column: self._cells.get(column, _text(now[column])) for column in columns}
        return Edit(event, slot, cells, {column: now[column] for column in columns}, self._typed(columns, now))

    def _without(self, gone: Sequence[Decision]) -> CanonicalEvent:
        left = [decision for decision in self._made if decision not in gone]
        return self._merged.decided(left).event(self._event.id, self._policy)

    def _is_done(self, last: Decision) -> bool:
        """Whether the last decision of a slot is what the file says: it was imported before."""
        before = self._without((last,))
        edit = self._edit(last.slot, before, cells_of(before))
        try:
            return bool(edit.changed) and becomes(edit) == last.value
        except LedgerError:
            return False

    def _since(self, made: Sequence[Decision]) -> Decision | None:
        """The decision that the file does not know: without it, the ledger would have what the file has."""
        for at, decision in enumerate(made):
            before = cells_of(self._without(made[at:]))
            if not self._typed(COLUMNS[decision.slot], before):
                return decision
        return None


def _as_meant(cells: Mapping[str, str], now: Mapping[str, Value]) -> Mapping[str, str]:
    """The cells of a row, as meant where a spreadsheet took their encoding for another: a cell left alone shows it."""
    known = ((cell, now[column]) for column, cell in cells.items() if column in now)
    if any(not same(cell, held) and same(meant(cell), held) for cell, held in known):
        return {column: meant(cell) for column, cell in cells.items()}
    return cells


def cells_of(event: CanonicalEvent) -> Mapping[str, Value]:
    """Return the row of an event as its export has it."""
    return next(rows(Book((replace(event, links=()),), {}, (), event.policy)))


def _text(value: Value) -> str:
    return "" if value is None else str(value)


def _short(cell: str) -> str:
    return cell if len(cell) <= 60 else f"{cell[:57]}..."


__all__ = ["Changed", "Edits", "Signed", "cells_of", "edits"]
