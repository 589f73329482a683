"""Makes a page of a template: every value escaped, the same bar above all of them."""

from __future__ import annotations

from importlib.resources import files

from fastapi import Request
from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape
from starlette.responses import HTMLResponse

from dateline.web.formats import offered
from dateline.web.held import held_by
from dateline.web.who import is_team, who

_PAGES = Environment(
    loader=FileSystemLoader(str(files("dateline.web").joinpath("templates"))),
    autoescape=select_autoescape(default=True, default_for_string=True),
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_PAGES.globals["formats"] = offered


def shown(request: Request, template: str, here: str = "", status: int = 200, **values: object) -> HTMLResponse:
    """Return a page.

    Args:
        template: its file under `templates`.
        here: the address in the bar that it belongs to ("/", "/reports", ...).
        values: what the template names; nothing in it is trusted.
    """
    bar = {"ledger": held_by(request).name, "here": here, "user": who(request), "is_team": is_team(request)}
    text = _PAGES.get_template(template).render(request=request, **bar, **values)
    return HTMLResponse(text, status)
