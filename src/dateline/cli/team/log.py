"""`dateline audit`: who did what on a team server, and whether the log is as it was written."""

from __future__ import annotations

import sys

import msgspec
from rich.text import Text

from dateline.cli import REFUSED
from dateline.cli.team.users import check_extra
from dateline.cli.terminal import printable
from dateline.cli.terminal.table import console, notes


def show_log(ledger: str, who: str, what: str, as_json: bool) -> int:
    """Print the log; return the exit code."""
    check_extra()
    from dateline.web.team.store import audit
    from dateline.web.team.store.opened import Team

    out, last = console(), None
    with Team(ledger).opened() as db:
        fault = audit.fault(audit.every(db))
        for last in audit.every(db):
            if who and last.who != who or what and last.what != what:
                continue
            if as_json:
                sys.stdout.buffer.write(msgspec.json.encode(last) + b"\n")
            else:
                of = ": ".join(filter(None, (last.what, last.about)))
                told = (
                    f"{last.number}  {last.at[:19].replace('T', ' ')}  {last.who}  {last.address}  {of}  {last.outcome}"
                )
                out.print(Text(printable(told)), soft_wrap=True)
    if fault:
        notes().print(f"the log was changed: {fault}", soft_wrap=True)
        return REFUSED
    if last is not None:
        said = f"{last.number} rows, each as it was written; the last has digest {last.digest}"
        notes().print(f"{said} (note it elsewhere: the end of a log can be cut off unseen)", soft_wrap=True)
    return 0
