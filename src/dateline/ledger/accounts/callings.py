"""Under which words somebody harmed who is told by name stands in the lines of a toll: the trade, office or rank."""

from __future__ import annotations

from dataclasses import replace

from dateline.ledger.accounts.words import NAMED, name_of
from dateline.ledger.records import Casualties
from dateline.lexicon.persons import status_of
from dateline.model.actor import Group, Person, Status
from dateline.model.claim import Claim, NamedCasualty

Named = tuple[Claim[NamedCasualty], ...]
TRADES = (Status.CIVILIAN, Status.POLICE)
"""Of whom the trade says more than the name; generals and heads of forces are known by name."""
PAST = ("former", "earlier", "previous", "retired", "ex-", "one-time", "onetime", "then")
"""How what somebody was before begins."""


def called(line: Casualties, named: Named) -> Casualties:
    """Return the line of one person told by name with what the report calls him; any other line as it is.

    Args:
        named: claims of people harmed, by name, with their trades and ranks.
    """
    if any(claim.evidence[0].rule != NAMED for claim in line.claims):
        return line
    own = (c.value.person for c in named if name_of(Group(c.value.person.name)) == name_of(line.group))
    said = next((words for person in own if (words := _calling(person)) is not None), None)
    status = Status.UNCLEAR if said is None else status_of(said.split())
    if said is None or status not in TRADES:
        return line
    return replace(line, group=replace(line.group, name=said, status=status))


def _calling(person: Person) -> str | None:
    """What somebody is; not what he was before ("a former clerk", "an earlier mayor")."""
    before = person.role is None or person.role.split()[0].casefold().startswith(PAST)
    return person.rank if before else person.role
