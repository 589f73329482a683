"""The bytes as they were received, and the way back to them from the text that was read.

A quotation cites the text as read; a court asks for the bytes. This keeps both and the map between them.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from dateline.errors import SourceError
from dateline.model.report import Report


@dataclass(frozen=True, slots=True, order=True)
class Stretch:
    """`text[start:end]` was read from `source[first:last]`; character by character where both are equally long."""

    start: int
    end: int
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Received:
    """What one report was read from.

    Attributes:
        data: the bytes as received: the whole file, or the line, record or member of a larger one.
        kind: its media type.
        encoding: how these bytes become text; None where the text lies deeper (a Word file, a base64 letter):
            then there is no map, and `within` says where the text was read.
        mark: bytes of a byte order mark before the text.
        stretches: from the report's text to the decoded bytes, in the order of the text; what no stretch holds was
            added or changed by reading (a line break between two paragraphs, for example).
        within: the way from the file to the text, outermost first.
    """

    data: bytes
    kind: str
    encoding: str | None = None
    mark: int = 0
    stretches: tuple[Stretch, ...] = ()
    within: tuple[str, ...] = ()

    @property
    def sha256(self) -> str:
        """The name under which the bytes are kept."""
        return hashlib.sha256(self.data).hexdigest()

    @property
    def decoded(self) -> str | None:
        """The text of the bytes, before anything was taken out of it; None if there is no such text."""
        return None if self.encoding is None else self.data[self.mark :].decode(self.encoding)

    def back(self, start: int, end: int) -> tuple[int, int] | None:
        """Return where `text[start:end]` stands in the decoded bytes; None if its ends are not mapped."""
        begins, ends = self._one(start), self._one(end - 1)
        if begins is None or ends is None or begins[0] >= ends[1]:
            return None
        return begins[0], ends[1]

    def _one(self, at: int) -> tuple[int, int] | None:
        index = bisect_right(self.stretches, at, key=lambda s: s.start) - 1
        if index < 0 or at >= (found := self.stretches[index]).end:
            return None
        if found.end - found.start != found.last - found.first:
            return found.first, found.last
        return found.first + at - found.start, found.first + at - found.start + 1

    def bytes_of(self, first: int, last: int) -> tuple[int, int] | None:
        """Return where characters of the decoded bytes stand among the bytes; None without an encoding."""
        text = self.decoded
        if text is None or self.encoding is None:
            return None
        before = self.mark + len(text[:first].encode(self.encoding, "surrogatepass"))
        return before, before + len(text[first:last].encode(self.encoding, "surrogatepass"))


def whole(text: str, data: bytes, kind: str, encoding: str, mark: int = 0) -> Received:
    """Return the bytes whose decoded text is the report's text, character by character."""
    return Received(data, kind, encoding, mark, (Stretch(0, len(text), 0, len(text)),) if text else ())


def composed(outer: Sequence[Stretch], inner: Sequence[Stretch]) -> tuple[Stretch, ...]:
    """Join two maps: `outer` leads from the text to a middle text, `inner` from there to the source.

    >>> composed([Stretch(0, 4, 10, 14)], [Stretch(8, 12, 100, 104), Stretch(12, 20, 200, 208)])
    (Stretch(start=0, end=2, first=102, last=104), Stretch(start=2, end=4, first=200, last=202))
    """
    starts = [one.start for one in inner]
    found: list[Stretch] = []
    for one in outer:
        index = max(bisect_right(starts, one.first) - 1, 0)
        while index < len(inner) and inner[index].start < one.last:
            part = _overlap(one, inner[index])
            if part is not None:
                found.append(part)
            index += 1
    return joined(found)


def _overlap(outer: Stretch, inner: Stretch) -> Stretch | None:
    low, high = max(outer.first, inner.start), min(outer.last, inner.end)
    if low >= high:
        return None
    start, end = outer.start + low - outer.first, outer.start + high - outer.first
    if inner.end - inner.start != inner.last - inner.first:
        return Stretch(start, end, inner.first, inner.last)
    return Stretch(start, end, inner.first + low - inner.start, inner.first + high - inner.start)


def joined(stretches: Sequence[Stretch]) -> tuple[Stretch, ...]:
    """Join neighbours that go on in both texts."""
    found: list[Stretch] = []
    for one in sorted(stretches):
        last = found[-1] if found else None
        equal = one.end - one.start == one.last - one.first
        if last and equal and last.end - last.start == last.last - last.first and _goes_on(last, one):
            found[-1] = Stretch(last.start, one.end, last.first, one.last)
        else:
            found.append(one)
    return tuple(found)


def _goes_on(last: Stretch, one: Stretch) -> bool:
    return last.end == one.start and last.last == one.first


class Originals:
    """A folder that keeps received bytes under their SHA-256, and for each report the way from its text to them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self, sha256: str) -> Path:
        """Where the bytes of this digest lie."""
        return self.folder / "bytes" / sha256[:2] / sha256

    def keep(self, report: Report, received: Received) -> None:
        """Put the bytes, then the map, on the disk before this returns; what is there already is not written again.

        Raises:
            SourceError: if they cannot be written (a full disk, no rights).
        """
        digest = received.sha256
        line = {
            "report": report.id,
            "text_sha256": hashlib.sha256(report.text.encode("utf-8", "surrogatepass")).hexdigest(),
            "received_sha256": digest,
            "size": len(received.data),
            "kind": received.kind,
            "encoding": received.encoding,
            "mark": received.mark,
            "within": received.within,
            "stretches": [(one.start, one.end, one.first, one.last) for one in received.stretches],
        }
        written = (json.dumps(line, ensure_ascii=False) + "\n").encode()
        name = hashlib.sha256(written).hexdigest()
        try:
            _put(self.path(digest), received.data)
            _put(self.folder / "maps" / name[:2] / f"{name}.json", written)
        except OSError as error:
            what = f"the received bytes cannot be kept: {(error.strerror or str(error)).lower()}"
            raise SourceError(what, str(self.folder), "make room, or check your rights to write there") from error


def _put(path: Path, data: bytes) -> None:
    if path.exists() and path.stat().st_size == len(data):
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".part-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise
