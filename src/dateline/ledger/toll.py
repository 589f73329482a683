"""How the tolls that a report gives for one event become one number.

Distinct groups add up; one group told twice does not; rival accounts of one group open a range; a total over all
sides, where somebody gives one, is taken instead of a sum of parts.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from dateline.ledger.accounts import (
    BESIDES,
    LATER,
    NAMED,
    ONE,
    ONESELF,
    REVISED,
    ROLL,
    besides_the_dead,
    died_of,
    first_told,
    holds_the_dead,
    in_one_breath,
    is_additional,
    is_among,
    is_besides,
    is_one,
    is_shot_total,
    name_of,
    once,
    ordinal,
    same_line,
    same_people,
    shares,
    survivors,
)
from dateline.ledger.accounts.callings import called
from dateline.ledger.records import Casualties, Told
from dateline.model.actor import Group, Harm, Status, Toll
from dateline.model.claim import Claim, NamedCasualty
from dateline.model.estimate import Estimate

DETAINED = "casualties.detained"
"""Rule id of people arrested."""
FIGHTING = (Status.MILITARY, Status.POLICE, Status.SECURITY, Status.MILITIA)
"""What people are whom an enemy takes prisoner in a fight."""
ANOTHER = ("casualties.spoken_of", "casualties.put_at")
"""Rule ids of figures that somebody sets against the one told before."""
SENTENCE = 70
"""Characters from the people told killed to a bare number hurt with them ("... , three of them girls, and 15 hurt")."""
OTHERS = ("others", "other")
"""Nouns of people who are of those told before."""
TollClaims = tuple[Claim[Toll], ...]
Policy = Callable[[TollClaims, tuple[Claim[NamedCasualty], ...]], Told[Estimate] | None]


def as_reported(said: TollClaims, named: tuple[Claim[NamedCasualty], ...]) -> Told[Estimate] | None:
    """Fold the toll claims of one harm as the report gives them.

    Args:
        said: claims of one harm about one event.
        named: claims of people who suffered it, by name; they count only where no number is said.

    Returns:
        The estimate with every claim it was folded from, or None where the report is silent.
    """
    said = _without_spared(said)
    kept = once(said, named)
    first = first_told(said)
    added = tuple(c for c in kept if is_additional(c) and not (c is first and (c.value.estimate.low or 0) == 1))
    beside = [c for c in kept if is_besides(c) and c.value.group is not None]  # "three others", "three other men"
    added = tuple(c for c in added if c.value.group is None or not any(same_people(c, o) for o in beside))
    told = tuple(c for c in kept if c not in added) or added
    parts = tuple(c for c in told if c.value.group is not None)
    totals = tuple(c for c in told if c.value.group is None)
    if told:
        folded = _folded(parts, totals)
        if folded is None or told is added or not added:
            return folded
        rest = tuple(c for c in told if not _is_made_whole(c, added, told))
        return _with(folded, added) if rest == told else as_reported(rest, named)
    if named:
        return Told(Estimate.exactly(len({c.value.person.name for c in named})), named)
    return None


def _without_spared(said: TollClaims) -> TollClaims:
    """Leave out "no casualties among Oruan troops" beside "three foreign soldiers died": it says nothing of these."""
    hurt = [c.value.group for c in said if c.value.estimate.high != 0]
    if not hurt or None in hurt:
        return said
    heads = {group.name.casefold().split()[-1] for group in hurt if group is not None}
    spared = [c for c in said if c.value.estimate.high == 0 and c.value.group is not None and c.value.group.nationality]
    other = [c for c in spared if c.value.group is not None and c.value.group.name.casefold().split()[-1] not in heads]
    return tuple(c for c in said if not any(c is o for o in other))


def killed(
    policy: Policy, said: TollClaims, named: tuple[Claim[NamedCasualty], ...], doers: set[str]
) -> Told[Estimate] | None:
    """Fold the killed under a policy; who did it, told by name, is none of those he killed, and comes on top of them.

    Args:
        said: claims of people killed in one event.
        named: claims of people killed, by name.
        doers: names of those who did it.
    """
    marked = {
        n: replace(c, evidence=(replace(c.evidence[0], rule=ONESELF), *c.evidence[1:]))
        for n, c in enumerate(said)
        if c.evidence[0].rule == NAMED and c.value.group is not None and c.value.group.name in doers
    }
    folded = policy(tuple(marked.get(n, c) for n, c in enumerate(said)), named)
    if folded is None or not marked:
        return folded
    back = {id(c): said[n] for n, c in marked.items()}
    return Told(folded.value, tuple(back.get(id(c), c) for c in folded.claims))


def wounded(
    policy: Policy, hurt: TollClaims, dead: TollClaims, named: tuple[Claim[NamedCasualty], ...], killed: int
) -> Told[Estimate] | None:
    """Fold the wounded under a policy, without those who died: people one by one, and the dead among a number shot.

    Args:
        hurt, dead: claims of people wounded and killed in one event.
        named: claims of people killed or wounded, by name.
        killed: how many were killed, as the policy has it.
    """
    living = survivors(hurt, dead, named, killed)
    beside = besides_the_dead(living, dead)
    lessened: dict[int, Claim[Toll]] = {}
    for n, claim in enumerate(living):
        if any(claim is c for c in beside):
            cited = (replace(claim.evidence[0], rule=BESIDES), *claim.evidence[1:])
            lessened[n] = replace(claim, evidence=cited)
            continue
        total = claim.value.estimate.low
        whole = killed and total is not None and total >= killed
        if whole and (is_shot_total(claim, dead) or holds_the_dead(claim, living, killed)):
            died = died_of(claim, dead)
            left = Estimate.exactly((total or 0) - (killed if died is None else died))
            lessened[n] = replace(claim, value=replace(claim.value, estimate=left))
    told = tuple(lessened.get(n, claim) for n, claim in enumerate(living))
    told = tuple(c for c in told if c.value.estimate.high != 0 or c in living) or told
    dead_names = {c.value.person.name for c in named if c.value.harm is Harm.KILLED}
    dead_names |= {c.value.group.name for c in hurt if c not in living and c.value.group is not None}
    hurt_people = (c for c in named if c.value.harm is Harm.WOUNDED)
    # Names are of people counted; where all of these have died nobody is left.
    people = tuple(c for c in hurt_people if c.value.person.name not in dead_names and (told or not hurt))
    folded = policy(told, people)
    if folded is None or not lessened:
        return folded
    back = {id(lessened[n]): living[n] for n in lessened}
    return Told(folded.value, tuple(back.get(id(c), c) for c in folded.claims))


def _folded(parts: TollClaims, totals: TollClaims) -> Told[Estimate] | None:
    """Fold the numbers of groups and those of all sides together."""
    owned = {id(c): group for c in totals if (group := _told_of(c, parts)) is not None}
    if owned:
        parts += tuple(replace(c, value=replace(c.value, group=owned[id(c)])) for c in totals if id(c) in owned)
        totals = tuple(c for c in totals if id(c) not in owned)
    summed = _sum(parts) if parts else None
    low = tuple(c for c in totals if summed and _is_below(c, summed))
    whole = tuple(c for c in totals if c not in low)
    rivals = tuple(c for c in low if _is_rival(c, parts))
    if whole or rivals:
        same = len(_groups(parts)) == 1 and any(_is_rival(c, parts) or _is_within(c, summed) for c in whole)
        # "Three patients and a nurse died, the director said; the council put the number of deaths at seven."
        put = any(c.evidence[0].rule in ANOTHER for c in whole) and len({c.attribution.speaker for c in parts}) == 1
        one = (same or put) and not _are_persons(parts)
        base = parts if summed is not None and (one or not whole) else ()
        told = [_account(c) for c in (*whole, *rivals)]
        if summed is not None and base:
            told.insert(0, (_start(min(parts, key=_start)), _is_own(min(parts, key=_start)), summed))
        return Told(_range(told), (*base, *whole, *rivals))
    return None if summed is None else Told(summed, parts)


def _told_of(total: Claim[Toll], parts: TollClaims) -> Group | None:
    """Return whom a bare number counts where its speaker tells of some groups, and others of one other group.

    "Residents said nine people had been killed. Police put the number of dead at four, and two gunmen had died."
    """
    speaker = total.attribution.speaker
    own = [c for c in parts if c.attribution.speaker == speaker]
    rest = _groups(tuple(c for c in parts if c.attribution.speaker != speaker))
    apart = speaker is not None and own and len(rest) == 1 and not any(same_people(c, rest[0][0]) for c in own)
    return rest[0][0].value.group if apart and not any(is_one(c) for c in rest[0]) else None


def _are_persons(parts: TollClaims) -> bool:
    """Whether only persons are told one by one, who are no account of how many there were."""
    return all(c.evidence[0].rule in (NAMED, ROLL) for c in parts)


def _is_made_whole(part: Claim[Toll], added: TollClaims, told: TollClaims) -> bool:
    """Whether a number with "another seven" makes a total that is told too: "23 people", of whom 16 and then seven."""
    low, more = part.value.estimate.low, _sum(added).low
    if low is None or more is None:
        return False
    return any(c.value.estimate.low == low + more and not in_one_breath(part, c) for c in told)


def _with(told: Told[Estimate], added: TollClaims) -> Told[Estimate]:
    """Add "another 43" to what was told before, unless a later total holds them already."""
    total = told.value
    more = _sum(added)
    sums = [(c, low) for c in told.claims if (low := c.value.estimate.low) is not None]
    if any(a + (more.low or 0) == b and not in_one_breath(c, d) for c, a in sums for d, b in sums):
        greatest = max(told.claims, key=lambda c: c.value.estimate.low or 0)
        return Told(greatest.value.estimate, (greatest,))
    return Told(total.plus(more), (*told.claims, *added))


def _sum(parts: TollClaims) -> Estimate:
    groups = [_range([_account(c) for c in group]) for group in _groups(parts)]
    estimate = groups[0]
    for other in groups[1:]:
        estimate = estimate.plus(other)
    return estimate


def _is_below(total: Claim[Toll], summed: Estimate) -> bool:
    """Whether a total is too small to be one of these parts ("nobody was killed there", and 25 fighters are dead)."""
    high = total.value.estimate.high
    return high is not None and high < (summed.low or 0)


def _is_within(total: Claim[Toll], summed: Estimate | None) -> bool:
    """Whether a total is one of the numbers that a looser account allows ("up to 15 people", and "five dead")."""
    if summed is None or summed.low == summed.high:
        return False
    low, high = total.value.estimate.low or 0, total.value.estimate.high
    above = summed.high is None or (high is not None and high <= summed.high)
    return (summed.low or 0) <= low and above


def _is_rival(total: Claim[Toll], parts: TollClaims) -> bool:
    """Whether a speaker gives a total against what others say of the parts; the range then holds both."""
    if total.evidence[0].rule in ANOTHER:
        return True
    speaker = total.attribution.speaker
    return speaker is not None and speaker not in {c.attribution.speaker for c in parts}


def casualties(said: TollClaims, named: tuple[Claim[NamedCasualty], ...] = ()) -> tuple[Casualties, ...]:
    """Return the lines of a toll that tell of casualties, in their order.

    Who is told by name and by a trade or rank ("Tom Ruhl, a taxi driver") is a line under these; the record names him.

    People called up by name who are among a number told have none of their own; the record names them (`people`).
    Neither have the shares that several places have in one number, nor who died of those told to be hurt.
    """
    among = [c for c in said if c.evidence[0].rule == LATER]
    among += [c for harm in Harm for c in _told_again(tuple(o for o in said if o.value.harm is harm))]
    grown = {(c.value.harm, name_of(c.value.group)) for c in said if c.evidence[0].rule in REVISED}
    among += [c for c in said if is_among(c) and (c.value.harm, name_of(c.value.group)) in grown]
    lines = _lines(tuple(c for c in said if not _is_taken(c) and not any(c is o for o in among)), said)
    return tuple(called(line, named) for line in lines)


def taken(said: TollClaims) -> tuple[Casualties, ...]:
    """Return the lines of people arrested or carried off; prisoners that one side takes in a fight are casualties."""
    return _lines(tuple(c for c in said if _is_taken(c)), said)


def _told_again(said: TollClaims) -> list[Claim[Toll]]:
    """Return the people of one harm told by name who are among a number told of it, and the shares of one total."""
    kept = once(said)
    named = [c for c in said if c.evidence[0].rule in (NAMED, ROLL) and not any(c is o for o in kept)]
    return [*named, *shares(said)]


def _is_taken(claim: Claim[Toll]) -> bool:
    """Whether a number is of people arrested or carried off, and no prisoners of war."""
    group = claim.value.group
    fought = group is not None and group.status in FIGHTING and claim.evidence[0].rule not in (NAMED, ROLL, DETAINED)
    return claim.value.harm is Harm.CAPTURED and not fought


def _lines(rows: TollClaims, said: TollClaims) -> tuple[Casualties, ...]:
    """Return one line a harm, group and number, with the claims that give it, in their order."""
    lines: list[tuple[Toll, list[Claim[Toll]]]] = []
    for claim in rows:
        toll = _of_whom(claim, said)
        if toll.group is None or name_of(toll.group).endswith(" own"):
            continue
        same = next((cs for t, cs in lines if t.harm is toll.harm and same_line(t, toll)), None)
        held = None if same is not None else _counted_on(claim, toll, lines)
        if held is not None:
            lines[held] = (replace(toll, estimate=Estimate.exactly(ordinal(claim) or 1)), [*lines[held][1], claim])
        elif same is None:
            lines.append((toll, [claim]))
        else:
            same.append(claim)
    return tuple(Casualties(t.harm, t.group, t.estimate, tuple(cs)) for t, cs in lines if t.group is not None)


def _counted_on(claim: Claim[Toll], toll: Toll, lines: list[tuple[Toll, list[Claim[Toll]]]]) -> int | None:
    """Return the line that one more goes on with: "four men died there, a fifth on the way"."""
    nth = ordinal(claim)
    for n, (told, _) in enumerate(lines):
        same = told.harm is toll.harm and name_of(told.group) == name_of(toll.group)
        if nth is not None and same and told.estimate == Estimate.exactly(nth - 1):
            return n
    return None


def _of_whom(claim: Claim[Toll], said: TollClaims) -> Toll:
    """Give a bare number the people of the one before it: "killing three soldiers and wounding seven", "28 others"."""
    toll = claim.value
    others = toll.group is not None and name_of(toll.group) in OTHERS
    if not (toll.group is None or others) or toll.estimate.high == 0:
        return toll
    before = [c for c in said if c.value.harm is not toll.harm and c.evidence[0].span < claim.evidence[0].span]
    last = max(before, key=_start, default=None)
    if last is None or last.value.group is None or last.value.estimate.high == 0:
        return toll
    same = last.attribution.speaker == claim.attribution.speaker and _start(claim) - _end(last) <= SENTENCE
    if not in_one_breath(last, claim) and not same and not (others and (last.value.estimate.low or 0) > 1):
        return toll
    beside = {name_of(c.value.group) for c in before if c.value.group is not None and in_one_breath(c, last)}
    abroad = last.value.group.nationality is not None and not in_one_breath(last, claim)
    if others and (len(beside) > 1 or abroad):  # "eight soldiers and three civilians, and wounding 23 others"
        return toll
    named = last.evidence[0].rule in (NAMED, ONE) or name_of(last.value.group) in OTHERS
    return toll if named else replace(toll, group=last.value.group)


def _groups(said: TollClaims) -> list[TollClaims]:
    """Sort claims by the people they count."""
    groups: list[list[Claim[Toll]]] = []
    for claim in said:
        home = next((g for g in groups if all(same_people(claim, other) for other in g)), None)
        if home is None:
            groups.append([claim])
        else:
            home.append(claim)
    return [tuple(g) for g in groups]


def _bounds(estimate: Estimate) -> tuple[int | None, int | None]:
    return estimate.low, estimate.high


def _start(claim: Claim[Toll]) -> int:
    return claim.evidence[0].span.start


def _end(claim: Claim[Toll]) -> int:
    return claim.evidence[0].span.end


def _is_own(claim: Claim[Toll]) -> bool:
    return claim.attribution.speaker is None


def _account(claim: Claim[Toll]) -> tuple[int, bool, Estimate]:
    return _start(claim), _is_own(claim), claim.value.estimate


def _range(told: list[tuple[int, bool, Estimate]]) -> Estimate:
    """Fold accounts of the same people: the lowest low, the highest high; an open bound stays open.

    A report begins with the number that it holds to be the right one: what it tells first, in its own voice, is the
    best. Between speakers who rival each other none is.

    Args:
        told: each account: where it stands in the text, whether the report gives it in its own voice, the number.
    """
    estimates = [estimate for _, _, estimate in told]
    if len({_bounds(e) for e in estimates}) == 1:
        return estimates[0]
    lows, highs = [e.low for e in estimates], [e.high for e in estimates]
    low = None if None in lows else min(n for n in lows if n is not None)
    high = None if None in highs else max(n for n in highs if n is not None)
    if high is None and low is not None:
        # "At least 29", and 33 as another has it: no more than 33.
        least = max(e.best or e.low or 0 for e in estimates if e.high is None)
        high = max((n for n in highs if n is not None and n > least), default=None)
    hedge = "; ".join(dict.fromkeys(e.hedge for e in estimates if e.hedge))
    if low is None and high is None:
        # "as many as 30" against "at least 10": the words bound nothing together; zero is the only floor left.
        low = 0
    _, own, first = min(told, key=lambda one: one[0])
    best = first.best if own else None
    return Estimate(low, best, high, hedge, any(e.approximate for e in estimates))
