"""What a database says when something goes wrong, turned into what happened, where, and what to do now."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import Engine, event
from sqlalchemy.engine import ExceptionContext

from dateline.errors import LedgerError

AGAIN = "take the last good copy; the reports can be read again"
FULL = "free some disk space and read again; what was read so far is kept"
LATER = "another program is writing the ledger; try again when it is done"
OURS = "this is a fault of Dateline: please report it with the text"


class PromiseError(LedgerError):
    """Rows that break a promise of the tables."""


Cause = tuple[type[LedgerError], str, str]
"""The kind of error, what happened, and what to do now."""


def told(engine: Engine, path: str, cause: Callable[[BaseException], Cause]) -> None:
    """Let every error of the database driver come out of this engine as a `LedgerError` that names the ledger.

    Ctrl-C in the middle of a statement is no error, and comes out as it is.
    """

    @event.listens_for(engine, "handle_error")
    def translate(context: ExceptionContext) -> None:
        if not isinstance(context.original_exception, Exception):
            # What is half said to a server cannot be taken back; a file's connection is as good as before.
            context.is_disconnect = context.dialect.name != "sqlite"
            return
        kind, what, advice = cause(context.original_exception)
        raise kind(what, path, advice) from context.original_exception
