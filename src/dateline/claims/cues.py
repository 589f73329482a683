"""Cues of speech on a page: fixed wordings first, then reporting verbs that no wording owns."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from functools import cache

from dateline.lexicon import Matcher, Rule, data, load
from dateline.model.page import Page

FILE = "en/claims.toml"


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
