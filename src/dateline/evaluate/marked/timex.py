"""Measures the reading of dates against texts in which people have marked TIMEX3 expressions (TimeML, `.tml`).

Scored as TempEval-3 does (UzZaman and others 2013): a found expression is right when it shares characters with a marked
one, strictly right when it is the same characters; its value is right when the two also have the same TIMEX3 value.
Ranges that Dateline adds beside their two dates are left out.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from dateline import dates
from dateline.annotate import annotate_all
from dateline.errors import SourceError
from dateline.evaluate.intervals import Spotted, f1_told, whole
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


@dataclass(frozen=True, slots=True)
class TimexScore:
    """Counts of each text, in three degrees of agreement."""

    strict: tuple[Spotted, ...]
    relaxed: tuple[Spotted, ...]
    value: tuple[Spotted, ...]

    @property
    def marked(self) -> int:
        """How many expressions people marked."""
        return whole(self.value).marked

    @property
    def found(self) -> int:
        """How many expressions were read."""
        return whole(self.value).read

    def told(self) -> dict[str, str]:
        """Return each figure in words."""
        return {
            "marked, found": f"{self.marked}, {self.found}",
            "F1 strict": f1_told(self.strict),
            "F1 relaxed": f1_told(self.relaxed),
            "F1 value": f1_told(self.value),
        }


def measure(paths: Sequence[Path]) -> TimexScore:
    """Score the dates read in `.tml` files.

    Raises:
        SourceError: if there are none.
    """
    if not paths:
        raise SourceError("no .tml file to measure with", "", "name a folder of TimeML files")
    marked = [marked_text(path.read_text("utf-8", "replace"), path.stem) for path in paths]
    pages = annotate_all(repair(r) for r, _ in marked)
    rows = [_compare(gold, list(_found(page))) for page, (_, gold) in zip(pages, marked, strict=True)]
    return TimexScore(*(tuple(row[degree] for row in rows) for degree in range(3)))


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


def _compare(marked: list[Timex], found: list[Timex]) -> tuple[Spotted, Spotted, Spotted]:
    """Pair expressions one to one, and count those of the same characters, of shared ones, of the same value."""
    spans = {m.span for m in marked}
    strict, relaxed, value = sum(f.span in spans for f in found), 0, 0
    pairs = [(m.span != f.span, -_shared(m, f), i, j) for i, m in enumerate(marked) for j, f in enumerate(found)]
    used_marked: set[int] = set()
    used_found: set[int] = set()
    for _, shared, i, j in sorted(p for p in pairs if p[1] < 0):
        if shared and i not in used_marked and j not in used_found:
            used_marked.add(i)
            used_found.add(j)
            relaxed += 1
            value += marked[i].value == found[j].value
    read, asked = len(found), len(marked)
    return Spotted(strict, read, asked), Spotted(relaxed, read, asked), Spotted(value, read, asked)


def _shared(a: Timex, b: Timex) -> int:
    return min(a.span.end, b.span.end) - max(a.span.start, b.span.start)
