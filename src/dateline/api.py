"""The Python interface: read a report, look at its events, keep a ledger."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import Any, TypedDict, Unpack

from dateline.errors import SourceError
from dateline.export.book import Book, book
from dateline.export.cells import Value
from dateline.export.record import as_dict
from dateline.export.tables.sheets import table_named
from dateline.ledger import Ledger
from dateline.ledger.canon import DEFAULT
from dateline.ledger.records import EventRecord, PersonRecord
from dateline.ledger.together import Wanted
from dateline.ledger.view import fold
from dateline.model.claim import Claim
from dateline.model.extraction import Extraction, Problem, Refused
from dateline.model.link import Link, Tally
from dateline.model.report import Report
from dateline.pipeline import extract
from dateline.sources import given_report, read_sources
from dateline.sources.kinds import ENDINGS

Row = dict[str, Value]


@dataclass(frozen=True)
class Reading:
    """What Dateline read in one report: its events as records, and everything they rest on."""

    extraction: Extraction

    @property
    def report(self) -> Report:
        """The report as published."""
        return self.extraction.report

    @cached_property
    def events(self) -> tuple[EventRecord, ...]:
        """The events, in the order of the text, under the policy `as_reported`."""
        return fold(self.extraction)

    @property
    def people(self) -> tuple[PersonRecord, ...]:
        """The named casualties of all events."""
        return tuple(person for event in self.events for person in event.people)

    @property
    def claims(self) -> tuple[Claim[Any], ...]:
        """Everything said about the events, each with who says it and its words."""
        return self.extraction.claims

    @property
    def links(self) -> tuple[Link, ...]:
        """What ties the events together."""
        return self.extraction.links

    @property
    def tallies(self) -> tuple[Tally, ...]:
        """Running totals, which belong to no event."""
        return self.extraction.tallies

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What was not understood."""
        return self.extraction.problems

    def to_dict(self) -> dict[str, Any]:
        """Return the reading in the form that `dateline read --json` prints."""
        return as_dict(self.extraction)


def read(
    source: str | Path,
    published: str | date | None = None,
    *,
    id: str | None = None,  # noqa: A002 - the field's own name for it
    outlet: str | None = None,
    url: str | None = None,
    title: str | None = None,
) -> Reading:
    """Read one report.

    Args:
        source: the text of a report; or a file, as a `Path` or as a name on one line that ends in a known ending.
        published: the day of publication; without it "Wednesday" stays a weekday without a date.
        id: the report's own id; without one it gets the hash of outlet, url and text.
        outlet: who published it.
        url: where.
        title: its headline. A file states these four itself.

    Returns:
        The reading; it may hold no event. What was guessed or replaced stands in `problems`.

    Raises:
        SourceError: if a file gives no report, or more than one, or a text is longer than one report can be.
        ValueError: if `published` is no ISO date.

    >>> reading = read("Nothing has happened in Lentovar.", published="2020-03-12", outlet="Lentovar Post")
    >>> reading.events, reading.report.outlet
    ((), 'Lentovar Post')
    """
    day = _day(published)
    if isinstance(source, Path) or _is_file_name(source):
        report, doubts = _only_report(Path(source), day)
    else:
        report, doubts = given_report(source, id=id, outlet=outlet, url=url, title=title, published=day)
    extraction = extract(report)
    return Reading(replace(extraction, problems=(*doubts, *extraction.problems)))


def _day(published: str | date | None) -> date | None:
    if not isinstance(published, str):
        # A datetime (pandas' Timestamp is one) is a date to Python, but does not compare with one.
        return published.date() if isinstance(published, datetime) else published
    try:
        return date.fromisoformat(published)
    except ValueError as error:
        raise ValueError(f"{published!r} is no date; write it as year-month-day: 2020-03-12") from error


def _is_file_name(source: str) -> bool:
    """Whether a string names a file: one line with a known ending; with blanks only if there is such a file."""
    if "\n" in source or not source.lower().endswith(tuple(ENDINGS)):
        return False
    return " " not in source or Path(source).is_file()


def _only_report(path: Path, published: date | None) -> tuple[Report, tuple[Problem, ...]]:
    doubts: list[Problem] = []
    found = list(read_sources([path], published=published, doubt=doubts.append))
    if len(found) != 1:
        raise SourceError(f"the file gives {len(found)} reports", str(path), "read it with: dateline read --ledger")
    if isinstance(found[0], Refused):
        raise SourceError(found[0].why, found[0].where)
    return found[0], tuple(doubts)


class Asked(TypedDict, total=False):
    """Which events the tables of a ledger are about: keywords of every method of `Tables`.

    Attributes:
        kind: "shelling", "air strike", ...
        first, last: days, as dates or ISO text; an event that may lie within them is taken.
        country: ISO code, or a name.
        actor: part of the name of a perpetrator or of what was hit.
        as_of: only what was known on this day.
        policy: how one number is chosen from many accounts; `latest` where nothing is asked.
    """

    kind: str
    first: str | date | None
    last: str | date | None
    country: str
    actor: str
    as_of: str | date | None
    policy: str


class Tables:
    """The tables of a ledger as lists of flat dictionaries, which `pandas.DataFrame` and `polars.DataFrame` take.

    Every row has every column of its table, in one order; days are ISO text, and None is what no report says. A long
    table can begin with columns of None: give Polars `infer_schema_length=None`, so that it looks at all rows.

    Every method takes the keywords of `Asked`, and raises `LedgerError` for a kind or policy that there is not. The
    ledger is read when other events are asked for than the time before; open it again to see what was added since.
    """

    def __init__(self, path: str | Path) -> None:
        self.path = path
        self._books: dict[tuple[tuple[str, object], ...], Book] = {}  # of the last question
        Ledger.open(path, create=False).close()

    def events(self, **asked: Unpack[Asked]) -> list[Row]:
        """Return one row an event, as all reports tell it, by day; those without a day last."""
        return self._rows("events", asked)

    def tellings(self, **asked: Unpack[Asked]) -> list[Row]:
        """Return one row a report's telling of an event."""
        return self._rows("tellings", asked)

    def claims(self, **asked: Unpack[Asked]) -> list[Row]:
        """Return one row a value that somebody says of an event, with the exact words."""
        return self._rows("claims", asked)

    def tolls(self, **asked: Unpack[Asked]) -> list[Row]:
        """Return one row an account of how many were harmed, used or set aside."""
        return self._rows("tolls", asked)

    def people(self, **asked: Unpack[Asked]) -> list[Row]:
        """Return one row a person named among those harmed."""
        return self._rows("people", asked)

    def links(self, **asked: Unpack[Asked]) -> list[Row]:
        """Return one row a tie to an earlier event, as a report says it."""
        return self._rows("links", asked)

    def tallies(self, **asked: Unpack[Asked]) -> list[Row]:
        """Return one row a running total; empty where only some events are asked for, as a total is of none."""
        return self._rows("tallies", asked)

    def dissent(self, **asked: Unpack[Asked]) -> list[Row]:
        """Return one row a value on which reports differ."""
        return self._rows("dissent", asked)

    def reports(self, **asked: Unpack[Asked]) -> list[Row]:
        """Return one row a report, by day of publication."""
        return self._rows("reports", asked)

    def _rows(self, name: str, asked: Asked) -> list[Row]:
        table, book = table_named(name), self._book(asked)
        return [{column.name: row.get(column.name) for column in table.columns} for row in table.rows(book)]

    def _book(self, asked: Asked) -> Book:
        unknown = sorted(asked.keys() - Asked.__annotations__.keys())
        if unknown:
            raise TypeError(f"there is no filter {unknown[0]!r}; take one of: {', '.join(Asked.__annotations__)}")
        held = self._books.get(key := tuple(sorted(asked.items())))
        if held is None:
            first, last, as_of = _day(asked.get("first")), _day(asked.get("last")), _day(asked.get("as_of"))
            wanted = Wanted(asked.get("kind", ""), first, last, asked.get("country", ""), asked.get("actor", ""))
            with Ledger.open(self.path, create=False) as ledger:
                merged = ledger.merged(as_of)
                held = book(merged, ledger.extractions(), wanted, asked.get("policy", DEFAULT), as_of)
            self._books = {key: held}
        return held


def open(path: str | Path) -> Tables:  # noqa: A001 - read as dateline.open
    """Open a ledger to look at its tables.

    Args:
        path: the file, or the address of a database (postgresql://user@host/database).

    Raises:
        LedgerError: if there is none, or it is no ledger of this version.
    """
    return Tables(path)


__all__ = ["Ledger", "Reading", "Report", "Tables", "extract", "open", "read"]
