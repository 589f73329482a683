"""Which reader reads which file: by its ending, by the media type that its container states, or by its first bytes.

`parse` is a pure function from bytes to reports in the making and refusals, so that it can run in another process.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from dateline.errors import SourceError
from dateline.sources.decode import decoded
from dateline.sources.draft import BYTE_LIMIT, Draft, Found, Part, check_text
from dateline.sources.exported.office import docx_file, rtf_file
from dateline.sources.exported.pdf import pdf_file
from dateline.sources.exported.split import reports
from dateline.sources.feeds import newsml, rss
from dateline.sources.feeds.mail import letter
from dateline.sources.feeds.xml import local, tree_of
from dateline.sources.lists import gdelt, jsonl, whole
from dateline.sources.packed import warc, zipped
from dateline.sources.packed.unpack import GZIP as GZIP_MAGIC
from dateline.sources.packed.unpack import LAYERS, gunzipped
from dateline.sources.pages.webpage import looks_like_html, webpage
from dateline.sources.received import Received
from dateline.sources.received import whole as whole_text

PACKED_LIMIT = 100_000_000
"""Bytes of one packed file, which is held whole."""
_PROLOG = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]{2,40})", re.IGNORECASE)
_Reader = Callable[[Part], Iterator[Found]]


def _text(part: Part) -> Iterator[Found]:
    read = decoded(part.data, part.where, part.charset)
    check_text(read.text, part.where)
    received = whole_text(read.text, part.data, "text/plain", read.encoding, read.mark)
    yield from reports(read.text, part.where, received, read.doubts)


def _page(part: Part) -> Iterator[Found]:
    yield webpage(part.data, part.where, part.charset)


def _xml(part: Part) -> Iterator[Found]:
    prolog = _PROLOG.search(part.data[:400])
    read = decoded(part.data, part.where, prolog[1].decode("ascii") if prolog else part.charset)
    root, doubts = tree_of(read.text, part.where)
    received = Received(part.data, "application/xml", read.encoding, read.mark)
    if local(root) in rss.ROOTS:
        found = rss.items(root, part.where, received)
    elif local(root) in newsml.ROOTS:
        found = newsml.items(root, part.where, received)
    elif local(root) == "html":
        found = _page(part)
    else:
        what = f"this XML is no feed and no agency item: its root is <{local(root)[:40]}>"
        raise SourceError(what, part.where, "save the text of the report as a .txt file")
    for one in found:
        yield replace(one, doubts=(*read.doubts, *doubts, *one.doubts)) if isinstance(one, Draft) else one


def _lines(part: Part) -> Iterator[Found]:
    for line in jsonl.lines(io.BytesIO(part.data), part.where):
        if isinstance(line, SourceError):
            yield line
            continue
        fields, where, written = line
        try:
            draft = jsonl.inline(fields, where, written)
        except SourceError as refused:
            yield refused
            continue
        advice = "put the text in the line, or give the .jsonl file itself"
        yield draft or SourceError('"file" cannot be followed from within another file', where, advice)


def _packed(part: Part) -> Iterator[Found]:
    name = part.name.removesuffix(".gz").removesuffix(".GZ")
    data = gunzipped(part.data, part.where)
    inner = name if PurePosixPath(name).suffix and not data.startswith(GZIP_MAGIC) else ""
    yield replace(part, name=inner, media="", data=data, within=(*part.within, "gzip"))


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file: how it is read, how many bytes it may have, and what to do with more."""

    read: _Reader
    limit: int = BYTE_LIMIT
    advice: str = "split it into one file for each report"


TEXT, PAGE, XML, LINES = Kind(_text), Kind(_page), Kind(_xml, whole.LIMIT), Kind(_lines, PACKED_LIMIT)
JSON = Kind(lambda part: whole.json_file(part.data, part.where), whole.LIMIT, whole.ADVICE)
MAIL = Kind(lambda part: letter(part.data, part.where), 30_000_000)
DOCX = Kind(lambda part: docx_file(part.data, part.where), 30_000_000)
RTF = Kind(lambda part: rtf_file(part.data, part.where), 30_000_000)
PDF = Kind(lambda part: pdf_file(part.data, part.where), 30_000_000)
TABLE = Kind(lambda part: gdelt.table(part.data, part.where))
ZIP = Kind(lambda part: zipped.members(part.data, part.where), PACKED_LIMIT)
WARC = Kind(lambda part: warc.records(io.BytesIO(part.data), part.where), PACKED_LIMIT)
GZIP = Kind(_packed, PACKED_LIMIT)

ENDINGS = {
    ".txt": TEXT, ".text": TEXT, ".html": PAGE, ".htm": PAGE, ".xhtml": PAGE, ".xml": XML, ".rss": XML, ".atom": XML,
    ".jsonl": LINES, ".ndjson": LINES, ".json": JSON, ".csv": TABLE, ".eml": MAIL, ".docx": DOCX, ".rtf": RTF,
    ".pdf": PDF, ".zip": ZIP, ".warc": WARC, ".gz": GZIP,
}  # fmt: skip
MEDIA = {
    "text/html": PAGE, "application/xhtml+xml": PAGE, "text/plain": TEXT, "application/xml": XML, "text/xml": XML,
    "application/rss+xml": XML, "application/atom+xml": XML, "application/json": JSON, "application/pdf": PDF,
    "message/rfc822": MAIL, "application/rtf": RTF, "text/rtf": RTF, "application/zip": ZIP,
}  # fmt: skip
ADVICE = {
    ".doc": "save it as .docx, or its text as a .txt file in UTF-8",
    ".odt": "save it as .docx, or its text as a .txt file in UTF-8",
    ".mht": "save the page as .html",
    ".mhtml": "save the page as .html",
    ".tar": "unpack it and give the folder",
    ".bz2": "unpack it and give what it holds",
    ".xz": "unpack it and give what it holds",
    ".7z": "unpack it and give the folder",
    ".xlsx": "write it as .jsonl, one report a line",
}
"""What to do with kinds that are often given."""
NO_PDF = "PDF files are read only when asked: the order of their words is not sure"


def parse(part: Part, pdf: bool = False) -> list[Draft | SourceError]:
    """Read one file and what lies within it.

    Args:
        part: the file with its bytes.
        pdf: whether PDF files are read.

    Returns:
        A report in the making, or a refusal, for each report that is in it, in its order; never empty.
    """
    found = list(_parsed(part, pdf, 0))
    return found or [SourceError("nothing was found in it", part.where, "check the file")]


def _parsed(part: Part, pdf: bool, depth: int) -> Iterator[Draft | SourceError]:
    try:
        kind = kind_of(part)
        if kind is PDF and not pdf:
            raise SourceError(NO_PDF, part.where, "add --pdf, or save its text as a .txt file in UTF-8")
        if depth > LAYERS:
            raise SourceError(f"packed more than {LAYERS} times over", part.where, "unpack it yourself")
        check_kind_size(len(part.data), kind, part.where)
        for one in kind.read(part):
            if isinstance(one, Part):
                yield from _parsed(one, pdf, depth + 1)
            else:
                yield _within(one, part) if isinstance(one, Draft) else one
    except SourceError as refused:
        yield refused if refused.where else SourceError(refused.what, part.where, refused.advice)


def _within(draft: Draft, part: Part) -> Draft:
    received = draft.received
    if received is not None and part.within:
        received = replace(received, within=(*part.within, *received.within))
    return replace(draft, url=draft.url or part.url, received=received)


def check_kind_size(size: int, kind: Kind, where: str) -> None:
    """Refuse a file that is too big for its kind, before it is read.

    Raises:
        SourceError: if it is.
    """
    if size > kind.limit:
        what = f"{size:,} bytes in one {'report' if kind.limit == BYTE_LIMIT else 'file'}; the limit is {kind.limit:,}"
        raise SourceError(what, where, kind.advice)


def kind_of(part: Part) -> Kind:
    """Return how a file is read.

    Raises:
        SourceError: if its kind is not read.
    """
    ending = PurePosixPath(part.name).suffix.lower()
    kind = MEDIA.get(part.media) if part.media else None
    kind = kind or ENDINGS.get(ending)
    if kind is not None:
        return kind
    if part.media or ending or part.name:
        raise unread(ending, part.where, part.media)
    return sniffed(part.data)


def unread(ending: str, where: str, media: str = "") -> SourceError:
    """Return the refusal of a kind that is not read."""
    advice = ADVICE.get(ending, f"give {', '.join(ENDINGS)}; a plain text may be renamed to .txt")
    if media and not ending:
        return SourceError(f"files of type {media!r} are not read", where, advice)
    what = f"files of kind {ending!r} are not read" if ending else "a file without an ending is not read"
    return SourceError(what, where, advice)


def sniffed(data: bytes) -> Kind:
    """Return the kind of bytes without a name, by how they begin; text if nothing else fits."""
    head = data[:2000].removeprefix(b"\xef\xbb\xbf").lstrip()
    for magic, kind in (
        (b"WARC/", WARC), (b"\x1f\x8b", GZIP), (b"PK\x03\x04", ZIP), (b"%PDF", PDF), (b"{\\rtf", RTF),
        (b"{", LINES), (b"[", JSON), (b"<rss", XML), (b"<feed", XML), (b"<newsMessage", XML), (b"<newsItem", XML),
        (b"<nitf", XML),
    ):  # fmt: skip
        if head.startswith(magic):
            return kind
    if head.startswith(b"<?xml"):
        return PAGE if b"<html" in head.lower() else XML
    return PAGE if looks_like_html(data) else TEXT
