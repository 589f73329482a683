"""The addresses of this room."""

from __future__ import annotations

import tempfile
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import msgspec
from fastapi import APIRouter, Query, Request
from starlette.datastructures import FormData, UploadFile
from starlette.responses import HTMLResponse, JSONResponse, Response, StreamingResponse

from dateline.errors import MergeError, SourceError
from dateline.ledger.canon.slots.decided import stood
from dateline.model.event import EventStatus, Kind
from dateline.web.acts import adding, deciding, judging, waiting
from dateline.web.acts.leaving import taken
from dateline.web.acts.review import settling, splitting
from dateline.web.held import held_by
from dateline.web.pages.seen import bonds
from dateline.web.pages.seen.cites import called
from dateline.web.rows.asked import Filters, Page
from dateline.web.shown import shown
from dateline.web.who import did, own_only, redactor, reviewer

router = APIRouter()
Id = Annotated[str, Query(min_length=1, max_length=500)]


def _told(error: MergeError) -> JSONResponse:
    status = 403 if isinstance(error, judging.NotYoursError) else 409
    return JSONResponse({"what": error.what, "where": error.where, "advice": error.advice}, status)


def _kept(request: Request, ids: list[str], status: int = 201) -> JSONResponse:
    did(request, f"ids {', '.join(ids)}")
    return JSONResponse({"ids": ids}, status)


@router.post("/api/judgements", response_model=None)
def judge(request: Request, asked: judging.Judged) -> Response:
    """Say that two events are one, or two."""
    try:
        with held_by(request).opened() as ledger:
            ids = judging.judge(ledger, asked, reviewer(request))
        return _kept(request, ids)
    except judging.ChangedError as error:
        return _told(error)


@router.post("/api/decisions", response_model=None)
def decide(request: Request, asked: deciding.Corrected) -> Response:
    """Say what a value is, or that a claim stands or does not."""
    try:
        with held_by(request).opened() as ledger:
            ids = [deciding.decide(ledger, asked, reviewer(request))]
        return _kept(request, ids)
    except judging.ChangedError as error:
        return _told(error)


@router.post("/api/splits", response_model=None)
def split(request: Request, asked: splitting.Split) -> Response:
    """Say that some tellings of an event are another one."""
    try:
        with held_by(request).opened() as ledger:
            ids = splitting.split(ledger, asked, reviewer(request))
        return _kept(request, ids, 201)
    except judging.ChangedError as error:
        return _told(error)


@router.post("/api/settlements", response_model=None)
def settle(request: Request, asked: settling.Settled) -> Response:
    """Say that nothing is left to do about what was not understood in a report."""
    try:
        with held_by(request).opened() as ledger:
            ids = [settling.keep(ledger, asked, reviewer(request))]
        return _kept(request, ids)
    except judging.ChangedError as error:
        return _told(error)


@router.post("/api/undo", response_model=None)
def undo(request: Request, asked: judging.Undone) -> Response:
    """Take a judgement or a decision back; it stays in the history."""
    try:
        with held_by(request).opened() as ledger:
            ids = judging.undo(ledger, asked, reviewer(request), own_only(request))
        return _kept(request, ids, 200)
    except (judging.ChangedError, judging.NotYoursError) as error:
        return _told(error)


@router.get("/api/history")
def history(request: Request, most: Annotated[int, Query(ge=1)] = 10**6) -> list[dict[str, Any]]:
    """List the acts of reviewers, the last one first."""
    with held_by(request).opened() as ledger:
        return judging.history(ledger, most)


@router.get("/api/queue", response_model=None)
def queue(request: Request, page: Page = 1, per: Annotated[int, Query(ge=1, le=200)] = 10) -> Response:
    """List what wants a person, the most uncertain first, each with its reason; `total` counts all of it."""
    held = held_by(request)

    def found() -> bytes:
        with held.opened() as ledger:
            return msgspec.json.encode(waiting.waiting(ledger, page, per, held.kept))

    return Response(held.kept.answer(("queue", page, per), found), media_type="application/json")


@router.get("/api/stood")
def stands(request: Request, event: Id) -> dict[str, Any]:
    """Give what stands in each slot of an event in the words that a correction takes; and its tellings, to split it."""
    with held_by(request).opened() as ledger:
        merged = ledger.near(event)
        found = merged.event(merged.find(event))
        weak = bonds.weakest(merged, found)
    apart = weak.apart if weak is not None else frozenset[str]()
    tellings = [{"id": m.record.id, "name": called(m.report), "apart": m.record.id in apart} for m in found.members]
    slots = {slot: stood(found, slot) for slot in deciding.SLOTS}
    told = {member.report.id: called(member.report) for member in found.members}
    reports = [{"id": id_, "name": name} for id_, name in told.items()]
    listed = {"kinds": list(Kind), "statuses": list(EventStatus), "reports": reports, "tellings": tellings}
    return {"event": found.id, "slots": slots} | listed


@router.post("/api/reports", response_model=None)
async def add(request: Request) -> Response:
    """Read pasted text (form field `text`) or files (`files`); tell what became of each, a line of JSON each."""
    length = request.headers.get("content-length", "")
    if not length.isascii() or not length.isdecimal() or int(length[:12]) > adding.BODY_LIMIT:
        what = f"this is more than {adding.BODY_LIMIT // 1_000_000} MB at once, or nobody says how much it is"
        return JSONResponse({"what": what, "where": "", "advice": "read much with: dateline read"}, 413)
    async with request.form(max_files=500, max_part_size=adding.BODY_LIMIT) as form:
        pasted, published = _pasted(form), _day(_field(form, "published"))
        named = [one for one in form.getlist("files") if isinstance(one, UploadFile) and one.filename]
        if pasted is None and not named:
            raise SourceError("nothing was given to read", "", "paste a text, or choose a file")
        folder = Path(tempfile.mkdtemp(prefix="dateline-"))
        files = [adding.kept(folder, n, one.filename or "", one.file) for n, one in enumerate(named)]
    did(request, ", ".join([path.name for path in files] + ["pasted text"] * (pasted is not None))[:500])
    lines = adding.added(held_by(request), adding.given(pasted, files, published), folder)
    return StreamingResponse(lines, media_type="application/x-ndjson")


def _pasted(form: FormData) -> adding.Pasted | None:
    text = _field(form, "text")
    if not text.strip():
        return None
    outlet, url, title = (_field(form, name).strip() for name in ("outlet", "url", "title"))
    if max(map(len, (outlet, url, title))) > 2000:
        raise SourceError("outlet, address or title is longer than 2,000 characters", "", "shorten it")
    return adding.Pasted(text.replace("\r\n", "\n"), _day(_field(form, "published")), outlet, url, title)


def _field(form: FormData, name: str) -> str:
    value = form.get(name, "")
    return value if isinstance(value, str) else ""


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise SourceError(f"{text!r} is no date", "published", "write it as year-month-day: 2020-03-12") from error


@router.get("/api/export/{name}", response_model=None)
def export(
    request: Request,
    name: str,
    asked: Filters,
    policy: Annotated[str, Query(max_length=100)] = "",
) -> Response:
    """Give the selected events as a file; a zip where further files stand beside it."""
    held = held_by(request)
    with held.opened() as ledger:
        content, file = taken(ledger, name, asked, policy, held.name, redactor(request), held.kept)
    given = {"Content-Disposition": f'attachment; filename="{file}"'}
    return Response(content, media_type="application/octet-stream", headers=given)


@router.get("/review", include_in_schema=False)
def review(request: Request) -> HTMLResponse:
    """Show the queue."""
    return shown(request, "review.html", "/review", reviewer=reviewer(request))


@router.get("/add", include_in_schema=False)
def add_page(request: Request) -> HTMLResponse:
    """Show where reports are pasted and dropped, and the formats to take the ledger away in."""
    return shown(request, "add.html", "/add")
