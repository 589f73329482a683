"""An event while it is told, with the attributions of its page, by token."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from dateline.events.grouping import Story
from dateline.lexicon import words
from dateline.model.claim import About, Attribution, Stance
from dateline.model.event import Event
from dateline.model.found import Found, Saying
from dateline.model.page import Page
from dateline.model.wording import Index, Wording

LEXICON = "en/events.toml"
NEAR = 7
"""Tokens after "denied" within which the words for a part in something stand ("that its planes were involved")."""
VOUCHING = {Stance.ASSERTS, Stance.CONFIRMS, Stance.CLAIMS}
"""Stances whose speaker stands for the values in the words said."""
OWN_VOICE = "claims.own_voice"
"""Rule of what a communiqué says in its own voice: it is about the events it tells, and no other."""
ISSUED = (OWN_VOICE, "claims.own_deed", "claims.we_did")
"""Rules of what a communiqué says in the voice of the body that gives it out."""


class Voices:
    """Attributions of a page, by token."""

    def __init__(self, page: Page, index: Index) -> None:
        self.page, self.index = page, index
        self._inside: list[tuple[int, int, Found[Saying]]] = sorted(
            ((a, b, s) for s in index.found.sayings if s.rule not in ISSUED[:2] for a, b in s.value.content),
            key=lambda x: x[1] - x[0],
        )
        self._at: dict[int, list[tuple[int, int, Found[Saying]]]] = {}
        for one in self._inside:
            for i in range(one[0], one[1]):
                self._at.setdefault(i, []).append(one)
        self.cued: dict[int, list[Found[Saying]]] = {}
        self.holding: dict[int, list[Found[Saying]]] = {}
        """Acts of speech by their cue, and by every token of their words, in their order."""
        for saying in index.found.sayings:
            self.cued.setdefault(saying.value.cue, []).append(saying)
            for i in (i for a, b in saying.value.content for i in range(a, b)):
                self.holding.setdefault(i, []).append(saying)
        self.spoken_of: dict[tuple[Any, ...], list[Telling]] = {}
        """What each act of speech is about, once it was asked (`events_of`)."""
        self.order: list[tuple[int, int]] = []
        """Every wording of the tellings of the page: its token, and the number of its telling."""

    def saying(self, start: int, end: int) -> Found[Saying] | None:
        """Return the act of speech whose content most closely holds tokens `[start, end)`, or None."""
        return next((s for _, b, s in self._at.get(start, ()) if end <= b), None)

    def attribution(self, start: int, end: int) -> Attribution:
        """Return who says what stands at tokens `[start, end)`; the report's own voice if nobody."""
        for _, b, saying in self._at.get(start, ()):
            if end <= b and (saying.value.attribution.stance in VOUCHING or self._denied(saying)):
                return saying.value.attribution
        return Attribution()

    def denied(self, start: int, end: int) -> bool:
        """Whether tokens `[start, end)` stand inside a denial: what it says was done, nobody here says was done."""
        return any(end <= b and s.value.attribution.stance is Stance.DENIES for _, b, s in self._at.get(start, ()))

    def _denied(self, saying: Found[Saying]) -> bool:
        """Whether it is the value that is denied, not who did it: to deny a part in an attack grants the attack."""
        said = saying.value
        if said.attribution.stance is not Stance.DENIES or not said.content or denies_role(self.page, saying):
            return False
        return self.page.tokens[said.content[0][0]].lower in ("that", "any", "reports", "claims")


@dataclass(frozen=True, slots=True)
class Telling:
    """An event with the story it was made from, and where to look things up."""

    page: Page
    index: Index
    voices: Voices
    story: Story
    event: Event


def lead_wording(story: Story) -> Wording:
    """Return the wording that tells most: not weak, not the headline, with date, place and people."""
    return max(
        story.wordings,
        key=lambda m: (
            not m.trigger.weak,
            not m.headline,
            bool(m.when) + bool(m.places) + bool(m.tolls) + bool(m.weapons) + (m.trigger.frame.agent is not None),
            -m.token,
        ),
    )


def denies_role(page: Page, saying: Found[Saying]) -> bool:
    """Whether a denial is of responsibility ("denied any role", "had nothing to do with it")."""
    said = saying.value
    if said.about is About.RESPONSIBILITY:
        return True
    near = page.tokens[saying.start : min(said.cue + 1 + NEAR, len(page.tokens))]
    parts = [t for t in near if t.lemma in words(LEXICON, "subjects", "role")]
    return any(t.lemma != "part" or page.tokens[t.i + 1].lower != "of" for t in parts if t.i + 1 < len(page.tokens))
