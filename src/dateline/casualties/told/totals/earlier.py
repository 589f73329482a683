"""Reads the figure that a later one replaces: "the toll rose from eight to twelve"."""

from __future__ import annotations

from dataclasses import replace

from dateline.casualties.phrases import Phrase, words
from dateline.casualties.scene import Reading, Scene
from dateline.lexicon import rule
from dateline.model.estimate import Estimate
from dateline.model.found import Count, Found

EARLIER = "casualties.earlier"
"""Rule id of a figure that the report itself replaces with a later one."""
ROOM = 4
"""Tokens before the later figure within which "from eight" stands."""


@rule(
    EARLIER,
    yes=[
        ["A bomb exploded in Orsa. The death toll rose from eight to twelve.", {"toll.estimate.best": 8}],
        ["A bomb exploded in Orsa. Injuries were revised from six to ten.", {"toll.estimate.best": 6}],
        [
            "A bomb wounded nine nurses in Orsa on Monday. Officials later raised the figure to 14.",
            {"estimate.best": 9, "harm": "wounded"},
        ],
        [
            "A bomb in Orsa on Monday killed 12 people. The toll later rose to 19.",
            {"estimate.best": 12, "harm": "killed"},
        ],
    ],
    no=[
        "Two drivers died in Orsa on Monday, which brings the count to eleven.",
        "The number of people wounded in the attack on Orsa has risen to 14.",
        "The road from eight villages to Orsa was shelled, killing twelve.",
    ],
)
def replaced(scene: Scene, reading: Reading) -> Reading | None:
    """A figure that the report itself replaces stays beside the later one, which is the toll."""
    later = reading.run[0]
    if not reading.revises or later.count is None:
        return None
    start = max(scene.first, later.start - ROOM)
    at = next((i for i in range(later.start, start - 1, -1) if scene.lower(i) == "from"), None)
    index = None if at is None else next((i for i in (scene.begins(at), scene.begins(at + 1)) if i is not None), None)
    phrase = None if index is None or at is None else _lower(scene, scene.phrases[index], at + 1)
    if phrase is None:
        return None
    return Reading(reading.harm, reading.predicate, (phrase,), EARLIER)


def _lower(scene: Scene, phrase: Phrase, start: int) -> Phrase | None:
    """The first figure of "from eight to ten", whether the two were read as a range or apart."""
    low = None if phrase.count is None else phrase.count.value.estimate.low
    end = next((i for i in range(start + 1, phrase.end + 1) if scene.lower(i) == "to"), None)
    if low is None or end is None:
        return None
    count = Found(start, end, Count(Estimate.exactly(low), phrase.head), EARLIER)
    return replace(phrase, start=start, end=end, count=count)


def replaces(scene: Scene, start: int, end: int) -> bool:
    """Whether words of change, finite and no participle, say that a figure takes the place of an earlier one.

    "Officials raised the figure" replaces; "two more died, raising the figure" adds.
    """
    at = [i for i in range(start, end) if scene.lower(i) in words("rising", "changed")]
    adds = words("rising", "bringing") - words("rising", "changed")
    added = any(scene.lower(i) in adds for i in range(start, end))
    return bool(at) and not added and all(scene.page.tokens[i].tag != "VBG" for i in at)
