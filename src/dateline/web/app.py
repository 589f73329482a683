"""The application: the ledger that is served, the guard before it, and the routes behind."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from importlib.resources import files

from fastapi import APIRouter, FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from fastapi.staticfiles import StaticFiles
from starlette.middleware.base import BaseHTTPMiddleware
from starlette.responses import Response

from dateline.errors import DatelineError
from dateline.ledger.reader import reader
from dateline.web.acts import routes as acts
from dateline.web.guard import Next
from dateline.web.held import Held
from dateline.web.pages import routes as pages
from dateline.web.rows import routes as rows


def make_app(held: Held, guard: Callable[[Request, Next], Awaitable[Response]], *more: APIRouter) -> FastAPI:
    """Return the application for one ledger.

    Args:
        held: the ledger.
        guard: who may ask.
        more: further addresses.
    """
    app = FastAPI(title="Dateline", version=reader(), docs_url=None, redoc_url=None, openapi_url="/api/openapi.json")
    app.state.held = held
    app.add_middleware(BaseHTTPMiddleware, dispatch=guard)
    app.add_exception_handler(DatelineError, _told)
    app.add_exception_handler(RequestValidationError, _wrong)
    app.include_router(rows.router, prefix="/api")
    app.include_router(acts.router)
    app.include_router(pages.router)
    for router in more:
        app.include_router(router)
    app.mount("/static", StaticFiles(directory=str(files("dateline.web").joinpath("static"))), name="static")
    return app


async def _told(request: Request, error: Exception) -> JSONResponse:
    """Tell what the user can do about an error, as the command line does."""
    what = error if isinstance(error, DatelineError) else DatelineError(str(error))
    status = 404 if what.what.startswith("there is no") else 400
    return JSONResponse({"what": what.what, "where": what.where, "advice": what.advice}, status)


async def _wrong(request: Request, error: Exception) -> JSONResponse:
    """Tell which parameters are not what they must be, in the same words."""
    found = error.errors() if isinstance(error, RequestValidationError) else []
    names = [str(one["loc"][1:2] and one["loc"][1]) for one in found]
    what = "; ".join(f"{name}: {one['msg']}" for name, one in zip(names, found, strict=True))
    where = ", ".join(names)
    return JSONResponse({"what": what, "where": where, "advice": "see /api/openapi.json for what may be asked"}, 422)
