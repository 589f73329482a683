"""Events over time: a lane a country, or an actor where all are in one; bars for what is not known to the day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from math import sqrt

from dateline.export.html.cited import listed, many, spoken, wide
from dateline.export.html.drawn import svg
from dateline.export.html.drawn.days import Axis
from dateline.export.html.drawn.map import country_name
from dateline.export.words import TIED, number
from dateline.ledger.canon.records import CanonicalEvent
from dateline.model.claim import Responsibility
from dateline.model.event import EventStatus
from dateline.model.link import Relation

LEFT, RIGHT, TOP, ROW = 150.0, 975.0, 14.0, 23.0
LABELLED_UP_TO = 60
"""A timeline of more events has marks without words; they show when a mark is pointed at."""
SINGLE_UP_TO = 300
"""A timeline of more events counts them by month."""
LANES = 14
LABEL = 34
"""Characters of a label."""
NOT_YET = {EventStatus.PLANNED, EventStatus.THREATENED}
ELSEWHERE, NOBODY, OTHERS = "country not said", "nobody is named", "others"


@dataclass(frozen=True, slots=True)
class _Spot:
    """An event on the timeline: the ends of its mark, and the height of its row."""

    event: CanonicalEvent
    start: float
    end: float
    y: float
    after: bool


def timeline(events: Sequence[CanonicalEvent]) -> str:
    """Return the timeline with what it cannot show told below it; empty where no event has a day."""
    dated = [event for event in events if first(event) is not None]
    if not dated:
        return ""
    ends = [day for event in dated for day in (first(event), last(event)) if day is not None]
    axis = Axis.of(ends, LEFT + 16, RIGHT)
    lanes, by = _lanes(dated)
    is_counted = len(dated) > SINGLE_UP_TO
    drawn = _counted(lanes, axis) if is_counted else _marked(lanes, axis, len(dated) <= LABELLED_UP_TO)
    title = f"{many(len(dated), 'event')} from {min(ends)} to {max(ends)}, by {by}"
    whole = svg.drawing("timeline", drawn[1] + 28, title, [_ARROW, *axis.drawn(TOP, drawn[1]), *drawn[0]])
    rest = [event for event in events if first(event) is None]
    undated = f'<p class="note">Without a day: {listed(rest)}.</p>' if rest else ""
    return f"{wide(whole, 'Timeline')}{_COUNTED if is_counted else _LEGEND}{undated}"


_ARROW = (
    '<defs><marker id="head" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto">'
    '<path d="M0,0 8,4 0,8z" class="arrowhead"/></marker></defs>'
)
_LEGEND = (
    '<p class="note">A full mark: people were killed, the more the larger. A ring: nobody, or no number is told. '
    "A bar: the day is not known better. Dashed: threatened or planned. Red edge: accounts disagree. "
    "An arrow leads from an event to what answered or followed it. // cuts out time without events.</p>"
)
_COUNTED = '<p class="note">Columns count events by month; the fullest month of a lane is as high as the lane.</p>'


def first(event: CanonicalEvent) -> date | None:
    """Return the first day an event can have been on."""
    return event.when.value.earliest if event.when else None


def last(event: CanonicalEvent) -> date | None:
    """Return the last day an event can have been on."""
    return event.when.value.latest if event.when else None


def _lanes(events: Sequence[CanonicalEvent]) -> tuple[list[tuple[str, list[CanonicalEvent]]], str]:
    """Return events by lane, the fullest first, and what the lanes are."""
    lands = {event.id: _land(event) for event in events}
    is_one = len(set(lands.values()) - {ELSEWHERE}) < 2
    by = {event.id: _actor(event) for event in events} if is_one else lands
    counts = Counter(by.values())
    kept = [name for name, _ in counts.most_common(LANES)]
    lanes: dict[str, list[CanonicalEvent]] = {name: [] for name in sorted(kept, key=(ELSEWHERE, NOBODY).__contains__)}
    for event in events:
        lanes.setdefault(by[event.id] if by[event.id] in kept else OTHERS, []).append(event)
    return list(lanes.items()), "who is named as doing them" if is_one else "country"


def _land(event: CanonicalEvent) -> str:
    code = event.where.value.country if event.where else None
    return country_name(code) if code else ELSEWHERE


def _actor(event: CanonicalEvent) -> str:
    named = [one for one in event.perpetrators if one.responsibility is not Responsibility.DENIED]
    order = list(Responsibility)
    return min(named, key=lambda one: order.index(one.responsibility)).name if named else NOBODY


def _marked(lanes: Iterable[tuple[str, list[CanonicalEvent]]], axis: Axis, labelled: bool) -> tuple[list[str], float]:
    out, spots, top = [], dict[str, _Spot](), TOP
    for name, events in lanes:
        rows: list[float] = []
        here = []
        for event in events:
            spot = _spot(event, axis, rows, top, labelled)
            here.append(spot)
        bottom = top + max(1, len(rows)) * ROW + 12
        out += _lane(name, top, bottom, len(events))
        spots |= {spot.event.id: spot for spot in here}
        top = bottom
    arrows = [
        _arrow(spots[tie.to], spot, tie.relation)
        for spot in spots.values()
        for tie in spot.event.links
        if tie.to in spots
    ]
    return [*out, *arrows, *(_mark(spot, labelled) for spot in spots.values())], top


def _lane(name: str, top: float, bottom: float, count: int) -> list[str]:
    said = svg.text(LEFT - 10, top + 20, svg.clipped(name, 24), "lane", "end")
    return [svg.titled(said, f"{name}: {many(count, 'event')}"), svg.line(0, bottom, svg.WIDTH, bottom, "rule")]


def _spot(event: CanonicalEvent, axis: Axis, rows: list[float], top: float, labelled: bool) -> _Spot:
    """Place an event in the first row that has room for its mark and its words; `rows` are where each row is full."""
    start, end = axis.x(first(event) or date.min), axis.x(last(event) or date.max)
    width = len(_label(event)) * svg.CHAR + 22 if labelled else 12.0
    after = end + width <= svg.WIDTH
    begin, until = (start - 12, end + width) if after else (start - width, end + 14)
    row = next((n for n, full in enumerate(rows) if full <= begin), len(rows))
    if row == len(rows):
        rows.append(0)
    rows[row] = until
    return _Spot(event, start, end, top + row * ROW + 17, after)


def _label(event: CanonicalEvent) -> str:
    where = event.where.value.name if event.where else ""
    return svg.clipped(" · ".join(filter(None, (event.kind.replace("_", " "), where))), LABEL)


def _mark(spot: _Spot, labelled: bool) -> str:
    event = spot.event
    dead = event.killed.value if event.killed else None
    best = next((n for n in (dead.best, dead.low, dead.high) if n is not None), 0) if dead else 0
    radius = min(10.0, 4 + sqrt(best)) if best else 4.5
    style = "mark full" if best else "mark ring"
    style += " notyet" if event.status in NOT_YET else ""
    style += " disputed" if any(one.conflict for one in event.dissent) else ""
    shape = svg.circle((spot.start + spot.end) / 2, spot.y, radius, style)
    if spot.end - spot.start > 4:
        shape = svg.box(spot.start, spot.y - 4, spot.end - spot.start, 8, style.replace("full", "bar"), 4) + shape
    if labelled:
        x = spot.end + 13 if spot.after else spot.start - 13
        shape += svg.text(x, spot.y + 4, _label(event), "label", "start" if spot.after else "end")
    toll = f"; killed {number(dead)}" if dead else ""
    return svg.titled(shape, f"{spoken(event)}{toll}", event.id)


def _arrow(earlier: _Spot, later: _Spot, relation: Relation) -> str:
    x, y, to_x, to_y = (earlier.start + earlier.end) / 2, earlier.y, (later.start + later.end) / 2, later.y
    down = 1 if to_y >= y else -1
    if later.after:  # the words stand after the mark: the arrow comes from before it
        bend = max(26.0, abs(to_x - x) / 3)
        into = f"{to_x - bend:.1f},{to_y:.1f} {to_x - 12:.1f},{to_y:.1f}"
    else:
        into = f"{to_x:.1f},{to_y - down * 30:.1f} {to_x:.1f},{to_y - down * 11:.1f}"
    steps = f"M{x:.1f},{y + down * 9:.1f} C{x:.1f},{y + down * 27:.1f} {into}"
    told = f"{spoken(later.event)}: {TIED[relation]} {spoken(earlier.event)}"
    return svg.titled(svg.path(steps, "arrow", ' marker-end="url(#head)"'), told)


def _counted(lanes: Iterable[tuple[str, list[CanonicalEvent]]], axis: Axis) -> tuple[list[str], float]:
    """Columns a month: as many events as the column is high."""
    out, top = list[str](), TOP
    for name, events in lanes:
        bottom = top + 3 * ROW
        months: dict[date, list[CanonicalEvent]] = {}
        for event in events:
            day = first(event) or date.min
            months.setdefault(day.replace(day=1), []).append(event)
        most = max(map(len, months.values()))
        out += _lane(name, top, bottom, len(events))
        for month, those in months.items():
            height = (3 * ROW - 12) * len(those) / most
            column = svg.box(axis.x(first(those[0]) or month), bottom - height, 5, height, "mark full")
            out.append(svg.titled(column, f"{name}, {month:%Y-%m}: {many(len(those), 'event')}", those[0].id))
        top = bottom
    return out, top
