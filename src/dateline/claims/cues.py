"""Cues of speech on a page, fixed wordings first, then reporting verbs; and the words beside them: day and certainty."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from datetime import date
from functools import cache

from dateline.claims.content import Ranges, Unit
from dateline.lexicon import Matcher, Rule, data, load
from dateline.model.found import Findings
from dateline.model.page import Page

FILE = "en/claims.toml"
SHORT = 30
"""Tokens of a content in which a word of certainty holds for the whole; in longer ones it holds for a part."""
REACH = 12
"""Tokens at the front of a longer content in which it still does."""


@dataclass(frozen=True, slots=True)
class Cue:
    """Words of speech: tokens `[start, end)`, the `verb` among them that decides, and their rule."""

    start: int
    end: int
    verb: int
    rule: Rule

    def field(self, name: str, default: str = "") -> str:
        """Return a field of the rule."""
        return str(self.rule.fields.get(name, default))


@cache
def words(name: str) -> frozenset[str]:
    """Return a word list of the lexicon."""
    return frozenset(data(FILE)[name])


@cache
def _patterns() -> Matcher:
    return Matcher(tuple(r for r in load(FILE) if r.pattern is not None))


@cache
def _verbs() -> dict[str, Rule]:
    return {verb: rule for rule in reversed(load(FILE)) for verb in rule.fields.get("verbs", ())}


def cues(page: Page) -> list[Cue]:
    """Return the cues of a page in order; where two overlap, the fixed wording that stands first in the lexicon wins."""
    found: list[Cue] = []
    owned: set[int] = set()
    starts = [t.start for t in page.tokens]
    for rule, match in _patterns().matches(page.repaired.text):
        start, end = bisect_left(starts, match.start()), bisect_left(starts, match.end())
        if start < end and not owned & set(range(start, end)) and _one_sentence(page, start, end):
            owned.update(range(start, end))
            found.append(Cue(start, end, _verb_of(page, start, end), rule))
    verbs = _verbs()
    for token in page.tokens:
        if token.lemma in verbs and token.pos == "VERB" and token.i not in owned:
            found.append(Cue(token.i, token.i + 1, token.i, verbs[token.lemma]))
    return sorted((c for c in found if page.is_news(c.verb)), key=lambda c: c.start)


def _one_sentence(page: Page, start: int, end: int) -> bool:
    return page.tokens[start].sentence == page.tokens[end - 1].sentence


def _verb_of(page: Page, start: int, end: int) -> int:
    tokens = page.tokens
    first = next((i for i in range(start, end) if tokens[i].pos == "VERB"), None)
    if first is None:
        first = next((i for i in range(start, end) if tokens[i].pos == "AUX"), start)
    return first


@cache
def _certainty() -> dict[str, str]:
    return {word: name for name, forms in data(FILE)["certainty"].items() for word in forms}


def certainty(page: Page, spot: Unit, content: Ranges) -> str | None:
    """Return the name of the first word of certainty at the cue or in the content, or None."""
    known = _certainty()
    size = sum(end - start for start, end in content)
    places = list(range(max(0, spot.start - 1), spot.end))
    for start, end in content:
        places += range(start, min(end, start + (SHORT if size <= SHORT else REACH)))
    for i in places:
        token = page.tokens[i]
        name = known.get(token.lower)
        if name and token.tag not in ("NNP", "NNPS") and not _negated(page, i) and name != "believed":
            return name
    return None


def _negated(page: Page, i: int) -> bool:
    return i > 0 and page.tokens[i - 1].lower in ("not", "n't", "no", "never")


def said_on(page: Page, findings: Findings, spot: Unit, content: Ranges) -> date | None:
    """Return the day attached to the cue ("said Thursday", "on Tuesday confirmed"), or None."""
    tokens = page.tokens
    first = page.sentences[tokens[spot.verb].sentence][0]
    inside = {i for start, end in content for i in range(start, end)}
    for found in findings.dates:
        when = found.value
        if when.earliest is None or when.earliest != when.latest or found.start in inside:
            continue
        near = spot.start <= found.start < spot.end + 2 and tokens[found.start].sentence == tokens[spot.verb].sentence
        leading = 0 <= found.start - first <= 1 and found.start < spot.start and found.end >= spot.start - 1
        if near or leading:
            return when.earliest
    return None
