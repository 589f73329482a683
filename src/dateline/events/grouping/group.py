"""Puts the wordings of one event together: one event told in five sentences is one event.

Wordings are taken in the order of the text; each joins the event it is most like (events/grouping/likeness.py), or
begins one: a wrong merge is worse than a missed one.
"""

from __future__ import annotations

from collections.abc import Sequence

from dateline.events.grouping.likeness import likeness
from dateline.events.grouping.pair import Pair
from dateline.events.grouping.story import Story
from dateline.model.event import Kind
from dateline.model.page import Page
from dateline.model.wording import Index, Wording

ENOUGH = 2.0
"""Likeness from which a wording joins an event (as the weights of events/grouping/likeness.py)."""

QUIET = {Kind.SEIZURE, Kind.ARREST, Kind.DEPLOYMENT, Kind.WITHDRAWAL, Kind.PROTEST, Kind.AGREEMENT}
"""Kinds that hurt nobody: what comes after is rather of the violence told beside them."""
ASIDE = ("advcl", "acl", "relcl", "pcomp", "amod")
"""How a verb is tied that does not say what a sentence is about."""


def group(page: Page, index: Index, wordings: Sequence[Wording]) -> list[Story]:
    """Return the events of a page, in the order in which they are first told."""
    stories: list[Story] = []
    for m in wordings:
        best, score = _best(page, index, stories, m)
        if best is not None and score >= ENOUGH:
            best.wordings.append(m)
        else:
            stories.append(Story(m))
    return [s for s in stories if s.tells]


def _prominence(page: Page, story: Story) -> tuple[int, bool, int]:
    """How much an event was told last: a sentence that says what was done, and names why, is about what was done."""
    last = story.wordings[-1]
    token = page.tokens[last.token]
    is_told = not last.trigger.is_noun and token.dep not in ASIDE and story.kind not in QUIET
    return token.sentence, is_told, last.token


def _best(page: Page, index: Index, stories: list[Story], m: Wording) -> tuple[Story | None, float]:
    """Return the event a wording is most like, the one told last of equals, with the likeness."""
    violent = [s for s in stories if s.kind is not Kind.THREAT]
    last = max(violent, key=lambda s: _prominence(page, s), default=None)
    scored = [
        (likeness(Pair(page, index, s, m, s is last, s is stories[0])), s.wordings[-1].token, n)
        for n, s in enumerate(stories)
    ]
    if not scored:
        return None, 0.0
    score, _, n = max(scored)
    return stories[n], score
