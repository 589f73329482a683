"""Why some tellings are one event and where a person might split it; what came before and after; what was decided."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dateline.export.words import TIED
from dateline.ledger.canon import Decision
from dateline.ledger.canon.records import CanonicalEvent, Tied
from dateline.ledger.merge.matching import SAME, Tie
from dateline.ledger.together import Merged
from dateline.model.judgement import Judgement, Retraction
from dateline.model.link import Relation
from dateline.web.pages.seen.cites import Cite, Other, called, cites, other


@dataclass(frozen=True, slots=True)
class Bond:
    """What holds two tellings together: the words of each, the reasons, and how strong it is against what is needed."""

    one: tuple[Cite, ...]
    two: tuple[Cite, ...]
    why: str
    weight: str


@dataclass(frozen=True, slots=True)
class Split:
    """Two parts of an event that hang together by its weakest bond.

    Attributes:
        here, there: the reports of each.
        apart: the tellings of the lesser part; `stays` is one of the other.
    """

    here: tuple[str, ...]
    there: tuple[str, ...]
    bond: Bond
    apart: frozenset[str]
    stays: str


@dataclass(frozen=True, slots=True)
class Beside:
    """An event tied to this one, how, and the words that say so."""

    event: Other
    how: str
    cites: tuple[Cite, ...]


@dataclass(frozen=True, slots=True)
class Act:
    """What a person did: its id (empty for a taking back), the day, who, what in words, why, whether it was undone."""

    id: str
    day: str
    who: str
    what: str
    why: str
    undone: bool


MOST = 50
"""Bonds told of one event, and events after it."""


def bonds(merged: Merged, event: CanonicalEvent) -> tuple[int, list[Bond]]:
    """Return how many bonds hold the tellings of an event together, and the strongest of them, at most `MOST`."""
    ties = merged.ties_of(event.id)
    return len(ties), [_bond(tie, event) for tie in ties[:MOST]]


def weakest(merged: Merged, event: CanonicalEvent) -> Split | None:
    """Return where an event would come apart first: the weakest bond without which its tellings are two groups.

    The strongest bonds are laid first, as long as they join what was apart; the last one laid is the weakest that is
    needed.
    """
    group = {member.record.id: {member.record.id} for member in event.members}
    found: tuple[Tie, set[str], set[str]] | None = None
    for tie in merged.ties_of(event.id):
        one, two = (group[end] for end in tie.pair)
        if one is two:
            continue
        found = (tie, set(one), set(two))
        one |= two
        group |= dict.fromkeys(two, one)
    if found is None:
        return None
    tie, here, there = found
    lesser, larger = sorted((there, here), key=len)
    stays = next(m.record.id for m in event.members if m.record.id in larger)
    return Split(_told_by(event, here), _told_by(event, there), _bond(tie, event), frozenset(lesser), stays)


def earlier(merged: Merged, event: CanonicalEvent, policy: str) -> list[Beside]:
    """Return what an event is said to follow or answer."""
    return [
        Beside(other(merged.event(tie.to, policy)), tied(tie), cites(tie.evidence, event.reports))
        for tie in event.links
    ]


def later(merged: Merged, event: CanonicalEvent, policy: str) -> list[Beside]:
    """Return what is said to have followed or answered an event, `MOST` at most; the chain has more."""
    out = []
    for key, tie in sorted(merged.following(event.id), key=lambda pair: pair[0])[:MOST]:
        after = merged.event(key, policy)
        out.append(Beside(other(after), tied(tie), cites(tie.evidence, {**event.reports, **after.reports})))
    return out


def tied(tie: Tied) -> str:
    """Return a tie as what the later event did: "followed", "was in response to"."""
    said = TIED[tie.relation]
    return said if tie.relation is Relation.FOLLOWED else f"was {said}"


def acts(history: Sequence[Judgement | Decision | Retraction], event: CanonicalEvent) -> list[Act]:
    """Return what persons judged and decided about an event, by time; what was taken back is told so."""
    members = {m.record.id for m in event.members}
    gone = {one.judgement_id for one in history if isinstance(one, Retraction)}
    kept = {
        one.id
        for one in history
        if (isinstance(one, Decision) and one.event in members)
        or (isinstance(one, Judgement) and {one.left, one.right} & members)
    }
    return [_act(one, gone) for one in history if (one.judgement_id if isinstance(one, Retraction) else one.id) in kept]


def _act(one: Judgement | Decision | Retraction, gone: set[str]) -> Act:
    day = one.when[:16].replace("T", " ")
    if isinstance(one, Retraction):
        return Act("", day, one.by, "took it back", one.why, False)
    if isinstance(one, Decision):
        was = f" (was {one.was})" if one.was else ""
        return Act(one.id, day, one.by, one.said + was, one.why, one.id in gone)
    return Act(one.id, day, one.by, f"{one.left[:8]} and {one.right[:8]} are {one.verdict}", one.why, one.id in gone)


def _bond(tie: Tie, event: CanonicalEvent) -> Bond:
    told = {m.record.id: m.record.trigger for m in event.members}
    one, two = (cites((told[end],), event.reports) for end in tie.pair)
    return Bond(one, two, tie.why, f"weight {tie.weight:.1f}; {SAME} is enough to join")


def _told_by(event: CanonicalEvent, tellings: set[str]) -> tuple[str, ...]:
    return tuple(called(m.report) for m in event.members if m.record.id in tellings)
