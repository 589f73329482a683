"""Takes the pictures of the docs: `python tools/screenshots.py`, then look at them.

It does what docs/first-hour.md tells its reader to do, and takes a picture wherever that page shows one; then one of
each sort of page. All are WebP of at most 120 kB.
"""

from __future__ import annotations

import base64
import sys
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tools" / "browser"))

import chromium  # noqa: E402
from clone import Clone  # noqa: E402
from walk import Walk, steps  # noqa: E402

PAGE = ROOT / "docs" / "first-hour.md"
FOLDER = ROOT / "docs" / "screenshots"
WIDE, TALL = 1280, 800
LIMIT = 120_000
"""Bytes of a picture: a page of the docs loads in a moment on a slow line, and the clone stays small."""
QUALITIES = (92, 85, 75, 60, 45)


def take(page: Any, path: Path) -> None:
    """Take a picture of what a window shows, as good as its size allows.

    Raises:
        ValueError: if it cannot be made small enough.
    """
    page.wait_for_timeout(400)
    session = page.context.new_cdp_session(page)
    for quality in QUALITIES:
        asked = {"format": "webp", "quality": quality, "captureBeyondViewport": False}
        made = base64.b64decode(session.send("Page.captureScreenshot", asked)["data"])
        if len(made) <= LIMIT:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(made)
            print(f"{path.relative_to(ROOT)}: {len(made):,} bytes")
            return
    raise ValueError(f"{path.name} is larger than {LIMIT:,} bytes")


def first_hour(browser: Any) -> None:
    """Take the pictures that docs/first-hour.md shows."""
    with tempfile.TemporaryDirectory(prefix="dateline-clone-") as folder:
        clone = Clone(Path(folder) / "dateline")
        page = browser.new_page(viewport={"width": WIDE, "height": TALL})
        page.set_default_timeout(60_000)
        try:
            walk = Walk(page, clone.run, lambda name, shown: take(shown, PAGE.parent / name))
            walk.go(steps(PAGE.read_text("utf-8")))
            others(page)
        finally:
            clone.close()


def others(page: Any) -> None:
    """Take a picture of each sort of page, of the ledger as docs/first-hour.md leaves it."""
    home = page.url.split("?")[0].rstrip("/")
    links = page.request.get(f"{home}/api/overview").json()["links"]
    event = page.request.get(f"{home}/api/events?place=Yemen").json()["rows"][0]["id"]
    for name, address, shown, tall in (
        ("overview", "/?lanes=country", "#map .land", 1240),
        ("event", f"/event/{event}", ".matrix", 1000),
        ("report", "/report/newspaper", ".report mark", TALL),
        ("chain", f"/chain/{links[0]['from']}", ".arrow", 560),
        ("review", "/review", "#entry", TALL),
    ):
        page.set_viewport_size({"width": WIDE, "height": tall})
        page.goto(home + address)
        page.wait_for_selector(shown, state="attached")
        page.wait_for_load_state("networkidle")
        if name == "event":  # with the words that its first number rests on
            page.locator(".figure .value").first.click()
            page.wait_for_selector(".panel.open mark.on")
        take(page, FOLDER / f"{name}.webp")


def main() -> int:
    """Take every picture; return the exit code."""
    missing = chromium.absent()
    if missing:
        print(f"screenshots: needs {', '.join(missing)}", file=sys.stderr)
        return 2
    with chromium.started() as browser:
        first_hour(browser)
    return 0


if __name__ == "__main__":
    sys.exit(main())
