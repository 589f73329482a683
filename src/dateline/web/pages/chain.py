"""The page of a chain of escalation: what led to an event and what followed it, with the words that say so."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse

from dateline.errors import LedgerError
from dateline.ledger.store.asking import Asked
from dateline.ledger.store.asking.ties import MOST, Chained
from dateline.web.held import held_by
from dateline.web.pages.event import missing
from dateline.web.pages.graph import Node, graph, node
from dateline.web.pages.seen.bonds import Beside, tied
from dateline.web.pages.seen.cites import Other, cites, event_address
from dateline.web.shown import shown

router = APIRouter()
FEW = 60
"""Events that are drawn unless more are asked for."""


@router.get("/chain/{name}", response_class=HTMLResponse)
def chain(request: Request, name: str, most: int = FEW) -> HTMLResponse:
    """Show the chain that an event stands in, as a drawing and as a list.

    Args:
        most: of a longer chain so many events are shown, those nearest to this one.
    """
    held, most = held_by(request), min(max(1, most), MOST)
    with held.opened() as ledger:
        try:
            start = ledger.near(name).find(name)
        except LedgerError as error:
            return missing(request, error.what, error.advice, 404)
        rows, found = ledger.asked(Asked(), held.kept).chain(start, most)
    nodes = [node(row, found.tied.get(row["id"], ())) for row in rows]
    return shown(request, "chain.html", "", **_page(nodes, found, start), start=start, most=most, MOST=MOST)


def _page(nodes: list[Node], found: Chained, start: str) -> dict[str, Any]:
    told = {one.id: Other(one.name, event_address(one.id), one.id) for one in nodes}
    steps = [(one.id, told[one.id], _ties(one, told, found)) for one in nodes]
    drawn, here = graph(nodes, found.reports), told[start]
    return {"graph": drawn, "steps": steps, "title": here.name, "here_": here, "is_cut": found.is_cut}


def _ties(one: Node, told: Mapping[str, Other], found: Chained) -> list[Beside]:
    return [Beside(told[tie.to], tied(tie), cites(tie.evidence, found.reports)) for tie in one.links if tie.to in told]
