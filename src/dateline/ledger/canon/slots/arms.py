"""What was fired and what hit, as all reports tell it: one entry a class of weapon and what its number counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from dateline.ledger.canon.records import Account, Arms, Member
from dateline.ledger.canon.slots.harm.tolls import Choose
from dateline.ledger.canon.voices import Sides, said_by
from dateline.ledger.records import Told
from dateline.model.actor import Munition
from dateline.model.estimate import Estimate


def arms(members: Sequence[Member], sides: Sides, choose: Choose) -> tuple[Arms, ...]:
    """Return the weapons used, with a number where somebody gives one; numbers of other things counted stand apart."""
    groups: dict[tuple[str, str | None], list[tuple[Member, Told[Munition]]]] = {}
    for m in members:
        for told in m.record.weapons:
            groups.setdefault((told.value.family, told.value.scope), []).append((m, told))
    out = []
    for (family, scope), said in groups.items():
        counted = weapon_accounts(said, sides)
        names = Counter(told.value.name for _, told in said)
        out.append(
            Arms(
                min(names, key=lambda name: (-names[name], len(name), name)),
                family,
                scope,
                choose(counted) if counted else None,
                tuple(dict.fromkeys(m.report.id for m, _ in said)),
                tuple(dict.fromkeys(c for _, told in said for c in told.claims)),
            )
        )
    return tuple(out)


def weapon_accounts(said: Sequence[tuple[Member, Told[Munition]]], sides: Sides) -> tuple[Account[Estimate], ...]:
    """Return each report's number of a weapon."""
    out: dict[tuple[object, ...], Account[Estimate]] = {}
    for m, told in said:
        count = told.value.count
        if count is None:
            continue
        speakers = said_by(told.claims)
        key = (m.source, speakers, count.low, count.high)
        party = bool(speakers) and all(sides.is_party(speaker) for speaker in speakers)
        if key not in out:
            out[key] = Account(
                count, (m.report.id,), speakers, told.claims, m.report.published, m.lead, m.source, False, party
            )
    return tuple(out.values())
