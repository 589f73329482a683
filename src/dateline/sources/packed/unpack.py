"""Decompression under caps: a few kilobytes can hold gigabytes, and a library that unpacks them by itself asks nobody.

Measured against the bytes really given out, never against what a file says of itself.
"""

from __future__ import annotations

import io
import zlib
from typing import BinaryIO

from dateline.errors import SourceError

UNPACKED_LIMIT = 20_000_000
"""Bytes that one packed file may hold. Origin: the largest saved page of a news site has about 8,000,000."""
RATIO_LIMIT = 100
"""How much larger than packed. Origin: text packs 3 to 10 times, repetitive logs 30; deflate can reach 1,032."""
SMALL = 1_000_000
"""Bytes below which the ratio is not asked: a short page of blanks packs well and harms nobody."""
LAYERS = 2
"""Files within files: a zip of packed pages is 2, as is a packed page in a packed capture."""
_STEP = 65_536
GZIP = b"\x1f\x8b"
_ADVICE = "unpack it yourself and give what it holds, if you trust it"


def gunzipped(data: bytes, where: str) -> bytes:
    """Unpack a gzip file of one or more members.

    Raises:
        SourceError: if it holds too much, breaks off, or is damaged.
    """
    return _whole(Gunzipped(io.BytesIO(data), where, UNPACKED_LIMIT))


def inflated(data: bytes, where: str) -> bytes:
    """Unpack what a server sent as "deflate": with a zlib head, or, as some do, without.

    Raises:
        SourceError: if it holds too much, breaks off, or is damaged.
    """
    for bits in (zlib.MAX_WBITS, -zlib.MAX_WBITS):
        unpacker = zlib.decompressobj(bits)
        try:
            found = unpacker.decompress(data, UNPACKED_LIMIT + 1)
        except zlib.error:
            continue
        check_ratio(len(data), len(found), where)
        if not unpacker.eof:
            raise SourceError("the packed page breaks off", where, "fetch it again")
        return found
    raise SourceError("the packed page is damaged", where, "fetch it again")


def check_ratio(packed: int, unpacked: int, where: str, limit: int = UNPACKED_LIMIT) -> None:
    """Refuse what holds more than it may.

    Raises:
        SourceError: if it does.
    """
    if unpacked > limit:
        raise SourceError(f"it holds more than {limit:,} bytes", where, _ADVICE)
    if unpacked > SMALL and unpacked > packed * RATIO_LIMIT:
        what = f"it unpacks to more than {RATIO_LIMIT} times its size, as no text does"
        raise SourceError(what, where, _ADVICE)


def _whole(stream: Gunzipped) -> bytes:
    parts = []
    while part := stream.read(_STEP):
        parts.append(part)
    return b"".join(parts)


class Gunzipped(io.RawIOBase):
    """A gzip file read as a stream: at most one step is held, each member has its own ratio.

    Args:
        stream: the packed bytes.
        where: the input, for messages.
        limit: bytes that all members together may hold; None for a capture that is read record by record.

    Reading raises `SourceError` where the file holds too much, breaks off or is damaged.
    """

    def __init__(self, stream: BinaryIO, where: str, limit: int | None = None) -> None:
        super().__init__()
        self._stream, self._where, self._limit = stream, where, limit
        self._unpacker = zlib.decompressobj(zlib.MAX_WBITS | 16)
        self._waiting = b""
        self._packed = self._unpacked = self._total = self.offset = 0

    def readable(self) -> bool:
        """Whether it can be read: always."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Fill the buffer with the next bytes; 0 at the end."""
        part = self._next(len(buffer))
        buffer[: len(part)] = part
        return len(part)

    def _next(self, size: int) -> bytes:
        while True:
            if not self._waiting and not self._more():
                return b""
            before = len(self._waiting)
            try:
                part = self._unpacker.decompress(self._waiting, size)
            except zlib.error as error:
                raise SourceError(
                    f"the gzip file is damaged at byte {self.offset:,}", self._where, "get it again"
                ) from error
            if self._unpacker.eof:
                self._waiting = self._unpacker.unused_data
            else:
                self._waiting = self._unpacker.unconsumed_tail
            self._count(before - len(self._waiting), len(part))
            if self._unpacker.eof:
                self._begin_member()
            if part:
                return part

    def _more(self) -> bool:
        self._waiting = self._stream.read(_STEP)
        if not self._waiting and self._packed:
            raise SourceError("the gzip file breaks off", self._where, "get it again; what stands before is read")
        return bool(self._waiting)

    def _count(self, packed: int, unpacked: int) -> None:
        self._packed += packed
        self.offset += packed
        self._unpacked += unpacked
        self._total += unpacked
        check_ratio(self._packed, self._unpacked, self._where, UNPACKED_LIMIT if self._limit else 1 << 62)
        if self._limit is not None and self._total > self._limit:
            check_ratio(self.offset, self._total, self._where, self._limit)

    def _begin_member(self) -> None:
        # Zeros pad members on tapes and in some captures.
        self._waiting = self._waiting.lstrip(b"\0")
        while not self._waiting:
            block = self._stream.read(_STEP)
            if not block:
                break
            self._waiting = block.lstrip(b"\0")
        self._unpacker = zlib.decompressobj(zlib.MAX_WBITS | 16)
        self._packed = self._unpacked = 0
