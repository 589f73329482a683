"""A book of one invented report, and an export as its reader sees it: rows, sidecar, losses."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

import dateline
from dateline.export.book import Book
from dateline.export.book import book as book_of
from dateline.export.cells import Written
from dateline.export.formats import Options, export
from dateline.ledger import Ledger
from dateline.ledger.together import merge
from dateline.model.report import Report
from dateline.pipeline import extract_all
from dateline.sources import read_sources


@dataclass
class Shown:
    """What an export wrote, read back."""

    path: Path
    rows: list[dict[str, str]]
    why: list[dict[str, str]]
    written: Written

    def row(self, **wanted: str) -> dict[str, str]:
        """The one row with these cells."""
        (found,) = [row for row in self.rows if all(row[name] == value for name, value in wanted.items())]
        return found

    def rule(self, column: str, event: str) -> str:
        """The rule of a cell in the sidecar."""
        (found,) = [line["rule"] for line in self.why if (line["event"], line["column"]) == (event, column)]
        return found

    def lost(self, what: str) -> list[str]:
        """The values dropped under a name."""
        return [loss.value for loss in self.written.losses if loss.what == what]


def read(path: Path) -> list[dict[str, str]]:
    """Read a CSV file as rows of text."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture
def shown(tmp_path):
    """Export a book and read back what was written."""

    def of(made: Book, name: str, options: Options | None = None) -> Shown:
        path = tmp_path / f"{name}.csv"
        written = export(made, name, path, options or Options())
        why = read(path.with_name(f"{name}.why.csv"))
        return Shown(path, [] if name == "plover" else read(path), why, written)

    return of


@pytest.fixture
def told(tmp_path):
    """The book of invented reports, one a text, under a policy."""

    def of(*texts: str, published: date = date(2021, 5, 7), policy: str = "acled") -> Book:
        path = tmp_path / "told.db"
        path.unlink(missing_ok=True)
        with Ledger.open(str(path)) as ledger:
            for n, text in enumerate(texts, 1):
                report = Report.of(text, id=f"r{n}", outlet=f"Outlet {n}", published=published)
                ledger.add(dateline.extract(report))
            return book_of(ledger.merged(), ledger.extractions(), policy=policy)

    return of


@pytest.fixture(scope="session")
def acled_book(ledger_path):
    """The five reports under ACLED's policy."""
    with Ledger.open(str(ledger_path), create=False) as ledger:
        return book_of(ledger.merged(), ledger.extractions(), policy="acled")


@pytest.fixture(scope="session")
def ucdp_book(ledger_path):
    """The five reports under UCDP's policy."""
    with Ledger.open(str(ledger_path), create=False) as ledger:
        return book_of(ledger.merged(), ledger.extractions(), policy="ucdp")


@pytest.fixture(scope="session", params=["levant", "sahel", "city"])
def chain(request):
    """The books of a chain of many reports, by policy."""
    folder = Path(__file__).resolve().parents[3] / "gold" / "merge" / request.param
    found = list(extract_all(r for r in read_sources([folder / "reports.jsonl"]) if isinstance(r, Report)))
    merged = merge(found)
    return lambda policy: book_of(merged, found, policy=policy)
