"""The way from a string read out of JSON back to its characters in the file, escapes and all."""

from __future__ import annotations

import json
import re

from dateline.sources.received import Received, Stretch, joined

JSON = "application/json"

_LITERAL = re.compile(r'"(?:[^"\\]|\\.)*"', re.DOTALL)
_ESCAPE = re.compile(r"\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|.)", re.DOTALL)


class Written:
    """A file or line of JSON as it was written, for the reports that were read out of it."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self._source = data.decode("utf-8-sig", "replace")
        self._places: dict[str, tuple[int, int]] | None = None

    @property
    def source(self) -> str:
        """The decoded text."""
        return self._source

    def received(self, text: str) -> Received:
        """Return the bytes with the map from a text to the string that holds it, the first if there are several."""
        return Received(self.data, JSON, "utf-8-sig", 0, self.stretches(text))

    def stretches(self, text: str) -> tuple[Stretch, ...]:
        r"""Return the map from a text to its string; empty if no string of the file is that text.

        >>> [(s.first, s.last) for s in Written(b'{"id": 1, "text": "a\\"b"}').stretches('a"b')]
        [(19, 20), (20, 22), (22, 23)]
        """
        if self._places is None:
            self._places = {}
            for found in _LITERAL.finditer(self._source):
                if (read := _reads(found[0])) is not None:
                    self._places.setdefault(read, (found.start() + 1, found.end() - 1))
        place = self._places.get(text)
        return () if place is None else _runs(self._source, *place)


def _reads(written: str) -> str | None:
    try:
        return str(json.loads(written, strict=False))
    except ValueError:
        return None


def _runs(source: str, begin: int, end: int) -> tuple[Stretch, ...]:
    out: list[Stretch] = []
    at, start = begin, 0
    while at < end:
        escape = source.find("\\", at, end)
        stop = end if escape < 0 else escape
        if stop > at:
            out.append(Stretch(start, start + stop - at, at, stop))
            start += stop - at
        at = stop
        if escape >= 0 and (mark := _ESCAPE.match(source, at, end)):
            out.append(Stretch(start, start + 1, at, mark.end()))
            start, at = start + 1, mark.end()
    return joined(out)
