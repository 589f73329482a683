"""Asks this application's own JSON API, without the network: a page shows what a program would be given."""

from __future__ import annotations

import json
from collections.abc import Iterable, MutableMapping
from typing import Any
from urllib.parse import urlencode

from starlette.requests import Request

from dateline.errors import DatelineError

Json = dict[str, Any]
Query = Iterable[tuple[str, str]]
DROPPED = {"route", "endpoint", "path_params", "router", "root_path"}
"""What the router wrote into the request for the page: it is found anew for the API."""


async def ask(request: Request, path: str, query: Query) -> Json:
    """Return what the API answers.

    Args:
        request: the request for the page; the guard has let it through.
        path: "/api/events", ...
        query: names and values, a name once or more.

    Raises:
        DatelineError: if it answers with an error, or is not there.
    """
    scope = {key: value for key, value in request.scope.items() if key not in DROPPED}
    scope |= {"path": path, "raw_path": path.encode(), "query_string": urlencode(list(query)).encode()}
    scope |= {"method": "GET", "root_path": ""}
    status, parts = 500, list[bytes]()

    async def receive() -> MutableMapping[str, Any]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: MutableMapping[str, Any]) -> None:
        nonlocal status
        status = message.get("status", status)
        parts.append(message.get("body", b""))

    await request.app.router(scope, receive, send)
    return _read(status, b"".join(parts))


def _read(status: int, body: bytes) -> Json:
    try:
        answer = json.loads(body)
    except ValueError:
        answer = None
    if status == 200 and isinstance(answer, dict):
        return answer
    raise DatelineError(_told(answer) or f"the events cannot be asked for (answer {status})")


def _told(answer: object) -> str:
    """Return what an error says, if it is one of ours or of the framework's."""
    if not isinstance(answer, dict):
        return ""
    wrong = answer.get("detail")
    if isinstance(wrong, list):
        return "; ".join(f"{one.get('loc', [''])[-1]}: {one.get('msg', '')}" for one in wrong if isinstance(one, dict))
    return ". ".join(str(answer[key]) for key in ("what", "advice", "detail") if answer.get(key))
