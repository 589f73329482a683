"""Who speaks: in which report, and whether it is a party to the fight."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from dateline.ledger.canon.records import Account, Member
from dateline.ledger.merge.telling.names import fold_name
from dateline.ledger.records import Claims
from dateline.lexicon import words
from dateline.lexicon.phrases import table
from dateline.model.actor import Actor, ActorKind, Status
from dateline.model.claim import Responsibility
from dateline.model.report import Report

LEXICON = "en/merge.toml"
GROUPS = 10_000
"""Words for groups whose nation is kept: the same ones come again and again."""
ARMED = {Status.MILITARY, Status.SECURITY, Status.POLICE}


def said_by(claims: Claims) -> tuple[str, ...]:
    """Return the speakers of some claims, in the order of the text; empty if the report says it itself."""
    return tuple(dict.fromkeys(c.attribution.speaker for c in claims if c.attribution.speaker))


def named(report: Report) -> str:
    """Return what a report is called in a sentence: its outlet, else its id."""
    return report.outlet or report.id


def speaker_of(account: Account[Any], members: Sequence[Member]) -> str:
    """Return who gives an account: its speakers, else the outlets that print it."""
    if account.speakers:
        return " and ".join(account.speakers)
    reports = {m.report.id: named(m.report) for m in members}
    return " and ".join(dict.fromkeys(reports[r] for r in account.reports))


@dataclass(frozen=True, slots=True)
class Sides:
    """The parties to an event: who did it or is blamed, and whose armed people were hit.

    Attributes:
        names: folded names of groups and forces.
        countries: ISO codes of states whose forces or officials are a party.
    """

    names: frozenset[str]
    countries: frozenset[str]

    @classmethod
    def of(cls, members: Sequence[Member]) -> Sides:
        """Return the parties that the tellings of an event name."""
        names, countries = set(), set()
        for m in members:
            for party in m.record.perpetrators:
                if party.responsibility is not Responsibility.DENIED:
                    names |= set(_names(party.actor))
                    countries |= set(_countries(party.actor))
            for line in m.record.casualties:
                if line.group.status in ARMED and line.group.nationality:
                    countries.add(line.group.nationality)
                if line.group.side:
                    names.add(fold_name(line.group.side))
            names |= {fold_name(t.owner) for t in m.record.targets if t.owner}
        return cls(frozenset(n for n in names if n), frozenset(countries))

    def is_party(self, speaker: str) -> bool:
        """Whether a speaker, as reports call it, is one of the parties or speaks for one."""
        said = f" {fold_name(speaker)} "
        if any(f" {name} " in said for name in self.names):
            return True
        if words(LEXICON, "speakers", "official").isdisjoint(said.split()):
            return False
        return any(f" {name} " in said for country in self.countries for name in _state_names().get(country, ()))


def _names(actor: Actor) -> Iterable[str]:
    if actor.kind in (ActorKind.GROUP, ActorKind.FORCE, ActorKind.COALITION, ActorKind.ORGANISATION):
        yield fold_name(actor.name)


def _countries(actor: Actor) -> Iterable[str]:
    if actor.country and actor.kind in (ActorKind.STATE, ActorKind.FORCE):
        yield actor.country


@cache
def _state_names() -> dict[str, frozenset[str]]:
    """What a state and its people are called, by ISO code, with the seats of its forces ("pentagon")."""
    out: dict[str, set[str]] = {}
    for row in table("names/states.tsv"):
        for name in (row["name"], *row["aliases"].split(";"), *row["capitals"].split(";")):
            out.setdefault(row["iso2"], set()).add(fold_name(name))
    for row in table("names/demonyms.tsv"):
        out.setdefault(row["iso2"], set()).add(fold_name(row["demonym"]))
    for word, country in _seats():
        out.setdefault(country, set()).add(word)
    return {country: frozenset(n for n in names if n) for country, names in out.items()}


def _seats() -> Iterable[tuple[str, str]]:
    for entry in words(LEXICON, "speakers", "seats"):
        word, _, country = entry.partition("=")
        yield word, country


@lru_cache(GROUPS)
def nation_of(group: str) -> str | None:
    """Return the ISO code of the nation that the words for a group name, or None.

    >>> nation_of("American troops"), nation_of("people")
    ('US', None)
    """
    said = f" {fold_name(group)} "
    return next((iso for name, iso in _demonyms() if f" {name} " in said), None)


@cache
def _demonyms() -> tuple[tuple[str, str], ...]:
    names = {(fold_name(row["demonym"]), row["iso2"]) for row in table("names/demonyms.tsv")}
    for row in table("names/states.tsv"):
        names |= {(fold_name(name), row["iso2"]) for name in (row["name"], *row["aliases"].split(";"))}
    return tuple(sorted((pair for pair in names if pair[0]), key=lambda pair: (-len(pair[0]), pair)))
