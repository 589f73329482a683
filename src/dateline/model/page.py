"""A report made readable: repaired text with its way back to the published characters, tokens and parse.

Reading rooms see a `Page` and speak in token ranges, half-open `[start, end)`; `Page.evidence` turns a token range
into a quotation of the *published* text.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from enum import StrEnum

from dateline.model.report import Evidence, Report, Span


@dataclass(frozen=True, slots=True, order=True)
class Edit:
    """One repair: the published characters at `span` are read as `becomes` (may be empty)."""

    span: Span
    becomes: str
    rule: str


class ZoneKind(StrEnum):
    """What a stretch of a report is; only headline and body tell events."""

    HEADLINE = "headline"
    BYLINE = "byline"
    DATELINE = "dateline"
    CAPTION = "caption"
    CREDIT = "credit"
    BOILERPLATE = "boilerplate"
    BODY = "body"


@dataclass(frozen=True, slots=True, order=True)
class Zone:
    """A stretch of repaired text, `[start, end)` in characters, that is one kind of thing.

    `names` holds what the zone states: reporters of a byline or credit, the place of a dateline.
    """

    start: int
    end: int
    kind: ZoneKind
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Repaired:
    """A report with its repaired text and an exact map back.

    Edits and zones are in order and do not overlap; edits are in published offsets.
    """

    report: Report
    text: str
    edits: tuple[Edit, ...] = ()
    zones: tuple[Zone, ...] = ()
    starts: tuple[int, ...] = field(default=(), repr=False)
    """Where each edit's replacement begins in the repaired text."""

    @classmethod
    def of(cls, report: Report, edits: tuple[Edit, ...] = (), zones: tuple[Zone, ...] = ()) -> Repaired:
        """Apply the edits. `zones` are in repaired characters.

        Raises:
            ValueError: if edits overlap or are out of order.
        """
        pieces: list[str] = []
        starts: list[int] = []
        length = done = 0
        for edit in edits:
            if edit.span.start < done:
                raise ValueError(f"edit {edit} overlaps the one before it")
            pieces += (report.text[done : edit.span.start], edit.becomes)
            length += edit.span.start - done
            starts.append(length)
            length += len(edit.becomes)
            done = edit.span.end
        pieces.append(report.text[done:])
        return cls(report, "".join(pieces), edits, zones, tuple(starts))

    def source(self, start: int, end: int) -> Span:
        """Return the published characters behind repaired `[start, end)`; a touched edit is taken whole.

        Raises:
            EvidenceError: if the range is empty.
        """
        return Span(self._behind(start)[0], self._behind(end - 1)[1])

    def _behind(self, at: int) -> tuple[int, int]:
        """Return the published range that the repaired character `at` was read from."""
        # The last edit begun at or before `at`: a deletion there lies before the character, never behind it.
        index = bisect_right(self.starts, at) - 1
        if index < 0:
            return at, at + 1
        span, becomes, inside = self.edits[index].span, self.edits[index].becomes, at - self.starts[index]
        if inside >= len(becomes):
            start = span.end + inside - len(becomes)
            return start, start + 1
        if len(becomes) == span.end - span.start:  # letter for letter, as truecasing does
            return span.start + inside, span.start + inside + 1
        return span.start, span.end


@dataclass(frozen=True, slots=True)
class Token:
    """One token. `start` and `end` are characters of the repaired text, `head` and `sentence` are indices."""

    i: int
    start: int
    end: int
    text: str
    lower: str
    lemma: str
    pos: str
    tag: str
    dep: str
    head: int
    sentence: int


@dataclass(frozen=True, slots=True)
class Named:
    """A token range that the annotator takes for a name, with its label (PERSON, ORG, GPE, NORP, ...)."""

    start: int
    end: int
    label: str


@dataclass(frozen=True, slots=True)
class Page:
    """A report ready to be read: tokens, parse and names over the repaired text.

    Attributes:
        sentences: token ranges, in order, covering all tokens.
        children: for each token the indices of its dependents, in order.
        edges: for each token the token range `[left, right)` of its subtree.
    """

    repaired: Repaired
    tokens: tuple[Token, ...]
    sentences: tuple[tuple[int, int], ...]
    names: tuple[Named, ...]
    children: tuple[tuple[int, ...], ...]
    edges: tuple[tuple[int, int], ...]

    @property
    def report(self) -> Report:
        """The report as published."""
        return self.repaired.report

    def text(self, start: int, end: int) -> str:
        """Return the repaired text of tokens `[start, end)`; empty for an empty range."""
        return self.repaired.text[self.tokens[start].start : self.tokens[end - 1].end] if start < end else ""

    def evidence(self, start: int, end: int, rule: str) -> Evidence:
        """Quote tokens `[start, end)` as published."""
        return self.cite(self.tokens[start].start, self.tokens[end - 1].end, rule)

    def cite(self, start: int, end: int, rule: str) -> Evidence:
        """Quote repaired characters `[start, end)` as published."""
        return self.report.cite(self.repaired.source(start, end), rule)

    def head_of(self, start: int, end: int) -> int:
        """Return the token of `[start, end)` whose head lies outside it (the first such)."""
        for i in range(start, end):
            head = self.tokens[i].head
            if head == i or not start <= head < end:
                return i
        return start

    def child(self, i: int, *deps: str) -> int | None:
        """Return the first dependent of token `i` with one of these relations, or None."""
        return next((c for c in self.children[i] if self.tokens[c].dep in deps), None)

    def ancestors(self, i: int) -> list[int]:
        """Return the heads above token `i`, nearest first."""
        out: list[int] = []
        while self.tokens[i].head != i:
            i = self.tokens[i].head
            out.append(i)
        return out

    def conjuncts(self, i: int) -> list[int]:
        """Return token `i` and the tokens coordinated with it or set beside it, in order."""
        out = [i]
        for at in out:
            out += [c for c in self.children[at] if self.tokens[c].dep in ("conj", "appos") and c not in out]
        return sorted(out)

    def phrase(self, head: int) -> tuple[int, int]:
        """Return the noun phrase of `head`: its subtree up to the first clause, comma or dash after it."""
        left, right = self.edges[head]
        for i in range(head + 1, right):
            token = self.tokens[i]
            ends = token.dep in ("relcl", "acl", "appos", "advcl", "punct", "cc")
            if (
                ends or token.lower in ("who", "that", "which")
            ) and token.tag != "HYPH":  # "depots of Oruan-backed militias" is one phrase
                right = i
                break
        while left < head and self.tokens[left].pos in ("PUNCT", "CCONJ", "ADV"):
            left += 1
        return left, max(right, head + 1)

    def zone(self, i: int) -> Zone | None:
        """Return the zone that token `i` stands in, or None for plain body text."""
        at, zones = self.tokens[i].start, self.repaired.zones
        last = zones[bisect_right(zones, at, key=lambda z: z.start) - 1] if zones else None
        return last if last is not None and last.start <= at < last.end else None

    def is_news(self, i: int) -> bool:
        """Whether token `i` stands in body text or a headline (not a caption, byline, credit, boilerplate)."""
        zone = self.zone(i)
        return zone is None or zone.kind in (ZoneKind.BODY, ZoneKind.HEADLINE)
