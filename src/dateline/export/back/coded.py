"""A coder's row as a report: its cells are the words, the dataset speaks, and every claim cites its cell.

So a coded event merges, disagrees and can be traced like any other source, and nothing of it passes for a news report.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

import pycountry

from dateline.errors import SourceError
from dateline.export.back.columns import Columns
from dateline.export.back.tables import Line, Sheet
from dateline.model.actor import Actor, ActorKind, Group, Harm, Status, Toll
from dateline.model.claim import (
    PERPETRATOR,
    STATEMENT,
    TARGET,
    TOLL,
    WHEN,
    WHERE,
    About,
    Attribution,
    Claim,
    Perpetrator,
    Responsibility,
    Slot,
    Statement,
    Target,
)
from dateline.model.estimate import Estimate
from dateline.model.event import Event, Kind
from dateline.model.extraction import Extraction, Problem, Refused
from dateline.model.report import Report, Span, cited
from dateline.model.when import Precision, When
from dateline.model.where import Place, PlacePrecision
from dateline.places.gazetteer import fold as folded
from dateline.places.gazetteer import lookup, province

RULE = "coded"
"""The rule that every claim of a coded row cites: a person read it, not Dateline."""
SPREAD = {Precision.WEEK: timedelta(days=6), Precision.DAYS: timedelta(days=3)}
"""How far the true day may lie from the one coded, where the row has no last day."""
UNNAMED = ("unidentified", "unknown", "unnamed")
"""How codebooks begin the name of an actor that nobody names."""
CODEBOOK_COUNTRIES = {"Congo": "CG", "Macedonia, FYR": "MK"}
"""Names that mean another country in a newspaper, or none. Source: UCDP GED 24.1 country names."""
STATE_ACTOR = re.compile(r"(Military Forces|Police Forces|Government) of (?:the )?(.+?)(?: \(\d{4}-(?:\d{4})?\))?")
"""How ACLED and UCDP name states: "Military Forces of Iraq (2020-2022)", "Government of Iraq"."""
ADVICE = "correct the cell, or leave the row out"


@dataclass(frozen=True, slots=True)
class CodedRow:
    """One row of a coder's table.

    Attributes:
        number: its line in the file.
        id: the coder's id, else the line.
        reports: ids of the reports that it was coded from; empty where the table does not say.
        extraction: the row as one report with one event.
        slots: what the row codes: kind, date, country, place, killed, wounded, perpetrator.
    """

    number: int
    id: str
    reports: tuple[str, ...]
    extraction: Extraction
    slots: frozenset[str]

    @property
    def event(self) -> Event:
        """The event it codes."""
        return self.extraction.events[0]

    def codes(self, slot: str) -> bool:
        """Whether the row codes a slot ("kind", "killed", ...)."""
        return slot in self.slots


def coded_rows(sheet: Sheet, columns: Columns) -> Iterator[CodedRow | Refused]:
    """Read every row of a coder's table; each gives one event, or a refusal with its line."""
    seen: set[str] = set()
    for line in sheet.lines:
        key = line.get(columns.id) or str(line.number)
        try:
            if key in seen:
                raise SourceError(f"a row before it has the id {key!r} too", "", "give each row an id of its own")
            row = _Row(line, columns, sheet.name, key).read()
        except SourceError as error:
            yield Refused(f"{sheet.name} line {line.number}", f"{error.what} ({error.advice or ADVICE})")
            continue
        seen.add(key)
        yield row


class _Row:
    """One row while it is read."""

    def __init__(self, line: Line, columns: Columns, name: str, key: str) -> None:
        self.line, self.columns = line, columns
        self.spans: dict[str, Span] = {}
        text = ""
        for column, cell in line.cells.items():
            words = " ".join(cell.split())
            if words:
                start = len(text) + len(column) + 2
                self.spans[column] = Span(start, start + len(words))
                text += f"{column}: {words}\n"
        self.report = Report.of(
            text, id=f"{columns.dataset}:{key}", outlet=columns.dataset, title=f"{name} line {line.number}"
        )
        self.key = key
        self.problems: list[Problem] = []

    def read(self) -> CodedRow:
        columns = self.columns
        said = self._said("kind")
        kind = columns.kind_of(said) if said else Kind.ATTACK
        if kind is None:
            self._doubt("kind", f"the type {said!r} is no kind that Dateline knows; it is kept as other")
        event = Event.of(kind or Kind.OTHER, self._first_cell())
        claims = tuple(self._claims(event.id))
        reports = tuple(one.strip() for one in self._said("reports").split(";") if one.strip())
        extraction = Extraction(self.report, (event,), claims, problems=tuple(self.problems))
        return CodedRow(
            self.line.number,
            self.key,
            reports,
            extraction,
            frozenset(_slots(extraction, bool(said and kind) and columns.tells_kinds)),
        )

    def _claims(self, event: str) -> Iterator[Claim[Any]]:
        speaker = Attribution(self.columns.dataset)

        def claim(slot: Slot[Any], value: object, *names: str) -> Claim[Any]:
            words = [self.report.cite(self.spans[c], RULE) for c in dict.fromkeys(names) if c in self.spans]
            return Claim(event, slot, value, cited(*words), speaker)

        columns = self.columns
        when = self._when()
        if when is not None:
            yield claim(WHEN, when, columns.date, columns.date_end, columns.date_precision)
        place = self._where()
        if place is not None:
            within = (columns.place, columns.country, *columns.within, columns.latitude, columns.longitude)
            yield claim(WHERE, place, *within)
        yield from self._parties(claim)
        for harm in (Harm.KILLED, Harm.WOUNDED):
            count = self._count(harm)
            if count is not None:
                named = [getattr(columns, f"{harm}{end}") for end in ("", "_low", "_high")]
                yield claim(TOLL, Toll(harm, count), *named)
        for party, column in columns.killed_of.items():
            number = self._number(column)
            if number:
                name = self.line.get(party) or party
                status = Status.CIVILIAN if party == "civilians" else Status.UNCLEAR
                group = Group(name, side=None if party == "civilians" else name, status=status)
                yield claim(TOLL, Toll(Harm.KILLED, Estimate.exactly(number), group), column, party)
        if self._said("notes"):
            yield claim(STATEMENT, Statement(About.EVENT, self._said("notes")), columns.notes)

    def _parties(self, claim: Any) -> Iterator[Claim[Any]]:
        """Who did it and what was hit, where the codebook gives a direction; else who took part, as a statement."""
        columns = self.columns
        directed = not columns.doer_in or self.line.get(columns.doer_type) in columns.doer_in
        doer, target = self._said("doer"), self._said("target")
        # "Unidentified Armed Group (Iraq)" is a codebook's way to say that nobody is named.
        acts = directed and doer and not doer.casefold().startswith(UNNAMED)
        if acts:
            actor = _actor(doer)
            yield claim(PERPETRATOR, Perpetrator(actor, Responsibility.STATED), columns.doer)
        if target and directed:
            yield claim(TARGET, Target(target), columns.target)
        if doer and not acts:
            took_part = " and ".join(filter(None, (doer, "" if directed else target)))
            yield claim(STATEMENT, Statement(About.EVENT, took_part), columns.doer, "" if directed else columns.target)

    def _when(self) -> When | None:
        first, last = self._day("date"), self._day("date_end")
        if first is None:
            return None
        precision = self.columns.day_precision(self._said("date_precision"))
        if last is None:
            first, last = _around(first, precision)
        if last < first:
            raise SourceError(f"the last day {last} is before the first {first}")
        if first != last and precision is Precision.DAY:
            precision = Precision.DAYS
        timex = {Precision.MONTH: f"{first:%Y-%m}", Precision.YEAR: f"{first:%Y}"}.get(precision, first.isoformat())
        return When(first, last, precision, timex)

    def _day(self, name: str) -> date | None:
        said = self._said(name)
        if not said:
            return None
        try:
            return date.fromisoformat(said[:10])
        except ValueError as error:
            column = getattr(self.columns, name)
            raise SourceError(f"{said!r} in column {column!r} is no date", "", "write year-month-day") from error

    def _where(self) -> Place | None:
        name = self._said("place") or self._said("country")
        if not name:
            return None
        within = tuple(filter(None, (self.line.get(column) for column in self.columns.within)))
        country = country_code(self._said("country"))
        lat, lon = self._degrees("latitude", 90), self._degrees("longitude", 180)
        place = Place(name, "place", PlacePrecision.UNKNOWN, country, (country,) if country else (), within=within)
        if lat is None or lon is None:
            return _known(place, within)
        precision = self.columns.place_precision_of(self._said("place_precision"))
        return replace(place, precision=precision, lat=lat, lon=lon)

    def _degrees(self, name: str, limit: int) -> float | None:
        said = self._said(name)
        if not said:
            return None
        try:
            degrees = float(said)
        except ValueError as error:
            raise SourceError(f"{said!r} in column {getattr(self.columns, name)!r} is no number") from error
        if not -limit <= degrees <= limit:
            raise SourceError(f"{name} {said} is not on the earth")
        return degrees

    def _count(self, harm: Harm) -> Estimate | None:
        best, low, high = (self._number(getattr(self.columns, f"{harm}{end}")) for end in ("", "_low", "_high"))
        if best is None and low is None and high is None:
            return None
        low, high = low if low is not None else best, high if high is not None else best
        try:
            return Estimate(low, best, high)
        except ValueError as error:
            raise SourceError(f"{harm} low {low}, best {best}, high {high} are out of order") from error

    def _number(self, column: str) -> int | None:
        said = self.line.get(column) if column else ""
        if not said:
            return None
        try:
            number = float(said)
        except ValueError as error:
            raise SourceError(f"{said!r} in column {column!r} is no number") from error
        if number < 0 or number != int(number):
            raise SourceError(f"{said!r} in column {column!r} counts no people")
        return int(number)

    def _said(self, name: str) -> str:
        return " ".join(self.line.get(getattr(self.columns, name)).split())

    def _first_cell(self) -> Any:
        """The cell that says what it was: the type, else the notes, else the first one that holds something."""
        wanted = (self.columns.kind, self.columns.notes, *self.spans)
        column = next((name for name in wanted if name in self.spans), None)
        if column is None:
            raise SourceError("the row is empty")
        return self.report.cite(self.spans[column], RULE)

    def _doubt(self, name: str, what: str) -> None:
        self.problems.append(Problem(self.report.id, self.spans.get(getattr(self.columns, name)), RULE, what))


def _actor(name: str) -> Actor:
    """An actor as codebooks name it: states and their forces by their country, with the years of a government."""
    found = STATE_ACTOR.fullmatch(name)
    country = country_code(found[2]) if found else None
    if found is None or country is None:
        return Actor(name, ActorKind.GROUP)
    return Actor(name, ActorKind.STATE if found[1] == "Government" else ActorKind.FORCE, country=country)


def _slots(extraction: Extraction, has_kind: bool) -> Iterator[str]:
    """What a row codes, by the names of what is compared."""
    if has_kind and extraction.events[0].kind is not Kind.OTHER:
        yield "kind"
    for claim in extraction.claims:
        if claim.slot is WHEN:
            yield "date"
        elif claim.slot is WHERE:
            yield "place"
            if claim.value.country:
                yield "country"
        elif claim.slot is PERPETRATOR:
            yield "perpetrator"
        elif claim.slot is TOLL and claim.value.group is None:
            yield str(claim.value.harm)


def _known(place: Place, within: Sequence[str]) -> Place:
    """A place without a point, as the gazetteer knows it in its country; as it is, where the gazetteer knows none."""
    around = {folded(name) for name in within}
    inside = [one for one in lookup(folded(place.name)) if place.country and one.country == place.country]
    if around:
        named = [(one, province(place.country or "", one.admin1)) for one in inside]
        inside = [one for one, land in named if land is not None and folded(land.name) in around] or inside
    if not inside:
        return place
    known = inside[0]
    return replace(place, precision=known.precision, lat=known.lat, lon=known.lon, id=known.id)


def country_code(name: str) -> str | None:
    """Return the ISO alpha-2 code of a country by its name or code, or None where no list knows it.

    >>> country_code("Iraq"), country_code("IQ"), country_code("DR Congo (Zaire)"), country_code("Atlantis")
    ('IQ', 'IQ', 'CD', None)
    """
    if name in CODEBOOK_COUNTRIES:
        return CODEBOOK_COUNTRIES[name]
    today, _, once = name.rstrip(")").partition("(")
    for said in filter(None, (name, today.strip(), once)):
        found = next((known for known in lookup(folded(said)) if known.kind == "country"), None)
        if found is not None:
            return found.country
    known = pycountry.countries.get(alpha_2=name) or pycountry.countries.get(alpha_3=name)
    return str(known.alpha_2) if known is not None else None


def _around(day: date, precision: Precision) -> tuple[date, date]:
    """The days that a coded day stands for, as the codebooks have it: the middle of a month, a day within a week."""
    if precision is Precision.MONTH:
        first = day.replace(day=1)
        return first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    if precision is Precision.YEAR:
        return day.replace(month=1, day=1), day.replace(month=12, day=31)
    spread = SPREAD.get(precision, timedelta(0))
    return day - spread, day + spread
