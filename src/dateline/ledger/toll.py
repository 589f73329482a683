"""How the tolls that a report gives for one event become one number.

Distinct groups add up; one group told twice does not; rival accounts of one group open a range; a total over all
sides, where somebody gives one, is taken instead of a sum of parts.
"""

from __future__ import annotations

import re

from dateline.ledger.records import Casualties, Told
from dateline.model.actor import Group, Toll
from dateline.model.claim import Claim, NamedCasualty
from dateline.model.estimate import Estimate

TollClaims = tuple[Claim[Toll], ...]


def as_reported(said: TollClaims, named: tuple[Claim[NamedCasualty], ...]) -> Told[Estimate] | None:
    """Fold the toll claims of one harm as the report gives them.

    Args:
        said: claims of one harm about one event.
        named: claims of people who suffered it, by name; they count only where no number is said.

    Returns:
        The estimate with every claim it was folded from, or None where the report is silent.
    """
    totals = tuple(c for c in said if c.value.group is None)
    if totals:
        return Told(_range(totals), totals)
    if said:
        groups = _groups(said)
        estimate = _range(groups[0])
        for group in groups[1:]:
            estimate = estimate.plus(_range(group))
        return Told(estimate, said)
    if named:
        return Told(Estimate.exactly(len({c.value.person.name for c in named})), named)
    return None


def casualties(said: TollClaims) -> tuple[Casualties, ...]:
    """Return the lines of a toll: one a harm, group and number, with the claims that give it, in their order."""
    lines: list[tuple[Toll, list[Claim[Toll]]]] = []
    for claim in said:
        toll = claim.value
        if toll.group is None:
            continue
        same = next((cs for t, cs in lines if t.harm is toll.harm and _same_line(t, toll)), None)
        if same is None:
            lines.append((toll, [claim]))
        else:
            same.append(claim)
    return tuple(Casualties(t.harm, t.group, t.estimate, tuple(cs)) for t, cs in lines if t.group is not None)


def _same_line(one: Toll, other: Toll) -> bool:
    return _name(one.group) == _name(other.group) and _bounds(one.estimate) == _bounds(other.estimate)


def _groups(said: TollClaims) -> list[TollClaims]:
    """Sort claims by the people they count."""
    groups: list[list[Claim[Toll]]] = []
    for claim in said:
        home = next((g for g in groups if any(_same_people(claim, other) for other in g)), None)
        if home is None:
            groups.append([claim])
        else:
            home.append(claim)
    return [tuple(g) for g in groups]


def _same_people(one: Claim[Toll], other: Claim[Toll]) -> bool:
    """Whether two claims count the same people: the same words, or one side told by two speakers.

    One speaker who gives two groups of one side ("two Marines and a sailor") adds them up; two speakers who each
    give a number for one side and status disagree.
    """
    a, b = one.value.group, other.value.group
    if _name(a) == _name(b):
        return True
    if a is None or b is None or a.side is None or one.attribution.speaker == other.attribution.speaker:
        return False
    return a.side == b.side and a.status is b.status


def _name(group: Group | None) -> str:
    return re.sub(r"\W+", " ", group.name.casefold()).removeprefix("the ").strip() if group else ""


def _bounds(estimate: Estimate) -> tuple[int | None, int | None]:
    return estimate.low, estimate.high


def _range(said: TollClaims) -> Estimate:
    """Fold accounts of the same people: the lowest low, the highest high; an open bound stays open."""
    estimates = [c.value.estimate for c in said]
    if len({_bounds(e) for e in estimates}) == 1:
        return estimates[0]
    lows, highs = [e.low for e in estimates], [e.high for e in estimates]
    low = None if None in lows else min(n for n in lows if n is not None)
    high = None if None in highs else max(n for n in highs if n is not None)
    hedge = "; ".join(dict.fromkeys(e.hedge for e in estimates if e.hedge))
    if low is None and high is None:
        # "as many as 30" against "at least 10": the words bound nothing together; zero is the only floor left.
        low = 0
    return Estimate(low, None, high, hedge, any(e.approximate for e in estimates))
