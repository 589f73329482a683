"""Lays out a chain of events from left to right: an event stands right of everything that it follows or answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dateline.export.html.cited import kind
from dateline.export.words import days, number
from dateline.ledger.canon.records import CanonicalEvent, Tied
from dateline.ledger.together.chains import STRONGEST
from dateline.model.link import Relation
from dateline.web.pages.seen.cites import Cite, cites, event_address

WIDE, TALL, GAP, BETWEEN, EDGE, LABEL = 216, 96, 210, 28, 16, 46
"""Of a box, its width and height; between columns; between boxes; around all; of the words on one arrow. Pixels."""
LETTERS, ON_ARROW = 24, 24
"""What fits a line of a box, and of an arrow; the whole stands in the list below and in the title."""
SAID = {
    Relation.RETALIATION: "retaliation",
    Relation.RESPONSE: "response",
    Relation.CAUSE: "caused",
    Relation.FOLLOWED: "followed by",
    Relation.PART_OF: "part of it",
}
"""What stands on an arrow from the earlier event to the later one."""


@dataclass(frozen=True, slots=True)
class Box:
    """An event in the drawing: where, and its lines."""

    id: str
    address: str
    left: int
    top: int
    height: int
    kind: str
    day: str
    place: str
    toll: str


@dataclass(frozen=True, slots=True)
class Arrow:
    """A tie in the drawing: its line, where its words stand, and the words."""

    line: str
    left: int
    top: int
    relation: str
    words: str
    whole: str
    cite: Cite


@dataclass(frozen=True, slots=True)
class Graph:
    """A drawing: its size, its boxes and its arrows."""

    width: int
    height: int
    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]


def graph(events: Sequence[CanonicalEvent]) -> Graph:
    """Return the drawing of a chain.

    Args:
        events: all of it, by day.
    """
    known = {event.id: event for event in events}
    ties = {event.id: [tie for tie in event.links if tie.to in known] for event in events}
    boxes = _boxes(events, _columns(ties), ties)
    arrows = [
        _arrow(boxes[tie.to], boxes[event.id], n, tie, event)
        for event in events
        for n, tie in enumerate(ties[event.id])
    ]
    width = max((box.left + WIDE for box in boxes.values()), default=0) + EDGE
    height = max((box.top + box.height for box in boxes.values()), default=0) + EDGE
    return Graph(width, height, tuple(boxes.values()), tuple(arrows))


def _columns(ties: Mapping[str, Sequence[Tied]]) -> dict[str, int]:
    """The column of each event: one right of the last that it is tied to. Ties in a circle stop after one round."""
    column = dict.fromkeys(ties, 0)
    for _ in ties:
        moved = {key: max((column[tie.to] + 1 for tie in found), default=0) for key, found in ties.items()}
        moved = {key: min(at, len(ties) - 1) for key, at in moved.items()}
        if moved == column:
            break
        column = moved
    used = {at: n for n, at in enumerate(sorted(set(column.values())))}
    return {key: used[at] for key, at in column.items()}


def _boxes(
    events: Sequence[CanonicalEvent], column: Mapping[str, int], ties: Mapping[str, Sequence[Tied]]
) -> dict[str, Box]:
    below = dict.fromkeys(column.values(), EDGE)
    out = {}
    for event in events:
        at = column[event.id]
        height = max(TALL, LABEL * len(ties[event.id]) + BETWEEN // 2)
        toll = ", ".join(
            f"{number(chosen.value)} {name}"
            for name, chosen in (("killed", event.killed), ("wounded", event.wounded))
            if chosen is not None
        )
        out[event.id] = Box(
            event.id,
            event_address(event.id),
            EDGE + at * (WIDE + GAP),
            below[at],
            height,
            _short(kind(event), LETTERS),
            (days(event.when.value) if event.when else "") or "day not said",
            _short(event.where.value.name if event.where else "place not said", LETTERS),
            _short(toll, LETTERS),
        )
        below[at] += height + BETWEEN
    return out


def _arrow(start: Box, end: Box, n: int, tie: Tied, event: CanonicalEvent) -> Arrow:
    quoted = cites(tie.evidence, event.reports)[0]
    whole = " … ".join(quoted.words)
    top = end.top + LABEL * (n + 1) - 6
    out, into, turn = start.left + WIDE, end.left - GAP + 28, start.top + start.height // 2
    line = f"M{out} {turn} C{out + 20} {turn} {into - 24} {top} {into} {top} L{end.left - 10} {top}"
    relation = SAID[sorted(tie.said, key=STRONGEST.index)[0]]
    return Arrow(line, into, top, relation, f"“{_short(whole, ON_ARROW)}”", whole, quoted)


def _short(text: str, letters: int) -> str:
    text = " ".join(text.split())
    return text if len(text) <= letters else text[: letters - 1].rstrip(" …") + "…"
