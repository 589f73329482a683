"""How many were killed or wounded, as all reports tell it: the accounts, and which of them tell only a part."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from dateline.ledger.accounts import REVISED, TollClaim, in_one_breath, is_among, is_earlier, is_one, restated
from dateline.ledger.canon.records import Account, Chosen, Losses, Member
from dateline.ledger.canon.voices import Sides, said_by
from dateline.ledger.records import Told
from dateline.ledger.toll import as_reported
from dateline.ledger.view import DISPUTING, NEGATED
from dateline.model.actor import Group, Harm, Status, Toll
from dateline.model.claim import TOLL, Claim
from dateline.model.estimate import Estimate

Accounts = tuple[Account[Estimate], ...]
Choose = Callable[[Accounts], Chosen[Estimate]]
PEOPLE = "people"
"""Those of whom no report says more."""
TOLD = {Harm.KILLED: "killed", Harm.WOUNDED: "wounded", Harm.MISSING: "missing", Harm.CAPTURED: "captured"}


def accounts(members: Sequence[Member], harm: Harm, sides: Sides) -> Accounts:
    """Return each report's number of one harm over all sides; copies of one story that say the same are one account."""
    told = [(m, getattr(m.record, TOLD[harm])) for m in members]
    lines = {m.report.id: _lines(m, harm) for m, _ in told}
    out: dict[tuple[object, ...], Account[Estimate]] = {}
    for m, value in told:
        if value is None:
            continue
        partial = any(_is_part(lines[m.report.id], lines[o.report.id]) for o in members if o is not m)
        _add(out, m, value, partial, sides)
        for claim in restated(tuple(_put_forward(m, harm))):
            _add(out, replace(m, lead=False), Told(claim.value.estimate, (claim,)), partial, sides)
        for told_before in _earlier(m, harm):
            _add(out, replace(m, lead=False), told_before, partial, sides, replaced=True)
    return tuple(replace(a, partial=a.partial or _tells_some(a, out.values())) for a in out.values())


def _tells_some(account: Account[Estimate], others: Iterable[Account[Estimate]]) -> bool:
    """Whether a report tells persons one by one, so at least them, where another gives a greater number of people.

    "Ana Sol was buried on Friday" corrects no "three were killed"; "only two were killed" does.
    """
    least = account.value.low or 0
    if not least or any(c.slot is TOLL and not is_one(c) for c in account.claims):
        return False
    return any(
        (other.value.low or 0) > least
        and other.value.low == other.value.high
        and not other.replaced
        and any(c.slot is TOLL and not is_one(c) for c in other.claims)
        for other in others
    )


def _earlier(member: Member, harm: Harm) -> list[Told[Estimate]]:
    """What a report first gave and then replaced: each figure of its own, else the sum of what was told before."""
    said = tuple(_put_forward(member, harm, earlier=True))
    past = tuple(c for c in said if is_earlier(c))
    if len(past) == 1:
        other = tuple(c for c in said if c not in past and c.evidence[0].rule not in REVISED)
        told = as_reported((*past, *_of_others(past[0], other)), ())
        return [] if told is None else [told]
    return [Told(c.value.estimate, (c,)) for c in past]


def _of_others(past: TollClaim, said: tuple[TollClaim, ...]) -> tuple[TollClaim, ...]:
    """The numbers of other people told in the same breath as an earlier figure ("two soldiers and nine nurses")."""
    return tuple(c for c in said if in_one_breath(past, c))


def losses(members: Sequence[Member], harm: Harm, sides: Sides, choose: Choose) -> tuple[Losses, ...]:
    """Return the toll of each side or kind of people that reports tell apart, each from its own accounts."""
    found: dict[str, tuple[Group, list[Account[Estimate]]]] = {}
    for m in members:
        for people, group, account in by_speaker(m, harm, sides):
            found.setdefault(people, (group, []))[1].append(account)
    return tuple(
        Losses(harm, people, group.nationality, choose(tuple(said)))
        for people, (group, said) in sorted(found.items())
        if people != PEOPLE or len(found) == 1
    )


def of_nation(members: Sequence[Member], harm: Harm, nation: str, sides: Sides, choose: Choose) -> Estimate | None:
    """Return how many people of a nation came to a harm: of each report all its lines of that nation, then one account.

    Returns:
        None where no report tells of any.
    """
    found = []
    for m in members:
        of_it = (c for c in _put_forward(m, harm) if c.value.group is not None)
        told = as_reported(tuple(c for c in of_it if c.value.group and c.value.group.nationality == nation), ())
        if told is not None:
            found.append(_account(m, told, False, sides))
    return choose(tuple(found)).value if found else None


def by_speaker(member: Member, harm: Harm, sides: Sides) -> list[tuple[str, Group, Account[Estimate]]]:
    """Return what each speaker of one report says of each kind of people: (people, group, account)."""
    said: dict[tuple[str, str | None], list[Claim[Toll]]] = {}
    for claim in _put_forward(member, harm):
        if claim.value.group is not None:
            said.setdefault((people_of(claim.value.group), claim.attribution.speaker), []).append(claim)
    out = []
    for (people, _), claims in said.items():
        told = as_reported(tuple(claims), ())
        group = claims[0].value.group
        if told is not None and group is not None:
            out.append((people, group, _account(member, told, False, sides)))
    return out


def people_of(group: Group) -> str:
    """Return what a group of people is called across reports: its nation and what they are.

    >>> people_of(Group("two Marines", nationality="US", status=Status.MILITARY))
    'US military'
    >>> people_of(Group("residents"))
    'people'
    """
    status = "" if group.status is Status.UNCLEAR else str(group.status)
    return " ".join(filter(None, (group.nationality, status))) or PEOPLE


def _put_forward(member: Member, harm: Harm, earlier: bool = False) -> Iterable[Claim[Toll]]:
    """The counts of one harm that a report puts forward, with those it replaces itself if `earlier`."""
    for claim in member.record.claims:
        fills = claim.factuality not in NEGATED and claim.attribution.stance not in DISPUTING
        stands = claim.slot is TOLL and not is_among(claim) and (earlier or not is_earlier(claim))
        if stands and claim.value.harm is harm and fills:
            yield claim


def _lines(member: Member, harm: Harm) -> dict[str, Estimate]:
    out: dict[str, Estimate] = {}
    for claim in _put_forward(member, harm):
        if claim.value.group is not None:
            people = people_of(claim.value.group)
            out[people] = out[people].plus(claim.value.estimate) if people in out else claim.value.estimate
    return out


def _is_part(part: dict[str, Estimate], whole: dict[str, Estimate]) -> bool:
    """Whether one report tells of some of the people that another tells of, and says nothing of the others."""
    if not part or PEOPLE in part or not part.keys() < whole.keys():
        return False
    return all(touch(part[people], whole[people]) for people in part)


def touch(a: Estimate, b: Estimate) -> bool:
    """Whether some number fits what both say."""
    return (a.high is None or (b.low or 0) <= a.high) and (b.high is None or (a.low or 0) <= b.high)


def _add(
    out: dict[tuple[object, ...], Account[Estimate]],
    member: Member,
    told: Told[Estimate],
    partial: bool,
    sides: Sides,
    replaced: bool = False,
) -> None:
    key = (member.source, told.low, told.best, told.high, replaced)
    account = replace(_account(member, told, partial, sides), replaced=replaced)
    held = out.get(key)
    out[key] = account if held is None else _together(held, account)


def _account(member: Member, told: Told[Estimate], partial: bool, sides: Sides) -> Account[Estimate]:
    speakers = said_by(told.claims)
    return Account(
        told.value,
        (member.report.id,),
        speakers,
        told.claims,
        member.report.published,
        member.lead,
        member.source,
        partial,
        bool(speakers) and all(sides.is_party(speaker) for speaker in speakers),
    )


def _together(one: Account[Estimate], other: Account[Estimate]) -> Account[Estimate]:
    days = [d for d in (one.day, other.day) if d is not None]
    return Account(
        one.value,
        (*one.reports, *other.reports),
        tuple(dict.fromkeys((*one.speakers, *other.speakers))),
        (*one.claims, *other.claims),
        max(days, default=None),
        one.lead or other.lead,
        one.source,
        one.partial and other.partial,
        one.belligerent and other.belligerent,
        one.replaced,
    )
