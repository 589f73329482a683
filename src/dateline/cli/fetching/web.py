"""What `fetch` and `watch` do: the clock is asked here, and what became of each address is told."""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from rich.markup import escape

from dateline.cli import REFUSED, STOPPED
from dateline.cli.terminal import printable
from dateline.cli.terminal.table import notes
from dateline.errors import SourceError

if TYPE_CHECKING:
    from dateline.fetch.get import Fetcher
    from dateline.fetch.guard import Guard


@dataclass(frozen=True, slots=True)
class Asked:
    """What the user asked for. guard: only tests give one."""

    out: Path
    ledger: str | None = None
    contact: str = ""
    delay: float = 5.0
    guard: Guard | None = None


@dataclass(slots=True)
class _Account:
    """What became of the addresses: given = fetched + not new + failed."""

    fetched: int = 0
    old: int = 0
    failed: int = 0

    def told(self, url: str, what: str) -> None:
        self.fetched += not what
        self.old += what.startswith("not changed")
        self.failed += bool(what) and not what.startswith("not changed")
        colour = "red" if what and not what.startswith("not changed") else "dim"
        notes().print(f"[{colour}]{escape(printable(url))}: {escape(printable(what or 'fetched'))}[/]", soft_wrap=True)

    def __str__(self) -> str:
        given = self.fetched + self.old + self.failed
        return f"asked {given} = fetched {self.fetched} + not changed {self.old} + failed {self.failed}"


def fetch_pages(urls: list[str], asked: Asked) -> int:
    """Fetch addresses into one capture, and read it if a ledger is named; return the exit code."""
    from dateline.fetch.capture import Capture
    from dateline.fetch.watch import Memory, fetch

    account, memory = _Account(), Memory.of(asked.out)
    agent = _agent(asked)
    stamp = _now().strftime("%Y%m%dT%H%M%SZ")
    is_stopped = False
    with _fetcher(asked, agent) as fetcher, Capture(asked.out, f"pages-{stamp}", agent) as capture:
        try:
            fetch(dict.fromkeys(urls), fetcher, capture, memory, account.told)
        except KeyboardInterrupt:
            is_stopped = True
    memory.save()
    _tell(account, [capture.path] if capture.records else [])
    if is_stopped:
        return STOPPED
    read = _read([capture.path], asked.ledger) if account.fetched and asked.ledger else 0
    return REFUSED if account.failed else read


def watch_feeds(path: Path, asked: Asked, once: bool) -> int:
    """Ask the feeds when they are due until Ctrl-C, or all of them once; return the exit code."""
    from dateline.fetch.watch import Due, Memory, feeds_of, visit

    due, memory, agent = Due(feeds_of(path)), Memory.of(asked.out), _agent(asked)
    code = 0
    with _fetcher(asked, agent) as fetcher:
        try:
            while True:
                account = _Account()
                feeds = due.now(time.monotonic())
                found = visit(feeds, fetcher, asked.out, memory, _now(), agent, account.told)
                _tell(account, found)
                code = REFUSED if account.failed else 0
                if found and asked.ledger:
                    code = _read(found, asked.ledger) or code
                if once:
                    return code
                time.sleep(max(1.0, due.wait(time.monotonic())))
        except KeyboardInterrupt:
            memory.save()
            notes().print("stopped; the same command goes on from here", soft_wrap=True)
            return STOPPED


def _fetcher(asked: Asked, agent: str) -> Fetcher:
    try:
        from dateline.fetch.get import Fetcher, Manners
    except ImportError as missing:
        raise SourceError("fetching needs the library httpcore", "", "pip install 'dateline[fetch]'") from missing
    return Fetcher(Manners(agent, _now, asked.delay), asked.guard)


def _agent(asked: Asked) -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        number = version("dateline")
    except PackageNotFoundError:
        number = "0"
    contact = "".join(c for c in asked.contact if c.isascii() and c.isprintable())[:100]
    return f"dateline/{number} (news reader; obeys robots.txt for 'dateline'{'; ' + contact if contact else ''})"


def _now() -> datetime:
    return datetime.now(UTC)


def _tell(account: _Account, captures: list[Path]) -> None:
    kept = f"; kept in {', '.join(map(str, captures))}" if captures else ""
    notes().print(f"{account}{escape(kept)}", soft_wrap=True)


def _read(captures: list[Path], ledger: str) -> int:
    from dateline.cli.read import Options, read_all

    return read_all([str(path) for path in captures], Options(ledger=ledger))
