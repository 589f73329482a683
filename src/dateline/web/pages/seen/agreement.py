"""Who says what: one line a report, one column a value, each cell by how it agrees with the value of the page."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from dateline.ledger.canon.records import Account, CanonicalEvent, Chosen, Member
from dateline.ledger.merge.telling.names import fold_name
from dateline.model.estimate import Estimate
from dateline.model.when import When
from dateline.model.where import Place
from dateline.web.pages.seen.cites import Cite, cites, name_and_day, report_address
from dateline.web.pages.seen.values import SLOTS, shown

SAME, FITS, DIFFERS, ASIDE, SAYS = "same", "fits", "differs", "aside", "says"
SIGNS = {
    SAME: ("✓", "gives the value of this page"),
    FITS: ("≈", "can be true beside it"),
    DIFFERS: ("≠", "gives another value"),
    ASIDE: ("○", "set aside under this policy"),
    SAYS: ("·", "names somebody"),
}
"""The sign of each way to agree, and what it means: a colour alone tells nothing to those who do not see it."""
KIND, BLAME = "kind", "who did it"
TONES = 7
"""Colours of speakers, of those that people who see few colours tell apart; the name stands beside each."""


@dataclass(frozen=True, slots=True)
class Said:
    """What one report gives for one value: in words, by whom, how it agrees, and why it was set aside."""

    value: str
    by: str
    agrees: str
    cites: tuple[Cite, ...]
    why: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One report: its outlet (else its id), its day and page, whether the event is its subject, a cell a column."""

    report: str
    day: str
    address: str
    lead: bool
    cells: tuple[tuple[Said, ...], ...]


def table(event: CanonicalEvent, members: Sequence[Member]) -> tuple[list[str], list[Line]]:
    """Return the columns that one of these tellings fills, those first in which accounts differ; and a line for each
    of the tellings, in their order."""
    columns: dict[str, Callable[[Member], Iterator[Said]]] = {KIND: lambda m: _kinds(event, m)}
    for slot, name in SLOTS.items():
        chosen: Chosen[Any] | None = getattr(event, slot)
        if chosen is not None:
            columns[name] = _by_report(event, chosen, slot)
    columns[BLAME] = lambda m: _blame(event, m)
    cells = [[tuple(fill(member)) for fill in columns.values()] for member in members]
    used = [n for n in range(len(columns)) if any(line[n] for line in cells)]
    used.sort(key=lambda n: not any(said.agrees == DIFFERS for line in cells for said in line[n]))
    lines = [
        Line(*name_and_day(m.report), report_address(m.report.id), m.lead, tuple(line[n] for n in used))
        for m, line in zip(members, cells, strict=True)
    ]
    return [list(columns)[n] for n in used], lines


def voices(lines: Sequence[Line]) -> dict[str, int]:
    """Return who speaks in a table, each with the number of a colour; the reports' own voice has none."""
    said = dict.fromkeys(one.by for line in lines for cell in line.cells for one in cell if one.by)
    return {name: n % TONES for n, name in enumerate(said)}


def agreement(value: object, other: object, conflict: bool) -> str:
    """Return how an account agrees with the value of the page.

    Args:
        conflict: the ledger finds that accounts of this value contradict each other.

    >>> agreement(Estimate(3, 3, 3), Estimate(2, 2, None), False), agreement(Estimate(3, 3, 3), Estimate(5, 5, 5), True)
    ('fits', 'differs')
    """
    if isinstance(value, Estimate) and isinstance(other, Estimate):
        if _holds(other, value.best):
            return SAME if other == value or other.low == other.high else FITS
        return DIFFERS
    if isinstance(value, When) and isinstance(other, When):
        return _days(value, other)
    if isinstance(value, Place) and isinstance(other, Place):
        same = fold_name(value.name) == fold_name(other.name) or (value.id is not None and value.id == other.id)
    else:
        same = value == other
    return SAME if same else DIFFERS if conflict else FITS


def _holds(count: Estimate, best: int | None) -> bool:
    if best is None:
        return False
    return (count.low or 0) <= best and (count.high is None or best <= count.high)


def _days(value: When, other: When) -> str:
    if value.earliest is None or value.latest is None or other.earliest is None or other.latest is None:
        return SAME if value == other else FITS
    if (value.earliest, value.latest) == (other.earliest, other.latest):
        return SAME
    return FITS if other.earliest <= value.latest and value.earliest <= other.latest else DIFFERS


def _by_report(event: CanonicalEvent, chosen: Chosen[Any], slot: str) -> Callable[[Member], Iterator[Said]]:
    """What fills the column of a value: the accounts that quote the report of a telling."""
    conflict = _is_disputed(event, slot)
    told: dict[str, list[tuple[Account[Any], str]]] = {}
    for account, why in [*((account, "") for account in chosen.used), *chosen.aside]:
        for report in dict.fromkeys(words.report_id for words in account.evidence):
            told.setdefault(report, []).append((account, why))

    def fill(member: Member) -> Iterator[Said]:
        for account, why in told.get(member.report.id, ()):
            quoted = cites(account.evidence, event.reports, member.report.id)
            agrees = ASIDE if why else agreement(chosen.value, account.value, conflict)
            yield Said(shown(account.value), " and ".join(account.speakers), agrees, quoted, why)

    return fill


def _kinds(event: CanonicalEvent, member: Member) -> Iterator[Said]:
    kind = member.record.kind
    agrees = agreement(event.kind, kind, _is_disputed(event, KIND))
    yield Said(shown(kind), "", agrees, cites((member.record.trigger,), event.reports))


def _blame(event: CanonicalEvent, member: Member) -> Iterator[Said]:
    for one in event.perpetrators:
        quoted = cites(one.evidence, event.reports, member.report.id)
        if quoted:
            way = "" if one.responsibility == "stated" else f" ({one.responsibility})"
            yield Said(one.name + way, " and ".join(one.by), SAYS, quoted)


def _is_disputed(event: CanonicalEvent, slot: str) -> bool:
    return any(one.conflict for one in event.dissent if one.slot == slot)
