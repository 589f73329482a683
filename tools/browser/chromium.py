"""Chromium without a window, and a ledger served to it: for the tests and for the screenshots of the docs.

What a page must never do is gathered while it is open (`Watched.wrong`): requests to other hosts, messages in the
console, errors, dialogs, violations of the policy of content.
"""

from __future__ import annotations

import importlib.util
import shutil
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

PATHS = ("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
QUIET = (
    "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--font-render-hinting=none",
)  # fmt: skip
VIOLATED = (
    "addEventListener('securitypolicyviolation', e => console.error('policy', e.violatedDirective, e.blockedURI))"
)
AXE = "axe-core@4.10.3"
RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")
OURS = ("data:", "blob:")
"""Addresses that ask no host."""


def absent() -> list[str]:
    """Return what is missing on this machine; empty if nothing is."""
    out = [] if path() else ["chromium (Debian: apt install chromium)"]
    return out + ([] if importlib.util.find_spec("playwright") else ["playwright (extra: test)"])


def path() -> str:
    """Return where Chromium is; empty if it is nowhere."""
    return next((one for one in PATHS if Path(one).exists()), "")


@contextmanager
def started() -> Iterator[Any]:
    """Start Chromium. Playwright left open would forbid any other in the same thread, so it is closed at the end."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path(), args=list(QUIET))
        try:
            yield running
        finally:
            running.close()


@dataclass
class Served:
    """A ledger that is served: its address without a slash at the end, and the cookie that lets a browser in."""

    home: str
    cookie: str


@contextmanager
def served(ledger: Path | str, by: str = "Ann Ode") -> Iterator[Served]:
    """Serve a ledger on a free port of this machine, as `dateline serve` does."""
    import uvicorn

    from dateline.web.app import make_app
    from dateline.web.guard import Guard
    from dateline.web.held import Held

    guard = Guard()
    app = make_app(Held(str(ledger), by), guard)
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=0, log_level="error", lifespan="off"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    until = time.monotonic() + 20
    while not server.started:
        if time.monotonic() > until:
            raise TimeoutError("the server did not start within 20 seconds")
        time.sleep(0.02)
    try:
        yield Served(f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}", guard.session)
    finally:
        server.should_exit = True
        thread.join(10)


@dataclass
class Watched:
    """What pages did that nobody should see."""

    wrong: list[str] = field(default_factory=list)


def watch(page: Any, home: str) -> Watched:
    """Gather what a page does that it should not do."""
    seen = Watched()
    wrong = seen.wrong
    page.on("request", lambda r: None if r.url.startswith((home, *OURS)) else wrong.append(f"asked {r.url}"))
    page.on("console", lambda m: wrong.append(f"console: {m.text} ({m.location.get('url', '')})"))
    page.on("pageerror", lambda e: wrong.append(f"error: {e}"))
    page.on("dialog", lambda d: (wrong.append(f"dialog: {d.message}"), d.dismiss()))
    page.add_init_script(VIOLATED)
    return seen


def opened(browser: Any, site: Served, **settings: Any) -> Any:
    """Return a page that may ask the site; `page.seen.wrong` must stay empty.

    Args:
        settings: of the browser's context: viewport, color_scheme, ...
    """
    context = browser.new_context(**{"viewport": {"width": 1280, "height": 900}, "base_url": site.home} | settings)
    context.add_cookies([{"name": "dateline", "value": site.cookie, "url": site.home}])
    context.set_default_timeout(60_000)
    page = context.new_page()
    page.home, page.seen = site.home, watch(page, site.home)
    return page


def axe(folder: Path) -> str:
    """Return the script of axe-core, fetched from npm into a folder.

    Raises:
        OSError, subprocess.SubprocessError: if npm is not there or cannot fetch it.
    """
    npm = shutil.which("npm")
    if npm is None:
        raise FileNotFoundError("npm is not installed")
    command = [npm, "pack", "--silent", AXE]
    subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True, timeout=120)
    shutil.unpack_archive(next(folder.glob("*.tgz")), folder)
    return (folder / "package" / "axe.min.js").read_text("utf-8")


def barriers(page: Any, script: str) -> list[Any]:
    """Return what axe-core finds on a page as it stands: the rule, and the beginnings of the elements."""
    if not page.evaluate("typeof axe !== 'undefined'"):
        page.evaluate(script)
    found = page.evaluate("rules => axe.run(document, {runOnly: {type: 'tag', values: rules}})", list(RULES))
    return [(one["id"], [node["html"][:160] for node in one["nodes"][:3]]) for one in found["violations"]]
