"""The ledger: what many reports say, in a SQLite file or a PostgreSQL database (docs/decisions/0005)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from sqlalchemy import Connection, func, select, text

from dateline.errors import LedgerError, SourceError
from dateline.ledger.canon import Decision
from dateline.ledger.reader import reader
from dateline.ledger.records import EventRecord
from dateline.ledger.store import derived, judged, whole
from dateline.ledger.store.asking import Asked, ties
from dateline.ledger.store.databases import PromiseError, Row, connect, in_parts, rows, shown, transaction
from dateline.ledger.store.readings.fetched import Fetched
from dateline.ledger.store.readings.rebuild import rebuild, rebuild_all, report_of
from dateline.ledger.store.readings.write import Prepared, add_readings, prepare, prepared
from dateline.ledger.store.schema.tables import EVENT, MEMBER
from dateline.ledger.store.schema.views import CURRENT, VIEWS
from dateline.ledger.store.shelf import SqlShelf, add_to_shelf, canonical_row, judge_again
from dateline.ledger.store.verify import Fault, faults
from dateline.ledger.together import Merged, merge
from dateline.ledger.view import fold
from dateline.model.extraction import Extraction, Refused
from dateline.model.judgement import Judgement, Retraction
from dateline.model.report import Report

if TYPE_CHECKING:
    from dateline.ledger.store.asking.answers import Answers
    from dateline.ledger.store.asking.kept import Kept

MERGED_AT_ONCE = 200
"""Readings merged in one transaction."""


class Ledger:
    """What many reports say, in one file or database. Use as a context manager, or close it.

    >>> with Ledger.open(":memory:") as ledger:
    ...     ledger.add(Extraction(Report.of("Nothing happened in Lentovar.")))
    ...     [report.text for report in ledger.reports()]
    True
    ['Nothing happened in Lentovar.']
    """

    def __init__(self, db: Connection, path: str) -> None:
        self._db, self.path = db, path
        self._added = 0
        self._regrouped: set[str] = set()

    @classmethod
    def open(cls, path: str | Path, *, create: bool = True) -> Self:
        """Open a ledger.

        Args:
            path: the file, or the address of a database (postgresql://user@host/database); ":memory:" for one that
                vanishes when closed.
            create: make it if it is not there (a database itself must be).

        Raises:
            LedgerError: if there is none and none may be made, or it is no ledger of this version.
        """
        return cls(connect(str(path), create), shown(str(path)))

    def add(self, extraction: Extraction) -> bool:
        """Add what was read from a report; when this returns, it is on the disk.

        Returns:
            Whether anything was added: the same reading of the same report adds nothing.

        Raises:
            SourceError: if this report cannot be stored, or the ledger holds another text under its id.
            LedgerError: if the ledger takes nothing: a full disk, another writer that does not end.
        """
        (result,) = self._write([prepare(extraction, reader())])
        if isinstance(result, Refused):
            raise SourceError(result.why, result.where)
        return result

    def add_all(self, extractions: Iterable[Extraction]) -> list[bool | Refused]:
        """Add what was read from several reports at once, which is much faster than one by one.

        Returns:
            For each report in its order: whether anything was added, or why the ledger cannot take it. When this
            returns, all of it is on the disk.

        Raises:
            LedgerError: if the ledger takes nothing: a full disk, another writer that does not end.
        """
        found = [prepared(extraction, reader()) for extraction in extractions]
        results = iter(self._write([one for one in found if isinstance(one, Prepared)]))
        return [next(results) if isinstance(one, Prepared) else one for one in found]

    def refuse(self, *refused: Refused) -> None:
        """Keep which inputs gave no report, and why; each once, however often it is refused."""
        with self.transaction() as db:
            judged.add_refused(db, refused)

    def knows(self, report: Report) -> bool:
        """Whether the current reading of this very report, with this metadata, is by this version and its rules."""
        held = self._current(report.id)
        return bool(held) and held["reader"] == reader() and report_of(self._db, held) == report

    def reports(self) -> Iterator[Report]:
        """Yield every report, by day of publication, then id."""
        yield from (report_of(self._db, reading) for reading in self._readings())

    def extractions(self) -> Iterator[Extraction]:
        """Yield the current reading of every report, in the order of `reports`."""
        yield from rebuild_all(self._db, self._readings())

    def extraction(self, report_id: str) -> Extraction:
        """Return the current reading of a report.

        Raises:
            LedgerError: if the ledger does not hold the report, or holds a quotation that is not in it.
        """
        reading = self._current(report_id)
        if not reading:
            raise LedgerError(f"there is no report {report_id!r}", self.path, "list the reports with: dateline show")
        return rebuild(self._db, reading)

    def events(self, policy: str = "as_reported") -> Iterator[EventRecord]:
        """Yield every event as its record under a policy, in the order of `reports` and of each report's text."""
        for extraction in self.extractions():
            yield from fold(extraction, policy)

    def event(self, name: str) -> tuple[EventRecord, Extraction]:
        """Return an event and the reading it stands in.

        Args:
            name: its id, or the beginning of it as far as no other event shares it.

        Raises:
            LedgerError: if no event or more than one begins so.
        """
        begins = func.substr(EVENT.c.id, 1, len(name)) == name
        query = select(EVENT.c.id, CURRENT.c.report_id).join(CURRENT, CURRENT.c.id == EVENT.c.reading_id)
        found = list(rows(self._db, query.where(begins).order_by(EVENT.c.id).limit(5)))
        exact = [row for row in found if row["id"] == name] or found
        if not name or not exact:
            raise LedgerError(f"there is no event {name!r}", self.path, "list the events with: dateline show")
        if len(exact) > 1:
            some = ", ".join(row["id"] for row in exact)
            raise LedgerError(f"more than one event begins with {name!r}: {some}", self.path, "give more of the id")
        extraction = self.extraction(exact[0]["report_id"])
        return next(e for e in fold(extraction) if e.id == exact[0]["id"]), extraction

    def table(self, view: str = "events") -> list[dict[str, Any]]:
        """Return a view of the ledger as plain rows, ready for `pandas.DataFrame` or `csv.DictWriter`.

        Args:
            view: "reports", "events", "claims", "people", "links" or "tallies".

        Returns:
            One dictionary a row: columns as Datasette shows them, days as ISO text, None where nothing is said. By
            report, then in the order of its text.

        Raises:
            LedgerError: if there is no such view.
        """
        if view not in VIEWS:
            raise LedgerError(f"there is no view {view!r}", self.path, f"take one of: {', '.join(VIEWS)}")
        order = "published NULLS FIRST, id" if view == "reports" else "report_id, start_char"
        return list(rows(self._db, text(f"SELECT * FROM {view} ORDER BY {order}")))

    def judge(self, judgement: Judgement) -> bool:
        """Keep what a person judges of two events; return False if it is there already."""
        with self.transaction() as db:
            added = judged.add_judgement(db, judgement)
            self._regrouped |= judge_again(db, (judgement.left, judgement.right))
        return added

    def decide(self, *decisions: Decision) -> list[bool]:
        """Keep what a reviewer holds of values, all or nothing; return for each whether it was not there already."""
        with self.transaction() as db:
            added = [judged.add_decision(db, decision) for decision in decisions]
            self._regrouped |= {*derived.canonical_of(db, (d.event for d in decisions)).values()}
        return added

    def decisions(self, as_of: str | None = None) -> list[Decision]:
        """Return the decisions that stand, by time, then id: of two about one slot, the later one comes last.

        Args:
            as_of: what stood at this ISO time; without it, what stands now.
        """
        return judged.decided(self._db, as_of)

    def retract(self, judgement_id: str, by: str, why: str, made: str) -> bool:
        """Take a judgement or a decision back (it stays in the history); return False if it was taken back before.

        Args:
            made: ISO time.

        Raises:
            LedgerError: if there is no such judgement, and no such decision.
        """
        with self.transaction() as db:
            decision = judged.decision_named(db, judgement_id)
            if decision is not None:
                self._regrouped |= {*derived.canonical_of(db, (decision.event,)).values()}
                return judged.withdraw(db, Retraction(judgement_id, by, why, made))
            done = judged.add_retraction(db, Retraction(judgement_id, by, why, made))
            taken = next(j for j in self.history() if isinstance(j, Judgement) and j.id == judgement_id)
            self._regrouped |= judge_again(db, (taken.left, taken.right))
        return done

    def judgements(self, as_of: str | None = None) -> list[Judgement]:
        """Return the judgements that stand, by time, then id: of two about one pair, the later one comes last.

        Args:
            as_of: what stood at this ISO time; without it, what stands now.
        """
        return judged.standing(self._db, as_of)

    def merged(self, as_of: date | None = None, beside: str = "") -> Merged:
        """Return the events of all reports, each once (`dateline.ledger.together`).

        Args:
            as_of: only what was known on this day: reports published and acts done by then, merged in memory.
            beside: in a large ledger merge only the reports around this event (`ties.around`), not all of them.
        """
        read = Fetched(self._db, self.extraction)
        if as_of is not None:
            end, few = f"{as_of.isoformat()}T99", ties.around(self._db, beside) if beside else None
            told = self.extractions() if few is None else read.all(few)
            return merge(told, self.judgements(end), as_of, self.decisions(end))
        if not self._is_merged():
            self.merge_again()
        groups, shelf = derived.groups(self._db), SqlShelf(self._db)
        return Merged(shelf, groups, read, self.extractions, self.decisions(), read.ahead)

    def near(self, name: str, *more: str) -> Merged:
        """Return a canonical event, named by its id or that of a telling, with all that its reports tell beside it.

        It is complete, as are those in `more`; events beside them may lack links. Much faster than `merged`.

        Raises:
            LedgerError: if none or more than one is called so.
        """
        if ties.named(self._db, name) is None and not self._is_merged():
            self.merge_again()
        groups = ties.beside(self._db, (ties.found(self._db, name), *more))
        read, shelf = Fetched(self._db, self.extraction), SqlShelf(self._db)
        reports = partial(derived.reports_of, self._db, [e for group in groups.values() for e in group])
        return Merged(shelf, groups, read, lambda: read.all(reports()), self.decisions(), read.ahead)

    def asked(self, asked: Asked, kept: Kept | None = None) -> Answers:
        """Return what the ledger answers about some of its canonical events, by rows and sums.

        Args:
            kept: what this process keeps of this ledger, where it asks often.
        """
        from dateline.ledger.store.asking.answers import Answers

        return Answers(self._db, asked, lambda: self._fold_merged(derived.unfolded(self._db)), kept)

    def merge_again(self) -> None:
        """Work out anew which events are one: after a change of the rules, or of a ledger that was copied."""
        with self.transaction() as db:
            derived.forget_all(db)
        readings = self._readings()
        for start in range(0, len(readings), MERGED_AT_ONCE):
            with self.transaction() as db:
                add_to_shelf(db, list(rebuild_all(db, readings[start : start + MERGED_AT_ONCE])))
        self._fold_merged(derived.unfolded(self._db))

    def _is_merged(self) -> bool:
        """Whether every current event stands in a canonical one; a copy and an interrupted merge do not."""
        current = select(func.count()).select_from(EVENT).join(CURRENT, CURRENT.c.id == EVENT.c.reading_id)
        known = select(func.count()).select_from(MEMBER)
        return self._db.execute(current).scalar_one() == self._db.execute(known).scalar_one()

    def _fold_merged(self, changed: Iterable[str]) -> None:
        """Write the records of canonical events that changed (table `canonical`), and of no others."""
        found = derived.members_of(self._db, changed)
        for some in in_parts(sorted(found)):
            groups, read = {id_: found[id_] for id_ in some}, Fetched(self._db, self.extraction)
            read.ahead(derived.reports_of(self._db, (event for group in groups.values() for event in group)))
            merged = Merged(SqlShelf(self._db), groups, read, tuple, self.decisions())
            with self.transaction() as db:
                derived.put_canonical(db, (canonical_row(merged.event(id_)) for id_ in some))

    def history(self) -> list[Judgement | Decision | Retraction]:
        """Return every judgement, every decision and every one taken back, by time."""
        return judged.history(self._db)

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """Write to the tables directly (`dateline.ledger.store.derived`), all or nothing.

        Raises:
            LedgerError: if another writer does not end, the disk is full, or the rows break a promise of the tables.
        """
        with transaction(self._db) as db:
            yield db

    def verify(self, seen: str = "", signer: str = "") -> list[Fault]:
        """Cut every quotation again, compute every digest again, check every seal (`faults`); return what is wrong."""
        return faults(self._db, seen, signer)

    def digest(self) -> str:
        """Return one SHA-256 of all content: the same for the same content in any file or database."""
        return whole.digest(self._db)

    def copy_to(self, target: Ledger) -> str:
        """Copy all content into an empty ledger, compare the two, and return the digest of both.

        Raises:
            LedgerError: if the target holds anything, or what arrived is not what was sent.
        """
        whole.copy(self._db, target._db)
        target._added = target.size()["reading"]
        target.merge_again()
        sent, arrived = self.digest(), target.digest()
        if sent != arrived:
            what = f"the copy has digest {arrived}, the original {sent}"
            raise LedgerError(what, target.path, "copy it again, while nobody writes")
        return sent

    def save(self, path: str | Path) -> str:
        """Write all content to a new file of JSON lines, and return the digest of both.

        Raises:
            LedgerError: if there is such a file already, or it cannot be written.
        """
        return whole.save(self._db, Path(path))

    @classmethod
    def restore(cls, source: str | Path, path: str | Path) -> Self:
        """Make a ledger from a file that `save` wrote, and open it. The file is read whole before anything is made.

        Raises:
            LedgerError: if the file was cut off or changed, or there is a ledger that holds anything.
        """
        digest = whole.check(Path(source))
        ledger = cls.open(path)
        try:
            whole.load(ledger._db, Path(source), digest)
            ledger._added = ledger.size()["reading"]
            ledger.merge_again()
        except LedgerError:
            ledger.close()
            raise
        return ledger

    def size(self) -> dict[str, int]:
        """Return how many rows each table holds."""
        return whole.size(self._db)

    def close(self) -> None:
        """Close the file or database. After much was added to a file, its word index is written anew."""
        try:
            self._fold_merged(self._regrouped)
            if self._added:
                whole.tidy(self._db, self._added)
        finally:
            self._added = 0
            self._db.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is not None:
            self._added, self._regrouped = 0, set()
        self.close()

    def _write(self, found: list[Prepared]) -> list[bool | Refused]:
        """Add readings in one transaction; if one of them breaks a promise of the tables, one by one."""
        if not found:
            return []
        try:
            with self.transaction() as db:
                results = add_readings(db, found)
                new = [one.extraction for one, result in zip(found, results, strict=True) if result is True]
                changed = add_to_shelf(db, new)
        except LedgerError as error:
            if isinstance(error, PromiseError) and len(found) > 1:
                return [result for one in found for result in self._write([one])]
            what = f"the ledger did not take the report: {error.what}"
            raise LedgerError(what, found[0].report["id"], error.advice) from error
        self._added += results.count(True)
        self._regrouped |= changed
        return results

    def _current(self, report_id: str) -> Row:
        return next(rows(self._db, select(CURRENT).where(CURRENT.c.report_id == report_id)), {})

    def _readings(self) -> list[Row]:
        return list(rows(self._db, select(CURRENT).order_by(CURRENT.c.published.nulls_first(), CURRENT.c.report_id)))
