"""The canonical values of an event: each with its bounds, how it was chosen, and every account of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from dateline.export.html.events import STANDS_FOR
from dateline.export.words import days, number
from dateline.ledger.canon.records import Account, CanonicalEvent, Chosen
from dateline.ledger.canon.slots.harm.tolls import PEOPLE
from dateline.ledger.canon.voices import speaker_of
from dateline.model.estimate import Estimate
from dateline.model.when import When
from dateline.model.where import Place
from dateline.web.pages.seen.cites import Cite, cites

SHOWN = 20
"""Accounts told of one value; the table of who says what has all of them, page by page."""
NUMBERS = ("killed", "wounded", "missing", "captured")
SLOTS = {"when": "day", "where": "place"} | {name: name for name in NUMBERS}
"""Slots of one value, and what they are called."""


@dataclass(frozen=True, slots=True)
class Told:
    """One account: its value, who says so, in which words; and why it was set aside, if it was."""

    value: str
    who: str
    cites: tuple[Cite, ...]
    aside: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One value.

    Attributes:
        note: what the value stands for.
        why: how it was chosen.
        cites: the words that it rests on.
        accounts: those used, then those set aside, `SHOWN` at most; empty where the words are all there is to say.
        left: accounts that are not among them.
        slot: what a correction of it is about; empty = it follows from other values.
    """

    name: str
    value: str
    note: str
    why: str
    cites: tuple[Cite, ...]
    accounts: tuple[Told, ...] = ()
    slot: str = ""
    left: int = 0


def rows(event: CanonicalEvent) -> list[Row]:
    """Return every value of an event, in the order in which a page tells them."""
    return [*_named(event), *_chosen(event), *_losses(event), *_lists(event)]


def figures(event: CanonicalEvent) -> list[Row]:
    """Return the numbers of people harmed, for the head of a page."""
    return [row for row in _chosen(event) if row.name in NUMBERS]


def shown(value: object) -> str:
    """Return a value as short as it is spoken."""
    if isinstance(value, Estimate):
        return number(value)
    if isinstance(value, When):
        return days(value) or value.timex
    return value.name if isinstance(value, Place) else str(value).replace("_", " ")


def bounds(value: Estimate) -> str:
    """Return a number's bounds in words.

    >>> bounds(Estimate(2, 3, None))
    'low 2 · best 3 · high open'
    """
    low, high = (str(n) if n is not None else "open" for n in (value.low, value.high))
    return " · ".join([f"low {low}", *([f"best {value.best}"] if value.best is not None else []), f"high {high}"])


def _chosen(event: CanonicalEvent) -> Iterator[Row]:
    for slot, name in SLOTS.items():
        chosen: Chosen[Any] | None = getattr(event, slot)
        if chosen is not None:
            yield _row(name, chosen, event, slot)


def _named(event: CanonicalEvent) -> Iterator[Row]:
    """What happened, and whether it did: in the words that tell it, or in those of the reviewer who decided."""
    told = cites((m.record.trigger for m in event.members), event.reports)
    for slot in ("kind", "status"):
        done = [d for d in event.decided if d.decision.slot == slot]
        words = (words for claim in done[-1].claims for words in claim.evidence) if done else ()
        why = f"decided by {done[-1].decision.signed}" if done else ""
        yield Row(slot, shown(getattr(event, slot)), "", why, cites(words, event.reports) or told, (), slot)


def _losses(event: CanonicalEvent) -> Iterator[Row]:
    lines = Counter(line.harm for line in event.losses)
    for line in event.losses:
        if line.people != PEOPLE or lines[line.harm] > 1:  # else all of them: told above
            yield _row(f"{line.harm}: {line.people}", line.count, event)


def _row(name: str, chosen: Chosen[Any], event: CanonicalEvent, slot: str = "") -> Row:
    every = [*((account, "") for account in chosen.used), *chosen.aside]
    accounts = tuple(_told(account, event, why) for account, why in every[:SHOWN])
    quoted = cites((words for account in _first(chosen) for words in account.evidence), event.reports)
    return Row(
        name, shown(chosen.value), _note(chosen.value), chosen.why, quoted, accounts, slot, len(every) - len(accounts)
    )


def _first(chosen: Chosen[Any]) -> list[Account[Any]]:
    """The accounts used, those first that give just the value, and of these the latest about the event."""

    def order(account: Account[Any]) -> tuple[bool, bool, str]:
        best = getattr(chosen.value, "best", None)
        same = account.value == chosen.value or (best is not None and getattr(account.value, "best", None) == best)
        return same, account.lead, str(account.day or "")

    return sorted(chosen.used, key=order, reverse=True)


def _told(account: Account[Any], event: CanonicalEvent, aside: str) -> Told:
    who = speaker_of(account, event.members)
    return Told(shown(account.value), who, cites(account.evidence, event.reports), aside)


def _note(value: object) -> str:
    if isinstance(value, Estimate):
        return bounds(value)
    if isinstance(value, When):
        return f"precision: {value.precision}" if value.placed else "the words cannot be placed in the calendar"
    if isinstance(value, Place):
        within = ", ".join(name for name in dict.fromkeys(value.within) if name != value.name)
        point = f"{value.lat:.4f}, {value.lon:.4f}" if value.lat is not None and value.lon is not None else ""
        return "; ".join(filter(None, (within, STANDS_FOR[value.precision], point)))
    return ""


def _lists(event: CanonicalEvent) -> Iterator[Row]:
    for one in event.perpetrators:
        by = f" by {', '.join(one.by)}" if one.by else ""
        way = "stated by the reports" if one.responsibility == "stated" else f"{one.responsibility}{by}"
        note = "; ".join(filter(None, (way, _also(one.names))))
        yield Row("who did it", one.name, note, "", cites(one.evidence, event.reports), (), "perpetrator")
    for target in event.targets:
        yield Row("target", target.name, _also(target.names), "", cites(target.evidence, event.reports), (), "target")
    for arms in event.weapons:
        count = f"{number(arms.count.value)} " if arms.count else ""
        words = cites(arms.evidence, event.reports)
        yield Row("weapon", f"{count}{arms.name}", arms.scope or "", "", words, (), "weapon")


def _also(names: tuple[str, ...]) -> str:
    return f"also {'; '.join(names[1:])}" if len(names) > 1 else ""
