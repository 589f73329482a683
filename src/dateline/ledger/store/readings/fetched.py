"""Readings of reports by id, each fetched once; those that are needed next are fetched together."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from sqlalchemy import Connection, select

from dateline.ledger.store.databases import in_parts, rows
from dateline.ledger.store.readings.rebuild import rebuild_all
from dateline.ledger.store.schema.views import CURRENT
from dateline.model.extraction import Extraction


class Fetched:
    """The current readings of a ledger, as far as somebody asked for them.

    Args:
        one: gives a single reading, and says what is wrong where there is none.
    """

    def __init__(self, db: Connection, one: Callable[[str], Extraction]) -> None:
        self._db, self._one = db, one
        self._known: dict[str, Extraction] = {}

    def __call__(self, report: str) -> Extraction:
        """Return the current reading of a report.

        Raises:
            LedgerError: if the ledger does not hold the report.
        """
        if report not in self._known:
            self._known[report] = self._one(report)
        return self._known[report]

    def all(self, reports: Iterable[str]) -> list[Extraction]:
        """Return the readings of these reports, in their order."""
        asked = list(reports)
        self.ahead(asked)
        return [self(report) for report in asked]

    def ahead(self, reports: Iterable[str]) -> None:
        """Fetch the readings of these reports, since they are needed next."""
        wanted = sorted({report for report in reports if report not in self._known})
        for some in in_parts(wanted):
            found = list(rows(self._db, select(CURRENT).where(CURRENT.c.report_id.in_(some))))
            for extraction in rebuild_all(self._db, found):
                self._known[extraction.report.id] = extraction
