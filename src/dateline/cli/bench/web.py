"""`dateline bench web`: how long the local page's questions take in a large ledger, asked through the application."""

from __future__ import annotations

import asyncio
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any
from urllib.parse import urlsplit

import typer

from dateline.cli.bench.sheet import Day, Write, publish, say

if TYPE_CHECKING:
    from fastapi import FastAPI

TIMES = 5
"""How often each question is asked; the middle and the slowest time are told."""
QUESTIONS = {
    "overview of all events": "/api/overview",
    "overview of one year": "/api/overview?from=2016-01-01&to=2016-12-31",
    "overview by country": "/api/overview?lanes=country",
    "first page of all events": "/api/events",
    "last page of all events": "/api/events?page={last}",
    "filter: kind": "/api/events?kind=shelling",
    "filter: days, country and status": "/api/events?from=2016-01-01&to=2016-12-31&country=C1&status=happened",
    "filter: actor": "/api/events?actor=1-7",
    "filter: place": "/api/events?place=town+3",
    "filter: where reports disagree": "/api/events?unresolved=1",
    "search: a rare word": "/api/events?q=street77",
    "search: a word of half the reports": "/api/events?q=wounded",
}


def web(
    write: Write = None,
    date: Day = "undated",
    events: Annotated[int, typer.Option(help="Canonical events, each told by three reports on average.")] = 100_000,
    keep: Annotated[Path | None, typer.Option(help="Folder for the ledger; one that is there is used again.")] = None,
) -> None:
    """Make a ledger of many events, and ask the application for overview, filters and events: milliseconds."""
    from dateline.evaluate.merging.written import fill
    from dateline.ledger import Ledger
    from dateline.ledger.store.asking import Asked
    from dateline.web.app import make_app
    from dateline.web.guard import Guard
    from dateline.web.held import Held

    with tempfile.TemporaryDirectory() as folder:
        home = Path(keep or folder)
        home.mkdir(parents=True, exist_ok=True)
        path = home / f"web-{events}.db"
        if not path.exists():
            started = time.perf_counter()
            fill(path, events)
            say(f"web: {events:,} events written in {time.perf_counter() - started:.0f} s")
        with Ledger.open(path) as ledger:
            answers, reports = ledger.asked(Asked()), ledger.size()["report"]
            ids = [row["id"] for row in answers.listed("-reports", 1, TIMES).rows]
            ids += [row["id"] for row in answers.listed("date", events // 100, TIMES).rows]
        guard = Guard()
        app = make_app(Held(str(path), "bench"), guard)
        scores = {"events, reports": f"{answers_of(app, guard, '/api/events')['total']:,}, {reports:,}"}
        for name, address in QUESTIONS.items():
            scores[name] = _told([_asked(app, guard, address.format(last=events // 50))[0] for _ in range(TIMES)])
        for name, room in (("an event", "events"), ("a chain", "chain")):
            scores[name] = _told([_asked(app, guard, f"/api/{room}/{id_}")[0] for id_ in ids])
    publish("web", scores, f"dateline bench web --events {events}", date, write)


def answers_of(app: FastAPI, guard: Any, address: str) -> Any:
    """Return what the application answers, read from its JSON."""
    import msgspec

    return msgspec.json.decode(_asked(app, guard, address)[1])


def _asked(app: FastAPI, guard: Any, address: str) -> tuple[float, bytes]:
    """Ask the application as a server would; return seconds and the answer."""
    from dateline.web.guard import COOKIE

    parts = urlsplit(address)
    headers = [(b"host", b"127.0.0.1"), (b"cookie", f"{COOKIE}={guard.session}".encode())]
    scope: dict[str, Any] = {"type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": "GET"}
    scope |= {"scheme": "http", "path": parts.path, "raw_path": parts.path.encode(), "root_path": ""}
    scope |= {"query_string": parts.query.encode(), "headers": headers, "server": ("127.0.0.1", 80)}
    got, status = list[bytes](), 0

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Any) -> None:
        nonlocal status
        status = message.get("status", status)
        got.append(message.get("body", b""))

    started = time.perf_counter()
    asyncio.run(app(scope, receive, send))
    spent = time.perf_counter() - started
    if status != 200:
        raise typer.BadParameter(f"{address} answers {status}: {b''.join(got)[:200].decode(errors='replace')}")
    return spent, b"".join(got)


def _told(seconds: list[float]) -> str:
    middle = sorted(seconds)[len(seconds) // 2]
    return f"{middle * 1000:.0f} ms (slowest of {len(seconds)}: {max(seconds) * 1000:.0f} ms)"
