"""A wording held against an event told before it."""

from __future__ import annotations

import math
from dataclasses import dataclass

from dateline.events.grouping.story import Story
from dateline.model.page import Page
from dateline.model.wording import Index, Wording

NEVER = -math.inf
"""A clue that contradicts: the two are not one event, whatever the others say."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A wording held against an event told before.

    Attributes:
        focus: the event was the last one told.
        main: the event is the first one told, the news.
        rival: the sentence before, of the same paragraph, told another event with a day or place of its own.
    """

    page: Page
    index: Index
    story: Story
    wording: Wording
    focus: bool
    main: bool
    rival: bool = False

    @property
    def gap(self) -> int:
        """Sentences between the wording and the last one of the event."""
        tokens = self.page.tokens
        return tokens[self.wording.token].sentence - tokens[self.story.wordings[-1].token].sentence

    @property
    def bare(self) -> bool:
        """Whether the wording says neither when nor where."""
        return self.wording.when is None and not self.wording.places
