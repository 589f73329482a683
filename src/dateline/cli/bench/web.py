"""`dateline bench web`: how long the local page's questions take in a large ledger, asked through the application."""

from __future__ import annotations

import asyncio
import os
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple
from urllib.parse import quote, urlsplit

import typer

from dateline.cli.bench.sheet import Day, Scores, Write, publish, say

if TYPE_CHECKING:
    from fastapi import FastAPI

    from dateline.web.guard import Guard
    from dateline.web.held import Held

TIMES = 5
"""How often each question is asked; the middle and the slowest time are told."""
QUESTIONS: dict[str, tuple[str, ...]] = {
    "overview by actor, country": ("/api/overview", "/api/overview?lanes=country"),
    "overview of one year": tuple(f"/api/overview?from={year}-01-01&to={year}-12-31" for year in range(2013, 2018)),
    "overview under a filter": (
        "/api/overview?status=happened", "/api/overview?kind=shelling", "/api/overview?country=C1",
        "/api/overview?unresolved=1", "/api/overview?outlet=Outlet+7",
    ),
    "overview page with list, HTML": (
        "/?status=happened", "/?kind=raid", "/?country=C2", "/?unresolved=1&sort=-killed",
        "/?from=2015-03-01&to=2016-02-29",
    ),
    "a page of the list": ("/api/events", "/api/events?page={last}", "/api/events?sort=-killed", "/api/events?page=7"),
    "filter: kind": tuple(f"/api/events?kind={one}" for one in ("shelling", "raid", "siege", "bombing", "arrest")),
    "filter: days, country and status": tuple(
        f"/api/events?from={year}-01-01&to={year}-12-31&country=C{year % 7}&status=happened"
        for year in range(2013, 2018)
    ),
    "filter: actor": tuple(f"/api/events?actor=1-{n}" for n in range(5)),
    "filter: place": tuple(f"/api/events?place=town+{n}" for n in range(5)),
    "filter: area": ("/api/events?area=-30,-10,30,40", "/api/events?area=100,0,170,40", "/api/events?area=0,0,60,60"),
    "search: a rare word": tuple(f"/api/events?q=town7x{n}" for n in range(55, 60)),
    "search: a word of half the reports": ("/api/events?q=wounded", "/api/events?q=killed", "/api/events?q=people"),
    "reports": ("/api/reports", "/reports?page=3", "/api/reports?page=40"),
    "reports with a word": ("/reports?q=town7x58", "/api/reports?q=town1x2", "/reports?q=wounded"),
    "a page of the review queue": ("/api/queue", "/api/queue?page=2", "/api/queue?page=9"),
}  # fmt: skip
"""What is asked, each address once anew and once again."""
FIRST = {"overview": "/", "search": "/api/events?q=town7x55", "review queue": "/api/queue"}


class Spent(NamedTuple):
    """Seconds until an answer, and how many of them this process was at work, whatever else the machine did."""

    seconds: float
    used: float


def web(
    write: Write = None,
    date: Day = "undated",
    events: Annotated[int, typer.Option(help="Canonical events, each told by three reports on average.")] = 100_000,
    keep: Annotated[Path | None, typer.Option(help="Folder for the ledger; one that is there is used again.")] = None,
    chromium: Annotated[Path | None, typer.Option(help="Ask in this browser too (needs playwright).")] = None,
) -> None:
    """Make a ledger of many events, and ask the application for overview, filters and events: milliseconds."""
    from dateline.web.app import make_app
    from dateline.web.guard import COOKIE, Guard
    from dateline.web.held import Held

    with tempfile.TemporaryDirectory() as folder:
        home = Path(keep or folder)
        home.mkdir(parents=True, exist_ok=True)
        path = home / f"web-{events}.db"
        if path.exists():
            say(f"web: {path.name} is there and is used again")
        else:
            started = time.perf_counter()
            _filled(path, events)
            say(f"web: {events:,} events written in {time.perf_counter() - started:.0f} s")
        held, guard = Held(str(path), "bench"), Guard()
        app = make_app(held, guard)
        scores, ids = _sizes(held)
        for name, one in FIRST.items():
            told = _told([_written_then_asked(held, app, guard, one) for _ in "123"])
            scores[f"first page after a write: {name}"] = told
        for name, addresses in QUESTIONS.items():
            asked = [address.format(last=max(1, events // 50)) for address in addresses]
            first, again = ([_asked(app, guard, address) for address in asked] for _ in "12")
            scores[name] = f"{_told(first)}; again {_told(again)}"
        for name, room in (("an event", "/api/events"), ("an event, HTML", "/event"), ("a chain, HTML", "/chain")):
            scores[name] = _told([_asked(app, guard, f"{room}/{quote(id_)}") for id_ in ids])
        if chromium is not None:
            from dateline.evaluate.browsed import browsed

            cookie = COOKIE, guard.session
            seen = browsed(app, cookie, chromium, ids, TIMES)
            scores |= {name: _told([Spent(*one) for one in spent]) for name, spent in seen.items()}
    publish("web", scores, f"dateline bench web --events {events}{' --chromium ...' * bool(chromium)}", date, write)


def _sizes(held: Held) -> tuple[Scores, list[str]]:
    """What is asked, on what machine; and the ids of events with most reports, and of some with few."""
    from dateline.ledger.store.asking import Asked

    with held.opened() as ledger:
        answers, reports = ledger.asked(Asked(), held.kept), ledger.size()["report"]
        total = answers.total()
        ids = [row["id"] for row in answers.listed("-reports", 1, TIMES).rows]
        ids += [row["id"] for row in answers.listed("date", max(1, total // 100), TIMES).rows]
    busy = f"{os.getloadavg()[0]:.1f} on {os.cpu_count()} cores"
    return {"events, reports": f"{total:,}, {reports:,}", "load of the machine before": busy}, ids


def _filled(path: Path, events: int) -> None:
    """Make the ledger under another name first: what was interrupted is never taken for a whole one."""
    from dateline.evaluate.merging.written import fill

    unfinished = path.with_name(f"{path.stem}.unfinished.db")
    for one in path.parent.glob(f"{unfinished.name}*"):
        one.unlink()
    fill(unfinished, events)
    unfinished.rename(path)


def _written_then_asked(held: Held, app: FastAPI, guard: Guard, address: str) -> Spent:
    """Ask for a page after somebody wrote, so that nothing of it is kept."""
    from dateline.model.extraction import Refused

    with held.opened() as ledger:
        ledger.refuse(Refused(f"bench {time.time_ns()}", "nothing to read"))
    return _asked(app, guard, address)


def _asked(app: FastAPI, guard: Guard, address: str) -> Spent:
    """Ask the application as a server would."""
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

    started, used = time.perf_counter(), time.process_time()
    asyncio.run(app(scope, receive, send))
    spent = Spent(time.perf_counter() - started, time.process_time() - used)
    if status != 200:
        raise typer.BadParameter(f"{address} answers {status}: {b''.join(got)[:200].decode(errors='replace')}")
    return spent


def _told(spent: list[Spent]) -> str:
    middle, worst = sorted(one.seconds for one in spent)[len(spent) // 2], max(one.seconds for one in spent)
    used = sorted(one.used for one in spent)[len(spent) // 2]
    return f"{middle * 1000:.0f} ms (worst {worst * 1000:.0f}; of processor {used * 1000:.0f})"
