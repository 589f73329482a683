"""Ties "it", "its", "they" and "their" to an actor, only where one subject before them fits."""

from __future__ import annotations

from dateline.actors.chains import Chain
from dateline.actors.listed import SUBJECTS, words
from dateline.actors.mention import Mention, Sort
from dateline.lexicon import data
from dateline.model.page import Page

SINGULAR = frozenset({"it", "its"})
PLURAL = frozenset({"they", "their"})
OWNING = frozenset({"its", "their"})
MORE_DEEDS = frozenset({"add", "name", "count", "mention"})
STATES = frozenset({"be", "take", "seem", "appear", "become", "remain", "happen", "mean", "look", "rain", "come"})
"""Verbs whose "it" mostly stands for nobody."""


def referring(page: Page, seen: list[tuple[Mention, Chain]]) -> list[tuple[int, Chain]]:
    """Find pronouns with the chain each stands for, in text order."""
    by_sentence: dict[int, list[tuple[Mention, Chain]]] = {}
    for mention, chain in seen:
        by_sentence.setdefault(page.tokens[mention.start].sentence, []).append((mention, chain))
    subjects: dict[int, tuple[Mention, Chain]] = {page.tokens[m.head].i: (m, c) for m, c in seen}
    out = []
    for token in page.tokens:
        if token.lower not in SINGULAR and token.lower not in PLURAL:
            continue
        if not page.is_news(token.i) or (token.lower == "it" and _is_empty(page, token.i)):
            continue
        meant = _here(page, token.i, by_sentence) or _before(page, token.i, subjects)
        if meant:
            subjects[token.i] = meant
            out.append((token.i, meant[1]))
    return out


def _is_empty(page: Page, i: int) -> bool:
    """Whether "it" may stand for nobody: no subject, or of a verb that governments and groups do not do."""
    token = page.tokens[i]
    verb = page.tokens[token.head]
    if token.dep not in SUBJECTS or verb.lemma in STATES:
        return True
    if verb.lemma in data("en/actors.toml")["told"]["harms"]:
        return _is_thing(page, i)
    return verb.lemma not in words("acting") | MORE_DEEDS


def _is_thing(page: Page, i: int) -> bool:
    """Whether "it" may be what was told just before: "a bomb exploded in the market; police said it killed two".

    Fighters are killed by those who fight them: "the army said it killed nine militants".
    """
    token, told = page.tokens[i], data("en/actors.toml")["told"]
    whom = page.child(token.head, "dobj")
    if whom is None or page.tokens[whom].lemma in told["foes"]:
        return whom is None
    before = page.tokens[page.sentences[max(0, token.sentence - 1)][0] : i]
    return any(t.lemma in told["things"] for t in before)


def _here(page: Page, i: int, by_sentence: dict[int, list[tuple[Mention, Chain]]]) -> tuple[Mention, Chain] | None:
    """Take the last subject before the pronoun in its sentence; for "its" and "their" else the one actor that fits."""
    plural = page.tokens[i].lower in PLURAL
    here = [p for p in by_sentence.get(page.tokens[i].sentence, ()) if p[0].end <= i]
    subjects = [p for p in here if page.tokens[p[0].head].dep in SUBJECTS]
    if subjects and _fits(subjects[-1][0], plural) and not (plural and _rival(page, subjects[-1][0].end, i)):
        return subjects[-1]
    if page.tokens[i].lower in OWNING:
        owners = {c.number: (m, c) for m, c in here if _fits(m, plural)}
        return next(iter(owners.values())) if len(owners) == 1 else None
    return None


def _rival(page: Page, start: int, i: int) -> bool:
    """Whether another plural noun stands between ("troops found a truck with rockets in their tubes")."""
    return page.tokens[i].lower == "their" and any(t.tag in ("NNS", "NNPS") for t in page.tokens[start:i])


def _before(page: Page, i: int, subjects: dict[int, tuple[Mention, Chain]]) -> tuple[Mention, Chain] | None:
    """Take the subject of the main clause of the sentence before, where nothing in this one comes between."""
    now = page.tokens[i].sentence
    first = page.sentences[now][0]
    if now == 0 or any(page.tokens[k].dep in SUBJECTS and k in subjects for k in range(first, i)):
        return None
    start, end = page.sentences[now - 1]
    root = next((t.i for t in page.tokens[start:end] if t.head == t.i), start)
    main = next((c for c in page.children[root] if page.tokens[c].dep in SUBJECTS), None)
    meant = subjects.get(main) if main is not None else None
    return meant if meant and _fits(meant[0], page.tokens[i].lower in PLURAL) else None


def _fits(mention: Mention, plural: bool) -> bool:
    if mention.rule == "actors.state_adjective":
        return False
    if plural:
        return mention.plural or (mention.named and mention.sort is Sort.LISTED)
    return not mention.plural and mention.sort is not Sort.PEOPLE
