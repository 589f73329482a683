"""The pages of reports: all of them as a list, and one as it was published, with everything that was read from it."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse

from dateline.errors import LedgerError
from dateline.ledger import Ledger
from dateline.ledger.canon import Decision
from dateline.ledger.canon.decided.decision import NOTE
from dateline.ledger.canon.decided.settled import settled
from dateline.ledger.store.asking import Asked
from dateline.model.extraction import Extraction, Problem
from dateline.model.report import Report
from dateline.web.held import held_by
from dateline.web.pages.event import missing
from dateline.web.pages.seen.cites import called, other, outside, report_address, spans_of, words_address
from dateline.web.pages.seen.text import Use, pieces, uses, visible
from dateline.web.shown import shown

router = APIRouter()
PER = 50
"""Reports on one page of the list."""
FAR = 10**9
"""A page that no ledger has; a larger number fits no database."""
LONGEST = 500
"""Characters of words that reports are searched for."""


@router.get("/reports", response_class=HTMLResponse)
def reports(request: Request, q: str = "", page: int = 1) -> HTMLResponse:
    """Show the reports of the ledger, the latest first.

    Args:
        q: words that each must hold in its text, or in part in its title, outlet, address or id.
        page: from 1; fifty on each.
    """
    with held_by(request).opened() as ledger:
        answers = ledger.asked(Asked(q=q[:LONGEST].replace("\0", " ")), held_by(request).kept)
        found = answers.reports(min(max(1, page), FAR), PER)
        last = max(1, -(-found.total // PER))
        if page > last:
            page, found = last, answers.reports(last, PER)
    rows = [row | {"address": report_address(row["id"])} for row in found.rows]
    page = max(1, page)
    return shown(request, "reports.html", "/reports", rows=rows, total=found.total, q=q, page=page, last=last)


@router.get("/report/{name:path}", response_class=HTMLResponse)
def report(request: Request, name: str, on: str = "", part: str = "") -> HTMLResponse:
    """Show a report as published, every quotation marked.

    Args:
        name: its id, which may hold any character; or that of a review note.
        on: stretches to mark above all ("12-20,40-55", code points).
        part: "text" for the text alone, which a page shows beside a value.
    """
    with held_by(request).opened() as ledger:
        if name.startswith(NOTE):
            note = next((d.note() for d in ledger.decisions() if NOTE + d.id == name), None)
            if note is not None:
                return _answer(request, part, _text(note, None, on, []) | {"read": None, "uses": [], "events": []})
        try:
            found = ledger.extraction(name)
        except LedgerError as error:
            return missing(request, error.what, "", 404, "/reports")
        decisions = ledger.decisions()
        decided = [one for one in decisions if any(words.report_id == name for words in one.words)]
        used, done = uses(found, decided), _settled(decisions, name)
        rest: dict[str, Any] = {} if part else _rest(ledger, found, used, [one.event for one in decided])
    return _answer(request, part, _text(found.report, found, on, used) | rest | {"settled": done})


def _settled(decisions: list[Decision], report: str) -> dict[Problem, list[tuple[str, str]]]:
    """Who settled which problem of a report, when and why; and the address of the note."""
    found = settled(decisions, report)
    return {problem: [(one.signed, report_address(NOTE + one.id)) for one in of] for problem, of in found.items()}


def _answer(request: Request, part: str, told: dict[str, Any]) -> HTMLResponse:
    return shown(request, "text.html" if part == "text" else "report.html", "/reports", **told)


def _text(told: Report, found: Extraction | None, on: str, used: list[Use]) -> dict[str, Any]:
    return {
        "report": told,
        "title": called(told),
        "address": report_address(told.id),
        "outside": outside(told.url),
        "pieces": pieces(told, used, found, spans_of(on, told.text)),
    }


def _rest(ledger: Ledger, found: Extraction, used: list[Use], decided: list[str]) -> dict[str, Any]:
    """What stands beside the text: all that rests on it, the events it tells, repairs and problems.

    Args:
        decided: tellings, maybe of other reports, about which reviewers decided by words of this one.
    """
    merged = ledger.near(found.events[0].id) if found.events else None
    told = [*(event.id for event in found.events), *decided]
    homes = {event: merged.home[event] for event in told if event in merged.home} if merged else {}
    others = {home: other(merged.event(home)) for home in dict.fromkeys(homes.values())} if merged else {}
    grouped: dict[int, list[Use]] = {}
    for use in used:
        grouped.setdefault(use.words.span.start, []).append(use)
    return {
        "read": found,
        "repairs": [
            (visible(found.report.text[e.span.start : e.span.end]), visible(e.becomes), e.rule) for e in found.edits
        ],
        "uses": [
            (start, [(use, words_address((use.words,)), others.get(homes.get(use.event, ""))) for use in used])
            for start, used in grouped.items()
        ],
        "events": [
            (event, words_address((event.trigger,)), others.get(homes.get(event.id, ""))) for event in found.events
        ],
    }
