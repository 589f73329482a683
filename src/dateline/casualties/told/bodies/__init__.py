"""Reads deaths told by what became of the body: "burned their bodies", "his body was found in a ditch"."""

from __future__ import annotations

from dateline.casualties.phrases import words
from dateline.casualties.scene import Reading, Scene, is_hypothetical, is_negated
from dateline.lexicon import rule
from dateline.model.actor import Harm

NEAR = 4
"""Tokens between a body and the verb for what became of it."""


@rule(
    "casualties.their_bodies",
    yes=[
        [
            "Raiders stopped a bus in Marn on Sunday, dragged out six millers and burned their bodies.",
            {"toll.estimate.best": 6, "toll.group.name": "millers"},
        ],
        [
            "Gunmen seized two teachers in Orsa; their bodies were found a week later.",
            {"toll.estimate.best": 2, "toll.harm": "killed"},
        ],
    ],
    no=[
        "Six millers shook and their bodies ached.",
        "Two teachers and four nurses were seized; their bodies were found.",
        "The bodies of the state met in Marn.",
    ],
)
def read(scene: Scene, at: int) -> Reading | None:
    """Whose bodies are burned, dumped or found is dead."""
    whose = (p for p in scene.phrases if (p.start, p.end) == (at - 1, at + 1) and (p.count is not None or p.people))
    phrase = next(whose, None)
    if phrase is None or scene.page.tokens[at - 1].tag != "PRP$":
        return None
    near = range(max(scene.first, at - NEAR), min(at + NEAR + 1, scene.stop))
    verb = next((i for i in near if scene.lower(i) in words("bodies", "verbs")), None)
    if verb is None or is_negated(scene, verb) or is_hypothetical(scene, verb):
        return None
    return Reading(Harm.KILLED, at, (phrase,), "casualties.their_bodies")
