"""A cheap test before reading: whether any word stands in a report at which an event or a harm could be told.

Its words are those of the rules: what triggers an event by itself, and what tells that people were harmed. A word that
triggers only beside another ("fired" with a weapon, "took" with a captor) counts only where some word of violence,
weapons or armed people stands near it. So the test is as wide as the rules, and no list of it was made for a set of
reports. A report that it passes over is kept, with a note that says so, and `dateline read --all` reads it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from dateline.lexicon import data
from dateline.lexicon.rules import Rule, load
from dateline.model.extraction import Problem
from dateline.model.report import Report

RULE = "wordings.relevance"
"""Rule id of the note on a report that was passed over."""
PASSED_OVER = "passed over without reading: no word in it tells violence (read it with --all)"
NEAR = 300
"""Characters on either side of a word that triggers only beside another one: two long sentences."""
EVENTS, HARM, WEAPONS, OWN = "en/events.toml", "en/casualties.toml", "en/weapons.toml", "en/relevance.toml"
_PERSONAL = "people"
"""What a rule may need that any report of people has: its words count by themselves."""
_WORD = re.compile("[a-z]+")
_VOWELS = "aeiou"
_LIMBS = ("a", "an", "his", "her", "their", "one", "both")
_OWNERS = ("their", "his", "her", "its")


def is_relevant(report: Report) -> bool:
    """Whether a report may tell an event; if in doubt, it may.

    >>> is_relevant(Report.of("Gunmen opened fire on a bus near Oru.")), is_relevant(Report.of("Rain fell on Oru."))
    (True, False)
    """
    text = f"{report.title or ''}\n{report.text}"
    lower = text.lower()
    stand = {*_WORD.findall(lower)}
    if _violent().stands(stand, lower) or _spoken().search(lower):
        return True
    months = stand & _months()
    if months and any(_is_no_month(word, text) for word in months):
        return True
    pairs = ((_needy(), _armed()), (_menaces(), _menaced()))
    return any(
        _are_near(one.places(lower), other.places(lower))
        for one, other in pairs
        if one.stands(stand, lower) and other.stands(stand, lower)
    )


def note(report: Report) -> Problem:
    """Return what is kept of a report that is passed over."""
    return Problem(report.id, None, RULE, PASSED_OVER)


def was_passed_over(problems: Iterable[Problem]) -> bool:
    """Whether a reading only says that its report was passed over."""
    return any(one.rule == RULE for one in problems)


def forms(lemma: str) -> set[str]:
    """Return the forms in which a noun or verb may stand.

    >>> sorted(forms("stab")), sorted(forms("shoot"))[-1], "militiamen" in forms("militiaman")
    (['stab', 'stabbed', 'stabbes', 'stabbing', 'stabed', 'stabes', 'stabing', 'stabs'], 'shots', True)
    """
    first, *rest = lemma.split(" ")
    tail = "".join(f" {word}" for word in rest)
    found = {first, *data(OWN)["irregular"].get(first, ())}
    if first.endswith("man"):
        found.add(first[:-3] + "men")
    stems = {first}
    if first.endswith("e"):
        stems.add(first[:-1])
    if first.endswith("y") and first[-2:-1] not in _VOWELS:
        found |= {first[:-1] + "ies", first[:-1] + "ied"}
    if first[-1:] not in _VOWELS + "wxy" and first[-2:-1] in _VOWELS:
        stems.add(first + first[-1])
    found |= {stem + ending for stem in stems for ending in ("ed", "ing", "es")} | {f"{first}s"}
    found |= {f"{form}s" for form in data(OWN)["irregular"].get(first, ())}
    return {form + tail for form in found}


@cache
def _rules() -> tuple[Rule, ...]:
    return load(EVENTS)


def _is_needy(rule: Rule) -> bool:
    """Whether a rule's verbs need more than people beside them, or it only takes up what other words tell."""
    return rule.fields.get("needs") not in (None, _PERSONAL) or bool(rule.fields.get("weak"))


def _said(rule: Rule) -> set[str]:
    """The words of a rule that trigger by themselves."""
    is_free = not rule.fields.get("noun_needs") and not rule.fields.get("weak")
    nouns = rule.fields.get("nouns", ()) if is_free else ()
    verbs = rule.fields.get("verbs", ()) if not _is_needy(rule) else ()
    return {*nouns, *verbs, *rule.fields.get("phrases", ())}


@dataclass(frozen=True, slots=True)
class _Listed:
    """Words to look for: single ones in a set, and those of several parts in a pattern."""

    words: frozenset[str]
    phrases: re.Pattern[str]

    @classmethod
    def of(cls, forms: Iterable[str]) -> _Listed:
        single = frozenset(word for word in forms if _WORD.fullmatch(word))
        parted = sorted({*forms} - single, key=lambda word: (-len(word), word))
        return cls(single, re.compile(rf"(?<![a-z])(?:{'|'.join(map(re.escape, parted)) or '(?!)'})(?![a-z])"))

    def stands(self, words: set[str], lower: str) -> bool:
        """Whether any of them is among the words of a text."""
        return not words.isdisjoint(self.words) or self.phrases.search(lower) is not None

    def places(self, lower: str) -> list[int]:
        """Return where they stand, in order."""
        single = [found.start() for found in _WORD.finditer(lower) if found[0] in self.words]
        return sorted((*single, *(found.start() for found in self.phrases.finditer(lower))))


def _are_near(some: list[int], others: list[int]) -> bool:
    """Whether any place of one list is near one of the other; both are in order."""
    at = [bisect_left(others, place - NEAR) for place in some]
    return any(i < len(others) and others[i] <= place + NEAR for i, place in zip(at, some, strict=True))


def _is_no_month(word: str, text: str) -> bool:
    """Whether a word that names a month stands as another one: small, or where all is in capitals."""
    found = re.findall(rf"(?<![a-z]){word}(?![a-z])", text, re.IGNORECASE)
    return any(one[0].islower() or one.isupper() for one in found)


@cache
def _violent() -> _Listed:
    """Every form at which an event or a harm is told without more, but for names of months."""
    return _Listed.of(_telling() - _months())


@cache
def _telling() -> frozenset[str]:
    harm = data(HARM)
    told = [
        *(word for kind in ("killed", "wounded", "captured", "detained") for word in harm["verbs"].get(kind, ())),
        *harm["intransitive"]["killed"],
        *(word for words in harm["adjectives"].values() for word in words),
        *(word for kind in ("killed", "wounded", "captured", "detained", "both") for word in harm["nouns"][kind]),
        *harm["injuries"]["nouns"],
        *harm["bullets"]["nouns"],
        *(f"{grade} condition" for grade in harm["conditions"]["words"]),
        *(word for word in harm["lives"]["words"] if not word.startswith("li")),
        *(f"{lost} {own} {kept}" for lost in harm["lives"]["lost"] for own in _OWNERS for kept in ("life", "lives")),
        *(
            f"{lost} {own} {limb}"
            for lost in harm["limbs"]["lost"]
            for own in _LIMBS
            for limb in harm["limbs"]["words"]
        ),
        *(f"{limb} {off}" for limb in harm["limbs"]["words"] for off in harm["limbs"]["off"]),
        *(f"{verb} {noun}" for verb in harm["injuries"]["strong_verbs"] for noun in harm["injuries"]["nouns"]),
    ]
    events = {form for rule in _rules() for word in _said(rule) for form in forms(word)}
    alone = {form for word in data(OWN)["apart"]["alone"] for form in forms(word)}
    return frozenset((events | {*told}) - {*data(OWN)["apart"]["words"]} | alone)


@cache
def _months() -> frozenset[str]:
    """Triggers that are also the name of a month: "march"."""
    return _telling() & {*data(EVENTS)["frames"]["days"]}


@cache
def _needy() -> _Listed:
    """Words that trigger only beside another one."""
    found = {
        form
        for rule in _rules()
        if _is_needy(rule) or rule.fields.get("noun_needs")
        for word in (*rule.fields.get("verbs", ()), *rule.fields.get("nouns", ()))
        for form in forms(word)
    }
    harm = data(HARM)
    return _Listed.of(
        found
        | {
            *harm["intransitive"]["missing"],
            *harm["hospital"]["places"],
            *harm["idioms"]["triggers"],
            *harm["limbs"]["lost"],
        }
    )


@cache
def _armed() -> _Listed:
    """Words of weapons and of armed people."""
    weapons = {word for family in data(WEAPONS)["family"] for word in family["words"]}
    events = data(EVENTS)
    people = {*events["people"]["armed"], *events["people"]["forces"], *events["ground"]["sides"]}
    people -= {*data(OWN)["apart"]["anybody"]}
    return _Listed.of({form for word in weapons | people for form in forms(word)})


@cache
def _menaces() -> _Listed:
    """Words that tell a threat, beside those that it is made to."""
    found = (rule for rule in _rules() if rule.fields.get("needs") == "threat")
    return _Listed.of({form for rule in found for word in rule.fields.get("verbs", ()) for form in forms(word)})


@cache
def _menaced() -> _Listed:
    return _Listed.of({form for word in data(EVENTS)["threats"]["forces"] for form in forms(word)})


@cache
def _spoken() -> re.Pattern[str]:
    """Sentences that are read as a threat, whatever stands beside them."""
    return re.compile("|".join(f"(?:{rule.pattern.pattern})" for rule in _rules() if rule.pattern is not None))
