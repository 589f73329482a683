"""Polygons cut at the antimeridian, as RFC 7946 (3.1.9) asks: no map program has to guess which way round is meant."""

from __future__ import annotations

from math import floor

Position = tuple[float, float]
"""Longitude and latitude, degrees."""
Ring = tuple[Position, ...]
Polygon = tuple[Ring, ...]
"""An outer ring and its holes, each closed."""


def cut(polygon: Polygon) -> tuple[Polygon, ...]:
    """Cut a polygon whose longitudes may run past 180 degrees into ones that lie within -180 to 180.

    Args:
        polygon: closed rings with continuous longitudes, outer anticlockwise, holes clockwise; less than 360
            degrees wide.

    Returns:
        The polygon itself where it crosses nothing, else its parts from west to east.

    >>> cut((((179.0, 0.0), (181.0, 0.0), (181.0, 1.0), (179.0, 1.0), (179.0, 0.0)),))[1][0][0]
    (-180.0, 0.0)
    """
    outer = [x for x, _ in polygon[0]]
    world = floor((min(outer) + 180.0) / 360.0)
    shifted = _shifted(polygon, -world)
    if max(outer) - 360.0 * world <= 180.0:
        return (shifted,)
    west = _parts(shifted, 180.0, 1)
    east = [_shifted(part, -1) for part in _parts(shifted, 180.0, -1)]
    return (*west, *east)


def _shifted(polygon: Polygon, turns: int) -> Polygon:
    return tuple(tuple((round(x + 360.0 * turns, 4), y) for x, y in ring) for ring in polygon)


def _parts(polygon: Polygon, line: float, side: int) -> list[Polygon]:
    """Return what lies west (side 1) or east (side -1) of a meridian.

    Each ring falls into whole rings and stretches between two crossings. Along the meridian crossings pair up by
    latitude: between the first and the second is inside. Stretches joined through these pairs are the new rings.
    """
    whole: list[Ring] = []
    stretches: list[list[Position]] = []
    for ring in polygon:
        inside = [side * (line - x) > 0 for x, _ in ring]
        if all(inside):
            whole.append(ring)
        elif any(inside):
            stretches += _stretches(ring, inside, line)
    outers = _joined(stretches)
    outers += [ring for ring in whole if ring is polygon[0]]
    holes = [ring for ring in whole if ring is not polygon[0]]
    return [(outer, *(hole for hole in holes if _holds(outer, hole[0]))) for outer in outers]


def _stretches(ring: Ring, inside: list[bool], line: float) -> list[list[Position]]:
    """Return the runs of a closed ring on one side of the line, from crossing to crossing."""
    size = len(ring) - 1
    start = next(n for n in range(size) if not inside[n] and inside[(n + 1) % size])
    out: list[list[Position]] = []
    for step in range(size):
        n = (start + step) % size
        here, there = ring[n], ring[(n + 1) % size]
        enters, stays = not inside[n] and inside[(n + 1) % size], inside[n]
        if enters:
            out.append([_crossing(here, there, line)])
        elif stays:
            out[-1].append(here)
            if not inside[(n + 1) % size]:
                out[-1].append(_crossing(here, there, line))
    return out


def _crossing(a: Position, b: Position, line: float) -> Position:
    share = (line - a[0]) / (b[0] - a[0])
    return line, round(a[1] + share * (b[1] - a[1]), 4)


def _joined(stretches: list[list[Position]]) -> list[Ring]:
    """Join stretches, each from the end of one along the line to the start of its partner, into closed rings."""
    ends = sorted(
        [(one[0][1], n, True) for n, one in enumerate(stretches)]
        + [(one[-1][1], n, False) for n, one in enumerate(stretches)]
    )
    partner: dict[int, int] = {}
    while ends:
        # Where the boundary only touches the line, two crossings are at one latitude: then any of the other kind fits.
        _, n, starts = ends.pop(0)
        other = next(m for m, end in enumerate(ends) if end[2] is not starts)
        _, second, _ = ends.pop(other)
        end, start = (second, n) if starts else (n, second)
        partner[end] = start
    out: list[Ring] = []
    left = set(range(len(stretches)))
    while left:
        first = n = min(left)
        ring: list[Position] = []
        while n in left:
            left.remove(n)
            ring += stretches[n]
            n = partner[n]
        out.append((*ring, stretches[first][0]))
    return out


def _holds(ring: Ring, at: Position) -> bool:
    """Whether a ring surrounds a point: a line to the east crosses it an odd number of times."""
    x, y = at
    odd = False
    for (ax, ay), (bx, by) in zip(ring, ring[1:], strict=False):
        if (ay > y) != (by > y) and x < ax + (y - ay) / (by - ay) * (bx - ax):
            odd = not odd
    return odd
