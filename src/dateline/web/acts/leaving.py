"""Takes the events of the page's selection away, in any format that `dateline export` writes."""

from __future__ import annotations

import tempfile
import zipfile
from dataclasses import fields
from pathlib import Path

from dateline.errors import ExportError
from dateline.export.book import Book, book
from dateline.export.formats import FORMATS, export
from dateline.export.pack.redact import Redactor, redacted
from dateline.ledger import Ledger
from dateline.ledger.canon import DEFAULT, policy_named
from dateline.ledger.store.asking import Asked
from dateline.ledger.store.asking.kept import Kept
from dateline.ledger.together.merged import by_day

OWN_POLICY = {"acled": "acled", "ucdp": "ucdp"}
"""Formats whose codebook says how one number is chosen."""


MOST = 5000
"""Events that one download holds: each is folded for it, some three milliseconds a report; more is for the command."""


def gathered(ledger: Ledger, asked: Asked, policy: str, title: str, kept: Kept | None = None) -> Book:
    """Return the events that the list of the page holds, with their reports; what is not asked for is not read.

    Raises:
        ExportError: if they are too many for a page.
        LedgerError: if there is no such policy.
    """
    policy_named(policy)  # a wrong name is told, whether or not there is an event
    ids = ledger.asked(asked, kept).ids()
    if len(ids) > MOST:
        advice = "choose fewer with the filters, or take all of it with: dateline export LEDGER --format ..."
        raise ExportError(f"{len(ids):,} events are more than one download holds ({MOST:,})", "", advice)
    if asked == Asked():
        return book(ledger.merged(), ledger.extractions(), None, policy, None, title)
    if not ids:
        return Book((), {}, (), policy, _said(asked), None, title)
    merged = ledger.near(*ids)
    events = sorted((merged.event(id_, policy) for id_ in ids), key=by_day)
    reports = dict.fromkeys(member.report.id for event in events for member in event.members)
    return Book(tuple(events), {id_: ledger.extraction(id_) for id_ in reports}, (), policy, _said(asked), None, title)


def _said(asked: Asked) -> str:
    """The filters in words, for the head of a file."""
    given = ((one.name, getattr(asked, one.name)) for one in fields(asked))
    said = (
        f"{name} {' or '.join(map(str, value)) if isinstance(value, tuple) else value}"
        for name, value in given
        if value
    )
    return ", ".join(said)


def taken(
    ledger: Ledger,
    name: str,
    asked: Asked,
    policy: str,
    title: str,
    redactor: Redactor | None = None,
    kept: Kept | None = None,
) -> tuple[bytes, str]:
    """Return a file and its name: the format's own, or a zip of it and the files beside it.

    Args:
        kept: what the process keeps of the ledger.

    Raises:
        ExportError: if there is no such format, or the events are too many for a page.
        LedgerError: if there is no such policy.
    """
    if name not in FORMATS:
        raise ExportError(f"there is no format {name!r}", "", f"take one of: {', '.join(FORMATS)}")
    made = gathered(ledger, asked, policy or OWN_POLICY.get(name, DEFAULT), title, kept)
    if redactor is not None:
        made = _hidden(made, redactor)
    with tempfile.TemporaryDirectory(prefix="dateline-") as folder:
        path = Path(folder) / f"{_plain(title)}{FORMATS[name].ending}"
        written = export(made, name, path)
        if not written.beside and path.is_file():
            return path.read_bytes(), path.name
        packed = Path(folder) / f"{_plain(title)}-{name}.zip"
        parts = sorted(part for part in Path(folder).rglob("*") if part.is_file())
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as zipped:
            for part in parts:
                zipped.write(part, part.relative_to(folder))
        return packed.read_bytes(), packed.name


def _hidden(made: Book, redactor: Redactor) -> Book:
    """Hide names; if that cannot be done for sure, nothing leaves, and the answer does not tell the name either."""
    try:
        return redacted(made, redactor)[0]
    except ExportError as error:
        advice = "ask somebody who may see it to take it away"
        raise ExportError(
            "a protected name stands in a report in a writing that cannot be hidden", "", advice
        ) from error


def _plain(title: str) -> str:
    """A name that every disk and every header takes."""
    return (
        "".join(one if one.isascii() and (one.isalnum() or one in "-_") else "-" for one in title).strip("-")
        or "events"
    )
