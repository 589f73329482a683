"""Writes the counties of the United States with a coordinate: src/dateline/lexicon/places/counties.tsv.

    npm pack us-atlas@3.0.1 && tar xzf us-atlas-3.0.1.tgz
    python tools/places/counties.py package/counties-10m.json

Source: US Census Bureau, cartographic boundaries 2017 (public domain), as TopoJSON in the npm package us-atlas 3.0.1
(ISC). The coordinate is the middle of the county's largest piece. Cities that are no county's part and the
municipalities of the territories are left out: they are towns of the gazetteer. The same input gives the same bytes.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pycountry

TARGET = Path(__file__).resolve().parents[2] / "src/dateline/lexicon/places/counties.tsv"
CALLED = {"LA": "Parish", "AK": "Borough"}
"""What a county is called where it is not "county"; most of Alaska's are boroughs."""
INDEPENDENT = 500
"""County numbers of a state from here on are cities by themselves (Census Bureau, FIPS county codes)."""
Point = tuple[float, float]


def rings(topology: dict[str, Any]) -> dict[str, tuple[str, list[list[Point]]]]:
    """Return the name and the outer rings of each county, by its number, in degrees (east, north)."""
    scale, shift = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * scale[0] + shift[0], y * scale[1] + shift[1]))
        arcs.append(points)
    found = {}
    for shape in topology["objects"]["counties"]["geometries"]:
        pieces = [shape["arcs"]] if shape["type"] == "Polygon" else shape["arcs"]
        outer = [[p for i in piece[0] for p in (arcs[i] if i >= 0 else arcs[~i][::-1])] for piece in pieces]
        found[shape["id"]] = (shape["properties"]["name"], outer)
    return found


def middle(outer: list[list[Point]]) -> tuple[float, Point]:
    """Return the area and the middle of the largest ring."""
    best = (0.0, outer[0][0])
    for ring in outer:
        area = east = north = 0.0
        for (x, y), (u, v) in zip(ring, [*ring[1:], ring[0]], strict=True):
            cross = x * v - u * y
            area, east, north = area + cross, east + (x + u) * cross, north + (y + v) * cross
        if abs(area) > best[0]:
            best = abs(area), (east / (3 * area), north / (3 * area))
    return best


def states(topology: dict[str, Any]) -> dict[str, str]:
    """Return the postal code of each state by the number that its counties begin with."""
    codes = {s.name: s.code[3:] for s in pycountry.subdivisions.get(country_code="US") if s.type == "State"}
    shapes = topology["objects"]["states"]["geometries"]
    return {s["id"]: codes[s["properties"]["name"]] for s in shapes if s["properties"]["name"] in codes}


def main(path: str) -> None:
    """Write the table."""
    topology = json.loads(Path(path).read_text("utf-8"))
    known, lines = states(topology), ["number\tname\tstate\tlat\tlon"]
    for number, (name, outer) in sorted(rings(topology).items()):
        state = known.get(number[:2])
        if state is not None and int(number[2:]) < INDEPENDENT:
            _, (east, north) = middle(outer)
            lines.append(f"{number}\t{name} {CALLED.get(state, 'County')}\t{state}\t{north:.2f}\t{east:.2f}")
    TARGET.write_text("\n".join(lines) + "\n", "utf-8")
    print(f"{len(lines) - 1} counties")


if __name__ == "__main__":
    main(sys.argv[1])
