"""Tells a sum over many attacks in a whole country ("strikes killed 11 across Ukraine") from the toll of one event."""

from __future__ import annotations

from dateline.casualties.phrases import words
from dateline.casualties.scene import Scene
from dateline.lexicon.known import states

REACH = 12
"""Tokens between a harm and the word for the deeds that did it."""
NEAR = 4
"""Tokens behind "across" in which the country is named."""


def is_sum(scene: Scene, predicate: int) -> bool:
    """Whether a harm is told of attacks in many places at once: each of them is an event, their sum is a tally."""
    inside = range(scene.first, scene.stop)
    deeds = any(scene.lower(i) in words("sums", "deeds") for i in inside if abs(i - predicate) <= REACH)
    return deeds and any(_is_wide(scene, i) for i in inside)


def _is_wide(scene: Scene, at: int) -> bool:
    """Whether a whole country, or several of its parts, begins at a token: "nationwide", "across six provinces"."""
    if scene.lower(at) in words("sums", "everywhere"):
        return True
    if scene.lower(at) not in words("sums", "across"):
        return False
    behind = [scene.page.tokens[i].text for i in range(at + 1, min(at + 1 + NEAR, scene.stop))]
    while behind and behind[0].lower() in words("sums", "small"):
        behind = behind[1:]
    lower = [text.lower() for text in behind]
    parts = bool(lower) and not words("sums", "parts").isdisjoint(lower[:2])
    return parts or any(" ".join(behind[:n]) in states() for n in (1, 2, 3) if len(behind) >= n)
