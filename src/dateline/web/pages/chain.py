"""The page of a chain of escalation: what led to an event and what followed it, with the words that say so."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse

from dateline.errors import LedgerError
from dateline.ledger.canon.records import CanonicalEvent
from dateline.ledger.store.asking import Asked
from dateline.ledger.together.merged import by_day
from dateline.web.held import held_by
from dateline.web.pages.event import missing
from dateline.web.pages.graph import graph
from dateline.web.pages.seen.bonds import Beside, tied
from dateline.web.pages.seen.cites import Other, cites, other
from dateline.web.shown import shown

router = APIRouter()


@router.get("/chain/{name}", response_class=HTMLResponse)
def chain(request: Request, name: str) -> HTMLResponse:
    """Show the chain that an event stands in, as a drawing and as a list."""
    with held_by(request).opened() as ledger:
        try:
            start = ledger.near(name).find(name)
        except LedgerError as error:
            return missing(request, error.what, error.advice, 404)
        rows, _ = ledger.asked(Asked()).chain(start)
        reached = [row["id"] for row in rows if row["id"] != start]
        merged = ledger.near(start, *reached)
        found = sorted(map(merged.event, [start, *reached]), key=by_day)
    told = {event.id: other(event) for event in found}
    steps = [(event.id, told[event.id], _ties(event, told)) for event in found]
    here = told[start]
    return shown(request, "chain.html", "", graph=graph(found), steps=steps, start=start, title=here.name, here_=here)


def _ties(event: CanonicalEvent, told: dict[str, Other]) -> list[Beside]:
    ties = (tie for tie in event.links if tie.to in told)
    return [Beside(told[tie.to], tied(tie), cites(tie.evidence, event.reports)) for tie in ties]
