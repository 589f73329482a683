"""Feeds watched: each asked when it is due, and only for what is new; the articles that it links fetched once."""

from __future__ import annotations

import json
import os
import tomllib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from dateline.errors import SourceError
from dateline.fetch.capture import Capture, payload_digest
from dateline.fetch.get import Answer, Fetcher
from dateline.sources.decode import decoded
from dateline.sources.feeds.rss import links
from dateline.sources.feeds.xml import tree_of

EVERY_MINUTES = 30
SHORTEST_MINUTES = 5
"""A feed is asked no oftener than this, whatever the file says."""
TRIES = 3
"""How often an article is asked for that a site does not give; a person may still ask with `dateline fetch`."""
SEEN_LIMIT = 100_000
"""Addresses that are remembered as fetched."""


@dataclass(frozen=True, slots=True)
class Feed:
    """One feed of the user's list."""

    url: str
    every_minutes: int = EVERY_MINUTES
    articles: bool = True


def feeds_of(path: Path) -> tuple[Feed, ...]:
    """Read a list of feeds: a TOML file of [[feed]] tables with `url`, and perhaps `every_minutes` and `articles`.

    Raises:
        SourceError: if it cannot be read, or a feed in it is none.
    """
    where, advice = str(path), 'write [[feed]] and url = "https://..."'
    try:
        found = tomllib.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SourceError(f"the list of feeds cannot be read: {error}", where, advice) from error
    tables = found.get("feed")
    if not isinstance(tables, list) or not tables or set(found) != {"feed"}:
        raise SourceError("the list holds no [[feed]] tables, or others", where, advice)
    return tuple(_feed(table, f"{where}, feed {number}") for number, table in enumerate(tables, 1))


def _feed(table: object, where: str) -> Feed:
    kinds = {"url": str, "every_minutes": int, "articles": bool}
    if not isinstance(table, dict) or "url" not in table or not set(table) <= set(kinds):
        raise SourceError(f"a feed has {', '.join(kinds)} and nothing else", where, "")
    for key, value in table.items():
        if type(value) is not kinds[key]:
            raise SourceError(f"{key} is {type(value).__name__}, not {kinds[key].__name__}", where, "")
    made = Feed(**table)
    if made.every_minutes < SHORTEST_MINUTES:
        raise SourceError(f"every_minutes is {made.every_minutes}; {SHORTEST_MINUTES} is the shortest", where, "")
    return made


@dataclass(slots=True)
class Memory:
    """What was fetched before, in a hidden file beside the captures: marks for asking whether a page changed."""

    path: Path
    pages: dict[str, dict[str, str]] = field(default_factory=dict)

    @classmethod
    def of(cls, folder: Path) -> Memory:
        """Open the memory of a folder; empty if there is none.

        Raises:
            SourceError: if it cannot be read.
        """
        path, before = folder / ".fetched.json", folder / "fetched.json"
        if before.exists() and not path.exists():  # as it was called once: read with the captures, it was refused
            before.rename(path)
        try:
            pages: Any = json.loads(path.read_text("utf-8")) if path.exists() else {}
        except (OSError, ValueError) as error:
            raise SourceError(f"the list of what was fetched is damaged: {error}", str(path), "delete it") from error
        if not isinstance(pages, dict) or not all(isinstance(page, dict) for page in pages.values()):
            raise SourceError("the list of what was fetched is damaged", str(path), "delete it")
        return cls(path, pages)

    def note(self, url: str, answer: Answer) -> None:
        """Remember one answer under the address that was asked for."""
        marks = {"etag": answer.header("etag"), "modified": answer.header("last-modified")}
        self.pages.pop(url, None)
        self.pages[url] = {key: value for key, value in marks.items() if value} | {
            "digest": payload_digest(answer.body),
            "at": answer.at.strftime("%Y-%m-%dT%H:%M:%SZ"),
        }
        while len(self.pages) > SEEN_LIMIT:
            self.pages.pop(next(iter(self.pages)))

    def failed(self, url: str) -> None:
        """Count one try that gave nothing; what is known of an earlier answer stays."""
        known = self.pages.setdefault(url, {})
        known["tries"] = str(int(known.get("tries", "0")) + 1)

    def is_wanted(self, url: str) -> bool:
        """Whether an article is to be fetched: not fetched yet, and not tried in vain too often."""
        known = self.pages.get(url, {})
        return "digest" not in known and int(known.get("tries", "0")) < TRIES

    def save(self) -> None:
        """Put it on the disk, whole or not at all."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        part = self.path.with_suffix(".part")
        with part.open("w", encoding="utf-8") as file:
            json.dump(self.pages, file, ensure_ascii=False, indent=0)
            file.flush()
            os.fsync(file.fileno())
        part.replace(self.path)


Told = Callable[[str, str], None]
"""Is told what became of an address: the address, and what in words ("" when it was fetched)."""


def fetch(urls: Iterable[str], fetcher: Fetcher, capture: Capture, memory: Memory, told: Told) -> list[Answer]:
    """Fetch addresses into a capture; what fails is told and costs only itself.

    Returns:
        The pages that are new, in the order of the addresses.
    """
    found: list[Answer] = []
    for url in urls:
        known = memory.pages.get(url, {})
        try:
            answers = fetcher.get(url, etag=known.get("etag"), modified=known.get("modified"))
        except SourceError as refused:
            memory.failed(url)
            told(url, refused.what)
            continue
        for answer in answers[:-1]:
            capture.add(answer)
        last = answers[-1]
        if last.status == 304 and "digest" in known:
            capture.not_changed(last, known["digest"], known["at"])
            told(url, f"not changed since {known['at']}")
            continue
        capture.add(last)
        if last.status != 200:
            memory.failed(url)
            wait = f", ask again after {last.header('retry-after')}" if last.header("retry-after") else ""
            told(url, f"the server answered {last.status}{wait[:60]}")
            continue
        memory.note(url, last)
        told(url, "")
        found.append(last)
    return found


def new_articles(feed: Answer, memory: Memory, told: Told) -> list[str]:
    """Return the addresses that a feed links and that are to be fetched."""
    url = feed.target.url
    try:
        root, _ = tree_of(decoded(feed.content, url).text, url)
    except SourceError as refused:
        told(url, refused.what)
        return []
    return [link for link in links(root) if memory.is_wanted(link)]


@dataclass(slots=True)
class Due:
    """When each feed is asked next."""

    feeds: tuple[Feed, ...]
    at: dict[str, float] = field(default_factory=dict)

    def now(self, moment: float) -> list[Feed]:
        """Return the feeds that are due, and note when they are the next time."""
        due = [feed for feed in self.feeds if self.at.get(feed.url, moment) <= moment]
        for feed in due:
            self.at[feed.url] = moment + feed.every_minutes * 60
        return due

    def wait(self, moment: float) -> float:
        """Return the seconds until the next feed is due."""
        return max(0.0, min(self.at.get(feed.url, moment) for feed in self.feeds) - moment)


def visit(
    feeds: list[Feed], fetcher: Fetcher, folder: Path, memory: Memory, at: datetime, agent: str, told: Told
) -> list[Path]:
    """Ask some feeds once and fetch what they link anew.

    Returns:
        The captures to read: of the articles, and of the feeds that are read themselves.
    """
    stamp = at.strftime("%Y%m%dT%H%M%SZ")
    found: list[Path] = []
    wanted: list[str] = []
    for is_read, name in ((False, "feeds"), (True, "items")):
        asked = [feed for feed in feeds if feed.articles is not is_read]
        with Capture(folder, f"{name}-{stamp}", agent) as capture:
            for answer in fetch([feed.url for feed in asked], fetcher, capture, memory, told):
                wanted += [] if is_read else new_articles(answer, memory, told)
        if is_read and capture.records:
            found.append(capture.path)
    with Capture(folder, f"articles-{stamp}", agent) as capture:
        fetch(dict.fromkeys(wanted), fetcher, capture, memory, told)
    if capture.records:
        found.append(capture.path)
    memory.save()
    return found
