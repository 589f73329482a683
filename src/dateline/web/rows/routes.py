"""The addresses of this room."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Request

from dateline.ledger.canon import DEFAULT
from dateline.ledger.store.asking import Asked
from dateline.web.held import held_by
from dateline.web.rows import one, overview
from dateline.web.rows.asked import Day, Filters, Page, Per
from dateline.web.rows.table import row_of
from dateline.web.rows.told.event import Event
from dateline.web.rows.told.listed import Chain, Events, Overview, Report, ReportRow, Reports, Told

WRONG: dict[int | str, dict[str, Any]] = {
    400: {"model": Told, "description": "The question cannot be answered so."},
    422: {"model": Told, "description": "A parameter is not what it must be."},
}
NONE: dict[int | str, dict[str, Any]] = {404: {"model": Told, "description": "There is none of that name."}}
Sort = Literal[
    "date", "-date", "killed", "-killed", "reports", "-reports", "kind", "-kind", "country", "-country"
]  # fmt: skip

router = APIRouter(responses=WRONG)


@router.get("/events")
def events(request: Request, asked: Filters, sort: Sort = "date", page: Page = 1, per: Per = 50) -> Events:
    """List the events of all reports, each once."""
    with held_by(request).opened() as ledger:
        listed = ledger.asked(asked).listed(sort, page, per)
    return Events(total=listed.total, page=page, per=per, rows=[row_of(row) for row in listed.rows])


@router.get("/overview")
def sums(request: Request, asked: Filters, lanes: Literal["actor", "country"] = "actor") -> Overview:
    """Give sums over the events: by time and lane, by place, by kind. Few events are also given one by one."""
    with held_by(request).opened() as ledger:
        return overview.overview(ledger.asked(asked), lanes)


@router.get("/events/{id:path}", responses=NONE, response_model=Event, response_model_exclude_unset=True)
def event(
    request: Request,
    id: str,  # noqa: A002
    policy: Annotated[str, Query(description="How one value is chosen from many accounts.")] = DEFAULT,
    as_of: Annotated[Day, Query(description="Only what was known on this day.")] = None,
) -> dict[str, Any]:
    """Give an event with every account of every value and the words that it rests on."""
    with held_by(request).opened() as ledger:
        return one.event(ledger, id, policy or DEFAULT, as_of)


@router.get("/reports")
def reports(request: Request, page: Page = 1, per: Per = 50) -> Reports:
    """List the reports, the latest first."""
    with held_by(request).opened() as ledger:
        listed = ledger.asked(Asked()).reports(page, per)
    rows = [ReportRow(**{name: row[name] for name in ReportRow.model_fields}) for row in listed.rows]
    return Reports(total=listed.total, page=page, per=per, rows=rows)


@router.get("/reports/{id:path}", responses=NONE)
def report(request: Request, id: str) -> Report:  # noqa: A002
    """Give a report as published, with the events, doubts and repairs in it."""
    with held_by(request).opened() as ledger:
        return one.report(ledger, id)


@router.get("/chain/{id:path}", responses=NONE)
def chain(request: Request, id: str) -> Chain:  # noqa: A002
    """Give all events that links connect with one, and the words of each link."""
    with held_by(request).opened() as ledger:
        return one.chain(ledger, id)
