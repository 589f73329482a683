"""Whom "him", "her" and "them" stand for where nobody is named: "an armed man threatened the guards, who shot him"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from dateline.casualties.phrases import Phrase, Sighted, is_singular, phrases, words
from dateline.lexicon import rule
from dateline.lexicon.persons import ordinal
from dateline.model.estimate import Estimate
from dateline.model.found import Count, Found
from dateline.model.page import Page

RULE = "casualties.him"
_ONE = frozenset(("him", "her"))
_OBJECTS = frozenset(("dobj", "nsubj"))
"""How the parse ties a pronoun right after its verb ("leaving him dead" has a small clause)."""


@rule(
    RULE,
    yes=[
        [
            "An armed man threatened the guards in Orsa on Sunday. The guards returned fire and killed him.",
            {"toll.estimate.best": 1, "toll.group.name": "armed man"},
        ],
        [
            "Gunmen dragged a farmer from his truck near Orsa on Sunday and killed him.",
            {"toll.estimate.best": 1, "toll.group.name": "farmer"},
        ],
        [
            "Two armed gunmen left a house near Basra on Sunday. The guards killed both.",
            {"toll.estimate.best": 2, "toll.group.name": "armed gunmen"},
        ],
        [
            "Rebels stopped three millers at a bridge near Orsa on Sunday and killed them.",
            {"toll.estimate.best": 3, "toll.group.name": "millers"},
        ],
    ],
    no=[
        "Both are said to have fled.",
        "A clerk met a priest in Orsa on Sunday. Gunmen killed him.",
        "Police in Orsa said on Sunday that a bomb had killed them.",
        "Rebels stopped three millers and four drovers near Orsa on Sunday and killed them.",
    ],
)
def objects(page: Page, sighted: Sighted, first: int, stop: int) -> Iterator[Phrase]:
    """ "Killed him" counts the one person told in this sentence or the one before, "killed them" the one number."""
    for i in range(first, stop):
        token = page.tokens[i]
        follows = page.tokens[i + 1].pos if i + 1 < len(page.tokens) else ""
        if token.lower == "both" and token.dep in ("nsubj", "nsubjpass") and follows == "AUX":
            two = Found(i, i + 1, Count(Estimate.exactly(2), None), "counts.article")
            yield Phrase(i, i + 1, i + 1, i + 1, None, two, definite=True)
            continue
        if token.tag == "PRP$" and follows == "NOUN" and page.tokens[i + 1].lower in words("bodies", "nouns"):
            body = _body(page, sighted, first, i)
            if body is not None:
                yield body
            continue
        stands = token.lower in _ONE | {"them"} and token.tag == "PRP" or token.lower == "both" and _is_alone(page, i)
        if stands and token.dep in _OBJECTS and i not in sighted.people:
            meant = _meant(page, sighted, first, i)
            if meant is not None:
                yield meant


def doer_again(page: Page, sighted: Sighted, first: int, stop: int) -> Iterator[Phrase]:
    """ "He was shot dead", of the gunman whose deed the sentences right before told; nobody else stands between."""
    for i in range(first, stop):
        token = page.tokens[i]
        if token.lower not in ("he", "she") or token.dep != "nsubjpass" or i in sighted.people or first == 0:
            continue
        doer = _last_doer(page, sighted, page.tokens[i].sentence)
        if doer is not None:
            one = Found(i, i + 1, Count(Estimate.exactly(1), None), "counts.article")
            yield Phrase(i, i + 1, doer, doer + 1, doer, one)


def _last_doer(page: Page, sighted: Sighted, sentence: int) -> int | None:
    """The one attacker who is the subject of the sentence before, or of the one before it that goes on with "he"."""
    for before in range(sentence - 1, max(-1, sentence - 3), -1):
        start, end = page.sentences[before]
        if any(start <= k < end for k in sighted.people):
            return None
        roots = [
            t for t in page.tokens[start:end] if t.dep in ("nsubj", "nsubjpass") and page.tokens[t.head].dep == "ROOT"
        ]
        if len(roots) != 1:
            return None
        if roots[0].lower in words("naming", "doers") and not roots[0].lower.endswith(("s", "men")):
            return roots[0].i
        if roots[0].lower not in ("he", "she"):
            return None
    return None


def _body(page: Page, sighted: Sighted, first: int, i: int) -> Phrase | None:
    """Whose body it is: "his body", of somebody named; "their bodies", of the one number told in two sentences."""
    many = page.tokens[i + 1].lower in words("bodies", "plural")
    if not many and i in sighted.people:
        index, _ = sighted.people[i]
        return Phrase(i, i + 2, i, i + 2, i + 1, people=(index,), owned=True)
    here = [p for p in phrases(page, sighted, first, i) if p.head is not None and _is_many(p)] if many else []
    meant = _counted_again(here[0], i) if len(here) == 1 else _meant(page, sighted, first, i, many=many)
    return None if meant is None else replace(meant, end=i + 2, definite=False, owned=False)


def one_more(page: Page, here: Sequence[Phrase], first: int, stop: int) -> Iterator[Phrase]:
    """ "A third", "the sixth": the one who comes next after as many people told right before in the sentence."""
    told, many = None, 0
    counted = {p.end: p for p in reversed(here) if p.count is not None and p.head is not None}
    for i in range(first + 1, stop):
        known = counted.get(i)
        if known is not None and known.count is not None and known.count.value.estimate.best:
            told, many = known, known.count.value.estimate.best
        if told is None or ordinal(page.tokens[i].lower) != many + 1:
            continue
        after = page.tokens[i + 1] if i + 1 < stop else None
        alone = after is None or after.pos in ("AUX", "VERB", "PUNCT", "ADP", "SCONJ", "ADV", "CCONJ")
        if not alone or (after and after.lower == "of"):
            continue
        if page.tokens[i - 1].lower in ("a", "the") and not any(p.start <= i < p.end for p in here):
            one = Found(i - 1, i + 1, Count(Estimate.exactly(1), None), "counts.article")
            many += 1
            yield replace(told, start=i - 1, end=i + 1, count=one, people=(), definite=False, owned=False)


def is_one(page: Page, i: int) -> bool:
    """Whether a phrase begins with one of these pronouns."""
    return page.tokens[i].tag == "PRP" or page.tokens[i].lower == "both"


def _meant(page: Page, sighted: Sighted, first: int, i: int, *, many: bool | None = None) -> Phrase | None:
    """The phrase of a pronoun, with its people's name and number; None where several are meant, or somebody named."""
    before = page.sentences[page.tokens[i].sentence - 1][0] if page.tokens[i].sentence else first
    if any(before <= k < i for k in (*sighted.people, *sighted.names)):
        return None
    many = page.tokens[i].lower in ("them", "both") if many is None else many
    doer = page.child(page.tokens[i].head, "nsubj")
    told = [p for p in phrases(page, sighted, before, i) if p.head is not None and p.head != doer]
    told = [p for p in told if p.head is None or page.tokens[p.head].lower != "own"]
    if page.tokens[i].lower == "both":
        told = [p for p in told if p.count is not None and p.count.value.estimate.low == 2]
    told = [p for p in told if (_is_many(p) if many else is_singular(page, p) and not _is_other(page, p, i))]
    heads = {page.tokens[p.head].lemma for p in told if p.head is not None}
    if len(heads) != 1 or (many and len(told) != 1):
        return None
    if many:
        return _counted_again(told[0], i)
    one = Found(i, i + 1, Count(Estimate.exactly(1), None), "counts.article")
    return replace(told[0], start=i, end=i + 1, count=one)


def _counted_again(people: Phrase, i: int) -> Phrase:
    count = people.count
    return replace(people, start=i, end=i + 1, count=count and replace(count, start=i, end=i + 1))


def _is_many(phrase: Phrase) -> bool:
    low = None if phrase.count is None else phrase.count.value.estimate.low
    return low is not None and low > 1


def _is_alone(page: Page, i: int) -> bool:
    """Whether "both" stands for people by itself: "shot both", not "both men", "both shot and stabbed"."""
    after = page.tokens[i + 1] if i + 1 < len(page.tokens) else None
    return after is None or after.pos in ("PUNCT", "ADP", "ADV") or after.lower == "and"


def _is_other(page: Page, phrase: Phrase, i: int) -> bool:
    """Whether the noun is of the other sex."""
    noun = page.tokens[phrase.head or phrase.start].lower
    return noun in words("parts", "female" if page.tokens[i].lower == "him" else "male")
