"""What a reader hands on before a report gets its id: text and metadata as found, and the doubts about them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from dateline.errors import SourceError
from dateline.sources.received import Received

TEXT_LIMIT = 2_000_000
"""Characters of one report. Origin: the longest report of the sample sets has 60,000; a book has about 1,000,000."""
LINE_LIMIT = 100_000
"""Characters of one line of text. Origin: a line is annotated as a whole, which costs memory by its length."""
BYTE_LIMIT = 8_000_000
"""Bytes of one file: four for each of `TEXT_LIMIT` characters, the most that UTF-8 needs."""

_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
_CONTROL = re.compile("[\x01-\x08\x0e-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Draft:
    """A report in the making.

    Attributes:
        where: the input it came from, as the user knows it.
        id: the publisher's or user's own id, or None.
        stem: the name to use as id when it has none of its own (file stem), or None.
        doubts: what was guessed or replaced while reading it.
        received: the bytes it was read from, and the way back to them.
    """

    where: str
    text: str
    id: str | None = None
    stem: str | None = None
    outlet: str | None = None
    url: str | None = None
    title: str | None = None
    published: date | None = None
    doubts: tuple[str, ...] = ()
    received: Received | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """A file within a file (a member of a zip, a record of a WARC, an attachment): read by its own kind.

    Attributes:
        where: the way to it, for messages.
        name: its file name; its ending tells the kind if no media type does.
        media: its media type as the container states it, or "".
        charset: its encoding as the container states it.
        url: the address that it was fetched from.
        within: the way to it from the file, outermost first.
    """

    where: str
    name: str
    data: bytes
    media: str = ""
    charset: str | None = None
    url: str | None = None
    within: tuple[str, ...] = ()


Found = Draft | SourceError | Part
"""What a reader yields: a report in the making, why there is none, or a file within the file."""


def check_size(size: int, where: str) -> None:
    """Refuse a file that is too big to be one report, before it is read.

    Raises:
        SourceError: if it is.
    """
    if size > BYTE_LIMIT:
        what = f"{size:,} bytes in one report; the limit is {BYTE_LIMIT:,}"
        raise SourceError(what, where, "split it into one file for each report")


def check_text(text: str, where: str) -> None:
    """Refuse a text that holds nothing, is no text, or is longer than one report can be.

    Raises:
        SourceError: if it is one of these.
    """
    if not text.strip():
        raise SourceError("there is no text in it", where, "give the text of the report, or leave this input out")
    if "\x00" in text or len(_CONTROL.findall(text)) * 100 > len(text):
        advice = "save the report as plain text in UTF-8"
        raise SourceError("this is binary: it holds control characters that no text has", where, advice)
    check_length(text, where)


def check_length(text: str, where: str) -> None:
    """Refuse a text that is longer than one report can be, or has a line that cannot be annotated.

    Raises:
        SourceError: if it is.
    """
    if len(text) > TEXT_LIMIT:
        what = f"{len(text):,} characters in one report; the limit is {TEXT_LIMIT:,}"
        raise SourceError(what, where, "split it into one file for each report")
    longest = max(map(len, text.splitlines()), default=0)
    if longest > LINE_LIMIT:
        what = f"one line has {longest:,} characters; the limit is {LINE_LIMIT:,}"
        raise SourceError(what, where, "break the text into paragraphs, one a line")


def storable(text: str) -> tuple[str, str | None]:
    """Replace what no database and no UTF-8 file can hold, one character for one, so that offsets stay.

    Returns:
        The text, and a doubt in words if anything was replaced.
    """
    clean, count = _UNSTORABLE.subn("\N{REPLACEMENT CHARACTER}", text)
    return clean, f"characters that are no text (half surrogates or NUL) were replaced: {count}" if count else None
