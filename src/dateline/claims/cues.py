"""Cues of speech on a page, fixed wordings before reporting verbs, and what they show: day, certainty, whom, what."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache

from dateline.claims.content import Ranges, Unit
from dateline.claims.grammar import (
    is_habit_denied,
    subject,
)
from dateline.claims.quotations import Quoted
from dateline.lexicon import Matcher, Rule, data, load
from dateline.model.found import Findings
from dateline.model.page import Page

FILE = "en/claims.toml"
SHORT = 30
"""Tokens of a content in which a word of certainty holds for the whole; in longer ones it holds for a part."""
TODAY = frozenset(("confirm", "announce", "deny", "condemn", "regret"))
"""Verbs that do in the present tense what they say."""
REACH = 12
"""Tokens at the front of a longer content in which it still does."""
TOLD = frozenset(("tell", "inform", "ask", "brief", "advise"))
"""Verbs whose passive has the hearer for its subject."""
ADDRESSED = TOLD | {"warn", "say", "add", "admit"}
"""Verbs whose object is whom one speaks to, or nothing: without a clause or a quotation they say nothing."""
LOOSE = frozenset(("say", "state", "write", "declare", "announce", "warn"))
"""Verbs whose object the parse sees where a clause without "that" begins ("says its troops killed ...")."""
IMPERSONAL = frozenset(("report", "say", "believe", "think", "allege", "announce", "confirm", "estimate", "claim"))
COUNTED = frozenset(("count", "document", "record", "tally", "register", "verify", "compile"))
"""Verbs whose passive says whose figure it is: "deaths verified by the hospital"."""
_SAYING = ("says", "reports", "believes", "counts", "finds", "threat", "voiced")
ACTIVE = frozenset(f"claims.{name}" for name in _SAYING)
"""Rules whose verbs say nothing in the passive ("was told", "to be named"), `IMPERSONAL` ones aside."""

NOT = ("not", "n't", "n’t", "never", "neither", "nor")
"""Words by which a verb says the opposite."""


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
    """Return the cues of a page in order; where two overlap, the wording that stands first in the lexicon wins."""
    found: list[Cue] = []
    owned: set[int] = set()
    starts = [t.start for t in page.tokens]
    for rule, match in _patterns().matches(page.repaired.text, _sentences(page)):
        start, end = bisect_left(starts, match.start()), bisect_left(starts, match.end())
        if rule.fields.get("stance") == "claims" and start < end and _is_denied(page, start):
            continue  # "has not confirmed carrying out the strikes"
        if start < end and not owned & set(range(start, end)) and _one_sentence(page, start, end):
            owned.update(range(start, end))
            found.append(Cue(start, end, _verb_of(page, start, end), rule))
    verbs = _verbs()
    for token in page.tokens:
        if token.lemma in verbs and token.pos == "VERB" and token.i not in owned:
            found.append(Cue(token.i, token.i + 1, token.i, verbs[token.lemma]))
    found = [c for c in found if c.rule.id != "claims.denies" or not is_habit_denied(page, c.verb)]
    return sorted((c for c in found if page.is_news(c.verb)), key=lambda c: c.start)


def _sentences(page: Page) -> list[tuple[int, int]]:
    """The characters of each sentence, with the blanks before and behind it."""
    tokens = page.tokens
    return [
        (
            tokens[first - 1].end if first else 0,
            tokens[last].start if last < len(tokens) else len(page.repaired.text),
        )
        for first, last in page.sentences
    ]


def voiced(page: Page, quoted: Quoted, found: list[Cue], can_speak: Callable[[int], bool]) -> list[Cue]:
    """Return the cues and those verbs that no list holds, right behind a quotation ("...," the captain barked)."""
    tokens, known, out = page.tokens, {c.verb for c in found}, list(found)
    for quote in quoted.all:
        first, last = quote.end, min(quote.end + 6, len(tokens))
        if not quote.is_long or tokens[quote.end - 2].text not in (",", "?", "!") or first >= last:
            continue
        if page.repaired.text[tokens[first - 1].end : tokens[first].start].strip(" "):
            continue
        verb = next((i for i in range(first, last) if tokens[i].tag in ("VBD", "VBZ")), None)
        if verb is None or known & set(range(first, last)) or tokens[verb].pos != "VERB" or not page.is_news(verb):
            continue
        who = subject(page, verb)
        if who is not None and first <= who < last + 3 and can_speak(who):
            out.append(Cue(verb, verb + 1, verb, rule_of("claims.voiced")))
    return sorted(out, key=lambda c: c.start)


@cache
def rule_of(id: str) -> Rule:  # noqa: A002
    """Return a rule of the room that no wording and no verb list calls."""
    return next(r for r in load(FILE) if r.id == id)


def _one_sentence(page: Page, start: int, end: int) -> bool:
    return page.tokens[start].sentence == page.tokens[end - 1].sentence


def _is_denied(page: Page, at: int) -> bool:
    """Whether "not" or "never" stands right before a word, or before one adverb or auxiliary."""
    first = page.sentences[page.tokens[at].sentence][0]
    return any(t.lower in NOT for t in page.tokens[max(first, at - 2) : at])


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
        if name and name != "believed" and token.tag not in ("NNP", "NNPS") and not _is_idle(page, i):
            return name
    return None


def _is_idle(page: Page, i: int) -> bool:
    """Whether a word of certainty is denied ("not sure") or belongs to a noun ("reports of possible revenge")."""
    token = page.tokens[i]
    return token.dep == "amod" or (i > 0 and page.tokens[i - 1].lower in (*NOT, "no"))


def said_on(page: Page, findings: Findings, spot: Unit, content: Ranges) -> date | None:
    """Return the day attached to the cue ("said Thursday", "on Tuesday confirmed"), or None."""
    tokens = page.tokens
    first = page.sentences[tokens[spot.verb].sentence][0]
    last = max(first + 2, spot.end + 2)
    for found in findings.dates[bisect_left(findings.dates, min(first, spot.start), key=lambda d: d.start) :]:
        if found.start >= last:
            break
        when = found.value
        inside = any(start <= found.start < end for start, end in content)
        if when.earliest is None or when.earliest != when.latest or inside:
            continue
        near = spot.start <= found.start < spot.end + 2 and tokens[found.start].sentence == tokens[spot.verb].sentence
        leading = 0 <= found.start - first <= 1 and found.start < spot.start and found.end >= spot.start - 1
        if near or leading:
            return when.earliest
    # "The Coalition confirms that ..." speaks on the day it is published.
    return (
        page.report.published if tokens[spot.verb].tag in ("VBZ", "VBP") and tokens[spot.verb].lemma in TODAY else None
    )
