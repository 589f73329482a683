"""Words that the rules found, as the trained reader sees words: token ranges with a role and the event they belong to."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from dateline.model.actor import ActorKind
from dateline.model.claim import CASUALTY, PERPETRATOR, TARGET, TOLL, WEAPON, Claim
from dateline.model.page import Page

LONGEST = 8
"""Tokens of a quotation that is taken whole where the name is not found in it."""
NAMELESS = (ActorKind.DESCRIBED, ActorKind.PERSON)


@dataclass(frozen=True, slots=True)
class Given:
    """Tokens `[start, end)` that a rule read in a role, and the id of the event of which it is claimed."""

    start: int
    end: int
    role: str
    event: str


def given(page: Page, claims: Iterable[Claim[Any]]) -> list[Given]:
    """Return the words behind claims about who did it, with what, and what and whom it hit; each range once an event."""
    spans = [page.repaired.source(token.start, token.end) for token in page.tokens]
    starts, ends = [span.start for span in spans], [span.end for span in spans]
    out: dict[Given, None] = {}
    for claim in claims:
        for role, name in _named(claim):
            for evidence in claim.evidence:
                first, last = bisect_left(ends, evidence.span.start + 1), bisect_left(starts, evidence.span.end)
                found = _words(page, first, last, name)
                if found is not None:
                    out[Given(*found, role, claim.event)] = None
                    break
    return list(out)


def _named(claim: Claim[Any]) -> Iterator[tuple[str, str]]:
    """Yield the role and the name that a claim gives to words; a group without a name and nobody give none."""
    value = claim.value
    if claim.slot is PERPETRATOR and value.actor is not None:
        yield ("perpetrator" if value.actor.kind in NAMELESS else "organization"), value.actor.name
    elif claim.slot is TARGET:
        yield "thing", value.name
    elif claim.slot is WEAPON:
        yield "weapon", value.name
    elif claim.slot is CASUALTY:
        yield "person", value.person.name
    elif claim.slot is TOLL and value.group is not None and value.estimate.high != 0:
        yield "person", value.group.name


def _words(page: Page, first: int, last: int, name: str) -> tuple[int, int] | None:
    """Return where a name stands in tokens `[first, last)`; all of these, if they are few; else None."""
    wanted = [word.casefold() for word in name.split()]
    there = [token.lower for token in page.tokens[first:last]]
    for at in range(len(there) - len(wanted) + 1):
        if there[at : at + len(wanted)] == wanted:
            return first + at, first + at + len(wanted)
    return (first, last) if 0 < last - first <= LONGEST else None
