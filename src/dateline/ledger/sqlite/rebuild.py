"""Makes an `Extraction` again from the rows of one reading; every quotation is cut anew from the report's text."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import apsw
import msgspec

from dateline.errors import EvidenceError, LedgerError
from dateline.ledger.codec import decoded
from dateline.model.actor import Harm
from dateline.model.claim import SLOTS, Attribution, Claim, Factuality, Stance
from dateline.model.estimate import Estimate
from dateline.model.event import Event, Kind
from dateline.model.extraction import Extraction, Problem
from dateline.model.link import Link, Relation, Tally
from dateline.model.page import Edit
from dateline.model.report import Cited, Evidence, Report, Span
from dateline.model.when import When

Row = dict[str, Any]


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


def rows(db: apsw.Connection, sql: str, *values: object) -> Iterator[Row]:
    """Run a query and yield its rows by column name.

    Raises:
        LedgerError: if the file is damaged.
    """
    try:
        cursor = db.execute(sql, values)
        for row in cursor:
            yield dict(zip((c[0] for c in cursor.get_description()), row, strict=True))
    except (apsw.CorruptError, apsw.NotADBError, apsw.IOError, UnicodeDecodeError) as error:
        advice = "take the last good copy; the reports can be read again"
        raise LedgerError(f"the database is damaged: {error}", db.filename, advice) from error


def report_of(db: apsw.Connection, reading: Row) -> Report:
    """Return the report that a row of `reading` reads, with what was given with it."""
    (held,) = rows(db, "SELECT text FROM report WHERE id = ?", reading["report_id"])
    return Report(
        held["text"],
        reading["report_id"],
        reading["outlet"],
        reading["url"],
        reading["title"],
        _day(reading["published"]),
    )


def rebuild(db: apsw.Connection, reading: Row) -> Extraction:
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


def _rebuilt(db: apsw.Connection, reading: Row) -> Extraction:
    report = report_of(db, reading)
    quote = _quotations(db, report)
    events = tuple(_event(db, row, quote) for row in _of(db, "event", reading))
    names = {row["key"]: row["id"] for row in _of(db, "event", reading)}
    said = list(_of(db, "statement", reading))
    words = _citations(db, reading, quote)
    return Extraction(
        report,
        events,
        tuple(_claim(row, names, words, quote) for row in said if row["sort"] == "claim"),
        tuple(_link(row, names, words, quote) for row in said if row["sort"] == "link"),
        tuple(_tally(row, words) for row in said if row["sort"] == "tally"),
        decoded(reading["problems"], tuple[Problem, ...]),
        decoded(reading["repairs"], tuple[Edit, ...]),
        reading["dateline"],
        decoded(reading["contributors"], tuple[str, ...]),
    )


def _of(db: apsw.Connection, table: str, reading: Row) -> Iterator[Row]:
    order = "sort, position" if table == "statement" else "position"
    return rows(db, f"SELECT * FROM {table} WHERE reading_id = ? ORDER BY {order}", reading["id"])


def _quotations(db: apsw.Connection, report: Report) -> dict[str, Evidence]:
    """Every quotation of a report by the id of its row, cut from the text and compared with what is stored."""
    out: dict[str, Evidence] = {}
    for row in rows(db, "SELECT * FROM evidence WHERE report_id = ?", report.id):
        evidence = report.cite(Span(row["start_char"], row["end_char"]), row["rule"])
        if evidence.exact != row["exact"]:
            raise EvidenceError(
                f"the ledger quotes {row['exact']!r} where the report says {evidence.exact!r}",
                f"{report.id} {row['start_char']}-{row['end_char']}",
                "run dateline verify",
            )
        out[row["id"]] = evidence
    return out


def _citations(db: apsw.Connection, reading: Row, quote: dict[str, Evidence]) -> dict[str, list[Evidence]]:
    out: dict[str, list[Evidence]] = {}
    found = rows(
        db,
        "SELECT c.* FROM citation AS c JOIN statement AS s ON s.key = c.statement_key WHERE s.reading_id = ?"
        " ORDER BY c.statement_key, c.position",
        reading["id"],
    )
    for row in found:
        out.setdefault(row["statement_key"], []).append(quote[row["evidence_id"]])
    return out


def _event(db: apsw.Connection, row: Row, quote: dict[str, Evidence]) -> Event:
    said = rows(db, "SELECT evidence_id FROM mention WHERE event_key = ? ORDER BY position", row["key"])
    trigger = quote[row["trigger_id"]]
    return Event(row["id"], trigger.report_id, Kind(row["kind"]), trigger, tuple(quote[m["evidence_id"]] for m in said))


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
