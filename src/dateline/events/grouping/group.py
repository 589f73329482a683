"""Puts the wordings of one event together: one event told in five sentences is one event.

Wordings are taken in the order of the text; each joins the event it is most like (events/grouping/likeness.py), or
begins one: a wrong merge is worse than a missed one.
"""

from __future__ import annotations

from collections.abc import Sequence

from dateline.events.grouping.again import together
from dateline.events.grouping.likeness import likeness
from dateline.events.grouping.pair import Pair
from dateline.events.grouping.story import Story, Traits, at_most
from dateline.lexicon import words
from dateline.model.event import Kind
from dateline.model.page import Page
from dateline.model.wording import Index, Wording

LEXICON = "en/events.toml"
ENOUGH = 2.0
"""Likeness from which a wording joins an event (as the weights of events/grouping/likeness.py)."""

QUIET = {Kind.SEIZURE, Kind.ARREST, Kind.DEPLOYMENT, Kind.WITHDRAWAL, Kind.PROTEST, Kind.AGREEMENT}
"""Kinds that hurt nobody: what comes after is rather of the violence told beside them."""
ASIDE = ("advcl", "acl", "relcl", "pcomp", "amod")
"""How a verb is tied that does not say what a sentence is about."""
ONLY_WHEN = ("after", "before", "since", "following")
"""Words before an event that only says when another was."""
TIED = ("acl", "relcl", "amod")
"""How a clause hangs on somebody whom it only tells more of."""
RECENT = 2
"""Sentences within which an event is always asked: clues of what stands beside it count there."""


def group(page: Page, index: Index, wordings: Sequence[Wording]) -> list[Story]:
    """Return the events of a page, in the order in which they are first told."""
    told = _Told(page, index)
    for m in wordings:
        told.take(m)
    return together(page, index, [s for s in told.stories if s.tells])


class _Told:
    """The events told so far, with what each can be taken up by, so that a long report asks few of them closely."""

    def __init__(self, page: Page, index: Index) -> None:
        self.stories: list[Story] = []
        self._page, self._index = page, index
        self._traits: list[Traits] = []
        self._prominence: list[tuple[int, int, int]] = []

    def take(self, m: Wording) -> None:
        """Add a wording to the event it is most like, or begin one."""
        mine = Traits.of(self._page, self._index, m)
        n, score = self._best(m, mine)
        if n is not None and score >= ENOUGH:
            self.stories[n].add(m)
            self._traits[n] |= mine
        else:
            n = len(self.stories)
            self.stories.append(Story(m))
            self._traits.append(mine)
            self._prominence.append(NOWHERE)
        self._prominence[n] = _prominence(self._page, self.stories[n])

    def _best(self, m: Wording, mine: Traits) -> tuple[int | None, float]:
        """Return the event a wording is most like, the one told last of equals, with the likeness.

        An event that by its traits cannot come up to the best one so far, or to `ENOUGH`, is not asked.
        """
        last = max(range(len(self.stories)), key=self._prominence.__getitem__, default=None)
        if last is not None and self._prominence[last] == NOWHERE:
            last = None
        best: tuple[float, int, int] = (ENOUGH, -1, -1)
        beside = None if last is None or not is_beside(self._page, self.stories[last], m) else last
        for n in range(len(self.stories) - 1, -1, -1):
            story = self.stories[n]
            told = story.wordings[-1].token
            if not self._is_near(n, last, m) and (at_most(m, mine, self._traits[n]), told, n) < best:
                continue
            score = likeness(Pair(self._page, self._index, story, m, n == last, n == 0, beside not in (None, n)))
            best = max(best, (score, told, n))
        return (best[2], best[0]) if best[2] >= 0 else (None, 0.0)

    def _is_near(self, n: int, last: int | None, m: Wording) -> bool:
        """Whether an event has clues of its own: the last one, the first one, a headline's, one told just before."""
        tokens, story = self._page.tokens, self.stories[n]
        if n in (last, 0) or tokens[m.token].sentence - tokens[story.wordings[-1].token].sentence <= RECENT:
            return True
        return story.wordings[0].headline and story.is_headline


def is_beside(page: Page, story: Story, m: Wording) -> bool:
    """Whether an event was told with its day or place in the sentence before a wording, in its paragraph."""
    tokens, last = page.tokens, story.wordings[-1]
    first = page.sentences[tokens[m.token].sentence][0]
    gap = page.repaired.text[tokens[first - 1].end : tokens[first].start] if first else "\n"
    away = tokens[m.token].sentence - tokens[last.token].sentence
    # Harm that is said next, or after one sentence that tells nothing, is that of an event with no harm told yet.
    open_ = m.trigger.weak and not story.is_headline and not any(o.tolls for o in story.wordings)
    near = away == 1 and ("\n" not in gap or open_) or (away == RECENT and open_)
    here = [o for o in story.wordings if tokens[o.token].sentence == tokens[last.token].sentence]
    return near and any(o.when is not None or o.places for o in here)


NOWHERE = (-1, 0, -1)
"""The prominence of a threat, which is never what a report is about."""


def _prominence(page: Page, story: Story) -> tuple[int, int, int]:
    """How much an event was told last: a sentence that says what was done, and names why, is about what was done.

    Least is told of one that only says when: "hours after an attack on a base".
    """
    if story.kind is Kind.THREAT:
        return NOWHERE
    last = story.wordings[-1]
    token = page.tokens[last.token]
    if not last.trigger.is_noun and token.dep not in ASIDE and story.kind not in QUIET:
        return token.sentence, 2, last.token
    return token.sentence, int(not only_when(page, last.token)), last.token


def only_when(page: Page, i: int) -> bool:
    """Whether an event only says when another was, or who somebody is: "since bombing it", "a man tied to the raid"."""
    token = page.tokens[i]
    above = (page.tokens[a] for a in page.ancestors(i))
    if any(a.lemma in words(LEXICON, "scenes", "linking") and a.dep in TIED for a in above):
        return True
    return token.dep in ("pobj", "pcomp") and page.tokens[token.head].lower in ONLY_WHEN
