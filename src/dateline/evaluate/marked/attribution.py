"""Measures who says what against reports in which people have marked source, cue and content.

Reads brat stand-off files as PolNeAR (Newell, Margolin and Ruths, LREC 2018) publishes them: `text/NAME.txt` and
`attributions/NAME_ANNOTATOR.ann`.

Matching rule. A saying and a marked attribution match when

1. their contents overlap: the characters in both are at least half of the characters in either
   (intersection over union, quotation marks and end punctuation not counted), and
2. their sources share a character, or neither has one.

Pairs are made one to one, the best overlap first. The marks give each word to one attribution at most, so a saying
that stands inside the content of another is left out, and so is one without a content. "Quotations" are those whose
content is, in at least half of its characters, inside quotation marks, and which have a source.
"""

from __future__ import annotations

import glob
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from dateline.annotate import annotate_all
from dateline.claims.quotations import quotations
from dateline.errors import SourceError
from dateline.evaluate.sureness.intervals import Spotted
from dateline.model.found import Saying
from dateline.model.page import Page
from dateline.model.report import Report
from dateline.pipeline import find
from dateline.repair import repair

ALIKE = 0.5
"""Least share of characters in common for two contents to be the same (the usual bound of span matching)."""
EDGES = " \n\t.,;:“”\"'‘’«»"
MARK = re.compile(r"([TE]\d+)\t([^\t]+)")
"""A line of a brat file that marks words or an attribution. Notes and blank lines are none, and neither is the rest of
marked words that ran over a line break."""
PIECE = re.compile(r"(\d+) (\d+)")
Characters = frozenset[int]


@dataclass(frozen=True, slots=True)
class Marked:
    """One attribution as sets of published characters; `quoted` = mostly inside quotation marks."""

    source: Characters
    content: Characters
    quoted: bool


def measure(texts: Sequence[Path], every: int = 1) -> dict[str, list[Spotted]]:
    """Score the sayings of marked reports.

    Args:
        texts: `text/NAME.txt` of each report; its marks lie in `attributions/` beside that folder.
        every: read only each so-manieth report, in the order given.

    Returns:
        "quotations": quotations with a source; "all": all attributions; the counts of each report.

    Raises:
        SourceError: if there are no marked reports.
    """
    totals: dict[str, list[Spotted]] = {"quotations": [], "all": []}
    for _, read, marked in compared(texts, every):
        totals["all"].append(score(read, marked))
        quotes = [m for m in read if m.quoted and m.source], [m for m in marked if m.quoted and m.source]
        totals["quotations"].append(score(*quotes))
    return totals


def compared(texts: Sequence[Path], every: int = 1) -> Iterator[tuple[Page, list[Marked], list[Marked]]]:
    """Yield each page with what was read and what people marked on it."""
    texts = texts[::every]
    if not texts:
        raise SourceError("no marked reports", "", "name a folder that holds text/ and attributions/")
    reports = (Report.of(path.read_text("utf-8"), id=path.stem) for path in texts)
    for path, page in zip(texts, annotate_all(map(repair, reports)), strict=True):
        marks = sorted((path.parent.parent / "attributions").glob(f"{glob.escape(path.stem)}_*.ann"))
        inside = _inside_quotations(page)
        marked = list(_marked(marks[0], page.report.text, inside)) if marks else []
        yield page, list(_read(page, inside)), marked


def score(read: Iterable[Marked], marked: Iterable[Marked]) -> Spotted:
    """Pair what was read with what was marked, the best overlap first."""
    ours, theirs = list(read), list(marked)
    pairs = sorted(
        ((overlap(a.content, b.content), i, j) for i, a in enumerate(ours) for j, b in enumerate(theirs)), reverse=True
    )
    used: tuple[set[int], set[int]] = set(), set()
    for share, i, j in pairs:
        if share < ALIKE or i in used[0] or j in used[1]:
            continue
        a, b = ours[i].source, theirs[j].source
        if a & b or not (a or b):
            used[0].add(i)
            used[1].add(j)
    return Spotted(len(used[0]), len(ours), len(theirs))


def overlap(one: Characters, other: Characters) -> float:
    """Return intersection over union."""
    return len(one & other) / len(one | other) if one or other else 0.0


def _marked(path: Path, text: str, inside: Characters) -> Iterator[Marked]:
    lines = [match.groups() for match in map(MARK.match, path.read_text("utf-8").splitlines()) if match]
    spans = {name: _span(said, text) for name, said in lines if name.startswith("T")}
    for name, said in lines:
        if name.startswith("E"):
            parts = [part.split(":") for part in said.split() if ":" in part]
            source = frozenset(i for role, t in parts if role.startswith("Source") for i in spans.get(t, ()))
            content = frozenset(i for role, t in parts if role.startswith("Content") for i in spans.get(t, ()))
            yield Marked(source, content, _is_quoted(content, inside))


def _span(said: str, text: str) -> Characters:
    """Read "Content 315 448;463 553"; a place that the text does not have is left out."""
    pieces = [tuple(map(int, piece)) for piece in PIECE.findall(said)]
    return frozenset(i for start, end in pieces for i in range(start, min(end, len(text))) if text[i] not in EDGES)


def _read(page: Page, inside: Characters) -> Iterator[Marked]:
    sayings = [f.value for f in find(page).sayings if f.value.content]
    for saying in sayings:
        if not any(other is not saying and _holds(other, saying) for other in sayings):
            content = _characters(page, saying.content)
            yield Marked(
                _characters(page, (saying.speaker,) if saying.speaker else ()), content, _is_quoted(content, inside)
            )


def _holds(outer: Saying, inner: Saying) -> bool:
    """Whether a saying's cue stands in the content of another, or it tells the very same words again."""
    if any(start <= inner.cue < end for start, end in outer.content):
        return not any(start <= outer.cue < end for start, end in inner.content)
    return False


def _characters(page: Page, ranges: Iterable[tuple[int, int]]) -> Characters:
    out: set[int] = set()
    for start, end in ranges:
        span = page.evidence(start, end, "measure").span
        out.update(i for i in range(span.start, span.end) if page.report.text[i] not in EDGES)
    return frozenset(out)


def _inside_quotations(page: Page) -> Characters:
    return _characters(page, ((q.start, q.end) for q in quotations(page)))


def _is_quoted(content: Characters, inside: Characters) -> bool:
    return bool(content) and 2 * len(content & inside) >= len(content)
