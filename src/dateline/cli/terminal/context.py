"""A quotation in the sentence it stands in, marked; and values in words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum

from dateline.cli.terminal import printable
from dateline.lexicon import data
from dateline.model.claim import Statement
from dateline.model.estimate import Estimate
from dateline.model.found import ActorSeen, Count, PersonSeen, Saying, TollSeen
from dateline.model.report import Evidence, Report, Span
from dateline.model.when import When
from dateline.model.where import Place

MARKS = ("⟦", "⟧")
"""Brackets that news text does not use."""
REACH = 300
"""Characters shown at most before and after the words: longer than most sentences."""
UNTOLD: dict[type, tuple[str, ...]] = {
    Count: ("noun",),
    TollSeen: ("predicate", "people"),
    ActorSeen: ("chain",),
    PersonSeen: ("chain",),
    Statement: ("words",),
    Saying: ("cue", "speaker", "content", "actor"),
}
"""Fields that number the tokens of a page, or repeat the quotation: they say nothing to a reader."""
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


def in_words(value: object) -> str:
    """Return a value of the model as a short line: its fields that say something.

    >>> in_words(Estimate(13, 13, None, "more than"))
    'low 13, best 13, high open, hedge more than'
    """
    if isinstance(value, Estimate):
        bounds = {"low": value.low, "best": value.best, "high": value.high, "hedge": value.hedge or None}
        open_ends = {"low": "open", "high": "open"}
        said = ((name, open_ends.get(name) if n is None else n) for name, n in bounds.items())
        return ", ".join(f"{name} {n}" for name, n in said if n is not None)
    if isinstance(value, Evidence):
        return repr(value.exact)
    if isinstance(value, When) and value.placed:
        return f"{_days(value)}, precision {value.precision}"
    if isinstance(value, Place):
        return _place(value)
    if is_dataclass(value):
        hidden = UNTOLD.get(type(value), ())
        said = ((f.name, getattr(value, f.name)) for f in fields(value) if f.name not in hidden)
        return ", ".join(f"{name} {in_words(v)}" for name, v in said if v not in (None, "", (), False))
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, tuple):
        return f"[{', '.join(map(in_words, value))}]"
    return value.isoformat() if isinstance(value, date) else printable(str(value))


def _days(when: When) -> str:
    return str(when.earliest) if when.earliest == when.latest else f"{when.earliest} to {when.latest}"


def _place(place: Place) -> str:
    """Return a place from small to large, with its point and where the point is from."""
    said = [", ".join((place.name, *place.within)), f"kind {place.kind}", f"precision {place.precision}"]
    said += [f"lat {place.lat}, lon {place.lon}"] if place.lat is not None else []
    said += [f"country {', '.join(place.countries or (place.country or '',))}"] if place.country else []
    said += [in_words(place.offset)] if place.offset else []
    return "; ".join([*said, *([place.id] if place.id else [])])
