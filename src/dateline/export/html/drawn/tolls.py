"""How many were killed, added up over time: the best number as a line, between the lowest and the highest told."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.export.html.cited import many, wide
from dateline.export.html.drawn import svg
from dateline.export.html.drawn.days import Axis
from dateline.export.html.drawn.timeline import first, last
from dateline.export.html.summary import DONE, added, best_of, killed
from dateline.ledger.canon.records import CanonicalEvent

LEFT, RIGHT, TOP, BOTTOM = 60.0, 960.0, 16.0, 250.0
LEAST = 3
"""Events with a number and a day below which a curve tells less than the list of events."""
STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 50_000, 100_000)
_NOTE = (
    "The line adds up the best number of each event, on the last day it can have been; the band runs from the lowest "
    "to the highest number told."
)


def tolls(events: Sequence[CanonicalEvent]) -> str:
    """Return the curve of those killed; empty where too few events have a number."""
    told = [e for e in events if e.status in DONE and last(e) is not None and (killed(e) is not None)]
    if len(told) < LEAST:
        return ""
    told.sort(key=lambda e: (str(last(e)), e.id))
    axis = Axis.of([day for e in told for day in (first(e), last(e)) if day], LEFT, RIGHT)
    points, is_open = [(axis.left, 0, 0, 0)], 0
    for event in told:
        count, day = killed(event), last(event)
        if count is None or day is None:
            continue
        _, low, best, high = points[-1]
        top = max(best_of(count), count.high or 0)
        is_open += count.high is None
        points.append((axis.x(day), low + (count.low or 0), best + best_of(count), high + top))
    most = max(1, points[-1][3])
    parts = [*_scale(most), *axis.drawn(TOP, BOTTOM), *_curves(points, most)]
    total, _ = added(told, killed)
    end = f"best {total.best:,}" if total else ""
    parts.append(svg.text(points[-1][0] - 6, _y(points[-1][2], most) - 8, end, "label", "end"))
    title = f"Killed, added up over {many(len(told), 'event')}: {points[-1][1]:,} to {points[-1][3]:,}, {end}"
    undated = sum(e.status in DONE and last(e) is None and killed(e) is not None for e in events)
    note = [_NOTE]
    note += (
        [f"{is_open} of them {'has' if is_open == 1 else 'have'} no upper bound: the band is open above."]
        if is_open
        else []
    )
    note += (
        [f"{many(undated, 'event')} with a number but without a day {'is' if undated == 1 else 'are'} left out."]
        if undated
        else []
    )
    whole = wide(svg.drawing("tolls", BOTTOM + 28, title, parts), "Killed over time")
    return f'{whole}<p class="note">{" ".join(note)}</p>'


def _y(count: float, most: int) -> float:
    return BOTTOM - (BOTTOM - TOP - 14) * count / most


def _scale(most: int) -> list[str]:
    step = next((s for s in STEPS if most / s <= 6), most)
    out = []
    for count in range(0, most + 1, step):
        y = _y(count, most)
        out += [svg.line(LEFT - 8, y, RIGHT + 8, y, "grat"), svg.text(LEFT - 14, y + 4, f"{count:,}", "tick", "end")]
    return out


def _curves(points: Sequence[tuple[float, int, int, int]], most: int) -> list[str]:
    low, best, high = (_stairs([(p[0], _y(p[n], most)) for p in points]) for n in (1, 2, 3))
    band = f"M{' '.join(high)} {' '.join(reversed(low))}z"
    dots = [svg.circle(p[0], _y(p[2], most), 2.6, "core") for p in points[1:]]
    return [svg.path(band, "band"), svg.path(f"M{' '.join(best)}", "best"), *dots]


def _stairs(points: Sequence[tuple[float, float]]) -> list[str]:
    out, height = [], points[0][1]
    for x, y in points:
        out += [f"{x:.1f},{height:.1f}", f"{x:.1f},{y:.1f}"]
        height = y
    return out
