"""Makes an `Extraction` again from the rows of one reading; every quotation is cut anew from the report's text."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import msgspec
from sqlalchemy import Connection, select

from dateline.errors import EvidenceError, LedgerError
from dateline.ledger.codec import decoded
from dateline.ledger.store.databases import Row, rows
from dateline.ledger.store.schema.tables import CITATION, EVENT, EVIDENCE, MENTION, REPORT, STATEMENT
from dateline.model.actor import Harm
from dateline.model.claim import SLOTS, Attribution, Claim, Factuality, Stance
from dateline.model.estimate import Estimate
from dateline.model.event import Event, Kind
from dateline.model.extraction import Extraction, Problem
from dateline.model.link import Link, Relation, Tally
from dateline.model.page import Edit
from dateline.model.report import Cited, Evidence, Report, Span
from dateline.model.when import When


class _TallyValue(msgspec.Struct):
    harm: Harm
    estimate: Estimate
    group: str | None
    places: tuple[str, ...]
    since: str | None
    as_of: When | None
    source: str | None


class _LinkValue(msgspec.Struct):
    relation: Relation


def report_of(db: Connection, reading: Row) -> Report:
    """Return the report that a row of `reading` reads, with what was given with it.

    Raises:
        LedgerError: if the report is not there any more.
    """
    words = db.execute(select(REPORT.c.text).where(REPORT.c.id == reading["report_id"])).scalar()
    if words is None:
        raise LedgerError(
            "a report is missing that the ledger has a reading of", reading["report_id"], "run dateline verify"
        )
    return Report(
        words,
        reading["report_id"],
        reading["outlet"],
        reading["url"],
        reading["title"],
        _day(reading["published"]),
    )


def rebuild(db: Connection, reading: Row) -> Extraction:
    """Return what one row of `reading` stands for.

    Raises:
        EvidenceError: if a stored quotation is not what the report says there.
        LedgerError: if a stored value cannot be read.
    """
    try:
        return _rebuilt(db, reading)
    except (KeyError, ValueError, TypeError) as error:
        what = f"reading {reading['id']} holds a row that does not fit: {error!r}"
        raise LedgerError(what, str(reading["report_id"]), "run dateline verify") from error


def _rebuilt(db: Connection, reading: Row) -> Extraction:
    report = report_of(db, reading)
    quote = _quotations(db, report)
    told = list(rows(db, select(EVENT).where(EVENT.c.reading_id == reading["id"]).order_by(EVENT.c.position)))
    names = {row["key"]: row["id"] for row in told}
    said = list(_statements(db, reading))
    words = _citations(db, reading, quote)
    mentions = _mentions(db, reading, quote)
    return Extraction(
        report,
        tuple(_event(row, quote, mentions) for row in told),
        tuple(_claim(row, names, words, quote) for row in said if row["sort"] == "claim"),
        tuple(_link(row, names, words, quote) for row in said if row["sort"] == "link"),
        tuple(_tally(row, words) for row in said if row["sort"] == "tally"),
        decoded(reading["problems"], tuple[Problem, ...]),
        decoded(reading["repairs"], tuple[Edit, ...]),
        reading["dateline"],
        decoded(reading["contributors"], tuple[str, ...]),
    )


def _statements(db: Connection, reading: Row) -> Iterator[Row]:
    order = (STATEMENT.c.sort, STATEMENT.c.position)
    return rows(db, select(STATEMENT).where(STATEMENT.c.reading_id == reading["id"]).order_by(*order))


def _quotations(db: Connection, report: Report) -> dict[str, Evidence]:
    """Every quotation of a report by the id of its row, cut from the text and compared with what is stored."""
    out: dict[str, Evidence] = {}
    for row in rows(db, select(EVIDENCE).where(EVIDENCE.c.report_id == report.id)):
        evidence = report.cite(Span(row["start_char"], row["end_char"]), row["rule"])
        if evidence.exact != row["exact"]:
            raise EvidenceError(
                f"the ledger quotes {row['exact']!r} where the report says {evidence.exact!r}",
                f"{report.id} {row['start_char']}-{row['end_char']}",
                "run dateline verify",
            )
        out[row["id"]] = evidence
    return out


def _citations(db: Connection, reading: Row, quote: dict[str, Evidence]) -> dict[str, list[Evidence]]:
    """The words that each statement of a reading cites, by its key."""
    out: dict[str, list[Evidence]] = {}
    of_reading = select(CITATION).join(STATEMENT, STATEMENT.c.key == CITATION.c.statement_key)
    found = of_reading.where(STATEMENT.c.reading_id == reading["id"])
    for row in rows(db, found.order_by(CITATION.c.statement_key, CITATION.c.position)):
        out.setdefault(row["statement_key"], []).append(quote[row["evidence_id"]])
    return out


def _mentions(db: Connection, reading: Row, quote: dict[str, Evidence]) -> dict[str, list[Evidence]]:
    """The other wordings of each event of a reading, by its key."""
    out: dict[str, list[Evidence]] = {}
    found = select(MENTION).join(EVENT, EVENT.c.key == MENTION.c.event_key).where(EVENT.c.reading_id == reading["id"])
    for row in rows(db, found.order_by(MENTION.c.event_key, MENTION.c.position)):
        out.setdefault(row["event_key"], []).append(quote[row["evidence_id"]])
    return out


def _event(row: Row, quote: dict[str, Evidence], mentions: dict[str, list[Evidence]]) -> Event:
    trigger = quote[row["trigger_id"]]
    return Event(row["id"], trigger.report_id, Kind(row["kind"]), trigger, tuple(mentions.get(row["key"], ())))


def _claim(row: Row, names: dict[str, str], words: dict[str, list[Evidence]], quote: dict[str, Evidence]) -> Claim[Any]:
    slot = SLOTS[row["slot"]]
    return Claim(
        names[row["event_key"]],
        slot,
        decoded(row["value"], slot.type),
        _cited(words, row),
        _attribution(row, quote),
        Factuality(row["factuality"]),
        _day(row["as_of"]),
    )


def _link(row: Row, names: dict[str, str], words: dict[str, list[Evidence]], quote: dict[str, Evidence]) -> Link:
    relation = decoded(row["value"], _LinkValue).relation
    return Link(
        names[row["event_key"]], relation, names[row["target_key"]], _cited(words, row), _attribution(row, quote)
    )


def _tally(row: Row, words: dict[str, list[Evidence]]) -> Tally:
    value = decoded(row["value"], _TallyValue)
    said = {name: getattr(value, name) for name in _TallyValue.__struct_fields__}
    return Tally(evidence=_cited(words, row), **said)


def _cited(words: dict[str, list[Evidence]], row: Row) -> Cited:
    found = words.get(row["key"])
    if not found:
        raise EvidenceError(f"a {row['sort']} of the ledger cites no words", row["key"], "run dateline verify")
    return (found[0], *found[1:])


def _attribution(row: Row, quote: dict[str, Evidence]) -> Attribution:
    cue = quote[row["cue_id"]] if row["cue_id"] else None
    return Attribution(row["speaker"], Stance(row["stance"]), row["certainty"], _day(row["said"]), cue)


def _day(day: str | None) -> date | None:
    return date.fromisoformat(day) if day else None
