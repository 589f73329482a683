"""A wording while the findings beside it are gathered, and how near a finding stands to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dateline.lexicon import words
from dateline.model.actor import Munition
from dateline.model.event import EventStatus, Kind
from dateline.model.found import Found, TollSeen
from dateline.model.page import Page
from dateline.model.when import When
from dateline.model.where import Place
from dateline.model.wording import Index, Trigger, Wording
from dateline.wordings.triggers import FLOWN, LEXICON

HIT_BACK = "events.hit_back"
"""Rule of words that answer what was told before them."""
CROSSING = {"advcl": 1.0, "ccomp": 2.0, "relcl": 0.5, "conj": 0.5, "parataxis": 1.5, "acl": 0.2, "csubj": 1.0}
"""Extra cost of crossing a clause boundary (chosen by reading own sample sentences, not fitted)."""
ENDING = 3.0
"""Extra cost of crossing into a clause of "before" or "until"."""
AHEAD = 1.0
"""Extra distance to an event that the sentence tells only later."""
KILLING = "events.killing"
"""Rule of harm that tells its own event."""
FIND = "events.find"
"""Rule of weapons found, which hurts nobody."""


class Gathered:
    """A wording while the findings beside it are gathered."""

    def __init__(self, trigger: Trigger, real: EventStatus, definite: bool, headline: bool) -> None:
        self.trigger, self.status, self.definite, self.headline = trigger, real, definite, headline
        self.when: Found[When] | None = None
        self.places: list[Found[Place]] = []
        self.weapons: list[Found[Munition]] = []
        self.tolls: list[Found[TollSeen]] = []

    @property
    def token(self) -> int:
        """The trigger's head token."""
        return self.trigger.token

    def wording(self, index: Index) -> Wording:
        """Return the finished wording."""
        return Wording(
            self._refined(index),
            self.status,
            self.definite,
            self.headline,
            self.when,
            tuple(self.places),
            tuple(self.weapons),
            tuple(self.tolls),
        )

    def _refined(self, index: Index) -> Trigger:
        """Let an aircraft beside the words make of an attack or a raid an air strike."""
        struck = self.trigger.frame.patient
        first, last = index.page.edges[struck] if struck is not None and not self.trigger.is_noun else (0, 0)
        weapons = [w for w in self.weapons if not first <= w.start < last]  # "destroyed a warehouse of drones"
        flown = any(w.value.family in FLOWN and not _is_support(index.page, w) for w in weapons)
        vague = self.trigger.kind in (Kind.ATTACK, Kind.RAID) and self.trigger.rule != KILLING
        return replace(self.trigger, kind=Kind.AIR_STRIKE) if flown and vague else self.trigger


def _is_support(page: Page, weapon: Found[Munition]) -> bool:
    """Whether the weapon only helped ("troops, backed by coalition jets, killed ...")."""
    above = page.ancestors(page.head_of(weapon.start, weapon.end))[:2]
    return any(page.tokens[a].lemma in words(LEXICON, "verbs", "help") for a in above)


def distance(page: Page, a: int, b: int) -> float:
    """Return how far apart two tokens of one sentence are in its parse, clause crossings counted extra."""
    up = [a, *page.ancestors(a)]
    other = [b, *page.ancestors(b)]
    seen = {token: n for n, token in enumerate(up)}
    for n, token in enumerate(other):
        if token in seen:
            path = up[: seen[token]] + other[:n]
            return len(path) + sum(_crossing(page, t) for t in path)
    return 99.0


def _crossing(page: Page, t: int) -> float:
    """The extra cost of a token on the path; what comes "before" or "until" is another thing than what it ends.

    So is what comes after it: "hours after Friday's attack, jets bombed the camp, killing nine".
    """
    token = page.tokens[t]
    if token.dep == "pobj" and page.tokens[token.head].lower in ("after", "before", "since", "until", "following"):
        return ENDING
    ends = token.dep == "advcl" and any(page.tokens[c].lower in ("before", "until") for c in page.children[t])
    ends = ends or (token.dep == "pcomp" and page.tokens[token.head].lower in ("before", "until"))
    return ENDING if ends else CROSSING.get(token.dep, 0.0)


def hurting(page: Page, at: int, mentions: Sequence[Gathered]) -> Sequence[Gathered]:
    """Return the mentions of a sentence in which those told at a token to be hurt can have been hurt, or all."""
    kills = page.tokens[at].lemma in ("kill", "murder", "slay")  # "attacked a town, killing nine and taking hostages"
    taken = (Kind.ARREST, Kind.ABDUCTION) if kills else (Kind.ARREST,)
    hurts = [m for m in mentions if m.trigger.kind not in taken and m.trigger.rule != FIND] or mentions
    hurts = [m for m in hurts if m.trigger.kind is not Kind.PROTEST or at in page.ancestors(m.token)[:2]] or hurts
    return [m for m in hurts if not _is_answered(page, at, m)] or hurts


def _is_answered(page: Page, at: int, m: Gathered) -> bool:
    """Whether an event is told as what another answers; words under its own are still said of it.

    "Orsa responded to that strike by shelling the camp; nobody was killed": nobody in the shelling.
    """
    token = page.tokens[m.token]
    above = page.tokens[page.tokens[token.head].head]
    answered = token.dep == "pobj" and m.definite and page.tokens[token.head].lower == "to"
    answered = answered and above.lemma in words(LEXICON, "verbs", "answers")
    if m.trigger.rule == HIT_BACK:
        return at < m.token
    return answered and m.token not in page.ancestors(at)


def nearest(page: Page, at: int, mentions: Sequence[Gathered]) -> Gathered | None:
    """Return the mention of a sentence nearest to token `at`; of two as near the one before it."""
    return min(
        mentions, key=lambda m: (distance(page, at, m.token) + _ahead(page, at, m), abs(at - m.token)), default=None
    )


def _ahead(page: Page, at: int, m: Gathered) -> float:
    """A reader gives words to the event told before them rather than to one that is yet to come."""
    left, right = page.edges[m.token]
    return AHEAD if m.token > at and not left <= at < right and not _is_inside(page, at, m) else 0.0


def _is_inside(page: Page, at: int, m: Gathered) -> bool:
    """Whether a verb says itself in what it happened: "a guard was killed in an attack, and later jets struck"."""
    above = page.tokens[page.tokens[m.token].head]
    return above.dep == "prep" and above.head == at and above.lower in ("in", "during", "by")
