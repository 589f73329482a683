"""Adds one reading to a SQLite ledger. Inserts only; whatever is there already stays as it is."""

from __future__ import annotations

from typing import Any

import apsw

from dateline.errors import SourceError
from dateline.ledger.codec import encoded, reading_digest, report_digest, row_digest
from dateline.ledger.records import EventRecord
from dateline.ledger.view import fold
from dateline.model.claim import Attribution, Claim
from dateline.model.event import Event
from dateline.model.extraction import Extraction
from dateline.model.link import Link, Tally
from dateline.model.report import Evidence, Report, content_id

Row = dict[str, Any]
POLICY = "as_reported"


def add_reading(db: apsw.Connection, extraction: Extraction, reader: str) -> bool:
    """Add what was read from one report; return False, adding nothing, if the ledger holds this very reading.

    Raises:
        SourceError: if the ledger holds another text under the report's id.
    """
    report = extraction.report
    reading_id = content_id(report.id, reading_digest(extraction))
    _add_report(db, report)
    if db.execute("SELECT 1 FROM reading WHERE id = ?", (reading_id,)).fetchone():
        return False
    reading = _reading_row(db, extraction, reading_id, reader)
    _insert(db, "reading", reading | {"digest": row_digest(reading)})
    for position, event in enumerate(extraction.events):
        _add_event(db, event, reading_id, position)
    for sort, said in (("claim", extraction.claims), ("link", extraction.links), ("tally", extraction.tallies)):
        for position, one in enumerate(said):
            _add_statement(db, one, reading_id, sort, position)
    for record in fold(extraction, POLICY):
        row = {"event_key": key_of(reading_id, record.id), "policy": POLICY} | record_row(record)
        _insert(db, "record", row | {"digest": row_digest(row)})
    return True


def key_of(reading_id: str, event_id: str) -> str:
    """Return the key of an event's row in one reading."""
    return content_id(reading_id, event_id)


def evidence_id(report_id: str, start: int, end: int, rule: str) -> str:
    """Return the id of a quotation's row."""
    return content_id(report_id, start, end, rule)


def record_row(record: EventRecord) -> Row:
    """Return an event's folded record as columns."""
    when, where = record.when, record.where
    dates = (when.earliest, when.latest) if when and when.value.placed else (None, None)
    row: Row = {
        "status": record.status,
        "earliest": _day(dates[0]),
        "latest": _day(dates[1]),
        "date_precision": when.precision if when else None,
        "place": where.name if where else None,
        "country": where.country if where else None,
        "latitude": where.lat if where else None,
        "longitude": where.lon if where else None,
        "place_precision": where.precision if where else None,
        "perpetrators": "; ".join(f"{p.name} ({p.responsibility})" for p in record.perpetrators),
        "targets": "; ".join(t.name for t in record.targets),
        "weapons": "; ".join(w.name for w in record.weapons),
        "said_by": "; ".join(dict.fromkeys(c.attribution.speaker for c in record.claims if c.attribution.speaker)),
    }
    for harm, toll in (("killed", record.killed), ("wounded", record.wounded)):
        for bound in ("low", "best", "high"):
            row[f"{harm}_{bound}"] = getattr(toll, bound) if toll else None
    return row


def _add_report(db: apsw.Connection, report: Report) -> None:
    held = db.execute("SELECT digest FROM report WHERE id = ?", (report.id,)).fetchone()
    found = report_digest(report)
    if held is None:
        _insert(db, "report", {"id": report.id, "text": report.text, "digest": found})
    elif held[0] != found:
        raise SourceError(
            "the ledger holds another text under this id",
            report.id,
            "give the report an id of its own, or leave it out",
        )


def _reading_row(db: apsw.Connection, extraction: Extraction, reading_id: str, reader: str) -> Row:
    report = extraction.report
    (before,) = db.execute("SELECT count(*) FROM reading WHERE report_id = ?", (report.id,))
    return {
        "id": reading_id,
        "report_id": report.id,
        "serial": before[0] + 1,
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


def _add_event(db: apsw.Connection, event: Event, reading_id: str, position: int) -> None:
    key = key_of(reading_id, event.id)
    row: Row = {"key": key, "id": event.id, "reading_id": reading_id, "position": position, "kind": event.kind}
    _insert(db, "event", row | {"trigger_id": _add_evidence(db, event.trigger)})
    for number, words in enumerate(event.mentions):
        _insert(db, "mention", {"event_key": key, "position": number, "evidence_id": _add_evidence(db, words)})


def _add_statement(db: apsw.Connection, said: Any, reading_id: str, sort: str, position: int) -> None:
    key = content_id(reading_id, sort, position)
    cites = [(number, _add_evidence(db, words)) for number, words in enumerate(said.evidence)]
    row: Row = {"key": key, "reading_id": reading_id, "position": position, "sort": sort, "first": 0}
    row |= _statement_row(db, said, reading_id)
    _insert(db, "statement", row | {"digest": row_digest(row, cites)})
    for number, words_id in cites:
        _insert(db, "citation", {"statement_key": key, "position": number, "evidence_id": words_id})


def _statement_row(db: apsw.Connection, said: Claim[Any] | Link | Tally, reading_id: str) -> Row:
    if isinstance(said, Tally):
        value = encoded({name: getattr(said, name) for name in Tally.__slots__ if name != "evidence"})
        return {"id": content_id(value, *said.evidence), "value": value}
    if isinstance(said, Link):
        ends = {"event_key": key_of(reading_id, said.source), "target_key": key_of(reading_id, said.target)}
        name = content_id(said.source, said.relation, said.target, *said.evidence)
        return {"id": name, "value": encoded({"relation": said.relation})} | ends | _said(db, said.attribution)
    return {
        "id": said.id,
        "event_key": key_of(reading_id, said.event),
        "slot": said.slot.name,
        "value": encoded(said.value),
        "factuality": said.factuality,
        "as_of": _day(said.as_of),
    } | _said(db, said.attribution)


def _said(db: apsw.Connection, attribution: Attribution) -> Row:
    return {
        "speaker": attribution.speaker,
        "stance": attribution.stance,
        "certainty": attribution.certainty,
        "said": _day(attribution.said),
        "cue_id": _add_evidence(db, attribution.cue) if attribution.cue else None,
    }


def _add_evidence(db: apsw.Connection, words: Evidence) -> str:
    name = evidence_id(words.report_id, words.span.start, words.span.end, words.rule)
    if not db.execute("SELECT 1 FROM evidence WHERE id = ?", (name,)).fetchone():
        row = {"id": name, "report_id": words.report_id, "start_char": words.span.start, "end_char": words.span.end}
        _insert(db, "evidence", row | {"exact": words.exact, "rule": words.rule})
    return name


def _insert(db: apsw.Connection, table: str, row: Row) -> None:
    # Table and column names come from this module, values are bound.
    db.execute(f"INSERT INTO {table} ({', '.join(row)}) VALUES ({', '.join(':' + c for c in row)})", row)


def _day(day: Any) -> str | None:
    return day.isoformat() if day else None
