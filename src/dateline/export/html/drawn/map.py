"""Where events were, on outlines of countries: areas for what is not known to the place, never a pin for a country."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import accumulate
from math import ceil, cos, floor, radians
from statistics import median

from dateline.export.html.cited import listed, many, spoken, wide
from dateline.export.html.drawn import svg
from dateline.export.html.drawn.shapes import Point, Shape, shape
from dateline.ledger.canon.records import CanonicalEvent
from dateline.model.where import PlacePrecision

LEAST_DEG = 3.0
"""A map is never of less than this: the outlines are too coarse for it."""
MARGIN = 0.18
TALLEST, FLATTEST = 600.0, 380.0
LABELS = 40
FEW, MOST, CLOSER = 4, 0.75, 0.4
"""From so many places on, a map of so large a part of them is drawn too where it is so much narrower."""
GRIDS = (0.5, 1, 2, 5, 10, 20, 30)
SCALES_KM = (10, 20, 50, 100, 200, 500, 1000, 2000)
KM_A_DEGREE = 111.2
"""Kilometres of a degree of latitude."""
SOURCE = (
    "Outlines: Natural Earth, 1:50 million, simplified; they take no side on a border. "
    "A dot is a site, town or village. A shaded wedge, ring or circle is where the words put the event; "
    "circles for districts, provinces and regions have a radius by convention (30, 75, 150 km), not their borders. "
    "A hatched country: somewhere in it."
)


@dataclass(frozen=True, slots=True)
class Outline:
    """A country's rings, degrees east and north."""

    code: str
    name: str
    rings: tuple[tuple[Point, ...], ...]


@cache
def outlines() -> tuple[Outline, ...]:
    """Return every country. Source: Natural Earth (tools/outlines.py)."""
    rows = outlines_file().splitlines()[2:]
    return tuple(Outline(code, name, tuple(map(_ring, rings.split(";")))) for code, name, rings in map(_cells, rows))


def outlines_file() -> str:
    """Return the file of outlines as it is shipped (README.md beside it says how a row is read)."""
    return files("dateline.export.html.drawn").joinpath("outlines.tsv").read_text("utf-8")


def _cells(row: str) -> list[str]:
    return row.split("\t")


def _ring(steps: str) -> tuple[Point, ...]:
    grid = [(int(x), int(y)) for x, _, y in (step.partition(",") for step in steps.split(" "))]
    return tuple((x / 100, y / 100) for x, y in accumulate(grid, lambda a, b: (a[0] + b[0], a[1] + b[1])))


@cache
def country_name(code: str) -> str:
    """Return the name of a country by its ISO code; the code where no outline has it."""
    return next((outline.name for outline in outlines() if outline.code == code), code)


@dataclass(frozen=True, slots=True)
class Window:
    """The part of the world that is drawn: equirectangular, true to scale along its middle."""

    west: float
    south: float
    east: float
    north: float

    @classmethod
    def around(cls, points: Iterable[Point]) -> Window:
        """Return a window around some points, with a margin."""
        lons, lats = zip(*points, strict=True)
        wide_, high = max(LEAST_DEG, max(lons) - min(lons)), max(LEAST_DEG, max(lats) - min(lats))
        x, y = (min(lons) + max(lons)) / 2, (min(lats) + max(lats)) / 2
        half, up = wide_ * (0.5 + MARGIN), high * (0.5 + MARGIN)
        squeeze = cos(radians(min(75, abs(y))))
        up = max(up, FLATTEST / svg.WIDTH * half * squeeze)
        half = max(half, up / squeeze * svg.WIDTH / TALLEST)
        return cls(max(-180.0, x - half), max(-89.0, y - up), min(180.0, x + half), min(89.0, y + up))

    @property
    def scale(self) -> float:
        """Units of the drawing a degree of longitude."""
        return svg.WIDTH / (self.east - self.west)

    @property
    def rise(self) -> float:
        """Units of the drawing a degree of latitude."""
        return self.scale / cos(radians(min(75, abs((self.south + self.north) / 2))))

    @property
    def height(self) -> float:
        return (self.north - self.south) * self.rise

    def at(self, point: Point) -> Point:
        """Return where a point is drawn."""
        return (point[0] - self.west) * self.scale, (self.north - point[1]) * self.rise

    def meets(self, ring: Sequence[Point]) -> bool:
        """Whether a ring may be seen."""
        lons, lats = [p[0] for p in ring], [p[1] for p in ring]
        return min(lons) < self.east and max(lons) > self.west and min(lats) < self.north and max(lats) > self.south

    def steps(self, rings: Iterable[Sequence[Point]]) -> str:
        """Return rings as a path; points nearer than half a unit are left out."""
        return "".join(self._steps(ring) for ring in rings if self.meets(ring))

    def _steps(self, ring: Sequence[Point]) -> str:
        out, last = list[str](), (-9e9, -9e9)
        for x, y in map(self.at, ring):
            if abs(x - last[0]) + abs(y - last[1]) >= 0.8:
                out.append(f"{min(3e3, max(-2e3, x)):.1f},{min(3e3, max(-2e3, y)):.1f}")
                last = (x, y)
        return f"M{' '.join(out)}z" if len(out) > 2 else ""


def map_(events: Sequence[CanonicalEvent]) -> str:
    """Return the map with what it cannot show told below it; empty where no event has a place on it."""
    spots = _spots(events)
    countries = {event.where.value.country for event in events if _is_country(event) and event.where}
    points = [p for found, _ in spots for p in (found.middle, *found.ring)]
    points = points or [p for o in outlines() if o.code in countries for p in max(o.rings, key=len)]
    if not points:
        return ""
    title = f"Map of {many(sum(len(those) for _, those in spots), 'event')} at {many(len(spots), 'place')}"
    close = _close(spots)
    maps = [_drawing("map", title, Window.around(points), spots, events)]
    if close:
        here = Window.around([p for found, _ in close for p in (found.middle, *found.ring)])
        maps.insert(0, _drawing("closer", f"{title}, the part where most are", here, spots, events))
    return f'{"".join(maps)}<p class="note">{SOURCE}</p>{_absent(events)}'


Spot = tuple[Shape, list[CanonicalEvent]]


def _close(spots: Sequence[Spot]) -> list[Spot]:
    """Return the places in the middle of all, where a map of them alone shows much more; else none."""
    if len(spots) < FEW:
        return []
    lon, lat = (median(found.middle[n] for found, _ in spots) for n in (0, 1))
    nearest = sorted(spots, key=lambda s: (s[0].middle[0] - lon) ** 2 + (s[0].middle[1] - lat) ** 2)
    kept = nearest[: ceil(len(spots) * MOST)]
    near, whole = (
        Window.around([p for found, _ in some for p in (found.middle, *found.ring)]) for some in (kept, spots)
    )
    return kept if near.east - near.west < CLOSER * (whole.east - whole.west) else []


def _drawing(name: str, title: str, window: Window, spots: Sequence[Spot], events: Sequence[CanonicalEvent]) -> str:
    names, taken = _labels(spots, window)
    parts = [svg.box(0, 0, svg.WIDTH, window.height, "sea"), *_land(window, events, taken), *_grid(window)]
    parts += [*_drawn(spots, window), *names, *_scale(window)]
    frame = _FRAME.format(name=name, height=f"{window.height:.0f}")
    inside = f'<g clip-path="url(#{name}-frame)">{"".join(parts)}</g>'
    return wide(svg.drawing(name, window.height, title, [frame, inside]), title)


_FRAME = (
    '<defs><clipPath id="{name}-frame"><rect width="1000" height="{height}" rx="6"/></clipPath>'
    '<pattern id="hatch" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    '<line x1="0" y1="0" x2="0" y2="7" class="hatch"/></pattern></defs>'
)


def _is_country(event: CanonicalEvent) -> bool:
    return event.where is not None and event.where.value.precision is PlacePrecision.COUNTRY


def _spots(events: Iterable[CanonicalEvent]) -> list[Spot]:
    """Events by where they may have been: those of one place are one mark."""
    out: dict[Shape, list[CanonicalEvent]] = {}
    for event in events:
        found = shape(event.where.value) if event.where else None
        if found is not None:
            out.setdefault(found, []).append(event)
    return sorted(out.items(), key=lambda item: -len(item[0].ring))


def _land(window: Window, events: Sequence[CanonicalEvent], taken: list[Box]) -> Iterator[str]:
    """Countries, those hatched in which events were somewhere, and names of countries where no place is named."""
    hatched = []
    for outline in outlines():
        steps = window.steps(outline.rings)
        if not steps:
            continue
        yield svg.titled(svg.path(steps, "land", ' fill-rule="evenodd"'), outline.name)
        those = [e for e in events if _is_country(e) and e.where and e.where.value.country == outline.code]
        if those:
            told = f"somewhere in {outline.name}: {'; '.join(map(spoken, those))}"
            hatched.append(svg.titled(svg.path(steps, "hatched", ' fill-rule="evenodd"'), told, those[0].id))
    yield from hatched
    for outline in outlines():
        ring = max((r for r in outline.rings if window.meets(r)), key=len, default=None)
        middle = _seen_middle(ring, window) if ring is not None else None
        if middle is not None and _take((middle[0] - len(outline.name) * 4.5, middle[1]), len(outline.name) * 9, taken):
            yield svg.text(*middle, outline.name, "country", "middle")


def _seen_middle(ring: Sequence[Point], window: Window) -> Point | None:
    """Return the middle of what is seen of a country, where there is room for its name."""
    seen = [(x, y) for x, y in map(window.at, ring) if -40 <= x <= svg.WIDTH + 40 and -40 <= y <= window.height + 40]
    if len(seen) < 4 or len(seen) < len(ring) * 0.5:
        return None
    xs, ys = [p[0] for p in seen], [p[1] for p in seen]
    if max(xs) - min(xs) < 90 or max(ys) - min(ys) < 40:
        return None
    x, y = (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2
    return (x, y) if 40 < x < svg.WIDTH - 40 and 14 < y < window.height - 14 else None


def _grid(window: Window) -> Iterator[str]:
    step = next((g for g in GRIDS if (window.east - window.west) / g <= 8), GRIDS[-1])
    for n in range(ceil(window.west / step), floor(window.east / step) + 1):
        x = window.at((n * step, 0))[0]
        yield svg.line(x, 0, x, window.height, "grat")
        yield svg.text(x + 3, window.height - 5, _degrees(n * step, "E", "W"), "tick") if 20 < x < 930 else ""
    for n in range(ceil(window.south / step), floor(window.north / step) + 1):
        y = window.at((0, n * step))[1]
        yield svg.line(0, y, svg.WIDTH, y, "grat")
        yield svg.text(4, y - 3, _degrees(n * step, "N", "S"), "tick") if 12 < y < window.height - 20 else ""


def _degrees(value: float, plus: str, minus: str) -> str:
    return f"{abs(value):g}°{plus if value > 0 else minus if value < 0 else ''}"


def _scale(window: Window) -> Iterator[str]:
    km_a_unit = KM_A_DEGREE / window.rise
    km = next((k for k in SCALES_KM if k / km_a_unit >= 70), SCALES_KM[-1])
    right, y = svg.WIDTH - 18, window.height - 14
    yield svg.line(right - km / km_a_unit, y, right, y, "scale")
    yield svg.text(right, y - 6, f"{km:,} km", "tick", "end")


def _drawn(spots: Sequence[Spot], window: Window) -> Iterator[str]:
    for found, those in spots:
        x, y = window.at(found.middle)
        told = "; ".join(map(spoken, those[:8])) + (f"; and {len(those) - 8} more" if len(those) > 8 else "")
        disputed = " disputed" if any(d.slot == "where" and d.conflict for e in those for d in e.dissent) else ""
        if found.ring:
            area = svg.path(window.steps([found.ring]), f"area{disputed}", ' fill-rule="evenodd"')
            yield svg.titled(area + svg.circle(x, y, 1.8, "core"), told, those[0].id)
        else:
            mark = svg.circle(x, y, min(16.0, 4.5 + len(those) ** 0.5), f"spot{disputed}")
            count = svg.text(x, y + 3.5, str(len(those)), "count", "middle") if len(those) > 1 else ""
            yield svg.titled(mark + count, told, those[0].id)


Box = tuple[float, float, float, float]


def _labels(spots: Sequence[Spot], window: Window) -> tuple[list[str], list[Box]]:
    """Names of places, those of most events first, as long as they do not run into each other; and where they stand."""
    out, taken = list[str](), list[Box]()
    for found, those in sorted(spots, key=lambda s: -len(s[1]))[:LABELS]:
        name = svg.clipped(those[0].where.value.name if those[0].where else "", 28)
        x, y = window.at(found.middle)
        width = len(name) * svg.CHAR * 1.05
        corners = ((x + 10, y + 4), (x - 10 - width, y + 4), (x - width / 2, y - 12), (x - width / 2, y + 20))
        here = next((at for at in corners if _take(at, width, taken)), None)
        if here is not None:
            out.append(svg.text(*here, name, "place"))
    return out, taken


def _take(at: Point, width: float, taken: list[Box]) -> bool:
    """Take the room for a label that begins at a point, if it is free."""
    box = (at[0], at[1] - 11, at[0] + width, at[1] + 4)
    is_free = box[0] > 2 and box[2] < svg.WIDTH - 2 and not any(_cross(box, other) for other in taken)
    if is_free:
        taken.append(box)
    return is_free


def _cross(a: Box, b: Box) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def _absent(events: Iterable[CanonicalEvent]) -> str:
    rest = [e for e in events if not _is_country(e) and (e.where is None or shape(e.where.value) is None)]
    if not rest:
        return ""
    return f'<p class="note">Not on the map, their place being in no gazetteer or not said: {listed(rest)}.</p>'
