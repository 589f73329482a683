"""One event, one report, one chain: everything about it, and nothing loaded that is far from it."""

from __future__ import annotations

from datetime import date
from typing import Any

from dateline.errors import LedgerError
from dateline.export.canonical import event_dict
from dateline.export.record import quotation
from dateline.ledger import Ledger
from dateline.ledger.canon.decided.settled import settled
from dateline.ledger.canon.records import Tied
from dateline.ledger.store.asking import Asked
from dateline.ledger.store.asking.kept import Kept
from dateline.model.report import Evidence
from dateline.web.rows.table import row_of
from dateline.web.rows.told.event import Quotation
from dateline.web.rows.told.listed import Chain, Doubt, Repair, Report, Said, Telling


def event(ledger: Ledger, name: str, policy: str, as_of: date | None) -> dict[str, Any]:
    """Return a canonical event as `event_dict` gives it, and what followed it.

    Raises:
        LedgerError: if none or more than one is called so, or there is no such policy.
    """
    merged = ledger.near(name)
    home = merged.find(name)
    if as_of is not None:
        told = merged.members(home)
        merged = ledger.merged(as_of, home)
        home = next((merged.home[one] for one in told if one in merged.home), "")
        if not home:
            raise LedgerError(f"there is no event {name!r} known on {as_of}", "", "ask for a later day")
    later = [_followed(event, tie) for event, tie in merged.following(home)]
    return event_dict(merged.event(home, policy)) | {"followed_by": later}


def report(ledger: Ledger, name: str) -> Report:
    """Return a report with what was read in it.

    Raises:
        LedgerError: if there is no such report.
    """
    if "\0" in name:
        raise LedgerError(f"there is no report {name!r}", "", "list the reports with: /api/reports")
    read = ledger.extraction(name)
    done = settled(ledger.decisions(), name)
    homes = ledger.asked(Asked()).homes(one.id for one in read.events)
    told = read.report
    return Report(
        id=told.id,
        published=told.published.isoformat() if told.published else None,
        outlet=told.outlet,
        title=told.title,
        url=told.url,
        dateline=read.dateline,
        text=told.text,
        events=[
            Telling(id=one.id, event=homes[one.id], kind=one.kind, words=_words(one.trigger))
            for one in read.events
            if one.id in homes
        ],
        problems=[
            Doubt(
                start=p.span.start if p.span else None,
                end=p.span.end if p.span else None,
                rule=p.rule,
                what=p.what,
                settled=done[p][-1].signed if p in done else None,
            )
            for p in read.problems
        ],
        repairs=[Repair(start=e.span.start, end=e.span.end, becomes=e.becomes, rule=e.rule) for e in read.edits],
    )


def chain(ledger: Ledger, name: str, kept: Kept) -> Chain:
    """Return the events that links connect with one, the nearest where they are very many, and the words of each link.

    Raises:
        LedgerError: if none or more than one is called so.
    """
    start = ledger.near(name).find(name)
    rows, found = ledger.asked(Asked(), kept).chain(start)
    links = [_said(later, tie) for later, ties in sorted(found.tied.items()) for tie in ties]
    return Chain(start=start, events=[row_of(row) for row in rows], links=links)


def _said(later: str, tie: Tied) -> Said:
    return Said(
        later=later,
        earlier=tie.to,
        kind=tie.relation,
        kinds_said=list(tie.said),
        reports=list(tie.reports),
        evidence=[_words(words) for words in tie.evidence],
    )


def _followed(event: str, tie: Tied) -> dict[str, Any]:
    words = [{"report": one.report_id, **quotation(one)} for one in tie.evidence]
    said = {"event": event, "kind": tie.relation, "kinds_said": list(tie.said)}
    return said | {"reports": list(tie.reports), "evidence": words}


def _words(evidence: Evidence) -> Quotation:
    return Quotation(report=evidence.report_id, **quotation(evidence))
