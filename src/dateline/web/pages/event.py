"""The page of one event: its values, who says what, and the words under each of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse

from dateline.errors import LedgerError
from dateline.ledger import Ledger
from dateline.ledger.canon import DEFAULT
from dateline.ledger.canon.policies import POLICIES
from dateline.ledger.canon.records import CanonicalEvent, Member
from dateline.ledger.store.asking.kept import LARGE
from dateline.ledger.together import Merged
from dateline.web.held import Held, held_by
from dateline.web.pages.seen import agreement, bonds, spoken, values
from dateline.web.pages.seen.cites import Cite, cites, event_address, other, report_address
from dateline.web.shown import shown

router = APIRouter()


PER = 50
"""Tellings on one page."""


@router.get("/event/{name}", response_class=HTMLResponse)
def event(request: Request, name: str, policy: str = DEFAULT, as_of: str = "", page: int = 1) -> HTMLResponse:
    """Show an event under a policy, as it was known on a day.

    Args:
        name: its id, or that of one of its tellings.
        page: which of its tellings are shown, from 1; fifty on each.
    """
    try:
        day = date.fromisoformat(as_of) if as_of else None
    except ValueError:
        return missing(request, f"{as_of!r} is no day", "Write it as year-month-day: 2020-03-12.", 400)
    held = held_by(request)
    try:
        seen = held.kept.answer(("event", name, policy, day), lambda: _seen(held, name, policy, day), LARGE)
    except LedgerError as error:
        return missing(request, error.what, error.advice, 404 if error.what.startswith("there is no event") else 400)
    if seen.event is None:
        first = f"The first report of it is of {seen.days[0]}." if seen.days else ""
        address = event_address(seen.key)
        return missing(request, f"nothing was known of this event on {as_of}", first, 404, address)
    return shown(request, "event.html", "", **seen.told, **_page(seen.event, page), as_of=as_of, days=seen.days)


def missing(request: Request, what: str, advice: str, status: int, back: str = "/") -> HTMLResponse:
    """Return a page that says what is not there, and what to do."""
    return shown(request, "missing.html", "", status, what=what, advice=advice, back=back)


@dataclass(frozen=True, slots=True)
class _Seen:
    """What a page shows of an event, whichever of its tellings.

    Attributes:
        key: the id of the event, as the ledger knows it now.
        event: None if nothing was known of it on the day that is asked for.
        days: on which reports told it, as the ledger knows it now.
        told: the values of the template that are of no single telling.
    """

    key: str
    event: CanonicalEvent | None
    days: list[str]
    told: dict[str, Any]


def _seen(held: Held, name: str, policy: str, day: date | None) -> _Seen:
    with held.opened() as ledger:
        now = ledger.near(name)
        key = now.find(name)
        days = _days(now, key)
        merged, then = (now, key) if day is None else _then(ledger, now, key, day)
        if not then:
            return _Seen(key, None, days, {})
        event = merged.event(then, policy)
        return _Seen(key, event, days, _whole(ledger, merged, event))


def _then(ledger: Ledger, now: Merged, key: str, day: date) -> tuple[Merged, str]:
    """The events as they were known on a day, and the id of this one then; empty if nobody told it yet."""
    merged = ledger.merged(day, key)
    return merged, next((merged.home[one] for one in now.members(key) if one in merged.home), "")


def _days(now: Merged, key: str) -> list[str]:
    """The days on which reports told an event."""
    published = (told.published for told in now.tellings(now.members(key)).values())
    return sorted({day.isoformat() for day in published if day is not None})


def _whole(ledger: Ledger, merged: Merged, event: CanonicalEvent) -> dict[str, Any]:
    """What is told of an event as a whole."""
    policy = event.policy
    return {
        "event": event,
        "title": other(event).name,
        "figures": values.figures(event),
        "rows": values.rows(event),
        "signs": agreement.SIGNS,
        "differing": spoken.differing(event),
        "people": spoken.people(event),
        "earlier": bonds.earlier(merged, event, policy),
        "later": bonds.later(merged, event, policy),
        "bonds": bonds.bonds(merged, event),
        "split": bonds.weakest(merged, event),
        "acts": bonds.acts(ledger.history(), event),
        "disputed": any(one.conflict for one in event.dissent),
        "policies": POLICIES.values(),
    }


def _page(event: CanonicalEvent, page: int) -> dict[str, Any]:
    """What is told of single tellings: a page of them, by day of publication."""
    last = max(1, -(-len(event.members) // PER))
    page = min(max(1, page), last)
    members = event.members[(page - 1) * PER : page * PER]
    columns, lines = agreement.table(event, members)
    return {
        "page": page,
        "last": last,
        "columns": columns,
        "lines": lines,
        "voices": agreement.voices(lines),
        "speakers": spoken.by_speaker(event, members),
        "told": [(report_address(m.report.id), m.lead, _trigger(m, event)) for m in members],
    }


def _trigger(member: Member, event: CanonicalEvent) -> tuple[Cite, ...]:
    return cites((member.record.trigger,), event.reports)
