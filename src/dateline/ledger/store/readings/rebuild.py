"""Makes `Extraction`s again from the rows of readings; every quotation is cut anew from the report's text."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import msgspec
from sqlalchemy import Connection, select

from dateline.errors import EvidenceError, LedgerError
from dateline.ledger.codec import decoded
from dateline.ledger.store.databases import Row, in_parts, rows
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

AT_ONCE = 200
"""Readings whose rows are fetched together."""


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
    return _report(reading, db.execute(select(REPORT.c.text).where(REPORT.c.id == reading["report_id"])).scalar())


def _report(reading: Row, words: str | None) -> Report:
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
    (one,) = rebuild_all(db, [reading])
    return one


def rebuild_all(db: Connection, readings: Sequence[Row]) -> Iterator[Extraction]:
    """Yield what rows of `reading` stand for, in their order: many together are fetched much faster than one by one.

    Raises:
        EvidenceError: if a stored quotation is not what its report says there.
        LedgerError: if a report is missing, or a stored value cannot be read.
    """
    for some in in_parts(readings, AT_ONCE):
        texts = _texts(db, {row["report_id"] for row in some})
        held = _Held.of(db, [row["id"] for row in some], texts)
        for reading in some:
            yield _rebuilt(reading, _report(reading, texts.get(reading["report_id"])), held)


@dataclass(frozen=True, slots=True)
class _Held:
    """The rows of some readings.

    Attributes:
        quote: quotations by the id of their row.
        events, said: rows of events and of statements by reading, in their order.
        names: the printed id of an event, by its key.
        words, mentions: ids of what a statement cites, and of the other wordings of an event, by key.
    """

    quote: dict[str, Evidence]
    events: dict[str, list[Row]]
    said: dict[str, list[Row]]
    names: dict[str, str]
    words: dict[str, list[str]]
    mentions: dict[str, list[str]]

    @classmethod
    def of(cls, db: Connection, ids: Sequence[str], texts: Mapping[str, str]) -> _Held:
        quote = _quotations(db, texts)
        told = rows(db, select(EVENT).where(EVENT.c.reading_id.in_(ids)).order_by(EVENT.c.position))
        events = _grouped(told, "reading_id")
        names = {row["key"]: row["id"] for found in events.values() for row in found}
        order = STATEMENT.c.sort, STATEMENT.c.position
        said = rows(db, select(STATEMENT).where(STATEMENT.c.reading_id.in_(ids)).order_by(*order))
        cites = select(CITATION).join(STATEMENT, STATEMENT.c.key == CITATION.c.statement_key)
        cites = cites.where(STATEMENT.c.reading_id.in_(ids)).order_by(CITATION.c.statement_key, CITATION.c.position)
        more = select(MENTION).join(EVENT, EVENT.c.key == MENTION.c.event_key)
        more = more.where(EVENT.c.reading_id.in_(ids)).order_by(MENTION.c.event_key, MENTION.c.position)
        words, mentions = (
            {key: [row["evidence_id"] for row in found] for key, found in _grouped(rows(db, asked), name).items()}
            for asked, name in ((cites, "statement_key"), (more, "event_key"))
        )
        return cls(quote, events, _grouped(said, "reading_id"), names, words, mentions)


def _rebuilt(reading: Row, report: Report, held: _Held) -> Extraction:
    told, said = held.events.get(reading["id"], ()), held.said.get(reading["id"], ())
    names, words, quote = held.names, held.words, held.quote
    try:
        return Extraction(
            report,
            tuple(_event(row, quote, held.mentions) for row in told),
            tuple(_claim(row, names, words, quote) for row in said if row["sort"] == "claim"),
            tuple(_link(row, names, words, quote) for row in said if row["sort"] == "link"),
            tuple(_tally(row, words, quote) for row in said if row["sort"] == "tally"),
            decoded(reading["problems"], tuple[Problem, ...]),
            decoded(reading["repairs"], tuple[Edit, ...]),
            reading["dateline"],
            decoded(reading["contributors"], tuple[str, ...]),
        )
    except (KeyError, ValueError, TypeError) as error:
        what = f"reading {reading['id']} holds a row that does not fit: {error!r}"
        raise LedgerError(what, str(reading["report_id"]), "run dateline verify") from error


def _texts(db: Connection, ids: Collection[str]) -> dict[str, str]:
    found = db.execute(select(REPORT.c.id, REPORT.c.text).where(REPORT.c.id.in_(sorted(ids))))
    return {row[0]: row[1] for row in found}


def _grouped(found: Iterable[Row], name: str) -> dict[str, list[Row]]:
    out: dict[str, list[Row]] = {}
    for row in found:
        out.setdefault(row[name], []).append(row)
    return out


def _quotations(db: Connection, texts: Mapping[str, str]) -> dict[str, Evidence]:
    """Every quotation of some reports by the id of its row, cut from the text and compared with what is stored."""
    out: dict[str, Evidence] = {}
    reports = {id_: Report(words, id_) for id_, words in texts.items()}
    for row in rows(db, select(EVIDENCE).where(EVIDENCE.c.report_id.in_(sorted(texts)))):
        report = reports[row["report_id"]]
        evidence = report.cite(Span(row["start_char"], row["end_char"]), row["rule"])
        if evidence.exact != row["exact"]:
            raise EvidenceError(
                f"the ledger quotes {row['exact']!r} where the report says {evidence.exact!r}",
                f"{report.id} {row['start_char']}-{row['end_char']}",
                "run dateline verify",
            )
        out[row["id"]] = evidence
    return out


def _event(row: Row, quote: dict[str, Evidence], mentions: dict[str, list[str]]) -> Event:
    trigger, more = quote[row["trigger_id"]], (quote[name] for name in mentions.get(row["key"], ()))
    return Event(row["id"], trigger.report_id, Kind(row["kind"]), trigger, tuple(more))


def _claim(row: Row, names: dict[str, str], words: dict[str, list[str]], quote: dict[str, Evidence]) -> Claim[Any]:
    slot = SLOTS[row["slot"]]
    return Claim(
        names[row["event_key"]],
        slot,
        decoded(row["value"], slot.type),
        _cited(words, row, quote),
        _attribution(row, quote),
        Factuality(row["factuality"]),
        _day(row["as_of"]),
    )


def _link(row: Row, names: dict[str, str], words: dict[str, list[str]], quote: dict[str, Evidence]) -> Link:
    relation = decoded(row["value"], _LinkValue).relation
    return Link(
        names[row["event_key"]], relation, names[row["target_key"]], _cited(words, row, quote), _attribution(row, quote)
    )


def _tally(row: Row, words: dict[str, list[str]], quote: dict[str, Evidence]) -> Tally:
    value = decoded(row["value"], _TallyValue)
    said = {name: getattr(value, name) for name in _TallyValue.__struct_fields__}
    return Tally(evidence=_cited(words, row, quote), **said)


def _cited(words: dict[str, list[str]], row: Row, quote: dict[str, Evidence]) -> Cited:
    found = [quote[name] for name in words.get(row["key"], ())]
    if not found:
        raise EvidenceError(f"a {row['sort']} of the ledger cites no words", row["key"], "run dateline verify")
    return (found[0], *found[1:])


def _attribution(row: Row, quote: dict[str, Evidence]) -> Attribution:
    cue = quote[row["cue_id"]] if row["cue_id"] else None
    return Attribution(row["speaker"], Stance(row["stance"]), row["certainty"], _day(row["said"]), cue)


def _day(day: str | None) -> date | None:
    return date.fromisoformat(day) if day else None
