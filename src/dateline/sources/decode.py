"""Bytes to text. UTF-8 is read silently; anything guessed comes with a doubt; what is no text is refused."""

from __future__ import annotations

import codecs
from dataclasses import dataclass

from dateline.errors import SourceError

_MAGIC = (
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "a Word, OpenDocument or zip file"),
    (b"\xd0\xcf\x11\xe0", "an old Word or Excel file"),
    (b"{\\rtf", "a rich text (RTF) file"),
    (b"\x1f\x8b", "a gzip file"),
    (b"BZh", "a bzip2 file"),
    (b"SQLite format 3", "an SQLite database"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
)
"""How files of kinds that are often taken for text begin. Origin: the formats' own specifications."""
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_NO_WORSE = 0.02
"""Share of disorder by which two guesses are alike. Origin: Spanish names are else read as Polish ones."""
_SAMPLE = 64_000
"""Bytes shown to the guesser: it reads every byte once for each of some 90 encodings."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text read from bytes: `text == data[mark:].decode(encoding)`.

    Attributes:
        mark: bytes of the byte order mark, which is left out.
        doubts: empty unless the encoding was guessed.
    """

    text: str
    encoding: str
    mark: int = 0
    doubts: tuple[str, ...] = ()


def decode(data: bytes, where: str, declared: str | None = None) -> tuple[str, tuple[str, ...]]:
    """Return the text of some bytes and the doubts about it; see `decoded`.

    Raises:
        SourceError: if the bytes are empty, of a known binary kind, or no text in any encoding.
    """
    read = decoded(data, where, declared)
    return read.text, read.doubts


def decoded(data: bytes, where: str, declared: str | None = None) -> Decoded:
    """Decode the bytes of one report; no line ending is changed, a byte order mark is left out.

    Args:
        data: the bytes as they came.
        where: the input, for messages.
        declared: the charset that the file itself declares, tried after UTF-8.

    Raises:
        SourceError: if the bytes are empty, of a known binary kind, or no text in any encoding.
    """
    if not data:
        raise SourceError("the file is empty", where, "check the download, or leave it out")
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            raise SourceError(f"this is {kind}, not text", where, "save its text as a .txt file in UTF-8")
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return Decoded(_strictly(data[len(mark) :], encoding, where), encoding, len(mark))
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError as error:
        first_bad = error.start
    if b"\x00" in data:
        advice = "save the report as plain text in UTF-8"
        raise SourceError(f"this is binary: it holds a NUL byte at {data.index(0):,}", where, advice)
    if declared and (text := _declared(data, declared)) is not None:
        return Decoded(text, declared)
    return _guessed(data, first_bad, where)


def _strictly(data: bytes, encoding: str, where: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        what = f"its first bytes say {encoding}, but byte {error.start:,} is not"
        raise SourceError(what, where, "save the report as plain text in UTF-8") from error


def _declared(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (LookupError, UnicodeDecodeError):
        return None


def _guessed(data: bytes, first_bad: int, where: str) -> Decoded:
    from charset_normalizer import from_bytes

    # The first bytes that are not ASCII are what tells encodings apart: show them, not only the head of the file.
    begin = max(0, first_bad - _SAMPLE // 2)
    matches = from_bytes(data[begin : begin + _SAMPLE])
    best = matches.best()
    advice = "save the report as plain text in UTF-8"
    if best is None:
        raise SourceError(f"byte {first_bad:,} is not UTF-8 and no other encoding fits", where, advice)
    # English wire text off a Windows desk is the common case; other code pages often read the same bytes alike.
    western = next((m for m in matches if "cp1252" in m.could_be_from_charset), None)
    if western is not None and western.chaos <= best.chaos + _NO_WORSE:
        best, encoding = western, "cp1252"
    else:
        encoding = best.encoding
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise SourceError(f"byte {first_bad:,} is not UTF-8 and no other encoding fits", where, advice) from error
    sure = f"{max(0.0, 1 - best.chaos):.0%}"
    doubt = f"byte {first_bad:,} is not UTF-8; read as {encoding}, a guess ({sure} of the text looks orderly)"
    return Decoded(text, encoding, doubts=(doubt,))
