"""The page of the reviewers: how much each has done, and how two who looked at the same things agree."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse

from dateline.ledger.canon import Decision
from dateline.ledger.canon.decided import in_words
from dateline.ledger.codec import encoded
from dateline.model.extraction import Problem
from dateline.model.judgement import Judgement, Retraction
from dateline.web.held import held_by
from dateline.web.pages.seen.cites import event_address
from dateline.web.shown import shown

router = APIRouter()
Act = Judgement | Decision
MOST = 50
"""Differences shown of two reviewers."""


@dataclass(frozen=True, slots=True)
class Done:
    """What one reviewer did, and how much of it was taken back, by themselves and by others."""

    name: str
    judged: int
    decided: int
    withdrawn: int
    overruled: int


@dataclass(frozen=True, slots=True)
class Difference:
    """What two reviewers hold of one thing."""

    about: str
    address: str
    one: str
    two: str


@dataclass(frozen=True, slots=True)
class Pair:
    """Two reviewers: on how many things both have said something, on how many they agree, and where they do not."""

    one: str
    two: str
    both: int
    agree: int
    differences: tuple[Difference, ...]


@router.get("/reviewers", response_class=HTMLResponse, include_in_schema=False)
def reviewers(request: Request) -> HTMLResponse:
    """Show who reviewed how much, and how two reviewers of the same things agree."""
    with held_by(request).opened() as ledger:
        history = ledger.history()
    return shown(request, "reviewers.html", "/review", done=done(history), pairs=pairs(history), most=MOST)


def done(history: Sequence[Act | Retraction]) -> list[Done]:
    """Return what each reviewer did, by name."""
    back = {one.judgement_id: one.by for one in history if isinstance(one, Retraction)}
    acts: dict[str, list[Act]] = {}
    for one in history:
        if not isinstance(one, Retraction):
            acts.setdefault(one.by, []).append(one)
    return [
        Done(
            name,
            sum(isinstance(one, Judgement) for one in found),
            sum(isinstance(one, Decision) for one in found),
            sum(back.get(one.id) == name for one in found),
            sum(back.get(one.id, name) != name for one in found),
        )
        for name, found in sorted(acts.items())
    ]


def pairs(history: Sequence[Act | Retraction]) -> list[Pair]:
    """Return every two reviewers who said something of the same thing: a pair of tellings, a value, or a problem.

    What a reviewer holds is their last act about it that they did not take back themselves; that somebody else took it
    back does not change what they hold.
    """
    own = {(one.judgement_id, one.by) for one in history if isinstance(one, Retraction)}
    held: dict[tuple[str, ...], dict[str, Act]] = {}
    for one in history:
        if not isinstance(one, Retraction) and (one.id, one.by) not in own:
            held.setdefault(_thing(one), {})[one.by] = one
    met: dict[tuple[str, str], list[tuple[Act, Act]]] = {}
    for views in held.values():
        for names in combinations(sorted(views), 2):
            met.setdefault(names, []).append((views[names[0]], views[names[1]]))
    return [_pair(*names, met[names]) for names in sorted(met)]


def _pair(one: str, two: str, met: Iterable[tuple[Act, Act]]) -> Pair:
    every = list(met)
    apart = [(a, b) for a, b in every if _holds(a) != _holds(b)]
    told = tuple(Difference(_about(a), event_address(_event(a)), _words(a), _words(b)) for a, b in apart[:MOST])
    return Pair(one, two, len(every), len(every) - len(apart), told)


def _thing(one: Act) -> tuple[str, ...]:
    if isinstance(one, Judgement):
        return (one.left, one.right)
    # Two claims of one event are two things, and so are two problems of one report.
    part = encoded(one.value) if isinstance(one.value, Problem) else getattr(one.value, "claim", "")
    return (one.event, one.slot, part, "decided")


def _holds(one: Act) -> object:
    return one.verdict if isinstance(one, Judgement) else one.value


def _event(one: Act) -> str:
    return one.left if isinstance(one, Judgement) else one.event


def _about(one: Act) -> str:
    return "one event or two" if isinstance(one, Judgement) else one.slot


def _words(one: Act) -> str:
    return f"{one.verdict}" if isinstance(one, Judgement) else in_words(one.value)
