"""Measures the reading of dates against texts in which people have marked TIMEX3 expressions (TimeML, `.tml`).

Scored as TempEval-3 does (UzZaman and others 2013): a found expression is right when it shares characters with a marked
one, strictly right when it is the same characters; its value is right when the two also have the same TIMEX3 value.
Ranges that Dateline adds beside their two dates are left out.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from dateline import dates
from dateline.annotate import annotate_all
from dateline.errors import SourceError
from dateline.model.page import Page
from dateline.model.report import Report, Span
from dateline.repair import repair

_TAG = re.compile(r"<[^>]+>")
_ATTRIBUTE = re.compile(r'(\w+)="([^"]*)"')
_CREATED = re.compile(r'<DCT>.*?value="(\d{4}-\d\d-\d\d)', re.DOTALL)
_TEXT = re.compile(r"<TEXT>(.*)</TEXT>", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Timex:
    """An expression with its TIMEX3 value."""

    span: Span
    value: str


@dataclass(slots=True)
class TimexScore:
    """Counts over a folder."""

    marked: int = 0
    found: int = 0
    strict: int = 0
    relaxed: int = 0
    value: int = 0

    def f1(self, right: int) -> float:
        """Return F1 of this many right expressions."""
        return 2 * right / (self.marked + self.found) if self.marked + self.found else 0.0

    def __str__(self) -> str:
        return (
            f"{self.marked} marked, {self.found} found; F1 strict {self.f1(self.strict):.3f}, "
            f"relaxed {self.f1(self.relaxed):.3f}, value {self.f1(self.value):.3f}"
        )


def measure(folder: Path | str) -> TimexScore:
    """Score the dates read in the `.tml` files of a folder.

    Raises:
        SourceError: if there is no such file.
    """
    paths = sorted(Path(folder).glob("*.tml"))
    if not paths:
        raise SourceError("no .tml file to measure with", str(folder), "name a folder of TimeML files")
    marked = [marked_text(path.read_text("utf-8", "replace"), path.stem) for path in paths]
    score = TimexScore()
    for page, (_, gold) in zip(annotate_all(repair(r) for r, _ in marked), marked, strict=True):
        _compare(gold, list(_found(page)), score)
    return score


def marked_text(source: str, id: str) -> tuple[Report, list[Timex]]:  # noqa: A002
    """Return the report in a TimeML file and its marked expressions.

    >>> report, marked = marked_text('<TEXT>On <TIMEX3 value="2014">2014</TIMEX3>.</TEXT>', "a")
    >>> report.text, marked[0].value, report.text[marked[0].span.start : marked[0].span.end]
    ('On 2014.', '2014', '2014')
    """
    body = _TEXT.search(source)
    pieces: list[str] = []
    marked: list[Timex] = []
    opened: list[tuple[int, str]] = []
    length = done = 0
    inner = body[1] if body else source
    for tag in [*_TAG.finditer(inner), None]:
        piece = html.unescape(inner[done : tag.start() if tag else len(inner)])
        pieces.append(piece)
        length, done = length + len(piece), tag.end() if tag else done
        said = tag[0] if tag else ""
        if said.startswith("<TIMEX3") and not said.endswith("/>"):
            opened.append((length, dict(_ATTRIBUTE.findall(said)).get("value", "")))
        elif said.startswith("</TIMEX3") and opened:
            start, value = opened.pop()
            marked.append(Timex(Span(start, length), value))
    created = _CREATED.search(source)
    published = date.fromisoformat(created[1]) if created else None
    return Report.of("".join(pieces), id=id, published=published), sorted(marked, key=lambda t: t.span)


def _found(page: Page) -> Iterator[Timex]:
    for found in dates.find(page):
        if found.rule != dates.RANGE:
            yield Timex(page.evidence(found.start, found.end, found.rule).span, found.value.timex)


def _compare(marked: list[Timex], found: list[Timex], score: TimexScore) -> None:
    score.marked += len(marked)
    score.found += len(found)
    spans = {m.span for m in marked}
    score.strict += sum(f.span in spans for f in found)
    pairs = [(m.span != f.span, -_shared(m, f), i, j) for i, m in enumerate(marked) for j, f in enumerate(found)]
    used_marked: set[int] = set()
    used_found: set[int] = set()
    for _, shared, i, j in sorted(p for p in pairs if p[1] < 0):
        if shared and i not in used_marked and j not in used_found:
            used_marked.add(i)
            used_found.add(j)
            score.relaxed += 1
            score.value += marked[i].value == found[j].value


def _shared(a: Timex, b: Timex) -> int:
    return min(a.span.end, b.span.end) - max(a.span.start, b.span.start)
