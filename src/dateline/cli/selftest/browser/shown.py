"""The pages that are looked at: those of the page on this machine and of a team server, and every export."""

from __future__ import annotations

import threading
import time
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote
from xml.etree import ElementTree

from dateline.ledger import Ledger

ASKED: Final = ("q", "from", "kind", "actor", "country", "place", "status", "outlet", "lanes", "map", "sort", "as_of")
"""What an address may carry."""
UNSHOWN: Final = ("/static/", "/api/export/", "/logout")
VIEWER: Final = "<!doctype html><meta charset=utf-8><title>viewer</title><body><div id=told></div><script>{}</script>"
PUT: Final = "for (const one of {}) {{ const at = document.createElement('div'); at.innerHTML = one; told.append(at) }}"
"""What a timeline or a globe does with texts that it takes for HTML."""


@dataclass(frozen=True, slots=True)
class Site:
    """A ledger that is served: how its addresses begin, the addresses to look at, and the cookie that lets in."""

    home: str
    paths: tuple[str, ...]
    cookie: tuple[str, str]


@contextmanager
def serving(app: Any) -> Iterator[str]:
    """Serve an application on a free port of this machine."""
    import uvicorn

    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=0, log_level="critical", lifespan="off"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    until = time.monotonic() + 30
    while not server.started and time.monotonic() < until:
        time.sleep(0.02)
    try:
        yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(10)


@contextmanager
def local(ledger: Path, attacks: Sequence[str]) -> Iterator[Site]:
    """Serve the page of a ledger as `dateline serve` does."""
    from dateline.web.app import make_app
    from dateline.web.guard import COOKIE, Guard
    from dateline.web.held import Held

    guard = Guard()
    app = make_app(Held(str(ledger), attacks[0]), guard)
    with serving(app) as home:
        yield Site(home, _paths(app, ledger, attacks), (COOKIE, guard.session))


@contextmanager
def team(ledger: Path, attacks: Sequence[str], held: Any, token: str) -> Iterator[Site]:
    """Serve the pages that only a team server has."""
    from dateline.web.held import Held
    from dateline.web.team.app import team_app
    from dateline.web.team.gates import addresses
    from dateline.web.team.guard import PLAIN, TeamGuard

    app = team_app(Held(str(ledger), "nobody"), TeamGuard(held, frozenset({"127.0.0.1"})))
    own = [path for method, path in addresses(app) if method == "GET" and path in _TEAM_PAGES]
    paths = [*own, "/", "/review", *(f"/{page}?next={quote(bad)}" for bad in attacks for page in ("login", "audit"))]
    with serving(app) as home:
        yield Site(home, tuple(paths), (PLAIN, token))


_TEAM_PAGES: Final = ("/login", "/account", "/protected", "/team", "/audit")


def _paths(app: Any, ledger: Path, attacks: Sequence[str]) -> tuple[str, ...]:
    """Every address of the application that gives something, filled in, and those that carry an attack themselves."""
    from dateline.web.team.gates import addresses

    with Ledger.open(ledger, create=False) as held:
        events, reports = held.merged().ids(), [quote(report.id, safe="") for report in held.reports()]
    out: list[str] = []
    for method, path in sorted(set(addresses(app))):
        if method != "GET" or path.startswith(UNSHOWN):
            continue
        head, brace, _ = path.partition("{")
        ids = reports if "report" in head else events
        out += [head + one for one in (ids if not head.startswith("/api") else ids[::4])] if brace else [path]
    out += [f"/report/{one}?on=0-3" for one in reports[::4]] + [f"/api/stood?event={one}" for one in events[::4]]
    for number, bad in enumerate(attacks):
        said = quote(bad)
        more = f"{ASKED[number % len(ASKED)]}={said}"
        out += [f"/?{more}", f"/reports?q={said}", f"/event/{quote(bad, safe='')}", f"/event/{events[0]}?policy={said}"]
    return tuple(out)


def exports(ledger: Path, folder: Path) -> list[Path]:
    """Write a ledger in every format, and as a pack; return the files, with those that stand for other viewers."""
    from dateline.export.book import book
    from dateline.export.formats import FORMATS, export
    from dateline.export.pack.pack import write_pack

    folder.mkdir()
    with Ledger.open(ledger, create=False) as held:
        made = book(held.merged(), held.extractions(), title="selftest")
        for one in FORMATS.values():
            if one.name != "parquet":  # it holds no text that a browser shows, and needs a package
                export(made, one.name, folder / f"{one.name}{one.ending}")
        write_pack(folder / "pack.zip", made, held.history(), "selftest")
    with zipfile.ZipFile(folder / "pack.zip") as pack:
        pack.extractall(folder / "pack")
    for name, texts in (("globe", _balloons(folder / "kml.kml")), ("timeline", _slides(made, folder))):
        put = PUT.format(_script(texts))
        (folder / f"{name}.html").write_text(VIEWER.format(put), "utf-8", "xmlcharrefreplace")
    plain = sorted(folder.glob("pack/*/*.txt"))  # texts and notes, a file each: one in eight of them
    return sorted({path for path in folder.rglob("*") if path.is_file()} - {*plain}) + plain[::8]


def _balloons(path: Path) -> list[str]:
    """What a globe shows as HTML."""
    return [one.text or "" for one in ElementTree.parse(path).iter() if one.tag.endswith("}description")]


def _slides(made: Any, folder: Path) -> list[str]:
    """What a timeline shows as HTML."""
    import json

    from dateline.export.formats import export

    export(made, "timelinejs", folder / "timeline.json")
    told = json.loads((folder / "timeline.json").read_text("utf-8"))
    return [words for slide in (told["title"], *told["events"]) for words in slide["text"].values()]


def _script(texts: Sequence[str]) -> str:
    import json

    return json.dumps(texts).replace("<", "\\u003c")
