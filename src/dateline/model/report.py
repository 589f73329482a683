"""A report as published, and the only way to quote it.

Everything Dateline says rests on `Report.cite`: it slices the published text itself, so a quotation that is
not in the report cannot be made.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date

from dateline.errors import EvidenceError

ID_LENGTH = 16
"""Hexadecimal digits of a content hash kept in an id: 64 bits, enough for 10^8 reports (origin: birthday bound)."""


def content_id(*parts: object) -> str:
    """Return a stable id of the given parts: the same content always has the same id, whatever the order of arrival.

    >>> content_id("a", "b") == content_id("a", "b") != content_id("ab")
    True
    """
    joined = "\x1f".join("" if part is None else str(part) for part in parts)
    return hashlib.sha256(joined.encode("utf-8", "surrogatepass")).hexdigest()[:ID_LENGTH]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of code points in a report's text; never empty.

    Raises:
        EvidenceError: if the range is empty or negative.
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise EvidenceError(f"span {self.start}-{self.end} is empty or negative")

    def touches(self, other: Span) -> bool:
        """Whether the two ranges share a code point."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True, order=True)
class Evidence:
    """The exact words of a report that carry a value, and the rule that read them. Made only by `Report.cite`."""

    report_id: str
    span: Span
    exact: str
    rule: str

    def __post_init__(self) -> None:
        if len(self.exact) != self.span.end - self.span.start:
            raise EvidenceError(f"quotation {self.exact!r} does not fit span {self.span.start}-{self.span.end}")


Cited = tuple[Evidence, *tuple[Evidence, ...]]
"""One or more quotations: a value that cites nothing does not type-check."""


def cited(*found: Evidence) -> Cited:
    """Return the quotations in the order of the text, each once.

    Raises:
        EvidenceError: if there is none.
    """
    ordered = sorted(set(found), key=lambda e: (e.span, e.rule))
    if not ordered:
        raise EvidenceError("a value cites no words")
    return (ordered[0], *ordered[1:])


@dataclass(frozen=True, slots=True)
class Report:
    """One published news report; its text is kept exactly as it came and never changed.

    Attributes:
        text: the published text, code points as received.
        id: the publisher's or user's own id, else a hash of outlet, url and text.
        published: publication day from input or metadata; None when nobody gave one (it is never guessed).
    """

    text: str
    id: str
    outlet: str | None = None
    url: str | None = None
    title: str | None = None
    published: date | None = None

    @classmethod
    def of(
        cls,
        text: str,
        *,
        id: str | None = None,  # noqa: A002 - the field's own name for it
        outlet: str | None = None,
        url: str | None = None,
        title: str | None = None,
        published: date | None = None,
    ) -> Report:
        """Make a report; without an id of its own it gets the hash of its outlet, url and text."""
        return cls(text, id or content_id(outlet, url, text), outlet, url, title, published)

    def cite(self, span: Span, rule: str) -> Evidence:
        """Quote the words at `span`, as read by `rule`. The only way to make `Evidence`.

        Raises:
            EvidenceError: if the span runs past the text.
        """
        if span.end > len(self.text):
            raise EvidenceError(f"span {span.start}-{span.end} runs past the text of {len(self.text)}", self.id)
        return Evidence(self.id, span, self.text[span.start : span.end], rule)
