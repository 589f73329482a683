"""The page of one event: its values, who says what, and the words under each of them."""

from __future__ import annotations

from datetime import date
from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse

from dateline.errors import LedgerError
from dateline.ledger import Ledger
from dateline.ledger.canon import DEFAULT
from dateline.ledger.canon.policies import POLICIES
from dateline.ledger.canon.records import CanonicalEvent
from dateline.ledger.together import Merged
from dateline.web.held import held_by
from dateline.web.pages.seen import agreement, bonds, spoken, values
from dateline.web.pages.seen.cites import called, cites, event_address, other, report_address
from dateline.web.shown import shown

router = APIRouter()


@router.get("/event/{name}", response_class=HTMLResponse)
def event(request: Request, name: str, policy: str = DEFAULT, as_of: str = "") -> HTMLResponse:
    """Show an event under a policy, as it was known on a day.

    Args:
        name: its id, or that of one of its tellings.
    """
    try:
        day = date.fromisoformat(as_of) if as_of else None
    except ValueError:
        return missing(request, f"{as_of!r} is no day", "Write it as year-month-day: 2020-03-12.", 400)
    with held_by(request).opened() as ledger:
        try:
            now = ledger.near(name)
            key = now.find(name)
            merged, then = (now, key) if day is None else _then(ledger, now, key, day)
            if not then:
                days = [told for told in _days(now, ledger, key) if told]
                first = f"The first report of it is of {days[0]}." if days else ""
                return missing(request, f"nothing was known of this event on {as_of}", first, 404, event_address(key))
            found = merged.event(then, policy)
        except LedgerError as error:
            return missing(
                request, error.what, error.advice, 404 if error.what.startswith("there is no event") else 400
            )
        return shown(request, "event.html", "", **_page(ledger, merged, found, as_of, _days(now, ledger, key)))


def missing(request: Request, what: str, advice: str, status: int, back: str = "/") -> HTMLResponse:
    """Return a page that says what is not there, and what to do."""
    return shown(request, "missing.html", "", status, what=what, advice=advice, back=back)


def _then(ledger: Ledger, now: Merged, key: str, day: date) -> tuple[Merged, str]:
    """The events as they were known on a day, and the id of this one then; empty if nobody told it yet."""
    merged = ledger.merged(day, key)
    return merged, next((merged.home[one] for one in now.members(key) if one in merged.home), "")


def _days(now: Merged, ledger: Ledger, key: str) -> list[str]:
    """The days on which reports told an event, as the ledger knows it now."""
    told = now.tellings()
    reports = {told[one].report for one in now.members(key)}
    published = (ledger.extraction(report).report.published for report in reports)
    return sorted({day.isoformat() for day in published if day is not None})


def _page(ledger: Ledger, merged: Merged, event: CanonicalEvent, as_of: str, days: list[str]) -> dict[str, Any]:
    columns, lines = agreement.table(event)
    policy = event.policy
    return {
        "event": event,
        "title": other(event).name,
        "figures": values.figures(event),
        "rows": values.rows(event),
        "columns": columns,
        "lines": lines,
        "signs": agreement.SIGNS,
        "differing": spoken.differing(event),
        "people": spoken.people(event),
        "speakers": spoken.by_speaker(event),
        "earlier": bonds.earlier(merged, event, policy),
        "later": bonds.later(merged, event, policy),
        "bonds": bonds.bonds(merged, event),
        "split": bonds.weakest(merged, event),
        "acts": bonds.acts(ledger.history(), event),
        "told": [
            (called(m.report), report_address(m.report.id), m.lead, cites((m.record.trigger,), event.reports))
            for m in event.members
        ],
        "disputed": any(one.conflict for one in event.dissent),
        "policies": POLICIES.values(),
        "as_of": as_of,
        "days": days,
    }
