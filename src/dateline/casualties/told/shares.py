"""Reads the numbers of further places after one verb: "four died in Orsa, three in Marn and one in Ostrel"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from dateline.casualties.lists import run_from
from dateline.casualties.scene import Reading, Scene
from dateline.lexicon import rule
from dateline.model.actor import Harm

PLACING = frozenset(("in", "at", "near", "outside", "inside"))
"""Prepositions of the places over which a number is spread."""
NEAR = 8
"""Tokens from a verb, or from one number, to the next place."""


@rule(
    "casualties.elsewhere",
    yes=[
        ["Four people died in Orsa, three in Marn and one in Ostrel.", {"toll.estimate.best": 3}],
        [
            "The raids killed six clerks in Orsa and two in Marn.",
            {"toll.group.name": "clerks", "toll.estimate.best": 2},
        ],
        ["Two clerks died in Orsa, a third on the way to a clinic.", {"toll.estimate.best": 1}],
    ],
    no=[
        "Four people died in Orsa, one in ten of those there.",
        "Four people died in Orsa and two fled to Marn.",
        "Four people died in Orsa on Monday, 12 in all.",
        "Two people died in Orsa, and a third of the houses burnt down.",
    ],
)
def elsewhere(scene: Scene, told: Reading) -> Iterator[Reading]:
    """Bare numbers, each with a place of its own, that go on with the verb before them."""
    yield from _elsewhere_too(scene, told)
    people = told.run[-1] if told.run else None
    if people is None or people.count is None or told.harm not in (Harm.KILLED, Harm.WOUNDED) or told.revises:
        return
    at = max(people.end, told.predicate + 1)
    yield from _one_by_one(scene, told, at)
    place = _place(scene, at, min(at + NEAR, scene.stop))
    while place is not None:
        index = next((k for k, p in enumerate(scene.phrases) if p.start > place), None)
        here = None if index is None else scene.phrases[index]
        if here is None or here.count is None or here.head is not None or here.start - place > NEAR:
            return
        if not _goes_on(scene, place, here.start) or _place(scene, here.end, here.end + 1) is None:
            return
        named = replace(here, core=people.core, name_end=people.name_end, head=people.head)
        yield Reading(told.harm, told.predicate, (named,), "casualties.elsewhere")
        place = _place(scene, here.end, here.end + 1)


@rule(
    "casualties.so_too",
    yes=[
        ["Six rebels were killed in Marn. So were four of the villagers.", {"toll.estimate.best": 4}],
        ["Two guards died in Marn. So did a nurse and two cooks.", {"toll.group.name": "nurse"}],
        ["A raid wounded six rebels in Marn. So were two clerks.", {"toll.harm": "wounded", "toll.estimate.best": 2}],
    ],
    no=[
        "Six rebels were killed in Marn. So was the truce.",
        "Six rebels were killed in Marn. So were four villagers told to leave.",
        "Six rebels were killed in Marn. The raid went on. So did four of the villagers.",
    ],
)
def so_too(scene: Scene, told: Sequence[Reading]) -> Reading | None:
    """ "So were four of the villagers": the harm of the sentence before befell them too."""
    last = told[-1] if told else None
    tokens, verb = scene.page.tokens, scene.first + 1
    if last is None or scene.lower(scene.first) != "so" or scene.lower(verb) not in ("was", "were", "did"):
        return None
    if tokens[scene.first].sentence - tokens[last.predicate].sentence != 1 or last.tally or last.revises:
        return None
    index = scene.begins(verb + 1)
    if index is None or last.harm not in (Harm.KILLED, Harm.WOUNDED) or scene.phrases[index].count is None:
        return None
    if any(t.pos in ("VERB", "AUX") for t in tokens[verb + 1 : scene.stop]):
        return None
    run, joints = run_from(scene.page, scene.phrases, index, scene.stop)
    return Reading(last.harm, verb, tuple(run), "casualties.so_too", joints)


def _one_by_one(scene: Scene, told: Reading, at: int) -> Iterator[Reading]:
    """ "Four died there, a fifth on the way to a clinic and the sixth on Monday": no verb of their own follows them."""
    for phrase in scene.phrases:
        ordinal = phrase.start >= at and phrase.end - phrase.start == 2 and phrase.core < phrase.start
        ordinal = ordinal and any(p.head == phrase.head for p in told.run)
        ordinal = ordinal and scene.page.tokens[phrase.start - 1].pos != "VERB"  # "and jailed a fourth for life"
        after = scene.page.tokens[min(phrase.end, scene.stop - 1)]
        if ordinal and after.pos in ("ADP", "SCONJ", "PUNCT", "ADV") and after.lower != ",":
            yield Reading(told.harm, told.predicate, (phrase,), "casualties.elsewhere")


def _elsewhere_too(scene: Scene, told: Reading) -> Iterator[Reading]:
    """ "The man died at the scene and his wife, 68, in hospital": one more, somewhere else, with no verb of his own."""
    tokens = scene.page.tokens
    if tokens[told.predicate].lemma not in ("die", "succumb", "perish"):
        return
    for phrase in scene.phrases:
        beside = phrase.start > told.predicate and scene.lower(phrase.start - 1) == "and" and phrase.owned
        at = phrase.end
        if beside and scene.lower(at) == "," and scene.lower(at + 1).isdigit() and scene.lower(at + 2) == ",":
            at += 3
        if not beside or scene.lower(at) not in ("in", "at", "on", "later"):
            continue
        if all(tokens[i].pos not in ("VERB", "AUX") for i in range(at, min(at + NEAR, scene.stop))):
            yield Reading(told.harm, told.predicate, (phrase,), "casualties.elsewhere")


def _place(scene: Scene, start: int, end: int) -> int | None:
    """Return the first preposition of a place by name from a token on."""
    for i in range(start, end):
        if scene.lower(i) in PLACING and scene.lower(i + 1)[:1].isalpha():
            return i if any(scene.page.tokens[k].pos == "PROPN" for k in range(i + 1, min(i + 4, scene.stop))) else None
        if scene.page.tokens[i].pos == "VERB" or scene.lower(i) in (",", ";"):
            return None
    return None


def _goes_on(scene: Scene, place: int, number: int) -> bool:
    """Whether nothing but a name and "and" or a comma stands between one place and the next number."""
    between = scene.page.tokens[place + 1 : number]
    names = all(t.pos in ("PROPN", "DET", "NOUN", "PUNCT", "CCONJ", "PART", "ADP") for t in between)
    return names and bool(between) and (between[-1].lower in ("and", ",") or between[-1].lower == "another")
