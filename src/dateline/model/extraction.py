"""All that was read from one report; or why it was refused."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from dateline.model.claim import Claim
from dateline.model.event import Event
from dateline.model.link import Link, Tally
from dateline.model.page import Edit
from dateline.model.report import Report, Span


@dataclass(frozen=True, slots=True)
class Problem:
    """A doubt about a stretch of a report: what was not understood, by which rule."""

    report_id: str
    span: Span | None
    rule: str
    what: str


@dataclass(frozen=True, slots=True)
class Refused:
    """An input that gave no report: where it stood and why it was refused, in words for the user."""

    where: str
    why: str


@dataclass(frozen=True, slots=True)
class Extraction:
    """What one report says.

    Attributes:
        dateline: the place in the dateline, as printed, or None.
        contributors: reporters named in bylines and credits.
        edits: repairs made for reading, in published offsets.
    """

    report: Report
    events: tuple[Event, ...] = ()
    claims: tuple[Claim[Any], ...] = ()
    links: tuple[Link, ...] = ()
    tallies: tuple[Tally, ...] = ()
    problems: tuple[Problem, ...] = ()
    edits: tuple[Edit, ...] = ()
    dateline: str | None = None
    contributors: tuple[str, ...] = ()
