"""The whole reading of one report, on one page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Literal

from dateline import (
    actors,
    casualties,
    claims,
    counts,
    dates,
    events,
    links,
    people,
    places,
    trained,
    weapons,
    wordings,
)
from dateline.annotate import annotate_all
from dateline.model.extraction import Extraction
from dateline.model.found import Findings
from dateline.model.page import Page, ZoneKind
from dateline.model.report import Report
from dateline.repair import repair

Engine = Literal["rules", "hybrid"]
"""What reads: rules alone, or rules and the trained reader."""


def find(page: Page) -> Findings:
    """Run every finding room over a page, each on what the rooms before it found."""
    persons = people.find(page)
    numbers = counts.find(page)
    found = Findings(
        dates=dates.find(page),
        places=places.find(page),
        counts=numbers,
        tolls=casualties.find(page, numbers, persons),
        actors=actors.find(page, persons),
        people=persons,
        weapons=weapons.find(page, numbers),
    )
    return replace(found, sayings=claims.find(page, found))


def extract(report: Report, engine: Engine = "rules") -> Extraction:
    """Read one report."""
    return next(extract_all([report], engine))


def extract_all(reports: Iterable[Report], engine: Engine = "rules") -> Iterator[Extraction]:
    """Read reports in the order given, annotating several at a time."""
    for page in annotate_all(map(repair, reports)):
        yield read_page(page, engine)


def read_page(page: Page, engine: Engine = "rules") -> Extraction:
    """Read an annotated page, by rules alone or with what the trained reader adds where rules say nothing."""
    found = find(page)
    happened, said = events.find(page, found, wordings.find(page, found))
    if engine == "hybrid":
        happened, said = trained.add(page, found, happened, said, trained.find(page, found))
    tied, tallies = links.find(page, found, happened, said)
    zones = page.repaired.zones
    dateline = next((z.names[0] for z in zones if z.kind is ZoneKind.DATELINE and z.names), None)
    reporters = [n for z in zones if z.kind in (ZoneKind.BYLINE, ZoneKind.CREDIT) for n in z.names]
    return Extraction(
        page.report, happened, said, tied, tallies, (), page.repaired.edits, dateline, tuple(dict.fromkeys(reporters))
    )
