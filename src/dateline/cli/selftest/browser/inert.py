"""H4: no document runs in a reviewer's browser."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from dateline.cli.selftest.browser import chromium, shown
from dateline.cli.selftest.browser.chromium import Browser, Seen
from dateline.cli.selftest.browser.hostile import hostile_ledger, hostile_team
from dateline.cli.selftest.browser.payloads import CANARY, PAYLOADS
from dateline.cli.selftest.ground import Dose, Outcome, promise

PASSWORD: Final = "seven grey herons by the weir"
POKE: Final = """
(async () => {
  const wait = ms => new Promise(done => setTimeout(done, ms));
  for (let n = 0; n < 100 && document.querySelector('[aria-busy]'); n++) await wait(20);
  let handlers = 0, addresses = 0;
  for (const one of [...document.querySelectorAll('*')]) {
    if (one.localName === 'details') one.open = true;
    for (const {name, value} of [...one.attributes]) {
      if (/^on/i.test(name) || name === 'srcdoc') handlers++;
      if (!['href', 'xlink:href', 'action', 'formaction', 'src', 'data'].includes(name)) continue;
      let to; try { to = new URL(value, document.baseURI).protocol } catch { continue }
      const runs = /^(javascript|vbscript):/.test(to) || (to === 'data:' && !['img', 'link'].includes(one.localName));
      if (runs) { addresses++; if (one.click) one.click(); }
    }
    for (const what of ['mouseover', 'mouseenter', 'mousemove', 'focus', 'pointerover', 'animationstart', 'error'])
      one.dispatchEvent(new Event(what));
    if (one.hasAttribute('onclick')) one.click();
  }
  await wait(10);
  return {handlers, addresses, text: document.documentElement.textContent, title: document.title};
})()
"""
"""Opens everything, points at everything, and follows every address that would run something."""
WORDS: Final = """
(async () => {
  const own = document.querySelector('a.value[data-words], a.words[data-words], a[data-words]');
  if (own) { own.click(); await new Promise(done => setTimeout(done, 60)); }
})()
"""
"""Asks for the words of the first value, as a reader does: the page fetches them and shows them beside."""
CONTROLS: Final = (
    "<!doctype html><meta charset=utf-8><body><p>{bad}</p>",
    '<!doctype html><meta charset=utf-8><body><p title="{bad}">x</p>',
    "<!doctype html><meta charset=utf-8><body><p title='{bad}'>x</p>",
    '<!doctype html><meta charset=utf-8><body><a href="{bad}">x</a>',
    "<!doctype html><meta charset=utf-8><title>{bad}</title>",
    '<!doctype html><meta charset=utf-8><script>const told = "{bad}";</script>',
    "<!doctype html><meta charset=utf-8><script>const told = '{bad}';</script>",
    "<!doctype html><meta charset=utf-8><script>const told = `{bad}`;</script>",
    "<!doctype html><meta charset=utf-8><textarea>{bad}</textarea>",
    "<!doctype html><meta charset=utf-8><style>{bad}</style>",
)
"""Pages of somebody who escapes nothing."""


@promise(
    "H4",
    "no document runs in a reviewer's browser",
    pr=4,
    release=len(PAYLOADS),
    of="payloads, in every field and on every page",
)
def nothing_runs(dose: Dose) -> Outcome:
    """Keep reports that try to run something; open every page and export in a browser; then pages that escape nothing.

    At most as many payloads are tried as there are.
    """
    if why := missing():
        return Outcome(why, None)
    with _canary() as (address, hits), chromium.started(chromium.found()) as browser:
        chosen = [PAYLOADS[0], *dose.chance.sample(PAYLOADS[1:], min(dose.size, len(PAYLOADS)) - 1)]
        attacks = [bad.replace(CANARY, address).replace(CANARY[5:], address[5:]) for bad in chosen]
        told = Counter[str]()
        texts = "".join(_pages(browser, dose.folder, attacks, told))
        asked = len(hits)
        fired = sum(_fires(browser, bad, dose.folder / "control.html") for bad in attacks)
    shown_as_text = sum("".join(bad.split()) in texts for bad in _visible(attacks))
    figure = f"{told['pages']} pages and files opened with {len(attacks)} payloads in every field: {told['ran']} "
    figure += f"scripts run, {told['dialogs']} dialogs, {told['foreign'] + asked} requests to another origin, "
    figure += f"{told['violated']} stopped by the policy alone, {told['live']} live attributes; control: {fired} of "
    figure += f"{len(attacks)} do something on a page that escapes nothing"
    done = sum(told[what] for what in ("ran", "dialogs", "foreign", "violated", "live")) + asked
    return Outcome(figure + _where(told), not done and fired > 0 and shown_as_text == len(_visible(attacks)))


def missing() -> str:
    """Return why it cannot be tried, and what to install; empty if it can be."""
    absent = [name for name in ("fastapi", "jinja2", "uvicorn", "multipart") if find_spec(name) is None]
    if absent:
        return f"could not be tried: the page needs {', '.join(absent)} (pip install 'dateline[web]')"
    return "" if chromium.found() else chromium.MISSING


def _visible(attacks: Sequence[str]) -> list[str]:
    """Those that a page can show letter by letter: without control characters, which a browser leaves out."""
    return [bad for bad in attacks if bad.isprintable()]


def _pages(browser: Browser, folder: Path, attacks: Sequence[str], told: Counter[str]) -> Iterator[str]:
    """Open everything that shows a ledger; yield what it shows, and count what it does."""
    path = folder / "l.db"
    hostile_ledger(path, attacks)
    with shown.local(path, attacks) as site:
        yield from _site(browser, site, told)
    if find_spec("argon2") is not None:
        with shown.team(path, attacks, *hostile_team(str(path), attacks, PASSWORD)) as site:
            yield from _site(browser, site, told)
    for file in shown.exports(path, folder / "exports"):
        yield _look(browser, file.as_uri(), file.as_uri(), told)


def _site(browser: Browser, site: shown.Site, told: Counter[str]) -> Iterator[str]:
    browser.cookie(site.home, *site.cookie)
    for path in site.paths:
        yield _look(browser, site.home + path, site.home, told)


def _look(browser: Browser, address: str, home: str, told: Counter[str]) -> str:
    """Open one page and count what it does; return what it shows."""
    seen = browser.visit(address, home, POKE, WORDS)
    if not seen.found:
        told["downloads"] += 1
        return ""
    told["pages"] += 1
    for what, count in _counted(seen).items():
        told[what] += count
        if count:
            told[f"at {address.removeprefix(home) or address}"] += count
    return "".join(str(seen.found["text"]).split())


def _counted(seen: Seen) -> dict[str, int]:
    live = int(seen.found.get("handlers", 0)) + int(seen.found.get("addresses", 0))
    lists = {"ran": seen.ran, "dialogs": seen.dialogs, "foreign": seen.foreign, "violated": seen.violated}
    return {name: len(one) for name, one in lists.items()} | {"live": live}


def _where(told: Counter[str]) -> str:
    first = next((name for name in told if name.startswith("at ")), "")
    return f" (first {first})" if first else ""


def _fires(browser: Browser, bad: str, page: Path) -> bool:
    """Whether a payload does something on one of the pages that escape nothing."""
    for control in CONTROLS:
        page.write_text(control.format(bad=bad), "utf-8")
        with suppress(chromium.BrowserError):  # some lead away at once
            browser.visit(page.as_uri(), page.as_uri(), POKE)
        seen = browser.seen
        if seen.ran or seen.dialogs or seen.foreign:
            return True
    return False


@contextmanager
def _canary() -> Iterator[tuple[str, list[str]]]:
    """Serve an address on this machine that nobody has a reason to ask; give it, and who asked."""
    hits: list[str] = []

    class Canary(BaseHTTPRequestHandler):
        def do_GET(self) -> None:  # noqa: N802 - the name that the server calls
            """Note who asks."""
            hits.append(self.path)
            self.send_response(204)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Canary)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/canary", hits
    finally:
        server.shutdown()
        server.server_close()
