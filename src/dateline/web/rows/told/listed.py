"""Answers about many events: rows, sums, reports, chains, and what is wrong with a question."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, Field

from dateline.web.rows.told.event import Quotation


class Told(BaseModel):
    """What is wrong, where, and what to do about it."""

    what: str
    where: str
    advice: str


class Killed(BaseModel):
    """A number of killed: at least, best, at most. Null = nobody says; a null `killed_high` beside a low is open."""

    killed_low: int | None
    killed_best: int | None
    killed_high: int | None


class Harmed(Killed):
    """A number of killed and of wounded."""

    wounded_low: int | None
    wounded_best: int | None
    wounded_high: int | None


class Tied(BaseModel):
    """A perpetrator, and how it is tied to the event."""

    name: str
    responsibility: str


class Row(Harmed):
    """A canonical event as one row; `disputed` names the slots on which reports disagree."""

    id: str
    kind: str
    status: str
    earliest: str | None
    latest: str | None
    date_precision: str | None
    place: str | None
    country: str | None
    latitude: float | None
    longitude: float | None
    place_precision: str | None
    perpetrators: list[Tied]
    reports: int
    sources: int
    disputed: list[str]


class Events(BaseModel):
    """A page of events; `total` counts those of all pages."""

    total: int
    page: int
    per: int
    rows: list[Row]


class Bin(Killed):
    """Events that begin within these days."""

    start: str
    end: str
    count: int


class Mark(BaseModel):
    """An event on a lane."""

    id: str
    kind: str
    earliest: str
    latest: str
    killed_best: int | None
    disputed: bool


class Lane(BaseModel):
    """The events of one actor or country; the name is empty for events without one."""

    name: str
    count: int
    bins: list[Bin]
    events: list[Mark] | None = None


class Arrow(BaseModel):
    """The event `from` is said to be a `kind` (response, cause, ...) to the earlier event `to`."""

    later: str = Field(serialization_alias="from")
    earlier: str = Field(serialization_alias="to")
    kind: str


class TollBin(Harmed):
    """Killed and wounded in events that begin within these days; what was planned, foiled or denied adds nothing."""

    start: str
    end: str


class Spot(BaseModel):
    """A place with its events; `shape` (GeoJSON) is where they may have been, of a place that is no point."""

    name: str
    country: str | None
    lat: float | None
    lon: float | None
    precision: str | None
    count: int
    killed_best: int | None
    events: list[str]
    shape: dict[str, Any] | None


class Overview(BaseModel):
    """Sums over all events asked for. `lanes_left` and `places_left` count those that are not listed.

    `beside`: for each filter that has values, how many events pass all the others, by their value of this one.
    """

    total: int
    first: str | None = Field(serialization_alias="from")
    last: str | None = Field(serialization_alias="to")
    grain: str
    lanes: list[Lane]
    lanes_left: int
    links: list[Arrow]
    toll: list[TollBin]
    places: list[Spot]
    places_left: int
    facets: dict[str, dict[str, int]]
    beside: dict[str, dict[str, int]]


class ReportRow(BaseModel):
    """A report; `events` counts the events that it tells."""

    id: str
    published: str | None
    outlet: str | None
    title: str | None
    url: str | None
    events: int


class Reports(BaseModel):
    """A page of reports."""

    total: int
    page: int
    per: int
    rows: list[ReportRow]


class Telling(BaseModel):
    """An event as a report tells it, and the canonical event (`event`) that it belongs to."""

    id: str
    event: str
    kind: str
    words: Quotation


class Doubt(BaseModel):
    """What was not understood; offsets are null where it is about the whole report.

    Attributes:
        settled: by whom, when and why, the last of them; null while it waits for a person.
    """

    start: int | None
    end: int | None
    rule: str
    what: str
    settled: str | None


class Repair(BaseModel):
    """Published characters that were read as others."""

    start: int
    end: int
    becomes: str
    rule: str


class Report(BaseModel):
    """A report as it was published, with what was read in it. Offsets count code points of `text`."""

    id: str
    published: str | None
    outlet: str | None
    title: str | None
    url: str | None
    dateline: str | None
    text: str
    events: list[Telling]
    problems: list[Doubt]
    repairs: list[Repair]


class Said(Arrow):
    """A link with the words that say it."""

    kinds_said: list[str]
    reports: list[str]
    evidence: list[Quotation]


class Chain(BaseModel):
    """Every event that links connect with `start`, the earliest first."""

    start: str
    events: list[Row]
    links: list[Said]
