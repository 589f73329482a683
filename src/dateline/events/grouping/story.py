"""One event of a report while its wordings are gathered, and which kinds of event tell the same one."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.model.actor import ActorKind
from dateline.model.event import Kind
from dateline.model.page import Page
from dateline.model.wording import Index, Wording

GENERIC = {Kind.ATTACK, Kind.OTHER}
"""Kinds that say nothing of the means: a specific wording decides."""
SOFT = {
    Kind.THREAT, Kind.ARREST, Kind.SEIZURE, Kind.WITHDRAWAL, Kind.AGREEMENT, Kind.DEPLOYMENT, Kind.PROTEST,
    Kind.SIEGE, Kind.ABDUCTION, Kind.INTERCEPTION, Kind.ARSON, Kind.RIOT, Kind.SEXUAL_VIOLENCE,
}  # fmt: skip
"""Kinds that only wordings of their own kind tell, or of one listed in `ALIKE`."""
ALIKE: dict[Kind, set[Kind]] = {
    Kind.ARMED_ASSAULT: {
        Kind.ARMED_CLASH, Kind.ASSASSINATION, Kind.EXECUTION, Kind.RAID, Kind.ABDUCTION, Kind.SEIZURE, Kind.BOMBING,
        Kind.ARSON,
    },
    Kind.ASSASSINATION: {Kind.AIR_STRIKE, Kind.BOMBING, Kind.SHELLING, Kind.EXECUTION},
    Kind.BOMBING: {Kind.SUICIDE_BOMBING, Kind.AIR_STRIKE, Kind.ARMED_CLASH},
    Kind.RAID: {Kind.ARMED_CLASH, Kind.AIR_STRIKE, Kind.ARREST, Kind.ABDUCTION, Kind.SEIZURE, Kind.ARSON},
    Kind.ABDUCTION: {Kind.SEIZURE, Kind.SIEGE, Kind.ATTACK},
    Kind.SEIZURE: {Kind.ARMED_CLASH},
    Kind.SIEGE: {Kind.ARSON},
    Kind.RIOT: {Kind.PROTEST},
}  # fmt: skip
"""Kinds that reports use side by side for one event ("ambushed ... detonated a mine ... opened fire")."""


def alike(a: Kind, b: Kind) -> bool:
    """Whether reports use the two kinds for one event."""
    return b in ALIKE.get(a, ()) or a in ALIKE.get(b, ())


class Story:
    """One event of a report: its wordings so far, in the order of the text; never empty."""

    def __init__(self, first: Wording) -> None:
        self.wordings = [first]
        self._kind: Kind | None = None

    def add(self, wording: Wording) -> None:
        """Take a further wording."""
        self.wordings.append(wording)
        self._kind = None

    def take_in(self, other: Story) -> None:
        """Take all wordings of another event, in the order of the text."""
        self.wordings = sorted((*self.wordings, *other.wordings), key=lambda w: w.token)
        self._kind = None

    @property
    def kind(self) -> Kind:
        """The kind told most often by specific wordings; of equals the first; a fight is no assault,
        a suicide bombing no plain one."""
        if self._kind is None:
            self._kind = self._kind_told()
        return self._kind

    def _kind_told(self) -> Kind:
        kinds = [w.trigger.kind for w in self.wordings if not w.trigger.weak] or [w.trigger.kind for w in self.wordings]
        specific: list[Kind]
        specific = [k for k in kinds if k not in GENERIC] or [k for k in kinds if k is not Kind.OTHER] or kinds
        # Houses burn in an attack on a village.
        burnt = set(specific) == {Kind.ARSON} and Kind.ATTACK in kinds
        specific = [Kind.ATTACK] if burnt else [k for k in specific if k is not Kind.ARSON] or specific
        # A village is surrounded when it is attacked.
        specific = [k for k in specific if k is not Kind.SIEGE or Kind.ATTACK not in kinds] or [Kind.ATTACK]
        pairs: tuple[tuple[Kind, Kind], ...]
        pairs = ((Kind.ARMED_CLASH, Kind.ARMED_ASSAULT), (Kind.SUICIDE_BOMBING, Kind.BOMBING))
        raided = any(w.trigger.kind is Kind.RAID and not w.headline for w in self.wordings)
        if specific[0] is Kind.AIR_STRIKE or not raided:  # "the raids", told of air strikes
            pairs = (*pairs, (Kind.AIR_STRIKE, Kind.RAID))
        for strong, weak in pairs:
            if strong in specific:
                specific = [k for k in specific if k is not weak]
        return max(specific, key=lambda k: (specific.count(k), -specific.index(k)))

    @property
    def is_headline(self) -> bool:
        """Whether only the headline has told it so far."""
        return all(w.headline for w in self.wordings)

    @property
    def tells(self) -> bool:
        """Whether the wordings together tell an event: weak ones need people harmed."""
        harmed = any(t.value.toll.estimate.high != 0 for w in self.wordings for t in w.tolls)
        return harmed or any(not w.trigger.weak for w in self.wordings)


def doer_keys(page: Page, index: Index, m: Wording) -> frozenset[str]:
    """Return lexicon ids and countries of who acts in a wording."""
    head = m.trigger.frame.agent
    around = [head, *page.children[head]] if head is not None else []
    around += page.children[m.token] if m.trigger.is_noun else ()
    out: set[str] = set()
    for i in around:
        seen = index.actors.get(i)
        if seen is not None and (i == head or page.tokens[i].dep in ("amod", "compound", "poss", "nmod")):
            actor = seen.value.actor
            state = actor.country if actor.kind is not ActorKind.GROUP else None  # a state's rebels are not the state
            out |= {key for key in (actor.id, state) if key}
    return frozenset(out)


@dataclass(frozen=True, slots=True)
class Traits:
    """What a wording, or an event by all its wordings, can be like another by: whether it is said at all.

    Attributes:
        doers: who acts.
        weapons: families of weapons.
        counts, names: whether harmed people are counted, named.
    """

    has_day: bool
    has_place: bool
    doers: frozenset[str]
    weapons: frozenset[str]
    counts: bool
    names: bool

    @classmethod
    def of(cls, page: Page, index: Index, m: Wording) -> Traits:
        """Return those of a wording."""
        weapons = frozenset(w.value.family for w in m.weapons)
        names = any(t.value.people for t in m.tolls)
        return cls(m.when is not None, bool(m.places), doer_keys(page, index, m), weapons, bool(m.tolls), names)

    def __or__(self, other: Traits) -> Traits:
        return Traits(
            self.has_day or other.has_day,
            self.has_place or other.has_place,
            self.doers | other.doers,
            self.weapons | other.weapons,
            self.counts or other.counts,
            self.names or other.names,
        )


def at_most(m: Wording, mine: Traits, theirs: Traits) -> float:
    """Return what `likeness` can give at most for an event told more than a sentence or two before.

    It is the sum of the greatest that each clue gives where both sides say what it compares: the clues of what was
    told last, of the first event and of a headline are left out.
    """
    most = 2.5 if m.definite or m.trigger.weak else 1.0
    most += 1.0 if m.trigger.frame.patient is not None else 0.0
    most += 2.0 if mine.has_day and theirs.has_day else 0.0
    most += 2.0 if mine.has_place and theirs.has_place else 0.0
    most += 1.0 if mine.doers & theirs.doers else 0.0
    most += 0.5 if mine.weapons & theirs.weapons else 0.0
    most += 1.5 if mine.counts and theirs.counts else 0.0
    most += 3.0 if mine.names and theirs.names else 0.0
    return most + (1.5 if mine.names and theirs.counts else 0.0)
