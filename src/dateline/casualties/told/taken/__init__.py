"""Reads people taken by phrases: "took 14 villagers hostage", "were taken into custody", "took 20 prisoners"."""

from __future__ import annotations

from dataclasses import replace

from dateline.casualties.phrases import Phrase, words
from dateline.casualties.scene import Reading, Scene, is_hypothetical, is_passive
from dateline.casualties.told.verbs import done_to, suffered
from dateline.lexicon import rule
from dateline.lexicon.persons import nouns
from dateline.model.actor import Harm

REACH = 12
"""Tokens from the verb within which its phrase ends: "took a priest and 14 pupils of a convent school hostage"."""


def triggers() -> frozenset[str]:
    """Return the verb forms at which these phrases are read."""
    return frozenset().union(*(words("taken", kind) for kind in ("taking", "holding", "grabbing", "gathering")))


def read(scene: Scene, verb: int) -> Reading | None:
    """Read the phrase whose verb stands at a token, or None."""
    if scene.lower(verb) not in triggers() or is_hypothetical(scene, verb) or scene.lower(verb + 1) == "no":
        return None
    return in_custody(scene, verb) or taken(scene, verb)


@rule(
    "casualties.taken",
    yes=[
        ["Gunmen took 14 villagers hostage in Orsa.", {"toll.harm": "captured", "toll.estimate.best": 14}],
        ["Rebels took 20 hostages in Orsa.", {"toll.harm": "captured", "toll.estimate.best": 20}],
        ["Two soldiers were taken prisoner near Orsa.", {"toll.harm": "captured", "toll.estimate.best": 2}],
        ["Twelve people were held hostage for three days.", {"toll.harm": "captured", "toll.estimate.best": 12}],
        ["Four officials were taken away by gunmen.", {"toll.harm": "captured", "toll.estimate.best": 4}],
        ["Two nurses were snatched from their clinic by gunmen.", {"toll.harm": "captured", "toll.estimate.best": 2}],
    ],
    no=[
        "Four officials were taken to a hospital.",
        "Two nurses were held up by the traffic.",
        "They took 14 photographs.",
        "Rebels vowed to take 20 hostages.",
        "The army took no prisoners.",
        "Two aides were seized with doubt.",
        "Police seized 14 rifles from a farm near Orsa.",
    ],
)
def taken(scene: Scene, verb: int) -> Reading | None:
    """People made hostages, prisoners or captives, taken away, or snatched from where they were."""
    if _ends_in(scene, verb, words("taken", "states")) or _is_away(scene, verb):
        return _of(scene, verb, "casualties.taken")
    told = _of(scene, verb, "casualties.taken")
    if told is None:
        return None
    if scene.lower(verb) in words("taken", "grabbing"):
        after = told.run[-1].end if told.run[0].start > verb else verb + 1
        return told if scene.lower(after) in words("taken", "from") else None
    last = told.run[0]
    captives = last.head is not None and scene.lower(last.head) in words("taken", "captives")
    return told if captives and scene.lower(verb) in words("taken", "taking") else None


@rule(
    "casualties.in_custody",
    yes=[
        ["Police took three men into custody.", {"toll.harm": "captured", "toll.estimate.best": 3}],
        ["Four smugglers were taken into custody.", {"toll.harm": "captured", "toll.estimate.best": 4}],
        ["Soldiers rounded up forty men in Orsa.", {"toll.harm": "captured", "toll.estimate.best": 40}],
        ["Police picked up two suspects.", {"toll.harm": "captured", "toll.estimate.best": 2}],
    ],
    no=["The cowboys rounded up forty horses.", "A ferry picked up two survivors.", "Three men died in custody."],
)
def in_custody(scene: Scene, verb: int) -> Reading | None:
    """People whom a force with the power to arrest takes in: kept with arrests."""
    custody = scene.lower(verb) in words("taken", "taking") and _ends_in(scene, verb, frozenset(("custody",)))
    up = scene.lower(verb) in words("taken", "gathering") and scene.lower(verb + 1) == "up"
    forced = up and (scene.lower(verb) in words("taken", "rounding") or _is_by_force(scene, verb))
    return _of(scene, verb, "casualties.in_custody") if custody or forced else None


def _of(scene: Scene, verb: int, name: str) -> Reading | None:
    """The people before a passive or after an active verb; "up" and "away" belong to the verb."""
    if is_passive(scene, verb) or scene.page.tokens[verb].tag == "VBN":
        told = suffered(scene, verb, Harm.CAPTURED)
    else:
        told = done_to(scene, verb, Harm.CAPTURED)
    if told is None or not all(_is_somebody(scene, p) for p in told.run[:1]):
        return None
    return replace(told, rule=name)


def _is_somebody(scene: Scene, phrase: Phrase) -> bool:
    """Whether a phrase is of people, and not of firearms: what is seized need not be anybody."""
    head = "" if phrase.head is None else scene.lower(phrase.head)
    return bool(phrase.people) or phrase.owned or head in nouns() or head in words("taken", "captives")


def _ends_in(scene: Scene, verb: int, states: frozenset[str]) -> bool:
    """Whether the phrase of a verb ends in one of some words, before anything else is said."""
    for at in range(verb + 1, min(verb + 1 + REACH, scene.stop)):
        token = scene.page.tokens[at]
        if token.lower in states:
            return True
        if token.pos == "VERB" or token.text in (",", ";", "."):
            return False
    return False


def _is_away(scene: Scene, verb: int) -> bool:
    """Whether people are taken "away", by somebody who does not heal or rescue them."""
    after = [scene.lower(i) for i in range(verb + 1, min(verb + 1 + REACH, scene.stop))]
    by = not words("taken", "caring").isdisjoint(after)
    away = "away" in after and scene.lower(verb) in words("taken", "taking")
    before = [scene.lower(i) for i in range(scene.first, verb)]
    return away and not by and not words("taken", "captors").isdisjoint(after + before)


def _is_by_force(scene: Scene, verb: int) -> bool:
    """Whether a sentence names a force that can arrest: "police picked up two suspects", "picked up in a raid"."""
    said = {scene.lower(i) for i in range(scene.first, scene.stop)}
    return not words("taken", "arresting").isdisjoint(said)
