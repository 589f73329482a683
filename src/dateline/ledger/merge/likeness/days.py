"""What the days of two tellings say: the same day, another one, or a night that has two days in two time zones."""

from __future__ import annotations

from datetime import date, timedelta

from dateline.ledger.merge.likeness.pair import AGAINST, Clue, Pair
from dateline.ledger.merge.telling.kinds import specific

ONE_DAY = timedelta(days=1)
RECENT = timedelta(days=7)
"""News without a day is at most about so old."""
LONG_AGO = timedelta(days=31)
SLIP = -1.5
"""Weight of another day where people show that it is one event: one of the dates is of something else."""
Days = tuple[date, date]


def days(pair: Pair) -> Clue | None:
    """The same day speaks for one event, another day contradicts; a night has two days in two time zones."""
    a, b = pair.one.days, pair.other.days
    if a is None or b is None:
        return _undated(pair)
    gap = max(a[0], b[0]) - min(a[1], b[1])
    if gap <= timedelta(0):
        return _overlap(a, b)
    if gap == ONE_DAY:
        return _next_day(pair)
    apart = f"{gap.days} days apart"
    if pair.shares_victim():
        return Clue(SLIP, f"{apart}, though nobody dies twice")
    if pair.shared_people():
        return Clue(SLIP, f"{apart}, though both name people whom hardly any other report names")
    if gap.days <= 3 and not (_is_exact(a) and _is_exact(b)):
        return Clue(-1.5, f"{apart}, and one of the dates is rough")
    return Clue(AGAINST, apart)


def _overlap(a: Days, b: Days) -> Clue:
    longest = max(a[1] - a[0], b[1] - b[0])
    if longest <= ONE_DAY:
        return Clue(2.0, f"the same day, {max(a[0], b[0])}")
    if longest <= RECENT:
        return Clue(1.0, "the same week")
    return Clue(0.5, "one date lies within the other") if longest <= LONG_AGO else Clue(0.25, "the same season or year")


def _next_day(pair: Pair) -> Clue:
    if not _same_kind(pair):
        return Clue(-1.0, "the days are one apart")
    night, abroad = pair.one.night or pair.other.night, pair.one.abroad != pair.other.abroad
    if night and abroad:
        return Clue(1.5, "a night has two days in two time zones, and one report is written abroad")
    if night or abroad:
        return Clue(0.75, "the days are one apart, " + ("at night" if night else "and one report is written abroad"))
    return Clue(-1.0, "the days are one apart")


def _same_kind(pair: Pair) -> bool:
    a, b = pair.one.kind, pair.other.kind
    return a == b or not (specific(a) and specific(b))


def _undated(pair: Pair) -> Clue | None:
    """An event without a day is no later than its report; as the news of the day it is not much older."""
    for one, other in ((pair.one, pair.other), (pair.other, pair.one)):
        told = one.published
        if one.days is not None or told is None:
            continue
        if other.days is None:
            return _both_undated(pair)
        if other.days[0] > told + ONE_DAY:
            return Clue(SLIP if pair.shared_people() else AGAINST, "told before the other happened")
        if told - other.days[1] <= RECENT:
            return _news_of(told - other.days[1], one.lead)
        if not one.lead:
            return None
        return Clue(-1.0, "long ago") if told - other.days[1] > LONG_AGO else None
    return None


def _news_of(after: timedelta, lead: bool) -> Clue:
    """What is told without a day, as news, is mostly of the day before."""
    if lead and after <= ONE_DAY:
        return Clue(1.25, "the one without a day was published the next day at the latest")
    return Clue(0.75 if lead else 0.25, "the one without a day was published in the week after")


def _both_undated(pair: Pair) -> Clue | None:
    a, b = pair.one.published, pair.other.published
    if a is None or b is None or not (pair.one.lead and pair.other.lead):
        return None
    if abs(a - b) <= ONE_DAY:
        return Clue(1.25, "the news of the same day")
    return Clue(0.75, "the news of the same days") if abs(a - b) <= timedelta(days=3) else None


def _is_exact(one: Days) -> bool:
    return one[1] - one[0] <= ONE_DAY
