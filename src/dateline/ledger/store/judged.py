"""What persons judge and decide, what they take back, and inputs that gave no report: facts that stand alone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, Select, Table, select

from dateline.errors import LedgerError
from dateline.ledger.canon.decided.decision import Decision, value_of
from dateline.ledger.codec import encoded, row_digest
from dateline.ledger.store.databases import Row, in_parts, insert, rows
from dateline.ledger.store.readings.write import evidence_id, evidence_row
from dateline.ledger.store.schema.tables import (
    DECISION,
    EVIDENCE,
    GROUND,
    JUDGEMENT,
    REFUSED,
    REPORT,
    RETRACTION,
    WITHDRAWAL,
)
from dateline.model.extraction import Refused
from dateline.model.judgement import Judgement, Retraction, Verdict
from dateline.model.report import Evidence, Report, Span, content_id


def refusal_id(place: str, why: str) -> str:
    """Return the id of a refusal."""
    return content_id(place, why)


def add_refused(db: Connection, refused: Iterable[Refused]) -> None:
    """Keep each refusal once, within a transaction."""
    found: dict[str, Row] = {}
    for one in refused:
        place, why = _storable(one.where), _storable(one.why)
        row = {"id": refusal_id(place, why), "place": place, "why": why}
        found[str(row["id"])] = row | {"digest": row_digest(row)}
    for some in in_parts(sorted(found)):
        held = set(db.scalars(select(REFUSED.c.id).where(REFUSED.c.id.in_(some))))
        insert(db, REFUSED, [found[name] for name in some if name not in held])


def add_judgement(db: Connection, judgement: Judgement) -> bool:
    """Keep a judgement, within a transaction; return False if it is there already."""
    row: Row = {"id": judgement.id, "left_id": judgement.left, "right_id": judgement.right}
    row |= {"verdict": str(judgement.verdict), "by": judgement.by, "why": judgement.why, "made": judgement.when}
    return _add(db, JUDGEMENT, "id", row)


def add_retraction(db: Connection, retraction: Retraction) -> bool:
    """Take a judgement back, within a transaction; return False if it was taken back before.

    Raises:
        LedgerError: if there is no such judgement.
    """
    name = retraction.judgement_id
    if db.execute(select(JUDGEMENT.c.id).where(JUDGEMENT.c.id == name)).first() is None:
        raise LedgerError(f"there is no judgement {name!r}", "", "give the id of one that the ledger holds")
    row: Row = {"judgement_id": name, "by": retraction.by, "why": retraction.why, "made": retraction.when}
    return _add(db, RETRACTION, "judgement_id", row)


def standing(db: Connection, as_of: str | None) -> list[Judgement]:
    """Return the judgements that nobody has taken back, up to an ISO time if one is given, by time, then id."""
    made, taken_back = select(JUDGEMENT), select(RETRACTION.c.judgement_id)
    if as_of is not None:
        made, taken_back = made.where(JUDGEMENT.c.made <= as_of), taken_back.where(RETRACTION.c.made <= as_of)
    found = made.where(JUDGEMENT.c.id.not_in(taken_back)).order_by(JUDGEMENT.c.made, JUDGEMENT.c.id)
    return [judgement_of(row) for row in rows(db, found)]


def add_decision(db: Connection, decision: Decision) -> bool:
    """Keep a decision with the words that it points to, within a transaction; return False if it is there already.

    The databases refuse words that are not in their report.
    """
    row: Row = {"id": decision.id, "event_id": decision.event, "slot": decision.slot}
    row |= {"value": encoded(decision.value), "was": decision.was}
    row |= {"by": decision.by, "why": decision.why, "made": decision.when}
    if not _add(db, DECISION, "id", row, grounds(decision.words)):
        return False
    add_grounds(db, decision.id, decision.words)
    return True


def add_grounds(db: Connection, decision: str, words: Iterable[Evidence]) -> None:
    """Keep the words that a decision points to, within a transaction; each quotation once."""
    quoted = {evidence_id(w.report_id, w.span.start, w.span.end, w.rule): w for w in words}
    held = set(db.scalars(select(EVIDENCE.c.id).where(EVIDENCE.c.id.in_(quoted))))
    insert(db, EVIDENCE, [evidence_row(words) for name, words in quoted.items() if name not in held])
    insert(db, GROUND, [{"decision_id": decision, "position": n, "evidence_id": e} for n, e in enumerate(quoted)])


def grounds(words: Iterable[Evidence]) -> list[list[Any]]:
    """Return the ids of a decision's quotations with their places, as the digest of its row takes them."""
    ids = dict.fromkeys(evidence_id(w.report_id, w.span.start, w.span.end, w.rule) for w in words)
    return [[position, name] for position, name in enumerate(ids)]


def withdraw(db: Connection, retraction: Retraction) -> bool:
    """Take a decision back, within a transaction; return False if it was taken back before."""
    row: Row = {"decision_id": retraction.judgement_id, "by": retraction.by, "why": retraction.why}
    return _add(db, WITHDRAWAL, "decision_id", row | {"made": retraction.when})


def decided(db: Connection, as_of: str | None = None) -> list[Decision]:
    """Return the decisions that nobody has taken back, up to an ISO time if one is given, by time, then id."""
    made, taken_back = select(DECISION), select(WITHDRAWAL.c.decision_id)
    if as_of is not None:
        made, taken_back = made.where(DECISION.c.made <= as_of), taken_back.where(WITHDRAWAL.c.made <= as_of)
    found = made.where(DECISION.c.id.not_in(taken_back)).order_by(DECISION.c.made, DECISION.c.id)
    quoted = quotations(db)
    return [decision_of(row, quoted.get(row["id"], ())) for row in rows(db, found)]


def decision_named(db: Connection, name: str) -> Decision | None:
    """Return the decision of an id, whether it stands or not; None if there is none."""
    quoted = quotations(db)
    found = rows(db, select(DECISION).where(DECISION.c.id == name))
    return next((decision_of(row, quoted.get(row["id"], ())) for row in found), None)


def quotations(db: Connection) -> dict[str, tuple[Evidence, ...]]:
    """Return the words of reports that decisions point to, by the id of the decision, in their order."""
    out: dict[str, tuple[Evidence, ...]] = {}
    joined = (
        select(GROUND.c.decision_id, EVIDENCE, REPORT.c.text)
        .join(EVIDENCE, EVIDENCE.c.id == GROUND.c.evidence_id)
        .join(REPORT, REPORT.c.id == EVIDENCE.c.report_id)
    )
    for row in rows(db, joined.order_by(GROUND.c.decision_id, GROUND.c.position)):
        # The words stay those that are kept, so that `verify` sees where they differ from the report's.
        report = Report(row["text"], row["report_id"])
        words = replace(report.cite(Span(row["start_char"], row["end_char"]), row["rule"]), exact=row["exact"])
        out[row["decision_id"]] = (*out.get(row["decision_id"], ()), words)
    return out


def history(db: Connection) -> list[Judgement | Decision | Retraction]:
    """Return every judgement, decision and retraction by time; at one time in this order, each sort by id."""
    judged = [judgement_of(row) for row in rows(db, _in_order(JUDGEMENT, "id"))]
    quoted = quotations(db)
    made = [decision_of(row, quoted.get(row["id"], ())) for row in rows(db, _in_order(DECISION, "id"))]
    taken = [
        Retraction(row[key], row["by"], row["why"], row["made"])
        for table, key in ((RETRACTION, "judgement_id"), (WITHDRAWAL, "decision_id"))
        for row in rows(db, _in_order(table, key))
    ]
    return sorted([*judged, *made, *taken], key=lambda one: one.when)


def decision_of(row: Row, words: tuple[Evidence, ...]) -> Decision:
    """Return a row of `decision` as a value.

    Args:
        words: what it points to in reports (`quotations`).

    Raises:
        LedgerError: if it is none.
    """
    try:
        value = value_of(row["slot"], row["value"])
        return Decision(row["event_id"], row["slot"], value, row["was"], row["by"], row["why"], row["made"], words)
    except ValueError as error:
        raise LedgerError(f"the decision {row['id']!r} is none: {error}") from error


def judgement_of(row: Row) -> Judgement:
    """Return a row of `judgement` as a value."""
    return Judgement(row["left_id"], row["right_id"], Verdict(row["verdict"]), row["by"], row["why"], row["made"])


def _in_order(table: Table, key: str) -> Select[tuple[object, ...]]:
    return select(table).order_by(table.c.made, table.c[key])


def _add(db: Connection, table: Table, key: str, row: Row, more: Sequence[object] = ()) -> bool:
    for name, words in row.items():
        if words != _storable(words):
            raise LedgerError(f"the {name} holds a character that no ledger keeps", "", "leave it out")
    if db.execute(select(table.c[key]).where(table.c[key] == row[key])).first() is not None:
        return False
    insert(db, table, [row | {"digest": row_digest(row, *more)}])
    return True


def _storable(words: str) -> str:
    """Write out what no database keeps: the name of a file may hold any byte."""
    return words.encode("utf-8", "backslashreplace").decode().replace("\0", "\\x00")
