"""Scores Airwars assessments against their coding: day, place, killed and injured over all sources, named victims.

An assessment is about one incident and weighs its sources, so all that it tells of one day is folded into one record
under the policy `as_assessed`, and the first such record is scored: nothing is chosen by the coding. Words without a
number are counted as the coders count them (`VAGUE`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence

from dateline.evaluate.coded.operations import operations
from dateline.evaluate.coded.scores import (
    SMALL_WORDS,
    CodedSlot,
    Gold,
    best_match,
    bounds,
    is_spelt,
    one_name,
    place_words,
    words,
)
from dateline.evaluate.coded.sets import day_of
from dateline.evaluate.sureness.intervals import Score, Spotted, f1_told
from dateline.ledger.records import EventRecord
from dateline.ledger.view import fold
from dateline.model.estimate import Estimate
from dateline.model.extraction import Extraction

_DATE = re.compile(r"([A-Z][a-z]+) (\d+)(?:[–-]\d+)?, (\d{4})$")
"""A day or a span of days inside one month; the few codings that span months are not scored on the date."""


Name = tuple[str, ...]
Form = tuple[Name, str]
"""A name in words, and what became of the person."""
Alike = Callable[[Name, Name], bool]
DESCRIBED = {"wife", "husband", "son", "daughter", "mother", "father", "brother", "sister", "child", "children"} | {
    "family",
    "unnamed",
    "unknown",
    "grandson",
    "granddaughter",
}
"""Words by which coders list a victim whom no source names: "wife of ...", "unnamed"."""
VAGUE = {"several": (2, 2), "multiple": (2, 2), "a number": (2, 2), "numerous": (2, 2), "dozens": (12, 24)}
"""Bounds that the coders give for words without a number, by the words as read; a plural is two."""


def _incident(extraction: Extraction) -> tuple[EventRecord, ...]:
    """The incident that an assessment is about: all that it tells of the first day."""
    return operations(extraction, "as_assessed", by_province=False)[:1]


def _coded(estimate: Estimate) -> tuple[int, int]:
    low, high = bounds(estimate)
    vague = VAGUE.get(estimate.hedge)
    if vague is None or estimate.best is not None:
        return low, high
    return vague[0], max(vague[1], high if estimate.high is not None else 0)


def _toll(harm: str, key: str, *, low_only: bool = False) -> Callable[[EventRecord, Gold], bool]:
    def right(event: EventRecord, gold: Gold) -> bool:
        told = getattr(event, harm)
        wanted, read = tuple(gold[key]), _coded(told.value) if told is not None else None
        return read is not None and (read[0] == wanted[0] if low_only else read == wanted)

    return right


def _date(event: EventRecord, gold: Gold) -> bool:
    found = _DATE.match(gold["incident_date"])
    if event.when is None or found is None:
        return False
    return event.when.value.earliest == day_of(int(found[3]), found[1], int(found[2]))


def _place(event: EventRecord, gold: Gold) -> bool:
    named = set(words(place_words(event))) - SMALL_WORDS
    return any(is_spelt(one, other) or _bones(one) == _bones(other) for one in named for other in _location(gold))


def _bones(word: str) -> str:
    """The consonants of a place's name, which its spellings share; a name of fewer than three stands as it is.

    >>> _bones("zaytoun") == _bones("zeitun"), _bones("rafah") == _bones("rimal")
    (True, False)
    """
    bones = "".join(c for c in word if c not in "aeiouwy")
    return bones if len(bones) > 2 else word


def _location(gold: Gold) -> set[str]:
    """The words of a coded place that tell one place of the land from another, in the script of the reports."""
    return {word for word in words(gold["location"]) if word.isascii()} - SMALL_WORDS


def _given(key: str) -> Callable[[Gold], bool]:
    return lambda gold: bool(gold.get(key))


SLOTS = (
    CodedSlot("date", lambda gold: bool(_DATE.match(gold["incident_date"])), _date),
    CodedSlot("place named", lambda gold: bool(_location(gold)), _place),
    CodedSlot("killed, lower bound", _given("killed_civ"), _toll("killed", "killed_civ", low_only=True)),
    CodedSlot("killed, both bounds", _given("killed_civ"), _toll("killed", "killed_civ")),
    CodedSlot("injured, lower bound", _given("injured_civ"), _toll("wounded", "injured_civ", low_only=True)),
    CodedSlot("injured, both bounds", _given("injured_civ"), _toll("wounded", "injured_civ")),
)
"""What is scored on the incident."""


def score(extractions: Iterable[Extraction], coded: Mapping[str, Gold]) -> dict[str, str]:
    """Score all slots, then the named victims; each figure in words, as it shall stand in the table."""
    kept = list(extractions)
    told = {name: str(found) for name, found in best_match(kept, coded, SLOTS, records=_incident).items()}
    rows = victims(kept, coded)
    told["named victims, precision"] = str(Score.over((row.both, row.read) for row in rows))
    told["named victims, recall"] = str(Score.over((row.both, row.marked) for row in rows))
    told["named victims, F1"] = f1_told(rows)
    return told | {"named victims as spelt, F1": f1_told(victims(kept, coded, as_spelt=True))}


def victims(extractions: Iterable[Extraction], coded: Mapping[str, Gold], *, as_spelt: bool = False) -> list[Spotted]:
    """Count named victims with their fate over all events of each report.

    Victims that the text does not name (they stand in lists beside it, or as "wife of ...") are not asked for; where
    one of them is read all the same, the text spells the name in its own way, and that is neither right nor wrong. Two
    names are one when the words of one, two or more, all stand in the other; one word in two may be spelt otherwise,
    as names out of another script are. Who is read under two forms of one name is read once.

    Args:
        as_spelt: words must be spelt alike, rows such as "wife of ..." are asked for, and each form counts.
    """
    return [_victims(extraction, coded[extraction.report.id], as_spelt) for extraction in extractions]


def _victims(extraction: Extraction, gold: Gold, as_spelt: bool) -> Spotted:
    text = set(words(extraction.report.text))
    listed = [(tuple(words(v["name"])), v["status"]) for v in gold["victims"] if v["status"]]
    wanted = [w for w in listed if set(w[0]) <= text and (as_spelt or DESCRIBED.isdisjoint(w[0]))]
    read = {(p.name, p.fate.value.replace("wounded", "injured")) for e in fold(extraction) for p in e.people}
    forms = [(tuple(words(name)), fate) for name, fate in sorted(read)]
    left, found = _paired(forms, wanted, PASSES[:2] if as_spelt else PASSES)
    if not as_spelt:
        untold = [w for w in listed if w not in wanted]
        left = [form for form in left if not any(_is_again(form, other) for other in (*found, *untold))]
    return Spotted(len(found), len(found) + len(left), len(wanted))


def _paired(forms: Sequence[Form], wanted: Sequence[Form], passes: Sequence[Alike]) -> tuple[list[Form], list[Form]]:
    """Give each name read a coded one of the same fate, the likest pairs first.

    Returns:
        The names that are left, and the coded ones that were found.
    """
    left, asked, found = list(forms), list(wanted), list[Form]()
    for alike in passes:
        for form in tuple(left):
            match = next((w for w in asked if w[1] == form[1] and alike(w[0], form[0])), None)
            if match is not None:
                asked.remove(match)
                left.remove(form)
                found.append(match)
    return left, found


def _is_again(form: Form, found: Form) -> bool:
    """Whether a name is another form of a coded one: the first words are the same, perhaps in two spellings."""
    if form[1] != found[1] or not form[0] or not found[0] or not is_spelt(form[0][0], found[0][0]):
        return False
    return any(alike(found[0], form[0]) for alike in PASSES)


def _is_held(one: Name, other: Name) -> bool:
    return one_name(set(one), set(other))


def _is_like(one: Name, other: Name) -> bool:
    """Whether the words of the shorter name, two or more, stand in the other, at most half of them otherwise spelt.

    >>> _is_like(("khoury", "sol"), ("khouri", "ruhl", "sol")), _is_like(("ana", "sol"), ("ben", "sol"))
    (True, False)
    """
    short, long = sorted((one, other), key=len)
    odd = set(short) - set(long)
    if len(set(short)) < 2 or len(odd) > len(set(short)) // 2:
        return False
    return all(any(is_spelt(a, b) for b in set(long) - set(short)) for a in odd)


PASSES: tuple[Alike, ...] = (lambda one, other: set(one) == set(other), _is_held, _is_like)
"""How like two names are, the likest first."""
