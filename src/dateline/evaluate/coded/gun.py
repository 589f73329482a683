"""Scores local newspaper reports of shootings against the incidents that coders made of them.

Coded once an incident, scored once a report: a report need not tell all that the coders learned from others. Two
choices stand side by side: the lead event, found without the coding (`ledger.view.lead`), and the event that fits best.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from dateline.evaluate.coded.scores import Gold, is_spelt, words
from dateline.evaluate.coded.sets import day_of
from dateline.evaluate.sureness.intervals import Score, summed
from dateline.ledger.records import EventRecord, Told
from dateline.ledger.view import fold, lead
from dateline.model.claim import WHERE
from dateline.model.estimate import Estimate
from dateline.model.extraction import Extraction
from dateline.places.gazetteer import distance_km, lookup, province
from dateline.places.gazetteer import fold as folded

CLOSE_KM = 30.0
"""A point this near the coded city stands for it: suburbs and parts of a town (chosen, not fitted)."""
CLOSE_DAYS = timedelta(days=1)
"""Reports date a shooting after midnight by the evening or by the morning."""
FATES = {"Killed": "killed", "Injured": "wounded"}
NO_NAMES = {
    "jr",
    "sr",
    "ii",
    "iii",
    "iv",
    "rev",
    "dr",
    "mr",
    "mrs",
    "ms",
    "officer",
    "deputy",
    "sgt",
    "lt",
    "capt",
    "trooper",
}
"""Words that coders or reports write beside a name."""


def score(extractions: Iterable[Extraction], coded: Mapping[str, Gold]) -> dict[str, Score]:
    """Score each slot on the lead event of each report, then on the event with the most slots right ("at best")."""
    rows = []
    for extraction in extractions:
        gold, events = coded[extraction.report.id], fold(extraction)
        best = max(events, key=lambda event: sum(_judged(event, gold).values()), default=None)
        row: dict[str, tuple[int, int]] = {}
        for ending, event in (("", lead(events)), (", at best", best)):
            row |= {name + ending: (int(right), 1) for name, right in _judged(event, gold).items()}
            named = _named(event, gold, extraction.report.text)
            row |= {name + ending: counts for name, counts in named.items()}
        rows.append(row)
    return summed(rows)


def _judged(event: EventRecord | None, gold: Gold) -> dict[str, bool]:
    """Whether each slot is right; without an event each is wrong."""
    slots: dict[str, Callable[[EventRecord, Gold], bool]] = {
        "date within a day": _is_dated,
        "city": _is_placed,
        "killed": lambda e, g: number(e.killed) == int(g["killed"]),
        "injured": lambda e, g: number(e.wounded) == int(g["injured"]),
    }
    out = {name: event is not None and right(event, gold) for name, right in slots.items()}
    return out | {"killed and injured": out["killed"] and out["injured"]}


def number(told: Told[Estimate] | None) -> int:
    """Return the one number that a record comes to: the best one, else the floor, else the ceiling; silence is none."""
    if told is None:
        return 0
    estimate = told.value
    return next((n for n in (estimate.best, estimate.low, estimate.high) if n is not None), 0)


def _is_dated(event: EventRecord, gold: Gold) -> bool:
    if event.when is None or event.when.value.earliest is None or event.when.value.latest is None:
        return False
    day = coded_day(gold["date"])
    return event.when.value.earliest - CLOSE_DAYS <= day <= event.when.value.latest + CLOSE_DAYS


def coded_day(said: str) -> date:
    """Return the day that coders wrote out.

    >>> coded_day("February 12, 2014").isoformat()
    '2014-02-12'
    """
    month, day, year = said.replace(",", "").split()
    return day_of(int(year), month, int(day))


def _is_placed(event: EventRecord, gold: Gold) -> bool:
    wanted = cities(gold["city"])
    points = [known for name in wanted for known in _points(name, gold["state"])]
    for place in (claim.value for claim in event.claims if claim.slot is WHERE):
        said = {" ".join(words(n)) for n in (place.name, *place.within)}
        if said & {" ".join(words(name)) for name in wanted}:
            return True
        if place.lat is not None and place.lon is not None:
            here = (place.lat, place.lon)
            town = place.precision not in ("province", "region", "country")
            if town and any(distance_km(here, point) <= CLOSE_KM for point in points):
                return True
    return False


def cities(said: str) -> list[str]:
    """Return the names that coders give a city: its own, and the one in brackets.

    >>> cities("Marn (East Marn)"), cities("Dell (county)")
    (['Marn', 'East Marn'], ['Dell', 'Dell county'])
    """
    own, _, other = said.rstrip(")").partition(" (")
    if not other:
        return [own]
    return [own, f"{own} {other}" if other == "county" else other]


def _points(name: str, state: str) -> list[tuple[float, float]]:
    found = [k for k in lookup(folded(name)) if k.country == "US"]
    return [(k.lat, k.lon) for k in found if (held := province("US", k.admin1)) and held.name == state]


def _named(event: EventRecord | None, gold: Gold, text: str) -> dict[str, tuple[int, int]]:
    """Score the named victims of an event with their fate, and the ages of those that are right.

    Participants that the report does not name are not asked for, nor is who is coded by a word alone ("Officer").
    """
    said = set(words(text))
    coded = [(name_of(p["Name"]), fate, p) for p in gold["participants"] if p.get("Name") and (fate := _fate(p))]
    coded = [c for c in coded if len(c[0]) > 1]
    wanted = [c for c in coded if {c[0][0], c[0][-1]} <= said]
    spelt = [c for c in coded if c not in wanted]
    read = [(name_of(p.name), p.fate.value, p.person.age) for p in (event.people if event else ())]
    read = [r for r in read if r[1] in FATES.values()]
    hits, aged, of_age, asked = 0, 0, 0, len(wanted)
    for name, fate, age in read:
        match = next((w for w in wanted if w[1] == fate and is_one_name(w[0], name)), None)
        if match is not None:
            wanted.remove(match)
        else:
            match = next((w for w in spelt if w[1] == fate and is_one_name(w[0], name, spelling=True)), None)
            if match is None:
                continue
            spelt.remove(match)
            asked += 1
        hits += 1
        coded_age = str(match[2].get("Age") or "").strip()
        of_age += bool(coded_age)
        aged += bool(coded_age) and str(age) == coded_age
    return {
        "victims' names, precision": (hits, len(read)),
        "victims' names, recall": (hits, asked),
        "ages of these": (aged, of_age),
    }


def _fate(participant: Mapping[str, Any]) -> str | None:
    status = participant.get("Status") or ""
    return next((fate for word, fate in FATES.items() if word in status), None)


def name_of(said: str) -> list[str]:
    """Return the words of a person's name: no names used by friends, initials, titles or endings.

    >>> name_of('Rev. Ana "Nan" D. Sol-Marn Jr')
    ['ana', 'sol', 'marn']
    """
    plain = re.sub(r"[\"“][^\"”]*[\"”]|\([^)]*\)", " ", said)
    return [w for w in words(plain) if len(w) > 1 and w not in NO_NAMES]


def is_one_name(one: list[str], other: list[str], *, spelling: bool = False) -> bool:
    """Whether two names are of one person: the words of one stand in the other, or the first and the last agree.

    Args:
        spelling: whether one word may be spelt otherwise.

    >>> is_one_name(["ana", "sol"], ["ana", "ruhl", "sol"]), is_one_name(["ana", "sol"], ["ana", "ruhl"])
    (True, False)
    >>> is_one_name(["annah", "sol"], ["anna", "sol"], spelling=True)
    True
    """
    a, b = set(one), set(other)
    if min(len(a), len(b)) > 1 and (a <= b or b <= a or (one[0], one[-1]) == (other[0], other[-1])):
        return True
    if not spelling or len(one) != len(other):
        return False
    odd = [(x, y) for x, y in zip(one, other, strict=True) if x != y]
    return len(odd) == 1 < len(one) and is_spelt(*odd[0])
