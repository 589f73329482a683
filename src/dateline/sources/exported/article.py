"""One article cut out of a text that holds many: where its story stands, and what its head says."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.sources.published import Stated


@dataclass(frozen=True, slots=True)
class Article:
    """An article of a download.

    Attributes:
        begin, end: the characters of the text that belong to it, head and foot too.
        story: the stretches of the text that are its story, in order.
    """

    begin: int
    end: int
    story: tuple[tuple[int, int], ...] = ()
    title: str | None = None
    outlet: str | None = None
    id: str | None = None
    said: tuple[Stated, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """A line and where it stands, without its line break."""

    begin: int
    text: str

    @property
    def end(self) -> int:
        """Behind its last character."""
        return self.begin + len(self.text)

    @property
    def is_blank(self) -> bool:
        """Whether it holds nothing."""
        return not self.text.strip()


def lines_of(text: str) -> list[Line]:
    """Return the lines of a text; page breaks are blanks, as downloads print them before each article."""
    found, at = [], 0
    for written in text.splitlines(keepends=True):
        found.append(Line(at, written.rstrip("\r\n\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029")))
        at += len(written)
    return found


def trimmed(lines: list[Line]) -> tuple[tuple[int, int], ...]:
    """Return the stretch from the first line that holds something to the last."""
    full = [line for line in lines if not line.is_blank]
    return ((full[0].begin, full[-1].end),) if full else ()
