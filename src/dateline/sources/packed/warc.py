"""Captures of the web (WARC, also packed): each record that holds a page or a text, its digests computed again.

Records about the capture itself (warcinfo, request, metadata) are no reports. Pictures, scripts and redirects are
counted and told once. A revisit is read from the record it points to, if that came before it in the file.
"""

from __future__ import annotations

import base64
import hashlib
import io
from collections import Counter, OrderedDict
from collections.abc import Iterator
from contextlib import redirect_stderr
from dataclasses import dataclass, field
from typing import Any, BinaryIO

from dateline.errors import SourceError
from dateline.sources.draft import Found, Part
from dateline.sources.packed.unpack import GZIP, UNPACKED_LIMIT, Gunzipped, gunzipped, inflated

_ABOUT = ("warcinfo", "request", "metadata")
_READ: tuple[str, ...] = (
    "text/html",
    "application/xhtml+xml",
    "text/plain",
    "application/xml",
    "text/xml",
    "application/json",
)
_READ += ("application/rss+xml", "application/atom+xml", "application/pdf", "message/rfc822")
_REMEMBERED = 50_000_000
"""Bytes of payloads kept for revisits further on in the file."""
_ALGORITHMS = {"sha1": hashlib.sha1, "sha256": hashlib.sha256, "md5": hashlib.md5, "sha512": hashlib.sha512}


@dataclass(slots=True)
class _Capture:
    """One file as it is read."""

    where: str
    others: Counter[str] = field(default_factory=Counter)
    payloads: OrderedDict[str, _Payload] = field(default_factory=OrderedDict)
    held: int = 0

    def remember(self, payload: _Payload) -> None:
        self.payloads[payload.digest] = payload
        self.held += len(payload.data)
        while self.held > _REMEMBERED:
            self.held -= len(self.payloads.popitem(last=False)[1].data)


@dataclass(frozen=True, slots=True)
class _Payload:
    """What a record holds, unpacked; digest: of the body as it came."""

    data: bytes
    media: str
    charset: str | None
    digest: str


def records(stream: BinaryIO, where: str) -> Iterator[Found]:
    """Yield the pages and texts of a capture, and why a record is refused.

    Args:
        stream: the capture, packed or not.
        where: the input, for messages.
    """
    capture, number, pages = _Capture(where), 0, 0
    head = stream.read(5)
    inner: Any = _Joined(head, stream)
    try:
        if head.startswith(GZIP):
            inner = Gunzipped(inner, where)
            head = inner.read(5)
            inner = _Joined(head, inner)
        if head != b"WARC/":
            raise SourceError("this is no WARC file: its first bytes are not WARC/", where, "check the download")
        for record in _iterated(inner):
            number += 1
            for one in _record(record, capture, f"{where}, record {number}"):
                pages += 1
                yield one
    except SourceError as refused:
        pages += 1
        yield SourceError(f"{refused.what}; nothing behind record {number} is read", where, refused.advice)
    if capture.others:
        told = ", ".join(f"{what} {count}" for what, count in sorted(capture.others.items()))
        yield SourceError(f"records that hold no report: {told}", where, "nothing to do, unless one of them should")
    elif not pages:
        yield SourceError("the capture holds no page", where, "check the download, or leave it out")


class _Joined(io.RawIOBase):
    """The bytes already looked at, and those behind them; not buffered, so that a break costs nothing before it."""

    def __init__(self, head: bytes, stream: Any) -> None:
        super().__init__()
        self._head, self._stream = head, stream

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        part = self._head[: len(buffer)] if self._head else self._stream.read(len(buffer))
        self._head = self._head[len(buffer) :]
        buffer[: len(part)] = part
        return len(part)


def _iterated(reader: Any) -> Iterator[Any]:
    """Yield the records; whatever warcio stumbles over ends the file with its reason."""
    try:
        from warcio.archiveiterator import WARCIterator
        from warcio.exceptions import ArchiveLoadFailed
        from warcio.statusandheaders import StatusAndHeadersParserException
    except ImportError as missing:
        raise SourceError("WARC files need the library warcio", "", "pip install 'dateline[formats]'") from missing
    faults = (ArchiveLoadFailed, StatusAndHeadersParserException, ValueError, EOFError, KeyError, AttributeError)
    said = io.StringIO()
    iterator = WARCIterator(reader, no_record_parse=True)  # type: ignore[no-untyped-call]
    while True:
        try:
            # What warcio writes to the terminal about a wrong length is told as a refusal below.
            with redirect_stderr(said):
                record = next(iterator, None)
        except (*faults, IndexError, TypeError) as error:
            raise SourceError(f"the WARC file is damaged: {str(error)[:200]}", "", "get it again") from error
        if record is None:
            return
        yield record


def _record(record: Any, capture: _Capture, where: str) -> Iterator[Found]:
    kind = record.rec_type or "without a type"
    if kind in _ABOUT:
        return
    try:
        if kind in ("response", "resource", "conversion"):
            yield from _page(record, kind, capture, where)
        elif kind == "revisit":
            yield _revisited(record, capture, where)
        else:
            capture.others[f"{kind} records"] += 1
    except SourceError as refused:
        yield refused


def _block(record: Any, where: str) -> bytes:
    """Return the whole block of a record.

    Raises:
        SourceError: if it is too large, shorter than it says, or its digest is another.
    """
    said = record.rec_headers.get_header("Content-Length") or ""
    if not said.isdecimal():
        raise SourceError("the record does not say its length", where, "get the capture again")
    parts, left = [], min(int(said), UNPACKED_LIMIT + 1)
    while left > 0 and (part := record.raw_stream.read(left)):
        parts.append(part)
        left -= len(part)
    block = b"".join(parts)
    if int(said) > UNPACKED_LIMIT:
        raise SourceError(f"the record holds {int(said):,} bytes; the limit is {UNPACKED_LIMIT:,}", where, "")
    if len(block) < int(said):
        what = f"the record breaks off: {len(block):,} bytes where it says {int(said):,}"
        raise SourceError(what, where, "get the capture again")
    _check_digest(record.rec_headers.get_header("WARC-Block-Digest"), (block,), "block", where)
    return block


def _check_digest(said: str | None, bodies: tuple[bytes, ...], what: str, where: str) -> None:
    """Compare a digest with the bytes; of the body as sent or as put together from its pieces, whichever fits."""
    if not said:
        return
    name, _, value = said.strip().partition(":")
    make = _ALGORITHMS.get(name.lower().replace("-", ""))
    if make is None:
        return
    for body in bodies:
        digest = make(body)
        if value.lower() == digest.hexdigest() or value.upper().rstrip("=") == base64.b32encode(
            digest.digest()
        ).decode().rstrip("="):
            return
    advice = "the bytes were changed after the capture: get it again"
    raise SourceError(f"the {what} digest is not that of its bytes ({said[:60]})", where, advice)


def _page(record: Any, kind: str, capture: _Capture, where: str) -> Iterator[Found]:
    block = _block(record, where)
    url = (record.rec_headers.get_header("WARC-Target-URI") or "").strip("<> ") or None
    media = record.rec_headers.get_header("Content-Type") or ""
    status, charset, body = 200, _charset(media), block
    bodies: tuple[bytes, ...] = (block,)
    if kind == "response" and media.lower().startswith("application/http"):
        status, headers, raw = _http(block, where)
        sent = _dechunked(raw, where) if headers.get("transfer-encoding", "").lower() == "chunked" else raw
        bodies, media = (raw, sent), headers.get("content-type", "")
        _check_digest(record.rec_headers.get_header("WARC-Payload-Digest"), bodies, "payload", where)
        charset, body = _charset(media), sent
        if status == 200 and _plain(media) in ("", *_READ):
            body = _unpacked(sent, headers.get("content-encoding", ""), where)
    if 300 <= status < 400:
        capture.others["redirects"] += 1
    elif status != 200:
        raise SourceError(f"the server answered {status}, not with the page", where, "nothing to do")
    elif _plain(media) not in ("", *_READ):
        capture.others[_plain(media)[:60] or "without a type"] += 1
    else:
        said = record.rec_headers.get_header("WARC-Payload-Digest") or ""
        payload = _Payload(body, _plain(media), charset, said.strip())
        if said:
            capture.remember(payload)
        yield _part(payload, record, url, where)


def _part(payload: _Payload, record: Any, url: str | None, where: str) -> Part:
    captured = record.rec_headers.get_header("WARC-Date") or "no date"
    step = f"record {record.rec_headers.get_header('WARC-Record-ID') or ''} captured {captured}"
    return Part(where, "", payload.data, payload.media, payload.charset, url, (step,))


def _revisited(record: Any, capture: _Capture, where: str) -> Found:
    digest = (record.rec_headers.get_header("WARC-Payload-Digest") or "").strip()
    url = (record.rec_headers.get_header("WARC-Target-URI") or "").strip("<> ") or None
    payload = capture.payloads.get(digest)
    if payload is None:
        earlier = record.rec_headers.get_header("WARC-Refers-To-Date") or "an earlier day"
        what = f"the page had not changed since {earlier}, and that capture is not in this file"
        return SourceError(what, where, "read the capture that holds it")
    return _part(payload, record, url, where)


def _http(block: bytes, where: str) -> tuple[int, dict[str, str], bytes]:
    head, gap, body = block.partition(b"\r\n\r\n")
    if not gap:
        head, gap, body = block.partition(b"\n\n")
    lines = head.decode("latin-1").splitlines()
    words = lines[0].split(None, 2) if lines else []
    if len(words) < 2 or not words[0].startswith("HTTP/") or not words[1].isdecimal():
        raise SourceError("the record holds no answer of a server", where, "get the capture again")
    pairs = (line.partition(":") for line in lines[1:])
    return int(words[1][:6]), {name.strip().lower(): value.strip() for name, _, value in pairs}, body


def _dechunked(body: bytes, where: str) -> bytes:
    """Put a body together that was sent in pieces; one that some tool put together already is left as it is."""
    parts: list[bytes] = []
    at = 0
    while True:
        line, gap, _ = body[at : at + 80].partition(b"\n")
        size = line.split(b";")[0].strip()
        try:
            length = int(size, 16) if gap else -1
        except ValueError:
            length = -1
        if length < 0 or size[:1] in (b"+", b"-"):
            if at == 0:
                return body
            raise SourceError("the page breaks off between two of its pieces", where, "get the capture again")
        at += len(line) + 1
        if length == 0:
            return b"".join(parts)
        if at + length > len(body):
            raise SourceError("the page breaks off within one of its pieces", where, "get the capture again")
        parts.append(body[at : at + length])
        at += length + (2 if body[at + length : at + length + 2] == b"\r\n" else 1)


def _unpacked(body: bytes, encoding: str, where: str) -> bytes:
    name = encoding.strip().lower()
    if name in ("", "identity"):
        return body
    if name in ("gzip", "x-gzip"):
        # Some tools unpack the body and leave the header as it was.
        return gunzipped(body, where) if body.startswith(GZIP) else body
    if name == "deflate":
        return inflated(body, where)
    raise SourceError(f"the page is packed as {name[:40]!r}, which is not read", where, "capture it without")


def _plain(media: str) -> str:
    return media.partition(";")[0].strip().lower()


def _charset(media: str) -> str | None:
    for part in media.split(";")[1:]:
        name, _, value = part.partition("=")
        if name.strip().lower() == "charset":
            return value.strip().strip("\"'")[:40] or None
    return None
