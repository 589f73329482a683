"""Whether a report tells an event as something known: "the attack on the post", "when it was overrun"."""

from __future__ import annotations

import re
from collections.abc import Iterable

from dateline.model.report import Report, Span

REACH = 160
"""Characters before the words of an event in which its article or the word that subordinates it is looked for."""
_SENTENCE_END = re.compile(r"[.!?][\"'’”)]*\s|\n")
_DEFINITE = re.compile(
    r"\b(?:the|that|this|those|these|its|their|his|her|our|[\w-]+['’]s?)\s+(?:[\w'’-]+\s+){0,4}$", re.I
)
_INSIDE = re.compile(r"\b(?:when|where|after|since|before|who|which|whom|whose|until)\b[^.!?\n]*$", re.I)


def is_known(report: Report, quotations: Iterable[Span]) -> bool:
    """Return whether some of the words of an event stand behind an article or within a clause that takes it as known.

    >>> report = Report.of("He fell the night when the post was overrun. Later a bomb went off in Oru.")
    >>> is_known(report, [Span(35, 42)]), is_known(report, [Span(52, 56)])
    (True, False)
    """
    return any(_is_known(report.text, span) for span in quotations)


def _is_known(text: str, span: Span) -> bool:
    before = text[max(0, span.start - REACH) : span.start]
    ends = [m.end() for m in _SENTENCE_END.finditer(before)]
    clause = before[ends[-1] if ends else 0 :]
    return bool(_DEFINITE.search(clause) or _INSIDE.search(clause))
