"""Names as they can be recognised in another report: without case and accents, or spelt in another way."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache

from dateline.lexicon import words
from dateline.lexicon.phrases import table
from dateline.model.actor import Actor, ActorKind
from dateline.model.report import Report, Span

LEXICON = "en/merge.toml"
SHORT = 4
"""A name of fewer letters is compared as it is: without its vowels too little is left of it."""
BEGINNING = 3000
"""Characters of a report in which its telling words are looked for."""
MOST_WORDS = 40
"""Telling words kept of a report."""
BESIDE = 40
"""Characters before and after a name in which an office belongs to it."""
OPENING = 2
"""Paragraphs of a report in which its news names what was hit."""
SENTENCE, PARAGRAPH = (". ", "\n", "! ", "? "), ("\n",)
"""What ends a sentence, and a paragraph."""
_PERSON = re.compile(r"\b([A-Z][a-z]+) (?:[A-Z]\.? |[A-Z][a-z]+ )?((?:Mc|Mac|O['’])?[A-Z][a-z]+(?:-[A-Z][a-z]+)?)\b")
_AGE_AFTER = re.compile(r"(?:,? (?:Jr|Sr)\.?|,? I{2,3})?(?:,| \(|, aged?) ?\d{1,2}[,.;)]")
_AGE_BEFORE = re.compile(r"\b\d{1,2}-year-old $")
_CAPITAL = re.compile(r"\b[A-Z][a-z]{3,}\b")
_AGES = re.compile(r"\b(\d{1,2})-year-old\b")
_HOUSES = re.compile(r"\b(\d{2,5}) block\b")
_THING = re.compile(r"\b(?:[Tt]he|[a-z]+) ((?:[A-Z][a-z]+|[A-Z]{3,})(?: (?:[A-Z][a-z]+|[A-Z]{3,})){1,2})\b")
_WORD = re.compile(r"[^\W_]+")

Name = tuple[str, str]
"""First and last name as they sound; the first is empty where only the last is told."""


@cache
def fold_name(name: str) -> str:
    """Return a name without case, accents and punctuation.

    >>> fold_name("Al-Bāb, Syria")
    'al bab syria'
    """
    plain = unicodedata.normalize("NFKD", name.casefold())
    return " ".join(_WORD.findall("".join(c for c in plain if not unicodedata.combining(c))))


@cache
def sounding(name: str) -> Name:
    """Return a person's first and last name as they sound, so that spellings of one name are equal.

    >>> sounding("Qassim Suleimani") == sounding("Qassem Soleimani")
    True
    """
    parts = [p for p in fold_name(name).split() if p not in ("al", "el", "jr", "sr", "ii", "iii")]
    if not parts:
        return "", ""
    return (sound(parts[0]) if len(parts) > 1 else ""), sound(parts[-1])


def same_person(one: Name, other: Name) -> bool:
    """Whether two names can be one person's: the last names sound alike and no first name contradicts.

    >>> same_person(("", "slmn"), ("qsm", "slmn")), same_person(("ana", "sol"), ("ira", "sol"))
    (True, False)
    """
    firsts = {one[0], other[0]}
    return bool(one[1]) and one[1] == other[1] and (len(firsts) == 1 or "" in firsts or _is_initial(*firsts))


def _is_initial(a: str, b: str) -> bool:
    return (len(a) == 1 or len(b) == 1) and a[:1] == b[:1]


@cache
def sound(word: str) -> str:
    """Return a word without vowels and doubled letters after the first: what most transliterations share."""
    if len(word) < SHORT:
        return word
    kept = word[0] + re.sub(r"[aeiouyhw’']", "", word[1:])
    return re.sub(r"(.)\1+", r"\1", kept)


def doer_keys(actor: Actor) -> Iterable[str]:
    """Yield what an actor can be recognised by in another report: its id, its state, its name if it is a person's.

    "The army" alone, of no state that is known, can be anybody's.
    """
    if actor.id:
        yield actor.id
    elif actor.kind is ActorKind.DESCRIBED and actor.member_of and ":" in actor.member_of:
        yield actor.member_of
    if actor.country and actor.kind in (ActorKind.STATE, ActorKind.FORCE):
        yield f"iso:{actor.country}"
    if actor.kind is ActorKind.PERSON:
        first, last = sounding(actor.name)
        if first:
            yield f"person:{first} {last}"
    elif not actor.id and actor.kind is not ActorKind.DESCRIBED and not _is_any_force(actor):
        yield f"name:{fold_name(actor.name)}"


def _is_any_force(actor: Actor) -> bool:
    named = set(fold_name(actor.name).split())
    return actor.kind is ActorKind.FORCE and named <= words(LEXICON, "speakers", "official")


def people_in(report: Report) -> frozenset[str]:
    """Return the names of persons in a report who speak for no office: victims, suspects, relatives, witnesses.

    >>> sorted(people_in(Report.of("Sheriff Ana Sol said Mark Arden shot Maria Orr. Arden, 23, fled.")))
    ['maria orr', 'mark arden']
    """
    text, found = _text(report), dict[str, bool]()
    for match in _PERSON.finditer(text):
        given, last = match[1].casefold(), match[2].casefold()
        if match[2] in words(LEXICON, "names", "common") or {given, last} & words(LEXICON, "names", "things"):
            continue
        if given in _given_names() or _has_age(text, match.start(), match.end()):
            name = fold_name(f"{given} {last}")
            found[name] = found.get(name, False) or _has_office(text, match.start(), match.end())
    return frozenset(name for name, office in found.items() if not office)


def words_in(report: Report) -> frozenset[str]:
    """Return telling words of the beginning of a report: names of towns, streets, schools, numbers of houses, ages.

    >>> sorted(words_in(Report.of("Shots fell in Lentovar, in the 2700 block of Oru Street, on Monday.")))
    ['2700 block', 'lentovar']
    """
    beginning = _text(report)[:BEGINNING]
    names = (w for w in _CAPITAL.findall(beginning) if w not in words(LEXICON, "names", "common"))
    folded = map(fold_name, names)
    found = dict.fromkeys(w for w in folded if w not in _ordinary() and w not in _nations())
    found |= dict.fromkeys(f"{number} block" for number in _HOUSES.findall(report.text))
    found |= dict.fromkeys(f"{age} years" for age in _AGES.findall(beginning))
    return frozenset(list(found)[:MOST_WORDS])


def words_beside(report: Report, quotations: Iterable[Span]) -> frozenset[str]:
    """Return the names, word by word, in the sentences in which some words stand; of states and days none.

    Where the sentences name nothing, those of the paragraph count.

    >>> text = "Gunmen overran a post at Mondal in Mali on Sunday. Rain fell in Kayo."
    >>> words_beside(Report.of(text), [Span(7, 14)])
    frozenset({'mondal'})
    """
    spans = list(quotations)
    return _named(report.text, spans, SENTENCE) or _named(report.text, spans, PARAGRAPH)


def _named(text: str, spans: Iterable[Span], marks: tuple[str, ...]) -> frozenset[str]:
    out: set[str] = set()
    for span in spans:
        start, end = _sentence(text, span, marks)
        out |= {fold_name(word) for word in _CAPITAL.findall(text[start:end])}
    return frozenset(out - _ordinary() - _nations())


def _sentence(text: str, span: Span, marks: tuple[str, ...]) -> tuple[int, int]:
    start = max(text.rfind(mark, 0, span.start) for mark in marks) + 1
    ends = [at for mark in marks if (at := text.find(mark, span.end)) >= 0]
    return start, min(ends, default=len(text))


def things_named(report: Report, quotations: Iterable[Span], is_lead: bool) -> frozenset[str]:
    """Return names of two words and more where an event is told, of the news also where the report begins.

    >>> sorted(things_named(Report.of("A ship was hit. The Marn Halcyon sank."), [Span(0, 6)], True))
    ['marn halcyon']
    """
    said = [report.text[a:b] for a, b in (_sentence(report.text, span, SENTENCE) for span in quotations)]
    if is_lead:
        said.append("\n".join([p for p in report.text.split("\n") if p.strip()][:OPENING]))
    return frozenset(fold_name(m[1]) for part in said for m in _THING.finditer(part))


def _text(report: Report) -> str:
    return f"{report.title or ''}\n{report.text}"


def _has_age(text: str, start: int, end: int) -> bool:
    return bool(_AGE_AFTER.match(text, end) or _AGE_BEFORE.search(text, max(0, start - BESIDE), start))


def _has_office(text: str, start: int, end: int) -> bool:
    offices, writers = words(LEXICON, "names", "offices"), words(LEXICON, "names", "writers")
    before = re.findall(r"[a-z'’]+", text[max(0, start - BESIDE) : start].casefold())[-2:]
    after = re.match(r",? (?:the |a |an )?(?:[\w'’]+ ){0,3}?([\w'’]+)", text[end : end + BESIDE])
    behind = re.findall(r"[a-z'’]+", after[0].casefold()) if after and text[end : end + 1] == "," else []
    return not (offices | writers).isdisjoint(before) or not offices.isdisjoint(behind)


@cache
def _given_names() -> frozenset[str]:
    return frozenset(row["name"].casefold() for row in table("names/given_names.tsv"))


@cache
def _nations() -> frozenset[str]:
    """Words of the names of states and their people, and of days and months."""
    states = (f"{row['name']} {row['aliases'].replace(';', ' ')}" for row in table("names/states.tsv"))
    demonyms = (row["demonym"] for row in table("names/demonyms.tsv"))
    found = {word for name in (*states, *demonyms) for word in fold_name(name).split()}
    return frozenset(found | {word.casefold() for word in words(LEXICON, "names", "common")})


@cache
def _ordinary() -> frozenset[str]:
    return frozenset(row["word"] for row in table("names/casing.tsv"))


def site_words(names: Iterable[str]) -> Iterable[str]:
    """Yield the telling words of the names of places and targets, as they sound ("embassy" and "baghdad")."""
    common = words(LEXICON, "site", "common")
    for name in names:
        yield from (sound(w) for w in fold_name(name).split() if w not in common and len(w) >= SHORT)
