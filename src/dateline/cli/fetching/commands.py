"""The commands that go to the web, and their options."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

Folder = Annotated[Path, typer.Option("--out", "-o", metavar="FOLDER", help="Where the captures (WARC) are kept.")]
LedgerName = Annotated[
    str | None, typer.Option("--ledger", metavar="LEDGER", help="Read what was fetched into this ledger at once.")
]
Contact = Annotated[
    str, typer.Option(metavar="MAIL", help="Who asks: servers are told, so that they can write to you.")
]
Delay = Annotated[float, typer.Option(metavar="SECONDS", min=1, help="Pause between two pages of one host.")]


def register(app: typer.Typer) -> None:
    """Add the commands to the command line."""
    app.command("fetch")(fetch)
    app.command("watch")(watch)


def fetch(
    urls: Annotated[list[str], typer.Argument(metavar="URL...", help="Addresses of pages or feeds.")],
    out: Folder = Path("captures"),
    ledger: LedgerName = None,
    contact: Contact = "",
    delay: Delay = 5.0,
) -> None:
    """Fetch pages into a capture (WARC): robots.txt is obeyed, addresses inside are never reached.

    A page that was fetched into this folder before is asked for only if it changed.
    """
    from dateline.cli.fetching.web import Asked, fetch_pages

    raise typer.Exit(fetch_pages(urls, Asked(out, ledger, contact, delay)))


def watch(
    feeds: Annotated[Path, typer.Argument(metavar="FEEDS.toml", help='[[feed]] tables: url = "https://...".')],
    out: Folder = Path("captures"),
    ledger: LedgerName = None,
    contact: Contact = "",
    delay: Delay = 5.0,
    once: Annotated[bool, typer.Option("--once", help="Ask every feed once and leave (for cron).")] = False,
) -> None:
    """Watch feeds: fetch the articles that they link anew, again and again until Ctrl-C."""
    from dateline.cli.fetching.web import Asked, watch_feeds

    raise typer.Exit(watch_feeds(feeds, Asked(out, ledger, contact, delay), once))
