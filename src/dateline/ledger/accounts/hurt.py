"""Which of the people told to be hurt have died, and which numbers of them hold the dead."""

from __future__ import annotations

from collections.abc import Mapping

from dateline.ledger.accounts.people import ages_of, are_opposite, are_two, first_told, is_told_again, persons
from dateline.ledger.accounts.words import (
    HIT,
    KNOWN,
    LATER,
    OF_THEM,
    SHOT_TOTALS,
    SOME,
    Named,
    TollClaim,
    in_one_breath,
    is_additional,
    is_among,
    is_exact,
    is_named,
)


def survivors(
    wounded: tuple[TollClaim, ...], killed: tuple[TollClaim, ...], named: Named, number: int
) -> tuple[TollClaim, ...]:
    """Leave out of the wounded those who died of it.

    Surely one who died: told by the same words, name, age or noun as one of the dead. Of those that are left, one more
    for each of the dead of whom no wound is told, if all that is said fits both ("a teen died", "he shot a friend").

    Args:
        number: how many were killed; there may be more than are told one by one.
    """
    ages = ages_of(named)
    hurt, gone = persons(wounded, named), list[list[TollClaim]]()
    dead_people = persons(killed, named)
    if number == 1 < len(dead_people):
        dead_people = [[claim for dead in dead_people for claim in dead]]
    first = first_told((*wounded, *killed))
    # More dead than there are people hurt change nothing, however many a misprint makes them.
    untold = max(0, min(number - len(dead_people), len(hurt)))
    for dead in (*dead_people, *([] for _ in range(untold))):
        left = [
            told for told in hurt if told not in gone and not any(is_additional(c) and c is not first for c in told)
        ]
        sure = [told for told in left if _is_one_of_them(told, dead, ages)]
        of_them = any(_is_of_them(d) for d in dead or killed)
        counted = of_them and any(is_shot_total(c, killed) for c in wounded)
        hit = [told for told in left if not counted and all(_may_die(c, killed) for c in told)]
        perhaps = [told for told in hit if all(_may_have_died(c, d, ages) for c in told for d in dead)]
        gone += sure or perhaps[:1]
    died = {d.evidence[0].span for d in killed if d.value.estimate.high != 0}
    return tuple(
        c for c in wounded if c.evidence[0].span not in died and not any(c is o for told in gone for o in told)
    )


def _may_die(hurt: TollClaim, killed: tuple[TollClaim, ...]) -> bool:
    """Whether somebody hit may have died: not who is hurt in one breath with the dead, who are several."""
    many = (d for d in killed if (d.value.estimate.low or 0) > 1 and d.evidence[0].span < hurt.evidence[0].span)
    return hurt.evidence[0].rule in HIT and not any(in_one_breath(d, hurt) for d in many)


def besides_the_dead(hurt: tuple[TollClaim, ...], dead: tuple[TollClaim, ...]) -> tuple[TollClaim, ...]:
    """Return the wounded told as others than the dead ("one was killed and three others hurt"): on top of no wounded.

    They are told in one breath after the dead, or before anybody else who was hurt.
    """
    return tuple(c for c in hurt if is_additional(c) and _is_besides(c, hurt, dead))


def is_shot_total(claim: TollClaim, killed: tuple[TollClaim, ...]) -> bool:
    """Whether a number of people shot holds the dead: "eight were shot", and not "one was killed and seven shot".

    So does a number of people hurt of whom some are told to have died ("one of the victims later died").
    """
    if is_additional(claim) or not is_exact(claim) or claim.value.estimate.low in (0, 1):
        return False
    start = claim.evidence[0].span
    if any(_is_of_them(d) and (start < d.evidence[0].span or in_one_breath(d, claim)) for d in killed):
        return True
    beside = any(d.evidence[0].span < start and in_one_breath(d, claim) for d in killed)
    return claim.evidence[0].rule in SHOT_TOTALS and not beside


def died_of(claim: TollClaim, killed: tuple[TollClaim, ...]) -> int | None:
    """Return how many of a number of people hurt are told to have died, where others were killed besides; else None."""
    start = claim.evidence[0].span
    later = [d for d in killed if _is_of_them(d) and start < d.evidence[0].span and is_exact(d)]
    besides = any(d.evidence[0].span < start and in_one_breath(d, claim) for d in killed)
    told_so = [d for d in later if d.evidence[0].rule == LATER or is_among(d)]
    if told_so:
        return sum(d.value.estimate.low or 0 for d in told_so)
    return sum(d.value.estimate.low or 0 for d in later) if later and besides else None


def holds_the_dead(claim: TollClaim, hurt: tuple[TollClaim, ...], killed: int) -> bool:
    """Whether a number of people hurt is that of the dead and of the wounded told elsewhere together."""
    if not is_exact(claim) or is_additional(claim):
        return False
    rest = (claim.value.estimate.low or 0) - killed
    return rest > 0 and any(
        c is not claim and is_exact(c) and c.value.estimate.low == rest and not in_one_breath(c, claim) for c in hurt
    )


def _is_besides(claim: TollClaim, hurt: tuple[TollClaim, ...], dead: tuple[TollClaim, ...]) -> bool:
    gone = [d for d in dead if d.evidence[0].span < claim.evidence[0].span]
    last = max(gone, key=lambda d: d.evidence[0].span, default=None)
    if last is None:
        return False
    before = [c for c in hurt if c.evidence[0].span < claim.evidence[0].span]
    if not before:
        return True
    between = any(last.evidence[0].span < c.evidence[0].span for c in before)
    return in_one_breath(last, claim) and not between and not any(in_one_breath(c, last) for c in before)


def _is_one_of_them(told: list[TollClaim], dead: list[TollClaim], ages: Mapping[str, int | None]) -> bool:
    """Whether somebody hurt is surely this one of the dead, and no noun makes the one a man and the other a woman."""
    pairs = [(c, d) for c in told for d in dead]
    return any(_has_died(c, d, ages) for c, d in pairs) and not any(are_opposite(c, d) for c, d in pairs)


def _is_hit(claim: TollClaim) -> bool:
    """Whether a person is only told to be hit, and not besides others who died ("two died and a third was shot")."""
    return claim.evidence[0].rule in HIT and not is_additional(claim)


def _has_died(hurt: TollClaim, dead: TollClaim, ages: Mapping[str, int | None]) -> bool:
    if hurt.evidence[0].span == dead.evidence[0].span:
        return True
    if are_two(hurt, dead, ages) or (in_one_breath(hurt, dead) and dead.evidence[0].rule != KNOWN):
        return False
    return is_told_again(hurt, dead, ages)


def _may_have_died(hurt: TollClaim, dead: TollClaim, ages: Mapping[str, int | None]) -> bool:
    apart = in_one_breath(hurt, dead) or are_two(hurt, dead, ages)
    return not apart and not (is_named(hurt) and is_named(dead))


def _is_of_them(dead: TollClaim) -> bool:
    """Whether the dead are told as some of those who were hurt: "one of the victims", "one of them"."""
    return dead.evidence[0].rule in (SOME, LATER) or OF_THEM.match(dead.evidence[0].exact) is not None
