"""Asks the local page in a real browser, and measures until what was asked for is drawn."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from dateline.errors import DatelineError

if TYPE_CHECKING:
    from fastapi import FastAPI

QUIET = ("--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-sync")
DRAWN = """() => document.querySelector('#plot svg') && document.querySelector('#map svg circle, #map svg path')
    && document.querySelector('#list tbody tr') && !document.querySelector('#overview').hasAttribute('aria-busy')"""
"""Timeline, map and list are there, and nothing is under way."""
ASKED = f"(word) => new URLSearchParams(location.search).get('q') === word && ({DRAWN})()"
QUIET_AGAIN = """(word) => new URLSearchParams(location.search).get('q') === word
    && !document.querySelector('#overview').hasAttribute('aria-busy')"""
WORDS = ("wounded", "blamed", "killed", "people", "town")
"""Words that made reports have: of most events, so that much is drawn."""
Spent = tuple[float, float]
"""Seconds, and how many of them the server (this process, not the browser) was at work."""
STARTS_WITHIN = 20
"""Seconds for a server to listen."""


def browsed(
    app: FastAPI, cookie: tuple[str, str], chromium: Path, events: Sequence[str], times: int
) -> dict[str, list[Spent]]:
    """Open the overview, type a word and open events in a browser; return the time until each is drawn.

    Args:
        cookie: the name and value that let it in.

    Raises:
        DatelineError: if the browser or the package to drive it is not there.
    """
    try:
        from playwright.sync_api import sync_playwright
    except ImportError as error:
        raise DatelineError(
            "a browser is driven by playwright", "", "install it with: pip install playwright"
        ) from error

    out: dict[str, list[Spent]] = {}
    with _served(app) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(chromium), args=list(QUIET))
        context = browser.new_context(base_url=address)
        context.add_cookies([{"name": cookie[0], "value": cookie[1], "url": address}])
        page = context.new_page()
        out["browser: overview drawn, a filter can be typed"] = [_spent(lambda: _overview(page)) for _ in range(times)]
        out["browser: typed, drawn anew"] = [_typed(page, word) for word in WORDS]
        out["browser: an event"] = [_spent(_opens(page, name)) for name in events]
        browser.close()
    return out


def _overview(page: Any) -> None:
    page.goto("/", wait_until="commit")
    page.wait_for_function(DRAWN)
    page.focus("#asked [name=q]")


def _typed(page: Any, word: str) -> Spent:
    """From the last key until the page is drawn for what was typed, the wait for further keys included."""
    field = page.locator("#asked [name=q]")
    field.fill(word[:-1])
    page.wait_for_function(QUIET_AGAIN, arg=word[:-1])
    field.press("End")

    def type_last() -> None:
        field.press(word[-1])
        page.wait_for_function(ASKED, arg=word)

    return _spent(type_last)


def _opens(page: Any, name: str) -> Callable[[], object]:
    return lambda: page.goto(f"/event/{quote(name)}", wait_until="load")


def _spent(act: Callable[[], object]) -> Spent:
    started, used = time.perf_counter(), time.process_time()
    act()
    return time.perf_counter() - started, time.process_time() - used


@contextmanager
def _served(app: FastAPI) -> Iterator[str]:
    """Serve the application on this machine; yield its address."""
    import uvicorn

    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=0, log_level="error", lifespan="off"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    until = time.monotonic() + STARTS_WITHIN
    while not server.started and time.monotonic() < until:
        time.sleep(0.02)
    if not server.started:
        raise DatelineError("the server does not start", "", "try again when the machine is less busy")
    try:
        yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join()
