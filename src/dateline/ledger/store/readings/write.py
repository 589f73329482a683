"""Adds readings to a ledger, many in one go: rows are collected first and sent table by table.

Inserts only; whatever is there already stays as it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, select

from dateline.errors import SourceError
from dateline.ledger.codec import UNSTORABLE, check_storable, encoded, reading_digest, report_digest, row_digest
from dateline.ledger.records import EventRecord
from dateline.ledger.store.databases import Row, in_parts, insert, rows
from dateline.ledger.store.schema.tables import CONTENT, EVIDENCE, READING, REPORT
from dateline.ledger.view import fold
from dateline.model.claim import Attribution, Claim
from dateline.model.event import Event
from dateline.model.extraction import Extraction, Refused
from dateline.model.link import Link, Tally
from dateline.model.report import Evidence, content_id

POLICY = "as_reported"
MOST = 2**63 - 1
"""The greatest number that a column of either database holds."""


@dataclass(slots=True)
class Prepared:
    """A reading as rows, before it is known what the ledger holds of it already."""

    extraction: Extraction
    report: Row
    reading: Row
    evidence: dict[str, Row] = field(default_factory=dict)
    rows: dict[str, list[Row]] = field(default_factory=dict)

    def add(self, table: str, row: Row) -> None:
        """Keep a row for its table."""
        self.rows.setdefault(table, []).append(row)

    def cite(self, words: Evidence) -> str:
        """Keep a quotation once; return the id of its row.

        Raises:
            SourceError: if the report does not say this there. The database refuses it too, but would not see it where
                it has the right words of the same place already.
        """
        report, span = self.extraction.report, words.span
        if words.report_id != report.id or report.text[span.start : span.end] != words.exact:
            what = f"the quotation {words.exact[:80]!r} is not at {span.start}-{span.end} of its report"
            raise SourceError(what, report.id, "quote with: Report.cite")
        row = evidence_row(words)
        return str(self.evidence.setdefault(str(row["id"]), row)["id"])


def prepare(extraction: Extraction, reader: str) -> Prepared:
    """Return what was read from one report as rows.

    Raises:
        SourceError: if this report cannot be stored.
    """
    report = extraction.report
    check_storable(report)
    reading_id = content_id(report.id, reading_digest(extraction))
    number = number_of(content_id(report.id))
    held = {"number": number, "id": report.id, "text": report.text, "digest": report_digest(report)}
    found = Prepared(extraction, held, _reading_row(extraction, reading_id, reader))
    for position, event in enumerate(extraction.events):
        _add_event(found, event, reading_id, position)
    for sort, said in (("claim", extraction.claims), ("link", extraction.links), ("tally", extraction.tallies)):
        for position, one in enumerate(said):
            _add_statement(found, one, reading_id, sort, position)
    for record in fold(extraction, POLICY):
        row = {"event_key": key_of(reading_id, record.id), "policy": POLICY} | record_row(record)
        if any(isinstance(value, int) and value > MOST for value in row.values()):
            raise SourceError(f"a number above {MOST:,} {UNSTORABLE}", report.id, "read the report without --ledger")
        found.add("record", row | {"digest": row_digest(row)})
    return found


def prepared(extraction: Extraction, reader: str) -> Prepared | Refused:
    """Return what was read from one report as rows, or why it cannot be stored."""
    try:
        return prepare(extraction, reader)
    except SourceError as error:
        return Refused(error.where, f"{error.what} ({error.advice})")


def add_readings(connection: Connection, found: Sequence[Prepared]) -> list[bool | Refused]:
    """Add readings, within a transaction.

    Returns:
        For each in its order: True if it was added, False if the ledger holds this very reading, or why it cannot
        take the report: it holds another text under its id.
    """
    held = _Held(connection, {one.report["id"] for one in found})
    out, new = [], []
    for one in found:
        result = held.take(one)
        out.append(result)
        if result is True:
            new.append(one)
    # Full-text search writes a piece of its own wherever the numbers do not rise.
    insert(connection, REPORT, sorted(held.new_reports, key=_number))
    evidence = {row["id"]: row for one in new for row in one.evidence.values() if row["id"] not in held.evidence}
    insert(connection, EVIDENCE, sorted(evidence.values(), key=_number))
    insert(connection, READING, [one.reading for one in new])
    for table in CONTENT:
        insert(connection, table, [row for one in new for row in one.rows.get(table.name, ())])
    return out


class _Held:
    """What a ledger holds already of some reports."""

    def __init__(self, connection: Connection, ids: Iterable[str]) -> None:
        self.reports: dict[str, str] = {}
        self.readings: dict[str, set[str]] = {}
        self.evidence: set[str] = set()
        self.new_reports: list[Row] = []
        for some in in_parts(sorted(ids)):
            for row in rows(connection, select(REPORT.c.id, REPORT.c.digest).where(REPORT.c.id.in_(some))):
                self.reports[row["id"]] = row["digest"]
        for some in in_parts(sorted(self.reports)):
            for row in rows(connection, select(READING.c.id, READING.c.report_id).where(READING.c.report_id.in_(some))):
                self.readings.setdefault(row["report_id"], set()).add(row["id"])
            self.evidence |= set(connection.scalars(select(EVIDENCE.c.id).where(EVIDENCE.c.report_id.in_(some))))

    def take(self, one: Prepared) -> bool | Refused:
        """Note a reading that comes now, and complete its row."""
        name, digest = one.report["id"], one.report["digest"]
        if self.reports.setdefault(name, digest) != digest:
            why = "the ledger holds another text under this id (give the report an id of its own, or leave it out)"
            return Refused(name, why)
        known = self.readings.get(name)
        if known is None:
            self.new_reports.append(one.report)
            known = self.readings[name] = set()
        if one.reading["id"] in known:
            return False
        known.add(one.reading["id"])
        one.reading["serial"] = len(known)
        one.reading["digest"] = row_digest(one.reading)
        return True


def key_of(reading_id: str, event_id: str) -> str:
    """Return the key of an event's row in one reading."""
    return content_id(reading_id, event_id)


def evidence_id(report_id: str, start: int, end: int, rule: str) -> str:
    """Return the id of a quotation's row."""
    return content_id(report_id, start, end, rule)


def evidence_row(words: Evidence) -> Row:
    """Return a quotation as a row of `evidence`."""
    span = words.span
    name = evidence_id(words.report_id, span.start, span.end, words.rule)
    row: Row = {"number": number_of(name), "id": name, "report_id": words.report_id, "start_char": span.start}
    return row | {"end_char": span.end, "exact": words.exact, "rule": words.rule}


def number_of(name: str) -> int:
    """Return the number of a row: 63 bits of its id, a hash, so that it is the same whenever the row comes."""
    return int(name, 16) >> 1


def record_row(record: EventRecord) -> Row:
    """Return an event's folded record as columns."""
    when, where = record.when, record.where
    dates = (when.earliest, when.latest) if when and when.value.placed else (None, None)
    row: Row = {
        "status": str(record.status),
        "earliest": _day(dates[0]),
        "latest": _day(dates[1]),
        "date_precision": str(when.precision) if when else None,
        "place": where.name if where else None,
        "country": where.country if where else None,
        "latitude": where.lat if where else None,
        "longitude": where.lon if where else None,
        "place_precision": str(where.precision) if where else None,
        "perpetrators": "; ".join(f"{p.name} ({p.responsibility})" for p in record.perpetrators),
        "targets": "; ".join(t.name for t in record.targets),
        "weapons": "; ".join(w.name for w in record.weapons),
        "said_by": "; ".join(dict.fromkeys(c.attribution.speaker for c in record.claims if c.attribution.speaker)),
    }
    for harm, toll in (("killed", record.killed), ("wounded", record.wounded)):
        for bound in ("low", "best", "high"):
            row[f"{harm}_{bound}"] = getattr(toll, bound) if toll else None
    return row


def _reading_row(extraction: Extraction, reading_id: str, reader: str) -> Row:
    report = extraction.report
    return {
        "id": reading_id,
        "report_id": report.id,
        "reader": reader,
        "outlet": report.outlet,
        "url": report.url,
        "title": report.title,
        "published": _day(report.published),
        "dateline": extraction.dateline,
        "contributors": encoded(extraction.contributors),
        "repairs": encoded(extraction.edits),
        "problems": encoded(extraction.problems),
    }


def _add_event(found: Prepared, event: Event, reading_id: str, position: int) -> None:
    key = key_of(reading_id, event.id)
    row: Row = {"key": key, "id": event.id, "reading_id": reading_id, "position": position, "kind": str(event.kind)}
    found.add("event", row | {"trigger_id": found.cite(event.trigger)})
    for number, words in enumerate(event.mentions):
        found.add("mention", {"event_key": key, "position": number, "evidence_id": found.cite(words)})


def _add_statement(found: Prepared, said: Any, reading_id: str, sort: str, position: int) -> None:
    key = content_id(reading_id, sort, position)
    cites = [(number, found.cite(words)) for number, words in enumerate(said.evidence)]
    row: Row = {"key": key, "reading_id": reading_id, "position": position, "sort": sort, "first": 0}
    row |= _statement_row(found, said, reading_id)
    found.add("statement", row | {"digest": row_digest(row, cites)})
    for number, words_id in cites:
        found.add("citation", {"statement_key": key, "position": number, "evidence_id": words_id})


def _statement_row(found: Prepared, said: Claim[Any] | Link | Tally, reading_id: str) -> Row:
    if isinstance(said, Tally):
        value = encoded({name: getattr(said, name) for name in Tally.__slots__ if name != "evidence"})
        return {"id": content_id(value, *said.evidence), "value": value}
    if isinstance(said, Link):
        ends = {"event_key": key_of(reading_id, said.source), "target_key": key_of(reading_id, said.target)}
        name = content_id(said.source, said.relation, said.target, *said.evidence)
        return {"id": name, "value": encoded({"relation": said.relation})} | ends | _said(found, said.attribution)
    return {
        "id": said.id,
        "event_key": key_of(reading_id, said.event),
        "slot": said.slot.name,
        "value": encoded(said.value),
        "factuality": str(said.factuality),
        "as_of": _day(said.as_of),
    } | _said(found, said.attribution)


def _said(found: Prepared, attribution: Attribution) -> Row:
    return {
        "speaker": attribution.speaker,
        "stance": str(attribution.stance),
        "certainty": attribution.certainty,
        "said": _day(attribution.said),
        "cue_id": found.cite(attribution.cue) if attribution.cue else None,
    }


def _number(row: Row) -> int:
    return int(row["number"])


def _day(day: Any) -> str | None:
    return day.isoformat() if day else None
