"""Finds the words that name persons: capitalised runs with a title, an age or a given name.

The annotator's PERSON label is one clue among these: it takes armed groups for people and misses Arabic names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from dateline.lexicon import data
from dateline.lexicon.known import demonyms, given_names, groups, names_group, states
from dateline.lexicon.phrases import fold
from dateline.model.page import Page, Token
from dateline.people.proof import (
    WHERE,
    is_apposed,
    is_called_by_trade,
    is_called_up,
    is_credit,
    is_entered,
    is_given,
    is_harmed,
    is_identified,
    is_introduced,
    is_ship,
    is_somewhere,
    listed,
)
from dateline.people.ranks import Prefix, before, ends_prefix, names_too, spelt_out_at

PLAIN = 2
"""Words of a name that an age proves whatever it is: "Ayla Northern, 22,"."""
LONGEST_NAME = 9
"""Words in the longest name read ("Islam Abdul Hakim Al-Saafin Abu Shuaib"); a longer capitalised run is a headline."""
INITIAL = re.compile(r"^[A-Z]\.(?:[A-Z]\.)*$|^[A-Z]$")
OLD_BEFORE = re.compile(r"(?:\d|[a-z])[- ]years?[- ]old\s$", re.IGNORECASE)
_AGE = r"(?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
_RANGE = rf"(?:between\s+|about\s+)?{_AGE}(?:\s*(?:-|–|to|or|and)\s*{_AGE})?"
AGE_APART = re.compile(
    r"\s*,\s*\d{1,2}\s*,\s*(?:was|were|who|of|died|is|has|had|and his|and her|to|from|for|over|after|"
    r"when|whose|a|an|the)\b"
)
"""An age between commas before words of a person, which outweighs that the annotator takes the name for a body's."""
AGE_NEXT = re.compile(
    rf"^\s*(?:[,(]\s*(?:aged?\s+)?\d{{1,2}}\s*[,).;]|,\s*{_AGE}\s+(?:years?|months?)\s+old\b|"
    rf"\((?:[a-z]+,\s)?(?:aged?\s+)?{_RANGE}(?:[\s-](?:years?|months?|weeks?|days?)(?:[\s-]old)?)?\s*[,)])"
)
"""An age right behind a name: ", 34,", "(34)", "(aged between 72 and 75)", "(son, nine months old)"."""
AGE_WINDOW = 44
"""Characters behind a name in which its age begins and ends."""
SPEECH_WINDOW = 2
OPENING = {'"': '"', "“": "”", "``": "''", "'": "'", "‘": "’"}
"""Quotation marks that open, with those that close."""


@dataclass(frozen=True, slots=True)
class Mention:
    """One mention: tokens `[start, end)` with rank and title, of which `[first, end)` is the name proper."""

    start: int
    end: int
    first: int
    words: tuple[str, ...]
    prefix: Prefix
    rule: str


def _is_nameword(token: Token) -> bool:
    """Whether a token may be part of a name: a capital, letters or an initial, no function word of a headline."""
    return token.text[0].isupper() and _may_stand_in_name(token.text)


@lru_cache(maxsize=1 << 16)
def _may_stand_in_name(text: str) -> bool:
    if text.lower() in listed("names", "never"):
        return False
    return text.replace("'", "").replace("’", "").isalpha() or bool(INITIAL.match(text))


def runs(page: Page) -> Iterator[tuple[int, int]]:
    """Yield maximal runs of capitalised words, with the particles and hyphens inside them, sentence by sentence."""
    particles = listed("names", "particles")
    for first, last in page.sentences:
        i = first
        while i < last:
            if not page.tokens[i].text[0].isupper() or not _is_nameword(page.tokens[i]):
                i += 1
                continue
            end = i + 1
            while end < last:
                step = _step(page, end, last, particles)
                if not step:
                    break
                end += step
            start = i - 1 if i > first and _is_lowered(page, i - 1) else i
            # "al-Muhandis" alone begins with its particle in lower case.
            if i - 2 >= first and page.tokens[i - 1].text == "-" and page.tokens[i - 2].lower in particles:
                start = i - 2
            yield start, end
            i = end


def _is_lowered(page: Page, i: int) -> bool:
    """Whether a given name lost its capital when a report in capitals was made readable ("hector Oqueli")."""
    token = page.tokens[i]
    if not token.text.islower() or token.lower not in given_names():
        return False
    span = page.repaired.source(token.start, token.end)
    return page.report.text[span.start : span.end].isupper()


def _step(page: Page, at: int, last: int, particles: frozenset[str]) -> int:
    """How many tokens from `at` go on with the name: 0 if none."""
    tokens = page.tokens
    if _is_nameword(tokens[at]) or _is_ending(page, at):
        return 1
    if tokens[at].text == "," and at + 1 < last and _is_ending(page, at + 1):
        return 2
    if tokens[at].text in OPENING:
        return _nickname(page, at, last)
    glued = tokens[at].text in ("-", "’", "'", "‐") and tokens[at].start == tokens[at - 1].end
    if glued and at + 1 < last and tokens[at + 1].start == tokens[at].end and tokens[at + 1].text[0].isalpha():
        if tokens[at + 1].text[0].isupper():
            return 2
        return 2 if tokens[at + 1].lower in particles and at + 2 < last and tokens[at + 2].text == "-" else 0
    if tokens[at].lower in listed("names", "hyphened") and at + 2 < last and tokens[at + 1].text == "-":
        return 3 if _is_nameword(tokens[at + 2]) else 0
    if tokens[at].lower in particles and tokens[at].text.islower():
        for width in (1, 2, 3):
            if at + width < last and _is_nameword(tokens[at + width]):
                between = tokens[at + 1 : at + width]
                return width + 1 if all(t.text == "-" or t.lower in particles for t in between) else 0
    return 0


def _is_ending(page: Page, at: int) -> bool:
    """Whether a token is the "Jr." of a name."""
    token = page.tokens[at]
    return token.text[0].isupper() and token.lower.rstrip(".") in data("en/people.toml")["names"]["endings"]


def _nickname(page: Page, at: int, last: int) -> int:
    """How many tokens a name by which friends call somebody takes inside the full name (Ana "Nan" Sol), with quotes."""
    for width in (2, 3):
        shut = at + width
        if shut + 1 < last and page.tokens[shut].text == OPENING[page.tokens[at].text]:
            inside = page.tokens[at + 1 : shut]
            return width + 1 if all(map(_is_nameword, inside)) and _is_nameword(page.tokens[shut + 1]) else 0
    return 0


def found(page: Page) -> list[Mention]:
    """Return the mentions of persons that the words around them prove, in order."""
    whole = (n for n in page.names if all(t.text != "," for t in page.tokens[n.start : n.end]))
    labels = {i: n.label for n in whole for i in range(n.start, n.end)}
    spans = [core for start, end in runs(page) if page.is_news(start) for core in _cores(page, start, end)]
    # A name has one sense in a report: "in Khan Younis" once makes it a place everywhere.
    places = {page.text(start, end) for start, end in spans if end - start < 4 and is_somewhere(page, start, end)}
    places |= {page.text(start, end) for start, end in spans if names_group(page, start, end) or is_ship(page, start)}
    read = [_judged(page, start, end, labels) for start, end in spans]
    kept = [m for m in read if m and (m.rule == "people.titled" or page.text(m.first, m.end) not in places)]
    return _of_one_rank(page, kept)


def _of_one_rank(page: Page, mentions: list[Mention]) -> list[Mention]:
    """Give a rank in the plural to all names of its list: "Sepoys Ana Sol, Tom Ruhl and Dan Pratt"."""
    out: list[Mention] = []
    for mention in mentions:
        before = out[-1] if out else None
        rank = before.prefix.rank if before is not None else None
        if before is not None and rank is not None and mention.prefix.rank is None and _shares(page, before, mention):
            mention = replace(mention, prefix=replace(mention.prefix, rank=rank, many=True))
        out.append(mention)
    return out


def _shares(page: Page, before: Mention, mention: Mention) -> bool:
    """Whether only a comma or "and" parts a name from one whose rank is in the plural."""
    between = {t.lower for t in page.tokens[before.end : mention.start]}
    return before.prefix.many and bool(between) and between <= {",", "and"}


def _cores(page: Page, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the part of a run that can be a name: after the last rank, title, office or body ("Radio") in it."""
    core, bodies = start, listed("names", "affiliations")
    for i in range(start, end - 1):
        word = page.tokens[i].lower.rstrip(".")
        title = ends_prefix(page, i) and (word not in names_too() or _leads(page, core, i))
        body = word in bodies and end - i > 2 and is_given(page, i + 1)
        core = i + 1 if title or body else core
    while core < end - 1 and (page.tokens[core].text == "-" or page.tokens[core].text in demonyms()):
        core += 1
    while core < end - 1 and is_opening(page, core):
        core += 1
    heads = data("en/people.toml")["roles"]["heads"]
    while end - core > 2 and page.tokens[end - 1].lower in heads:
        end -= 1
    if core < end:
        yield core, end


def _leads(page: Page, start: int, i: int) -> bool:
    """Whether a title that is also a name ("Chief", "Judge") is a title here: only bodies stand before it."""
    if i == start and i > 0 and ends_prefix(page, i - 1) and spelt_out_at(page, i - 1, i + 1) is None:
        return False  # "Sgt. Marshal Corvin" is called Marshal
    if is_given(page, i + 1) and not is_given(page, start):
        return True
    barred = listed("names", "not_in_names")
    return all(t.text.isupper() or t.lower in barred or t.lower in demonyms() for t in page.tokens[start:i])


def is_opening(page: Page, i: int) -> bool:
    """Whether a capital only marks the start of the sentence ("On Sunday", "Later Esper left")."""
    token = page.tokens[i]
    starts = i == page.sentences[token.sentence][0]
    if token.lower in WHERE:
        return True
    plain = token.pos not in ("PROPN", "NOUN", "X") or token.tag == "NNS"
    return starts and plain and token.lower not in given_names()


def _judged(page: Page, start: int, end: int, labels: dict[int, str]) -> Mention | None:
    words = tuple(t.text for t in page.tokens[start:end])
    prefix = before(page, start)
    if (
        is_ship(page, prefix.start)
        or is_credit(page, start)
        or not _may_be_person(page, start, end, prefix)
        or is_entered(page, prefix.start, end)
    ):
        return None
    read = _reading(page, start, end, prefix, labels)
    return Mention(min(prefix.start, start), end, start, words, prefix, read) if read else None


def _may_be_person(page: Page, start: int, end: int, prefix: Prefix) -> bool:
    words = [w for t in page.tokens[start:end] for w in fold(t.text)]
    text = page.text(start, end)
    if not words or len(words) > LONGEST_NAME or len(text) < 2 or INITIAL.match(text):
        return False
    if (
        page.text(prefix.start, end) in groups()
        or text in groups()
        or text in states()
        or text in demonyms()
        or words[-1] in listed("names", "particles")
    ):
        return False
    if text.isupper() and len(words) == 1 and len(text) < 5 and not prefix.is_strong:
        return False
    barred = listed("names", "not_in_names")
    alone = end - start == PLAIN and page.tokens[min(end, len(page.tokens) - 1)].pos != "NOUN"
    if prefix.is_strong or ((is_given(page, start) or alone) and _is_aged(page, start, end)):
        barred -= listed("names", "surnames")
    return barred.isdisjoint(words)


def _reading(page: Page, start: int, end: int, prefix: Prefix, labels: dict[int, str]) -> str | None:
    """Return the id of the rule by which the run names a person, or None."""
    inside = {labels.get(i) for i in range(start, end)}
    small = listed("names", "particles")
    size = sum(1 for t in page.tokens[start:end] if len(t.text) > 1 and t.text[0].isupper() and t.lower not in small)
    elsewhere = bool(inside & {"GPE", "LOC", "FAC", "ORG", "NORP", "EVENT", "PRODUCT"}) and "PERSON" not in inside
    if prefix.is_strong and page.tokens[start].text[0].isupper() | (
        page.tokens[start].lower in listed("names", "particles")
    ):
        return "people.titled"
    if prefix.office and _office_proves(page, start, prefix, size, elsewhere):
        return "people.titled"
    return _unaided(page, start, end, size, elsewhere, "PERSON" in inside)


def _office_proves(page: Page, start: int, prefix: Prefix, size: int, elsewhere: bool) -> bool:
    capital = page.tokens[start - 1].text[0].isupper()
    if elsewhere and not (size > 1 and is_given(page, start)):
        return False
    return size > 1 or (capital and page.tokens[start].pos == "PROPN" and not page.tokens[start].lower.endswith("ed"))


def _unaided(page: Page, start: int, end: int, size: int, elsewhere: bool, person: bool) -> str | None:
    """Judge a run without rank, title or office before it."""
    if is_somewhere(page, start, end):
        return None
    kunya = page.tokens[start].lower in listed("names", "kunya") and end - start > 1
    if size < 2 and not kunya:
        if person and _says(page, start, end):
            return "people.speaker"
        return "people.given_name" if person and size == 1 and is_given(page, start) else None
    if _is_aged(page, start, end, after=not elsewhere or is_called_up(page, start)):
        return "people.aged"
    if is_introduced(page, start) or is_apposed(page, start, end) or is_called_by_trade(page, start, end):
        return "people.introduced"
    if is_given(page, start) and (person or not elsewhere or size > 2 or not _is_place_label(page, start)):
        return "people.given_name"
    if kunya and not elsewhere:
        return "people.given_name"
    if person and not page.tokens[end - 1].lower.endswith("ed"):
        return "people.recognised"
    return _led_up_to(page, start, end) or ("people.speaker" if not elsewhere and _says(page, start, end) else None)


def _led_up_to(page: Page, start: int, end: int) -> str | None:
    """Judge a run by the words before it: "identified him as", "the death of"."""
    if is_identified(page, start):
        return "people.identified"
    if start and page.tokens[start - 1].lower in listed("speech", "trying") and page.tokens[start].pos == "PROPN":
        return "people.tried"
    return "people.harmed" if is_harmed(page, start, end) else None


def _is_aged(page: Page, start: int, end: int, *, after: bool = True) -> bool:
    """Whether an age stands before a name, or, where `after` allows it, right after."""
    text, last = page.repaired.text, page.tokens[end - 1].end
    if AGE_NEXT.match(text[last : last + AGE_WINDOW]) and (after or AGE_APART.match(text[last : last + AGE_WINDOW])):
        return True
    return OLD_BEFORE.search(text[max(0, page.tokens[start].start - 20) : page.tokens[start].start]) is not None


def _is_place_label(page: Page, i: int) -> bool:
    return any(n.start <= i < n.end and n.label in ("GPE", "LOC", "EVENT", "NORP") for n in page.names)


def _says(page: Page, start: int, end: int) -> bool:
    verbs = listed("speech", "verbs")
    after = [t.lower for t in page.tokens[end : end + SPEECH_WINDOW]]
    follows = bool(after) and (
        after[0] in verbs or (after[0] in (",",) and after[1:2] and after[1] in ("who", "a", "the", "an"))
    )
    return follows or (start > 0 and page.tokens[start - 1].lower in ("said", "says") and after[:1] in ([","], ["."]))
