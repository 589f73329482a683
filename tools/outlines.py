"""Makes src/dateline/export/html/drawn/outlines.tsv, the outlines of countries on the map of an HTML report.

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
    python tools/outlines.py package/countries-50m.json

Source: Natural Earth 1:50m, Admin 0 countries (public domain), as TopoJSON in the npm package world-atlas 2.0.2
(M. Bostock, ISC licence). Every border is simplified once, so that neighbours still share it.
"""

from __future__ import annotations

import hashlib
import json
import sys
from pathlib import Path

import pycountry

SOURCE = "04342cdc1e3016bcd7db1630de95684d67b79fe3c8c460321e87aef469502394"
"""SHA-256 of countries-50m.json."""
TARGET = Path(__file__).resolve().parents[1] / "src/dateline/export/html/drawn/outlines.tsv"
TOLERANCE = 0.03
"""Degrees that a simplified border may lie beside the true one: about 3 km."""
GRAIN = 100
"""Steps a degree: a hundredth is about a kilometre."""
SMALL = 0.02
"""Square degrees: islands smaller than this are left out unless they are all of a country."""
NO_NUMBER = {"Kosovo": "XK"}
HEADER = (
    "# Source: Natural Earth 1:50m (public domain), by tools/outlines.py; hundredths of a degree: the start, then steps"
)

Point = tuple[float, float]


def main(path: Path) -> None:
    """Write the outlines."""
    raw = path.read_bytes()
    found = hashlib.sha256(raw).hexdigest()
    if found != SOURCE:
        sys.exit(f"{path} is another file than this was written for: sha256 {found}")
    world = json.loads(raw)
    arcs = [simplified(decoded(arc, world["transform"])) for arc in world["arcs"]]
    rows = [HEADER, "iso2\tname\trings"]
    for shape in world["objects"]["countries"]["geometries"]:
        polygons = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
        rings = [joined(ring, arcs) for polygon in polygons for ring in polygon]
        big = [ring for ring in rings if abs(area(ring)) >= SMALL] or [max(rings, key=lambda r: abs(area(r)))]
        rows.append(f"{code(shape)}\t{shape['properties']['name']}\t{';'.join(map(written, big))}")
    TARGET.write_text("\n".join([*rows[:2], *sorted(rows[2:])]) + "\n", "utf-8")
    print(TARGET, TARGET.stat().st_size, "bytes")


def code(shape: dict) -> str:
    """Return the ISO 3166 alpha-2 code; empty where none is given (Northern Cyprus, Somaliland)."""
    known = pycountry.countries.get(numeric=str(shape.get("id", "")))
    return known.alpha_2 if known else NO_NUMBER.get(shape["properties"]["name"], "")


def decoded(arc: list[list[int]], transform: dict) -> list[Point]:
    """Undo TopoJSON's delta coding: degrees east and north."""
    (kx, ky), (tx, ty) = transform["scale"], transform["translate"]
    x = y = 0
    out = []
    for dx, dy in arc:
        x, y = x + dx, y + dy
        out.append((x * kx + tx, y * ky + ty))
    return out


def simplified(line: list[Point]) -> list[Point]:
    """Leave out points within `TOLERANCE` of the line between their neighbours. Source: Douglas and Peucker 1973."""
    keep, ahead = {0, len(line) - 1}, [(0, len(line) - 1)]
    while ahead:
        first, last = ahead.pop()
        away, at = max(
            ((distance(line[i], line[first], line[last]), i) for i in range(first + 1, last)), default=(0, 0)
        )
        if away > TOLERANCE:
            keep.add(at)
            ahead += [(first, at), (at, last)]
    return [line[i] for i in sorted(keep)]


def distance(p: Point, a: Point, b: Point) -> float:
    """Return how far a point is from a stretch, in degrees."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    length = dx * dx + dy * dy
    t = 0 if not length else max(0, min(1, ((p[0] - a[0]) * dx + (p[1] - a[1]) * dy) / length))
    return ((p[0] - a[0] - t * dx) ** 2 + (p[1] - a[1] - t * dy) ** 2) ** 0.5


def joined(ring: list[int], arcs: list[list[Point]]) -> list[Point]:
    """Join the arcs of a ring; a negative number is an arc backwards."""
    out: list[Point] = []
    for number in ring:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        out += arc[1:] if out else arc
    return out


def area(ring: list[Point]) -> float:
    """Return the signed area in square degrees."""
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, ring[1:] + ring[:1], strict=True)) / 2


def written(ring: list[Point]) -> str:
    """Return a ring as "x,y" of its start and the step to each next point."""
    grid = [(round(x * GRAIN), round(y * GRAIN)) for x, y in ring]
    grid = [p for n, p in enumerate(grid) if n == 0 or p != grid[n - 1]]
    steps = [grid[0], *((b[0] - a[0], b[1] - a[1]) for a, b in zip(grid, grid[1:], strict=False))]
    return " ".join(f"{x},{y}" for x, y in steps)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
