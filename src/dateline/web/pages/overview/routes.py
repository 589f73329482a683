"""The overview: one address for what is asked for and how it is shown."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse, Response

from dateline.errors import DatelineError
from dateline.export.html.drawn.map import outlines_file
from dateline.web.pages.overview import worded
from dateline.web.pages.overview.asked import LANES, Asked, chips, label
from dateline.web.pages.overview.inside import ask
from dateline.web.shown import shown

router = APIRouter()
PER = 50
NOTHING: dict[str, Any] = {
    "total": 0, "from": None, "to": None, "grain": "day",
    "lanes": [], "lanes_left": 0, "links": [], "toll": [], "places": [], "places_left": 0, "facets": {}, "beside": {},
}  # fmt: skip


@router.get("/", response_class=HTMLResponse, include_in_schema=False)
async def overview(request: Request) -> HTMLResponse:
    """Show the events that the address asks for. What is wrong with the address is told on the page."""
    asked = Asked.of(request.query_params.multi_items())
    try:
        values = await _asked_for(request, asked)
    except DatelineError as error:
        values = {
            "listed": {"total": 0, "page": 1, "per": PER, "rows": []},
            "sums": NOTHING,
            "whole": None,
            "around": None,
            "counts": {},
        }
        values["wrong"] = error.what
    last = max(1, -(-values["listed"]["total"] // PER))
    lanes = (values["whole"] or values["sums"])["lanes"]
    names = {lane["name"]: label(asked.lanes, lane["name"]) for lane in lanes if lane["name"]}
    drawn = _drawn(values) | {"names": names}
    found = worded.facets(asked, values.pop("counts"))
    return shown(
        request, "overview.html", "/", asked=asked, chips=chips(asked), facets=found, drawn=drawn, last=last,
        pages=worded.pages(values["listed"]["page"], last), days=worded.days, toll=worded.toll, who=worded.who,
        label=label, lanes=LANES, **values,
    )  # fmt: skip


def _drawn(values: dict[str, Any]) -> dict[str, Any]:
    """What the scripts draw. Of all days the timeline alone is drawn, around an area the places alone."""
    sums, whole, around = values["sums"], values["whole"], values.pop("around")
    rows = values["listed"]["rows"]
    return {
        "sums": sums | {"places": worded.listed_at(sums["places"], rows)},
        "whole": whole and whole | {"places": []},
        "around": around and around | {"places": worded.listed_at(around["places"], rows)},
    }


async def _asked_for(request: Request, asked: Asked) -> dict[str, Any]:
    """Return a page of rows and the sums; those of all days too where only some are asked for, and all places likewise.

    A filter with a value chosen counts the others as if none were, so that a second one can be added.
    """
    look = (("lanes", asked.lanes),)
    page = asked.one("page")
    order = (("sort", asked.sort), ("page", page if page.isdecimal() and int(page) else "1"), ("per", str(PER)))
    wants_all = bool(asked.days) and not asked.one("zoom")
    without = [asked.but({"from", "to"})] * wants_all + [asked.but({"area"})] * bool(asked.one("area"))
    # One after the other: they work on the same columns, and the second finds what the first looked up.
    listed = await ask(request, "/api/events", (*asked.filters, *order))
    sums, *others = [await ask(request, "/api/overview", (*filters, *look)) for filters in (asked.filters, *without)]
    whole = others.pop(0) if wants_all else None
    around = {name: others[0][name] for name in ("places", "places_left")} if others else None
    counts = worded.counted(sums) | sums["beside"]
    return {"listed": listed, "sums": sums, "whole": whole, "around": around, "counts": counts, "wrong": ""}


@router.get("/outlines.tsv", include_in_schema=False)
def outlines(request: Request) -> Response:
    """Give the outlines of countries, which the map is drawn on. Source: Natural Earth."""
    return Response(outlines_file(), media_type="text/tab-separated-values", headers={"Cache-Control": "max-age=86400"})
