"""Takes the events of the page's selection away, in any format that `dateline export` writes."""

from __future__ import annotations

import tempfile
import zipfile
from dataclasses import dataclass, fields
from pathlib import Path

from dateline.errors import ExportError
from dateline.export.book import Book, book
from dateline.export.formats import FORMATS, export
from dateline.export.pack.redact import Redactor, redacted
from dateline.ledger import Ledger
from dateline.ledger.canon import DEFAULT, CanonicalEvent
from dateline.ledger.store.asking import Asked
from dateline.ledger.together import Wanted

OWN_POLICY = {"acled": "acled", "ucdp": "ucdp"}
"""Formats whose codebook says how one number is chosen."""


@dataclass(frozen=True, slots=True)
class Selected(Wanted):
    """The events that the page lists under its filters, and the filters in words."""

    ids: frozenset[str] = frozenset()
    said: str = ""

    def holds(self, event: CanonicalEvent) -> bool:
        """Whether an event is selected."""
        return event.id in self.ids

    def in_words(self) -> str:
        """Return what is asked for, for the head of a file."""
        return self.said


def selected(ledger: Ledger, asked: Asked) -> Wanted:
    """Return the events that the list of the page holds, as the same question to the ledger finds them."""
    if asked == Asked():
        return Wanted()
    answers = ledger.asked(asked)
    rows = answers.listed("date", 1, max(answers.total(), 1)).rows
    given = ((one.name, getattr(asked, one.name)) for one in fields(asked))
    said = (
        f"{name} {' or '.join(map(str, value)) if isinstance(value, tuple) else value}"
        for name, value in given
        if value
    )
    return Selected(ids=frozenset(row["id"] for row in rows), said=", ".join(said))


def taken(
    ledger: Ledger, name: str, asked: Asked, policy: str, title: str, redactor: Redactor | None = None
) -> tuple[bytes, str]:
    """Return a file and its name: the format's own, or a zip of it and the files beside it.

    Raises:
        ExportError: if there is no such format.
        LedgerError: if there is no such policy.
    """
    if name not in FORMATS:
        raise ExportError(f"there is no format {name!r}", "", f"take one of: {', '.join(FORMATS)}")
    wanted = selected(ledger, asked)
    made: Book = book(
        ledger.merged(), ledger.extractions(), wanted, policy or OWN_POLICY.get(name, DEFAULT), None, title
    )
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
