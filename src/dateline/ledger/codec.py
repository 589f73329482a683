"""Values to text and back, the same text for the same value always, and the digests that notice any change.

Both databases store these texts; `dateline verify` computes the digests again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any, TypeVar

import msgspec

from dateline.errors import LedgerError, SourceError
from dateline.model.claim import Claim
from dateline.model.extraction import Extraction
from dateline.model.report import Report

V = TypeVar("V")

_ENCODER = msgspec.json.Encoder(order="deterministic")
UNSTORABLE = "cannot be kept in a ledger"
ID_LIMIT = 600
"""Characters of an id: PostgreSQL looks up at most 2,704 bytes, and a character takes up to four."""


def encoded(value: object) -> str:
    """Return a value of the model as JSON text, fields in the order of their type."""
    return _ENCODER.encode(value).decode()


def decoded(text: str, kind: type[V]) -> V:
    """Return the value of a type that `encoded` wrote.

    Raises:
        LedgerError: if the text is no such value.
    """
    try:
        return msgspec.json.decode(text, type=kind)
    except (msgspec.ValidationError, msgspec.DecodeError) as error:
        raise LedgerError(f"the stored value {text[:80]!r} is no {kind.__name__}: {error}") from error


def digest(*parts: object) -> str:
    """Return the SHA-256 of values of the model."""
    return hashlib.sha256(_ENCODER.encode(parts)).hexdigest()


def report_digest(report: Report) -> str:
    """Return the SHA-256 of a report's text."""
    return hashlib.sha256(report.text.encode()).hexdigest()


def row_digest(row: Mapping[str, object], *more: object) -> str:
    """Return the SHA-256 of a row as it is stored, whatever order its columns come in.

    Args:
        row: columns by name; "digest" and empty columns are left out.
        more: rows of other tables that belong to it.
    """
    columns = sorted((name, value) for name, value in row.items() if name != "digest" and value is not None)
    return digest(columns, *more)


def reading_digest(extraction: Extraction) -> str:
    """Return the digest of everything read from one report, in its order."""
    report = extraction.report
    return digest(
        (report.id, report_digest(report), report.outlet, report.url, report.title, report.published),
        extraction.events,
        [_portrait(claim) for claim in extraction.claims],
        extraction.links,
        extraction.tallies,
        extraction.problems,
        extraction.edits,
        extraction.dateline,
        extraction.contributors,
    )


def check_storable(report: Report) -> None:
    """Refuse characters that a database cannot give back.

    Raises:
        SourceError: if the report holds NUL or half a surrogate pair, or its id is too long to be looked up.
    """
    advice = "remove the broken characters, or read the report without --ledger"
    if len(report.id) > ID_LIMIT:
        raise SourceError(f"an id of {len(report.id)} characters {UNSTORABLE}", report.id[:40], "give a shorter one")
    for name in ("id", "text", "title", "outlet", "url"):
        words = getattr(report, name) or ""
        if "\0" in words:
            raise SourceError(f"a {name} with a NUL character {UNSTORABLE}", report.id, advice)
        try:
            words.encode()
        except UnicodeEncodeError as error:
            raise SourceError(f"a {name} with half a surrogate pair {UNSTORABLE}", report.id, advice) from error


def _portrait(claim: Claim[Any]) -> tuple[object, ...]:
    # A slot holds a Python type, which has no text of its own.
    return (claim.event, claim.slot.name, claim.value, claim.attribution, claim.factuality, claim.as_of, claim.evidence)
