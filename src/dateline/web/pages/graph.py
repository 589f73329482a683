"""Lays out a chain of events from left to right: an event stands right of everything that it follows or answers."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate
from typing import Any
from unicodedata import east_asian_width

from dateline.export.words import days, number
from dateline.ledger.canon.records import Tied
from dateline.ledger.together.chains import STRONGEST
from dateline.model.estimate import Estimate
from dateline.model.link import Relation
from dateline.model.report import Report
from dateline.model.when import Precision, When
from dateline.web.pages.seen.cites import Cite, cites, event_address

WIDE, TALL, GAP, BETWEEN, EDGE, LABEL = 216, 96, 210, 28, 16, 46
"""Of a box, its width and height; between columns; between boxes; around all; of the words on one arrow. Pixels."""
OF_KIND, OF_PLACE, OF_TOLL, ON_ARROW = 11.3, 13.7, 13.0, 13.8
"""What fits the lines of a box and an arrow, in sizes of their letters; the list below and the title have all of it."""
NARROW, BROAD = frozenset("fijlrtIJ.,:;'’|()[] "), frozenset("mwMW@%—…")
SAID = {
    Relation.RETALIATION: "retaliation",
    Relation.RESPONSE: "response",
    Relation.CAUSE: "caused",
    Relation.FOLLOWED: "followed by",
    Relation.PART_OF: "part of it",
}
"""What stands on an arrow from the earlier event to the later one."""


@dataclass(frozen=True, slots=True)
class Node:
    """An event of a chain: what it is, when, where, whom it harmed, in words; and what it followed."""

    id: str
    kind: str
    day: str
    place: str
    toll: str
    links: tuple[Tied, ...] = ()

    @property
    def name(self) -> str:
        """What it is called: "shelling, Camp Taji, 2020-03-11"."""
        return ", ".join(filter(None, (self.kind, self.place, self.day)))


def node(row: Mapping[str, Any], links: tuple[Tied, ...] = ()) -> Node:
    """Return a row of the table `canonical` as an event of a chain."""
    first, last = (date.fromisoformat(row[name]) if row[name] else None for name in ("earliest", "latest"))
    when = When(first, last, Precision(row["date_precision"]), "") if first and last else None
    tolls = {harm: [row[f"{harm}_{bound}"] for bound in ("low", "best", "high")] for harm in ("killed", "wounded")}
    said = (f"{number(Estimate(*toll))} {harm}" for harm, toll in tolls.items() if toll != [None, None, None])
    status = "" if row["status"] == "happened" else f" ({row['status']})"
    kind = row["kind"].replace("_", " ") + status
    return Node(row["id"], kind, days(when) if when else "", row["place"] or "", ", ".join(said), links)


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


def graph(events: Sequence[Node], reports: Mapping[str, Report]) -> Graph:
    """Return the drawing of a chain.

    Args:
        events: all of it, by day.
        reports: those that its links quote, by id.
    """
    known = {event.id: event for event in events}
    ties = {event.id: [tie for tie in event.links if tie.to in known] for event in events}
    boxes = _boxes(events, _columns(ties), ties)
    arrows = [
        _arrow(boxes[tie.to], boxes[event.id], n, tie, reports)
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


def _boxes(events: Sequence[Node], column: Mapping[str, int], ties: Mapping[str, Sequence[Tied]]) -> dict[str, Box]:
    below = dict.fromkeys(column.values(), EDGE)
    out = {}
    for event in events:
        at = column[event.id]
        height = max(TALL, LABEL * len(ties[event.id]) + BETWEEN // 2)
        out[event.id] = Box(
            event.id,
            event_address(event.id),
            EDGE + at * (WIDE + GAP),
            below[at],
            height,
            _short(event.kind, OF_KIND),
            event.day or "day not said",
            _short(event.place or "place not said", OF_PLACE),
            _short(event.toll, OF_TOLL),
        )
        below[at] += height + BETWEEN
    return out


def _arrow(start: Box, end: Box, n: int, tie: Tied, reports: Mapping[str, Report]) -> Arrow:
    quoted = cites(tie.evidence, reports)[0]
    whole = " … ".join(quoted.words)
    top = end.top + LABEL * (n + 1) - 6
    out, into, turn = start.left + WIDE, end.left - GAP + 28, start.top + start.height // 2
    line = f"M{out} {turn} C{out + 20} {turn} {into - 24} {top} {into} {top} L{end.left - 10} {top}"
    relation = SAID[sorted(tie.said, key=STRONGEST.index)[0]]
    return Arrow(line, into, top, relation, f"“{_short(whole, ON_ARROW)}”", whole, quoted)


def _short(text: str, room: float) -> str:
    """Cut words that take more room than there is, in sizes of their letters."""
    text = " ".join(text.split())
    ends = list(accumulate(map(_wide, text)))
    if not ends or ends[-1] <= room:
        return text
    return text[: bisect_right(ends, room - _wide("…"))].rstrip(" …") + "…"


def _wide(letter: str) -> float:
    """About the room of a letter in a sans-serif of the wider sort, in sizes of the letter."""
    if letter in BROAD or east_asian_width(letter) in "WF":
        return 1.0
    return 0.4 if letter in NARROW else 0.72 if letter.isupper() else 0.63
