"""Tells a number counted over weeks, months or a whole war ("from January to March", "in May alone") from a toll."""

from __future__ import annotations

import re

from dateline.casualties.phrases import Phrase, words
from dateline.casualties.scene import HAVE, Reading, Scene
from dateline.lexicon import rule
from dateline.lexicon.persons import ordinal, singulars
from dateline.model.actor import Harm
from dateline.model.estimate import Estimate
from dateline.model.found import Count, Found

NTH = "casualties.nth"
"""Rule id of one who is told to be so-and-so-manieth."""
WEEK = 7
"""Days from which a time counted from one day to another is longer than a battle."""
SPAN = 8
"""Tokens of "1 January 2029 and 31 March 2029"."""
NAMED = 3
"""Tokens from "from" or "in the first" to the word that tells how long: "from the middle of April"."""
RANK = 14
"""Tokens from "the 14th person" to "since"."""
_LONG = re.compile(r"\d+ - (?:year|month|decade) (?:\w+ )?$")
_DEEDS = ("attack", "blast", "bombing", "explosion", "raid", "shooting", "strike", "ambush", "clash", "shelling")
_HALVES = frozenset(("half", "quarter", "months", "weeks", "semester"))
_OPEN = frozenset(("start", "beginning", "middle", "end", "outset", "mid"))
_DAYS = frozenset(
    ("today", "dawn", "overnight", "morning", "midnight", "yesterday", "hours", "night", "evening", "monday", "tuesday")
) | {"wednesday", "thursday", "friday", "saturday", "sunday", "weekend"}


def is_over_time(scene: Scene, predicate: int) -> bool:
    """Whether a harm is counted over a time long enough for many events, told anywhere in its clause."""
    start = _clause(scene, predicate)
    stop = next((i for i in range(predicate, scene.stop) if scene.lower(i) in (";", ".")), scene.stop)
    here = range(start, stop)
    return any(_is_span(scene, i) or _is_part(scene, i) for i in here) or _of_war(scene, predicate, start)


def _clause(scene: Scene, predicate: int) -> int:
    """The token at which the clause begins that tells a harm: behind the last "when", "where" or "in which"."""
    opening = words("cumulative", "clauses") | {"which", "after", "before"}
    return next((i for i in range(predicate - 1, scene.first, -1) if scene.lower(i) in opening), scene.first)


def _is_span(scene: Scene, at: int) -> bool:
    """Whether "from January to March", "between 1 May and 22 May", "from the middle of April 2014" begins here."""
    lower = scene.lower(at)
    if lower not in ("from", "between"):
        return False
    said = [scene.lower(i) for i in range(at + 1, min(at + 1 + SPAN, scene.stop))]
    months = words("cumulative", "months")
    joint = next((n for n, word in enumerate(said) if word in ("to", "until", "till", "through", "and", "-")), None)
    if joint is None:
        open_ = not _OPEN.isdisjoint(said[:NAMED]) and not months.isdisjoint(said[:SPAN])
        return lower == "from" and open_ and said[0] in ("the", "mid", *_OPEN)
    before, after = said[:joint], said[joint + 1 : joint + 4]
    named = [w for part in (before, after) for w in part if w in months]
    if not months & set(after) and not (named and after[:1] and after[0].isdigit()):
        return False
    days = [next((int(w) for w in part if w.isdigit() and len(w) < 3), None) for part in (before, after)]
    if len(set(named)) > 1:
        return days[0] is None or days[1] is None or (days[1] + 30 - days[0]) >= WEEK
    return days[0] is not None and days[1] is not None and days[1] - days[0] >= WEEK


def _is_part(scene: Scene, at: int) -> bool:
    """Whether "in the first half of 2026", "in the first three months of the year" or "in May alone" begins here."""
    if scene.lower(at) not in ("in", "during", "over"):
        return False
    said = [scene.lower(i) for i in range(at + 1, min(at + 6, scene.stop))]
    if said[:1] and said[0] in words("cumulative", "months") and "alone" in said[1:3]:
        return True
    first = said[:2] in (["the", "first"], ["the", "second"], ["the", "last"])
    part = next((n for n, word in enumerate(said) if word in _HALVES), None)
    return first and part is not None and part <= NAMED and "of" in said[part + 1 : part + 2]


def _of_war(scene: Scene, predicate: int, start: int) -> bool:
    """Whether a whole war is what took lives: "the war took 9,000 lives", "in its 40-year campaign"."""
    wars = words("cumulative", "wars") | {"fighting"}
    for i in range(start, predicate):
        if scene.lower(i) in wars and _LONG.search("".join(f"{scene.lower(k)} " for k in range(max(start, i - 4), i))):
            return True
    verb = scene.page.tokens[predicate].head if scene.lower(predicate) in words("lives", "words") else predicate
    subject = scene.page.child(verb, "nsubj")
    if subject is None or verb == predicate:
        return False
    return scene.lower(subject) in words("cumulative", "wars") or _is_war_before(scene, subject)


def _is_war_before(scene: Scene, subject: int) -> bool:
    """Whether "it" is the war of the sentence before: "The insurgency began in 2017. It has cost 6,000 lives"."""
    number = scene.page.tokens[subject].sentence
    if scene.lower(subject) != "it" or number == 0:
        return False
    start, end = scene.page.sentences[number - 1]
    root = next((t.i for t in scene.page.tokens[start:end] if t.head == t.i), start)
    about = scene.page.child(root, "nsubj", "nsubjpass")
    return about is not None and scene.page.tokens[about].lower in words("cumulative", "wars")


def is_of_attacks(scene: Scene, predicate: int) -> bool:
    """Whether attacks told before are all summed up: "the attacks have killed a clerk and two guards"."""
    subject = scene.page.child(predicate, "nsubj")
    if subject is None or scene.lower(subject) not in ("attacks", "bombings", "ambushes") or scene.first == 0:
        return False
    perfect = any(scene.lower(i) in HAVE for i in scene.page.children[predicate])
    whose = {scene.lower(i) for i in scene.page.children[subject]}
    said = {scene.lower(i) for i in range(scene.first, scene.stop)}
    zone = scene.page.zone(predicate)
    told = zone is None or zone.kind != "headline"
    return perfect and told and bool(whose & {"the", "such", "these", "those", "similar"}) and not said & _DAYS


@rule(
    NTH,
    yes=[
        [
            "Ana Sol is the 14th nurse to be killed in attacks in Marn since the beginning of the year.",
            {"cumulative": True, "toll.estimate.best": 14, "toll.harm": "killed"},
        ],
        ["He was the ninth reporter to die in Orsa this year.", {"cumulative": True, "toll.estimate.best": 9}],
        ["A guard died on Sunday. He is the third guard killed in that attack.", {"toll.estimate.best": 3}],
    ],
    no=[
        "He was the third soldier to be hit on Monday.",
        "The 14th Brigade lost its base this year.",
        "It was the ninth raid to hit Orsa this year.",
    ],
)
def nth(scene: Scene, at: int) -> Reading | None:
    """ "The 14th nurse to be killed since January" tells how many there are, "the third killed in that attack" too."""
    number = ordinal(scene.lower(at)) if scene.lower(at - 1) == "the" else None
    if number is None or number < 2:
        return None
    who = next((i for i in range(at + 1, at + 4) if scene.lower(i) in singulars()), None)
    if who is None or scene.lower(who + 1) not in ("to", "killed"):
        return None
    said = range(who + 1, min(who + RANK, scene.stop))
    dying = words("intransitive", "killed") | words("verbs", "killed")
    death = next((i for i in said if scene.lower(i) in dying), None)
    text = f" {' '.join(scene.lower(i) for i in said)} "
    since = any(f" {word} " in text for word in ("since", "this year", "this month"))
    attack = any(f" in {which} {deed} " in text for which in ("that", "the", "this") for deed in _DEEDS)
    if death is None or not (since or attack):
        return None
    count = Found(at, at + 1, Count(Estimate.exactly(number), who), "counts.article")
    one = Phrase(at, who + 1, at + 1, who + 1, who, count)
    return Reading(Harm.KILLED, death, (one,), NTH, revises=not since, tally=since)
