"""When it was, as all reports tell it: the finest day, or two days for a night between time zones."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from dateline.ledger.canon.records import Account, Chosen, Member
from dateline.ledger.canon.voices import said_by
from dateline.ledger.view import FINEST_DATE
from dateline.model.when import Precision, When

NIGHT = timedelta(days=1)


def when(members: Sequence[Member]) -> Chosen[When] | None:
    """Choose the day of an event.

    The finest dates count. Where they differ by a day, the event was in the night between them as two time zones have
    it, and both days stand; where they differ by more, most sources decide, and the others are set aside.

    Returns:
        None where no report gives a date that can be placed.
    """
    accounts = _accounts(members)
    if not accounts:
        return None
    finest = min(FINEST_DATE.index(a.value.precision) for a in accounts)
    fine = [
        a for a in accounts if FINEST_DATE.index(a.value.precision) <= max(finest, FINEST_DATE.index(Precision.DAYS))
    ]
    rough = [(a, "a rougher date") for a in accounts if a not in fine]
    most = _most(fine)
    near = [a for a in fine if _gap(a.value, most) <= NIGHT]
    other = [(a, "another day than most sources give") for a in fine if a not in near]
    days = {(a.value.earliest, a.value.latest) for a in near}
    if len(days) == 1:
        return Chosen(near[0].value, tuple(near), (*other, *rough), "as told")
    return Chosen(_span(near), tuple(near), (*other, *rough), "told as neighbouring days: a night, or two time zones")


def _accounts(members: Sequence[Member]) -> list[Account[When]]:
    out = []
    for m in members:
        told = m.record.when
        if told is not None and told.value.placed:
            speakers = said_by(told.claims)
            day = m.report.published
            out.append(Account(told.value, (m.report.id,), speakers, told.claims, day, m.lead, m.source))
    return out


def _most(accounts: Sequence[Account[When]]) -> When:
    """The date that most independent sources give; of several that of the report about the event, then the first."""
    sources: dict[tuple[object, object], set[int]] = {}
    for a in accounts:
        sources.setdefault((a.value.earliest, a.value.latest), set()).add(a.source)
    ranked = [(-len(sources[a.value.earliest, a.value.latest]), not a.lead, str(a.value.earliest), a) for a in accounts]
    return min(ranked, key=lambda row: row[:3])[3].value


def _gap(a: When, b: When) -> timedelta:
    if a.earliest is None or a.latest is None or b.earliest is None or b.latest is None:
        return timedelta.max
    return max(timedelta(0), max(a.earliest, b.earliest) - min(a.latest, b.latest))


def _span(near: Sequence[Account[When]]) -> When:
    first = min(a.value.earliest for a in near if a.value.earliest)
    last = max(a.value.latest for a in near if a.value.latest)
    return When(first, last, Precision.DAYS, f"{first}/{last}")
