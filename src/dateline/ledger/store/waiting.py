"""What wants a person, found by the database: pairs that may be one event or two, tolls that differ, values that are
seldom right, reports that are not understood. Nothing is folded for it; only what is looked at is."""

from __future__ import annotations

from itertools import islice
from typing import Any, Final

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    Subquery,
    case,
    exists,
    func,
    literal,
    or_,
    select,
    text,
    union_all,
)

from dateline.ledger.canon.decided.decision import PROBLEM
from dateline.ledger.codec import decoded
from dateline.ledger.store import derived
from dateline.ledger.store.databases import Row, in_parts, rows
from dateline.ledger.store.schema.tables import (
    CANONICAL,
    DECISION,
    EVENT,
    JUDGEMENT,
    MEMBER,
    RETRACTION,
    TIE,
    WITHDRAWAL,
)
from dateline.ledger.store.schema.views import CURRENT
from dateline.model.extraction import Problem
from dateline.wordings.relevance import RULE as PASSED_OVER

TOLLS: Final = ("killed", "wounded")
VALUES: Final = (*TOLLS, "when", "where")
"""Slots of which an event has one value."""
NO_DAY: Final = "9999"
"""Behind every day."""
NOTHING: Final = "[]"


def waiting(db: Connection, same: float, weak: float, first: int, most: int) -> tuple[int, list[Row]]:
    """Return how much waits, and a part of it: pairs first, the most uncertain of them first; then tolls, reports
    without a day, values that are not sure, those of the least sure events first, and doubts.

    Args:
        same: the weight from which two tellings are one event.
        weak: a pair that is one event on less than this could be two.
        first, most: which part: from 0, and how many.

    Returns:
        Rows with `sort`: "merge" (`left_id`, `right_id` and the canonical events that these belong to, `left`, `right`;
        `weight`, `margin`, `joined`), "toll" (`event`, `slot`), "undated" (`report`, `events`: the canonical ones
        that it tells), "unsure" (`event`, `slot`) and "problem" (`report`, `events`, `number`: which of its doubts).
    """
    total, found = 0, list[Row]()
    sorts = {"merge": _pairs(same, weak), "toll": _tolls(), "undated": _undated(), "unsure": _unsure()}
    for sort, asked in sorts.items():
        count, part = _part(db, asked, max(0, first - total), most - len(found))
        found += [row | {"sort": sort} for row in part]
        total += count
    count, doubts = _doubts(db, first - total, most - len(found))
    found += doubts
    told = {name: _told(db, name) for name in {row["report"] for row in found if "report" in row}}
    return total + count, [row | {"events": told[row["report"]]} if "report" in row else row for row in found]


def _told(db: Connection, report: str) -> list[str]:
    """The canonical events that a report tells, by the ids of its tellings."""
    events = derived.events_of(db, [report])
    homes = derived.canonical_of(db, events)
    return list(dict.fromkeys(homes[event] for event in events if event in homes))


def _part(db: Connection, asked: Select[Any], first: int, most: int) -> tuple[int, list[Row]]:
    """How many rows there are, and a part of them. Counted as they are found: to ask twice takes twice as long."""
    found = list[Row]()
    if most > 0:
        found = list(rows(db, asked.add_columns(func.count().over().label("all")).limit(most).offset(first)))
    if found:
        return int(found[0]["all"]), [{name: row[name] for name in row if name != "all"} for row in found]
    count = select(func.count()).select_from(asked.order_by(None).subquery())
    return int(db.execute(count).scalar_one()), []


def _pairs(same: float, weak: float) -> Select[Any]:
    """Of each two canonical events the strongest tie between them; of each one the weakest that joins it."""
    left, right = MEMBER.alias("l"), MEMBER.alias("r")
    one, other = left.c.canonical_id, right.c.canonical_id
    joined = one == other
    ends = case((one < other, one), else_=other), case((one < other, other), else_=one)
    # Of equal ones between two events the first by id, within one the last.
    order = case((joined, TIE.c.weight), else_=-TIE.c.weight)
    inside = case((joined, TIE.c.left_id)), case((joined, TIE.c.right_id))
    number = func.row_number().over(
        partition_by=ends,
        order_by=(order, *(end.desc() for end in inside), TIE.c.left_id, TIE.c.right_id),
    )
    tied = (
        select(TIE.c.left_id, TIE.c.right_id, TIE.c.weight, joined.label("joined"), number.label("number"))
        .add_columns(one.label("left"), other.label("right"))
        .join(left, left.c.event_id == TIE.c.left_id)
        .join(right, right.c.event_id == TIE.c.right_id)
        .where(or_(one != other, TIE.c.weight >= same))
        .subquery("tied")
    )
    margin = func.abs(tied.c.weight - same).label("margin")
    query = select(tied.c.left_id, tied.c.right_id, tied.c.left, tied.c.right, tied.c.weight, margin, tied.c.joined)
    uncertain = or_(~tied.c.joined, tied.c.weight < weak)
    return query.where(tied.c.number == 1, uncertain, ~_judged(tied)).order_by("margin", "left_id", "right_id")


def _judged(tied: Subquery) -> ColumnElement[bool]:
    taken_back = select(RETRACTION.c.judgement_id)
    return exists().where(
        JUDGEMENT.c.left_id == tied.c.left_id,
        JUDGEMENT.c.right_id == tied.c.right_id,
        JUDGEMENT.c.id.not_in(taken_back),
    )


def _tolls() -> Select[Any]:
    """Numbers on which reports differ and nobody has decided."""
    c = CANONICAL.c
    parts = []
    for slot in TOLLS:
        parts.append(
            select(c.id.label("event"), literal(slot).label("slot"), func.coalesce(c.earliest, NO_DAY).label("day"))
            .where(c.disputed != "", _listed(c.disputed, slot), ~_decided(slot))
        )  # fmt: skip
    found = union_all(*parts).subquery("tolls")
    return select(found.c.event, found.c.slot).order_by(found.c.day, found.c.event, found.c.slot)


def _unsure() -> Select[Any]:
    """Values of which few like them were right, that nobody has decided and no report disputes."""
    c = CANONICAL.c
    parts = [
        select(c.id.label("event"), literal(slot).label("slot"), c.sureness, c.earliest)
        .where(c.unsure != "", _listed(c.unsure, slot), ~_listed(c.disputed, slot), ~_decided(slot))
        for slot in VALUES
    ]  # fmt: skip
    found = union_all(*parts).subquery("unsure")
    day = func.coalesce(found.c.earliest, NO_DAY)
    return select(found.c.event, found.c.slot).order_by(found.c.sureness, day, found.c.event, found.c.slot)


def _listed(slots: ColumnElement[str], slot: str) -> ColumnElement[bool]:
    """Whether a slot is among those of a column, which has commas between."""
    return (literal(", ") + slots + literal(",")).contains(f", {slot},")


def _decided(slot: str) -> ColumnElement[bool]:
    return exists().where(
        MEMBER.c.canonical_id == CANONICAL.c.id,
        DECISION.c.event_id == MEMBER.c.event_id,
        DECISION.c.slot == slot,
        DECISION.c.id.not_in(select(WITHDRAWAL.c.decision_id)),
    )


def _undated() -> Select[Any]:
    """Reports without a day of publication that tell an event without a day; where all have one, none is missing."""
    c = CURRENT.c
    without = exists().where(
        EVENT.c.reading_id == c.id,
        MEMBER.c.event_id == EVENT.c.id,
        CANONICAL.c.id == MEMBER.c.canonical_id,
        CANONICAL.c.earliest.is_(None),
    )
    return select(c.report_id.label("report"), c.title).where(c.published.is_(None), without).order_by(c.report_id)


def _doubts(db: Connection, first: int, most: int) -> tuple[int, list[Row]]:
    """How many doubts nobody has settled, and a part of them, by day of publication, report, and place in it."""
    c = CURRENT.c
    length = (
        "json_array_length(problems)" if db.dialect.name == "sqlite" else "json_array_length(CAST(problems AS json))"
    )
    noted = c.problems.contains(f'"{PASSED_OVER}"')
    doubtful = select(c.report_id, text(f"{length} AS doubts"), noted.label("noted"))
    found = list(rows(db, doubtful.where(c.problems != NOTHING).order_by(c.published.nulls_first(), c.report_id)))
    left = _unsettled(db, [row["report_id"] for row in found if row["noted"] and row["doubts"] > 1])
    numbers = [
        (row["report_id"], left.get(row["report_id"], range(row["doubts"])))
        for row in found
        if not (row["noted"] and row["doubts"] == 1)  # thousands in a stream of all news
    ]
    every = ({"sort": "problem", "report": report, "number": n} for report, of in numbers for n in of)
    begin = max(0, first)
    return sum(len(of) for _, of in numbers), list(islice(every, begin, begin + max(0, most)))


def _unsettled(db: Connection, noted: list[str]) -> dict[str, list[int]]:
    """Of these reports, and those about whose doubts anybody has decided, which doubts still wait, by their numbers.

    That a report was passed over without reading is no doubt that waits.
    """
    done: dict[str, set[Problem]] = {}
    settled = DECISION.c.slot == PROBLEM, DECISION.c.id.not_in(select(WITHDRAWAL.c.decision_id))
    for row in rows(db, select(DECISION.c.event_id, DECISION.c.value).where(*settled)):
        done.setdefault(row["event_id"], set()).add(decoded(row["value"], Problem))
    reports = select(DECISION.c.event_id).where(*settled)
    query = select(CURRENT.c.report_id, CURRENT.c.problems)
    parts = [
        query.where(CURRENT.c.report_id.in_(reports)),
        *(query.where(CURRENT.c.report_id.in_(some)) for some in in_parts(noted)),
    ]
    doubts = {
        row["report_id"]: decoded(row["problems"], tuple[Problem, ...]) for part in parts for row in rows(db, part)
    }
    return {
        name: [n for n, one in enumerate(of) if one not in done.get(name, ()) and one.rule != PASSED_OVER]
        for name, of in doubts.items()
    }
