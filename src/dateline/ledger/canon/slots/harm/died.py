"""Who is wounded in one report and dead in a later one is dead: the wounded told before are fewer by those who died."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dateline.ledger.accounts.people import ages_of, are_two
from dateline.ledger.accounts.words import HIT, is_among, is_one
from dateline.ledger.canon.records import Account, Member
from dateline.ledger.canon.slots.harm.tolls import Accounts
from dateline.model.actor import Harm
from dateline.model.claim import CASUALTY, TOLL
from dateline.model.estimate import Estimate


def without_the_dead(said: Accounts, members: Sequence[Member], killed: int) -> Accounts:
    """Lessen the wounded of reports that tell fewer dead than others do, and say nothing of others wounded.

    "One was shot" and, in another report, "she died": nobody is left wounded. "Four were shot" and, in another report,
    "one was killed": three are. Reports that tell all the dead and as many wounded speak against it; so does another
    age, sex, nation or status of the one who was hurt and the one who died.

    Args:
        said: the accounts of wounded.
        members: the tellings of the event.
        killed: how many were killed, under the policy.

    Returns:
        The accounts that are left, in the order given; a number that comes down to none is left out.
    """
    dead = [m for m in members if m.record.killed is not None and _number(m.record.killed.value) == killed]
    told = [_number(m.record.wounded.value) for m in dead if m.record.wounded is not None]
    out = []
    for account in () if _tell_none(said, members) else said:
        known = max((_killed(m) for m in members if m.report.id in account.reports), default=0)
        hurt = account.value.low
        lessened = 0 < killed - known <= (hurt or 0) == account.value.high and max(told, default=0) < (hurt or 0)
        if (
            not lessened
            or hurt is None
            or not (known == 0 or _may_have_died(account, dead))
            or _are_others(account, members, dead)
        ):
            out.append(account)
        elif hurt > killed - known:
            out.append(replace(account, value=Estimate.exactly(hurt - killed + known)))
    return tuple(out)


def _tell_none(said: Accounts, members: Sequence[Member]) -> bool:
    """Whether most reports about the event tell its dead and nobody hurt, against persons told hurt one by one.

    These are the dead before they died. A number of people hurt stands: reports often leave it out.
    """
    tolls = [c for account in said for c in account.claims if c.slot is TOLL]
    if not tolls or not all(is_one(c) for c in tolls):
        return False
    leads = [m for m in members if m.lead]
    silent = {m.source for m in leads if _killed(m) and m.record.wounded is None}
    telling = {m.source for m in leads if m.record.wounded is not None}
    return len(silent) > len(telling) and (len(silent) > 1 or not telling)


def _number(estimate: Estimate) -> int:
    return estimate.best if estimate.best is not None else estimate.low or 0


def _killed(member: Member) -> int:
    return 0 if member.record.killed is None else _number(member.record.killed.value)


def _may_have_died(account: Account[Estimate], dead: Sequence[Member]) -> bool:
    """Whether people were only said to be hit, or more dead were told of on a later day."""
    told = [c for c in account.claims if c.slot is TOLL]
    hit = bool(told) and all(c.evidence[0].rule in HIT for c in told)
    return hit or any(m.report.published and account.day and m.report.published > account.day for m in dead)


def _are_others(account: Account[Estimate], members: Sequence[Member], dead: Sequence[Member]) -> bool:
    """Whether the one who was hurt is none of those told dead one by one."""
    ages = ages_of(tuple(c for m in members for c in m.record.claims if c.slot is CASUALTY))
    hurt = [c for c in account.claims if c.slot is TOLL and is_one(c)]
    told = (c for m in dead for c in m.record.claims if c.slot is TOLL and not is_among(c))
    gone = [c for c in told if c.value.harm is Harm.KILLED and is_one(c)]
    return bool(hurt and gone) and all(are_two(h, d, ages) for h in hurt for d in gone)
