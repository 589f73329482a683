"""The addresses of this room."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Request, Response
from pydantic import BaseModel

from dateline.ledger.canon import DEFAULT
from dateline.ledger.store.asking import Asked
from dateline.web.held import Held, held_by
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
    "date", "-date", "killed", "-killed", "wounded", "-wounded", "reports", "-reports",
    "kind", "-kind", "country", "-country",
]  # fmt: skip
AS_OF = (
    "Only what was known on this day. In a ledger of more than 2,000 reports it is worked out from the reports around"
    " the event alone."
)
Text = Annotated[str, Query(max_length=500, description="Words that each report has.")]

router = APIRouter(responses=WRONG)


def _kept(held: Held, question: tuple[object, ...], make: Callable[[], BaseModel]) -> Response:
    """Answer a question as it was answered before, if nobody has written since."""
    body = held.kept.answer(question, lambda: make().model_dump_json(by_alias=True).encode())
    return Response(body, media_type="application/json")


@router.get("/events", response_model=Events)
def events(request: Request, asked: Filters, sort: Sort = "date", page: Page = 1, per: Per = 50) -> Response:
    """List the events of all reports, each once."""
    held = held_by(request)

    def found() -> Events:
        with held.opened() as ledger:
            listed = ledger.asked(asked, held.kept).listed(sort, page, per)
        return Events(total=listed.total, page=page, per=per, rows=[row_of(row) for row in listed.rows])

    return _kept(held, ("events", asked, sort, page, per), found)


@router.get("/overview", response_model=Overview)
def sums(request: Request, asked: Filters, lanes: Literal["actor", "country"] = "actor") -> Response:
    """Give sums over the events: by time and lane, by place, by kind. Few events are also given one by one."""
    held = held_by(request)

    def found() -> Overview:
        with held.opened() as ledger:
            return overview.overview(ledger.asked(asked, held.kept), lanes)

    return _kept(held, ("overview", asked, lanes), found)


@router.get("/events/{id:path}", responses=NONE, response_model=Event, response_model_exclude_unset=True)
def event(
    request: Request,
    id: str,  # noqa: A002
    policy: Annotated[str, Query(description="How one value is chosen from many accounts.")] = DEFAULT,
    as_of: Annotated[Day, Query(description=AS_OF)] = None,
) -> dict[str, Any]:
    """Give an event with every account of every value and the words that it rests on."""
    with held_by(request).opened() as ledger:
        return one.event(ledger, id, policy or DEFAULT, as_of)


@router.get("/reports", response_model=Reports)
def reports(request: Request, q: Text = "", page: Page = 1, per: Per = 50) -> Response:
    """List the reports, or those with these words, the latest first."""
    held = held_by(request)

    def found() -> Reports:
        with held.opened() as ledger:
            listed = ledger.asked(Asked(q=q), held.kept).reports(page, per)
        rows = [ReportRow(**{name: row[name] for name in ReportRow.model_fields}) for row in listed.rows]
        return Reports(total=listed.total, page=page, per=per, rows=rows)

    return _kept(held, ("reports", q, page, per), found)


@router.get("/reports/{id:path}", responses=NONE)
def report(request: Request, id: str) -> Report:  # noqa: A002
    """Give a report as published, with the events, doubts and repairs in it."""
    with held_by(request).opened() as ledger:
        return one.report(ledger, id)


@router.get("/chain/{id:path}", responses=NONE)
def chain(request: Request, id: str) -> Chain:  # noqa: A002
    """Give the events that links connect with one, the 500 nearest at most, and the words of each link."""
    held = held_by(request)
    with held.opened() as ledger:
        return one.chain(ledger, id, held.kept)
