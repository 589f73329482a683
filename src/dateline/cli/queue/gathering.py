"""`dateline gather`: finished shards into a ledger, and what is missing in words."""

from __future__ import annotations

from pathlib import Path

from rich.console import Console
from rich.markup import escape

from dateline.cli import REFUSED
from dateline.cli.read import Account, seal_added
from dateline.cli.terminal import printable
from dateline.cli.terminal.table import notes
from dateline.ledger import Ledger
from dateline.scale.shards.folder import Folder
from dateline.scale.shards.gather import Gathered, gather

SHOWN = 20
"""Names of missing shards that are printed."""


def gather_shards(path: Path, ledger: str, quiet: bool) -> int:
    """Gather a folder into a ledger and say what became of it; return the exit code."""
    said = notes()
    folder = Folder(path, create=False)
    with Ledger.open(ledger) as held:
        found = gather(folder, held)
    seal_added(ledger, found.read, said, quiet)
    _tell(found, said, quiet)
    return 0 if found.is_whole and not found.refused else REFUSED


def _tell(found: Gathered, said: Console, quiet: bool) -> None:
    for name, why in list(found.missing.items())[:SHOWN]:
        said.print(f"[red]missing[/] {name}{': ' + escape(printable(why)) if why else ''}", soft_wrap=True)
    if len(found.missing) > SHOWN:
        said.print(f"[red]missing[/] and {len(found.missing) - SHOWN} more", soft_wrap=True)
    if found.is_open:
        said.print("[red]missing[/] the end: the reading did not come to it; the same command goes on", soft_wrap=True)
    for where, why in found.quarantined:
        said.print(f"[red]quarantined[/] {escape(printable(where))}: {escape(printable(why))}", soft_wrap=True)
    if quiet:
        return
    account = Account(found.read, found.known, found.refused, found.passed)
    of = "" if found.is_open else f" of {found.done + len(found.missing)}"
    said.print(f"gathered {found.done}{of} shards: {account}", soft_wrap=True)
