"""A quotation in the sentence it stands in, marked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from dateline.cli.terminal import printable
from dateline.lexicon import data
from dateline.model.report import Report, Span

MARKS = ("⟦", "⟧")
"""Brackets that news text does not use."""
REACH = 300
"""Characters shown at most before and after the words: longer than most sentences."""
_BREAK = re.compile(r"\n|[.!?][\"'”’)]*\s+(?=[\"'“‘(]*[A-Z0-9])")
_SHORT = re.compile(r"(?:^|[\s(“\"'‘])((?:[^\W\d_]\.)+|[^\W\d_]+\.)$")
"""The last word before a break, with its stop: initials or one short word."""


def in_context(report: Report, spans: Iterable[Span]) -> list[str]:
    """Return each sentence in which one of the spans stands, on one line, with all of them marked."""
    sentences: dict[tuple[int, int], list[Span]] = {}
    for span in sorted(spans):
        around = next((s for s in sentences if s[0] <= span.start and span.end <= s[1]), _sentence(report.text, span))
        sentences.setdefault(around, []).append(span)
    return [_marked(report.text, *around, inside) for around, inside in sentences.items()]


def _marked(text: str, start: int, end: int, spans: list[Span]) -> str:
    pieces: list[str] = []
    done = start
    for span in spans:
        if span.start >= done:
            pieces += (text[done : span.start], MARKS[0], text[span.start : span.end], MARKS[1])
            done = span.end
    return printable(" ".join("".join((*pieces, text[done:end])).split()))


def _sentence(text: str, span: Span) -> tuple[int, int]:
    first, last = max(0, span.start - REACH), min(len(text), span.end + REACH)
    # The pattern looks at the letter behind a break, so it must see into the words themselves.
    start = max((end for end in _breaks(text, first, span.end) if end <= span.start), default=first)
    return start, next(_breaks(text, max(span.start, span.end - 1), last), last)


def _breaks(text: str, first: int, last: int) -> Iterator[int]:
    """Yield where a sentence ends; "Gen. Sol", "J. Sol" and "U.S. Army" go on."""
    for found in _BREAK.finditer(text, first, last):
        before = _SHORT.search(text, max(0, found.start() - 12), found.start() + 1)
        if found[0] == "\n" or before is None or not _goes_on(before[1]):
            yield found.end()


def _goes_on(word: str) -> bool:
    return word in data("en/abbreviations.toml")["before_name"] or len(word.rstrip(".").split(".")[-1]) == 1
