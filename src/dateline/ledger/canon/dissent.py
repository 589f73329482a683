"""Where reports disagree: every value with who gives it, and whether it is a conflict or a later correction."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import combinations
from typing import Any

from dateline.ledger.accounts import NAMED
from dateline.ledger.canon.records import Account, Dissent, Member, Suspect, Voice
from dateline.ledger.canon.slots.arms import weapon_accounts
from dateline.ledger.canon.slots.days import NIGHT
from dateline.ledger.canon.slots.harm.tolls import PEOPLE, TOLD, accounts, by_speaker, touch
from dateline.ledger.canon.slots.harm.victims import fighters_only, told_otherwise
from dateline.ledger.canon.slots.places import contradict, place_accounts
from dateline.ledger.canon.voices import Sides, named, said_by, speaker_of
from dateline.ledger.merge.likeness.places import FAR_KM, apart, is_exact
from dateline.ledger.merge.telling.kinds import alike
from dateline.ledger.records import Told
from dateline.lexicon import words
from dateline.model.actor import Harm, Munition
from dateline.model.claim import Responsibility
from dateline.model.estimate import Estimate

LEXICON = "en/merge.toml"
SAID = {Responsibility.ACCUSED, Responsibility.SUSPECTED, Responsibility.CLAIMED}


def dissent(members: Sequence[Member], suspects: Sequence[Suspect], sides: Sides) -> tuple[Dissent, ...]:
    """Return every slot in which the tellings of an event give different values, conflicts or not."""
    found = [d for harm in Harm for d in _tolls(members, harm, sides)]
    found += [*told_otherwise(members), *fighters_only(members, sides)]
    found += [*_weapons(members, sides), *_targets(members), *_places(members)]
    found += [*_days(members), *_kinds(members), *_blame(suspects)]
    return tuple(found)


def in_words(estimate: Estimate) -> str:
    """Return a number as it is spoken.

    >>> in_words(Estimate(15, 20, 25)), in_words(Estimate(25, 25, None)), in_words(Estimate(None, 18, 18))
    ('15 to 25', 'at least 25', 'up to 18')
    """
    low, high = estimate.low, estimate.high
    if high is None:
        return f"at least {low}"
    if low is None:
        return f"up to {high}"
    return ("about " if estimate.approximate else "") + (str(low) if low == high else f"{low} to {high}")


def _tolls(members: Sequence[Member], harm: Harm, sides: Sides) -> Iterable[Dissent]:
    """The number of killed and wounded, over all and of each people that several speakers count."""
    slot = TOLD[harm]
    totals = [a for a in accounts(members, harm, sides) if not a.partial]
    # Who names one of two dead says less, and nothing else.
    totals = [a for a in totals if not _only_names(a)] or totals
    yield from _numbers(slot, "", totals, members)
    if len({(a.value.low, a.value.high) for a in totals}) == 1:
        return
    counted: dict[str, list[Account[Estimate]]] = {}
    for m in members:
        for people, _, account in by_speaker(m, harm, sides):
            counted.setdefault(people, []).append(account)
    for people, said in sorted(counted.items()):
        if people != PEOPLE:
            yield from _numbers(slot, people, said, members)


def _only_names(account: Account[Estimate]) -> bool:
    return all(words.rule == NAMED for words in account.evidence)


def _numbers(
    slot: str, of_what: str, said: Sequence[Account[Estimate]], members: Sequence[Member]
) -> Iterable[Dissent]:
    distinct = {(a.value.low, a.value.high) for a in said}
    if len(distinct) < 2:
        return
    pairs = list(combinations(said, 2))
    apart_ = [(a, b) for a, b in pairs if a.replaced is not b.replaced or not touch(a.value, b.value)]
    corrected = [pair for pair in apart_ if _is_correction(*pair)]
    conflict = len(apart_) > len(corrected)
    told = ", ".join(
        dict.fromkeys(
            f"{speaker_of(a, members)} {_says(a, members) if n == 0 else ''} {in_words(a.value)}"
            for n, a in enumerate(said)
        )
    )
    why = f"{of_what + ': ' if of_what else ''}{' '.join(told.split())}"
    if not conflict:
        why += "; later numbers correct earlier ones" if corrected else "; one allows the other"
    if conflict or corrected:
        yield Dissent(slot, tuple(_voice(a, in_words(a.value), members) for a in said), conflict, why)


def _says(account: Account[Any], members: Sequence[Member]) -> str:
    """The verb of who gives an account: one says, several say."""
    outlets = {named(m.report) for m in members if m.report.id in account.reports}
    return "say" if len(account.speakers or outlets) > 1 else "says"


def _is_correction(one: Account[Estimate], other: Account[Estimate]) -> bool:
    """Whether a later report raises a number: people die of wounds, bodies are found, "dozens" becomes "over 100".

    Or the report says itself that one figure takes the place of the other.
    """
    if one.replaced or other.replaced:
        return True
    if one.day is None or other.day is None or one.day == other.day:
        return False
    earlier, later = (one, other) if one.day < other.day else (other, one)
    return (later.value.low or 0) > (earlier.value.low or 0)


def _voice(account: Account[Any], value: str, members: Sequence[Member]) -> Voice:
    who = account.speakers or (speaker_of(account, members),)
    return Voice(value, who, account.reports, account.evidence)


def _weapons(members: Sequence[Member], sides: Sides) -> Iterable[Dissent]:
    groups: dict[tuple[str, str | None], list[tuple[Member, Told[Munition]]]] = {}
    for m in members:
        for told in m.record.weapons:
            groups.setdefault((told.value.family, told.value.scope), []).append((m, told))
    for (family, scope), said in groups.items():
        yield from _numbers("weapons", f"{family}s {scope or ''}".strip(), weapon_accounts(said, sides), members)


def _targets(members: Sequence[Member]) -> Iterable[Dissent]:
    """How many places were hit, whatever reports call them ("five sites", "four locations")."""
    generic = words(LEXICON, "site", "generic")
    said = []
    for m in members:
        for told in m.record.targets:
            if told.value.count is not None and not generic.isdisjoint(told.value.name.casefold().split()):
                speakers, day = said_by(told.claims), m.report.published
                said.append(Account(told.value.count, (m.report.id,), speakers, told.claims, day, m.lead, m.source))
    yield from _numbers("targets", "places hit", said, members)


def _places(members: Sequence[Member]) -> Iterable[Dissent]:
    said = place_accounts(members)
    for a, b in combinations(said, 2):
        why = contradict(a.value, b.value)
        away = apart(a.value, b.value) if is_exact(a.value) and is_exact(b.value) else None
        if why is None and away is not None and away > FAR_KM:
            why = f"{a.value.name} and {b.value.name} are {away:.0f} km apart"
        if why is not None:
            voices = tuple(_voice(x, x.value.offset.said if x.value.offset else x.value.name, members) for x in (a, b))
            yield Dissent("where", voices, True, why)
            return


def _days(members: Sequence[Member]) -> Iterable[Dissent]:
    told = [(m, m.record.when) for m in members if m.record.when is not None and m.record.when.value.placed]
    for (m, a), (o, b) in combinations(told, 2):
        gap = max(a.earliest, b.earliest) - min(a.latest, b.latest)
        if gap > NIGHT:
            voices = tuple(Voice(str(w.earliest), (), (x.report.id,), w.evidence) for x, w in ((m, a), (o, b)))
            yield Dissent("when", voices, True, f"{a.earliest} and {b.earliest}")
            return


def _kinds(members: Sequence[Member]) -> Iterable[Dissent]:
    for m, o in combinations(members, 2):
        if not alike(m.record.kind, o.record.kind):
            voices = tuple(Voice(x.record.kind, (), (x.report.id,), (x.record.trigger,)) for x in (m, o))
            yield Dissent("kind", voices, True, f"{m.record.kind} and {o.record.kind}")
            return


def _blame(suspects: Sequence[Suspect]) -> Iterable[Dissent]:
    """Who is blamed: a denial, or more than one who is accused, suspected or claims it."""
    blamed = [s for s in suspects if s.responsibility in SAID]
    denied = [s for s in suspects if s.responsibility is Responsibility.DENIED]
    names = {s.name for s in blamed} | {s.name for s in suspects if s.responsibility is Responsibility.STATED}
    if not denied and (len({s.name for s in blamed}) < 2 or len(names) < 2):
        return
    told = [*blamed, *denied]
    voices = tuple(Voice(f"{s.name} ({s.responsibility})", s.by, s.reports, s.evidence) for s in told)
    yield Dissent("perpetrators", voices, True, "; ".join(v.value for v in voices))
