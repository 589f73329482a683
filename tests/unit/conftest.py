"""Reads short reports once for many expectations, and marks the cases that are known to fail."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from dateline import pipeline, wordings
from dateline.annotate import annotate
from dateline.ledger.records import EventRecord
from dateline.ledger.view import fold
from dateline.model.claim import Claim
from dateline.model.event import Event
from dateline.model.extraction import Extraction
from dateline.model.page import Page
from dateline.model.report import Report
from dateline.model.wording import Wording
from dateline.repair import repair

HERE = Path(__file__).parent
KNOWN = HERE.parent / "known_failures" / "unit.txt"
TUESDAY = date(2021, 5, 4)
"""Day of publication of all reports read here."""


def pytest_collection_modifyitems(items):
    """Mark the tests that `known_failures/unit.txt` lists as strict expected failures."""
    known = set(KNOWN.read_text("utf-8").splitlines())
    for item in items:
        if HERE in item.path.parents:
            name = f"{item.path.relative_to(HERE).as_posix()}::{item.name}"
            if name in known:
                item.add_marker(pytest.mark.xfail(strict=True, reason="tests/known_failures/unit.txt"))


@dataclass(frozen=True)
class Told:
    """The wordings of a short report."""

    page: Page
    wordings: tuple[Wording, ...]

    def words(self, start: int, end: int) -> str:
        return self.page.text(start, end)

    def all(self) -> list[str]:
        return [self.words(w.trigger.start, w.trigger.end) for w in self.wordings]

    def at(self, words: str) -> Wording:
        """The wording that these words trigger."""
        found = [w for w in self.wordings if self.words(w.trigger.start, w.trigger.end) == words]
        assert found, f"{words!r} triggers nothing; triggers: {self.all()}"
        return found[0]

    def head(self, token: int | None) -> str | None:
        return None if token is None else self.page.tokens[token].text


@dataclass(frozen=True)
class Read:
    """What is read from a short report, asked for by its words."""

    extraction: Extraction

    @property
    def text(self) -> str:
        return self.extraction.report.text

    def span(self, words: str) -> tuple[int, int]:
        start = self.text.find(words)
        assert start >= 0, f"{words!r} is not in the report"
        return start, start + len(words)

    def touches(self, evidence, words: str) -> bool:
        start, end = self.span(words)
        return any(e.span.start < end and start < e.span.end for e in evidence)

    def event(self, words: str) -> Event:
        """The event that these words tell."""
        found = [e for e in self.extraction.events if self.touches((e.trigger, *e.mentions), words)]
        assert found, f"{words!r} tells no event; told: {[self.told(e) for e in self.extraction.events]}"
        return found[0]

    def record(self, words: str) -> EventRecord:
        """The same event, its claims folded into one record."""
        wanted = self.event(words).id
        return next(r for r in fold(self.extraction) if r.id == wanted)

    def told(self, event: Event) -> list[str]:
        """All words that tell an event."""
        return [e.exact for e in sorted((event.trigger, *event.mentions))]

    def claims(self, words: str, slot: object) -> list[Claim]:
        """The claims in a slot of the event that these words tell."""
        event = self.event(words).id
        return [c for c in self.extraction.claims if c.event == event and c.slot is slot]


@cache
def _page(text: str) -> Page:
    return annotate(repair(Report.of(text, id="r", published=TUESDAY)))


@cache
def _told(text: str) -> Told:
    page = _page(text)
    return Told(page, tuple(f.value for f in wordings.find(page, pipeline.find(page))))


@cache
def _read(text: str) -> Read:
    return Read(pipeline.read_page(_page(text)))


@pytest.fixture(scope="session")
def tell():
    """Text to its wordings."""
    return _told


@pytest.fixture(scope="session")
def read():
    """Text to all that is read from it."""
    return _read
